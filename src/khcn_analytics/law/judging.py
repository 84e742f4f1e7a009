"""Rules of law held against records: every year by the rules in force on its last day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.counts import author_limit, batches_complete, none_recorded
from khcn_analytics.law.messages import message
from khcn_analytics.law.records import DEPARTMENT, YEAR, LawRecords, together
from khcn_analytics.law.results import LawFindings
from khcn_analytics.law.rules import LawParameter, LawRule, law_rules, must_be_a_day, with_parameters
from khcn_analytics.law.shares import capped_share
from khcn_analytics.law.titles import rewarded_once, title_chain
from khcn_analytics.periods import Calendar
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result

CHECKS: Mapping[str, Callable[[LawRule, LawRecords], pl.DataFrame]] = {
    "capped_share": capped_share,
    "title_chain": title_chain,
    "rewarded_once": rewarded_once,
    "none_recorded": none_recorded,
    "author_limit": author_limit,
    "batches_complete": batches_complete,
}

_UNSURE: Mapping[str, Collection[bool | None]] = {
    "capped_share": (True, False, None),
    "batches_complete": (True, False, None),
    "rewarded_once": (True,),
    "none_recorded": (True,),
    "author_limit": (True,),
}
"""Verdicts that mislead where some records of the year are not there; what was found stays found."""


def findings(
    datasets: Mapping[str, pl.DataFrame],
    on: date | None = None,
    parameters: Iterable[LawParameter] = (),
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
    rules: Iterable[LawRule] | None = None,
) -> DataFrame[LawFindings]:
    """What records say about rules of law.

    Awards are judged when they are proposed or granted, not when they are revoked.

    Args:
        datasets: Clean records by dataset name.
        on: Judge the year of this day by the rules in force on it; ``None`` judges each year by
            those in force on its last day.
        parameters: Numbers beside those that come with the library, and before them.
        coverage: The days each dataset is complete for; of years that reach outside nothing is
            concluded, but what was found broken.
        calendar: Which days are the last of a year.
        rules: The rules; ``None`` takes those of the library.

    Returns:
        Findings in the order of rules; rules that can't be checked have none.

    Raises:
        UnknownNameError: If a parameter belongs to no rule.
        WrongUseError: If ``on`` is no :class:`datetime.date`, or a cap is above the one that the law allows at most.
    """
    if on is not None:
        must_be_a_day(on)
    records = LawRecords(datasets, coverage or {}, calendar)
    known = with_parameters(law_rules() if rules is None else rules, parameters)
    parts = [_worded(each, _judged(each, records, on), records) for each in known if each.check and _applies(each, on)]
    types = column_types(LawFindings)
    return as_result(pl.concat([pl.DataFrame(schema=types), *parts]), LawFindings)


def _applies(rule: LawRule, on: date | None) -> bool:
    return on is None or rule.in_force(on)


def _judged(rule: LawRule, records: LawRecords, on: date | None) -> pl.DataFrame:
    """What the check of a rule found in the years that the rule is for."""
    assert rule.check is not None
    if _missing(rule, records):
        return together(pl.DataFrame({YEAR: [None if on is None else on.year], "reason": ["no_dataset"]}))
    judged = _of_covered_years(rule, CHECKS[rule.check](rule, records), records)
    years = [
        each
        for each in judged[YEAR].unique().drop_nulls()
        if (rule.in_force(date(each, 12, 31)) if on is None else each == on.year)
    ]
    return judged.filter(pl.col(YEAR).is_in(years) | pl.col(YEAR).is_null())


def _of_covered_years(rule: LawRule, judged: pl.DataFrame, records: LawRecords) -> pl.DataFrame:
    """Where the records of a year are not complete, what they may be misleading about is not concluded."""
    # Of a rule about single days only those since it is in force are looked at.
    since = rule.first_day if rule.check == "none_recorded" else None
    years = judged[YEAR].unique().drop_nulls()
    partial = [year for year in years if not all(records.covers(each, year, since) for each in rule.datasets)]
    unsure = list(_UNSURE.get(rule.check or "", ()))
    undecided = pl.col(YEAR).is_in(partial) & pl.col("holds").is_in(unsure, nulls_equal=True)
    undecided = undecided.fill_null(value=False)
    return judged.with_columns(
        holds=pl.when(~undecided).then("holds"),
        reason=pl.when(undecided).then(pl.lit("not_covered")).otherwise("reason"),
    )


def _missing(rule: LawRule, records: LawRecords) -> list[str]:
    return [each for each in rule.datasets if each not in records.datasets]


def _worded(rule: LawRule, judged: pl.DataFrame, records: LawRecords) -> pl.DataFrame:
    """The findings with all that is told beside them."""
    ordered = judged.sort(YEAR, DEPARTMENT, "subject", nulls_last=False, maintain_order=True)
    missing = _missing(rule, records)
    messages = [message(rule, each, missing) for each in ordered.iter_rows(named=True)]
    return ordered.with_columns(
        pl.Series(LawFindings.message_vi, [each.vi for each in messages], dtype=pl.String),
        pl.Series(LawFindings.message_en, [each.en for each in messages], dtype=pl.String),
        pl.lit(rule.id).alias(LawFindings.rule),
        pl.lit(rule.severity).alias(LawFindings.severity),
        pl.lit(rule.citation).alias(LawFindings.citation),
    ).select(*column_types(LawFindings))
