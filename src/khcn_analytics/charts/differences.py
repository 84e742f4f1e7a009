"""What changed between two periods: bars of changes, and lines from one period to the other."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, spread, wrapped
from khcn_analytics.charts.theme import (
    BASE_TICK,
    BRAND,
    INK,
    MUTED,
    PALE,
    VERDICT_FILLS,
    Width,
    change_axis,
    finished,
    name_axis,
    nothing_to_draw,
)
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_BARS, _SLOPES = Label("Biểu đồ cột thay đổi", "Bar chart of changes"), Label("Biểu đồ dốc", "Slope chart")
_NO_FIGURE = Label("không so sánh được", "not comparable")
_EDGE = 18
"""Room in pixels above the highest and below the lowest line of a slope chart."""
_VERDICTS = {
    "better": Label("tốt lên", "better"),
    "worse": Label("kém đi", "worse"),
    "neither": Label("không xét tốt hay xấu", "no verdict"),
}


def change_bars(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for each group, to the right where it rose and to the left where it fell, the largest rise first.

    Args:
        frame: Rows in words (see ``wording.in_words``), one for each ``group_name``: ``absolute``
            (null draws no bar), ``change_text``, ``verdict`` (``better``, ``worse`` …, which
            colours the bar) and ``note`` (why there is no change, told in place of the bar).
        unit: Unit of the values; changes of shares are told in points.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the changes in the order drawn.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.
    """
    needs = {"group_name": TEXT, "absolute": NUMBER, "change_text": TEXT, "verdict": TEXT}
    rows = drawable(frame, needs=needs, may_have={"note": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    missing = pl.col("absolute").is_null()
    rows = wrapped(rows.sort("absolute", descending=True, nulls_last=True, maintain_order=True), "group_name")
    rows = rows.with_columns(
        told=pl.when(missing).then(pl.coalesce("note", pl.lit(_NO_FIGURE.text(language)))).otherwise("change_text")
    )
    verdicts = [each for each in _VERDICTS if each in rows["verdict"].to_list()]
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=list(VERDICT_FILLS), range=list(VERDICT_FILLS.values())),
        legend=alt.Legend(values=verdicts, labelExpr=_names(language)) if verdicts else None,
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("group_name_lines:N", sort=rows["group_name_lines"].to_list(), axis=name_axis())
    )
    x = alt.X("absolute:Q", axis=change_axis(unit, language), scale=alt.Scale(zero=True, nice=True, padding=50))
    rise, fall = (base.properties(data=rows.filter(each)) for each in (pl.col("absolute") > 0, pl.col("absolute") <= 0))
    none = base.properties(data=rows.filter(missing))
    layers = [
        base.mark_bar(height=20).encode(
            x=x, color=colour, tooltip=[alt.Tooltip("group_name:N", title=" "), alt.Tooltip("told:N", title=" ")]
        ),
        alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(x="zero:Q"),
        rise.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(x=x, text="told:N"),
        # The figure of a fall stands across the middle line, clear of the names.
        fall.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(x=alt.datum(0), text="told:N"),
        none.mark_text(align="left", dx=6, fontSize=12, fontStyle="italic", color=MUTED).encode(
            x=alt.datum(0), text="told:N"
        ),
    ]
    facts = [f"{name} {told}" for name, told in rows.select("group_name", "told").iter_rows()]
    told = sentence(_BARS, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "group_name_lines", least=38)))
    return finished(chart, language, title=title, source=source, description=told)


def slope(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: int = 300,
    height: int = 340,
) -> Any:
    """A line for each group from one period to another; darker where it rose, orange and dashed where it fell.

    Args:
        frame: Rows in words, one for each group and period, of exactly two periods:
            ``period_start``, ``period_name``, ``group_name`` and ``value``. A group without a
            value in one of them has a point and no line.
        unit: Unit of the values.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells both values of each group.
        language: ``vi`` or ``en``.
        width: Width between the two periods in pixels; the names stand on both sides.
        height: Height in pixels.

    Returns:
        An Altair chart.

    Raises:
        WrongUseError: If the rows are not of two periods.
    """
    needs = {"period_start": DAY, "period_name": TEXT, "group_name": TEXT, "value": NUMBER}
    rows = drawable(frame, needs=needs).sort("period_start", maintain_order=True)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    periods = rows["period_name"].unique(maintain_order=True).to_list()
    if len(periods) != 2:
        listed = ", ".join(periods)
        raise WrongUseError(
            f"Biểu đồ dốc cần đúng hai kỳ, bảng này có {len(periods)} kỳ: {listed}. Hãy lọc lấy hai kỳ.",
            f"A slope chart takes exactly two periods; this frame has {len(periods)}: {listed}. Filter it to two.",
        )
    rows = rows.filter(pl.col("value").is_not_null())
    rows = rows.with_columns(
        value_text=pl.Series([format_value(each, unit, language) for each in rows["value"]], dtype=pl.String)
    )
    ends = [rows.filter(period_name=each) for each in periods]
    before, after = (dict(each.select("group_name", "value").iter_rows()) for each in ends)
    ways = {name: "fall" if after[name] < value else "rise" for name, value in before.items() if name in after}
    rows = rows.with_columns(way=pl.col("group_name").replace_strict(ways, default="alone", return_dtype=pl.String))
    top, bottom = _EDGE, height - _EDGE
    extent: list[Any] = [rows["value"].min(), rows["value"].max()]
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=extent, range=[bottom, top], nice=False, zero=False))
    axis = alt.Axis(
        labelAngle=0, orient="top", domain=False, ticks=False, labelFontSize=13, labelColor=INK, labelPadding=10
    )
    x = alt.X("period_name:O", sort=periods, title=None, axis=axis, scale=alt.Scale(padding=0))
    base = alt.Chart(rows).encode(x=x, y=y, detail="group_name:N")
    ways_shown = ["rise", "fall", "alone"]
    colour = alt.Color("way:N", legend=None, scale=alt.Scale(domain=ways_shown, range=[BRAND, BASE_TICK, PALE]))
    dash = alt.StrokeDash("way:N", legend=None, scale=alt.Scale(domain=ways_shown, range=[[1, 0], [6, 3], [1, 0]]))
    layers: list[Any] = [
        alt.Chart(pl.DataFrame({"period_name": periods})).mark_rule(color=PALE).encode(x=x),
        base.mark_line(strokeWidth=2.5).encode(color=colour, strokeDash=dash),
        base.mark_point(filled=True, size=60, opacity=1).encode(
            color=colour, tooltip=[alt.Tooltip("group_name:N", title=" "), alt.Tooltip("value_text:N", title=" ")]
        ),
    ]
    for end, side in zip(ends, ("left", "right"), strict=True):
        layers += _ends(end, extent, x, side, height)
    told = (
        sentence(_SLOPES, _moves(ends, periods, unit, language), language, title=title)
        if description is None
        else description
    )
    chart = alt.layer(*layers, width=width, height=height).resolve_scale(y="independent")
    return finished(chart, language, title=title, source=source, description=told)


def _ends(end: pl.DataFrame, extent: list[Any], x: alt.X, side: str, height: int) -> list[Any]:
    """Names and values beside one end of the lines, one text for each, kept clear of each other."""
    if end.is_empty():
        return []
    low, high = extent
    inner = height - 2 * _EDGE
    heights = [_EDGE + (inner * (high - each) / (high - low) if high > low else inner / 2) for each in end["value"]]
    names = (
        pl.format("{}  {}", "group_name", "value_text")
        if side == "left"
        else pl.format("{}  {}", "value_text", "group_name")
    )
    labels = end.select("period_name", label=names, at=pl.Series(spread(heights, 16)))
    mark = alt.Chart(labels).mark_text(
        align="right" if side == "left" else "left", dx=-12 if side == "left" else 12, fontSize=12, color=INK
    )
    return [
        mark.encode(
            x=x,
            y=alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False)),
            text="label:N",
        )
    ]


def _moves(ends: list[pl.DataFrame], periods: list[str], unit: Unit, language: Language) -> list[str]:
    both = ends[0].join(ends[1], on="group_name", suffix="_after", maintain_order="left")
    return [
        from_to(
            name,
            (format_value(before, unit, language), periods[0]),
            (format_value(after, unit, language), periods[1]),
            language,
        )
        for name, before, after in both.select("group_name", "value", "value_after").iter_rows()
    ]


def _names(language: Language) -> str:
    """What the legend calls each verdict, as an expression of Vega."""
    pairs = ", ".join(f"'{code}': '{label.text(language)}'" for code, label in _VERDICTS.items())
    return f"{{{pairs}}}[datum.label]"
