"""Progress as a bar: in a terminal on standard error, in a notebook below the cell."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from IPython.core.getipython import get_ipython
from tqdm.auto import tqdm as notebook_bar
from tqdm.std import tqdm as terminal_bar

from khcn_analytics.progress import listen_always, listening
from khcn_analytics.vocabulary.labels import Label, Language

_SECONDS_BEFORE_SHOWN = 0.7
"""Work that is done before needs no bar."""
# done of total, time taken and time left; tqdm puts the step inside behind it
_FORM = "{desc}: {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}{postfix}]"
# The bar of a notebook is as wide as it likes, and must be called so to be drawn.
_FORM_IN_NOTEBOOK = _FORM.replace("{bar:24}", "{bar}")


@dataclass(frozen=True, slots=True)
class _Step:
    label: Label
    done: int
    total: int


class ProgressBar:
    """One bar for the outermost step; what is done inside it stands behind, with its own count.

    A step is inside those that have begun and are not finished. One of a single thing has nothing
    to count: whatever begins after it takes its place.

    Args:
        language: ``vi`` or ``en``.
        bar: The bar of tqdm to draw with.
        form: How it is written, for tqdm.
        disable: ``None`` draws only where standard error is a terminal.
    """

    def __init__(self, language: Language, bar: Any, *, form: str = _FORM, disable: bool | None) -> None:
        self._language: Language = language
        self._make = bar
        self._form = form
        self._disable = disable
        self._bar: Any = None
        self._shown: Label | None = None
        self._steps: list[_Step] = []
        self._began: float | None = None

    def __call__(self, step: Label, done: int, total: int) -> None:
        """Hear a report, see :func:`khcn_analytics.progress.report`."""
        outside = takewhile(lambda each: each.label != step and each.total > 1, self._steps)
        self._steps = [*outside, *([_Step(step, done, total)] if done < total else [])]
        if self._began is None:
            self._began = time.monotonic()
        if not self._steps or self._steps[0].label != self._shown:
            self._take_away()
        if self._steps:
            self._show(self._steps[0], self._steps[1:])

    def close(self) -> None:
        """Take the bar away; the next report is of other work."""
        self._take_away()
        self._steps, self._began = [], None

    def _show(self, step: _Step, inside: list[_Step]) -> None:
        if self._bar is None:
            waited = time.monotonic() - (self._began or 0)
            self._shown = step.label
            self._bar = self._make(
                total=step.total,
                initial=step.done,
                desc=step.label.text(self._language),
                disable=self._disable,
                # Steps that are each too short for a bar may be long together.
                delay=max(0, _SECONDS_BEFORE_SHOWN - waited),
                miniters=0,  # the step inside may go on while this one does not
                leave=False,
                bar_format=self._form,
            )
        self._bar.total = step.total
        self._bar.set_postfix_str(self._innermost(inside), refresh=False)
        self._bar.update(step.done - self._bar.n)

    def _innermost(self, inside: list[_Step]) -> str:
        if not inside:
            return ""
        label, count = inside[-1].label.text(self._language), f" {inside[-1].done}/{inside[-1].total}"
        return label + (count if inside[-1].total > 1 else "")

    def _take_away(self) -> None:
        if self._bar is not None:
            # Else a notebook keeps the bar, in red.
            self._bar.n = self._bar.total
            self._bar.close()
        self._bar, self._shown = None, None


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


_in_notebook: list[ProgressBar] = []


def show_in_notebook(language: Language = "vi") -> None:
    """Show the progress of all long work from now on, below the cell that does it."""
    _close_in_notebook()
    _in_notebook[:] = [ProgressBar(language, notebook_bar, form=_FORM_IN_NOTEBOOK, disable=False)]
    listen_always(_in_notebook[0])
    shell = get_ipython()
    if shell is not None:
        # Work that ended in an error reports nothing more. IPython keeps the same function once only.
        shell.events.register("post_run_cell", _close_in_notebook)


def _close_in_notebook(*_: object) -> None:
    for each in _in_notebook:
        each.close()
