"""The frame around the pages: menu, filters, heading, footer, the address, and what is told while work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
from panel.util import edit_readonly

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.browser import Browser
from khcn_analytics.dashboards.choices import CHOICE_BY_NAME
from khcn_analytics.dashboards.filters import PAGE, Chosen, Filters
from khcn_analytics.dashboards.pages.frame import bar_html, footer_html, heading_html, navigation_html
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.choosing import ChoiceBar, ChoiceField
from khcn_analytics.dashboards.parts.downloading import Answer, File, answer, button_html, file_name
from khcn_analytics.dashboards.parts.part import Part, html
from khcn_analytics.vocabulary.labels import Language

_WHOLE = "page"
"""Names the whole page among its parts."""
_MOMENT = 1
"""Milliseconds in which the browser is told what has changed."""


class Shell:
    """One reader's dashboard: the pages, of which one is open.

    Args:
        filters: The choices of the session.
        pages: The pages by code.
        app: Which app it is.
        owns_window: Whether address and title of the window are its own; not in a notebook.
    """

    def __init__(self, filters: Filters, pages: Mapping[str, PageCard], app: App, *, owns_window: bool = True) -> None:
        self.filters, self.pages, self.app = filters, pages, app
        self.rows: Sequence[Row] = ()
        self._opened = ""
        self.browser = Browser(
            filters.adopt,
            self._answer,
            owns_window=owns_window,
            margin=0,
            sizing_mode="fixed",
            width=0,
            height=0,
        )
        self.bar = html(style.BAR, align="center")
        self.navigation = html(style.NAVIGATION)
        self.heading = html(style.HEADING, margin=(0, 4))
        self.choices = ChoiceBar(self._choose, sizing_mode="stretch_width", margin=0)
        self.body = pn.Column(sizing_mode="stretch_width", margin=0, stylesheets=[style.ROWS])
        self.footer = html(style.FOOTER, margin=(6, 4))
        self.page = self._page()
        filters.listen(self._changed)
        self._frame()

    def show(self) -> None:
        """Bring every part of the open page in line with the choices, and the browser after each."""
        self.browser.busy = texts.COMPUTING.text(self.filters.chosen.language)
        self._show_next([part for row in self.rows for part, _ in row], self.filters.chosen)

    def _show_next(self, parts: Sequence[Part[Any]], chosen: Chosen) -> None:
        # Meanwhile the reader may have chosen something else, which has begun anew.
        if chosen is not self.filters.chosen:
            return
        if not parts:
            self.browser.busy = ""
            return
        try:
            with pn.io.hold():
                parts[0].show()
        finally:
            # Whatever became of this one, the others wait.
            _soon(lambda: self._show_next(parts[1:], chosen))

    def _changed(self) -> None:
        """Say that something is done, then do it."""
        # Held together, what changes at once is one message to the browser, not thirty.
        with pn.io.hold():
            self._frame()
        _soon(self.show)

    def _frame(self) -> None:
        """Bring all that surrounds the parts in line with the choices."""
        chosen, language = self.filters.chosen, self.filters.chosen.language
        card = self.pages[chosen[PAGE]]
        if card.code != self._opened:
            self._open(card)
        self.page.param.update(sx=style.page(is_dark=chosen.is_dark), dark_theme=chosen.is_dark)
        self.page.title = texts.TITLE.text(language)
        self.bar.object = bar_html(chosen)
        self.navigation.object = navigation_html(chosen, self.pages.values())
        self.heading.object = heading_html(chosen, card, _buttons(card, language))
        self.footer.object = footer_html(chosen)
        self.choices.show([_field(name, chosen) for name in card.filters], texts.NOT_FOUND.text(language))
        title = f"{card.title.text(language)} · {texts.TITLE.text(language)}"
        self.browser.param.update(title=title, language=language, address=chosen.address())
        self.browser.making_file = texts.MAKING_FILE.text(language)

    def _open(self, card: PageCard) -> None:
        """Lay out another page; its parts say that they are to come."""
        self._opened = card.code
        self.rows = card.rows(self.app)
        for row in self.rows:
            for part, _ in row:
                part.begin(self.filters)
        self.body.objects = [cell for row in self.rows for cell in _cells(row)]
        self.browser.opened += 1

    def _choose(self, name: str, value: str) -> None:
        self.filters.change(**{name: value})

    def _answer(self, part: str, wanted: str) -> Answer:
        return answer(lambda: self.file(part, wanted), self.filters.chosen.language)

    def file(self, part: str, wanted: str) -> File | None:
        """The file that a button on the open page asks for, by the code of its part; ``None``: there is none."""
        if part == _WHOLE:
            return self._report(wanted) if wanted in _kinds(self.pages[self.filters.chosen[PAGE]]) else None
        return next((each.file(wanted) for row in self.rows for each, _ in row if each.code == part), None)

    def _report(self, kind: str) -> File:
        """The open page as a report."""
        # A page is opened far more often than it is downloaded.
        from khcn_analytics.dashboards.pages.page_report import page_report  # noqa: PLC0415

        chosen = self.filters.chosen
        card = self.pages[chosen[PAGE]]
        parts = [part for row in self.rows for part, _ in row]
        period = [chosen.told("period")] if "period" in card.filters else []
        name = file_name(card.title.text(chosen.language), *period)
        return File(f"{name}.{kind}", page_report(chosen, card, parts).to_bytes(f".{kind}"))

    def _page(self) -> Any:
        language = self.filters.chosen.language
        page = pmui.Page(
            title=texts.TITLE.text(language),
            template=_template(language),
            theme_config=style.THEME,
            theme_toggle=False,
            busy_indicator=None,
            sidebar=[],
            header=[self.bar],
            stylesheets=[style.PRINT],
            main=[
                self.navigation,
                pn.Column(
                    self.heading,
                    self.choices,
                    self.body,
                    self.footer,
                    self.browser,
                    sizing_mode="stretch_width",
                    margin=0,
                    styles=style.CONTENT,
                ),
            ],
        )
        _turn_no_wheel(page)
        return page


def _kinds(card: PageCard) -> Sequence[str]:
    """What a page can be downloaded as; where there is nothing yet there is nothing to download."""
    return () if card.is_for_beginning else ("html", "docx")


def _buttons(card: PageCard, language: Language) -> str:
    label = texts.DOWNLOAD.text(language)
    return "".join(button_html(_WHOLE, kind, label.format(kind=kind)) for kind in _kinds(card))


def _cells(row: Row) -> Iterator[Any]:
    """What stands beside one another, laid out by the names of its classes."""
    for place, (part, share) in enumerate(row):
        part.view.css_classes = ["cell", f"of-{share}", *(["first"] if place == 0 else [])]
        yield part.view


def _field(name: str, chosen: Chosen) -> ChoiceField:
    choice = CHOICE_BY_NAME[name]
    return ChoiceField(
        name,
        choice.label.text(chosen.language),
        chosen.options(name),
        chosen[name],
        is_long=choice.is_long,
        columns=choice.columns,
    )


def _turn_no_wheel(page: Any) -> None:
    """Keep Panel's page from hearing of every piece of work in the process, which it has no wheel to show for.

    It would walk through all it holds each time, as would the pages of all other readers, and it would be kept
    for ever.
    """
    with edit_readonly(page):
        page.busy = False
    for watcher in list(pn.state.param.watchers.get("busy", {}).get("value", [])):
        listener = getattr(watcher.fn, "__self__", None)
        if getattr(listener, "self", None) is page:
            pn.state.param.unwatch(watcher)


def _soon(work: Callable[[], None]) -> None:
    """Do something once the browser was told what has changed so far."""
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        work()
    else:
        # Not at the very next turn: that comes before what has changed is written.
        document.add_timeout_callback(work, _MOMENT)


def _template(language: str) -> str:
    """Panel's page, telling screen readers and browsers the language."""
    base = (Path(pmui.__file__).parent / "_templates" / "base.html").read_text("utf-8")
    return base.replace('<html lang="en"', f'<html lang="{language}"')
