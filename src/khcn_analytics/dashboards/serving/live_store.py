"""Figures that follow their workspace: read once a process, and again when there is a new version."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import KhcnError

_LOG = logging.getLogger(__name__)


class LiveStore:
    """The newest figures.

    A page takes the store of the moment it is opened and keeps it, so that its figures never come
    from two versions.

    Args:
        load: Reads the workspace.
        stamp: Something cheap that differs once the workspace does; ``None`` never looks again.
        loaded: The stamp when the first reading began, if it began before; ``None`` takes it now.

    Raises:
        KhcnError: If the workspace can't be read, or there is nothing in it to show.
    """

    def __init__(
        self, load: Callable[[], Store], stamp: Callable[[], Hashable] | None = None, loaded: Hashable | None = None
    ) -> None:
        self._load, self._look = load, stamp or (lambda: None)
        self._loaded = self._seen = self._look() if loaded is None else loaded
        self.current = load()
        self.since = datetime.now(UTC)
        self.failure: KhcnError | None = None
        self.listeners: set[Callable[[], None]] = set()

    async def refresh(self) -> None:
        """Look whether there is a new version, and take it over.

        A file that is being saved changes twice, so a change is read once it stayed as it is from
        one look to the next. What can't be read leaves the figures as they are, and is told by
        ``failure``.
        """
        stamp = self._look()
        settled, self._seen = stamp == self._seen, stamp
        if stamp == self._loaded or not settled:
            return
        self._loaded = stamp
        try:
            store = await asyncio.to_thread(self._load)
        except KhcnError as error:
            self.failure = error
            _LOG.warning("the new version could not be loaded: %s", error.en)
            return
        self.failure = None
        self._take_over(store)

    def _take_over(self, store: Store) -> None:
        if store.workspace.version == self.current.workspace.version:
            return
        self.current, self.since = store, datetime.now(UTC)
        for each in tuple(self.listeners):
            each()
