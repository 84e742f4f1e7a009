import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import InvalidDataError, MissingColumnsError
from khcn_analytics.io.checking import certified_file, check_file
from khcn_analytics.schemas.inspections import INSPECTIONS

HEADER = "Ghi chú,Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở,Số cơ sở vi phạm\n"


@pytest.fixture
def csv(tmp_path):
    def write(*lines: str):
        file = tmp_path / "list.csv"
        file.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
        return file

    return write


def test_good_rows_pass_and_bad_rows_keep_their_text(csv):
    checked = check_file(
        csv(",A,x,kiểm tra,05/06/2024,3,", ",B,x,kiểm tra,hôm qua,4,", ",C,x,thanh tra,2024-06-05,5,6")
    )

    assert checked.clean["inspection_id"].to_list() == ["A"]
    assert checked.quarantined["started_on"].to_list() == ["hôm qua", "2024-06-05"]
    assert checked.clean.height + checked.quarantined.height == 3


def test_problems_are_located_as_in_the_file(csv):
    checked = check_file(csv(",A,x,kiểm tra,05/06/2024,3,", "", ",B,x,kiểm tra,hôm qua,4,"))

    rows = checked.problems.filter(severity="error").select("file", "row", "column", "header", "value", "rule").rows()
    assert rows == [("list.csv", 4, "E", "Ngày bắt đầu", "hôm qua", "unreadable")]


def test_an_unused_column_is_told(csv):
    told = check_file(csv(",A,x,kiểm tra,05/06/2024,3,")).problems.row(0, named=True)

    assert (told["rule"], told["severity"], told["column"], told["row"]) == ("unknown_column", "warning", "A", None)


def test_an_unknown_code_names_the_choices(csv):
    told = check_file(csv(",A,x,kiểm kê,05/06/2024,3,")).problems.filter(severity="error").row(0, named=True)

    assert told["rule"] == "one_of"
    assert "thanh tra, kiểm tra, khảo sát" in told["fix_vi"]


def test_a_close_code_is_suggested(csv):
    told = check_file(csv(",A,x,kiểm traa,05/06/2024,3,", ",B,x,zzz,05/06/2024,3,")).problems.filter(rule="one_of")

    assert told.select("row", "value", "suggestion").rows() == [(2, "kiểm traa", "kiểm tra"), (3, "zzz", None)]


def test_a_close_yes_or_no_is_suggested(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Mã cuộc,Sở,Hình thức,Kế hoạch,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,khônng,05/06/2024,3\n", "utf-8")

    told = check_file(file, INSPECTIONS).problems.filter(severity="error")
    assert told.select("rule", "value", "suggestion").rows() == [("unreadable", "khônng", "không")]


def test_what_reading_took_upon_itself_is_counted_in_file_rows(csv):
    checked = check_file(
        csv(",A,x,kiểm tra,25/06/2024,3,", "", ",B,x,CHECK,05/06/2024,1.500,", ",C,x,kiểm tra,06/05/2024,08,")
    )

    assert checked.clean.height == 3
    assert checked.coercions.select("field", "kind", "count", "row", "example", "read_as").rows() == [
        ("started_on", "ambiguous", 2, 4, "05/06/2024", "2024-06-05"),
        ("subjects", "ambiguous", 1, 4, "1.500", "1500"),
        ("subjects", "changed", 1, 5, "08", "8"),
    ]


@given(
    st.lists(
        st.text("abcxyzăâêôơ0123./- ", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=5
    )
)
def test_a_cell_is_read_or_reported_in_its_row(tmp_path_factory, texts):
    file = tmp_path_factory.mktemp("any") / "list.csv"
    lines = [f",{place},x,kiểm tra,05/06/2024,{text}," for place, text in enumerate(texts)]
    file.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")

    checked = check_file(file, INSPECTIONS)
    told = checked.problems.filter(severity="error", field="subjects")["row"].to_list()
    assert [each + 2 for each in checked.kept_out] == told
    assert checked.clean.height + checked.quarantined.height == len(texts)


def test_a_missing_column_is_named_with_what_was_found(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Mã cuộc,Sở\nA,x\n", "utf-8")

    with pytest.raises(MissingColumnsError, match=r"thiếu 3 cột.*“Hình thức” \(activity\).*“Mã cuộc”") as caught:
        check_file(file, INSPECTIONS)
    assert "lacks 3 required column(s): activity, started_on, subjects" in caught.value.en


def test_a_workbook_and_a_csv_give_the_same_records(tmp_path, csv):
    text = csv(",A,x,kiểm tra,05/06/2024,3,1")
    book = tmp_path / "list.xlsx"
    frame = pl.DataFrame({"Mã cuộc": ["A"], "Sở": ["x"], "Hình thức": ["kiểm tra"]})
    frame.with_columns(
        pl.date(2024, 6, 5).alias("Ngày bắt đầu"), pl.lit(3).alias("Số cơ sở"), pl.lit(1).alias("Số cơ sở vi phạm")
    ).write_excel(book)

    assert check_file(text).clean.equals(check_file(book).clean)


def test_certified_file_refuses_bad_rows(csv):
    with pytest.raises(InvalidDataError, match=r"1 lỗi: dòng 2, started_on = “hôm qua”"):
        certified_file(csv(",A,x,kiểm tra,hôm qua,3,"), INSPECTIONS)
