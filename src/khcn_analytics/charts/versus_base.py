"""Groups of one period beside the same groups of the base period."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.theme import BASE_TICK, BRAND, INK, Width, finished, value_axis
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ cột", "Bar chart")
_NOW, _BASE, _CHANGE = Label("Kỳ này", "This period"), Label("Kỳ gốc", "Base period"), Label("Thay đổi", "Change")


def comparison_chart(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 680,
    height: int = 280,
) -> Any:
    """A bar for each group, with a tick where the base period stood, in the order of the rows.

    Args:
        frame: Rows in words (see ``wording.in_words``), one for each ``group_name``.
        unit: Unit of the values, for the axis.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells each value and its change.
        language: ``vi`` or ``en``.
        width: Width in pixels, or ``"container"`` to fill a page.
        height: Height in pixels.

    Returns:
        An Altair chart.
    """
    columns = ["group_name", "value", "base", "value_text", "base_text", "change_text"]
    names = frame["group_name"].to_list()
    base = alt.Chart(frame.select(columns)).encode(
        y=alt.Y("group_name:N", sort=names, axis=None),
        tooltip=[
            alt.Tooltip("group_name:N", title=" "),
            alt.Tooltip("value_text:N", title=_NOW.text(language)),
            alt.Tooltip("base_text:N", title=_BASE.text(language)),
            alt.Tooltip("change_text:N", title=_CHANGE.text(language)),
        ],
    )
    x = alt.X("value:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    # Names are long: they stand above their bars, which then have the whole width; figures stand
    # in a column at the right edge, clear of bars and ticks.
    layers = [
        base.mark_bar(color=BRAND, height=14, yOffset=7, cornerRadiusEnd=3).encode(x=x),
        base.mark_tick(color=BASE_TICK, thickness=3, size=18, yOffset=7).encode(x=alt.X("base:Q")),
        base.mark_text(align="left", dy=-11, fontSize=12, color=INK).encode(x=alt.value(0), text="group_name:N"),
        base.mark_text(align="left", dx=8, dy=7, fontSize=12, color=INK).encode(
            x=alt.value("width"), text="value_text:N"
        ),
    ]
    facts = [
        f"{name} {value} ({change})"
        for name, value, change in frame.select("group_name", "value_text", "change_text").rows()
    ]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    room = {"left": 5, "top": 5, "bottom": 5, "right": 52}
    chart = alt.layer(*layers, width=width, height=height, padding=room)
    return finished(chart, language, title=title, source=source, description=told)
