"""``/health``: how the server is, for this machine only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

from khcn_analytics.dashboards.serving.listening import is_loopback

PATH = "/health"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "X-Forwarded-Host", "X-Forwarded-Proto")
"""Headers that a reverse proxy adds."""


class HealthHandler(RequestHandler):
    """Answers 200 with JSON, or 503 when the newest data could not be loaded."""

    def initialize(self, health: Callable[[], Mapping[str, Any]]) -> None:
        """Called by Tornado.

        Args:
            health: What to tell; ``state`` is ``ok`` or ``stale``.
        """
        self._health = health

    def get(self) -> None:
        """Tell, to this machine only, and not through a reverse proxy."""
        if is_forwarded(self.request) or not is_loopback(self.request.remote_ip or ""):
            raise HTTPError(404)
        told = self._health()
        self.set_status(200 if told["state"] == "ok" else 503)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(told, ensure_ascii=False))


def is_forwarded(request: HTTPServerRequest) -> bool:
    """Whether a reverse proxy hands on the request of another machine."""
    return any(name in request.headers for name in FORWARDED)


def client_address(request: HTTPServerRequest) -> str:
    """Where a request comes from; the word of a reverse proxy on this machine is taken for it."""
    peer = request.remote_ip or ""
    told = request.headers.get("X-Real-Ip", "")
    if not is_loopback(peer) or not told:
        return peer
    try:
        return str(ip_address(told))
    except ValueError:
        return peer
