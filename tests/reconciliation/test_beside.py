"""Each printed result stands beside its value, with a flag."""

import pytest
from builders import published, values

from khcn_analytics.reconciliation.beside import beside_published

VALUES = values(year=[2020, 2021], value=[9.0, None])


def agreements(**columns):
    return beside_published(VALUES, published(**columns))["agreement"].to_list()


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        (9, "exact", "agrees"),
        (8, "exact", "differs"),
        (8, "more_than", "agrees"),
        (9, "more_than", "differs"),
        (10, "at_most", "agrees"),
        (8.5, "about", "agrees"),
    ],
)
def test_a_printed_figure_agrees_where_it_allows_the_value(value, qualifier, expected):
    assert agreements(value=value, qualifier=qualifier) == [expected, "only_computed"]


def test_a_figure_printed_twice_has_two_rows():
    frame = beside_published(VALUES, published(value=[9, 8]))
    assert frame.select("printed", "agreement").rows() == [(9, "agrees"), (8, "differs"), (None, "only_computed")]


def test_a_value_that_is_missing_is_not_compared_and_says_why():
    frame = beside_published(VALUES, published(period_start="2021-01-01", period_end="2022-01-01"))
    assert frame.select("flag", "agreement").rows() == [(None, "only_computed"), ("not_covered", "not_compared")]


def test_what_was_never_computed_is_only_printed():
    assert agreements(indicator="tasks.started") == ["only_computed", "only_computed", "only_printed"]


@pytest.mark.parametrize("status", ["plan", "estimate"])
def test_plans_and_estimates_are_left_aside(status):
    assert agreements(status=status) == ["only_computed", "only_computed"]


def test_values_of_units_are_left_aside():
    of_units = values(year=[2020], value=[9.0], unit=["Phòng A"])
    assert beside_published(of_units, published())["agreement"].to_list() == ["only_printed"]


def test_a_whole_average_agrees_with_what_it_was_rounded_from():
    days = {"indicator": "dossiers.days_to_resolve"}
    computed = values(year=[2020], value=[5.4], **days)

    assert beside_published(computed, published(value=5, **days))["agreement"].to_list() == ["differs"]
    rounded = beside_published(computed, published(value=5, **days), averages=["dossiers.days_to_resolve"])
    assert rounded["agreement"].to_list() == ["agrees"]
