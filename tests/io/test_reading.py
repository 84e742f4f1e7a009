from datetime import date, datetime

import polars as pl
import pytest

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.reading import read_table


def test_csv_keeps_headers_and_file_rows(tmp_path):
    file = tmp_path / "tasks.csv"
    file.write_text("\ufeffMã số,Tên\n\nNV-1,Một\nNV-2,\n", "utf-8")

    table = read_table(file)

    assert table.headers == ("Mã số", "Tên")
    assert table.cells[1].to_list() == ["Một", None]
    assert table.rows.to_list() == [3, 4]


def test_workbook_cells_become_text_without_loss(tmp_path):
    file = tmp_path / "tasks.xlsx"
    frame = pl.DataFrame({"Ngày": [date(2024, 3, 5)], "Số": [850_000_000], "Tỷ lệ": [0.5], "Có": [True]})
    frame.write_excel(file)

    table = read_table(file)

    assert [each.to_list() for each in table.cells] == [["2024-03-05"], ["850000000"], ["0.5"], ["true"]]
    assert table.sheet == "Sheet1"


def test_parquet_is_read(tmp_path):
    file = tmp_path / "tasks.parquet"
    pl.DataFrame({"a": [1, None]}).write_parquet(file)

    assert read_table(file).cells[0].to_list() == ["1", None]


def test_decomposed_letters_are_composed(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("e\u0302\n1\n", "utf-8")

    assert read_table(file).headers == ("ê",)


def test_missing_file_is_told_in_both_languages(tmp_path):
    with pytest.raises(DataNotFoundError, match=r"Không tìm thấy .*nope\.csv") as caught:
        read_table(tmp_path / "nope.csv")
    assert "was not found" in caught.value.en


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "không có dữ liệu"),
        ("a.csv", b"\n\n", "không có dữ liệu"),
        ("a.csv", "Tên\nĐề tài".encode("utf-16"), "UTF-8"),
        ("a.csv", b"a,b\n1,2\n1,2,3\n", r"dòng 3 có 3 ô"),
        ("a.csv", b'a,b\n"1,2\n', "CSV"),
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
        read_table(file)


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(UnreadableDataError, match="thư mục"):
        read_table(tmp_path)


def test_semicolons_and_tabs_are_seen_from_the_header(tmp_path):
    for delimiter in ",;\t":
        file = tmp_path / "a.csv"
        file.write_text(f"\nTên{delimiter}Số\nMột{delimiter}1\n \n", "utf-8")
        assert read_table(file).headers == ("Tên", "Số")


def test_parquet_of_other_tools_keeps_days_and_whole_numbers(tmp_path):
    file = tmp_path / "a.parquet"
    frame = pl.DataFrame({"day": [datetime(2024, 1, 2)], "number": [3.0], "share": [0.5]})  # noqa: DTZ001
    frame.write_parquet(file)

    assert [each.to_list() for each in read_table(file).cells] == [["2024-01-02"], ["3"], ["0.5"]]


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv"])
def test_a_name_no_file_can_have_is_not_found(name):
    with pytest.raises(DataNotFoundError):
        read_table(name)
