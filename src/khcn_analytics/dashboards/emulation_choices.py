"""What can be chosen about emulation: who is scored by which scheme and when, ranks to reach, awards."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.store import Store
from khcn_analytics.law.eligibility import AWARDS_JUDGED
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.store.schemes import bundled_schemes
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

# What is decided counts, so it is seen first.
LAYERS = tuple(reversed(SCORE_LAYERS.codes))
EVERY_AWARD = Label("Mọi danh hiệu, hình thức", "Every award")

_GROUPS = "score_groups"


@kept
def schemes_on_offer(store: Store) -> tuple[str, ...]:
    """The bundled schemes somebody is scored by; all of them where nobody is scored."""
    groups = store.workspace.datasets.get(_GROUPS)
    used: set[str] = set() if groups is None else set(groups["scheme"])
    return tuple(each for each in bundled_schemes() if each in used) or tuple(bundled_schemes())


@kept
def schemes_without_file(store: Store) -> tuple[str, ...]:
    """Schemes that people are scored by and that don't come with the library."""
    groups = store.workspace.datasets.get(_GROUPS)
    used: list[str] = [] if groups is None else groups["scheme"].unique(maintain_order=True).to_list()
    return tuple(each for each in used if each not in bundled_schemes())


@kept
def scored_periods(store: Store, scheme: str) -> tuple[Period, ...]:
    """The periods a scheme is used in, the latest first; the years of the data where it is used in none."""
    texts = _groups(store, scheme)["period"].unique()
    used = {parse_period(each, store.workspace.calendar) for each in texts}
    return tuple(sorted(used, key=lambda each: each.end, reverse=True)) or store.periods("year")


def period_codes(store: Store, scheme: str, period: str) -> Sequence[str]:
    """The periods a scheme is used in: that of the year of another period in front."""
    year = parse_period(period, store.workspace.calendar).year
    return [each.code for each in sorted(scored_periods(store, scheme), key=lambda each: each.year != year)]


@kept
def scored_units(store: Store, scheme: str, period: str, first: str) -> Sequence[str]:
    """Who is scored, one unit in front if it is; empty stands for the whole department."""
    units = _scored(store, scheme, period)["unit"].fill_null("").to_list()
    return sorted(units, key=lambda each: each != first) or [""]


@kept
def ranks_to_reach(store: Store, scheme: str, period: str, unit: str) -> Sequence[str]:
    """The ranks there are in the rank group of a unit, the first in front."""
    scored = _scored(store, scheme, period)
    group = scored.filter(pl.col("unit").fill_null("") == unit)["rank_group"]
    return [str(rank + 1) for rank in range(scored.filter(pl.col("rank_group").is_in(group.implode())).height)] or ["1"]


def awards_on_offer() -> Sequence[str]:
    """Every award whose conditions are known, after none in particular."""
    return ["", *AWARDS_JUDGED]


def told_unit(value: str, store: Store, language: Language) -> str:
    """A scored unit, or the department."""
    return value or next(iter(store.workspace.departments.values())).text(language)


def _groups(store: Store, scheme: str) -> pl.DataFrame:
    groups = store.workspace.datasets.get(_GROUPS)
    if groups is None:
        return pl.DataFrame(schema=dict.fromkeys(("unit", "scheme", "period", "rank_group"), pl.String))
    return groups.filter(scheme=scheme)


@kept
def _scored(store: Store, scheme: str, period: str) -> pl.DataFrame:
    """Who is scored in a period, however it is written."""
    calendar, groups = store.workspace.calendar, _groups(store, scheme)
    texts = [each for each in groups["period"].unique() if parse_period(each, calendar).code == period]
    return groups.filter(pl.col("period").is_in(texts))
