import pytest
from builders import yearly_words

from khcn_analytics.tables.noted import Cell, noted

MISSING = {"value_text": "–", "value_note": "Chưa có báo cáo.", "verdict": "not_comparable", "is_met": None}


def test_notes_are_numbered_as_they_appear_and_told_once():
    held = noted(yearly_words({}, MISSING, MISSING), "vi", None)

    assert held.notes == {"(1)": "Kỳ gốc bằng 0.", "(2)": "Chưa có báo cáo."}
    assert [row[-1] for row in held.rows] == [Cell("+12", "(1)", is_figure=True)] * 3
    assert [(row[4].text, row[4].mark) for row in held.rows] == [("12", ""), ("–", "(2)"), ("–", "(2)")]


def test_figures_break_into_lines_before_a_bracket_only():
    row = noted(yearly_words({"target_change_text": "133,3 % (không đạt)"}), "vi", None).rows[0]

    assert row[5].printed == "133,3\u00a0% (không\u00a0đạt)"
    assert row[1].printed == "nhiệm vụ"


def test_the_years_are_named():
    assert list(noted(yearly_words({}), "vi", None).headers.values()) == [
        *("Chỉ số", "Đơn vị tính", "Năm 2019", "Kế hoạch", "Năm 2020", "So với kế hoạch", "So với năm 2019")
    ]
    assert noted(yearly_words({}), "en", None).headers["target_change_text"] == "Against plan"


def test_groups_have_a_column_where_they_are_named():
    assert "group_name" not in noted(yearly_words({}), "vi", None).headers
    held = noted(yearly_words({}), "vi", "Đơn vị")
    assert held.headers["group_name"] == "Đơn vị"
    assert held.rows[0][1] == Cell("Toàn sở")


def test_the_columns_share_the_whole_width():
    for header in (None, "Đơn vị"):
        assert sum(noted(yearly_words({}), "vi", header).shares) == pytest.approx(1)


def test_rows_stand_under_their_theme():
    held = noted(yearly_words({}, {}, {"theme": "Sáng kiến"}), "vi", None)

    assert [(theme, len(rows)) for theme, rows in held.sections] == [("Nhiệm vụ", 2), ("Sáng kiến", 1)]


def test_signs_are_explained_where_there_are_any():
    assert "≤: không quá" in noted(yearly_words({}), "vi", None).legend
    assert not noted(yearly_words({"target_text": "9"}), "vi", None).legend


def test_without_rows_the_columns_have_names_all_the_same():
    held = noted(yearly_words(), "vi", None)

    assert held.headers["base_text"] == "Kỳ gốc"
    assert held.rows == ()
