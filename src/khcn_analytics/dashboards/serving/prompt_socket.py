"""Messages that leave as soon as they are written.

Bokeh writes each message in three pieces. The system holds a small piece back until the browser has confirmed the one
before, and browsers wait up to 40 ms before they confirm: each change of a page came that much later.
"""

from __future__ import annotations

from typing import Any

from panel.io.server import WSHandler
from tornado.web import Application


class PromptSocket(WSHandler):  # type: ignore[misc]
    """Panel's socket of a browser, that holds nothing back."""

    def open(self, *arguments: Any, **named: Any) -> Any:
        self.set_nodelay(True)
        return super().open(*arguments, **named)


def hold_nothing_back(application: Application) -> None:
    """Let a server talk to browsers over such sockets."""
    for rule in application.wildcard_router.rules:
        if rule.target is WSHandler:
            rule.target = PromptSocket
