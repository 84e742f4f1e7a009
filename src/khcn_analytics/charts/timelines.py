"""Tasks from their start to their end, and past their due date."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import DAY, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import (
    BASE_TICK,
    BRAND,
    INK,
    MUTED,
    SHADES,
    Width,
    finished,
    name_axis,
    nothing_to_draw,
    x_at,
    y_at,
)
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

_KIND = Label("Biểu đồ Gantt", "Gantt chart")
_ON, _TODAY = Label("{name} từ {start} đến {end}", "{name} from {start} to {end}"), Label("tính đến {}", "as of {}")
_BEGINS = Label("{name} bắt đầu {start}, chưa đến ngày", "{name} begins {start}, which is to come")
_NO_START = Label("{name} chưa rõ ngày bắt đầu", "{name} without a known start")
_SPANS = {
    "done": Label("đã kết thúc", "ended"),
    "running": Label("đang thực hiện", "under way"),
    "late": Label("quá hạn", "past its due date"),
    "due": Label("hạn hoàn thành", "due date"),
}
_DUE = Label("Hạn", "Due")
_LETTER = 7


def gantt(
    frame: pl.DataFrame,
    *,
    as_of: date,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 460,
    names_above: bool = False,
) -> Any:
    """A bar for each task in the order of the rows; what lies past its due date is marked.

    Args:
        frame: One row for each task, with different names: ``name``, ``starts_on``, ``due_on``
            (with the extension; null: no due date is known) and ``ended_on`` (accepted or
            terminated; null: still under way, drawn up to ``as_of``). Tasks without
            ``starts_on``, and those that begin after ``as_of``, have no bar. It may have ``note``, a few words after the bar, such as
            how many days it is overdue.
        as_of: The day the states were taken on, drawn as a rule.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the days of each task.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.
        names_above: Whether names stand above their bars, which leaves bars room on a phone; what is
            too long is cut, and told in full where one points.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from datetime import date
        >>> frame = pl.DataFrame({"name": ["NV-01"], "starts_on": [date(2024, 1, 1)], "due_on": [date(2024, 6, 30)],
        ...                       "ended_on": [None]}, schema_overrides={"ended_on": pl.Date})
        >>> chart = gantt(frame, as_of=date(2024, 3, 1), language="en")
        >>> chart.to_dict()["description"]
        'Gantt chart: NV-01 from 1 Jan 2024 to 1 Mar 2024.'
    """
    needs = {"name": TEXT, "starts_on": DAY, "due_on": DAY, "ended_on": DAY}
    rows = drawable(frame, needs=needs, may_have={"note": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    until = pl.coalesce("ended_on", pl.lit(as_of))
    rows = wrapped(rows, "name", width=42).with_columns(
        until=until,
        in_time=pl.min_horizontal(until, pl.coalesce("due_on", until)),
        running=pl.col("ended_on").is_null(),
        due_text=pl.Series([format_date(each, language) for each in rows["due_on"]], dtype=pl.String),
    )
    axis = None if names_above else name_axis()
    y = alt.Y("name_lines:N", sort=rows["name_lines"].to_list(), axis=axis, scale=alt.Scale(paddingInner=0.35))
    x = alt.X(
        "from:T",
        title=None,
        scale=alt.Scale(padding=16),
        axis=alt.Axis(format="%m/%Y", labelAngle=0, tickCount=6, grid=True, labelOverlap="greedy"),
    )
    names = ", ".join(f"'{code}': '{label.text(language)}'" for code, label in _SPANS.items())
    colour = alt.Color(
        "span:N",
        scale=alt.Scale(domain=list(_SPANS), range=[SHADES[2], BRAND, BASE_TICK, INK]),
        legend=alt.Legend(
            labelExpr=f"{{{names}}}[datum.label]",
            symbolType="square",
            columns=2 if names_above else alt.Undefined,
        ),
    )
    spans = _spans(rows)
    # Below a name that stands above.
    lower: dict[str, Any] = {"yOffset": 9} if names_above else {}
    layers = [
        alt.Chart(spans)
        .mark_bar(height=16, stroke=INK, strokeWidth=0.4, **lower)
        .encode(
            y=y,
            x=x,
            x2=alt.X2("to:T"),
            color=colour,
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("due_text:N", title=_DUE.text(language))],
        ),
        alt.Chart(rows.drop_nulls("due_on"))
        .mark_tick(thickness=2.5, size=24, opacity=1, **lower)
        .encode(y=y, x=alt.X("due_on:T"), color=alt.ColorDatum("due")),
        alt.Chart(pl.DataFrame({"day": [as_of]})).mark_rule(color=INK, strokeDash=[4, 3]).encode(x=alt.X("day:T")),
        alt.Chart(pl.DataFrame({"day": [as_of], "text": [_TODAY.text(language).format(format_date(as_of, language))]}))
        .mark_text(align="right", dx=-4, dy=-7, fontSize=11, color=MUTED, baseline="bottom")
        .encode(x=alt.X("day:T"), y=y_at(2), text=alt.Text("text:N")),
    ]
    layers += _lines_above(rows, y) if names_above else _notes_after(rows, y)
    spans_told = rows.select("name", "starts_on", "until").iter_rows()
    facts = [_fact(name, start, until, language) for name, start, until in spans_told]
    told = sentence(_KIND, facts, language, title=title, shown=3) if description is None else description
    chart = alt.layer(
        *layers, width=width, height=alt.Step(46 if names_above else row_height(rows, "name_lines", least=34))
    )
    return finished(chart, language, title=title, source=source, description=told)


def _fact(name: str, start: date | None, until: date, language: Language) -> str:
    if start is None:
        return _NO_START.text(language).format(name=name)
    pattern = _BEGINS if start > until else _ON
    return pattern.text(language).format(
        name=name, start=format_date(start, language), end=format_date(until, language)
    )


def _notes_after(rows: pl.DataFrame, y: alt.Y) -> list[Any]:
    """The note of each task after its bar."""
    noted = rows.drop_nulls(["note", "starts_on"])
    if noted.is_empty():
        return []
    after = alt.Chart(noted.with_columns(after=pl.max_horizontal("until", "due_on")))
    words = after.encode(y=y, x=alt.X("after:T"), text=alt.Text("note:N"))
    return [
        words.mark_text(align="left", dx=7, fontSize=11, stroke="white", strokeWidth=4, strokeJoin="round"),
        words.mark_text(align="left", dx=7, fontSize=11, color=INK),
    ]


def _lines_above(rows: pl.DataFrame, y: alt.Y) -> list[Any]:
    """The name of each task above its bar, and its note at the right edge."""
    room = _LETTER * max((len(each) for each in rows["note"].drop_nulls()), default=0)
    name, noted = alt.Chart(rows), alt.Chart(rows.drop_nulls(["note", "starts_on"]))
    return [
        name.mark_text(align="left", dy=-10, fontSize=12, color=INK, limit=alt.expr(f"max(80, width - {room})")).encode(
            y=y, x=x_at(0), text=alt.Text("name:N"), tooltip=[alt.Tooltip("name:N", title=" ")]
        ),
        noted.mark_text(align="right", dy=-10, fontSize=12, fontWeight=600, color=INK).encode(
            y=y, x=x_at("width"), text=alt.Text("note:N")
        ),
    ]


def _spans(rows: pl.DataFrame) -> pl.DataFrame:
    """The parts of each bar: in time, and past the due date."""
    started = rows.drop_nulls("starts_on")
    state = pl.when("running").then(pl.lit("running")).otherwise(pl.lit("done"))
    keep = ["name", "name_lines", "due_text", "span", "from", "to"]
    in_time = started.with_columns(span=state, **{"from": pl.col("starts_on"), "to": pl.col("in_time")})
    late = started.filter(pl.col("until") > pl.col("due_on")).with_columns(
        span=pl.lit("late"), **{"from": pl.max_horizontal("due_on", "starts_on"), "to": pl.col("until")}
    )
    return pl.concat([in_time.filter(pl.col("to") > pl.col("from")).select(keep), late.select(keep)])
