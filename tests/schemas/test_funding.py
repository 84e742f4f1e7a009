import pytest
from builders import broken_rules, funding, tasks

from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.validation import check_frame


def linked(frame, **of_tasks):
    """Broken rules of funding beside tasks: rule, severity and row."""
    problems = check_frame(frame, FUNDING, beside={"tasks": tasks(**of_tasks)}).problems
    return problems.select("rule", "severity", "row").rows()


def test_a_valid_record():
    assert broken_rules(funding(disbursed_vnd=300_000_000), FUNDING) == []


def test_a_task_has_one_row_a_year():
    frame = funding(task_id="A", year=[2020, 2020, 2021])

    assert broken_rules(frame, FUNDING) == [("key_is_unique", "error")] * 2


def test_the_years_of_a_task_count_together():
    # 2020: 200_000_000 of 300_000_000 spent; 2021: 100_000_000 left over + 300_000_000 = 400_000_000 at most.
    frame = funding(task_id="A", year=[2021, 2020], planned_vnd=300_000_000, disbursed_vnd=[400_000_000, 200_000_000])

    assert broken_rules(frame, FUNDING) == []
    more = funding(task_id="A", year=[2021, 2020], planned_vnd=300_000_000, disbursed_vnd=[401_000_000, 200_000_000])
    assert broken_rules(more, FUNDING) == [("disbursed_within_planned", "warning")]


def test_tasks_do_not_share_what_is_left_over():
    frame = funding(task_id=["A", "B"], planned_vnd=300_000_000, disbursed_vnd=[0, 301_000_000])

    assert broken_rules(frame, FUNDING) == [("disbursed_within_planned", "warning")]


def test_the_task_must_be_known_in_its_department():
    frame = funding(task_id=["A", "B"])

    assert linked(frame, task_id="A") == [("task_is_known", "error", 2)]
    assert linked(frame, task_id=["A", "B"], department="kon_tum") == [("task_is_known", "error", at) for at in (1, 2)]


def test_links_are_not_judged_where_the_other_dataset_is_not_there():
    assert check_frame(funding(), FUNDING).problems.is_empty()
    assert check_frame(funding(), FUNDING, beside={}).problems.is_empty()


@pytest.mark.parametrize(("approved", "found"), [("2021-01-01", 1), ("2020-12-31", 0), (None, 0)])
def test_money_is_not_planned_before_the_task_was_approved(approved, found):
    told = linked(funding(task_id="A", year=2020), task_id="A", approved_on=approved)

    assert told == [("year_within_task", "warning", 1)] * found


def test_the_years_together_stay_within_the_state_budget_of_the_task():
    frame = funding(task_id="A", year=[2020, 2021], planned_vnd=[300_000_000, 301_000_000])

    assert linked(frame, task_id="A", state_budget_vnd=601_000_000) == []
    assert linked(frame, task_id="A", state_budget_vnd=600_000_000) == [
        ("planned_within_state_budget", "warning", 1),
        ("planned_within_state_budget", "warning", 2),
    ]
    assert linked(frame, task_id="A", state_budget_vnd=None) == []


def test_a_record_kept_out_no_longer_counts_for_the_others():
    # With the second year, which is wrong, the task would have more than its state budget.
    frame = funding(task_id="A", year=[2020, 1800], planned_vnd=[300_000_000, 400_000_000])

    checked = check_frame(frame, FUNDING, beside={"tasks": tasks(task_id="A", state_budget_vnd=300_000_000)})
    assert checked.clean.height == 1
    assert check_frame(
        checked.clean, FUNDING, beside={"tasks": tasks(task_id="A", state_budget_vnd=300_000_000)}
    ).problems.is_empty()
