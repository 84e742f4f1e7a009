"""Units against indicators: a cell for each value, darker where its shade is higher."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import INK, MUTED, PERCENT, SHADES, finished, name_axis, nothing_to_draw
from khcn_analytics.vocabulary.labels import Label, Language

_KIND = Label("Bản đồ nhiệt", "Heat map")
_NEEDS = {"group_name": TEXT, "indicator_name": TEXT, "value_text": TEXT, "shade": NUMBER}


def heat_map(
    frame: pl.DataFrame,
    *,
    shade_title: str,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    cell_width: int = 104,
    cell_height: int = 36,
) -> Any:
    """A row for each group, a column for each indicator, in the order of the rows.

    Args:
        frame: Rows in words, one for each group and indicator: ``group_name``,
            ``indicator_name``, ``value_text`` (written in the cell) and ``shade``, from 0 to 1,
            scaled by the caller (for example the share of the unit in the indicator): indicators
            have units of their own, so their values can't share a scale. A null shade leaves the
            cell white.
        shade_title: What the shade means, above its legend.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the darkest cells.
        language: ``vi`` or ``en``.
        cell_width: Width of a cell in pixels.
        cell_height: Height of a cell in pixels.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"group_name": ["A", "B"], "indicator_name": ["Nghiệm thu"] * 2, "value_text": ["4", "8"],
        ...                       "shade": [0.5, 1.0]})
        >>> chart = heat_map(frame, shade_title="Share of the largest", language="en")
        >>> chart.to_dict()["description"]
        'Heat map: B, Nghiệm thu: 8; A, Nghiệm thu: 4.'
    """
    rows = drawable(frame, needs=_NEEDS)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source)
    rows = wrapped(wrapped(rows, "group_name"), "indicator_name", width=max(cell_width // 7, 8))
    columns = rows["indicator_name_lines"].unique(maintain_order=True).to_list()
    groups = rows["group_name_lines"].unique(maintain_order=True).to_list()
    legend = alt.Legend(
        title=shade_title,
        labelExpr=PERCENT,
        values=[0, 0.25, 0.5, 0.75, 1],
        gradientLength=280,
        titleLimit=500,
        titleColor=MUTED,
        titleFontWeight="normal",
    )
    base = alt.Chart(rows).encode(
        x=alt.X("indicator_name_lines:N", sort=columns, axis=name_axis("top")),
        y=alt.Y("group_name_lines:N", sort=groups, axis=name_axis()),
    )
    # On dark cells the figure is white.
    text = alt.when(alt.datum.shade > 0.55).then(alt.value("white")).otherwise(alt.value(INK))
    layers = [
        base.mark_rect(stroke="white", strokeWidth=2, invalid=None).encode(
            color=alt.when("isValid(datum.shade)")
            .then(alt.Color("shade:Q", scale=alt.Scale(domain=[0, 1], range=list(SHADES)), legend=legend))
            .otherwise(alt.value("white")),
            tooltip=[
                alt.Tooltip("group_name:N", title=" "),
                alt.Tooltip("indicator_name:N", title=" "),
                alt.Tooltip("value_text:N", title=" "),
            ],
        ),
        base.mark_text(fontSize=12).encode(text=alt.Text("value_text:N"), color=text),
    ]
    if description is None:
        darkest = rows.drop_nulls("shade").sort("shade", descending=True, maintain_order=True)
        cells = darkest.select("group_name", "indicator_name", "value_text").head(3).iter_rows()
        told = sentence(_KIND, [f"{group}, {name}: {text}" for group, name, text in cells], language, title=title)
    else:
        told = description
    chart = alt.layer(
        *layers, width=alt.Step(cell_width), height=alt.Step(row_height(rows, "group_name_lines", least=cell_height))
    )
    return finished(chart, language, title=title, source=source, description=told)
