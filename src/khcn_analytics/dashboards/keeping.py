"""What was computed of a store is kept as long as the store is, and shared by all sessions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from khcn_analytics.dashboards.store import Store

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MOST = 4096
"""Results kept of one store: those not asked for the longest make room.

Counted, not weighed: what is kept are figures and charts, not records. Every year of five pages, for the whole and for
four units, is 1,400 results of some 0.1 MiB each with all that Python needs for them. Where readers ask for more in turn
than is kept, each of them waits for what was thrown away before: better too many than too few.
"""
_MOST_BYTES = 256 * 2**20
"""How much is kept of what is weighed: frames to pick from, and records narrowed to a group."""


class _Shelf:
    """Results of one store that together take no more room than there is."""

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        # Files are made in other threads than pages.
        self._one_at_a_time = Lock()

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._results)

    def keep(self, key: Hashable, compute: Callable[[], _R], weight: Callable[[_R], int]) -> _R:
        with self._one_at_a_time:
            if key in self._results:
                self._results.move_to_end(key)
                return cast("_R", self._results[key][0])
        found = compute()
        with self._one_at_a_time:
            if key not in self._results:
                self._results[key] = found, weight(found)
                self._taken += self._results[key][1]
            # The newest stays, whatever it weighs: who asks for it may ask again at once.
            while self._taken > self._room and len(self._results) > 1:
                self._taken -= self._results.popitem(last=False)[1][1]
        return found


_SHELVES: WeakKeyDictionary[Store, _Shelf] = WeakKeyDictionary()
_SHELVES_BY_SIZE: WeakKeyDictionary[Store, _Shelf] = WeakKeyDictionary()


def keep(store: Store, key: Hashable, compute: Callable[[], _R]) -> _R:
    """Compute something of a store, or take what was computed before.

    Nothing that is kept may be changed by whoever gets it, nor may it hold the store: it would
    keep it for ever. What fails is not kept.

    Args:
        store: The store it is computed of.
        key: What it is.
        compute: Computes it.
    """
    return _SHELVES.setdefault(store, _Shelf(_MOST)).keep(key, compute, lambda _: 1)


def kept(compute: Callable[Concatenate[Store, _P], _R]) -> Callable[Concatenate[Store, _P], _R]:
    """A function of a store and of arguments that can be hashed, computed once for the same ones."""

    @wraps(compute)
    def look_up(store: Store, /, *arguments: _P.args, **named: _P.kwargs) -> _R:
        return keep(store, _key(compute, arguments, named), lambda: compute(store, *arguments, **named))

    return look_up


def kept_by_size(
    size: Callable[[_R], int],
) -> Callable[[Callable[Concatenate[Store, _P], _R]], Callable[Concatenate[Store, _P], _R]]:
    """The same for what is large.

    Args:
        size: Bytes of a result.
    """

    def keeping(compute: Callable[Concatenate[Store, _P], _R]) -> Callable[Concatenate[Store, _P], _R]:
        @wraps(compute)
        def look_up(store: Store, /, *arguments: _P.args, **named: _P.kwargs) -> _R:
            shelf = _SHELVES_BY_SIZE.setdefault(store, _Shelf(_MOST_BYTES))
            return shelf.keep(_key(compute, arguments, named), lambda: compute(store, *arguments, **named), size)

        return look_up

    return keeping


def _key(compute: Hashable, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Hashable:
    return compute, arguments, tuple(named.items())
