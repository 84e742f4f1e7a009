"""Groups of a whole, and the part of each that counts."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import FLAG, NUMBER, TEXT, drawable
from khcn_analytics.charts.theme import BASE_TICK, BRAND, INK, PALE, Width, finished, nothing_to_draw, value_axis, x_at
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ cột", "Bar chart")
_LETTER = 7


def portions(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    whole: Label,
    part: Label | None = None,
    is_alarming: bool = False,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for each group in the order of the rows and, on it, the part that counts.

    Args:
        frame: One row for each ``group_name``: ``whole`` (null draws no bar) and ``told``, the figure
            in words. It may have ``part``, the part of the whole, and ``is_faint``: groups that
            stand back behind a chosen one.
        unit: Unit of the values, for the axis.
        whole: What the whole counts, for the legend.
        part: What the part counts; ``None``: there are no parts and no legend.
        is_alarming: Whether the part is what should not be, such as what is overdue.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the figure of each group.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.
    """
    needs = {"group_name": TEXT, "whole": NUMBER, "told": TEXT}
    rows = drawable(frame, needs=needs, may_have={"part": NUMBER, "is_faint": FLAG})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    names = [each.text(language) for each in (whole, part) if each is not None]
    base = alt.Chart(rows.with_columns(counted=pl.lit(names[0]))).encode(
        y=alt.Y("group_name:N", sort=rows["group_name"].to_list(), axis=None),
        opacity=alt.OpacityValue(1, condition={"test": "datum.is_faint", "value": 0.4}),
        tooltip=[alt.Tooltip("group_name:N", title=" "), alt.Tooltip("told:N", title=" ")],
    )
    colours = [BRAND] if part is None else [BRAND, BASE_TICK] if is_alarming else [PALE, BRAND]
    scale = alt.Scale(domain=names, range=colours)
    legend = None if part is None else alt.Legend(symbolType="square", columns=1, labelLimit=300)
    x = alt.X("whole:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    bars = [
        base.mark_bar(height=14, yOffset=9, cornerRadiusEnd=3).encode(
            x=x, color=alt.Color("counted:N", scale=scale, legend=legend)
        )
    ]
    if part is not None:
        # What should not be fills its bar; a part of a plan is seen against the whole of it.
        bars.append(
            base.mark_bar(height=14 if is_alarming else 8, yOffset=9).encode(
                x=alt.X("part:Q"), color=alt.ColorDatum(names[1])
            )
        )
    # Names are long and figures differ in length: both stand above the bar, which has the whole width.
    room = _LETTER * max(len(each) for each in rows["told"].fill_null("")) + 16
    texts = base.encode(text=alt.Text("group_name:N"), x=x_at(0))
    layers = [
        *bars,
        texts.mark_text(align="left", dy=-10, fontSize=12, color=INK, limit=alt.expr(f"max(80, width - {room})")),
        base.mark_text(align="right", dy=-10, fontSize=12, fontWeight=600, color=INK).encode(
            text=alt.Text("told:N"), x=x_at("width")
        ),
    ]
    facts = [f"{name} {told}" for name, told in rows.select("group_name", "told").iter_rows()]
    about = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(44))
    return finished(chart, language, title=title, source=source, description=about)
