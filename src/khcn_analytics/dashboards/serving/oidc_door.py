"""The way in by the accounts of an office: to their provider and back (OpenID Connect, code with PKCE)."""

from __future__ import annotations

import logging
import secrets
from math import ceil
from types import TracebackType
from typing import Any
from urllib.parse import urlencode, urlsplit

from tornado.web import HTTPError, RequestHandler

from khcn_analytics.dashboards.serving.gate import cookie_name, cookie_value, set_login_cookie
from khcn_analytics.dashboards.serving.health import client_address
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.login_door import DoorHandler, LoginDoor
from khcn_analytics.dashboards.serving.login_page import LoginPage
from khcn_analytics.dashboards.serving.logins import Logins
from khcn_analytics.dashboards.serving.oidc_accounts import Accounts
from khcn_analytics.dashboards.serving.oidc_allowed import Claims, account_name
from khcn_analytics.dashboards.serving.oidc_pending import LASTS, Pending, PendingLogins
from khcn_analytics.dashboards.serving.oidc_refusals import (
    DENIED,
    STALE,
    UNREACHABLE,
    UNTRUSTED,
    RefusedError,
    failed_too_often,
    untrusted,
)
from khcn_analytics.dashboards.serving.oidc_settings import CALLBACK
from khcn_analytics.dashboards.serving.throttling import Throttle
from khcn_analytics.dashboards.serving.users import Users
from khcn_analytics.vocabulary.labels import Label, Language

START = "/login/account"
"""Route from which the reader is sent to the provider."""

_LOG = logging.getLogger(__name__)
_OF_THE_READER = frozenset({"access_denied", "login_required", "interaction_required", "consent_required"})
_OF_THE_PROVIDER = frozenset({"server_error", "temporarily_unavailable"})


class OidcDoor(LoginDoor):
    """Whoever is logged in: by an account of the office, or by a password where there are users too.

    Args:
        where: Where the server listens.
        logins: Who is logged in.
        page: The page to log in.
        throttle: How often a login may fail.
        users: Who has a password; ``None``: nobody.
        accounts: The accounts.
    """

    routes = LoginDoor.routes | {START, CALLBACK}

    def __init__(
        self,
        where: Listening,
        logins: Logins,
        page: LoginPage,
        throttle: Throttle,
        *,
        users: Users | None,
        accounts: Accounts,
    ) -> None:
        super().__init__(where, logins, page, throttle, users=users)
        self.accounts = accounts
        self.pending = PendingLogins()

    @property
    def handlers(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Routes and who answers them."""
        mine = [(START, StartHandler, {"door": self}), (CALLBACK, CallbackHandler, {"door": self})]
        return [*super().handlers, *mine]

    def pending_cookie(self, state: str) -> str:
        """Name of the cookie of one login that is on its way: another one in another tab has its own."""
        return f"{cookie_name('account', self.where)}-{state[:8]}"


class _AccountHandler(DoorHandler):
    """A page on the way to the provider and back: its address holds what is for no log."""

    door: OidcDoor

    def write_error(self, status_code: int, **_: Any) -> None:
        """Called by Tornado for what nobody thought of: told in words too."""
        self.set_status(status_code)
        page = self.door.page
        self.finish(page.html(page.language, name=None, error=UNTRUSTED, following=""))

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Called by Tornado, which would write down the whole request."""
        if not isinstance(value, HTTPError):
            _LOG.error("login by an account failed", exc_info=(typ, value, tb) if typ and value else None)

    def _request_summary(self) -> str:
        """What Tornado writes into its log: without the query, which holds code and state."""
        return f"{self.request.method} {self.request.path} ({self.request.remote_ip})"


class StartHandler(_AccountHandler):
    """Sends the reader to the provider."""

    def get(self) -> None:
        """Remember the login, and go."""
        door, here = self.door, urlsplit(self.door.accounts.settings.redirect)
        if self.request.host.lower() != here.netloc:
            # The reader will come back by this address, and cookies of another would not be there.
            query = urlencode({"language": self.chosen_language(), "next": self.following()})
            self.redirect(f"{here.scheme}://{here.netloc}{door.where.prefix}{START}?{query}", status=303)
            return
        browser = secrets.token_urlsafe(32)
        state, pending = door.pending.begin(browser, self.following(), self.chosen_language())
        set_login_cookie(self, door.pending_cookie(state), browser, door.where, lasts=int(LASTS))
        self.redirect(door.accounts.provider.address(state, pending), status=303)


class CallbackHandler(_AccountHandler):
    """Where the provider sends the reader back."""

    _pending: Pending | None = None

    async def get(self) -> None:
        """Let in who may come in, or tell why not."""
        door, address = self.door, client_address(self.request)
        try:
            claims = await self._account(self._take_pending(), address)
            self._refuse_off_list(claims)
        except RefusedError as refused:
            _LOG.warning("login by an account refused, from %s: %s", address, refused.reason)
            self.set_status(refused.status)
            if refused.wait:
                self.set_header("Retry-After", str(ceil(refused.wait)))
            self.show(refused.told)
            return
        door.throttle.right(None, address)
        name = account_name(claims)
        _LOG.info("%s logged in from %s by an account", name, address)
        self.let_in(name, lambda: door.accounts.why_not(claims) is None, self.following())

    def chosen_language(self) -> Language:
        """The language in which the login began."""
        return self._pending.language if self._pending else super().chosen_language()

    def following(self) -> str:
        """The choices of the page that was asked for when the login began."""
        return self._pending.following if self._pending else ""

    def _take_pending(self) -> Pending:
        """The login that is on its way; what is none is not counted, or pictures on other sites would lock readers out."""
        state = self.get_argument("state", "")
        cookie = self.door.pending_cookie(state)
        self._pending = self.door.pending.take(state, cookie_value(self.request, cookie))
        if self._pending is None:
            raise RefusedError(400, STALE, "the state is not one of this browser, too old, or used before")
        self.clear_cookie(cookie, path=self.door.where.prefix or "/")
        return self._pending

    async def _account(self, pending: Pending, address: str) -> Claims:
        """Whom the provider sent back; every try counts as failed until it is known not to be."""
        throttle, provider = self.door.throttle, self.door.accounts.provider
        if wait := throttle.wait(None, address):
            raise failed_too_often(wait)
        throttle.wrong(None, address)
        provider.refuse_other(self.get_argument("iss", None))
        if error := self.get_argument("error", None):
            raise _refusal_of_provider(error)
        return await provider.account(self.get_argument("code", ""), pending)

    def _refuse_off_list(self, claims: Claims) -> None:
        if why := self.door.accounts.why_not(claims):
            name = account_name(claims)
            told = Label(why.vi.format(name=name), why.en.format(name=name))
            raise RefusedError(403, told, f"{name} may not come in")


def _refusal_of_provider(error: str) -> RefusedError:
    """What the provider says instead of a code; its own words could be anybody's."""
    if error in _OF_THE_READER:
        return RefusedError(403, DENIED, f"the provider says {error}")
    if error in _OF_THE_PROVIDER:
        return RefusedError(502, UNREACHABLE, f"the provider says {error}")
    return untrusted("the provider says there is an error in how it was asked")
