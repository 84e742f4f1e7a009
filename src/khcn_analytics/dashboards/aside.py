"""Work that takes a while, done beside the page so that it goes on answering, and what is told meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import TypeVar

import panel as pn

from khcn_analytics.errors import KhcnError
from khcn_analytics.progress import Listener, listening
from khcn_analytics.vocabulary.labels import Label

_LOG = logging.getLogger(__name__)
_BETWEEN = 0.2
"""Seconds between two words on how far it has come."""

_Made = TypeVar("_Made")


def aside(
    work: Callable[[], _Made], done: Callable[[_Made | KhcnError], None], tell: Listener = lambda *_: None
) -> None:
    """Do something in another thread, then hand over what came of it to the session.

    Without a session it is done at once.

    Args:
        work: What to do; it touches nothing of the page.
        done: Takes what came of it, or why it failed, on the session's own turn.
        tell: Hears how far it has come, on the session's own turn.
    """
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        done(_tried(work, tell))
        return

    def tell_later(step: Label, made: int, total: int) -> None:
        document.add_next_tick_callback(lambda: tell(step, made, total))

    def run() -> None:
        result = _tried(work, _now_and_then(tell_later))
        document.add_next_tick_callback(lambda: done(result))

    # The server may end meanwhile: an import is kept as a whole or not at all.
    Thread(target=run, daemon=True).start()


def _tried(work: Callable[[], _Made], tell: Listener) -> _Made | KhcnError:
    try:
        with listening(tell):
            return work()
    except KhcnError as error:
        return error
    # Whatever it is: the reader waits for an answer.
    except Exception:  # noqa: BLE001
        _LOG.exception("work beside the page failed")
        return KhcnError(
            "Việc này chưa xong vì một lỗi ngoài dự kiến. Hãy xem lịch sử nhập rồi làm lại; "
            "nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra lỗi.",
            "This was not finished because of an unexpected error. Look at the history and try again; "
            "if it fails again, tell the administrator the time.",
        )


def _now_and_then(tell: Listener) -> Listener:
    """Tell no more often than a reader can follow."""
    last = 0.0

    def told(step: Label, done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= _BETWEEN:
            last = monotonic()
            tell(step, done, total)

    return told
