"""What the reader has chosen, kept in the address bar.

Anyone can write an address: a value in it is used only if it is among the choices, and the first
choice stands for the rest, so that a page always opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import param

from khcn_analytics.dashboards.store import KEY_INDICATORS, Store
from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import KIND_LABELS, Period, PeriodKind, parse_period
from khcn_analytics.vocabulary.labels import LANGUAGES
from khcn_analytics.wording import WHOLE

EVERY_UNIT = ""


class Filters(param.Parameterized):  # type: ignore[misc]
    """The choices of one session.

    Args:
        store: What there is to choose from.
        query: The parameters of the address: ``period`` (its kind follows), ``unit``,
            ``indicator``, ``language``.
    """

    language = param.Selector(objects=list(LANGUAGES))
    kind = param.Selector(objects=[])
    period = param.Selector(objects=[])
    unit = param.Selector(objects=[])
    indicator = param.Selector(objects=[])

    def __init__(self, store: Store, query: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._store = store
        indicators = [each.code for each in store.indicators]
        first = next((code for code in KEY_INDICATORS if code in indicators), indicators[0])
        self.param.unit.objects = [EVERY_UNIT, *store.units]
        self.param.indicator.objects = indicators
        self.param.kind.objects = list(store.kinds)
        self.param.update(unit=EVERY_UNIT, indicator=first, kind=store.kinds[0])
        self.adopt(query or {})

    def adopt(self, query: Mapping[str, Any]) -> None:
        """Take over those values of an address that are among the choices."""
        period = _period_in(str(query.get("period", "")), self._store)
        chosen = {name: str(query[name]) for name in ("unit", "indicator", "language") if name in query}
        allowed = {name: value for name, value in chosen.items() if value in self.param[name].objects}
        # All at once: listeners see one change, not the steps on the way to it.
        with param.parameterized.batch_call_watchers(self):
            if period is not None:
                self._offer_periods_of(period.kind)
                allowed |= {"kind": period.kind, "period": period.code}
            self.param.update(**allowed)

    @param.depends("kind", watch=True)  # type: ignore[untyped-decorator]
    def _offer_periods(self) -> None:
        self._offer_periods_of(self.kind)
        if self.period not in self.param.period.objects:
            self.period = self.param.period.objects[0]

    def _offer_periods_of(self, kind: PeriodKind) -> None:
        self.param.period.objects = [each.code for each in self._store.periods(kind)]

    def choices(self, name: str) -> dict[str, str]:
        """The choices of a filter: what the reader sees -> what is stored."""
        language = self.language
        labels: dict[str, Callable[[Any], str]] = {
            "kind": lambda value: KIND_LABELS[cast("PeriodKind", value)].text(language),
            "period": lambda value: parse_period(value, self._store.workspace.calendar).label(language),
            "unit": lambda value: value or WHOLE.text(language),
            "indicator": lambda value: indicator_named(value).label.text(language),
        }
        choices: dict[str, str] = {}
        for value in self.param[name].objects:
            label = labels[name](value)
            # A unit may be called what stands for all of them; both must stay in the list.
            choices[f"{label} ({value})" if label in choices else label] = value
        return choices

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address that bring these choices back."""
        return {name: getattr(self, name) for name in ("period", "unit", "indicator", "language")}

    @property
    def chosen_period(self) -> Period:
        return parse_period(self.period, self._store.workspace.calendar)

    @property
    def chosen_unit(self) -> str | None:
        """The unit, or ``None`` for the whole department."""
        return self.unit or None


def _period_in(text: str, store: Store) -> Period | None:
    """The period an address asks for, if it is one of those on offer."""
    try:
        period = parse_period(text, store.workspace.calendar)
    except InvalidPeriodError:
        return None
    return period if period in store.periods(period.kind) else None
