"""Lines from one period to another."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, spread, wrapped
from khcn_analytics.charts.theme import BASE_TICK, BRAND, INK, MUTED, PALE, finished, nothing_to_draw
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ dốc", "Slope chart")
_EDGE = 18
"""Room in pixels above the highest and below the lowest line."""
_NEAR, _FAR = 12, 34
"""Pixels between a point and its name: beside it, and where a name is moved and a rule leads to it."""


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
        height: Height in pixels; where the names of the groups need more, they get it.

    Returns:
        An Altair chart.

    Raises:
        WrongUseError: If the rows are not of two periods.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> from datetime import date
        >>> frame = pl.DataFrame({"period_start": [date(2023, 1, 1), date(2024, 1, 1)], "period_name": ["2023", "2024"],
        ...                       "group_name": ["Văn phòng", "Văn phòng"], "value": [2.0, 5.0]})
        >>> chart = slope(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Slope chart: Văn phòng from 2 (2023) to 5 (2024).'
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
    rows = wrapped(rows, "group_name", width=50)
    ends = [rows.filter(period_name=each) for each in periods]
    before, after = (dict(each.select("group_name", "value").iter_rows()) for each in ends)
    ways = {name: "fall" if after[name] < value else "rise" for name, value in before.items() if name in after}
    rows = rows.with_columns(way=pl.col("group_name").replace_strict(ways, default="alone", return_dtype=pl.String))
    gap = row_height(rows, "group_name_lines", least=0) - 8 if rows.height else 0
    height = max(height, 2 * _EDGE + gap * max(each.height for each in ends))
    top, bottom = _EDGE, height - _EDGE
    extent: list[Any] = [rows["value"].min(), rows["value"].max()]
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=extent, range=[bottom, top], nice=False, zero=False))
    axis = alt.Axis(
        labelAngle=0, orient="top", domain=False, ticks=False, labelFontSize=13, labelColor=INK, labelPadding=10
    )
    x = alt.X("period_name:O", sort=periods, title=None, axis=axis, scale=alt.Scale(type="point", padding=0))
    base = alt.Chart(rows).encode(x=x, y=y, detail=alt.Detail("group_name:N"))
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
        layers += _ends(_placed(end, extent, height, gap), x, side, height, gap)
    told = (
        sentence(_KIND, _moves(ends, periods, unit, language), language, title=title)
        if description is None
        else description
    )
    chart = alt.layer(*layers, width=width, height=height).resolve_scale(y="independent")
    return finished(chart, language, title=title, source=source, description=told)


def _placed(end: pl.DataFrame, extent: list[Any], height: int, gap: int) -> pl.DataFrame:
    """The rows with the pixels at which the ``point`` of each stands and ``at`` which its name has room."""
    low, high = extent
    inner = height - 2 * _EDGE
    points = [_EDGE + (inner * (high - each) / (high - low) if high > low else inner / 2) for each in end["value"]]
    places = spread(points, gap, within=(gap / 2, height - gap / 2))
    return end.with_columns(point=pl.Series(points, dtype=pl.Float64), at=pl.Series(places, dtype=pl.Float64))


def _ends(end: pl.DataFrame, x: alt.X, side: str, height: int, gap: int) -> list[Any]:
    """Names and values beside one end of the lines, one text for each, kept clear of each other."""
    if end.is_empty():
        return []
    names = (
        pl.format("{}  {}", "group_name_lines", "value_text")
        if side == "left"
        else pl.format("{}  {}", "value_text", "group_name_lines")
    )
    extra_lines = pl.col("group_name_lines").str.count_matches("\n")
    labels = end.select("period_name", "point", "at", label=names, first_line=pl.col("at") - 7 * extra_lines)
    moved = labels.filter((pl.col("at") - pl.col("point")).abs() > gap / 2)
    away = -1 if side == "left" else 1
    pixels = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    mark = alt.Chart(labels).mark_text(
        align="right" if side == "left" else "left",
        dx=away * (_NEAR if moved.is_empty() else _FAR),
        fontSize=12,
        color=INK,
        lineBreak="\n",
        lineHeight=14,
    )
    rules = alt.Chart(labels).mark_rule(color=MUTED, strokeWidth=0.5, xOffset=away * 5, x2Offset=away * (_FAR - 3))
    return [
        *(
            []
            if moved.is_empty()
            else [
                rules.encode(
                    x=x, x2=alt.X2("period_name"), y=alt.Y("point:Q", axis=None, scale=pixels), y2=alt.Y2("at")
                )
            ]
        ),
        mark.encode(x=x, y=alt.Y("first_line:Q", axis=None, scale=pixels), text=alt.Text("label:N")),
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
