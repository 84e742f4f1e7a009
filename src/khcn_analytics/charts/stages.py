"""How many tasks reach each stage of their way."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import BRAND, INK, MUTED, Width, finished, name_axis, nothing_to_draw, x_at
from khcn_analytics.vocabulary.formats import format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ phễu", "Funnel chart")
_OF_PREVIOUS = Label("{} của bước trước", "{} of the step before")


def funnel(
    frame: pl.DataFrame,
    *,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for each stage around one middle line, in the order of the rows.

    Args:
        frame: One row for each stage (proposed, approved, contracted, accepted): ``stage_name``,
            ``tasks`` (how many of the same tasks reached it; null draws no bar) and
            ``of_previous``, the share of those at the stage before (null where there is none).
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the stages in order.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"stage_name": ["proposed", "approved"], "tasks": [10, 4], "of_previous": [None, 0.4]})
        >>> chart = funnel(frame, language="en")
        >>> chart.to_dict()["description"]
        'Funnel chart: proposed 10; approved 4 (40 % of the step before).'
    """
    rows = drawable(frame, needs={"stage_name": TEXT, "tasks": NUMBER}, may_have={"of_previous": NUMBER})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    pattern = _OF_PREVIOUS.text(language)
    shares = [
        "" if each is None else pattern.format(format_value(each, Unit.SHARE, language)) for each in rows["of_previous"]
    ]
    rows = wrapped(rows, "stage_name").with_columns(
        tasks_text=pl.Series([format_number(each, language) for each in rows["tasks"]], dtype=pl.String),
        share_text=pl.Series(shares, dtype=pl.String),
    )
    y = alt.Y("stage_name_lines:N", sort=rows["stage_name_lines"].to_list(), axis=name_axis())
    base = alt.Chart(rows).encode(y=y)
    middle = base.encode(x=x_at("width"))
    layers = [
        base.mark_bar(color=BRAND, height=34, cornerRadius=2).encode(
            x=alt.X("tasks:Q", stack="center", axis=None, scale=alt.Scale(nice=False)),
            tooltip=[alt.Tooltip("stage_name:N", title=" "), alt.Tooltip("tasks_text:N", title=" ")],
        ),
        middle.mark_text(align="left", dx=12, dy=-7, fontSize=14, fontWeight=600, color=INK).encode(
            text=alt.Text("tasks_text:N")
        ),
        middle.mark_text(align="left", dx=12, dy=9, fontSize=11, color=MUTED).encode(text=alt.Text("share_text:N")),
    ]
    facts = [
        f"{name} {tasks}" + (f" ({share})" if share else "")
        for name, tasks, share in rows.select("stage_name", "tasks_text", "share_text").iter_rows()
    ]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "stage_name_lines", least=46)))
    return finished(chart, language, title=title, source=source, description=told)
