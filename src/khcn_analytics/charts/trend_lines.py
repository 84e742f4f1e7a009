"""How an indicator moved over periods, with what interrupts it, what is promised and what is only estimated."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.charts.drawable import DAY, FLAG, NUMBER, TEXT, drawable
from khcn_analytics.charts.marks_told import marks_told
from khcn_analytics.charts.theme import (
    BRAND,
    GROUPS,
    SHAPES,
    Width,
    finished,
    nothing_to_draw,
    value_axis,
)
from khcn_analytics.charts.trend_marks import breaks, figures, targets
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ đường", "Line chart")
_PERIOD, _VALUE, _GROUP = Label("Kỳ", "Period"), Label("Giá trị", "Value"), Label("Nhóm", "Group")
_ESTIMATE = Label("{} (ước)", "{} (est.)")

_MOST_FIGURES = 12
_NEEDS = {"period_start": DAY, "period_name": TEXT, "value": NUMBER, "group_name": TEXT}
_MAY_HAVE = {
    "value_text": TEXT,
    "estimated": FLAG,
    "low": NUMBER,
    "high": NUMBER,
    "target": NUMBER,
    "break_text": TEXT,
}


def trend_chart(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    highlight: str | None = None,
    language: Language = "vi",
    width: Width = 680,
    height: int = 280,
) -> Any:
    """A line over periods; a missing value and a break of the series interrupt it.

    Args:
        frame: Rows in words (see ``wording.in_words``), one for each group and period:
            ``period_start``, ``period_name``, ``value`` (null leaves a gap) and ``group_name``,
            one line each. It may have ``value_text`` (else the value is written as its unit is
            read); ``estimated`` (true draws an open point on a dashed line), with ``low`` and
            ``high``, the range of the estimate; ``target`` (null draws none), a bar across the
            period; and ``break_text``, what changed before the period began (null: nothing did). A single
            line has its figures, all of them up to twelve periods.
        unit: Unit of the values, for the axis.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the first and the last value of each line, and what is marked.
        highlight: Name of the period to mark.
        language: ``vi`` or ``en``.
        width: Width in pixels, or ``"container"`` to fill a page.
        height: Height in pixels.

    Returns:
        An Altair chart.
    """
    rows = drawable(frame, needs=_NEEDS, may_have=_MAY_HAVE).sort("period_start", maintain_order=True)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    rows = _told(rows, unit, language)
    groups = frame["group_name"].unique(maintain_order=True).to_list()
    periods = rows["period_name"].unique(maintain_order=True).to_list()
    several = len(groups) > 1
    scale = alt.Scale(type="band", paddingInner=0.1, paddingOuter=0.1)
    x = alt.X(
        "period_name:O", sort=periods, title=None, scale=scale, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")
    )
    y = alt.Y("value:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    tooltip = [
        alt.Tooltip("period_name:N", title=_PERIOD.text(language)),
        *([alt.Tooltip("group_name:N", title=_GROUP.text(language))] if several else []),
        alt.Tooltip("value_text:N", title=_VALUE.text(language)),
    ]
    colour = _by_group(groups, alt.Color, [GROUPS[each % len(GROUPS)] for each in range(len(groups))])
    shape = _by_group(groups, alt.Shape, [SHAPES[each % len(SHAPES)] for each in range(len(groups))])

    def drawn(part: pl.DataFrame) -> alt.Chart:
        encoded = alt.Chart(part).encode(x=x, y=y, tooltip=tooltip, detail=["group_name:N", "run:N"])
        return encoded.encode(color=colour, shape=shape) if several else encoded.encode(color=alt.value(BRAND))

    settled, estimates = rows.filter(~pl.col("estimated")), rows.filter("estimated")
    layers: list[Any] = []
    if not several:
        layers.append(drawn(settled).mark_area(opacity=0.08, color=BRAND).encode(y=y.copy().stack(None)))
    if not estimates.is_empty():
        ranges = drawn(estimates.filter(pl.col("low").is_not_null() & pl.col("high").is_not_null()))
        layers.append(
            ranges.mark_bar(size=6 if several else 22, opacity=0.5 if several else 0.22).encode(
                y=alt.Y("low:Q"), y2="high:Q"
            )
        )
        leading = rows.filter(pl.col("estimated") | pl.col("estimated").shift(-1).over("group_name"))
        layers.append(drawn(leading).mark_line(strokeWidth=2, strokeDash=[5, 4]).encode(shape=alt.Undefined))
    layers.append(drawn(settled).mark_line(strokeWidth=2.5).encode(shape=alt.Undefined))
    layers += targets(rows, x, unit, language)
    layers.append(drawn(settled).mark_point(filled=True, size=75, opacity=1))
    if not estimates.is_empty():
        layers.append(drawn(estimates).mark_point(filled=False, fill="white", size=80, strokeWidth=2, opacity=1))
    if not several:
        # Where periods stand close, only the last one and the one to mark are told.
        told_apart = len(periods) <= _MOST_FIGURES
        layers += figures(
            drawn(rows if told_apart else rows.filter(pl.col("period_name").is_in([periods[-1], highlight])))
        )
    layers += breaks(rows, periods)
    if highlight in periods:
        marked = drawn(rows.filter(period_name=highlight))
        layers.append(marked.mark_point(filled=False, size=220, strokeWidth=2))
    told = description
    if told is None:
        marks = marks_told(rows, unit, language)
        told = sentence(_KIND, _facts(rows, groups, language), language, title=title, marks=marks)
    chart = alt.layer(*layers, width=width, height=height)
    return finished(chart, language, title=title, source=source, description=told)


def _told(rows: pl.DataFrame, unit: Unit, language: Language) -> pl.DataFrame:
    """The rows with their figures in words, and the run between two breaks that each belongs to."""
    written = pl.Series([format_value(each, unit, language) for each in rows["value"]], dtype=pl.String)
    texts = pl.coalesce("value_text", written)
    estimated = pl.col("estimated").fill_null(value=False)
    return rows.with_columns(
        estimated=estimated,
        value_text=pl.when(estimated & pl.col("value").is_not_null())
        .then(pl.format(_ESTIMATE.text(language), texts))
        .otherwise(texts),
        label_at=pl.when(estimated).then(pl.max_horizontal("value", "high")).otherwise("value"),
        run=pl.col("break_text").is_not_null().cum_sum().over("group_name"),
    )


def _by_group(groups: list[str], channel: Any, values: list[str]) -> Any:
    longest = max(len(each) for each in groups)
    legend = alt.Legend(columns=2 if longest > 24 else 4, labelLimit=400, symbolOpacity=1, symbolSize=90)
    return channel("group_name:N", sort=groups, scale=alt.Scale(domain=groups, range=values), legend=legend)


def _facts(rows: pl.DataFrame, groups: list[str], language: Language) -> list[str]:
    facts = []
    for group in groups:
        line = rows.filter(pl.col("value").is_not_null() & (pl.col("group_name") == group))
        if line.is_empty():
            continue
        ends = line.select("value_text", "period_name")
        facts.append(from_to(group, ends.row(0), ends.row(-1), language))
    return facts
