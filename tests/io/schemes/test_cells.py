from datetime import date

import pytest

from khcn_analytics.io.schemes.cells import Cell, number_of, points_of, tidy, value_of
from khcn_analytics.scoring.scheme_entries import Entry


@pytest.mark.parametrize(
    ("text", "number"),
    [("15", 15), ("7,5", 7.5), ("0.95", 0.95), ("85%", 0.85), ("85 %", 0.85), ("-8", -8), ("1.000.000", 10**6)],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert number_of(Cell(text)) == pytest.approx(number)


def test_a_number_of_the_file_is_that_number_and_a_text_like_thousands_is_left_for_people():
    assert number_of(Cell("1.234", is_number=True)) == 1.234
    assert number_of(Cell("1.234")) == "1.234"


@pytest.mark.parametrize(
    ("text", "kind", "name", "value"),
    [
        ("2", "whole", "decimals", 2),
        ("2,5", "whole", "decimals", 2.5),
        ("nhiều", "number", "maximum", "nhiều"),
        ("2024-01-31", "day", "valid_from", date(2024, 1, 31)),
        ("31/01/2024", "day", "valid_from", date(2024, 1, 31)),
        ("cuối năm", "day", "valid_from", "cuối năm"),
        ("Đơn vị", "choice", "scored", "unit"),
        ("department", "choice", "scored", "department"),
        ("từ trên xuống", "choice", "scored", "từ trên xuống"),
        ("theo mức", "table", "rule", "bands"),
        ("nội dung; điểm trừ", "choices", "order", ["content", "penalty"]),
        ("không", "choices", "at", []),
        ("A ; T1", "codes", "tie_breakers", ["A", "T1"]),
        ("Có", "flag", "shared_indicator", True),
        ("không", "flag", "shared_indicator", False),
        ("có thể", "flag", "shared_indicator", "có thể"),
        (" A1 ", "code", "code", "A1"),
        ("  Tên ", "text", "version", "  Tên "),
    ],
)
def test_a_cell_is_the_value_its_toml_would_hold(text, kind, name, value):
    assert value_of(Cell(text), name, Entry(kind)) == value


def test_a_percentage_is_no_points():
    assert points_of(Cell("10%")) == "10%"
    assert points_of(Cell("0.125", is_percent=True)) == "12,5%"
    assert points_of(Cell("7,5")) == 7.5
    assert value_of(Cell("0.1", is_percent=True), "maximum", Entry("number")) == "10%"


def test_line_breaks_are_kept_and_spaces_are_not():
    assert tidy(" Sáng  kiến\r\ncấp cơ sở \n") == "Sáng kiến\ncấp cơ sở"
