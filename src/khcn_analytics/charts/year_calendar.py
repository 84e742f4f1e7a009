"""The days of a year, by what was under way on each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, drawable
from khcn_analytics.charts.theme import GRID, INK, MONTHS, MUTED, SHADES, finished, name_axis, nothing_to_draw
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language

_KIND = Label("Lịch", "Calendar")
_PER_DAY = Label("Số cuộc trong ngày", "Inspections on the day")


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

    Examples:
        >>> import polars as pl
        >>> from datetime import date
        >>> frame = pl.DataFrame({"day": [date(2024, 5, 6), date(2024, 5, 7)], "inspections": [3, 1]})
        >>> chart = calendar(frame, language="en")
        >>> chart.to_dict()["description"]
        'Calendar: 6 May 2024: 3; 7 May 2024: 1.'
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
    whole = _every_day(rows, years[0], language)
    most = max(1, int(rows["inspections"].max() or 1))  # type: ignore[arg-type]
    base = alt.Chart(whole).encode(
        x=alt.X(
            "date:O",
            title=None,
            axis=alt.Axis(
                labelAngle=0, domain=False, ticks=False, orient="top", labelFontSize=10, labelOverlap="parity"
            ),
        ),
        y=alt.Y("month:N", sort=MONTHS[language], axis=name_axis()),
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
    free = alt.ColorValue("white", condition={"test": "datum.weekend", "value": GRID})
    is_dark = f"datum.inspections > {0.55 * most}"
    text = alt.ColorValue(INK, condition={"test": is_dark, "value": "white"})
    layers = [
        base.mark_rect(stroke=GRID, strokeWidth=1).encode(color=free),
        busy.mark_rect(stroke=GRID, strokeWidth=1).encode(
            color=alt.Color(
                "inspections:Q", scale=alt.Scale(domain=[1, max(most, 2)], range=list(SHADES[1:])), legend=legend
            )
        ),
        busy.mark_text(fontSize=10).encode(text=alt.Text("count_text:N"), color=text),
    ]
    busiest = rows.drop_nulls().sort("inspections", descending=True, maintain_order=True).head(3)
    facts = [f"{format_date(day, language)}: {format_number(count, language)}" for day, count in busiest.iter_rows()]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=alt.Step(cell), height=alt.Step(cell))
    return finished(chart, language, title=title, source=source, description=told)


def _every_day(rows: pl.DataFrame, year: int, language: Language) -> pl.DataFrame:
    """All days of the year with the number of each, and where it stands in the picture."""
    first = date(year, 1, 1)
    days = pl.DataFrame({"day": pl.date_range(first, date(year + 1, 1, 1) - timedelta(1), eager=True)})
    months = MONTHS[language]
    whole = days.join(rows, on="day", how="left", maintain_order="left").with_columns(
        date=pl.col("day").dt.day(),
        month=pl.col("day").dt.month().replace_strict(dict(enumerate(months, 1)), return_dtype=pl.String),
        weekend=pl.col("day").dt.weekday() > 5,
    )
    return whole.with_columns(
        day_text=pl.Series([format_date(each, language) for each in whole["day"]]),
        count_text=pl.Series([format_number(each, language) if each else "" for each in whole["inspections"]]),
    ).drop("day")
