"""What must hold for funding; the values are worked out in tests/spec/funding.toml."""

import pytest
from builders import figures, funding, tasks

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.funding import CARDS
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_money_belongs_to_its_budget_year_on_both_calendars(calendar):
    frame = funding(year=2020)
    found = [figures("funding.planned_vnd", frame, Period("year", year, 1, calendar))[0] for year in (2019, 2020, 2021)]
    assert found == [0, 300_000_000, 0]


@pytest.mark.parametrize("code", [card.code for card in CARDS])
def test_there_is_no_money_of_a_part_of_a_year(code):
    row = compute({"funding": funding(disbursed_vnd=1_000_000)}, [Period("half", 2020, 1)], (), [code])
    assert row.select("value", "flag").row(0) == (None, "period_kind")


def test_what_was_disbursed_and_what_remains_are_what_was_planned():
    frame = funding(
        year=2020, planned_vnd=[300_000_000, 50_000_000, 9_000_000], disbursed_vnd=[120_000_000, 60_000_000, None]
    )
    disbursed, planned = figures("funding.disbursement_rate", frame, Y2020)[1:]
    assert (disbursed, planned) == (180_000_000, 350_000_000)
    assert figures("funding.undisbursed_vnd", frame, Y2020)[0] == planned - disbursed


def test_money_is_split_by_what_its_task_is():
    frames = {
        "tasks": tasks(task_id=["A", "B"], unit=["Trung tâm", None], level=["provincial", "grassroots"]),
        "funding": funding(task_id=["A", "B", "C"], year=2020, planned_vnd=[5_000_000, 2_000_000, 1_000_000]),
    }
    values = compute(frames, [Y2020], ["level"], ["funding.planned_vnd"])
    assert dict(values.select("level", "value").rows()) == {
        "provincial": 5_000_000,
        "grassroots": 2_000_000,
        "unknown": 1_000_000,  # the list of tasks has no such task
    }
