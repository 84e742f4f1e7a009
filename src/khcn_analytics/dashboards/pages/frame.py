"""What stands around the parts of every page, as HTML; every text that comes from data is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from khcn_analytics.dashboards import texts
from khcn_analytics.dashboards.choices import CHOICE_BY_NAME
from khcn_analytics.dashboards.filters import PAGE, Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.pages.registry import PageCard
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import ORIGIN_LABELS
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import LANGUAGES, Language

_ICONS = {
    "dark": '<path d="M20.5 14.2A8.8 8.8 0 0 1 9.8 3.5a8.8 8.8 0 1 0 10.7 10.7z"/>',
    "light": '<circle cx="12" cy="12" r="5"/><path stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'd="M12 1.5v2M12 20.5v2M1.5 12h2M20.5 12h2M4.6 4.6l1.4 1.4M18 18l1.4 1.4M4.6 19.4l1.4-1.4M18 6l1.4-1.4"/>',
}


def bar_html(chosen: Chosen) -> str:
    """The name of it all, the other look and the languages; before them what leads past the bar and the menu."""
    first, language = chosen.address(page=chosen.pages[0]), chosen.language
    other, to_other = ("light", texts.TO_LIGHT) if chosen.is_dark else ("dark", texts.TO_DARK)
    return (
        f'<div class="bar"><a class="skip" href="#content">{escape(texts.SKIP.text(language))}</a>'
        f'<a class="name" href="{escape(first)}">{escape(texts.TITLE.text(language))}</a>'
        f'<a class="look" href="{escape(chosen.address(look=other))}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{_ICONS[other]}</svg>{escape(to_other.text(language))}</a>'
        f'<span class="languages" role="group" aria-label="{escape(texts.LANGUAGE.text(language))}">'
        f"{''.join(_to_language(each, chosen) for each in LANGUAGES)}</span></div>"
    )


def _to_language(language: Language, chosen: Chosen) -> str:
    current = ' aria-current="true"' if language == chosen.language else ""
    name = CHOICE_BY_NAME["language"].told(language, chosen.store, language)
    return (
        f'<a lang="{language}" hreflang="{language}" title="{escape(name)}" '
        f'href="{escape(chosen.address(language=language))}"{current}>{language.upper()}</a>'
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


def heading_html(chosen: Chosen, card: PageCard, buttons: str = "") -> str:
    """Which page of whose figures, for what, and whether the data are real; buttons at its right."""
    workspace, language = chosen.store.workspace, chosen.language
    names = ", ".join(each.text(language) for each in workspace.departments.values())
    about = " · ".join([names, *(chosen.told(name) for name in ("period", "unit", "day") if name in card.filters)])
    origin = ORIGIN_LABELS[workspace.origin].text(language)
    badge = "" if workspace.origin == "department" else f'<span class="origin">{escape(origin)}</span>'
    title = escape(card.title.text(language))
    heading = f'<div class="heading"><h1 tabindex="-1">{title}</h1>{badge}<p>{escape(about)}</p></div>'
    return f'<div class="line">{heading}<div class="files">{buttons}</div></div>'


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
        errors=_problems(chosen.store, "error"),
        warnings=_problems(chosen.store, "warning"),
    )
    return f"<p>{escape(text)}</p>"


@kept
def _problems(store: Store, severity: str) -> int:
    return store.workspace.problems.filter(severity=severity).height


@kept
def read_at(_store: Store) -> datetime:
    """When the first page was made of a store: it is made right after it was read."""
    return datetime.now().astimezone()
