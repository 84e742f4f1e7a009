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
    PALE,
    SHAPES,
    Width,
    finished,
    nothing_to_draw,
    value_axis,
)
from khcn_analytics.charts.trend_marks import breaks, figures, targets
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ đường", "Line chart")
_PERIOD, _VALUE, _GROUP = Label("Kỳ", "Period"), Label("Giá trị", "Value"), Label("Nhóm", "Group")
_ESTIMATE = Label("{} (ước)", "{} (est.)")
_OTHERS = Label("{} nhóm khác", "{} other groups")

_MOST_FIGURES = 12
_NEEDS = {"period_start": DAY, "period_name": TEXT, "value": NUMBER, "group_name": TEXT}
# An estimate and the value before it.
_LEADING = pl.col("estimated") | pl.col("estimated").shift(-1).over("group_name")
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
    most: int = len(GROUPS),
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
        most: Lines that are told apart, those with the highest last values; the others are thin and grey,
            counted in the legend and named where one points.

    Returns:
        An Altair chart.

    Raises:
        WrongUseError: If no line would be told apart, columns are missing, or a group has no name.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> from datetime import date
        >>> frame = pl.DataFrame({"period_start": [date(2023, 1, 1), date(2024, 1, 1)], "period_name": ["2023", "2024"],
        ...                       "group_name": ["Văn phòng", "Văn phòng"], "value": [2.0, 5.0]})
        >>> chart = trend_chart(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Line chart: Văn phòng from 2 (2023) to 5 (2024).'
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
    told_apart = _highest(rows, groups, most)
    others = _OTHERS.text(language).format(len(groups) - len(told_apart))
    colour, shape = _by_group(told_apart, others if len(told_apart) < len(groups) else None)

    def drawn(part: pl.DataFrame) -> alt.Chart:
        encoded = alt.Chart(part).encode(
            x=x, y=y, tooltip=tooltip, detail=[alt.Detail("group_name:N"), alt.Detail("run:N")]
        )
        return encoded.encode(color=colour, shape=shape) if several else encoded.encode(color=alt.ColorValue(BRAND))

    is_told = pl.col("group_name").is_in(told_apart)
    settled, estimates = rows.filter(is_told, ~pl.col("estimated")), rows.filter(is_told, "estimated")
    layers = _behind(drawn(rows.filter(~is_told)).encode(color=alt.ColorDatum(others), shape=alt.Undefined))
    if not several:
        layers.append(drawn(settled).mark_area(opacity=0.08, color=BRAND).encode(y=y.copy().stack(None)))
    if not estimates.is_empty():
        ranges = drawn(estimates.filter(pl.col("low").is_not_null() & pl.col("high").is_not_null()))
        layers.append(
            ranges.mark_bar(size=6 if several else 22, opacity=0.5 if several else 0.22).encode(
                y=alt.Y("low:Q"), y2=alt.Y2("high:Q")
            )
        )
        layers.append(
            drawn(rows.filter(is_told).filter(_LEADING))
            .mark_line(strokeWidth=2, strokeDash=[5, 4])
            .encode(shape=alt.Undefined)
        )
    layers.append(drawn(settled).mark_line(strokeWidth=2.5).encode(shape=alt.Undefined))
    layers += targets(rows, x, unit, language)
    layers.append(drawn(settled).mark_point(filled=True, size=75, opacity=1))
    if not estimates.is_empty():
        layers.append(drawn(estimates).mark_point(filled=False, fill="white", size=80, strokeWidth=2, opacity=1))
    if not several:
        # Where periods stand close, only the last one and the one to mark are told.
        all_told = len(periods) <= _MOST_FIGURES
        layers += figures(
            drawn(rows if all_told else rows.filter(pl.col("period_name").is_in([periods[-1], highlight])))
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


def _highest(rows: pl.DataFrame, groups: list[str], most: int) -> list[str]:
    """The groups with the highest last values, in the order they stand in."""
    if most < 1:
        raise WrongUseError(
            f"most = {most}: cần ít nhất một đường có tên. Hãy đặt từ 1 trở lên.",
            f"most = {most}: at least one line has a name. Set it to 1 or more.",
        )
    last = rows.group_by("group_name", maintain_order=True).agg(pl.col("value").drop_nulls().last())
    highest = last.sort("value", descending=True, nulls_last=True, maintain_order=True)["group_name"].head(most)
    return [each for each in groups if each in highest]


def _behind(grey: alt.Chart) -> list[Any]:
    """The lines of the other groups, with their estimates dashed."""
    rows = grey.data
    if rows.is_empty():
        return []
    settled, leading = rows.filter(~pl.col("estimated")), rows.filter(_LEADING)
    dashed = grey.properties(data=leading).mark_line(strokeWidth=1, strokeDash=[5, 4])
    return [
        grey.properties(data=settled).mark_line(strokeWidth=1),
        *([] if leading.is_empty() else [dashed]),
        grey.mark_point(shape="circle", filled=True, size=12, opacity=1),
    ]


def _by_group(groups: list[str], others: str | None) -> tuple[alt.Color, alt.Shape]:
    """A colour and a shape for each group, no two alike in both, and grey circles for the others."""
    names = [*groups, *([] if others is None else [others])]
    places = range(len(groups))
    colours = [GROUPS[each % len(GROUPS)] for each in places]
    shapes = [SHAPES[(each + each // len(GROUPS)) % len(SHAPES)] for each in places]
    longest = max(len(each) for each in names)
    legend = alt.Legend(
        columns=1 if longest > 48 else 2 if longest > 24 else 4,
        labelLimit=0,
        symbolLimit=0,
        symbolOpacity=1,
        symbolSize=90,
    )

    def scale(values: list[str], of_others: str) -> alt.Scale:
        return alt.Scale(domain=names, range=[*values, *([] if others is None else [of_others])])

    return (
        alt.Color("group_name:N", sort=names, scale=scale(colours, PALE), legend=legend),
        alt.Shape("group_name:N", sort=names, scale=scale(shapes, "circle"), legend=legend),
    )


def _facts(rows: pl.DataFrame, groups: list[str], language: Language) -> list[str]:
    facts = []
    for group in groups:
        line = rows.filter(pl.col("value").is_not_null() & (pl.col("group_name") == group))
        if line.is_empty():
            continue
        ends = line.select("value_text", "period_name")
        facts.append(from_to(group, ends.row(0), ends.row(-1), language))
    return facts
