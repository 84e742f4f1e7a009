"""The leaders' dashboard as a server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address
from typing import Any

import panel as pn

from khcn_analytics.dashboards.pages import overview_page
from khcn_analytics.dashboards.store import Store
from khcn_analytics.dashboards.texts import TITLE
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import Workspace

# A session without a browser is let go after this long, and looked for as often.
_UNUSED_MS = 15_000


def serve(
    workspace: Workspace,
    *,
    port: int = 5006,
    address: str = "127.0.0.1",
    open_browser: bool = True,
    wait: bool = True,
    on_ready: Callable[[], None] = lambda: None,
) -> Any:
    """Serve the overview of a workspace until interrupted.

    Columns that identify people are dropped before anything is served.

    Args:
        workspace: The data.
        port: Port to listen on.
        address: Address to listen on; this machine only.
        open_browser: Whether to open a browser.
        wait: Whether to block; ``False`` serves in the background and returns the server.
        on_ready: Called once nothing stands in the way of serving, just before it begins.

    Raises:
        WrongUseError: If the address is not this machine's own (there is no login yet), or the
            port is taken.
    """
    if address != "localhost" and not _is_loopback(address):
        raise WrongUseError(
            f"Chỉ phục vụ trên máy này (127.0.0.1); địa chỉ “{address}” cần đăng nhập, hiện chưa có.",
            f"Serves on this machine only (127.0.0.1); “{address}” would need login, which is not there yet.",
        )
    _refuse_taken_port(address, port)
    store = Store(workspace.without_personal_data())
    # In an office without internet a missing extension must fail at once, not wait for a download.
    pn.config.param.update(**({"lazy_resources": False} if "lazy_resources" in pn.config.param else {}))
    on_ready()
    return pn.serve(
        {"/": lambda: overview_page(store)},
        port=port,
        address=address,
        websocket_origin=[f"{host}:{port}" for host in (address, "127.0.0.1", "localhost")],
        title=TITLE.vi,
        show=open_browser,
        threaded=not wait,
        verbose=False,
        check_unused_sessions_milliseconds=_UNUSED_MS,
        unused_session_lifetime_milliseconds=_UNUSED_MS,
    )


def _refuse_taken_port(address: str, port: int) -> None:
    # NOTE: asked before Panel tries, because a server that fails to start leaves half of itself open.
    try:
        with socket.create_server((address, port), reuse_port=False):
            return
    except OSError as error:
        raise WrongUseError(
            f"Không mở được cổng {port}: {error.strerror}. Hãy chọn cổng khác bằng --port.",
            f"Port {port} can't be opened: {error.strerror}. Choose another with --port.",
        ) from error


def _is_loopback(address: str) -> bool:
    try:
        return IPv4Address(address).is_loopback
    except ValueError:
        return False
