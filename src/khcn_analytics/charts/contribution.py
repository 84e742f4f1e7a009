"""Which parts a change comes from: steps from the base value to the value."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import (
    BASE_TICK,
    BRAND,
    INK,
    MUTED,
    Width,
    finished,
    name_axis,
    nothing_to_draw,
    value_axis,
)
from khcn_analytics.vocabulary.formats import format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ thác nước", "Waterfall chart")
_NEEDS = {"step_name": TEXT, "step": TEXT, "amount": NUMBER, "starts_at": NUMBER, "ends_at": NUMBER}
_WAYS = {
    "total": Label("giá trị", "value"),
    "rise": Label("làm tăng", "raises it"),
    "fall": Label("làm giảm", "lowers it"),
}


def waterfall(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for the base, a step for each part in the order of the rows, a bar for the value.

    Args:
        frame: One row for each bar, from top to bottom: ``step_name``; ``step``, which is
            ``base``, ``part`` or ``value``; ``amount`` (the value itself, or what the part adds);
            ``starts_at`` and ``ends_at``, the running total before and after (0 and the value
            for the two whole bars). Null amounts are told as missing and draw nothing.
        unit: Unit of the values.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the steps in order.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> frame = pl.DataFrame({"step_name": ["2023", "Văn phòng", "2024"], "step": ["base", "part", "value"],
        ...                       "amount": [2.0, 3.0, 5.0], "starts_at": [0.0, 2.0, 0.0], "ends_at": [2.0, 5.0, 5.0]})
        >>> chart = waterfall(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Waterfall chart: 2023 2; Văn phòng +3; 2024 5.'
    """
    rows = drawable(frame, needs=_NEEDS)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    whole = pl.col("step") != "part"
    rows = wrapped(rows, "step_name").with_columns(
        way=pl.when(whole)
        .then(pl.lit("total"))
        .when(pl.col("amount") < 0)
        .then(pl.lit("fall"))
        .otherwise(pl.lit("rise")),
        amount_text=pl.Series(
            [
                format_signed(amount, unit, language) if step == "part" else format_value(amount, unit, language)
                for step, amount in rows.select("step", "amount").iter_rows()
            ],
            dtype=pl.String,
        ),
        right=pl.max_horizontal("starts_at", "ends_at"),
    )
    names = rows["step_name_lines"].to_list()
    named = alt.Legend(labelExpr=_legend(language))
    y = alt.Y("step_name_lines:N", sort=names, axis=name_axis(), scale=alt.Scale(paddingInner=0.35))
    x = alt.X("starts_at:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    base = alt.Chart(rows).encode(y=y)
    layers = [
        base.mark_bar(stroke=INK, strokeWidth=0.5).encode(
            x=x,
            x2=alt.X2("ends_at:Q"),
            color=alt.Color(
                "way:N", scale=alt.Scale(domain=list(_WAYS), range=[MUTED, BRAND, BASE_TICK]), legend=named
            ),
            tooltip=[alt.Tooltip("step_name:N", title=" "), alt.Tooltip("amount_text:N", title=" ")],
        ),
        # Where a step ends the next one begins.
        base.properties(data=rows.head(-1))
        .mark_tick(color=INK, thickness=1, size=38, yOffset=14)
        .encode(x=alt.X("ends_at:Q")),
        base.mark_text(align="left", dx=7, fontSize=12, color=INK).encode(
            x=alt.X("right:Q"), text=alt.Text("amount_text:N")
        ),
    ]
    facts = [f"{name} {text}" for name, text in rows.select("step_name", "amount_text").iter_rows()]
    told = sentence(_KIND, facts, language, title=title, shown=8) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "step_name_lines", least=38)))
    return finished(chart, language, title=title, source=source, description=told)


def _legend(language: Language) -> str:
    pairs = ", ".join(f"'{code}': '{label.text(language)}'" for code, label in _WAYS.items())
    return f"{{{pairs}}}[datum.label]"
