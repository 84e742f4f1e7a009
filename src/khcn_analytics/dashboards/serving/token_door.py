"""The way into the studio: an address with a token, as JupyterLab prints one."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from tornado.httputil import HTTPServerRequest

from khcn_analytics.dashboards.serving.gate import PAGE, Answer, cookie_name, cookie_value
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.vocabulary.labels import Label

ARGUMENT = "token"
_ASK_FOR_TOKEN = Label(
    "Hãy mở đúng địa chỉ có “?token=…” mà lệnh khcn studio đã in ra trong cửa sổ lệnh.",
    "Open the very address with “?token=…” that khcn studio printed in its window.",
)


class TokenDoor:
    """Whoever knows the token, then whoever has the cookie that it is exchanged for.

    Args:
        where: Where the server listens.
    """

    routes: frozenset[str] = frozenset()

    def __init__(self, where: Listening) -> None:
        self._where = where
        self._token, self._key = secrets.token_urlsafe(32), secrets.token_urlsafe(32)

    @property
    def url(self) -> str:
        """The address to open, token and all."""
        return f"{self._where.url}?{urlencode({ARGUMENT: self._token})}"

    def answer(self, request: HTTPServerRequest, route: str) -> Answer | None:
        """Let in with the cookie; exchange the token for it, so that it leaves the address bar."""
        name = cookie_name("studio", self._where)
        # Sent bytes that are no text are no token; compared as bytes, any text will do.
        if secrets.compare_digest((cookie_value(request, name) or "").encode(), self._key.encode()):
            return None
        given = request.arguments.get(ARGUMENT, [b""])[-1]
        if route in PAGE and secrets.compare_digest(given, self._token.encode()):
            others = [
                (each, value.decode("utf-8", "replace"))
                for each, values in request.arguments.items()
                if each != ARGUMENT
                for value in values
            ]
            query = f"?{urlencode(others)}" if others else ""
            return Answer(303, location=f"{self._where.prefix}/{query}", cookie=(name, self._key))
        return Answer(403, _ASK_FOR_TOKEN)
