"""Colours, fonts and number formats of every chart.

Charts name their encodings as channels, ``alt.Text("name:N")``: of a plain text or ``alt.value`` Altair would look for the
channel among all of its classes, which takes longer than the rest of the mark.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Literal

import altair as alt
import polars as pl

from khcn_analytics.charts.placing import evenly_wrapped
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

# Okabe and Ito's palette, told apart by colour-blind readers, led by the colour of the pages.
BRAND = "#0b5c8a"
BASE_TICK = "#e69f00"
INK = "#1d2b36"
MUTED = "#5b6b77"
GRID = "#e3e9ed"
PALE = "#cfd8dd"
TARGET = "#a33b00"
GROUPS = ("#0b5c8a", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#7a5ba6", "#8c8c00")
MANY = (
    *GROUPS,
    *("#85aec5", "#f3cf80", "#80cfb9", "#e6bcd3", "#eaaf80", "#abdaf4", "#bdadd3", "#c6c680"),
    *("#063049", "#7a5400", "#005440", "#6b3d58", "#703200", "#2c5e7b", "#402f57", "#4a4a00"),
)
"""For parts of a bar: those of groups, then half-way to white, then darker."""
VERDICT_COLOURS = {
    "better": "#1a7f4b",
    "worse": "#b3401f",
    "unchanged": MUTED,
    "neither": MUTED,
    "not_comparable": MUTED,
}
# On paper a verdict is told by dark, light and pale; green and red would print alike.
VERDICT_FILLS = {"better": BRAND, "worse": BASE_TICK, "unchanged": PALE, "neither": MUTED, "not_comparable": PALE}
# From light to dark, so that a heat map reads the same in grey.
SHADES = ("#f1f6f9", "#c3dbe8", "#86b8d2", "#3f88b3", "#0b5c8a", "#083f60")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "triangle-right")
FONT = "Roboto, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif"

Width = int | Literal["container"]

_NUMBERS: dict[Language, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫\u00a0", ""]},
}

_TIMES: dict[Language, dict[str, Any]] = {
    "vi": {
        "dateTime": "%H:%M %d/%m/%Y",
        "date": "%d/%m/%Y",
        "time": "%H:%M",
        "periods": ["SA", "CH"],
        "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"Tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"th{month}" for month in range(1, 13)],
    },
    "en": {
        "dateTime": "%d %b %Y %H:%M",
        "date": "%d %b %Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        "shortDays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        "months": [
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ],
        "shortMonths": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
}
MONTHS: dict[Language, list[str]] = {language: times["months"] for language, times in _TIMES.items()}
_LINE = 110
"""Letters in a line below the title."""
_TITLE_LETTER, _BELOW_LETTER = 8.2, 5.6
"""About how many pixels wide a letter is, in the title and below it."""
PERCENT = "format(datum.value * 100, ',.1~f') + ' %'"
"""How an axis or a legend writes a share, as texts do."""
_SOURCE = Label("Nguồn", "Source")
_NOTHING = Label("Không có dữ liệu để vẽ", "Nothing to draw")


def _config(language: Language) -> alt.Config:
    """Our fonts, colours and the number format of the language.

    They travel inside the chart, so they hold in a page, a notebook and an exported file.
    """
    return alt.Config(
        font=FONT,
        background="transparent",
        locale={"number": _NUMBERS[language], "time": _TIMES[language]},
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=MUTED,
            titleColor=MUTED,
            gridColor=GRID,
            domainColor=GRID,
            tickColor=GRID,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(labelColor=INK, labelFontSize=12, orient="bottom", columns=4, title=None),
        title=alt.TitleConfig(
            color=INK,
            fontSize=15,
            fontWeight=600,
            anchor="start",
            frame="bounds",
            offset=14,
            subtitleColor=MUTED,
            subtitleFontSize=11,
            subtitlePadding=5,
        ),
    )


def finished(
    chart: Any, language: Language = "vi", *, title: str | None = None, source: str | None = None, description: str
) -> Any:
    """The chart in our theme, with its title, the line that names its source, and its alt text.

    Args:
        chart: An Altair chart that has no title yet; it is this one that is finished, not a copy.
        language: ``vi`` or ``en``.
        title: Text above the chart; in lines where it is longer than the chart is wide.
        source: Where the data come from, told below the title.
        description: One sentence for those who don't see the chart.
    """
    told: dict[str, Any] = {"description": description, "config": _config(language)}
    if title is not None or source is not None:
        lines = [] if source is None else wrap(f"{_SOURCE.text(language)}: {source}", _LINE)
        below = lines if len(lines) > 1 else lines[0] if lines else alt.Undefined
        heading = evenly_wrapped(title or "", width=_title_line(chart)).split("\n")
        told["title"] = alt.TitleParams(text=heading if len(heading) > 1 else heading[0], subtitle=below)
    # Altair's own way to set these copies the whole chart, its data too: a tenth of the time of a page.
    for name, value in told.items():
        setattr(chart, name, value)
    return chart


def _title_line(chart: Any) -> int:
    """Letters in a line of the title: no longer than a line below it, unless the plot is wider."""
    # Names stand beside most plots that are narrower, so that the picture is as wide as this.
    plot = getattr(chart, "width", None)
    return int(max(_BELOW_LETTER * _LINE, plot if isinstance(plot, int) else 0) / _TITLE_LETTER)


def x_at(place: float | Literal["width"]) -> Any:
    """A place across the plot, in pixels, whatever the data are."""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


def y_at(place: float | Literal["height"]) -> Any:
    """A place down the plot, in pixels."""
    return alt.YValue(place)  # type: ignore[no-untyped-call]


def nothing_to_draw(
    language: Language = "vi",
    *,
    title: str | None = None,
    source: str | None = None,
    width: Width = 680,
    height: int = 120,
) -> Any:
    """What stands where a chart would, when the frame has no rows."""
    text = _NOTHING.text(language)
    mark = alt.Chart(pl.DataFrame({"text": [text]})).mark_text(fontSize=14, color=MUTED).encode(text=alt.Text("text:N"))
    chart = alt.layer(mark, width=width, height=height)
    return finished(
        chart, language, title=title, source=source, description=text if title is None else f"{title}: {text}."
    )


def name_axis(orient: Literal["left", "top"] = "left", *, headings: Sequence[str] = ()) -> alt.Axis:
    """An axis of names, which stand in the lines that :func:`placing.wrapped` gave them; headings are bold.

    Vega puts the first line where a single one would be; the lines are moved up to stand around
    the middle of their row or, above a column, on its top.
    """
    above = orient == "top"
    plain, step = (8, 14) if above else (0, -7)
    moved = {
        "condition": [
            {"test": f"length(split(datum.label, '\\n')) == {lines}", "value": plain + (lines - 1) * step}
            for lines in range(2, 6)
        ],
        "value": plain,
    }
    return alt.Axis(
        orient=orient,
        labelAngle=0,
        labelPadding=moved if above else 8,
        labelOffset=alt.Undefined if above else moved,
        labelExpr="split(datum.label, '\\n')",
        labelLimit=400,
        labelColor=INK,
        labelFontWeight={
            "condition": {"test": f"indexof({json.dumps(list(headings))}, datum.label) >= 0", "value": "bold"},
            "value": "normal",
        }
        if headings
        else alt.Undefined,
        labelLineHeight=14,
        domain=False,
        ticks=False,
        title=None,
        grid=False,
    )


def value_axis(unit: Unit, language: Language = "vi") -> alt.Axis:
    """An axis labelled as its unit is read: percent, triệu and tỷ, or whole numbers."""
    if unit is Unit.SHARE:
        return alt.Axis(labelExpr=PERCENT, tickCount=5, domain=False, ticks=False, title=None)
    if unit.is_money:
        million, billion = ("triệu", "tỷ") if language == "vi" else ("m", "bn")
        label = (
            f"abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',.1~f') + ' {billion}' : "
            f"abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',.0f') + ' {million}' : format(datum.value, ',.0f')"
        )
        return alt.Axis(labelExpr=label, tickCount=5, domain=False, ticks=False, title=None)
    return alt.Axis(format=",.0f", tickCount=5, tickMinStep=1, domain=False, ticks=False, title=None)


def change_axis(unit: Unit, language: Language = "vi") -> alt.Axis:
    """An axis of differences: those of shares are labelled in percentage points."""
    if unit is not Unit.SHARE:
        return value_axis(unit, language)
    points = Label("điểm %", "pp").text(language)
    label = f"format(datum.value * 100, ',.1~f') + ' {points}'"
    return alt.Axis(labelExpr=label, tickCount=5, domain=False, ticks=False, title=None)
