"""Every error says the same thing in Vietnamese and in English."""

import pickle

import pytest

from khcn_analytics import errors
from khcn_analytics.errors import (
    DataNotFoundError,
    IncomparableError,
    InvalidDataError,
    InvalidPeriodError,
    KhcnError,
    MissingColumnsError,
    SchemeError,
    SchemeMistake,
    ScoreInputsError,
    UnknownNameError,
    UnreadableDataError,
    WrongUseError,
)

ONE_OF_EACH = [
    DataNotFoundError("tháng 5.xlsx"),
    UnreadableDataError("tháng 5.xlsx", vi="tệp trống", en="the file is empty"),
    MissingColumnsError("Nhiệm vụ KH&CN", [("title", "Tên nhiệm vụ")], ["Mã số"]),
    InvalidDataError("Nhiệm vụ KH&CN", 1, [("dòng 1", "row 1")]),
    UnknownNameError("chỉ số", "indicator", "tasks.acepted", ["tasks.accepted"]),
    InvalidPeriodError("quý V/2020"),
    IncomparableError("không so sánh được", "not comparable"),
    SchemeError("mau_100", [SchemeMistake(3, "thiếu “code”.", "“code” is missing.")]),
    ScoreInputsError("mau_100", [("điểm nhỏ hơn 0", "points below 0")]),
    WrongUseError("gọi sai", "called wrongly"),
]


def test_there_is_an_example_of_every_error():
    defined = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, KhcnError)}
    assert defined == {KhcnError, *map(type, ONE_OF_EACH)}


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)
class TestEveryError:
    def test_is_caught_as_a_khcn_error(self, error):
        with pytest.raises(KhcnError):
            raise error

    def test_shows_both_languages_when_printed(self, error):
        assert str(error) == f"{error.vi}\n{error.en}"

    def test_gives_one_language_when_asked(self, error):
        assert (error.text(), error.text("vi"), error.text("en")) == (error.vi, error.vi, error.en)

    def test_says_different_words_in_the_two_languages(self, error):
        assert error.vi
        assert error.en
        assert error.vi != error.en

    def test_travels_between_processes(self, error):
        arrived = pickle.loads(pickle.dumps(error))
        assert (type(arrived), str(arrived), vars(arrived)) == (type(error), str(error), vars(error))


def test_a_missing_file_is_named_in_both_languages():
    error = DataNotFoundError("tháng 5.xlsx")
    assert "Không tìm thấy “tháng 5.xlsx”" in error.vi
    assert "“tháng 5.xlsx” was not found" in error.en


def test_an_unreadable_file_says_why_in_both_languages():
    error = UnreadableDataError("a.xlsx", vi="tệp trống", en="the file is empty")
    assert error.vi == "Không đọc được “a.xlsx”: tệp trống"
    assert error.en == "“a.xlsx” could not be read: the file is empty"


def test_missing_columns_are_counted_and_named_beside_those_found():
    error = MissingColumnsError("Nhiệm vụ", [("title", "Tên nhiệm vụ"), ("level", "Cấp quản lý")], ["Mã số", "Sở"])
    assert "thiếu 2 cột bắt buộc: “Tên nhiệm vụ” (title), “Cấp quản lý” (level)" in error.vi
    assert "lacks 2 required column(s): title, level" in error.en
    assert all("“Mã số”, “Sở”" in text for text in (error.vi, error.en))


def test_a_table_without_any_column_says_so():
    error = MissingColumnsError("Nhiệm vụ", [("title", "Tên nhiệm vụ")], [])
    assert "Các cột đã có: không có." in error.vi
    assert "Columns found: none." in error.en


def test_at_most_twelve_found_columns_are_listed():
    found = [f"cột {place}" for place in range(1, 14)]
    assert MissingColumnsError("Nhiệm vụ", [("title", "Tên")], found[:12]).en.count("“cột") == 12
    error = MissingColumnsError("Nhiệm vụ", [("title", "Tên")], found)
    assert "“cột 12” …" in error.vi
    assert "cột 13" not in error.vi


def test_invalid_data_tells_how_many_errors_are_not_listed():
    error = InvalidDataError("Nhiệm vụ", 5, [("dòng 1", "row 1"), ("dòng 2", "row 2")])
    assert error.count == 5
    assert "có 5 lỗi: dòng 1; dòng 2; và 3 lỗi khác" in error.vi
    assert "has 5 error(s): row 1; row 2; and 3 more" in error.en


def test_invalid_data_listed_in_full_has_no_remainder():
    error = InvalidDataError("Nhiệm vụ", 1, [("dòng 1", "row 1")])
    assert "lỗi khác" not in error.vi
    assert "more" not in error.en


def test_an_unknown_name_suggests_close_ones():
    error = UnknownNameError("chỉ số", "indicator", "tasks.acepted", ["tasks.accepted", "inspections.checks"])
    assert error.vi == "Không có chỉ số “tasks.acepted”. Có phải: tasks.accepted?"
    assert error.en == "There is no indicator “tasks.acepted”. Did you mean: tasks.accepted?"


def test_an_unknown_name_close_to_nothing_lists_the_choices_in_order():
    error = UnknownNameError("bộ dữ liệu", "dataset", "xyz", {"tasks", "inspections"})
    assert error.vi.endswith("Có thể chọn: inspections, tasks.")
    assert error.en.endswith("Choose from: inspections, tasks.")


def test_an_invalid_period_shows_right_spellings():
    error = InvalidPeriodError("quý V/2020")
    assert "“quý V/2020”" in error.vi
    assert "Quý I/2020" in error.vi
    assert "2020Q1" in error.en
