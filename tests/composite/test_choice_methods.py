from math import log10

import polars as pl
import pytest

from khcn_analytics.composite.choice_methods import scale_columns, topsis, weighted_product, weighted_sum
from khcn_analytics.errors import UnknownNameError, WrongUseError


def frame(*rows):
    codes = [f"x{place}" for place in range(len(rows[0]))]
    units = pl.Series("unit", [f"u{place}" for place in range(len(rows))])
    return pl.DataFrame(rows, schema=codes, orient="row", strict=False).insert_column(0, units)


def weights(*numbers):
    return {f"x{place}": number for place, number in enumerate(numbers)}


# Kracka, Brauers and Zavadskas (2010), Inzinerine Ekonomika 21(4), 352-359: 1/x where lower is better, each
# column over its sum, weights over theirs; competition ranks.
def test_weighted_sum_as_published_by_kracka():
    data = frame(
        (33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852),
        (38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184),
        (37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845),
        (30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186),
        (36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61),
        (37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935),
    )
    found = weighted_sum(data, weights(*[20] * 7), scaling="sum", lower_is_better=["x0", "x1", "x2", "x3", "x5"])

    assert found["score"].to_list() == pytest.approx(
        [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    )
    assert found["rank"].to_list() == [6, 1, 3, 4, 5, 2]


# scikit-criteria tests/agg/test_simple.py gives 4 and 11 with weights of 1; here they are shares, a third each.
def test_weighted_sum_without_scaling():
    found = weighted_sum(frame((1, 0, 3), (0, 5, 6)), weights(1, 1, 1), ties="dense")

    assert found["score"].to_list() == pytest.approx([4 / 3, 11 / 3])
    assert found["rank"].to_list() == [2, 1]


# Wikipedia, Weighted product model (revision 1015567716); the published score is the logarithm to base 10 of
# columns over their sums, which here is the same but for a constant.
def test_weighted_product_as_published():
    data = frame((25, 20, 15, 30), (10, 30, 20, 30), (30, 10, 30, 10))
    found = weighted_product(data, weights(20, 15, 40, 25))
    constant = 0.2 * log10(65) + 0.15 * log10(60) + 0.4 * log10(65) + 0.25 * log10(70)

    assert [log10(score) - constant for score in found["score"]] == pytest.approx(
        [-0.50128589, -0.50448471, -0.52947246]
    )
    assert found["rank"].to_list() == [1, 2, 3]


# scikit-criteria tests/agg/test_simple.py: log10(1 x 2 x 3) and log10(4 x 5 x 6), here cube roots of the products.
def test_weighted_product_of_equal_weights():
    found = weighted_product(frame((1, 2, 3), (4, 5, 6)), weights(1, 1, 1))

    assert [3 * log10(score) for score in found["score"]] == pytest.approx([0.77815125, 2.07918125])


def test_weighted_product_turns_what_is_better_when_lower():
    found = weighted_product(frame((4, 1), (4, 2)), weights(1, 1), lower_is_better=["x1"])

    assert found["score"].to_list() == pytest.approx([2, 2**0.5])


# Tzeng and Huang (2011), Multiple Attribute Decision Making; vector scaling.
def test_topsis_to_4_decimals_as_published_by_tzeng():
    found = topsis(frame((5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)), weights(0.3, 0.4, 0.3))

    assert found["score"].to_list() == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=1e-4)
    assert found["rank"].to_list() == [3, 2, 1, 4]


# Opricovic and Tzeng (2004), EJOR 156, 445-455; min-max scaling. The first and the last tie exactly.
def test_topsis_with_a_tie_as_published_by_opricovic():
    data = frame((1, 3000), (2, 3750), (5, 4500))
    found = topsis(data, weights(0.5, 0.5), scaling="min_max", lower_is_better=["x0"])

    assert found["score"].round(3).to_list() == [0.5, 0.617, 0.5]
    assert found["rank"].to_list() == [2, 1, 2]


def test_units_that_are_all_alike_are_refused():
    with pytest.raises(WrongUseError, match="TOPSIS"):
        topsis(frame((1, 2), (1, 2)), weights(1, 1))


@pytest.mark.parametrize(("scaling", "flat"), [("min_max", 5), ("vector", 0), ("sum", 0)])
def test_columns_without_a_scale_are_refused(scaling, flat):
    with pytest.raises(WrongUseError, match=f"1 cột không quy về thang “{scaling}”"):
        scale_columns(frame((flat, 1), (flat, 2)), ["x0", "x1"], scaling)


def test_a_reciprocal_needs_positive_values():
    with pytest.raises(WrongUseError, match="“x0” must be positive: “u0”"):
        scale_columns(frame((0, 1), (1, 2)), ["x0", "x1"], "sum", lower_is_better=["x0"])


def test_unknown_scalings_and_negative_weights_are_refused():
    with pytest.raises(UnknownNameError, match="softmax"):
        scale_columns(frame((1, 2)), ["x0"], "softmax")  # type: ignore[arg-type]
    with pytest.raises(WrongUseError, match="trọng số của “x1” là -1"):
        weighted_sum(frame((1, 2)), weights(1, -1))


def test_text_is_refused_by_the_name_of_its_column():
    data = pl.DataFrame({"unit": ["a", "b"], "x": ["1", "2"]})
    for method in (weighted_sum, weighted_product, topsis):
        with pytest.raises(WrongUseError, match="cột “x” không phải là số"):
            method(data, {"x": 1})


# 0.1 + 0.2 - 0.3 in one row, 0.3 - 0.2 - 0.1 in the other: 0 in both, but for binary digits.
def test_sums_that_cancel_out_are_level():
    data = pl.DataFrame({"unit": ["a", "b"], "x": [0.1, 0.3], "y": [0.2, -0.2], "z": [-0.3, -0.1]})

    assert weighted_sum(data, {"x": 1, "y": 1, "z": 1})["rank"].to_list() == [1, 1]
