"""The same indicator in a small panel for each unit."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, TEXT, drawable
from khcn_analytics.charts.marks_told import breaks_told, gaps_told
from khcn_analytics.charts.theme import BRAND, INK, MUTED, finished, nothing_to_draw, value_axis
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Các biểu đồ đường nhỏ", "Small line charts")
_NEEDS = {"period_start": DAY, "period_name": TEXT, "value": NUMBER, "group_name": TEXT}


def small_multiples(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    columns: int = 3,
    width: int = 190,
    height: int = 110,
) -> Any:
    """A panel for each group, in the order of the rows, all on the same scale.

    Args:
        frame: Rows in words, one for each group and period: ``period_start``, ``period_name``,
            ``group_name`` and ``value`` (null leaves a gap). It may have ``break_text``, what changed
            before the period began (null: nothing did): it cuts the line and has a dotted rule; in the
            picture it is not told, there is no room. The first and last period are named below each
            panel, the last value stands at the end of its line.
        unit: Unit of the values.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the first and the last value of each group, gaps and breaks.
        language: ``vi`` or ``en``.
        columns: Panels in a row.
        width: Width of a panel in pixels.
        height: Height of a panel in pixels.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> from datetime import date
        >>> frame = pl.DataFrame({"period_start": [date(2023, 1, 1), date(2024, 1, 1)], "period_name": ["2023", "2024"],
        ...                       "group_name": ["Văn phòng", "Văn phòng"], "value": [2.0, 5.0]})
        >>> chart = small_multiples(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Small line charts: Văn phòng from 2 (2023) to 5 (2024).'
    """
    rows = drawable(frame, needs=_NEEDS, may_have={"break_text": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source)
    groups = rows["group_name"].unique(maintain_order=True).to_list()
    rows = rows.sort("period_start", maintain_order=True)
    rows = rows.with_columns(
        value_text=pl.Series([format_value(each, unit, language) for each in rows["value"]], dtype=pl.String),
        run=pl.col("break_text").is_not_null().cum_sum().over("group_name"),
    )
    periods = rows["period_name"].unique(maintain_order=True).to_list()
    headings = _headings(groups)
    heights = _heights(rows["value"])
    panels = [
        _panel(
            rows.filter(group_name=name), periods, heights, value_axis(unit, language), first=place % columns == 0
        ).properties(width=width, height=height, title=headings[place])
        for place, name in enumerate(groups)
    ]
    chart = alt.concat(*panels, columns=columns, spacing={"row": 18, "column": 42})
    told = description
    if told is None:
        told = sentence(
            _KIND,
            _facts(rows, language),
            language,
            title=title,
            marks=[*gaps_told(rows, language), *breaks_told(rows, language)],
        )
    return finished(chart, language, title=title, source=source, description=told)


def _panel(rows: pl.DataFrame, periods: list[str], heights: alt.Scale, figures: alt.Axis, *, first: bool) -> Any:
    """The line of one group; only the first panel of a row labels the axis of values."""
    figures.labels = first
    axis = alt.Axis(
        labelAngle=0,
        labelAlign="center",
        values=[periods[0], periods[-1]],
        ticks=False,
        labelFontSize=11,
        labelPadding=14,
    )
    base = alt.Chart(rows).encode(
        x=alt.X("period_name:O", sort=periods, title=None, axis=axis, scale=alt.Scale(type="band", domain=periods)),
        y=alt.Y("value:Q", axis=figures, scale=heights, stack=None),
        detail=alt.Detail("run:N"),
        tooltip=[
            alt.Tooltip("group_name:N", title=" "),
            alt.Tooltip("period_name:N", title=" "),
            alt.Tooltip("value_text:N", title=" "),
        ],
    )
    label = base.properties(data=rows.filter(period_name=periods[-1])).encode(text=alt.Text("value_text:N"))
    broken = rows.filter(pl.col("break_text").is_not_null())
    return alt.layer(
        base.mark_area(opacity=0.08, color=BRAND),
        # Not first: labels of the axis would stand where rules do, at the beginning of their periods.
        *([] if broken.is_empty() else [_rules(broken, periods)]),
        base.mark_line(strokeWidth=2, color=BRAND),
        base.mark_point(filled=True, size=28, opacity=1, color=BRAND),
        label.mark_text(dy=-11, fontSize=12, fontWeight=600, stroke="white", strokeWidth=4, strokeJoin="round"),
        label.mark_text(dy=-11, fontSize=12, fontWeight=600, color=INK),
    )


def _rules(broken: pl.DataFrame, periods: list[str]) -> Any:
    """A rule before each period that a break precedes, as in the chart of one trend."""
    x = alt.X("period_name:O", sort=periods, bandPosition=0)
    rules = alt.Chart(broken.select("period_name", "break_text")).encode(
        x=x, tooltip=[alt.Tooltip("break_text:N", title=" ")]
    )
    return rules.mark_rule(color=MUTED, strokeDash=[2, 3], strokeWidth=1.5)


def _heights(values: pl.Series) -> alt.Scale:
    """One scale for all panels, from 0, with room for the figure above the highest point."""
    known = [0.0, *values.drop_nulls()]
    low, high = min(known), max(known)
    return alt.Scale(domain=[low, low + (high - low) * 1.2 or 1.0], nice=False)


def _headings(groups: list[str]) -> list[alt.TitleParams]:
    """The names above the panels, all with as many lines, so that panels of a row stand in line."""
    lines = [wrap(name, 28) for name in groups]
    most = max(len(each) for each in lines)
    # Vega drops empty lines; a space that doesn't break keeps them.
    texts = [["\u00a0"] * (most - len(each)) + each for each in lines]
    return [
        alt.TitleParams(text=each, fontSize=12, fontWeight="normal", color=INK, anchor="start", frame="group", offset=8)
        for each in texts
    ]


def _facts(rows: pl.DataFrame, language: Language) -> list[str]:
    facts = []
    for group in rows["group_name"].unique(maintain_order=True):
        line = rows.filter(pl.col("value").is_not_null() & (pl.col("group_name") == group))
        if not line.is_empty():
            ends = line.select("value_text", "period_name")
            facts.append(from_to(group, ends.row(0), ends.row(-1), language))
    return facts
