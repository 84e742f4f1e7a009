"""Who of a workspace may be proposed for titles and commendations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import polars as pl

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.law.eligibility import eligibility as eligibility_of_records
from khcn_analytics.law.eligibility import must_be_a_list
from khcn_analytics.law.eligibility_results import Eligibility, EligibilityConditions, EligibilityVerdicts
from khcn_analytics.law.rules import LawParameter
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import Workspace


def eligibility(
    workspace: Workspace,
    year: int,
    *,
    awards: Iterable[str] | None = None,
    units: Iterable[str] | None = None,
    on: date | None = None,
    parameters: Iterable[LawParameter] = (),
) -> Eligibility:
    """Who may be proposed for which award of a year, and what each condition says.

    The result names people; see :class:`~khcn_analytics.law.eligibility_results.Eligibility`.

    Args:
        workspace: Where the records are.
        year: The year the awards are for.
        awards: Codes of awards; ``None`` is every award whose conditions are known.
        units: Only people of these units, and these units; ``None`` is everybody.
        on: Judge by what applies on this day; ``None`` is the last day of the year.
        parameters: Shares of votes and caps of departments, beside those that come with the library.

    Returns:
        One row a subject and award in ``verdicts`` (eligible, not eligible or unknown, and why), one row a
        condition in ``conditions``, and how much of each cap is used in ``quotas``.

    Raises:
        UnknownNameError: If an award has no conditions here, no unit is called so, or a parameter
            belongs to no rule.
        WrongUseError: If ``year`` is no year, ``on`` no :class:`datetime.date`, ``awards`` or ``units`` a
            text, a cap is above the one that the law allows at most, the records tell no names, or an
            award has more votes for it than there are voters.

    Examples:
        >>> from khcn_analytics.store.workspace import example_workspace
        >>> found = eligibility(example_workspace(), 2025, awards=["emulation_fighter_provincial"])
        >>> found.verdicts["verdict"].value_counts(sort=True)["verdict"].to_list()[-1]
        'eligible'
    """
    must_be_a_list("units", units)
    found = eligibility_of_records(
        workspace.datasets,
        year,
        on=on,
        awards=awards,
        parameters=parameters,
        coverage=workspace.coverage,
        calendar=workspace.calendar,
    )
    return found if units is None else _of_units(found, list(units))


def _of_units(found: Eligibility, units: list[str]) -> Eligibility:
    known = found.verdicts["unit"].unique().drop_nulls().to_list()
    for each in units:
        if each not in known:
            raise UnknownNameError("phòng, đơn vị trong năm này", "unit of that year", each, known)
    verdicts = found.verdicts.filter(pl.col("unit").is_in(units))
    who = ["department", "subject_kind", "subject", "award"]
    conditions = found.conditions.join(verdicts, on=who, how="semi", maintain_order="left")
    return replace(
        found,
        verdicts=as_result(verdicts, EligibilityVerdicts),
        conditions=as_result(conditions, EligibilityConditions),
    )
