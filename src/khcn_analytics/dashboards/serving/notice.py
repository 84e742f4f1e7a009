"""What a page adds for being served: a notice that there are newer figures, and the way out."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn

from khcn_analytics.charts.theme import BRAND, FONT
from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.vocabulary.labels import Label, Language

_NEWER = Label(
    "Đã có số liệu mới. Trang này vẫn hiển thị số liệu cũ cho đến khi tải lại.",
    "There are newer figures. This page shows the earlier ones until it is loaded again.",
)
_RELOAD = Label("Tải lại trang", "Reload")
_LOG_OUT = Label("Đăng xuất", "Log out")
_NOTICE = f"""
:host {{ position: sticky; top: 0; z-index: 1200; width: 100%; }}
.newer {{ font: 15px/1.5 {FONT}; background: #fff3d6; color: #5b3f00; border-bottom: 1px solid #e9cf8d; padding: 10px 20px;
       display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; justify-content: center; }}
.newer a {{ background: {BRAND}; color: #fff; text-decoration: none; font-weight: 600; border-radius: 8px; padding: 5px 14px; }}
"""
_LINK = f"a {{ font: 14px/1.5 {FONT}; color: #fff; white-space: nowrap; }}"


def add_notice(page: Any, live: LiveStore, language: Language) -> None:
    """Tell the reader of the page once there are newer figures than it shows.

    Args:
        page: A page of panel-material-ui made of ``live.current``.
        live: The figures.
        language: ``vi`` or ``en``.
    """
    told, reload = escape(_NEWER.text(language)), escape(_RELOAD.text(language))
    # An empty address is the page's own, choices and all.
    html = f'<div class="newer" role="status"><span>{told}</span><a href="">{reload}</a></div>'
    notice = pn.pane.HTML(html, stylesheets=[_NOTICE], visible=False, margin=0, sizing_mode="stretch_width")
    page.main = [notice, *page.main]
    document = pn.state.curdoc

    def show() -> None:
        document.add_next_tick_callback(lambda: notice.param.update(visible=True))

    live.listeners.add(show)
    pn.state.on_session_destroyed(lambda _: live.listeners.discard(show))


def add_way_out(page: Any, path: str, language: Language) -> None:
    """Put a link to log out on the page's bar."""
    html = f'<a href="{escape(path)}">{escape(_LOG_OUT.text(language))}</a>'
    link = pn.pane.HTML(html, stylesheets=[_LINK], align="center")
    page.header = [*page.header, link]
