"""Progress as a bar: in a terminal on standard error, in a notebook below the cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tqdm.auto import tqdm as notebook_bar
from tqdm.std import tqdm as terminal_bar

from khcn_analytics.progress import listen_always, listening
from khcn_analytics.vocabulary.labels import Label, Language

_SECONDS_BEFORE_SHOWN = 0.7
"""Work that is done before needs no bar."""
# done of total, time taken and time left
_FORM = "{desc}: {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}]"


class ProgressBar:
    """Shows one step at a time; a new step takes the place of the one before.

    Args:
        language: ``vi`` or ``en``.
        bar: The bar of tqdm to draw with.
        disable: ``None`` draws only where standard error is a terminal.
    """

    def __init__(self, language: Language, bar: Any, *, disable: bool | None) -> None:
        self._language: Language = language
        self._make = bar
        self._disable = disable
        self._bar: Any = None
        self._step: Label | None = None

    def __call__(self, step: Label, done: int, total: int) -> None:
        """Hear a report, see :func:`khcn_analytics.progress.report`."""
        if step != self._step:
            self.close()
            self._step = step
            self._bar = self._make(
                total=total,
                desc=step.text(self._language),
                disable=self._disable,
                delay=_SECONDS_BEFORE_SHOWN,
                leave=False,
                bar_format=_FORM,
            )
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._step = None, None


@contextmanager
def shown_in_terminal(language: Language) -> Iterator[None]:
    """Show the progress of the work inside, if standard error is a terminal.

    Examples:
        >>> with shown_in_terminal("vi"):
        ...     pass
    """
    bar = ProgressBar(language, terminal_bar, disable=None)
    try:
        with listening(bar):
            yield
    finally:
        bar.close()


def show_in_notebook(language: Language = "vi") -> None:
    """Show the progress of all long work from now on, below the cell that does it."""
    listen_always(ProgressBar(language, notebook_bar, disable=False))
