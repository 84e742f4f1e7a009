"""What rose and what fell between two periods."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import (
    INK,
    MUTED,
    VERDICT_FILLS,
    Width,
    change_axis,
    finished,
    name_axis,
    nothing_to_draw,
)
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ cột thay đổi", "Bar chart of changes")
_NO_FIGURE = Label("không so sánh được", "not comparable")
_VERDICTS = {
    "better": Label("tốt lên", "better"),
    "worse": Label("kém đi", "worse"),
    "neither": Label("không xét tốt hay xấu", "no verdict"),
}


def change_bars(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for each group, to the right where it rose and to the left where it fell, the largest rise first.

    Args:
        frame: Rows in words (see ``wording.in_words``), one for each ``group_name``: ``absolute``
            (null draws no bar), ``change_text``, ``verdict`` (``better``, ``worse`` …, which
            colours the bar) and ``note`` (why there is no change, told in place of the bar).
        unit: Unit of the values; changes of shares are told in points.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the changes in the order drawn.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.vocabulary.units import Unit
        >>> frame = pl.DataFrame({"group_name": ["Văn phòng"], "absolute": [3.0], "change_text": ["+3"], "verdict": ["better"],
        ...                       "note": [None]})
        >>> chart = change_bars(frame, unit=Unit.TASK, language="en")
        >>> chart.to_dict()["description"]
        'Bar chart of changes: Văn phòng +3.'
    """
    needs = {"group_name": TEXT, "absolute": NUMBER, "change_text": TEXT, "verdict": TEXT}
    rows = drawable(frame, needs=needs, may_have={"note": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    missing = pl.col("absolute").is_null()
    rows = wrapped(rows.sort("absolute", descending=True, nulls_last=True, maintain_order=True), "group_name")
    rows = rows.with_columns(
        told=pl.when(missing).then(pl.coalesce("note", pl.lit(_NO_FIGURE.text(language)))).otherwise("change_text")
    )
    verdicts = [each for each in _VERDICTS if each in rows["verdict"].to_list()]
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=list(VERDICT_FILLS), range=list(VERDICT_FILLS.values())),
        legend=alt.Legend(values=verdicts, labelExpr=_names(language)) if verdicts else None,
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("group_name_lines:N", sort=rows["group_name_lines"].to_list(), axis=name_axis())
    )
    x = alt.X("absolute:Q", axis=change_axis(unit, language), scale=alt.Scale(zero=True, nice=True, padding=50))
    rise, fall = (base.properties(data=rows.filter(each)) for each in (pl.col("absolute") > 0, pl.col("absolute") <= 0))
    none = base.properties(data=rows.filter(missing))
    layers = [
        base.mark_bar(height=20).encode(
            x=x, color=colour, tooltip=[alt.Tooltip("group_name:N", title=" "), alt.Tooltip("told:N", title=" ")]
        ),
        alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(x=alt.X("zero:Q")),
        rise.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(x=x, text=alt.Text("told:N")),
        # The figure of a fall stands across the middle line, clear of the names.
        fall.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(x=alt.XDatum(0), text=alt.Text("told:N")),
        none.mark_text(align="left", dx=6, fontSize=12, fontStyle="italic", color=MUTED).encode(
            x=alt.XDatum(0), text=alt.Text("told:N")
        ),
    ]
    facts = [f"{name} {told}" for name, told in rows.select("group_name", "told").iter_rows()]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "group_name_lines", least=38)))
    return finished(chart, language, title=title, source=source, description=told)


def _names(language: Language) -> str:
    """What the legend calls each verdict, as an expression of Vega."""
    pairs = ", ".join(f"'{code}': '{label.text(language)}'" for code, label in _VERDICTS.items())
    return f"{{{pairs}}}[datum.label]"
