"""The figures of every indicator of tasks and inspections in polars, as one would write them for this question alone.

Each day of a record is counted once by quarter; what is open at the end of a quarter is what was
opened minus what was closed until then; years are made of their quarters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

YEARS = range(2018, 2026)
QUARTERS = len(YEARS) * 4
PLACE = ("department", "unit")

_RURAL_MOUNTAIN = pl.col("programme") == "rural_mountain"
_URGENT_LOCAL = pl.col("programme") == "urgent_local"
_OTHER = pl.col("programme").is_in(["rural_mountain", "urgent_local"]).fill_null(value=False).not_()
_DUE = pl.coalesce("extended_until", "due_on")
_ENDED = pl.min_horizontal("accepted_on", "terminated_on")

# Open tasks of these kinds are followed from quarter to quarter.
OPEN = {
    "any": pl.lit(value=True),
    "agriculture": pl.col("serves_agriculture"),
    "rural_mountain": _RURAL_MOUNTAIN,
    "rural_mountain_central": _RURAL_MOUNTAIN & (pl.col("managed_by") == "central"),
    "rural_mountain_delegated": _RURAL_MOUNTAIN & (pl.col("managed_by") == "delegated"),
    "national_product": pl.col("programme") == "national_product",
    "own_unit": pl.col("host_organisation") == pl.col("unit"),
    "urgent_local": _URGENT_LOCAL,
    **{level: (pl.col("level") == level) & _OTHER for level in ("national", "ministry", "provincial", "grassroots")},
    "extended": pl.col("extended_until").is_not_null(),
    "with_due": _DUE.is_not_null(),
}


def by_hand(paths: Mapping[str, Path]) -> pl.DataFrame:
    """A row for each department, unit and period; a column for each indicator."""
    known_unit = pl.col("unit").fill_null("unknown")
    every_task, inspections = (
        pl.scan_parquet(paths[name]).with_columns(known_unit) for name in ("tasks", "inspections")
    )
    tasks = every_task.filter(pl.col("kind").ne_missing("routine"))
    counted = [
        _proposed(tasks),
        _approved(tasks),
        _contracted(tasks),
        _started(tasks),
        _ended(tasks),
        _overdue(tasks),
        _by_quarter(tasks, pl.col("settled_on"), settled=pl.len()),
        _planned(tasks),
        _inspected(inspections),
    ]
    places = [each.select(PLACE).unique() for each in (every_task, inspections)]
    of_tasks, of_inspections, *by_quarter = pl.collect_all([*places, *counted], engine="streaming")
    every_place = pl.concat([of_tasks, of_inspections]).unique()
    quarters = every_place.join(pl.select(quarter=pl.int_range(-1, QUARTERS, dtype=pl.Int32)), how="cross")
    for each in by_quarter:
        quarters = quarters.join(each, on=[*PLACE, "quarter"], how="left")
    return _figures(_with_open(quarters).lazy()).collect()


def _by_quarter(records: pl.LazyFrame, day: pl.Expr, **sums: pl.Expr) -> pl.LazyFrame:
    """Sums by place and quarter of a day: 0 is the first of all, -1 whatever was before it."""
    quarter = (day.dt.year() * 4 + day.dt.quarter() - (YEARS[0] * 4 + 1)).clip(-1)
    return records.filter(day < date(YEARS[-1] + 1, 1, 1)).group_by(*PLACE, quarter=quarter.cast(pl.Int32)).agg(**sums)


def _proposed(tasks: pl.LazyFrame) -> pl.LazyFrame:
    return _by_quarter(
        tasks,
        pl.col("proposed_on"),
        proposed=pl.len(),
        proposed_rural_mountain=_RURAL_MOUNTAIN.sum(),
        proposed_approved=pl.col("approved_on").count(),
    )


def _approved(tasks: pl.LazyFrame) -> pl.LazyFrame:
    return _by_quarter(
        tasks,
        pl.col("approved_on"),
        approved=pl.len(),
        approved_for_next_year=(pl.col("plan_year") > pl.col("approved_on").dt.year()).sum(),
        selected=pl.col("host_organisation").count(),
        without_applicant=(pl.col("outcome") == "no_applicant").sum(),
    )


def _planned(tasks: pl.LazyFrame) -> pl.LazyFrame:
    """Tasks by plan year, told in its last quarter."""
    quarter = ((pl.col("plan_year") - YEARS[0]) * 4 + 3).cast(pl.Int32)
    approved = tasks.filter(pl.col("approved_on").is_not_null())
    return approved.group_by(*PLACE, quarter=quarter).agg(approved_for_year=pl.len())


def _contracted(tasks: pl.LazyFrame) -> pl.LazyFrame:
    return _by_quarter(
        tasks,
        pl.col("contracted_on"),
        contracted=pl.len(),
        contracted_approved=pl.col("approved_on").count(),
        days_to_contract=(pl.col("contracted_on") - pl.col("approved_on")).dt.total_days().sum(),
        budget_contracted=pl.col("budget_vnd").sum(),
        state_budget_contracted=pl.col("state_budget_vnd").sum(),
    )


def _started(tasks: pl.LazyFrame) -> pl.LazyFrame:
    opened = {f"opened_{kind}": condition.sum() for kind, condition in OPEN.items()}
    return _by_quarter(
        tasks, pl.col("started_on"), **opened | {"opened_any": pl.len()}, opened_money=pl.col("state_budget_vnd").sum()
    )


def _ended(tasks: pl.LazyFrame) -> pl.LazyFrame:
    accepted, was_open = pl.col("accepted_on").is_not_null(), pl.col("started_on").is_not_null()
    on_time = pl.col("accepted_on") <= _DUE
    closed = {f"closed_{kind}": (condition & was_open).sum() for kind, condition in OPEN.items()}
    return _by_quarter(
        tasks,
        _ENDED,
        **closed,
        closed_money=pl.col("state_budget_vnd").filter(was_open).sum(),
        closed_overdue=(was_open & (_ENDED > _DUE)).sum(),
        accepted=accepted.sum(),
        accepted_on_time=on_time.sum(),
        accepted_late=on_time.not_().sum(),
        accepted_excellent=(accepted & (pl.col("outcome") == "excellent")).sum(),
        accepted_failed=(accepted & (pl.col("outcome") == "failed")).sum(),
        accepted_rated=(accepted & pl.col("outcome").is_in(["excellent", "passed", "failed"])).sum(),
        terminated=pl.col("terminated_on").count(),
    )


def _overdue(tasks: pl.LazyFrame) -> pl.LazyFrame:
    """Tasks by the day after the one they were due on, if they had not ended by then."""
    missed = tasks.filter(pl.col("started_on").is_not_null() & (_ENDED > _DUE).fill_null(value=True))
    return _by_quarter(missed, _DUE + pl.duration(days=1), opened_overdue=pl.len())


def _inspected(inspections: pl.LazyFrame) -> pl.LazyFrame:
    inspection, check, survey = (pl.col("activity") == each for each in ("inspection", "check", "survey"))
    either = inspection | check
    subjects, violating, planned = pl.col("subjects"), pl.col("violating_subjects"), pl.col("planned")
    fined, fines = pl.col("fined_subjects"), pl.col("fines_vnd")
    return _by_quarter(
        inspections,
        pl.col("started_on"),
        inspections=inspection.sum(),
        inspected_subjects=subjects.filter(inspection).sum(),
        checks=check.sum(),
        checked_subjects=subjects.filter(check).sum(),
        surveys=survey.sum(),
        surveyed_subjects=subjects.filter(survey).sum(),
        planned_campaigns=(either & planned).sum(),
        unscheduled_campaigns=(either & planned.not_()).sum(),
        quality_system_checked_subjects=subjects.filter(check & (pl.col("field") == "iso_9001")).sum(),
        radiation_subjects=subjects.filter(either & (pl.col("field") == "radiation")).sum(),
        violating_subjects=violating.filter(either).sum(),
        subjects_with_violations_known=subjects.filter(either & violating.is_not_null()).sum(),
        fined_subjects=fined.sum(),
        fines_vnd=fines.sum(),
        fined_with_fines_known=fined.filter(fines.is_not_null()).sum(),
        fines_with_fined_known=fines.filter(fined.is_not_null()).sum(),
    )


def _with_open(quarters: pl.DataFrame) -> pl.DataFrame:
    """What is open at the end of each quarter and was at its start, instead of what was closed in it."""
    followed = [*OPEN, "money", "overdue"]
    sums = pl.all().exclude(*PLACE, "quarter").fill_null(0).cast(pl.Int64)
    at_end = {f"end_{kind}": (pl.col(f"opened_{kind}") - pl.col(f"closed_{kind}")).cum_sum() for kind in followed}
    at_start = [pl.col(f"end_{kind}").shift(1).alias(f"start_{kind}") for kind in followed]
    sorted_by_place = quarters.sort(*PLACE, "quarter").with_columns(sums)
    # Sorted by place, every place with as many quarters, the first of them holding what was before.
    return (
        sorted_by_place.with_columns(each.over(*PLACE).alias(name) for name, each in at_end.items())
        .with_columns(at_start)
        .filter(pl.col("quarter") >= 0)
    )


def _figures(quarters: pl.LazyFrame) -> pl.LazyFrame:
    """Every indicator of the quarters and of the years they make."""
    year = pl.col("quarter") // 4
    of_years = (
        quarters.group_by(*PLACE, year.alias("year"), maintain_order=True)
        .agg(
            pl.all().exclude("^(start|end)_.*$", "quarter").sum(),
            pl.col("^start_.*$").first(),
            pl.col("^end_.*$").last(),
        )
        .with_columns(period_start=pl.date(pl.col("year") + YEARS[0], 1, 1), period_kind=pl.lit("year"))
    )
    of_quarters = quarters.with_columns(
        approved_for_year=pl.lit(None, pl.Int64),
        period_start=pl.date(year + YEARS[0], pl.col("quarter") % 4 * 3 + 1, 1),
        period_kind=pl.lit("quarter"),
    )
    both = pl.concat([of_years, of_quarters], how="diagonal")
    figures = [value.cast(pl.Float64).alias(code) for code, value in _indicators().items()]
    return both.select(*PLACE, "period_start", "period_kind", *figures)


def _indicators() -> dict[str, pl.Expr]:
    def running(kind: str) -> pl.Expr:
        return pl.col(f"start_{kind}") + pl.col(f"opened_{kind}")

    c, end = pl.col, {kind: pl.col(f"end_{kind}") for kind in [*OPEN, "overdue"]}
    counted = [
        *("proposed", "proposed_rural_mountain", "approved", "approved_for_year", "approved_for_next_year", "selected"),
        *("without_applicant", "contracted", "accepted", "accepted_on_time", "accepted_late", "accepted_excellent"),
        *("accepted_failed", "settled", "terminated"),
    ]
    of_levels = ("national", "urgent_local", "ministry", "rural_mountain", "provincial", "grassroots")
    tasks = {
        **{name: c(name) for name in counted},
        "approval_rate": _share("proposed_approved", "proposed"),
        "selection_rate": _share("selected", "approved"),
        "days_to_contract": _share("days_to_contract", "contracted_approved"),
        "started": c("opened_any"),
        "carried_over": c("start_any"),
        "running": running("any"),
        "running_for_agriculture": running("agriculture"),
        "agriculture_share": _over(running("agriculture"), running("any")),
        "running_rural_mountain": running("rural_mountain"),
        "running_rural_mountain_central": running("rural_mountain_central"),
        "running_rural_mountain_delegated": running("rural_mountain_delegated"),
        "running_national_product": running("national_product"),
        "running_by_service_unit": running("own_unit"),
        "in_progress": end["any"],
        **{f"in_progress_{level}": end[level] for level in of_levels},
        "extended": end["extended"],
        "extended_share": _over(end["extended"], end["any"]),
        "overdue": end["overdue"],
        "overdue_share": _over(end["overdue"], end["with_due"]),
        "accepted_on_time_rate": _over(c("accepted_on_time"), c("accepted_on_time") + c("accepted_late")),
        "excellent_rate": _share("accepted_excellent", "accepted_rated"),
        "budget_contracted_vnd": c("budget_contracted"),
        "state_budget_contracted_vnd": c("state_budget_contracted"),
        "state_budget_running_vnd": running("money"),
    }
    either = {
        "campaigns": c("inspections") + c("checks"),
        "subjects": c("inspected_subjects") + c("checked_subjects"),
        "planned_share": _over(c("planned_campaigns"), c("planned_campaigns") + c("unscheduled_campaigns")),
        "violation_rate": _share("violating_subjects", "subjects_with_violations_known"),
        "fine_per_subject_vnd": _share("fines_with_fined_known", "fined_with_fines_known"),
    }
    inspected = [
        *("inspections", "inspected_subjects", "checks", "checked_subjects", "surveys", "surveyed_subjects"),
        *("planned_campaigns", "unscheduled_campaigns", "quality_system_checked_subjects", "radiation_subjects"),
        *("violating_subjects", "fined_subjects", "fines_vnd"),
    ]
    inspections = {**{name: c(name) for name in inspected}, **either}
    return {
        **{f"tasks.{name}": value for name, value in tasks.items()},
        **{f"inspections.{name}": value for name, value in inspections.items()},
    }


def _share(above: str, below: str) -> pl.Expr:
    return _over(pl.col(above), pl.col(below))


def _over(above: pl.Expr, below: pl.Expr) -> pl.Expr:
    return pl.when(below != 0).then(above / below)
