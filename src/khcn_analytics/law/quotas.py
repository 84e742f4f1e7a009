"""Caps on shares, seen from the side of those who propose: what is used, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.eligibility_results import Quotas
from khcn_analytics.law.messages import message
from khcn_analytics.law.records import DEPARTMENT, YEAR, LawRecords, merged_awards, where_any
from khcn_analytics.law.rules import LawParameter, LawRule, law_rules, with_parameters
from khcn_analytics.law.shares import capped_share, most_within
from khcn_analytics.periods import Calendar
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result


def quotas(
    datasets: Mapping[str, pl.DataFrame],
    year: int,
    *,
    on: date | None = None,
    parameters: Iterable[LawParameter] = (),
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> DataFrame[Quotas]:
    """How much of each cap is used in a year.

    Args:
        datasets: Clean records by dataset name.
        year: The year.
        on: The day whose rules count; ``None`` is the last day of the year.
        parameters: Caps of departments and years, beside those that come with the library.
        coverage: The days each dataset is complete for; of a year beyond them nothing is concluded.
        calendar: Which days are the last of a year.

    Raises:
        UnknownNameError: If a parameter belongs to no rule.
        WrongUseError: If a cap is above the one that the law allows at most.
    """
    day = date(year, 12, 31) if on is None else on
    records = LawRecords(datasets, coverage or {}, calendar)
    known = with_parameters(law_rules(), parameters)
    rows = [row for each in known if _is_quota(each, day, records) for row in _quota(each, year, records)]
    return as_result(pl.DataFrame(rows, schema=column_types(Quotas), orient="row"), Quotas)


def _is_quota(rule: LawRule, day: date, records: LawRecords) -> bool:
    """Whether a rule caps a share; a cap of all of them is a rule on totals, not a quota."""
    is_of_all = [each.value for each in rule.parameters] == [1.0]
    is_there = set(rule.datasets) <= set(records.datasets)
    return rule.check == "capped_share" and rule.in_force(day) and is_there and not is_of_all


def _quota(rule: LawRule, year: int, records: LawRecords) -> Iterable[dict[str, object]]:
    part, whole = rule.settings["numerator"], rule.settings["denominator"]
    proposed = _proposed(part, year, records)
    is_covered = all(records.covers(each, year) for each in rule.datasets)
    for found in capped_share(rule, records).filter(pl.col(YEAR) == year).iter_rows(named=True):
        used, base, limit = found["numerator"], found["denominator"], found["limit"]
        reason = found["reason"] or (None if is_covered else "not_covered")
        why = message(rule, {**found, "reason": reason}) if reason else None
        ceiling = None if reason else most_within(limit, base)
        yield {
            "rule": rule.id,
            "department": found[DEPARTMENT],
            "year": year,
            "counted_vi": part["name_vi"],
            "counted_en": part["name_en"],
            "base_name_vi": whole["name_vi"],
            "base_name_en": whole["name_en"],
            "used": int(used),
            "proposed": proposed.get(found[DEPARTMENT], 0),
            "base": None if base is None else int(base),
            "share": used / base if base else None,
            "limit": limit,
            "ceiling": ceiling,
            "room": None if ceiling is None else ceiling - int(used),
            "holds": None if reason else found["holds"],
            "reason": reason,
            "reason_vi": why.vi if why else None,
            "reason_en": why.en if why else None,
            "citation": rule.citation,
        }


def _proposed(part: Mapping[str, Any], year: int, records: LawRecords) -> dict[str, int]:
    """Department -> how many of those counted are proposed and not granted yet."""
    if part["dataset"] != "awards":
        return {}
    standing = merged_awards(records.datasets["awards"].filter(where_any(part["where"]), for_year=year))
    awards = standing.filter(status="proposed")
    return dict(awards.group_by(DEPARTMENT).len().iter_rows())
