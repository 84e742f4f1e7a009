"""A server of Panel made safe to leave running: behind the gate, with limits, ended in order."""

from __future__ import annotations

import secrets
import signal
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import panel as pn
from bokeh.settings import settings
from panel.io.server import get_server
from tornado.ioloop import PeriodicCallback
from tornado.routing import Rule
from tornado.web import Application, RequestHandler

from khcn_analytics.dashboards.serving.gate import AnswerHandler, Door, Gate
from khcn_analytics.dashboards.serving.headers import EncryptedOnlyHeaders, SecurityHeaders
from khcn_analytics.dashboards.serving.health import PATH as HEALTH
from khcn_analytics.dashboards.serving.health import HealthHandler
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.serving.prompt_socket import hold_nothing_back
from khcn_analytics.dashboards.serving.unsent import leave_nothing_unsent
from khcn_analytics.vocabulary.labels import Language

Handlers = Sequence[tuple[str, type[RequestHandler], Mapping[str, Any]]]

# A session without a browser is let go after this long: a slow machine must get as far as its socket.
_UNUSED_MS = 60_000
_LOOK_MS = 2_000
_GOING_AWAY = 1001
_FAREWELL_SECONDS = 0.2
_HTTP_LIMITS = {
    "max_body_size": 2**16,
    "max_header_size": 2**15,
    "idle_connection_timeout": 120,
    "body_timeout": 15,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is served, where, and to whom.

    Attributes:
        title: Title of the page while it loads.
        language: Language unless another is chosen.
        page: Makes the page of a session.
        live: The figures.
        where: Where the server listens.
        door: Who may come in.
        handlers: Further routes and who answers them.
        largest_message: Bytes a browser may send at once; a packed message may unpack to a thousand times that.
    """

    title: str
    language: Language
    page: Callable[[], Any]
    live: LiveStore
    where: Listening
    door: Door
    handlers: Handlers = ()
    largest_message: int = 2**16


def make_server(serving: Serving) -> Any:
    """A server that is bound to its port; it serves once its loop runs."""
    began = monotonic()
    where, live = serving.where, serving.live
    # In an office without internet a missing extension must fail at once, not wait for a download.
    pn.config.param.update(**({"lazy_resources": False} if "lazy_resources" in pn.config.param else {}))
    # A session whose page was dropped before its browser came is made anew over the socket, which asks for this.
    settings.resources = "server"
    leave_nothing_unsent()
    server: Any = None

    def health() -> Mapping[str, Any]:
        return {
            "state": "stale" if live.failure else "ok",
            "version": live.current.workspace.version,
            "import_version": live.current.workspace.import_version,
            "loaded_at": live.since.isoformat(timespec="seconds"),
            "uptime_seconds": round(monotonic() - began),
            "sessions": sum(len(server.get_sessions(each)) for each in server._tornado.app_paths),  # noqa: SLF001
            "failure": live.failure.en if live.failure else None,
        }

    server = get_server(
        {"/": lambda: serving.page()},  # noqa: PLW0108 - Panel shows any other callable as a text
        port=where.port,
        address=where.address,
        prefix=where.prefix,
        websocket_origin=list(where.hosts),
        title=serving.title,
        # A session belongs to whom the server gave it; what the page tells of it holds no cookie.
        sign_sessions=True,
        secret_key=secrets.token_bytes(32),
        include_headers=[],
        include_cookies=[],
        check_unused_sessions_milliseconds=_UNUSED_MS // 4,
        unused_session_lifetime_milliseconds=_UNUSED_MS,
        websocket_max_message_size=serving.largest_message,
        http_server_kwargs=_HTTP_LIMITS,
        extra_patterns=[(HEALTH, HealthHandler, {"health": health}), *serving.handlers],
    )
    gate = Gate(where, serving.door)
    application: Application = server._tornado  # noqa: SLF001 - Panel gives no other way to it
    hold_nothing_back(application)
    application.add_handlers(".*", [Rule(gate, AnswerHandler)])
    # What is asked of the gate must be asked first, the routes of Panel afterwards.
    rules = application.default_router.rules
    rules.insert(0, rules.pop(-2))
    application.add_transform(EncryptedOnlyHeaders if where.is_encrypted else SecurityHeaders)
    server.looking = _look_regularly(server, live, gate)
    return server


def run(server: Any, *, on_ready: Callable[[], None], open_url: str | None) -> None:
    """Serve until the process is told to end (Ctrl-C, SIGTERM), then say goodbye to the browsers.

    Args:
        server: A server made by :func:`make_server`, in this thread.
        on_ready: Called once it serves.
        open_url: The address to open in a browser.
    """
    loop = server.io_loop.asyncio_loop
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: loop.call_soon_threadsafe(end, server))
    server.start()
    server.io_loop.add_callback(on_ready)
    if open_url:
        # Some browsers keep who opens them waiting until they are closed.
        threading.Thread(target=webbrowser.open, args=(open_url,), daemon=True).start()
    server.io_loop.start()


def end(server: Any) -> None:
    """End a server from within its loop: no new session, a closing message to every browser, then the loop."""
    server.looking.stop()
    for each in _sockets(server):
        each.close(_GOING_AWAY)
    server.stop(wait=False)
    server.io_loop.call_later(_FAREWELL_SECONDS, server.io_loop.stop)


def _look_regularly(server: Any, live: LiveStore, gate: Gate) -> PeriodicCallback:
    """Every other second: is there a new version, and who is no longer to be here?"""

    async def look() -> None:
        for each in _sockets(server):
            if gate.answer(each.request) is not None:
                each.close()
        await live.refresh()

    looking = PeriodicCallback(look, _LOOK_MS)
    server.io_loop.add_callback(looking.start)
    return looking


def _sockets(server: Any) -> list[Any]:
    """The open sockets of browsers."""
    return [each._socket for each in server._tornado._clients]  # noqa: SLF001 - Bokeh tells of them nowhere else
