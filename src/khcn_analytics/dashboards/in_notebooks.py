"""The pages in a notebook, over a workspace that was opened there."""

from __future__ import annotations

import warnings
from typing import Any

import panel as pn
import panel_material_ui as pmui

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.registry import pages_of
from khcn_analytics.dashboards.pages.shell import Shell
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Language


def overview(workspace: Workspace, *, language: Language = "vi") -> Any:
    """The dashboard's overview, to be shown in JupyterLab; its links open the other pages in the same place.

    It holds the figures that ``khcn studio`` shows, records and all, as the workspace itself does: a notebook that is
    saved with it is not for everybody.

    Args:
        workspace: The data, of one department.
        language: Language of the page.

    Returns:
        A Panel view: the last line of a cell shows it.

    Raises:
        WrongUseError: If the workspace holds several departments, or covers no whole period.

    Examples:
        >>> import khcn_analytics as kh
        >>> page = kh.dashboards.overview(kh.example_workspace())
        >>> hasattr(page, "servable")
        True
    """
    store = Store(workspace)
    with warnings.catch_warnings():
        # Panel warns that a plain Python session is no notebook.
        warnings.simplefilter("ignore")
        # NOTE: again, though ``use_in_notebook`` did so: what draws the fields is known once they are imported.
        pn.extension("vega", inline=True)
    pages = pages_of(PAGES, "studio", workspace.datasets)
    filters = Filters(Chosen.of(store, pages=list(pages), first_language=language))
    shell = Shell(filters, pages, "studio", owns_window=False)
    shell.show()
    return pmui.Column(*shell.page.main, sx=style.page(is_dark=False), sizing_mode="stretch_width")
