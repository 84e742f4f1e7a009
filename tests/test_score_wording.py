import polars as pl
import pytest
from scoring.building import criterion, entered, events, item, scheme, scored

from khcn_analytics.score_wording import account_in_words, line_name, ranks_in_words, unit_names
from khcn_analytics.scoring.schemes import Ranking
from khcn_analytics.vocabulary.labels import Label


def words(points, language="vi", **settings):
    made = scheme(criterion("A1", missing="block"), criterion("A2"), ranking=Ranking(**settings), events=(item("T1"),))
    scores = scored(made, list(points), entries=entered(A1=points))
    return ranks_in_words(scores.ranks(), scores.totals, made, language)


def test_ranks_and_points_are_written_as_people_read_them():
    found = words({"X": 9.125, "Y": 4.0}, on="exact")

    assert found.select("unit_name", "rank_text", "total_text", "gap_text", "note").rows() == [
        ("X", "1", "18,25", "10,25", None),
        ("Y", "2", "8", "–", None),
    ]


def test_ties_are_told():
    assert words({"X": 4.0, "Y": 4.0})["note"].to_list() == ["đồng hạng với Y", "đồng hạng với X"]
    assert words({"X": 4.0, "Y": 4.0}, "en", method="average")["rank_text"].to_list() == ["1.5", "1.5"]


def test_a_gap_too_small_is_told():
    found = words({"X": 4.1, "Y": 4.0}, resolution=0.5)

    assert found["note"].to_list() == ["hơn hạng sau 0,2, chưa đủ để phân hơn kém", None]


def test_what_is_missing_is_told():
    assert words({"X": 4.0, "Y": None})["note"].to_list()[1] == "thiếu tiêu chí bắt buộc phải có điểm: A1"


def test_a_tie_breaker_is_named():
    made = scheme(criterion("A1"), criterion("A2"), ranking=Ranking(tie_breakers=("A2",)))
    scores = scored(made, ["X", "Y"], entries=entered(A1={"X": 4.0, "Y": 5.0}, A2={"X": 5.0, "Y": 4.0}))
    found = ranks_in_words(scores.ranks(), scores.totals, made)

    assert found["note"].to_list()[0] == "hơn nhờ A2. Tiêu chí A2"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("so", "X"), ("so", "Y")], ["X", "Y"]),
        ([("so", "X"), ("khac", "X")], ["X · Sở này", "X · khac"]),
        ([("so", None), ("khac", None)], ["Sở này", "khac"]),
    ],
)
def test_units_are_named_with_their_department_where_there_are_several(rows, expected):
    frame = pl.DataFrame(rows, schema={"department": pl.String, "unit": pl.String}, orient="row")

    assert unit_names(frame, departments={"so": Label("Sở này", "this one")}).to_list() == expected


@pytest.mark.parametrize(
    ("code", "name"), [("A", "A. Nhóm A"), ("A1", "A1. Tiêu chí A1"), ("T1", "T1. Mục T1"), ("penalty", "Điểm trừ")]
)
def test_lines_are_named_by_code_and_label(code, name):
    assert line_name(scheme(criterion("A1"), events=(item("T1"),)), code) == name


def test_the_lines_of_an_account_have_signs():
    made = scheme(criterion("A1"), events=(item("P1", "penalty", 3.0),))
    scores = scored(made, ["X"], entries=entered(A1={"X": 7.5}), events=events({"unit": "X", "item": "P1"}))
    found = account_in_words(scores.explain("X").lines)

    assert found.select("name", "points_text").rows() == [("A1. Tiêu chí A1", "+7,5"), ("P1. Mục P1", "−3")]
