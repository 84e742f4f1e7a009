"""Tables 25 to 37 of the OECD/JRC Handbook on Constructing Composite Indicators (2008), pages 104-116."""

import polars as pl
import pytest

from khcn_analytics.composite.social_choice import borda, copeland, kemeny, outranking, pairwise_support
from khcn_analytics.errors import MissingColumnsError, UnknownNameError, WrongUseError


def ballots(*profile):
    return pl.DataFrame({"voters": [voters for voters, _ in profile], "order": [list(order) for _, order in profile]})


def matrix(support, order):
    found = {(one, other): value for one, other, value in support.rows()}
    return [[found.get((one, other), 0) for other in order] for one in order]


TABLE_25 = ballots((3, "abcd"), (5, "acbd"), (7, "bdca"), (6, "cbda"))
TABLE_28 = ballots((23, "abc"), (17, "bca"), (2, "bac"), (10, "cab"), (8, "cba"))
TABLE_31 = ballots((3, "cbad"), (2, "badc"), (2, "adcb"))

# Of the Technology Achievement Index, higher is better in every column.
TABLE_35 = pl.DataFrame(
    {
        "unit": ["Finland", "USA", "Sweden", "Japan", "Korea"],
        "patents": [187, 289, 271, 994, 779],
        "royalties": [125.6, 130, 156.6, 64.6, 9.8],
        "internet": [200.2, 179.1, 125.8, 49, 4.8],
        "exports": [50.7, 66.2, 59.7, 80.8, 66.7],
        "telephones": [3.08, 2.997, 3.096, 3.003, 2.972],
        "electricity": [4.15, 4.073, 4.145, 3.865, 3.653],
        "schooling": [10, 12, 11.4, 9.5, 10.8],
        "university": [27.4, 13.9, 15.3, 10, 23.2],
    },
    strict=False,
)
EQUAL = dict.fromkeys(TABLE_35.columns[1:], 1)


def test_borda_points_as_in_tables_26_and_29():
    assert dict(borda(TABLE_25).rows()) == {"a": 24, "b": 44, "c": 38, "d": 20}
    assert borda(TABLE_28).rows() == [("b", 69), ("a", 58), ("c", 53)]


def test_without_the_last_option_the_order_of_the_others_turns_as_in_tables_32_and_33():
    """Fishburn's example: why ranks of what is compared must be read with whom it is compared."""
    without_d = ballots((3, "cba"), (2, "bac"), (2, "acb"))

    assert borda(TABLE_31).rows() == [("a", 13), ("b", 12), ("c", 11), ("d", 6)]
    assert borda(without_d).rows() == [("c", 8), ("b", 7), ("a", 6)]


def test_pairs_of_voters_as_in_tables_27_and_30():
    assert matrix(pairwise_support(TABLE_25), "abcd") == [[0, 8, 8, 8], [13, 0, 10, 21], [13, 11, 0, 14], [13, 0, 7, 0]]
    assert matrix(pairwise_support(TABLE_28), "abc") == [[0, 33, 25], [27, 0, 42], [35, 18, 0]]


def test_the_order_by_pairs_won_is_that_of_condorcet_as_printed():
    assert copeland(pairwise_support(TABLE_25))["option"].to_list() == ["c", "b", "d", "a"]


def test_a_circle_of_majorities_leaves_all_level():
    # a beats b, b beats c, c beats a (table 30).
    assert copeland(pairwise_support(TABLE_28)).rows() == [(option, 1, 1, 0.0) for option in "abc"]


def test_kemeny_scores_as_printed_for_table_28():
    found = {"".join(order): score for order, score in kemeny(pairwise_support(TABLE_28)).rows()}

    assert found == {"abc": 100, "bca": 104, "cab": 86, "bac": 94, "cba": 80, "acb": 76}


def test_outranking_with_half_the_weight_on_equality_as_in_table_36():
    found = matrix(outranking(TABLE_35, EQUAL), TABLE_35["unit"])

    assert found == [
        [0, 0.5, 0.375, 0.75, 0.625],
        [0.5, 0, 0.5, 0.625, 0.625],
        [0.625, 0.5, 0, 0.75, 0.625],
        [0.25, 0.375, 0.25, 0, 0.75],
        [0.375, 0.375, 0.375, 0.25, 0],
    ]


def test_the_best_six_orders_as_in_table_37():
    best = kemeny(outranking(TABLE_35, EQUAL)).head(6)

    assert best["score"].to_list() == [6.375] * 3 + [6.125] * 3
    assert {",".join(order) for order in best["order"].head(3)} == {
        "USA,Sweden,Finland,Japan,Korea",
        "Sweden,Finland,USA,Japan,Korea",
        "Sweden,USA,Finland,Japan,Korea",
    }


# COINr tests/testthat/test-aggregate.R.
def test_outranking_as_published_by_coinr():
    data = pl.DataFrame({"unit": list("1234"), "x1": [1, 2, 3, 4], "x2": [3, 2, 1, 5], "x3": [2, 3, 1, 4]})
    support = outranking(data, {"x1": 1, "x2": 1, "x3": 1})
    found = {(one, other): value for one, other, value in support.rows()}

    assert (found["2", "1"], found["3", "1"]) == pytest.approx((2 / 3, 1 / 3))
    # In 3 of the 6 pairs one unit is better in everything.
    assert [pair for pair, value in found.items() if value == pytest.approx(1)] == [("4", "1"), ("4", "2"), ("4", "3")]


def test_what_is_better_when_lower_is_turned():
    data = pl.DataFrame({"unit": ["a", "b"], "late": [1, 9]})

    assert outranking(data, {"late": 1}, lower_is_better=["late"]).rows() == [("a", "b", 1.0), ("b", "a", 0.0)]
    with pytest.raises(UnknownNameError, match="early"):
        outranking(data, {"late": 1}, lower_is_better=["early"])


def test_ballots_must_order_the_same_options():
    with pytest.raises(WrongUseError, match="phiếu 2 phải xếp đủ 3 phương án"):
        borda(ballots((1, "abc"), (1, "aab")))


def test_kemeny_refuses_too_many_options_and_single_directions():
    many = pairwise_support(ballots((1, "abcdefghi")))
    with pytest.raises(WrongUseError, match="tối đa 8"):
        kemeny(many)
    with pytest.raises(WrongUseError, match="1 cặp"):
        kemeny(pairwise_support(ballots((1, "ab"))).head(1))
    with pytest.raises(MissingColumnsError, match="support"):
        kemeny(many.drop("support"))


def support(*rows):
    return pl.DataFrame(rows, schema=["option", "other", "support"], orient="row", strict=False)


@pytest.mark.parametrize("method", [copeland, kemeny])
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("a", "b", 0.9)], "1 cặp không có số liệu, ví dụ “b” – “a”"),
        ([("a", "b", 0.9), ("b", "a", 0.1), ("a", "c", 1.0)], "3 cặp không có số liệu"),
        ([("a", "b", 0.9), ("a", "b", 0.9), ("b", "a", 0.1)], "1 cặp nêu nhiều lần, ví dụ “a” – “b”"),
        ([("a", "b", 0.9), ("a", "b", 0.0), ("b", "a", 0.1)], "1 cặp nêu nhiều lần"),
        ([("a", "b", 0.9), ("b", "a", None)], "cột “support” có 1 ô trống"),
        ([("a", "b", 0.9), ("b", "a", float("nan"))], "1 ô không phải số hữu hạn"),
        ([("a", None, 0.9)], "cột “other” có 1 ô trống"),
        ([("a", "a", 0.9)], "“a” so với chính nó"),
        ([("a", "b", "0.9"), ("b", "a", "0.1")], "cột “support” không phải là số"),
    ],
)
def test_support_that_is_not_whole_is_refused(method, rows, told):
    with pytest.raises(WrongUseError, match=told):
        method(support(*rows))


def test_the_first_order_is_the_same_whichever_direction_is_told_first():
    # a beats b by 0.8, c by 0.6; b beats c by 0.7.
    rows = [("c", "a", 0.4), ("a", "c", 0.6), ("b", "a", 0.2), ("a", "b", 0.8), ("c", "b", 0.3), ("b", "c", 0.7)]

    assert copeland(support(*rows))["option"].to_list() == ["a", "b", "c"]
    assert kemeny(support(*rows))["order"].to_list()[0] == ["a", "b", "c"]


# 0.1 + 0.2 is 0.3 to people, not in binary: neither unit is better in x.
def test_values_that_differ_by_binary_digits_alone_share_the_weight():
    data = pl.DataFrame({"unit": ["a", "b"], "x": [0.1 + 0.2, 0.3]})

    assert outranking(data, {"x": 1}).rows() == [("a", "b", 0.5), ("b", "a", 0.5)]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (
            {"voters": [-2, 1], "order": [["a", "b"], ["b", "a"]]},
            r"phiếu 1: số người bỏ phiếu phải từ 0 trở lên \(-2\)",
        ),
        ({"voters": [None, 1], "order": [["a", "b"], ["b", "a"]]}, "phiếu 1: số người"),
        ({"voters": ["2", "1"], "order": [["a", "b"], ["b", "a"]]}, "cột “voters” không phải là số"),
        ({"voters": [1, 1], "order": [None, ["b", "a"]]}, "phiếu 1 phải xếp đủ 2 phương án"),
        ({"voters": [1, 1], "order": [["a", None], ["b", "a"]]}, "phiếu 1 phải xếp đủ 2 phương án"),
        ({"voters": [1], "order": ["ab"]}, "cột “order” phải là danh sách phương án"),
    ],
)
def test_ballots_nobody_can_count_are_refused(columns, told):
    for method in (borda, pairwise_support):
        with pytest.raises(WrongUseError, match=told):
            method(pl.DataFrame(columns))
