from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from khcn_analytics.io.checking import check
from khcn_analytics.io.problems.notes import MOST_COMMENTS, cell_notes

# What is the same in every problem here.
PLAIN = {
    "file": "list.csv",
    "sheet": None,
    "severity": "error",
    "rule": "odd",
    "message_vi": "Sai",
    "message_en": "Wrong",
    "fix_vi": "Sửa",
    "fix_en": "Mend",
}


@pytest.fixture
def notes(tmp_path):
    """The notes of problems in a table whose headers are in row 2, from column A."""
    file = tmp_path / "list.csv"
    file.write_text("Biểu 1,,,,\nMã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,05/06/2024,3\n", "utf-8")
    checked = check(file)

    def made(*problems, language="vi"):
        frame: Any = pl.DataFrame([{**PLAIN, **each} for each in problems], schema=checked.problems.schema)
        return cell_notes([replace(checked, problems=frame)], language)

    return made


def places(notes):
    return [(each["row"], each["column"], each["severity"]) for each in notes]


def test_a_problem_is_in_its_cell_its_row_or_the_header(notes):
    found = notes({"row": 6, "column": "AB"}, {"row": 6}, {"column": "D"}, {})

    assert places(found) == [(6, 28, "error"), (6, None, "error"), (2, 4, "error"), (2, 1, "error")]


def test_errors_come_first_and_give_a_cell_its_severity(notes):
    found = notes(
        {"row": 3, "column": "A", "severity": "warning"},
        {"row": 3, "column": "B", "severity": "warning"},
        {"row": 3, "column": "B"},
    )

    assert places(found) == [(3, 2, "error"), (3, 1, "warning")]
    assert found[0]["text"].index("LỖI") < found[0]["text"].index("CẢNH BÁO")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "vi",
            "LỖI: Sai\nCách sửa: Sửa\nCó phải: kiểm tra?\n\nERROR: Wrong\nHow to mend it: Mend\nDid you mean: kiểm tra?",
        ),
        (
            "en",
            "ERROR: Wrong\nHow to mend it: Mend\nDid you mean: kiểm tra?\n\nLỖI: Sai\nCách sửa: Sửa\nCó phải: kiểm tra?",
        ),
    ],
)
def test_both_languages_are_there_and_the_one_asked_for_is_first(notes, language, text):
    (note,) = notes({"row": 3, "column": "A", "suggestion": "kiểm tra"}, language=language)

    assert note["text"] == text


def test_of_many_problems_in_a_cell_the_first_are_told_and_the_rest_counted(notes):
    (note,) = notes(*({"row": 3, "column": "A", "message_vi": f"Sai {place}"} for place in range(7)))

    assert "Sai 4" in note["text"]
    assert "Sai 5" not in note["text"]
    assert "… và 2 vấn đề nữa trong ô này" in note["text"]
    assert "… and 2 more in this cell" in note["text"]


def test_a_long_sentence_is_cut(notes):
    (note,) = notes({"row": 3, "column": "A", "message_vi": "x" * 601, "message_en": "y" * 600})

    assert f"LỖI: {'x' * 599}…\n" in note["text"]
    assert f"ERROR: {'y' * 600}\n" in note["text"]


def test_cells_that_get_no_comment_need_no_text(notes):
    found = notes(*({"row": row, "column": "A"} for row in range(3, 2 * MOST_COMMENTS + 5)))

    assert [bool(each["text"]) for each in found[-3:]] == [True, False, False]
