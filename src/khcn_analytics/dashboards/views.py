"""Frames of the store -> HTML and charts. Every text that comes from data is escaped."""

from __future__ import annotations

from html import escape

from khcn_analytics.charts.sparkline import sparkline
from khcn_analytics.dashboards.store import KeyFigure
from khcn_analytics.dashboards.texts import AGAINST, DATA
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import ORIGIN_LABELS, Workspace
from khcn_analytics.vocabulary.formats import MISSING, format_date
from khcn_analytics.vocabulary.labels import Language

_ARROWS = {1: "▲", -1: "▼", 0: ""}


def heading(workspace: Workspace, period: Period, unit: str | None, language: Language) -> str:
    """Whose figures these are, for which period, and whether the data are real."""
    names = ", ".join(each.text(language) for each in workspace.departments.values())
    about = " · ".join(each for each in (unit, period.label(language)) if each)
    about = about[0].upper() + about[1:]
    origin = ORIGIN_LABELS[workspace.origin].text(language)
    badge = "" if workspace.origin == "department" else f'<span class="origin">{escape(origin)}</span>'
    return f'<div class="heading"><h1>{escape(names)}</h1>{badge}<p>{escape(about)}</p></div>'


def section(title: str, subtitle: str = "") -> str:
    """Heading of a part of the page."""
    return f"<h2>{escape(title)}</h2>" + (f"<p>{escape(subtitle)}</p>" if subtitle else "")


def key_figure_cards(figures: list[KeyFigure], language: Language) -> str:
    """The cards of the overview."""
    return f'<div class="cards">{"".join(_card(each, language) for each in figures)}</div>'


def _card(figure: KeyFigure, language: Language) -> str:
    row = {name: escape(str(value)) for name, value in figure.row.items() if isinstance(value, str)}
    unit = "" if row["value_text"].endswith("%") or row["value_text"] == MISSING else row["unit_name"]
    return (
        f'<section class="card"><h3>{row["indicator_name"]}</h3>'
        f'<div class="figure"><span class="value">{row["value_text"]}<small>{unit}</small></span>'
        f"{sparkline(figure.history)}</div>"
        f'<p class="change {row["verdict"]}">{_change(figure, row, language)}</p></section>'
    )


def _change(figure: KeyFigure, row: dict[str, str], language: Language) -> str:
    absolute = figure.row["absolute"]
    if not isinstance(absolute, float):
        return row["note"]
    arrow = _ARROWS[(absolute > 0) - (absolute < 0)]
    against = escape(AGAINST.text(language).format(base=figure.row["base_name"]))
    return f"<b>{arrow} {row['change_text']}</b> {against}"


def footer(workspace: Workspace, language: Language) -> str:
    """Where the figures come from."""
    severities = workspace.problems["severity"]
    text = DATA.text(language).format(
        origin=ORIGIN_LABELS[workspace.origin].text(language),
        since=format_date(workspace.since, language),
        until=format_date(workspace.last_day, language),
        version=workspace.version,
        errors=severities.eq("error").sum(),
        warnings=severities.eq("warning").sum(),
    )
    return f"<p>{escape(text)}</p>"
