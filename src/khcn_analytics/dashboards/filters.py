"""What the reader has chosen, kept in the address bar.

Anyone can write an address: a value in it is used only if it is among the choices, and the first
choice stands for the rest, so that a page always opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from khcn_analytics.dashboards.choices import CHOICE_BY_NAME, CHOICES, EVERY, Choice, as_period_on_offer
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period, PeriodKind, parse_period
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.labels import Language

PAGE = "page"
_APART = frozenset({PAGE, "language", "look"})
"""What the values of no other choice depend on: a page holds dozens of links that change nothing else."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """The choices at one moment; it never changes, so what is computed of it can be kept.

    Attributes:
        store: What there is to choose from.
        values: The value of each choice, and the page.
        pages: Codes of the pages, the one that opens first in front.
        first_language: Language unless the reader chooses another.
        usual: The value of each choice that needs no choosing.
    """

    store: Store
    values: Mapping[str, str]
    pages: tuple[str, ...]
    first_language: Language
    usual: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        store: Store,
        query: Mapping[str, Any] | None = None,
        *,
        pages: Sequence[str] = ("overview",),
        first_language: Language = "vi",
    ) -> Chosen:
        """The choices that an address names."""
        return cls(store, {}, tuple(pages), first_language).adopting(query or {})

    def adopting(self, query: Mapping[str, Any]) -> Chosen:
        """The choices of another address; what it does not name is not chosen."""
        asked = {name: str(value) for name, value in query.items()}
        # An address names a period without its kind.
        named = None if "kind" in asked else as_period_on_offer(asked.get("period", ""), self.store)
        if named is not None:
            asked |= {"kind": named[0], "period": named[1]}
        values = {PAGE: asked[PAGE] if asked.get(PAGE) in self.pages else self.pages[0]}
        usual: dict[str, str] = {}
        for each in CHOICES:
            offered = self._on_offer(each, values)
            usual[each.name] = offered[0]
            value = asked.get(each.name)
            allowed = value is not None and (value in offered or each.also(value, self.store))
            values[each.name] = value if allowed and value is not None else each.instead(offered, value)
        return replace(self, values=values, usual=usual)

    def changed(self, **values: str) -> Chosen:
        """Other choices; what doesn't go with them any more falls back."""
        if values.keys() <= _APART and all(value in self.offered(name) for name, value in values.items()):
            return replace(self, values={**self.values, **values})
        theme = self["theme"]
        code = values.get("indicator")
        # An indicator of another theme brings that theme along.
        if "theme" not in values and code in INDICATORS and theme not in (EVERY, INDICATORS[code].dataset):
            values = {**values, "theme": INDICATORS[code].dataset}
        return self.adopting({**self.values, **values})

    def __getitem__(self, name: str) -> str:
        """The value of a choice."""
        return self.values[name]

    def offered(self, name: str) -> Sequence[str]:
        """The values on offer, the first one being that which needs no choosing."""
        if name == PAGE:
            return self.pages
        return self._on_offer(CHOICE_BY_NAME[name], self.values)

    def _on_offer(self, choice: Choice, chosen: Mapping[str, str]) -> Sequence[str]:
        values = choice.values(self.store, chosen)
        return sorted(values, key=lambda value: value != self.first_language) if choice.name == "language" else values

    def options(self, name: str) -> Mapping[str, str]:
        """The values of a choice: what the reader sees -> what is stored."""
        # A day that came by the address is not on the list.
        values = tuple(dict.fromkeys([*self.offered(name), self[name]]))
        return _options(self.store, name, values, self.language)

    def told(self, name: str) -> str:
        """What the reader sees of the value of a choice."""
        return CHOICE_BY_NAME[name].told(self[name], self.store, self.language)

    @cached_property
    def query(self) -> dict[str, str]:
        """The parameters of the address that bring these choices back.

        The period is always told: the newest one of today is not that of tomorrow.
        """
        return {
            name: value
            for name, value in self.values.items()
            if name in {PAGE, "period"} or (name != "kind" and value != self.usual[name])
        }

    def address(self, **changes: str) -> str:
        """The address of these choices but for some."""
        return f"?{urlencode(self.changed(**changes).query)}"

    @property
    def language(self) -> Language:
        return cast("Language", self["language"])

    @property
    def is_dark(self) -> bool:
        return self["look"] == "dark"

    @property
    def period(self) -> Period:
        """The period of the report."""
        return parse_period(self["period"], self.store.workspace.calendar)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of this kind from the first year to the period of the report, in order."""
        last, since = self.period, int(self["since"])
        every = reversed(self.store.periods(cast("PeriodKind", self["kind"])))
        return tuple(each for each in every if each.year >= since and each.end <= last.end)

    @property
    def day(self) -> date:
        """The day as of which the state of things is told."""
        return date.fromisoformat(self["day"])

    @property
    def unit(self) -> str | None:
        """The unit, or ``None`` for the whole department."""
        return self["unit"] or None

    @property
    def against(self) -> Against | int:
        """What changes are measured against."""
        base = self["against"]
        return int(base) if base.isdecimal() else cast("Against", base)

    def where(self, dataset: str) -> dict[str, str]:
        """The groups that the records of a dataset are narrowed to, by dimension."""
        unit = {"unit": self["unit"]} if self["unit"] and "unit" in DIMENSIONS[dataset] else {}
        of = [(each.of, self[each.name]) for each in CHOICES if each.of is not None]
        return {**unit, **{dimension: value for (name, dimension), value in of if name == dataset and value != EVERY}}


@kept
def _options(store: Store, name: str, values: tuple[str, ...], language: Language) -> Mapping[str, str]:
    """Values by what the reader sees; lists are long and the same for everyone."""
    told, options = CHOICE_BY_NAME[name].told, dict[str, str]()
    for value in values:
        label = told(value, store, language)
        label = label[:1].upper() + label[1:]
        # A unit may be called what stands for all of them; both must stay in the list.
        options[f"{label} ({value})" if label in options else label] = value
    return options


class Filters:
    """The choices of one session, and who wants to know when they change.

    Args:
        chosen: The choices to begin with.
    """

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self._listeners: list[Callable[[], None]] = []

    def listen(self, heard: Callable[[], None]) -> None:
        """Call a function after every change."""
        self._listeners.append(heard)

    def change(self, **values: str) -> None:
        """Choose."""
        self._take(self.chosen.changed(**values))

    def adopt(self, query: Mapping[str, Any]) -> None:
        """Take over an address as a whole."""
        self._take(self.chosen.adopting(query))

    def _take(self, chosen: Chosen) -> None:
        if chosen.values == self.chosen.values:
            return
        self.chosen = chosen
        for heard in tuple(self._listeners):
            heard()
