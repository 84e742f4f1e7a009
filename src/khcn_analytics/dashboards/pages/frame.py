"""What stands around the parts of every page, as HTML; every text that comes from data is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from khcn_analytics.dashboards import texts
from khcn_analytics.dashboards.filters import PAGE, Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.pages.registry import PageCard
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import ORIGIN_LABELS
from khcn_analytics.vocabulary.formats import format_date


def bar_html(chosen: Chosen) -> str:
    """The name of it all, and what takes those who come by keyboard past the bar and the menu."""
    first, language = chosen.address(page=chosen.pages[0]), chosen.language
    return (
        f'<a class="skip" href="#content">{escape(texts.SKIP.text(language))}</a>'
        f'<a class="name" href="{escape(first)}">{escape(texts.TITLE.text(language))}</a>'
    )


def navigation_html(chosen: Chosen, pages: Iterable[PageCard]) -> str:
    """Links to the pages that keep the filters; on a phone they fold behind one word."""
    language = chosen.language
    shown = [each for each in pages if each.in_menu or each.code == chosen[PAGE]]
    links = "".join(
        f'<li><a href="{escape(chosen.address(page=each.code))}"'
        f"{_current(each, chosen)}>{escape(each.title.text(language))}</a></li>"
        for each in shown
    )
    return (
        f'<nav aria-label="{escape(texts.PAGES.text(language))}"><ul>{links}</ul>'
        f"<details><summary>{escape(texts.MENU.text(language))}</summary><ul>{links}</ul></details></nav>"
    )


def _current(page: PageCard, chosen: Chosen) -> str:
    return ' aria-current="page"' if page.code == chosen[PAGE] else ""


def heading_html(chosen: Chosen, card: PageCard) -> str:
    """Which page of whose figures, for what, and whether the data are real."""
    workspace, language = chosen.store.workspace, chosen.language
    names = ", ".join(each.text(language) for each in workspace.departments.values())
    about = " · ".join([names, *(chosen.told(name) for name in ("period", "unit", "day") if name in card.filters)])
    origin = ORIGIN_LABELS[workspace.origin].text(language)
    badge = "" if workspace.origin == "department" else f'<span class="origin">{escape(origin)}</span>'
    title = escape(card.title.text(language))
    return f'<div class="heading"><h1 tabindex="-1">{title}</h1>{badge}<p>{escape(about)}</p></div>'


def footer_html(chosen: Chosen) -> str:
    """Where the figures come from, and when they were read."""
    workspace, language = chosen.store.workspace, chosen.language
    number = "" if workspace.import_version is None else f"{workspace.import_version}, "
    read = read_at(chosen.store)
    text = texts.DATA.text(language).format(
        origin=ORIGIN_LABELS[workspace.origin].text(language),
        since=format_date(workspace.since, language),
        until=format_date(workspace.last_day, language),
        version=f"{number}{workspace.version}",
        read=f"{read:%H:%M} {format_date(read.date(), language)}",
        errors=workspace.problems.filter(severity="error").height,
        warnings=workspace.problems.filter(severity="warning").height,
    )
    return f"<p>{escape(text)}</p>"


@kept
def read_at(_store: Store) -> datetime:
    """When the first page was made of a store: it is made right after it was read."""
    return datetime.now().astimezone()
