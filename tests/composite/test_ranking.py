import polars as pl
import pytest

from khcn_analytics.composite.ranking import levels, with_ranks
from khcn_analytics.errors import UnknownNameError, WrongUseError

TIED = pl.DataFrame({"unit": list("abcd"), "score": [5.0, 9.0, 5.0, 1.0]})


@pytest.mark.parametrize(
    ("ties", "expected"), [("competition", [2, 1, 2, 4]), ("dense", [2, 1, 2, 3]), ("average", [2.5, 1, 2.5, 4])]
)
def test_equal_scores_share_a_rank(ties, expected):
    assert with_ranks(TIED, "score", ties=ties)["rank"].to_list() == expected


def test_scores_that_differ_by_the_last_binary_digit_are_equal():
    scores = pl.DataFrame({"score": [0.1 + 0.2, 0.3]})
    assert with_ranks(scores, "score")["rank"].to_list() == [1, 1]


# HDR 2015: El Salvador, South Africa and Viet Nam share the 116th place with 0.666.
def test_competition_ranks_on_scores_rounded_to_3_decimals_as_undp_does():
    scores = pl.DataFrame({"score": [0.6664, 0.6661, 0.6655, 0.6654]})

    assert with_ranks(scores, "score", decimals=3)["rank"].to_list() == [1, 1, 1, 4]
    assert with_ranks(scores, "score")["rank"].to_list() == [1, 2, 3, 4]


def test_no_score_no_rank():
    assert with_ranks(pl.DataFrame({"score": [None, 2.0]}), "score")["rank"].to_list() == [None, 1]


def test_unknown_names_are_refused():
    with pytest.raises(UnknownNameError, match="ordinal"):
        with_ranks(TIED, "score", ties="ordinal")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="points"):
        with_ranks(TIED, "points")


def test_decimals_can_not_be_negative():
    with pytest.raises(WrongUseError, match="không thể âm"):
        with_ranks(TIED, "score", decimals=-1)


def test_a_half_is_rounded_up_as_people_do():
    scores = pl.DataFrame({"score": [0.5, 1.0, 2.5, 3.0]})
    assert with_ranks(scores, "score", decimals=0)["rank"].to_list() == [3, 3, 1, 1]


def test_residues_beside_a_greater_score_are_equal():
    scores = pl.DataFrame({"score": [-1.1e-16, 0.5, -1.7e-16, 0.0]})
    assert with_ranks(scores, "score")["rank"].to_list() == [2, 1, 2, 2]


def test_small_scores_that_differ_are_told_apart():
    scores = pl.DataFrame({"score": [2e-15, 1e-15]})
    assert with_ranks(scores, "score")["rank"].to_list() == [1, 2]


# Of 1.0005 x 1000 binary fractions make 1000.4999999999999; people round it to 1.001, above 1.0004.
def test_a_half_in_the_last_place_is_rounded_as_written():
    scores = pl.DataFrame({"score": [1.0005, 1.0014, 1.0004, -1.0005, -1.0006]})
    assert with_ranks(scores, "score", decimals=3)["rank"].to_list() == [1, 1, 3, 4, 4]


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_what_is_no_number_has_no_place(score):
    with pytest.raises(WrongUseError, match=r"1 ô không phải số hữu hạn \(dòng 2\)"):
        with_ranks(pl.DataFrame({"score": [1.0, score]}), "score")


def test_text_and_broken_decimals_are_refused():
    with pytest.raises(WrongUseError, match="“score” không phải là số"):
        with_ranks(pl.DataFrame({"score": ["1", "x"]}), "score")
    with pytest.raises(WrongUseError, match="phải là số nguyên"):
        with_ranks(TIED, "score", decimals=1.5)  # type: ignore[arg-type]


def test_levels_of_nothing_are_nothing():
    assert levels(pl.Series([], dtype=pl.Float64)).to_list() == []
    assert levels(pl.Series([None, None], dtype=pl.Float64)).to_list() == [None, None]
