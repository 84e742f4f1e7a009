"""Who of a workspace may be proposed, as a planner asks it."""

import polars as pl
import pytest

from khcn_analytics.analysis.eligibility import eligibility
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace


@pytest.fixture(scope="module")
def workspace():
    return example_workspace()


def test_two_fighters_of_35_advanced_labourers_leave_room_for_three():
    quotas = eligibility(reconstructed_workspace("kon_tum_2022"), 2022).quotas.filter(rule="TD-05a")
    assert quotas.select("used", "base", "ceiling", "room", "holds").rows() == [(2, 35, 5, 3, True)]


def test_people_who_were_rewarded_in_the_example_were_eligible(workspace):
    """Some titles of units were granted against the rules on purpose, see the card of the example."""
    wrongly = set()
    for year in range(2018, 2026):
        verdicts = eligibility(workspace, year).verdicts
        judged = verdicts.filter(pl.col("status").is_not_null(), pl.col("citation").is_not_null())
        wrongly |= set(judged.filter(pl.col("verdict") != "eligible")["award"])

    assert wrongly == {"advanced_labour_collective", "excellent_labour_collective"}


def test_only_people_of_some_units(workspace):
    whole = eligibility(workspace, 2025, awards=["advanced_labour"])
    part = eligibility(workspace, 2025, awards=["advanced_labour"], units=["Văn phòng"])

    assert part.verdicts.equals(whole.verdicts.filter(unit="Văn phòng"))
    assert set(part.conditions["subject"]) == set(part.verdicts["subject"])
    assert part.quotas.equals(whole.quotas)


def test_a_unit_that_is_not_there_is_refused(workspace):
    with pytest.raises(UnknownNameError, match="Văn phòng"):
        eligibility(workspace, 2025, units=["Văn phong"])


def test_nobody_is_judged_without_names(workspace):
    with pytest.raises(WrongUseError, match="họ tên"):
        eligibility(workspace.without_personal_data(), 2025)


def test_a_text_is_no_list_of_units(workspace):
    with pytest.raises(WrongUseError, match="danh sách"):
        eligibility(workspace, 2025, units="Văn phòng")
