"""The pages of the dashboard, and the frame around them."""

from __future__ import annotations

from khcn_analytics.dashboards.pages.opening import dashboard_page, prepare

__all__ = ["dashboard_page", "prepare"]
