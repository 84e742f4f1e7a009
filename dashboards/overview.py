"""The dashboard for ``panel serve dashboards/overview.py``; KHCN_WORKSPACE names another workspace."""

import os

import panel as pn

from khcn_analytics import example_workspace, open_workspace
from khcn_analytics.dashboards.pages import dashboard_page
from khcn_analytics.dashboards.store import Store

folder = os.environ.get("KHCN_WORKSPACE")
# Made once per process: every session picks from the same figures.
store = pn.state.as_cached(
    "store", lambda: Store((open_workspace(folder) if folder else example_workspace()).without_personal_data())
)
dashboard_page(store).servable()
