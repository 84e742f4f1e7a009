"""The one gate every request passes, before Panel or Bokeh see it.

What is not known to be needed is refused: Panel's own routes would import modules, tell of
sessions and open documents for whoever asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import RequestHandler

from khcn_analytics.dashboards.serving.headers import plain_page_headers
from khcn_analytics.dashboards.serving.health import PATH as HEALTH
from khcn_analytics.dashboards.serving.health import is_forwarded
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.vocabulary.labels import Label

LOGIN, LOGOUT = "/login", "/logout"
PAGE, SOCKET = ("", "/"), "/ws"
# Files of the libraries, the same for everybody.
_OPEN = re.compile(r"/static/.+|/favicon\.ico")
_SESSION_ARGUMENTS = frozenset({"bokeh-session-id", "bokeh-token", "bokeh-autoload-element"})
_SESSION_HEADER = "Bokeh-Session-Id"

_WRONG_HOST = Label(
    "Máy chủ không phục vụ theo địa chỉ này. Người quản trị có thể thêm địa chỉ bằng --allow-origin.",
    "The server does not go by this address. Its administrator can add the address with --allow-origin.",
)
_FORWARDED = Label(
    "Máy chủ này chỉ dành cho người ngồi tại máy. Muốn phục vụ qua máy chủ trung gian (nginx…), người quản trị "
    "cần khởi động lại với --allow-origin và --users.",
    "This server is for whoever sits at the machine. To serve through a reverse proxy, its administrator must start "
    "it again with --allow-origin and --users.",
)
_NOT_THERE = Label("Không có trang này.", "There is no such page.")
_NO_SESSION = Label("Không mở được phiên làm việc của người khác.", "Someone else's session can't be opened.")
_METHOD = Label("Máy chủ không nhận yêu cầu này.", "The server does not take such a request.")
_ORIGIN = Label("Yêu cầu đến từ một trang web khác nên bị từ chối.", "Refused: the request comes from another site.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered instead of the page.

    Attributes:
        status: Status of HTTP.
        text: What the reader is told.
        location: Where the browser goes instead.
        cookie: Name and value of a cookie to set.
    """

    status: int
    text: Label = _NOT_THERE
    location: str | None = None
    cookie: tuple[str, str] | None = None


class Door(Protocol):
    """Who may come in."""

    @property
    def routes(self) -> frozenset[str]:
        """Routes anybody may ask for in order to come in; they take forms too."""

    def answer(self, request: HTTPServerRequest, route: str) -> Answer | None:
        """What to answer instead; ``None`` lets the request in."""


class OpenDoor:
    """Whoever sits at this machine."""

    routes: frozenset[str] = frozenset()

    def answer(self, request: HTTPServerRequest, route: str) -> Answer | None:  # noqa: ARG002 - any request
        """Everybody may come in."""
        return None


class Gate(Matcher):
    """Matches the requests that are not let in.

    Args:
        where: Where the server listens, and by which addresses browsers may come.
        door: Who may come in.
    """

    def __init__(self, where: Listening, door: Door) -> None:
        self._where, self._door = where, door

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Called by Tornado: what :class:`AnswerHandler` is made with, or ``None`` to go on."""
        answer = self.answer(request)
        return None if answer is None else {"target_kwargs": {"answer": answer, "where": self._where}}

    def answer(self, request: HTTPServerRequest) -> Answer | None:
        """What to answer instead of what is asked for; ``None`` lets the request in."""
        return (
            self._unknown_way(request)
            or self._unknown_request(request)
            or self._other_site(request)
            or self._door_(request)
        )

    def _unknown_way(self, request: HTTPServerRequest) -> Answer | None:
        if request.host.lower() not in self._where.hosts:
            return Answer(421, _WRONG_HOST)
        if is_forwarded(request) and not self._where.allowed:
            return Answer(403, _FORWARDED)
        return None

    def _unknown_request(self, request: HTTPServerRequest) -> Answer | None:
        route = self._route(request)
        if not (route in {*PAGE, SOCKET, HEALTH, *self._door.routes} or _OPEN.fullmatch(route)):
            return Answer(404)
        if _SESSION_HEADER in request.headers or _SESSION_ARGUMENTS & request.arguments.keys():
            return Answer(400, _NO_SESSION)
        if request.method not in {"GET", "HEAD"} and not (request.method == "POST" and route in self._door.routes):
            return Answer(405, _METHOD)
        return None

    def _other_site(self, request: HTTPServerRequest) -> Answer | None:
        """Another site may link to the page, but neither open its socket nor send its forms."""
        asks_more = request.method == "POST" or self._route(request) == SOCKET
        return Answer(403, _ORIGIN) if asks_more and request.headers.get("Origin") not in self._where.origins else None

    def _door_(self, request: HTTPServerRequest) -> Answer | None:
        route = self._route(request)
        if route in {HEALTH, *self._door.routes} or _OPEN.fullmatch(route):
            return None
        return self._door.answer(request, route)

    def _route(self, request: HTTPServerRequest) -> str:
        """The path after the prefix; the icon is asked for at the very top."""
        path, prefix = request.path, self._where.prefix
        if path == "/favicon.ico" or not prefix:
            return path
        return path.removeprefix(prefix) if path == prefix or path.startswith(f"{prefix}/") else "?"


class AnswerHandler(RequestHandler):
    """Tells why a request was not let in, or where to go instead."""

    def initialize(self, answer: Answer, where: Listening) -> None:
        """Called by Tornado."""
        self._answer, self._where = answer, where

    def prepare(self) -> None:
        """Called by Tornado, whatever the method."""
        answer = self._answer
        self.set_status(answer.status)
        self.set_header("Cache-Control", "no-store")
        if answer.cookie:
            set_login_cookie(self, *answer.cookie, self._where)
        if answer.location is not None:
            self.set_header("Location", answer.location)
            self.finish()
            return
        for name, value in plain_page_headers().items():
            self.set_header(name, value)
        self.finish(
            '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>KH&amp;CN</title>'
            '<meta name="viewport" content="width=device-width">'
            '<body style="font:17px/1.5 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em;color:#1d2b36">'
            f'<p>{escape(answer.text.vi)}</p><p lang="en" style="color:#5b6b77">{escape(answer.text.en)}</p>'
        )


def set_login_cookie(
    handler: RequestHandler, name: str, value: str, where: Listening, *, lasts: int | None = None
) -> None:
    """A cookie that scripts can't read and other sites can't send.

    Args:
        handler: Who answers.
        name: Name of the cookie.
        value: What it holds.
        where: Where the server listens.
        lasts: Seconds after which the browser forgets it; ``None``: when it is closed.
    """
    path, is_encrypted = where.prefix or "/", where.is_encrypted
    handler.set_cookie(name, value, path=path, max_age=lasts, httponly=True, samesite="Lax", secure=is_encrypted)


def cookie_name(kind: str, where: Listening) -> str:
    """Cookies of one machine are shared by its ports, so the name tells them apart."""
    return f"khcn-{kind}-{where.port}"


def cookie_value(request: HTTPServerRequest, name: str) -> str | None:
    """A cookie of a request."""
    morsel = request.cookies.get(name)
    return morsel.value if morsel else None
