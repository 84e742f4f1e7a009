from fractions import Fraction

import polars as pl
import pytest

from khcn_analytics.composite.pairwise import weights_of_pairs
from khcn_analytics.errors import MissingColumnsError, WrongUseError


def pairs(*rows):
    return pl.DataFrame(rows, schema=["first", "second", "ratio"], orient="row", strict=False)


def upper_half(codes, *rows):
    """Judgements of a printed matrix: of each row what stands to the right of the diagonal."""
    return pairs(
        *(
            (codes[place], codes[place + 1 + further], float(Fraction(ratio)))
            for place, row in enumerate(rows)
            for further, ratio in enumerate(row.split())
        )
    )


# Saaty (2008), Decision making with the analytic hierarchy process, IJSSCI 1(1), 83-98: drinks in the United States.
def test_weights_of_drinks_to_3_decimals_as_published_by_saaty():
    drinks = ["Coffee", "Wine", "Tea", "Beer", "Soda", "Milk", "Water"]
    found = weights_of_pairs(
        upper_half(drinks, "9 5 2 1 1 1/2", "1/3 1/9 1/9 1/9 1/9", "1/3 1/4 1/3 1/9", "1/2 1 1/3", "2 1/2", "1/3")
    )

    assert found.weights["code"].to_list() == drinks
    assert found.weights["weight"].round(3).to_list() == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert round(found.consistency_ratio, 3) == 0.022
    assert found.warning is None


def test_judgements_that_agree_have_a_ratio_of_0():
    found = weights_of_pairs(pairs(("a", "b", 2), ("b", "c", 3), ("c", "a", 1 / 6)))

    assert found.weights["weight"].to_list() == pytest.approx([0.6, 0.3, 0.1])
    assert found.largest_eigenvalue == pytest.approx(3)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)


def test_two_things_can_not_disagree():
    found = weights_of_pairs(pairs(("a", "b", 3)))

    assert found.weights["weight"].to_list() == pytest.approx([0.75, 0.25])
    assert (found.consistency_index, found.consistency_ratio) == (0, 0)


# a is twice b, b twice c, c twice a: weights are equal, the eigenvalue 1 + 2 + 1/2, the index 0.25, over 0.58.
def test_contradictions_are_told():
    found = weights_of_pairs(pairs(("a", "b", 2), ("b", "c", 2), ("c", "a", 2)))

    assert found.weights["weight"].to_list() == pytest.approx([1 / 3] * 3)
    assert found.consistency_ratio == pytest.approx(0.25 / 0.58)
    assert found.warning is not None
    assert found.warning.vi == ("Tỷ số nhất quán 0.431 lớn hơn 0.1: các đánh giá mâu thuẫn nhau. Hãy xem lại các cặp.")


def test_all_mistakes_are_told_at_once():
    bad = pairs(("a", "b", 2), ("b", "a", 2), ("a", "c", 0), ("a", "a", 1), ("d", "a", None))
    with pytest.raises(WrongUseError) as caught:
        weights_of_pairs(bad)

    assert caught.value.en == (
        "The table of pairwise comparisons has 7 mistake(s): “b” and “a” are judged in two ways; "
        "“a” to “c”: the ratio must be positive (0.0); “a” is compared with itself; "
        "“d” to “a”: the ratio must be positive (None); the pair “b” – “c” is missing; the pair “b” – “d” is missing; "
        "the pair “c” – “d” is missing. Mend them and run again."
    )


def test_a_pair_judged_alike_both_ways_round_is_no_contradiction():
    assert weights_of_pairs(pairs(("a", "b", 4), ("b", "a", 0.25))).weights["weight"][0] == pytest.approx(0.8)


def test_more_than_ten_things_are_refused():
    codes = [f"x{place}" for place in range(11)]
    many = pairs(*((one, other, 1) for place, one in enumerate(codes) for other in codes[place + 1 :]))
    with pytest.raises(WrongUseError, match="từ 2 đến 10"):
        weights_of_pairs(many)


def test_columns_are_needed():
    with pytest.raises(MissingColumnsError, match="ratio"):
        weights_of_pairs(pairs(("a", "b", 1)).drop("ratio"))


def test_names_and_ratios_must_be_readable():
    with pytest.raises(WrongUseError, match="cột “second” có 1 ô trống"):
        weights_of_pairs(pairs(("a", None, 3)))
    with pytest.raises(WrongUseError, match="cột “ratio” không phải là số"):
        weights_of_pairs(pl.DataFrame({"first": ["a"], "second": ["b"], "ratio": ["1/3"]}))
