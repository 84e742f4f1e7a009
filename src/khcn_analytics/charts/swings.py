"""What moves a figure most: the reach of each cause, the longest on top."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import BASE_TICK, BRAND, INK, Width, finished, name_axis, nothing_to_draw, value_axis
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ lốc xoáy", "Tornado chart")
_FROM_TO = Label("{name}: {less} – {more}", "{name}: {less} to {more}")
_LESS, _MORE = Label("giảm", "less"), Label("tăng", "more")
_NEEDS = {"name": TEXT, "at_less": NUMBER, "at_more": NUMBER}


def tornado(
    frame: pl.DataFrame,
    *,
    base: float,
    unit: Unit,
    less: str | None = None,
    more: str | None = None,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """Two bars a row from the figure as it is: where it goes with less of a cause, and with more.

    Args:
        frame: One row for each ``name`` of a cause, from top to bottom: the figure ``at_less`` and
            ``at_more`` of it; null draws no bar.
        base: The figure as it is.
        unit: Unit of the figure.
        less: What ``at_less`` is, for the legend.
        more: What ``at_more`` is.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells where each cause takes the figure.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> frame = pl.DataFrame({"name": ["Trọng số A"], "at_less": [70.0], "at_more": [85.0]})
        >>> chart = tornado(frame, base=80.0, unit=Unit.POINT, language="en")
        >>> chart.to_dict()["description"]
        'Tornado chart: Trọng số A: 70 to 85.'
    """
    rows = drawable(frame, needs=_NEEDS)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    ways = [less or _LESS.text(language), more or _MORE.text(language)]
    rows = wrapped(rows, "name").with_columns(base=pl.lit(base))
    bars = pl.concat(
        rows.select("name", "name_lines", "base", way=pl.lit(way), value=column)
        for way, column in zip(ways, ("at_less", "at_more"), strict=True)
    )
    texts = [format_value(each, unit, language) for each in bars["value"]]
    bars = bars.with_columns(value_text=pl.Series(texts, dtype=pl.String))
    lower, higher = bars.filter(pl.col("value") < base), bars.filter(pl.col("value") >= base)
    drawn = alt.Chart(bars).encode(y=alt.Y("name_lines:N", sort=rows["name_lines"].to_list(), axis=name_axis()))
    x = alt.X("base:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=False, nice=True, padding=48))
    layers = [
        drawn.mark_bar(height=18, stroke=INK, strokeWidth=0.5).encode(
            x=x,
            x2=alt.X2("value:Q"),
            color=alt.Color(
                "way:N", scale=alt.Scale(domain=ways, range=[BASE_TICK, BRAND]), legend=alt.Legend(symbolStrokeWidth=0)
            ),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("way:N", title=" "),
                alt.Tooltip("value_text:N", title=" "),
            ],
        ),
        alt.Chart(rows.head(1)).mark_rule(color=INK, strokeWidth=1.5).encode(x=alt.X("base:Q")),
        _figures(drawn, lower).mark_text(align="right", dx=-6, fontSize=12, color=INK),
        _figures(drawn, higher).mark_text(align="left", dx=6, fontSize=12, color=INK),
    ]
    facts = [
        _FROM_TO.text(language).format(
            name=name, less=format_value(low, unit, language), more=format_value(high, unit, language)
        )
        for name, low, high in rows.select("name", "at_less", "at_more").iter_rows()
    ]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "name_lines", least=36)))
    return finished(chart, language, title=title, source=source, description=told)


def _figures(drawn: alt.Chart, bars: pl.DataFrame) -> alt.Chart:
    """The figures of the bars at their ends."""
    told: alt.Chart = drawn.properties(data=bars).encode(x=alt.X("value:Q"), text=alt.Text("value_text:N"))
    return told
