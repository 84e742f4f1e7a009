"""Awards of one recipient over the years: titles that need earlier ones, achievements rewarded twice.

Recipients are told apart by their names, spelling of tone marks, case, spaces and titles aside; findings
name the awards, never the people.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from khcn_analytics.law.names import name_key
from khcn_analytics.law.records import (
    DEPARTMENT,
    DEPARTMENT_AND_YEAR,
    UNIT,
    YEAR,
    LawRecords,
    together,
    where_any,
    without_year,
)
from khcn_analytics.law.rules import LawRule

_RECIPIENT = "recipient"
_FROM, _HELD, _NAMELESS = "from_year", "held_in", "nameless_in"


def title_chain(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """One finding an award: whether its recipient holds the earlier titles it needs.

    Args:
        rule: Its settings name the award, the title it needs, how many ``times`` and within how
            many years up to that of the award (``within_years``). With ``other_ground`` an award
            without the chain may rest on something else, so nothing is concluded.
        records: Awards; years before they are complete are unknown, not empty.
    """
    needed = rule.settings
    awards = _awards(records)
    among = where_any(needed.get("where", {}))
    candidates = awards.filter(pl.col("award") == needed["award"])
    judged, untold = candidates.filter(among), candidates.filter(among.is_null())
    earlier = awards.filter(pl.col("award") == needed["needs"])
    counted = (
        _with_years_held(judged.filter(pl.col(YEAR).is_not_null()), earlier, within_years=needed["within_years"])
        .join(_known_years(awards, records), on=DEPARTMENT, how="left", maintain_order="left")
        .with_columns(subject="award_id", numerator=pl.col(_HELD).list.len(), limit=pl.lit(needed["times"]))
        .with_columns(reason=_untold(other_ground=needed.get("other_ground", False)))
    )
    holds = pl.when(pl.col("reason").is_null()).then(_enough())
    # Whether the rule is about them at all is not told.
    unsure = untold.with_columns(subject="award_id", reason=pl.lit("not_recorded"))
    return together(counted.with_columns(holds=holds), unsure, without_year(judged))


def _with_years_held(judged: pl.DataFrame, earlier: pl.DataFrame, *, within_years: int) -> pl.DataFrame:
    """Awards with the years in which their recipients, and those in which nameless ones, hold the title needed."""
    window = pl.col(YEAR) - within_years + 1
    held = earlier.select(DEPARTMENT, _RECIPIENT, pl.col(YEAR).alias(_HELD)).unique()
    # A title without a name may be anybody's.
    nameless = held.filter(pl.col(_RECIPIENT).is_null()).group_by(DEPARTMENT).agg(pl.col(_HELD).alias(_NAMELESS))
    return (
        judged.with_columns(window.alias(_FROM))
        .join(held, on=[DEPARTMENT, _RECIPIENT], how="left", maintain_order="left")
        .group_by(DEPARTMENT, UNIT, YEAR, "award_id", _RECIPIENT, _FROM, maintain_order=True)
        .agg(pl.col(_HELD).filter(pl.col(_HELD).is_between(_FROM, YEAR)))
        .join(nameless, on=DEPARTMENT, how="left", maintain_order="left")
    )


def _enough() -> pl.Expr:
    return pl.col("numerator") >= pl.col("limit")


def _untold(*, other_ground: bool) -> pl.Expr:
    """Why nothing is concluded; null where enough is known."""
    after, known = pl.col(YEAR) + 1, pl.col("first_year")
    unknown = _not_held(pl.int_ranges(_FROM, pl.min_horizontal(known, after)))
    anybodys = _not_held(pl.int_ranges(pl.max_horizontal(known, _FROM), after).list.set_intersection(_NAMELESS))
    not_yet = _not_held(pl.int_ranges(pl.max_horizontal(pl.col("last_year") + 1, _FROM), after))
    at_most = pl.col("numerator") + unknown
    return (
        pl.when(pl.col(_RECIPIENT).is_null())
        .then(pl.lit("no_recipient"))
        .when(_enough())
        .then(None)
        .when(at_most >= pl.col("limit"))
        .then(pl.lit("history_too_short"))
        .when(at_most + not_yet >= pl.col("limit"))
        .then(pl.lit("not_covered"))
        .when(at_most + not_yet + anybodys.fill_null(0) >= pl.col("limit"))
        .then(pl.lit("nameless_titles"))
        .when(pl.lit(other_ground))
        .then(pl.lit("other_ground"))
    )


def _not_held(years: pl.Expr) -> pl.Expr:
    """In how many of the years the title is not known to be held."""
    return years.list.set_difference(_HELD).list.len()


def rewarded_once(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """One finding for each recipient with several awards of one year and mode, else one a department and year.

    Args:
        rule: Its settings tell which awards.
        records: Awards.
    """
    awards = _awards(records).filter(where_any(rule.settings["where"]))
    dated = awards.filter(pl.col(YEAR).is_not_null())
    known, nameless = dated.filter(pl.col(_RECIPIENT).is_not_null()), dated.filter(pl.col(_RECIPIENT).is_null())
    counted = (
        known.group_by(*DEPARTMENT_AND_YEAR, _RECIPIENT, "mode", maintain_order=True)
        .agg(
            pl.when(pl.col(UNIT).n_unique() == 1).then(pl.col(UNIT).first()),
            numerator=pl.len(),
            subject=pl.col("award_id").sort().str.join(", "),
        )
        .with_columns(limit=pl.lit(1), holds=pl.col("numerator") <= 1)
    )
    # Awards without a mode may be of any: of a recipient who has no other this does not matter.
    no_mode, several_awards = pl.col("mode").is_null(), pl.len().over(*DEPARTMENT_AND_YEAR, _RECIPIENT) > 1
    unsure = known.filter(no_mode.any().over(*DEPARTMENT_AND_YEAR, _RECIPIENT) & several_awards)
    untold = (
        unsure.group_by(*DEPARTMENT_AND_YEAR, _RECIPIENT, maintain_order=True)
        .agg(numerator=pl.len(), subject=pl.col("award_id").sort().str.join(", "))
        .with_columns(reason=pl.lit("not_recorded"))
    )
    several = counted.filter(~pl.col("holds"), pl.col("mode").is_not_null())
    fine = (
        counted.group_by(DEPARTMENT_AND_YEAR, maintain_order=True)
        .agg(pl.col("numerator", "limit").max(), pl.col("holds").all())
        .join(untold, on=DEPARTMENT_AND_YEAR, how="anti", maintain_order="left")
    )
    unjudged = nameless.group_by(DEPARTMENT_AND_YEAR, maintain_order=True).agg(numerator=pl.len())
    return together(
        several,
        untold,
        fine.filter("holds"),
        unjudged.with_columns(reason=pl.lit("no_recipient")),
        without_year(awards),
    )


def _awards(records: LawRecords) -> pl.DataFrame:
    """Awards that stand or are proposed: judging before proposing is the point."""
    awards = records.datasets["awards"].filter(pl.col("status") != "revoked")
    if _RECIPIENT not in awards.columns:
        awards = awards.with_columns(pl.lit(None, pl.String).alias(_RECIPIENT))
    name = pl.col(_RECIPIENT).map_elements(name_key, return_dtype=pl.String)
    return awards.with_columns(name, pl.col("for_year").alias(YEAR))


def _known_years(awards: pl.DataFrame, records: LawRecords) -> pl.DataFrame:
    """The years each department's awards are known for: by coverage, else from the first recorded on."""
    since, until = records.first_year("awards"), records.last_year("awards")
    first = pl.col(YEAR).min() if since is None else pl.lit(since, pl.Int64).first()
    last = pl.lit(date.max.year if until is None else until, pl.Int64).first()
    return awards.group_by(DEPARTMENT).agg(first.alias("first_year"), last.alias("last_year"))
