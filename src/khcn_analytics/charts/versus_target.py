"""Values against what was promised."""

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
    PALE,
    TARGET,
    Width,
    finished,
    name_axis,
    nothing_to_draw,
    value_axis,
    x_at,
)
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ so với chỉ tiêu", "Bullet chart")
_AGAINST = Label("{value} / chỉ tiêu {target}", "{value} / target {target}")
_VERDICTS = {
    "met": Label("đạt chỉ tiêu", "target met"),
    "missed": Label("không đạt", "missed"),
    "not_judged": Label("chưa xét", "not judged"),
}


def bullet(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 380,
) -> Any:
    """A bar for each value with a mark where its target stands, in the order of the rows.

    Args:
        frame: One row for each ``name`` (an indicator, a unit, a period), all of the same unit
            of measure: ``actual`` (null draws no bar), ``target`` (null draws no mark) and
            ``verdict`` (``met``, ``missed``, ``not_judged``), as in ``TargetResults``. It may have
            ``told``, what to write beside the bar (null: the value and its target): figures of
            different units share an axis as parts of their targets.
        unit: Unit of the values.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells each value and its target.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> frame = pl.DataFrame({"name": ["Nghiệm thu"], "actual": [8.0], "target": [10.0], "verdict": ["missed"]})
        >>> chart = bullet(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Bullet chart: Nghiệm thu 8 / target 10 (missed).'
    """
    needs = {"name": TEXT, "actual": NUMBER, "target": NUMBER, "verdict": TEXT}
    rows = drawable(frame, needs=needs, may_have={"told": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    pattern = _AGAINST.text(language)
    figures = [
        pattern.format(value=format_value(value, unit, language), target=format_value(target, unit, language))
        for value, target in rows.select("actual", "target").iter_rows()
    ]
    rows = wrapped(rows, "name", width=42).with_columns(told=pl.coalesce("told", pl.Series(figures, dtype=pl.String)))
    verdicts = [each for each in _VERDICTS if each in rows["verdict"].to_list()]
    names = ", ".join(f"'{code}': '{label.text(language)}'" for code, label in _VERDICTS.items())
    legend = alt.Legend(values=verdicts, labelExpr=f"{{{names}}}[datum.label]")
    base = alt.Chart(rows).encode(
        y=alt.Y("name_lines:N", sort=rows["name_lines"].to_list(), axis=name_axis()),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=" ")],
    )
    x = alt.X("actual:Q", axis=value_axis(unit, language), scale=alt.Scale(zero=True, nice=True))
    colour = alt.Color(
        "verdict:N", scale=alt.Scale(domain=list(_VERDICTS), range=[BRAND, BASE_TICK, PALE]), legend=legend
    )
    layers = [
        base.mark_bar(height=14).encode(x=x, color=colour),
        base.mark_tick(color="white", thickness=6, size=26, opacity=1).encode(x=alt.X("target:Q")),
        base.mark_tick(color=TARGET, thickness=3, size=26, opacity=1).encode(x=alt.X("target:Q")),
        base.mark_text(align="left", dx=14, fontSize=12, color=INK).encode(x=x_at("width"), text=alt.Text("told:N")),
    ]
    facts = [
        f"{name} {told} ({_VERDICTS[verdict].text(language)})"
        for name, told, verdict in rows.select("name", "told", "verdict").iter_rows()
    ]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "name_lines", least=40)))
    return finished(chart, language, title=title, source=source, description=told)
