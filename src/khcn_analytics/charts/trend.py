"""How an indicator moved over periods."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import polars as pl

from khcn_analytics.charts.theme import BRAND, GROUPS, INK, themed, value_axis
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_PERIOD, _VALUE, _GROUP = Label("Kỳ", "Period"), Label("Giá trị", "Value"), Label("Nhóm", "Group")


def trend_chart(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    highlight: str | None = None,
    language: Language = "vi",
    width: int | Literal["container"] = 680,
    height: int = 280,
) -> Any:
    """A line over periods; a missing value breaks the line.

    Args:
        frame: Rows in words (see ``wording.in_words``): ``period_start``, ``period_name``,
            ``value``, ``value_text``, ``group_name``. One line for each ``group_name``.
        unit: Unit of the values, for the axis.
        title: Text above the chart.
        highlight: Name of the period to mark.
        language: ``vi`` or ``en``.
        width: Width in pixels, or ``"container"`` to fill a page.
        height: Height in pixels.

    Returns:
        An Altair chart.
    """
    groups = frame["group_name"].unique(maintain_order=True).to_list()
    order = frame.sort("period_start")["period_name"].unique(maintain_order=True).to_list()
    several = len(groups) > 1
    colour = (
        alt.Color("group_name:N", sort=groups, scale=alt.Scale(domain=groups, range=_colours(len(groups))))
        if several
        else alt.value(BRAND)
    )
    base = alt.Chart(frame.select("period_name", "value", "value_text", "group_name")).encode(
        x=alt.X("period_name:O", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y("value:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True)),
        color=colour,
        tooltip=[
            alt.Tooltip("period_name:N", title=_PERIOD.text(language)),
            *([alt.Tooltip("group_name:N", title=_GROUP.text(language))] if several else []),
            alt.Tooltip("value_text:N", title=_VALUE.text(language)),
        ],
    )
    layers = [
        base.mark_line(strokeWidth=2.5, interpolate="linear"),
        base.mark_point(filled=True, size=70, opacity=1),
    ]
    if not several:
        layers.insert(0, base.mark_area(opacity=0.08, color=BRAND))
        label = base.encode(text="value_text:N")
        # The figure stands on a halo, readable where the line passes through it.
        layers.append(label.mark_text(dy=-13, fontSize=12, stroke="white", strokeWidth=4))
        layers.append(label.mark_text(dy=-13, fontSize=12, color=INK).encode(color=alt.value(INK)))
    if highlight in order:
        marked = base.transform_filter(alt.datum.period_name == highlight)
        layers.append(marked.mark_point(filled=False, size=220, strokeWidth=2))
    heading = alt.Undefined if title is None else title
    return themed(alt.layer(*layers, width=width, height=height, title=heading), language)


def _colours(count: int) -> list[str]:
    return [GROUPS[place % len(GROUPS)] for place in range(count)]
