"""Whole indices rebuilt: the Technology Achievement Index of the OECD/JRC Handbook (2008), and UNDP's HDI of 2015."""

import os
from math import log, log10
from pathlib import Path

import polars as pl
import pytest

from khcn_analytics.composite.building import build
from khcn_analytics.composite.comparing import compare_variants
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.normalising import normalise
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.removing import remove_indicators
from khcn_analytics.composite.scales import AsItIs, Goalposts, MinMax, PercentileRank, ZScore

# The goalposts of HDR 2001 are not printed in the Handbook: that they give all its ranks is what speaks for them.
GOALPOSTS = {
    "patents": (0, 994),
    "royalties": (0, 272.6),
    "internet": (0, 232.4),
    "exports": (0, 80.8),
    "telephones_log": (0, log10(901)),
    "electricity_log": (log10(22), log10(6969)),
    "schooling": (0.8, 12),
    "university": (0.1, 27.4),
}
TAI = CompositeIndex(
    (
        Node("tai", "aggregate"),
        *(Node(code, "indicator", "tai", low=low, high=high) for code, (low, high) in GOALPOSTS.items()),
    )
)
# Weights of table 22, given by budget allocation.
BUDGET_ALLOCATION = (0.11, 0.11, 0.11, 0.18, 0.10, 0.06, 0.15, 0.18)


def reference(name):
    folder = os.environ.get("KHCN_REFERENCE")
    if not folder or not (path := Path(folder, "oecd_tai", name)).exists():
        pytest.skip("KHCN_REFERENCE does not lead to the tables of the Technology Achievement Index")
    return pl.read_csv(path)


@pytest.fixture
def countries():
    return reference("table_A2_raw_23_countries.csv")


def ranked(index, data, recipe, **choices):
    ranks = build(index, data, recipe, unit="country").ranks(**choices)
    return {country: int(rank) for country, rank in ranks.select("country", "rank").iter_rows()}


def published(name, column):
    return dict(reference(name).select("country", column).iter_rows())


def test_linear_ranks_with_fixed_goalposts_as_in_table_38(countries):
    found = ranked(TAI, countries, Recipe(Goalposts()))

    assert found == published("tables_23_and_38_published_ranks.csv", "LIN")


def test_ranks_with_weights_of_budget_allocation_as_in_table_23(countries):
    weighted = CompositeIndex(
        (
            TAI.top,
            *(
                Node(each.code, "indicator", "tai", weight=weight, low=each.low, high=each.high)
                for each, weight in zip(TAI.indicators, BUDGET_ALLOCATION, strict=True)
            ),
        )
    )

    assert ranked(weighted, countries, Recipe(Goalposts())) == published("tables_23_and_38_published_ranks.csv", "BAP")


def test_ranks_of_the_geometric_mean_of_raw_values_as_in_table_38(countries):
    found = ranked(TAI, countries, Recipe(AsItIs(), method="geometric"))

    assert found == published("tables_23_and_38_published_ranks.csv", "GME")


def test_ranks_without_telephones_and_electricity_as_in_table_41(countries):
    smaller = remove_indicators(TAI, ["telephones_log", "electricity_log"])
    found = ranked(smaller, countries, Recipe(Goalposts()))

    assert found == published("table_41_published.csv", "TAI6_excl_telephones_electricity")


def test_norway_is_12th_with_fixed_goalposts_and_4th_with_the_ends_of_those_present(countries):
    """Why ends that come from the units compared are for exploring only."""
    results = {
        "fixed": build(TAI, countries, Recipe(Goalposts()), unit="country"),
        "present": build(TAI, countries, Recipe(MinMax()), unit="country"),
    }
    norway = compare_variants(results).filter(unit="Norway")

    assert norway["rank"].to_list() == [12, 4]
    assert norway["shift"].to_list() == [0, 8]


# Schooling, to the decimals printed.
@pytest.mark.parametrize(
    ("scale", "column", "error"),
    [
        (ZScore(), "zscore", 0.006),
        (MinMax(), "minmax", 0.006),
        (PercentileRank(0, 100, counted="up_to"), "percentile", 0.06),
    ],
)
def test_schooling_normalised_as_in_table_15(scale, column, error):
    table = reference("table_15_published_normalisation_schooling.csv")
    index = CompositeIndex((Node("s", "aggregate"), Node("schooling_x", "indicator", "s")))
    frame = normalise(table, index, scale, unit="country").frame

    assert frame["schooling_x"].to_list() == pytest.approx(table[column].to_list(), abs=error)


# HDR 2015, technical note 1: goalposts 20 and 85 years of life, 0 and 18 years of schooling expected, 0 and 15
# had, 100 and 75,000 dollars in logarithms; arithmetic within education, geometric above. Viet Nam: 0.666.
# That its four inputs, of table 1, give just that is what speaks for how they are typed here.
HDI = CompositeIndex(
    (
        Node("hdi", "aggregate"),
        Node("life", "indicator", "hdi", low=20, high=85),
        Node("education", "aggregate", "hdi"),
        Node("income_log", "indicator", "hdi", low=log(100), high=log(75_000)),
        Node("expected", "indicator", "education", low=0, high=18),
        Node("mean", "indicator", "education", low=0, high=15),
    )
)


def hdi(life, expected, mean, income):
    data = pl.DataFrame(
        {"unit": ["x"], "life": [life], "expected": [expected], "mean": [mean], "income_log": [log(income)]}
    )
    recipe = Recipe(Goalposts(), method={2: "arithmetic", 3: "geometric"})
    return build(HDI, data, recipe).scores["hdi"].item()


def test_the_human_development_index_of_viet_nam_in_the_report_of_2015():
    assert round(hdi(75.8, 11.9, 7.5, 5092), 3) == 0.666


def test_the_human_development_index_counts_nothing_beyond_a_goalpost():
    # 18 and more years expected are 1, as are 75,000 dollars and more: (1 x (1 + 0.8) / 2 x 1)^(1/3).
    assert hdi(85, 20.2, 12, 120_000) == pytest.approx(0.9 ** (1 / 3))
