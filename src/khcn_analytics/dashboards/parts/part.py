"""Something on a page that follows the filters, and says in words when there is nothing to show or it fails."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Generic, TypeVar

import panel as pn

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.filters import PAGE, Chosen, Filters
from khcn_analytics.dashboards.keeping import keep
from khcn_analytics.errors import KhcnError
from khcn_analytics.reports.content import Block

_LOG = logging.getLogger(__name__)
_LOOKS = ("language", "look")

Made = TypeVar("Made")


class Part(ABC, Generic[Made]):
    """A part of a page.

    Args:
        make: What there is to show of the choices; ``None`` where there is nothing. A function of a
            module: what it makes is kept and shared by all sessions, and must not hold the choices.
        on: Names of the choices that it depends on, besides the language; ``None``: on all.
    """

    def __init__(self, make: Callable[[Chosen], Made | None], *, on: Sequence[str] | None = None) -> None:
        self._make = make
        self._on = on
        self._shown: object = None
        self._filters: Filters | None = None
        # NOTE: panes of HTML are emptied, never hidden: Panel's fail if that changes before they are drawn.
        self.state = html(style.STATE)
        self.height = 0

    @property
    @abstractmethod
    def view(self) -> Any:
        """What Panel shows; it stays the same while its content changes."""

    @abstractmethod
    def fill(self, made: Made, chosen: Chosen) -> None:
        """Show what was made."""

    @abstractmethod
    def clear(self) -> None:
        """Show nothing, at the same size."""

    def begin(self, filters: Filters) -> None:
        """Belong to a session, and say that there is something to come."""
        self._filters = filters
        self.tell(texts.COMPUTING.text(filters.chosen.language))

    def show(self) -> None:
        """Bring the part in line with the choices, unless it is."""
        chosen = self.chosen
        key = self._key(chosen)
        if key == self._shown:
            return
        self._shown = key
        try:
            made = self.made(chosen)
            if made is not None:
                self.state.object = ""
                self.fill(made, chosen)
        except KhcnError as error:
            self.tell(error.vi if chosen.language == "vi" else error.en)
        # One part that fails must not take the page with it, whatever it is.
        except Exception:  # noqa: BLE001
            _LOG.exception("a part of the page could not be shown")
            self.tell(texts.PART_FAILED_HELP.text(chosen.language), lead=texts.PART_FAILED.text(chosen.language))
        else:
            if made is None:
                self.tell(texts.NOTHING.text(chosen.language))

    @property
    def chosen(self) -> Chosen:
        """The choices of the session."""
        return self.filters.chosen

    @property
    def filters(self) -> Filters:
        """The filters of the session."""
        if self._filters is None:
            raise RuntimeError("the part belongs to no session yet")
        return self._filters

    def made(self, chosen: Chosen) -> Made | None:
        """What there is to show, shared by all sessions."""
        return keep(chosen.store, (self._make, self._key(chosen, looks=("language",))), lambda: self._make(chosen))

    def report_blocks(self, made: Made, chosen: Chosen) -> Sequence[Block]:  # noqa: ARG002 - for those that show figures
        """What the part shows, for a report of the page; nothing of a part that is only worked with."""
        return ()

    def made_anew(self) -> Made | None:
        """What there is to show now, made for this reader alone: for downloads."""
        return self._make(self.chosen)

    def _key(self, chosen: Chosen, looks: Sequence[str] = _LOOKS) -> tuple[str, ...]:
        on = self._on if self._on is not None else [name for name in chosen.values if name not in {PAGE, *_LOOKS}]
        return tuple(chosen[name] for name in (*on, *looks))

    def tell(self, words: str, lead: str = "") -> None:
        """Say something where the content would be."""
        self.clear()
        bold = f"<b>{escape(lead)}</b>\n" if lead else ""
        room = f' style="min-height: {self.height}px"' if self.height else ""
        self.state.object = f'<div class="state" role="status"{room}>{bold}{escape(words)}</div>'


def html(stylesheet: str, **settings: Any) -> Any:
    """A pane of HTML whose texts are escaped by whoever makes it."""
    return pn.pane.HTML(
        **{"stylesheets": [stylesheet], "sizing_mode": "stretch_width", "margin": 0, "sanitize_html": False, **settings}
    )


def paper(*content: Any) -> Any:
    """A sheet that content lies on."""
    return pn.Column(*content, styles=style.PAPER, margin=0, sizing_mode="stretch_width")


def part_head(heading: Any, buttons: Sequence[Any]) -> Any:
    """A heading with buttons at its right."""
    return pn.Row(heading, *buttons, sizing_mode="stretch_width", margin=(0, 0, 8, 0), styles={"gap": "6px"})


def section_head(title: str, subtitle: str = "") -> str:
    """Heading of a part of the page."""
    below = "".join(f"<p>{escape(line)}</p>" for line in subtitle.splitlines())
    return f"<h2>{escape(title)}</h2>{below}"
