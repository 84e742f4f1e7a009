"""Key figures of a page: each with its change, its target, how it moved until now and its explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from khcn_analytics.dashboards import reckoning, texts
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowed_figures import changes_over_periods
from khcn_analytics.dashboards.narrowing import address_explaining, groups_chosen
from khcn_analytics.dashboards.parts.figures import Figure
from khcn_analytics.dashboards.store import PERIODS_SHOWN
from khcn_analytics.target_wording import targets_in_words
from khcn_analytics.vocabulary.formats import MISSING
from khcn_analytics.vocabulary.labels import Label

_ARROWS = {1: "▲", -1: "▼", 0: ""}


def key_figures(chosen: Chosen, dataset: str, indicators: Sequence[str]) -> list[Figure]:
    """Indicators in the period, of the records that the reader narrowed the page to.

    Args:
        chosen: The choices.
        dataset: The dataset that the page is about.
        indicators: Codes, in the order shown; those without values for such periods or groups are left out.
    """
    found = changes_over_periods(chosen, dataset, indicators)
    now = {row["indicator"]: row for row in reckoning.of_period(found, chosen.period).iter_rows(named=True)}
    until = found.filter(pl.col("period_end") <= chosen.period.end).sort("period_start")
    return [
        _figure(now[code], until.filter(indicator=code)["value"].tail(PERIODS_SHOWN), chosen, dataset)
        for code in indicators
        if code in now
    ]


def _figure(row: Mapping[str, Any], history: pl.Series, chosen: Chosen, dataset: str) -> Figure:
    absolute, value = row["absolute"], row["value_text"]
    against = texts.AGAINST.text(chosen.language).format(base=row["base_name"])
    arrow = "" if absolute is None else _ARROWS[(absolute > 0) - (absolute < 0)]
    return Figure(
        name=row["indicator_name"],
        value=value,
        unit="" if value.endswith("%") or value == MISSING else row["unit_name"],
        change="" if absolute is None else f"{arrow} {row['change_text']}".strip(),
        against=(row["note"] or "") if absolute is None else against,
        verdict=row["verdict"],
        history=_scaled(history),
        address=address_explaining(row["indicator"], chosen),
        **_target(row["indicator"], chosen, dataset),
    )


def _target(code: str, chosen: Chosen, dataset: str) -> dict[str, str]:
    """What was promised for the period, of the whole or the unit; the plan's target before that of a campaign."""
    found = reckoning.targets(chosen.store)
    # Nothing was promised for one field or level.
    if found is None or any(name != "unit" for name, _ in groups_chosen(chosen, dataset)):
        return {}
    of_unit = pl.col("unit").is_null() if chosen.unit is None else pl.col("unit") == chosen.unit
    due = reckoning.of_period(found, chosen.period).filter(of_unit, indicator=code)
    if due.is_empty():
        return {}
    told = targets_in_words(due.sort("campaign_id", nulls_last=False).head(1), chosen.language).row(0, named=True)
    target = Label("chỉ tiêu {}", "target {}").text(chosen.language).format(told["target_text"])
    return {"target": target, "target_verdict": told["verdict"], "target_told": told["verdict_text"]}


def _scaled(values: pl.Series) -> list[float | None]:
    """Values as shares of the range from 0 to the largest."""
    top = values.max()
    return (values / (top or 1)).to_list() if isinstance(top, float) else [None] * len(values)
