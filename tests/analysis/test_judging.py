"""The records of a workspace against the law, as a planner asks it."""

from datetime import date

from khcn_analytics.analysis.judging import check_law
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace


def test_two_fighters_of_35_advanced_labourers_are_within_the_cap_of_2022():
    found = check_law(reconstructed_workspace("kon_tum_2022"))
    share = found.filter(rule="TD-05a", year=2022)
    assert share.select("numerator", "denominator", "holds").rows() == [(2, 35, True)]


def test_a_day_judges_its_year_by_the_rules_of_that_day():
    found = check_law(example_workspace(), date(2025, 12, 31))
    assert found["year"].unique().to_list() == [2025]
