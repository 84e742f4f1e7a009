"""How far long work has come, for whoever wants to show it.

Work calls :func:`report`; who shows it (the command line, a notebook) listens. Without a listener
a report costs nothing and nobody has to hand one through every call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from khcn_analytics.vocabulary.labels import Label

Item = TypeVar("Item")
Listener = Callable[[Label, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
# A notebook may run every cell in a context of its own: what is to hold for all of them stands here.
_listeners_of_all: list[Listener] = []


def report(step: Label, done: int, total: int) -> None:
    """Tell the listener, if there is one.

    Args:
        step: What is being done. It is inside the steps that have begun and are not finished, so each
            must be reported with all of it done; another report of one of those ends what is inside it.
        done: How much of it is done, 0 to ``total``.
        total: How much there is in all.
    """
    listener = _listener.get()
    for each in [listener] if listener is not None else _listeners_of_all:
        each(step, done, total)


def reported(step: Label, items: Sequence[Item]) -> Iterator[Item]:
    """Go through what there is to do, and tell before each how much is done, and at last that all is.

    Args:
        step: What is being done.
        items: What it is done with, one after the other.

    Examples:
        >>> heard = []
        >>> with listening(lambda step, done, total: heard.append((done, total))):
        ...     did = [each.upper() for each in reported(Label("đọc", "reading"), ["a", "b"])]
        >>> did, heard
        (['A', 'B'], [(0, 2), (1, 2), (2, 2)])
    """
    for place, each in enumerate(items):
        report(step, place, len(items))
        yield each
    report(step, len(items), len(items))


def listen_always(listener: Listener | None) -> None:
    """Let a function hear all reports of this process that nobody else listens to; ``None`` ends that."""
    _listeners_of_all[:] = [] if listener is None else [listener]


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let a function hear the reports of the work done inside.

    Examples:
        >>> heard = []
        >>> with listening(lambda step, done, total: heard.append((step.en, done, total))):
        ...     report(Label("đọc", "reading"), 1, 2)
        >>> report(Label("đọc", "reading"), 2, 2)
        >>> heard
        [('reading', 1, 2)]
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
