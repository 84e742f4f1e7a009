import pytest
from scoring.building import criterion, entered, scheme, scored

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.comparing import compare_scores


def scored_with(entries, units):
    return scored(scheme(criterion("A1")), units, entries=entries)


def test_totals_and_ranks_stand_side_by_side_with_shifts_against_the_first():
    one = scored_with(entered(A1={"X": 8.0, "Y": 4.0}), ["X", "Y"])
    other = scored_with(entered(A1={"X": 5.0, "Y": 9.0}), ["X", "Y"])
    found = compare_scores({"năm trước": one, "năm nay": other})

    assert found.select("way", "unit", "total", "total_share", "rank", "shift").rows() == [
        ("năm trước", "X", 8, 0.8, 1, 0),
        ("năm trước", "Y", 4, 0.4, 2, 0),
        ("năm nay", "Y", 9, 0.9, 1, 1),
        ("năm nay", "X", 5, 0.5, 2, -1),
    ]


def test_who_has_no_rank_in_one_of_the_two_has_no_shift():
    made = scheme(criterion("A1", missing="block"))
    one = scored(made, ["X", "Y"], entries=entered(A1={"X": 8.0}))
    other = scored(made, ["X", "Y"], entries=entered(A1={"X": 8.0, "Y": 9.0}))
    found = compare_scores({"một": one, "hai": other}).filter(unit="Y")

    assert found.select("way", "rank", "shift").rows() == [("một", None, None), ("hai", 1, None)]


def test_another_rank_group_is_another_race():
    entries = entered(A1={"X": 8.0, "Y": 4.0})
    one, other = scored_with(entries, {"X": "a", "Y": "a"}), scored_with(entries, {"X": "a", "Y": "b"})
    found = compare_scores({"một": one, "hai": other}).filter(way="hai")

    assert found.select("unit", "rank", "shift").rows() == [("X", 1, 0), ("Y", 1, None)]


@pytest.mark.parametrize("ways", [0, 1])
def test_one_scoring_alone_compares_with_nothing(ways):
    with pytest.raises(WrongUseError, match="hai cách chấm"):
        compare_scores({str(each): scored_with(entered(A1={"X": 8.0}), ["X"]) for each in range(ways)})
