import os
from datetime import date, datetime

import polars as pl
import pytest

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.files import reading
from khcn_analytics.io.files.reading import read_document


def cells(path):
    (sheet,) = read_document(path).sheets
    return sheet.cells.rows()


def test_a_workbook_is_known_by_its_content(tmp_path):
    for name in ("tasks.xlsx", "tasks.csv", "tasks.xls", "tasks"):
        pl.DataFrame({"Số": [1]}).write_excel(tmp_path / "tasks.xlsx")
        (tmp_path / "tasks.xlsx").rename(tmp_path / name)
        assert cells(tmp_path / name) == [("Số",), ("1",)]


def test_text_is_read_with_its_encoding(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("Mã;Tên\n1;Đề tài\n".encode("utf-16"))

    document = read_document(file)

    assert document.sheets[0].cells.rows() == [("Mã", "Tên"), ("1", "Đề tài")]
    assert document.encoding == "utf-16-le"


def test_parquet_has_its_names_in_row_1(tmp_path):
    file = tmp_path / "tasks.parquet"
    pl.DataFrame({"a": [1, None]}).write_parquet(file)

    assert cells(file) == [("a",), ("1",), (None,)]


def test_parquet_of_other_tools_keeps_days_and_whole_numbers(tmp_path):
    file = tmp_path / "a.parquet"
    day = datetime(2024, 1, 2)  # noqa: DTZ001
    pl.DataFrame({"day": [day], "date": [date(2024, 1, 3)], "number": [3.0], "share": [0.5]}).write_parquet(file)

    assert cells(file)[1] == ("2024-01-02", "2024-01-03", "3", "0.5")


def test_numbers_of_parquet_that_would_read_as_thousands_are_marked(tmp_path):
    file = tmp_path / "a.parquet"
    pl.DataFrame({"a": [1.234, 5.0], "b": ["1.234", None]}).write_parquet(file)

    (sheet,) = read_document(file).sheets

    assert sheet.marks.rows() == [(2, 0, "number", None)]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be opened here")
def test_a_file_that_may_not_be_opened_is_told(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("a,b", "utf-8")
    file.chmod(0)

    with pytest.raises(UnreadableDataError, match="không mở được"):
        read_document(file)


def test_what_the_system_refuses_is_told(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_text("a,b", "utf-8")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "sniff", refuse)
    with pytest.raises(UnreadableDataError, match=r"không mở được tệp \(Permission denied\)"):
        read_document(file)


def test_missing_file_is_told_in_both_languages(tmp_path):
    with pytest.raises(DataNotFoundError, match=r"Không tìm thấy .*nope\.csv") as caught:
        read_document(tmp_path / "nope.csv")
    assert "was not found" in caught.value.en


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "không có dữ liệu"),
        ("a.csv", b"\n\n", "không có dữ liệu"),
        ("a.csv", b'a,b\n"1,2\n', "dòng 2"),
        ("a.xlsx", b"not a workbook", "hỏng"),
        ("a.xlsx", b"", "không có dữ liệu"),
        ("a.parquet", b"PAR1", "Parquet"),
        ("a.pdf", b"%PDF", "PDF"),
        ("a.xls", b"<html><table>", "trang web"),
        ("a.doc", b"hello", "không hỗ trợ"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, message):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(UnreadableDataError, match=message):
        read_document(file)


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(UnreadableDataError, match="thư mục"):
        read_document(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv"])
def test_a_name_no_file_can_have_is_not_found(name):
    with pytest.raises(DataNotFoundError):
        read_document(name)
