"""Groups of one period beside the same groups of the base period."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.theme import BASE_TICK, BRAND, INK, Width, finished, nothing_to_draw, value_axis, x_at
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ cột", "Bar chart")
_NOW, _BASE, _CHANGE = Label("Kỳ này", "This period"), Label("Kỳ gốc", "Base period"), Label("Thay đổi", "Change")
_ROW = 46
_NEEDS = {
    "group_name": TEXT,
    "value": NUMBER,
    "base": NUMBER,
    "value_text": TEXT,
    "base_text": TEXT,
    "change_text": TEXT,
}


def comparison(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 680,
) -> Any:
    """A bar for each group, with a tick where the base period stood, in the order of the rows.

    Args:
        frame: Rows in words (see ``wording.in_words``), one for each ``group_name``: ``value``, ``base`` (null
            draws no tick), ``value_text``, ``base_text`` and ``change_text``.
        unit: Unit of the values, for the axis.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells each value and its change.
        language: ``vi`` or ``en``.
        width: Width in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> frame = pl.DataFrame({"group_name": ["Văn phòng"], "value": [5.0], "base": [2.0], "value_text": ["5"],
        ...                       "base_text": ["2"], "change_text": ["+3"]})
        >>> chart = comparison(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Bar chart: Văn phòng 5 (+3).'
    """
    rows = drawable(frame, needs=_NEEDS)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    base = alt.Chart(rows.with_columns(counted=pl.lit(_NOW.text(language)))).encode(
        y=alt.Y("group_name:N", sort=rows["group_name"].to_list(), axis=None),
        tooltip=[
            alt.Tooltip("group_name:N", title=" "),
            alt.Tooltip("value_text:N", title=_NOW.text(language)),
            alt.Tooltip("base_text:N", title=_BASE.text(language)),
            alt.Tooltip("change_text:N", title=_CHANGE.text(language)),
        ],
    )
    x = alt.X("value:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    named = alt.Scale(domain=[_NOW.text(language), _BASE.text(language)], range=[BRAND, BASE_TICK])
    shown = [_NOW] if rows["base"].null_count() == rows.height else [_NOW, _BASE]
    legend = alt.Legend(symbolType="square", values=[each.text(language) for each in shown])
    # Names are long: they stand above their bars, which then have the whole width; figures stand
    # in a column at the right edge, clear of bars and ticks.
    layers = [
        base.mark_bar(height=14, yOffset=7, cornerRadiusEnd=3).encode(
            x=x, color=alt.Color("counted:N", scale=named, legend=legend)
        ),
        base.mark_tick(thickness=3, size=18, yOffset=7, opacity=1).encode(
            x=alt.X("base:Q"), color=alt.ColorDatum(_BASE.text(language))
        ),
        base.mark_text(align="left", dy=-11, fontSize=12, color=INK, limit=alt.expr("width")).encode(
            x=x_at(0), text=alt.Text("group_name:N")
        ),
        base.mark_text(align="left", dx=8, dy=7, fontSize=12, color=INK).encode(
            x=x_at("width"), text=alt.Text("value_text:N")
        ),
    ]
    told_rows = rows.select("group_name", "value_text", "change_text").iter_rows()
    facts = [f"{name} {value} ({change})" for name, value, change in told_rows]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    room = {"left": 5, "top": 5, "bottom": 5, "right": 52}
    chart = alt.layer(*layers, width=width, height=alt.Step(_ROW), padding=room)
    return finished(chart, language, title=title, source=source, description=told)
