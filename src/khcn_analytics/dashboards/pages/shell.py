"""The frame around the pages: menu, filters, heading, footer, the address, and what is told while work is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
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
from khcn_analytics.dashboards.parts.choosing import ChoiceField
from khcn_analytics.dashboards.parts.downloading import download_button, file_name
from khcn_analytics.dashboards.parts.part import Part, html

_MOST_IN_A_LINE = 5
_KINDS = ("html", "docx")
"""What a page can be downloaded as."""


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
        self.fields: dict[str, ChoiceField] = {}
        self._opened = ""
        self.browser = Browser(filters.adopt, owns_window=owns_window, margin=0, sizing_mode="fixed", width=0, height=0)
        self.language = pmui.RadioButtonGroup(
            options={"VI": "vi", "EN": "en"}, value=filters.chosen.language, size="small", width=84, sx=style.ON_BAR
        )
        self.look = pmui.Button(variant="text", size="small", sx=style.BUTTON_ON_BAR)
        self.bar = html(style.BAR, align="center")
        self.navigation = html(style.NAVIGATION)
        self.heading = html(style.HEADING, margin=(0, 4), min_width=290)
        self.downloads = {kind: download_button(kind, self._name, partial(self._file, kind)) for kind in _KINDS}
        self.choices = pmui.Column(sizing_mode="stretch_width", margin=0)
        self.body = pmui.Column(sizing_mode="stretch_width", margin=0)
        self.footer = html(style.FOOTER, margin=(6, 4))
        self.page = self._page()
        self.language.param.watch(lambda event: filters.change(language=event.new), "value")
        self.look.on_click(lambda _: filters.change(look="light" if filters.chosen.is_dark else "dark"))
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
        self.language.param.update(value=language)
        self.look.param.update(
            label=(texts.TO_LIGHT if chosen.is_dark else texts.TO_DARK).text(language),
            icon="light_mode" if chosen.is_dark else "dark_mode",
        )
        self.bar.object = bar_html(chosen)
        self.navigation.object = navigation_html(chosen, self.pages.values())
        self.heading.object = heading_html(chosen, card)
        for kind, button in self.downloads.items():
            # Where there is nothing yet there is nothing to download.
            button.param.update(
                label=texts.DOWNLOAD.text(language).format(kind=kind), visible=not card.is_for_beginning
            )
        self.footer.object = footer_html(chosen)
        for name in card.filters:
            self.fields[name].param.update(
                label=CHOICE_BY_NAME[name].label.text(language),
                options=list(chosen.options(name).items()),
                value=chosen[name],
                nothing=texts.NOT_FOUND.text(language),
            )
        title = f"{card.title.text(language)} · {texts.TITLE.text(language)}"
        self.browser.param.update(title=title, language=language, address=chosen.address())

    def _open(self, card: PageCard) -> None:
        """Lay out another page; its parts say that they are to come."""
        self._opened = card.code
        # NOTE: made anew, since Panel loses fields that move from one place to another.
        self.fields = {name: self._field(name) for name in card.filters}
        # NOTE: a grid of its own, since a grid does not show what is added to it later.
        cells = [pmui.Grid(field, size=_columns(name, card)) for name, field in self.fields.items()]
        grid = {"container": True, "spacing": 1, "margin": (6, 0), "sizing_mode": "stretch_width", "sx": style.CHOICES}
        self.choices.objects = [pmui.Grid(*cells, **grid)]
        self.rows = card.rows(self.app)
        for row in self.rows:
            for part, _ in row:
                part.begin(self.filters)
        self.body.objects = [_row(each) for each in self.rows]
        self.browser.opened += 1

    def _field(self, name: str) -> ChoiceField:
        def chosen(value: str) -> None:
            self.filters.change(**{name: value})

        return ChoiceField(chosen, is_long=CHOICE_BY_NAME[name].is_long, sizing_mode="stretch_width", margin=(4, 4))

    def _name(self) -> str:
        chosen, card = self.filters.chosen, self.pages[self.filters.chosen[PAGE]]
        period = [chosen.told("period")] if "period" in card.filters else []
        return file_name(card.title.text(chosen.language), *period)

    def _file(self, kind: str) -> bytes:
        """The open page as a report."""
        # A page is opened far more often than it is downloaded.
        from khcn_analytics.dashboards.pages.page_report import page_report  # noqa: PLC0415

        chosen = self.filters.chosen
        parts = [part for row in self.rows for part, _ in row]
        return page_report(chosen, self.pages[chosen[PAGE]], parts).to_bytes(f".{kind}")

    def _page(self) -> Any:
        language = self.filters.chosen.language
        page = pmui.Page(
            title=texts.TITLE.text(language),
            template=_template(language),
            theme_config=style.THEME,
            theme_toggle=False,
            busy_indicator=None,
            sidebar=[],
            header=[self.bar, self.look, self.language],
            stylesheets=[style.PRINT],
            main=[
                self.navigation,
                pmui.Column(
                    pmui.Row(self.heading, *self.downloads.values(), sizing_mode="stretch_width", sx=style.HEAD_LINE),
                    self.choices,
                    self.body,
                    self.footer,
                    self.browser,
                    sizing_mode="stretch_width",
                    sx=style.CONTENT,
                ),
            ],
        )
        # The page shows no wheel, but would walk through all it holds at each turn of one.
        with edit_readonly(page):
            page.busy = False
        return page


def _row(row: Row) -> Any:
    as_high = {"styles": {"height": "100%"}, "stylesheets": [style.AS_HIGH]}
    cells = [pmui.Grid(part.view, size={"xs": 12, "lg": share}, **as_high) for part, share in row]
    return pmui.Grid(*cells, container=True, spacing=2, margin=(8, 4), sizing_mode="stretch_width")


def _columns(name: str, card: PageCard) -> dict[str, int | str]:
    """The room of a choice; a few share the whole line."""
    alone = {"lg": "grow"} if len(card.filters) <= _MOST_IN_A_LINE else {}
    return {**CHOICE_BY_NAME[name].columns, **alone}


def _soon(work: Callable[[], None]) -> None:
    """Do something once the browser was told what has changed so far."""
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        work()
    else:
        document.add_next_tick_callback(work)


def _template(language: str) -> str:
    """Panel's page, telling screen readers and browsers the language."""
    base = (Path(pmui.__file__).parent / "_templates" / "base.html").read_text("utf-8")
    return base.replace('<html lang="en"', f'<html lang="{language}"')
