"""The way into the leaders' dashboard from other machines: whoever is logged in, by name and password."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from khcn_analytics.dashboards.serving.gate import (
    LOGIN,
    LOGOUT,
    PAGE,
    Answer,
    cookie_name,
    cookie_value,
    set_login_cookie,
)
from khcn_analytics.dashboards.serving.headers import plain_page_headers
from khcn_analytics.dashboards.serving.health import client_address
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.login_page import LOGIN_FIRST, WRONG, LoginPage, too_often
from khcn_analytics.dashboards.serving.logins import Logins
from khcn_analytics.dashboards.serving.throttling import Throttle
from khcn_analytics.dashboards.serving.users import Users, user_key
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

_LOG = logging.getLogger(__name__)
_LONGEST_NAME = 64


class LoginDoor:
    """Whoever is logged in.

    Args:
        where: Where the server listens.
        logins: Who is logged in.
        page: The page to log in.
        throttle: How often a wrong password may be tried.
        users: Who has a password; ``None``: nobody, there is another way to log in.
    """

    routes = frozenset({LOGIN, LOGOUT})

    def __init__(
        self, where: Listening, logins: Logins, page: LoginPage, throttle: Throttle, *, users: Users | None
    ) -> None:
        self.where, self.logins, self.page, self.throttle, self.users = where, logins, page, throttle, users
        self.cookie = cookie_name("login", where)
        # One at a time: a flood of passwords must not take all memory and processors.
        self.checker = ThreadPoolExecutor(1, "khcn-password")

    @property
    def handlers(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Routes and who answers them."""
        return [(LOGIN, LoginHandler, {"door": self}), (LOGOUT, LogoutHandler, {"door": self})]

    def answer(self, request: HTTPServerRequest, route: str) -> Answer | None:
        """Let in who is logged in; show the page to log in to the others."""
        if self.logins.user(cookie_value(request, self.cookie)):
            return None
        if route in PAGE:
            query = f"?{urlencode({'next': request.query})}" if request.query else ""
            return Answer(303, location=f"{self.where.prefix}{LOGIN}{query}")
        return Answer(403, LOGIN_FIRST)


class DoorHandler(RequestHandler):
    """A page of the door."""

    def initialize(self, door: LoginDoor) -> None:
        """Called by Tornado."""
        self.door = door

    def set_default_headers(self) -> None:
        """Called by Tornado."""
        self.set_header("Cache-Control", "no-store")
        for name, value in plain_page_headers().items():
            self.set_header(name, value)

    def chosen_language(self) -> Language:
        """The language that was asked for, or that of the server."""
        wanted = self.get_argument("language", "")
        return next((each for each in LANGUAGES if each == wanted), self.door.page.language)

    def following(self) -> str:
        """The choices of the page that was asked for; never an address, which could lead elsewhere."""
        choices = parse_qsl(self.get_argument("next", "").removeprefix("?"))
        return f"?{urlencode(choices)}" if choices else ""

    def show(self, error: Label | None = None, *, name: str | None = None) -> None:
        """The page to log in, and why it was not done."""
        page = self.door.page.html(self.chosen_language(), name=name, error=error, following=self.following())
        self.finish(page)

    def let_in(self, name: str, still: Callable[[], bool], following: str) -> None:
        """Log in, and go on to the page that was asked for."""
        set_login_cookie(self, self.door.cookie, self.door.logins.begin(name, still), self.door.where)
        self.redirect(f"{self.door.where.prefix}/{following}", status=303)


class LoginHandler(DoorHandler):
    """The page to log in, and what it sends."""

    def get(self) -> None:
        """Show the page."""
        self.show()

    async def post(self) -> None:
        """Check name and password."""
        users = self.door.users
        if users is None:
            self.set_status(405)
            self.show()
            return
        name = self.get_body_argument("name", "", strip=True)[:_LONGEST_NAME]
        password = self.get_body_argument("password", "", strip=False)
        key, address = user_key(name), client_address(self.request)
        if wait := self.door.throttle.wait(key, address):
            self._refuse_for_a_while(name, wait)
            return
        # Counted before it is known, so that tries sent at once count too.
        self.door.throttle.wrong(key, address)
        if await asyncio.get_running_loop().run_in_executor(self.door.checker, users.admits, key, password):
            self.door.throttle.right(key, address)
            _LOG.info("%s logged in from %s", key, address)
            self.let_in(key, users.still(key), self.following())
            return
        _LOG.warning("wrong name or password from %s", address)
        if wait := self.door.throttle.wait(key, address):
            self._refuse_for_a_while(name, wait)
        else:
            self.set_status(403)
            self.show(WRONG, name=name)

    def _refuse_for_a_while(self, name: str, wait: float) -> None:
        self.set_status(429)
        self.set_header("Retry-After", str(ceil(wait)))
        self.show(too_often(wait), name=name)


class LogoutHandler(DoorHandler):
    """Log out, once asked for by a form: a picture or a link of another site can't."""

    def get(self) -> None:
        """Ask."""
        user = self.door.logins.user(cookie_value(self.request, self.door.cookie))
        if user is None:
            self.redirect(f"{self.door.where.prefix}{LOGIN}", status=303)
            return
        self.finish(self.door.page.logout_html(self.chosen_language(), user))

    def post(self) -> None:
        """Do it."""
        self.door.logins.end(cookie_value(self.request, self.door.cookie))
        self.clear_cookie(self.door.cookie, path=self.door.where.prefix or "/")
        self.redirect(f"{self.door.where.prefix}{LOGIN}", status=303)
