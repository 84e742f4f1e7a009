"""Tasks and inspections on a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import row_height, wrapped
from khcn_analytics.charts.theme import (
    BASE_TICK,
    BRAND,
    GRID,
    INK,
    MONTHS,
    MUTED,
    SHADES,
    Width,
    finished,
    name_axis,
    nothing_to_draw,
)
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language

_GANTT, _CALENDAR = Label("Biểu đồ Gantt", "Gantt chart"), Label("Lịch", "Calendar")
_ON, _TODAY = Label("{name} từ {start} đến {end}", "{name} from {start} to {end}"), Label("tính đến {}", "as of {}")
_SPANS = {
    "done": Label("đã kết thúc", "ended"),
    "running": Label("đang thực hiện", "under way"),
    "late": Label("quá hạn", "past its due date"),
    "due": Label("hạn hoàn thành", "due date"),
}
_DUE = Label("Hạn", "Due")
_PER_DAY = Label("Số cuộc trong ngày", "Inspections on the day")


def gantt(
    frame: pl.DataFrame,
    *,
    as_of: date,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 460,
) -> Any:
    """A bar for each task in the order of the rows; what lies past its due date is marked.

    Args:
        frame: One row for each task, with different names: ``name``, ``starts_on``, ``due_on``
            (with the extension; null: no due date is known) and ``ended_on`` (accepted or
            terminated; null: still under way, drawn up to ``as_of``). Tasks without
            ``starts_on`` have no bar. It may have ``note``, a few words after the bar, such as
            how many days it is overdue.
        as_of: The day the states were taken on, drawn as a rule.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the days of each task.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.
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
    y = alt.Y("name_lines:N", sort=rows["name_lines"].to_list(), axis=name_axis(), scale=alt.Scale(paddingInner=0.35))
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
        legend=alt.Legend(labelExpr=f"{{{names}}}[datum.label]", symbolType="square"),
    )
    spans = _spans(rows)
    layers = [
        alt.Chart(spans)
        .mark_bar(height=16, stroke=INK, strokeWidth=0.4)
        .encode(
            y=y,
            x=x,
            x2="to:T",
            color=colour,
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("due_text:N", title=_DUE.text(language))],
        ),
        alt.Chart(rows.drop_nulls("due_on"))
        .mark_tick(thickness=2.5, size=24, opacity=1)
        .encode(y=y, x="due_on:T", color=alt.datum("due")),
        alt.Chart(pl.DataFrame({"day": [as_of]})).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="day:T"),
        alt.Chart(pl.DataFrame({"day": [as_of], "text": [_TODAY.text(language).format(format_date(as_of, language))]}))
        .mark_text(align="right", dx=-4, dy=-7, fontSize=11, color=MUTED, baseline="bottom")
        .encode(x="day:T", y=alt.value(2), text="text:N"),
    ]
    noted = rows.drop_nulls(["note", "starts_on"])
    if not noted.is_empty():
        after = alt.Chart(noted.with_columns(after=pl.max_horizontal("until", "due_on")))
        words = after.encode(y=y, x="after:T", text="note:N")
        layers += [
            words.mark_text(align="left", dx=7, fontSize=11, stroke="white", strokeWidth=4, strokeJoin="round"),
            words.mark_text(align="left", dx=7, fontSize=11, color=INK),
        ]
    pattern = _ON.text(language)
    facts = [
        pattern.format(name=name, start=format_date(start, language), end=format_date(end, language))
        for name, start, end in rows.select("name", "starts_on", "until").iter_rows()
    ]
    told = sentence(_GANTT, facts, language, title=title, shown=3) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "name_lines", least=34)))
    return finished(chart, language, title=title, source=source, description=told)


def calendar(
    frame: pl.DataFrame,
    *,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    cell: int = 21,
) -> Any:
    """The days of a year, a row for each month, darker where more inspections were under way.

    Args:
        frame: One row for each day with inspections, all of one year: ``day`` and
            ``inspections``, how many were under way. A day that is not among the rows, or whose
            number is null or 0, stays empty; weekends are grey.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the days with the most inspections.
        language: ``vi`` or ``en``.
        cell: Width and height of a day in pixels.

    Returns:
        An Altair chart.

    Raises:
        WrongUseError: If days of several years are given, or one day twice.
    """
    rows = drawable(frame, needs={"day": DAY, "inspections": NUMBER}).drop_nulls("day")
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source)
    years = rows["day"].dt.year().unique().sort().to_list()
    if len(years) > 1 or rows["day"].is_duplicated().any():
        listed = ", ".join(str(each) for each in years)
        raise WrongUseError(
            f"Lịch vẽ một năm, mỗi ngày một dòng; bảng này có năm {listed}, {rows['day'].is_duplicated().sum()} dòng trùng ngày. "
            "Hãy lọc lấy một năm và gộp các dòng cùng ngày.",
            f"A calendar draws one year with one row a day; this frame has {listed}, {rows['day'].is_duplicated().sum()} "
            "rows share a day. Filter it to one year and sum the rows of a day.",
        )
    first = date(years[0], 1, 1)
    days = pl.DataFrame({"day": pl.date_range(first, date(years[0] + 1, 1, 1) - timedelta(1), eager=True)})
    months = MONTHS[language]
    whole = days.join(rows, on="day", how="left", maintain_order="left").with_columns(
        date=pl.col("day").dt.day(),
        month=pl.col("day").dt.month().replace_strict(dict(enumerate(months, 1)), return_dtype=pl.String),
        weekend=pl.col("day").dt.weekday() > 5,
    )
    whole = whole.with_columns(
        day_text=pl.Series([format_date(each, language) for each in whole["day"]]),
        count_text=pl.Series([format_number(each, language) if each else "" for each in whole["inspections"]]),
    ).drop("day")
    most = max(1, int(rows["inspections"].max() or 1))  # type: ignore[arg-type]
    base = alt.Chart(whole).encode(
        x=alt.X(
            "date:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False, orient="top", labelFontSize=10)
        ),
        y=alt.Y("month:N", sort=months, axis=name_axis()),
        tooltip=[alt.Tooltip("day_text:N", title=" "), alt.Tooltip("count_text:N", title=_PER_DAY.text(language))],
    )
    busy = base.properties(data=whole.filter(pl.col("inspections") > 0))
    legend = alt.Legend(
        title=_PER_DAY.text(language),
        values=list(range(1, most + 1, max(1, most // 6))),
        format=".0f",
        gradientLength=200,
        titleColor=MUTED,
        titleFontWeight="normal",
    )
    free = alt.when("datum.weekend").then(alt.value(GRID)).otherwise(alt.value("white"))
    text = alt.when(alt.datum.inspections > 0.55 * most).then(alt.value("white")).otherwise(alt.value(INK))
    layers = [
        base.mark_rect(stroke=GRID, strokeWidth=1).encode(color=free),
        busy.mark_rect(stroke=GRID, strokeWidth=1).encode(
            color=alt.Color(
                "inspections:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=list(SHADES[1:])), legend=legend
            )
        ),
        busy.mark_text(fontSize=10).encode(text="count_text:N", color=text),
    ]
    busiest = rows.drop_nulls().sort("inspections", descending=True, maintain_order=True).head(3)
    facts = [f"{format_date(day, language)}: {format_number(count, language)}" for day, count in busiest.iter_rows()]
    told = sentence(_CALENDAR, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=alt.Step(cell), height=alt.Step(cell))
    return finished(chart, language, title=title, source=source, description=told)


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
