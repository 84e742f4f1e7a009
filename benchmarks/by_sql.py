"""The figures of every indicator of tasks and inspections in SQL for DuckDB, as one would write them for it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

# Kinds of open tasks that are followed from quarter to quarter, and the condition of each.
_OTHER = "programme IS DISTINCT FROM 'rural_mountain' AND programme IS DISTINCT FROM 'urgent_local'"
OPEN = {
    "any": "true",
    "agriculture": "serves_agriculture",
    "rural_mountain": "programme = 'rural_mountain'",
    "rural_mountain_central": "programme = 'rural_mountain' AND managed_by = 'central'",
    "rural_mountain_delegated": "programme = 'rural_mountain' AND managed_by = 'delegated'",
    "national_product": "programme = 'national_product'",
    "own_unit": "host_organisation = unit",
    "urgent_local": "programme = 'urgent_local'",
    **{level: f"level = '{level}' AND {_OTHER}" for level in ("national", "ministry", "provincial", "grassroots")},
    "extended": "extended_until IS NOT NULL",
    "with_due": "due IS NOT NULL",
}
FOLLOWED = (*OPEN, "money", "overdue")

# Sums by place and quarter of each day; quarter 0 is the first of 2018, -1 whatever was before.
EVENTS = {
    "tasks proposed_on": """
        count(*) AS proposed,
        count(*) FILTER (programme = 'rural_mountain') AS proposed_rural_mountain,
        count(approved_on) AS proposed_approved""",
    "tasks approved_on": """
        count(*) AS approved,
        count(*) FILTER (plan_year > year(approved_on)) AS approved_for_next_year,
        count(host_organisation) AS selected,
        count(*) FILTER (outcome = 'no_applicant') AS without_applicant""",
    "tasks contracted_on": """
        count(*) AS contracted,
        count(approved_on) AS contracted_approved,
        sum(contracted_on - approved_on) AS days_to_contract,
        sum(budget_vnd) AS budget_contracted,
        sum(state_budget_vnd) AS state_budget_contracted""",
    "tasks started_on": f"""
        {", ".join(f"count(*) FILTER ({condition}) AS opened_{kind}" for kind, condition in OPEN.items())},
        sum(state_budget_vnd) AS opened_money""",
    "tasks ended_on": f"""
        {", ".join(f"count(started_on) FILTER ({condition}) AS closed_{kind}" for kind, condition in OPEN.items())},
        sum(state_budget_vnd) FILTER (started_on IS NOT NULL) AS closed_money,
        count(started_on) FILTER (ended_on > due) AS closed_overdue,
        count(accepted_on) AS accepted,
        count(*) FILTER (accepted_on <= due) AS accepted_on_time,
        count(*) FILTER (accepted_on > due) AS accepted_late,
        count(accepted_on) FILTER (outcome = 'excellent') AS accepted_excellent,
        count(accepted_on) FILTER (outcome = 'failed') AS accepted_failed,
        count(accepted_on) FILTER (outcome IN ('excellent', 'passed', 'failed')) AS accepted_rated,
        count(terminated_on) AS terminated""",
    "tasks settled_on": "count(*) AS settled",
    "tasks overdue_from": "count(*) AS opened_overdue",
    "tasks end_of_plan_year": "count(approved_on) AS approved_for_year",
    "inspections started_on": """
        count(*) FILTER (activity = 'inspection') AS inspections,
        sum(subjects) FILTER (activity = 'inspection') AS inspected_subjects,
        count(*) FILTER (activity = 'check') AS checks,
        sum(subjects) FILTER (activity = 'check') AS checked_subjects,
        count(*) FILTER (activity = 'survey') AS surveys,
        sum(subjects) FILTER (activity = 'survey') AS surveyed_subjects,
        count(*) FILTER (activity IN ('inspection', 'check') AND planned) AS planned_campaigns,
        count(*) FILTER (activity IN ('inspection', 'check') AND NOT planned) AS unscheduled_campaigns,
        sum(subjects) FILTER (activity = 'check' AND field = 'iso_9001') AS quality_system_checked_subjects,
        sum(subjects) FILTER (activity IN ('inspection', 'check') AND field = 'radiation') AS radiation_subjects,
        sum(violating_subjects) FILTER (activity IN ('inspection', 'check')) AS violating_subjects,
        sum(subjects) FILTER (activity IN ('inspection', 'check') AND violating_subjects IS NOT NULL)
            AS subjects_with_violations_known,
        sum(fined_subjects) AS fined_subjects,
        sum(fines_vnd) AS fines_vnd,
        sum(fined_subjects) FILTER (fines_vnd IS NOT NULL) AS fined_with_fines_known,
        sum(fines_vnd) FILTER (fined_subjects IS NOT NULL) AS fines_with_fined_known""",
}

FIGURES = {
    "tasks.proposed": "proposed",
    "tasks.proposed_rural_mountain": "proposed_rural_mountain",
    "tasks.approved": "approved",
    "tasks.approval_rate": "proposed_approved / nullif(proposed, 0)",
    "tasks.approved_for_year": "approved_for_year",
    "tasks.approved_for_next_year": "approved_for_next_year",
    "tasks.selected": "selected",
    "tasks.selection_rate": "selected / nullif(approved, 0)",
    "tasks.without_applicant": "without_applicant",
    "tasks.contracted": "contracted",
    "tasks.days_to_contract": "days_to_contract / nullif(contracted_approved, 0)",
    "tasks.started": "opened_any",
    "tasks.carried_over": "start_any",
    "tasks.running": "start_any + opened_any",
    "tasks.running_for_agriculture": "start_agriculture + opened_agriculture",
    "tasks.agriculture_share": "(start_agriculture + opened_agriculture) / nullif(start_any + opened_any, 0)",
    **{
        f"tasks.running_{name}": f"start_{kind} + opened_{kind}"
        for name, kind in {
            "rural_mountain": "rural_mountain",
            "rural_mountain_central": "rural_mountain_central",
            "rural_mountain_delegated": "rural_mountain_delegated",
            "national_product": "national_product",
            "by_service_unit": "own_unit",
        }.items()
    },
    "tasks.in_progress": "end_any",
    **{
        f"tasks.in_progress_{kind}": f"end_{kind}"
        for kind in ("national", "urgent_local", "ministry", "rural_mountain", "provincial", "grassroots")
    },
    "tasks.extended": "end_extended",
    "tasks.extended_share": "end_extended / nullif(end_any, 0)",
    "tasks.overdue": "end_overdue",
    "tasks.overdue_share": "end_overdue / nullif(end_with_due, 0)",
    "tasks.accepted": "accepted",
    "tasks.accepted_on_time": "accepted_on_time",
    "tasks.accepted_late": "accepted_late",
    "tasks.accepted_on_time_rate": "accepted_on_time / nullif(accepted_on_time + accepted_late, 0)",
    "tasks.accepted_excellent": "accepted_excellent",
    "tasks.excellent_rate": "accepted_excellent / nullif(accepted_rated, 0)",
    "tasks.accepted_failed": "accepted_failed",
    "tasks.settled": "settled",
    "tasks.terminated": "terminated",
    "tasks.budget_contracted_vnd": "budget_contracted",
    "tasks.state_budget_contracted_vnd": "state_budget_contracted",
    "tasks.state_budget_running_vnd": "start_money + opened_money",
    "inspections.inspections": "inspections",
    "inspections.inspected_subjects": "inspected_subjects",
    "inspections.checks": "checks",
    "inspections.checked_subjects": "checked_subjects",
    "inspections.campaigns": "inspections + checks",
    "inspections.subjects": "inspected_subjects + checked_subjects",
    "inspections.planned_campaigns": "planned_campaigns",
    "inspections.unscheduled_campaigns": "unscheduled_campaigns",
    "inspections.planned_share": "planned_campaigns / nullif(planned_campaigns + unscheduled_campaigns, 0)",
    "inspections.surveys": "surveys",
    "inspections.surveyed_subjects": "surveyed_subjects",
    "inspections.quality_system_checked_subjects": "quality_system_checked_subjects",
    "inspections.radiation_subjects": "radiation_subjects",
    "inspections.violating_subjects": "violating_subjects",
    "inspections.violation_rate": "violating_subjects / nullif(subjects_with_violations_known, 0)",
    "inspections.fined_subjects": "fined_subjects",
    "inspections.fines_vnd": "fines_vnd",
    "inspections.fine_per_subject_vnd": "fines_with_fined_known / nullif(fined_with_fines_known, 0)",
}


def by_sql(connection: duckdb.DuckDBPyConnection, paths: Mapping[str, Path]) -> pl.DataFrame:
    """A row for each department, unit and period; a column for each indicator."""
    return pl.DataFrame(connection.sql(query(paths)))


def query(paths: Mapping[str, Path]) -> str:
    """The SQL over the Parquet files."""
    names = {event: f"by_{event.replace(' ', '_')}" for event in EVENTS}
    counted = ",\n".join(f"{names[event]} AS ({_by_quarter(event)})" for event in EVENTS)
    joined = " ".join(f"LEFT JOIN {name} USING (department, unit, quarter)" for name in names.values())
    sums = [name for each in EVENTS.values() for name in re.findall(r" AS (\w+)", each)]
    flows = [name for name in sums if not name.startswith("closed_")]
    return f"""
WITH every_task AS (
    SELECT * REPLACE (coalesce(unit, 'unknown') AS unit),
        coalesce(extended_until, due_on) AS due, least(accepted_on, terminated_on) AS ended_on
    FROM read_parquet('{paths["tasks"]}')
),
tasks AS (
    SELECT *, make_date(plan_year, 12, 31) AS end_of_plan_year,
        CASE WHEN started_on IS NOT NULL AND (ended_on IS NULL OR ended_on > due) THEN due + 1 END AS overdue_from
    FROM every_task
    WHERE kind IS DISTINCT FROM 'routine'
),
inspections AS (
    SELECT * REPLACE (coalesce(unit, 'unknown') AS unit) FROM read_parquet('{paths["inspections"]}')
),
places AS (
    SELECT DISTINCT department, unit FROM every_task UNION SELECT DISTINCT department, unit FROM inspections
),
{counted},
filled AS (
    SELECT department, unit, quarter, {", ".join(f"coalesce({name}, 0) AS {name}" for name in sums)}
    FROM places CROSS JOIN (SELECT unnest(range(-1, 32)) AS quarter) {joined}
),
at_end AS (
    SELECT *, {", ".join(f"sum(opened_{kind} - closed_{kind}) OVER until_now AS end_{kind}" for kind in FOLLOWED)}
    FROM filled
    WINDOW until_now AS (PARTITION BY department, unit ORDER BY quarter)
),
quarters AS (
    SELECT *, {", ".join(f"lag(end_{kind}) OVER by_place AS start_{kind}" for kind in FOLLOWED)}
    FROM at_end
    WINDOW by_place AS (PARTITION BY department, unit ORDER BY quarter)
    QUALIFY quarter >= 0
),
periods AS (
    SELECT department, unit, make_date(2018 + quarter // 4, quarter % 4 * 3 + 1, 1) AS period_start,
        'quarter' AS period_kind, * EXCLUDE (department, unit, quarter) REPLACE (NULL AS approved_for_year)
    FROM quarters
    UNION ALL BY NAME
    SELECT department, unit, make_date(2018 + quarter // 4, 1, 1) AS period_start, 'year' AS period_kind,
        {", ".join(f"sum({name}) AS {name}" for name in flows)},
        {", ".join(f"arg_min(start_{kind}, quarter) AS start_{kind}" for kind in FOLLOWED)},
        {", ".join(f"arg_max(end_{kind}, quarter) AS end_{kind}" for kind in FOLLOWED)}
    FROM quarters
    GROUP BY department, unit, quarter // 4
)
SELECT department, unit, period_start, period_kind,
    {", ".join(f'CAST({figure} AS DOUBLE) AS "{code}"' for code, figure in FIGURES.items())}
FROM periods
"""


def _by_quarter(event: str) -> str:
    """The sums of an event by place and quarter, 0 the first of 2018, -1 all that came before."""
    records, day = event.split()
    quarter = f"greatest(year({day}) * 4 + quarter({day}) - 8073, -1)"
    return f"""
    SELECT department, unit, {quarter} AS quarter,
        {EVENTS[event].strip()}
    FROM {records}
    WHERE {day} < DATE '2026-01-01'
    GROUP BY ALL
"""
