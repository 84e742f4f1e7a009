"""What was computed of a store is kept as long as the store is, and shared by all sessions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from khcn_analytics.dashboards.store import Store

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MOST = 1024
"""Results kept of one store: those not asked for the longest make room.

Counted, not weighed: what is kept are figures and charts, not records. Of 100,000 tasks the pages of a
year keep some 40 results of 20 kB on average, the largest, every indicator of every period, below 1 MB.
"""
_SHELVES: WeakKeyDictionary[Store, OrderedDict[Hashable, Any]] = WeakKeyDictionary()


def keep(store: Store, key: Hashable, compute: Callable[[], _R]) -> _R:
    """Compute something of a store, or take what was computed before.

    Nothing that is kept may be changed by whoever gets it, nor may it hold the store: it would
    keep it for ever. What fails is not kept.

    Args:
        store: The store it is computed of.
        key: What it is.
        compute: Computes it.
    """
    shelf = _SHELVES.setdefault(store, OrderedDict())
    if key in shelf:
        shelf.move_to_end(key)
        return cast("_R", shelf[key])
    found = shelf[key] = compute()
    while len(shelf) > _MOST:
        shelf.popitem(last=False)
    return found


def kept(compute: Callable[Concatenate[Store, _P], _R]) -> Callable[Concatenate[Store, _P], _R]:
    """A function of a store and of arguments that can be hashed, computed once for the same ones."""

    @wraps(compute)
    def look_up(store: Store, /, *arguments: _P.args, **named: _P.kwargs) -> _R:
        key = (compute, arguments, tuple(named.items()))
        return keep(store, key, lambda: compute(store, *arguments, **named))

    return look_up
