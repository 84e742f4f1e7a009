"""Something on a page that follows the filters, and says in words when there is nothing to show or it fails."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from html import escape
from itertools import count
from typing import Any, Generic, TypeVar

import panel as pn

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.filters import PAGE, Chosen, Filters
from khcn_analytics.dashboards.keeping import keep
from khcn_analytics.dashboards.parts.downloading import File
from khcn_analytics.errors import KhcnError
from khcn_analytics.reports.content import Block

_LOG = logging.getLogger(__name__)
_LOOKS = ("language", "look")
_NUMBERS = count(1)
"""No two parts have the same, so that a button that is gone from the page asks for nothing else."""

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
        self.code = f"part{next(_NUMBERS)}"
        self.height = 0

    @property
    @abstractmethod
    def view(self) -> Any:
        """What Panel shows; it stays the same while its content changes."""

    @abstractmethod
    def fill(self, made: Made, chosen: Chosen) -> None:
        """Show what was made."""

    @abstractmethod
    def say(self, told: str) -> None:
        """Show what is told, as HTML, where the content would be."""

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

    def file(self, wanted: str) -> File | None:  # noqa: ARG002 - for those that have files
        """The file that a button of the part asks for, ``None`` where there is none: a browser may ask for anything."""
        return None

    def made_anew(self) -> Made | None:
        """What there is to show now, made for this reader alone: for downloads."""
        return self._make(self.chosen)

    def _key(self, chosen: Chosen, looks: Sequence[str] = _LOOKS) -> tuple[str, ...]:
        on = self._on if self._on is not None else [name for name in chosen.values if name not in {PAGE, *_LOOKS}]
        return tuple(chosen[name] for name in (*on, *looks))

    def tell(self, words: str, lead: str = "") -> None:
        """Say something where the content would be."""
        self.say(self.state_html(words, lead))

    def state_html(self, words: str, lead: str = "") -> str:
        """What is told instead of the content, at its size; every text in it is escaped."""
        bold = f"<b>{escape(lead)}</b>\n" if lead else ""
        room = f' style="min-height: {self.height}px"' if self.height else ""
        return f'<div class="state" role="status"{room}>{bold}{escape(words)}</div>'


class WrittenPart(Part[Made]):
    """A part that is HTML from top to bottom: one pane, since each costs the server time at every page.

    Args:
        make: What there is to show, as for every part.
        look: Stylesheet of the content.
        on: Names of the choices that it depends on; ``None``: on all.
    """

    def __init__(self, make: Callable[[Chosen], Made | None], look: str, *, on: Sequence[str] | None = None) -> None:
        super().__init__(make, on=on)
        self.pane = html(style.SECTION + look, styles=style.PAPER)

    @property
    def view(self) -> Any:
        return self.pane

    @abstractmethod
    def written(self, made: Made, chosen: Chosen) -> str:
        """Heading and content as HTML; every text in it is escaped."""

    @abstractmethod
    def head(self, chosen: Chosen) -> str:
        """The heading where there is no content."""

    def fill(self, made: Made, chosen: Chosen) -> None:
        self.pane.object = self.written(made, chosen)

    def say(self, told: str) -> None:
        self.pane.object = self.head(self.chosen) + told


def html(stylesheet: str, **settings: Any) -> Any:
    """A pane of HTML whose texts are escaped by whoever makes it."""
    return pn.pane.HTML(
        **{"stylesheets": [stylesheet], "sizing_mode": "stretch_width", "margin": 0, "sanitize_html": False, **settings}
    )


def paper(*content: Any) -> Any:
    """A sheet that content lies on."""
    return pn.Column(*content, styles=style.PAPER, margin=0, sizing_mode="stretch_width")


def section_head(title: str, subtitle: str = "", buttons: str = "") -> str:
    """Heading of a part of the page, with its buttons at the right."""
    below = "".join(f"<p>{escape(line)}</p>" for line in subtitle.splitlines())
    files = f'<div class="files">{buttons}</div>' if buttons else ""
    return f'<div class="head"><div><h2>{escape(title)}</h2>{below}</div>{files}</div>'
