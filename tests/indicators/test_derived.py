"""Funding takes from its task; targets are judged by the values of other indicators."""

from functools import partial

import pytest
from builders import funding, inspections, tasks
from builders import targets as any_targets

from khcn_analytics.indicators.derived import OF_ITS_TASK, funding_of_tasks, judged_targets, with_derived
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.periods import Period

TASKS = tasks(
    unit=["Phòng A", "Phòng A", "Phòng B"],
    started_on="2019-01-01",
    accepted_on=["2020-03-01", "2020-09-01", "2020-09-01"],
)
DATA = {"tasks": TASKS}


def targets(**columns):
    """Targets of the department, unless a unit is named."""
    return any_targets(**{"unit": None, **columns})


def judged(frame, data=DATA, calendar="calendar"):
    return judged_targets(frame, data, partial(compute, data), calendar)


def met(frame, data=DATA, calendar="calendar"):
    return judged(frame, data, calendar).select("actual", "is_met", "reason").rows()


class TestFunding:
    def test_money_is_of_the_unit_and_kind_of_its_task(self):
        of_task = tasks(task_id="A", unit="Phòng A", level="national", programme="gene_fund", field="402")
        row = funding_of_tasks(funding(task_id="A").lazy(), of_task.lazy()).collect().row(0, named=True)
        assert [row[name] for name in ("unit", "level", "programme", "field")] == [
            *("Phòng A", "national", "gene_fund", "402")
        ]

    def test_tasks_of_another_department_are_other_tasks(self):
        of_task = tasks(task_id="A", unit="Phòng A", department="kon_tum")
        assert funding_of_tasks(funding(task_id="A").lazy(), of_task.lazy()).collect()["unit"].to_list() == [None]

    def test_without_tasks_nothing_is_known_of_them(self):
        frame = funding_of_tasks(funding(task_id=["A", "B"]).lazy(), None).collect()
        assert frame.select(OF_ITS_TASK).null_count().row(0) == (2,) * len(OF_ITS_TASK)

    def test_no_row_of_money_is_lost_or_doubled(self):
        data = {
            "funding": funding(task_id=["A", "A", "C"], year=[2020, 2021, 2020]),
            "tasks": tasks(task_id=["A", "B"]),
        }
        joined = with_derived(data, ["funding"], partial(compute, data), "calendar")
        assert joined["funding"].select("task_id", "year").collect().rows() == [("A", 2020), ("A", 2021), ("C", 2020)]


class TestTargets:
    @pytest.mark.parametrize(
        ("operator", "target", "expected"),
        [
            ("at_least", 3.0, True),
            ("at_least", 3.5, False),
            ("at_most", 3.0, True),
            ("at_most", 2.0, False),
            ("equal", 3.0, True),
            ("equal", 2.0, False),
        ],
    )
    def test_a_target_is_met_as_its_operator_says(self, operator, target, expected):
        # Three tasks were accepted in 2020.
        frame = targets(indicator="tasks.accepted", period="2020", operator=operator, target=target)
        assert met(frame) == [(3.0, expected, None)]

    @pytest.mark.parametrize(("low", "high", "expected"), [(2.0, 3.0, True), (3.0, 4.0, True), (1.0, 2.0, False)])
    def test_a_range_holds_both_its_ends(self, low, high, expected):
        frame = targets(indicator="tasks.accepted", period="2020", operator="between", target=low, upper_target=high)
        assert met(frame) == [(3.0, expected, None)]

    def test_a_share_that_binary_fractions_miss_is_still_met(self):
        # 1 of 10 and 2 of 10 in violation: 3/20, which is not the nearest binary fraction to 0.1 + 0.05.
        data = {"inspections": inspections(subjects=10, violating_subjects=[1, 2])}
        frame = targets(indicator="inspections.violation_rate", period="2020", operator="equal", target=0.1 + 0.05)
        assert met(frame, data) == [(0.15, True, None)]

    def test_a_target_of_a_unit_is_held_against_that_unit(self):
        frame = targets(
            unit=["Phòng A", "Phòng B", None], indicator="tasks.accepted", period="2020", target=[2.0, 2.0, 3.0]
        )
        assert met(frame) == [(2.0, True, None), (1.0, False, None), (3.0, True, None)]

    def test_each_target_is_held_against_its_own_period(self):
        frame = targets(indicator="tasks.accepted", period=["6T/2020", "2020"], target=[1.0, 3.0])
        days = judged(frame).select("period_start", "last_on", "actual").rows()
        half, year = Period("half", 2020, 1), Period("year", 2020)
        assert days == [(half.start, half.last_day, 1.0), (year.start, year.last_day, 3.0)]

    def test_periods_are_read_on_the_calendar_of_the_workspace(self):
        row = judged(targets(indicator="tasks.accepted", period="2020"), calendar="administrative").row(0, named=True)
        assert row["last_on"] == Period("year", 2020, 1, "administrative").last_day

    @pytest.mark.parametrize("indicator", ["nowhere.known", "inspections.checks", "targets.met", "tasks.acepted"])
    def test_a_target_about_what_cannot_be_computed_says_so(self, indicator):
        assert met(targets(indicator=indicator, period="2020")) == [(None, None, "not_computed")]

    def test_a_target_of_a_unit_that_has_no_records_at_all_says_so(self):
        frame = targets(unit="Phòng C", indicator="tasks.accepted", period="2020")
        assert met(frame) == [(None, None, "not_computed")]

    def test_a_value_that_is_missing_gives_its_reason(self):
        values_of = partial(
            compute, DATA, coverage={"tasks": Coverage(Period("year", 2019).start, TASKS["accepted_on"][0])}
        )
        frame = judged_targets(targets(indicator="tasks.accepted", period="2020"), DATA, values_of, "calendar")
        assert frame.select("actual", "is_met", "reason").rows() == [(None, None, "not_covered")]

    def test_targets_keep_their_order_and_number(self):
        frame = targets(
            indicator=["tasks.accepted", "x.y", "tasks.running"], unit=[None, "Phòng A", "Phòng B"], period="2020"
        )
        assert judged(frame)["indicator"].to_list() == ["tasks.accepted", "x.y", "tasks.running"]

    def test_no_targets_are_judged_as_none(self):
        frame = judged(targets(indicator=[]))
        assert frame.is_empty()
        assert {"actual", "reason", "is_met", "last_on"} <= set(frame.columns)

    def test_targets_are_judged_only_where_they_are_counted(self):
        data = {**DATA, "targets": targets(period="2020")}
        values_of = partial(compute, data)
        assert "is_met" not in with_derived(data, ["tasks"], values_of, "calendar")["targets"].collect_schema()
        assert "is_met" in with_derived(data, ["targets"], values_of, "calendar")["targets"].collect_schema()

    def test_the_rate_of_targets_met_is_over_those_that_could_be_judged(self):
        frame = targets(indicator=["tasks.accepted", "tasks.running", "x.y"], period="2020", target=[3.0, 9.0, 1.0])
        values = compute({**DATA, "targets": frame}, [Period("year", 2020)], (), ["targets.met_rate"])
        assert values.select("numerator", "denominator", "value").row(0) == (1.0, 2.0, 0.5)
