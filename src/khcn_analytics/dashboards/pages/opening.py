"""The dashboard of one session, made when its page is opened and let go when it ends."""

from __future__ import annotations

import logging
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.filters import PAGE, Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.registry import App, pages_of
from khcn_analytics.dashboards.pages.shell import Shell
from khcn_analytics.dashboards.store import Store
from khcn_analytics.vocabulary.labels import Language

_LOG = logging.getLogger(__name__)


def dashboard_page(store: Store, language: Language = "vi", *, app: App = "leaders") -> Any:
    """The dashboard for one session, with its choices in the address; on failure a page that says so.

    Args:
        store: The figures, shared by all sessions.
        language: Language unless the reader chooses another.
        app: Which app it is for.
    """
    pn.extension("vega", raw_css=[style.PRINT])
    try:
        pages = pages_of(PAGES, app, store.workspace.datasets)
        query = pn.state.location.query_params if pn.state.location else None
        shell = Shell(Filters(Chosen.of(store, query, pages=list(pages), first_language=language)), pages, app)
    # Whatever it is: without this page an endless spinner would be the reader's only sign.
    except Exception:  # noqa: BLE001
        _LOG.exception("the dashboard could not be built")
        return _failure_page(language)
    # The frame is seen at once, the figures when they are there.
    pn.state.onload(shell.show)
    _release_at_end()
    return shell.page


def prepare(store: Store, language: Language = "vi") -> None:
    """Compute what the leaders' page that opens first shows, so that its first reader need not wait for it.

    Args:
        store: The figures, shared by all sessions.
        language: Language unless the reader chooses another.
    """
    pages = pages_of(PAGES, "leaders", store.workspace.datasets)
    filters = Filters(Chosen.of(store, pages=list(pages), first_language=language))
    for row in pages[filters.chosen[PAGE]].rows("leaders"):
        for part, _ in row:
            part.begin(filters)
            part.show()


def _failure_page(language: Language) -> Any:
    title, help_text = texts.FAILED.text(language), texts.FAILED_HELP.text(language)
    return pmui.Page(title=title, main=[pn.pane.HTML(f"<h1>{escape(title)}</h1><p>{escape(help_text)}</p>")])


def _release_at_end() -> None:
    """Let what Panel keeps of a session go when the session ends."""

    def release(context: Any) -> None:
        document = getattr(context, "_document", None)
        for key, view in list(pn.state._views.items()):  # noqa: SLF001
            if view[2] is document:
                del pn.state._views[key]  # noqa: SLF001

    pn.state.on_session_destroyed(release)
