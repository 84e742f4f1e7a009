import pytest
from builders import sheet

from khcn_analytics.io.tables.header_rows import best_header
from khcn_analytics.io.tables.headers import match_headers
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.record_rows import row_kinds
from khcn_analytics.schemas.reviews import REVIEWS
from khcn_analytics.schemas.tasks import TASKS

HEADER = ("TT", "Mã số", "Tên nhiệm vụ", "Sở", "Cấp quản lý", "Kinh phí", "Ghi chú")
RECORD = ("1", "NV-1", "Đề tài", "x", "cấp tỉnh", "900", "")


def kinds(*rows):
    """Reason of each row below the header; None for a record, "blank" for an empty row."""
    cells = sheet(HEADER, *rows)
    header = best_header(cells, TASKS, Layout())
    assert header is not None
    found = row_kinds(cells.cells.slice(1), match_headers(header.headers, TASKS), TASKS, cells.cells.head(1))
    reasons = dict(zip(found.others["position"], found.others["reason"], strict=True))
    return [None if found.is_record[at] else reasons.get(at, "blank") for at in range(len(rows))]


def test_records_and_empty_rows():
    assert kinds(RECORD, (), RECORD) == [None, "blank", None]


@pytest.mark.parametrize(
    "row",
    [
        ("", "I. Cấp quốc gia"),
        ("I", "Cấp quốc gia"),
        ("II.", "", "Cấp tỉnh", "", "", "1800"),
        ("A", "Nhiệm vụ chuyển tiếp", "", "", "", "1800"),
        ("", "", "Nhiệm vụ mở mới"),
        ("I. Cấp quốc gia",),
    ],
)
def test_rows_that_name_a_group(row):
    assert kinds(row, RECORD) == ["group", None]


@pytest.mark.parametrize(
    "text", ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng số", "II. Tổng cộng", "Tổng (I + II)", "Total", "Cộng chung"]
)
@pytest.mark.parametrize("place", [1, 2])
def test_totals(text, place):
    row = ["", "", "", "", "", "3600", "x"]
    row[place] = text

    assert kinds(RECORD, row) == [None, "total"]
    assert kinds(RECORD, row, RECORD) == [None, "total", None]


@pytest.mark.parametrize("title", ["Tổng kết thực tiễn phát triển dược liệu", "Cộng đồng và rừng", "Tổng hợp vật liệu"])
def test_a_title_that_begins_like_a_total_is_a_record(title):
    assert kinds(("1", "NV-1", title, "x", "cấp tỉnh")) == [None]
    assert kinds(("", "", title, "x", "cấp tỉnh")) == [None]


def test_the_row_that_numbers_the_columns():
    assert kinds(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), RECORD) == ["column_numbers", None]
    assert kinds(("A", "B", "C", "1", "2", "3=1+2", ""), RECORD) == ["column_numbers", None]
    assert kinds(RECORD, ("1", "2", "3", "4", "5", "6", "7")) == [None, None]


def test_the_header_again():
    assert kinds(RECORD, HEADER, RECORD) == [None, "header_again", None]


def test_notes_and_signatures_below_the_table():
    below = [
        (),
        ("", "Ghi chú: số liệu tạm tính"),
        ("", "", "", "", "Cao Bằng, ngày 15 tháng 12 năm 2020", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC"),
        ("", "(Ký, ghi rõ họ tên)", "", "", "(Ký tên, đóng dấu)"),
        ("", "Nguyễn Văn A", "", "", "Trần Thị B"),
    ]

    assert kinds(RECORD, *below) == [None, "blank", "note", "note", "note", "note", "note"]


def test_a_record_with_errors_is_a_record_even_if_it_is_the_last():
    assert kinds(RECORD, ("2", "NV-2", "Đề tài thiếu sở")) == [None, None]
    assert kinds(RECORD, ("2", "", "Đề tài không mã", "x")) == [None, None]


def test_single_cells_beside_the_columns_are_told():
    assert kinds(RECORD, ("", "", "", "", "", "", "xem trang sau"), RECORD) == [None, "note", None]


def test_a_row_with_a_running_number_wants_to_be_a_record():
    assert kinds(RECORD, ("2", "NV-2"), RECORD) == [None, None, None]
    assert kinds(RECORD, ("2",), RECORD) == [None, "note", None]


@pytest.mark.parametrize("numbers", [("I", "II", "III"), ("A", "B", "C"), ("I.", "II.", "III.")])
def test_records_may_be_numbered_as_groups_are(numbers):
    assert kinds(*((number, f"NV-{number}", "Đề tài", "x", "cấp tỉnh") for number in numbers)) == [None] * 3


@pytest.mark.parametrize(
    "title",
    ["Ký sinh trùng trên cá tra", "Kế toán nội bộ", "Xác nhận giống lúa", "TM. nhóm tác giả", "Giám đốc điều hành số"],
)
def test_a_title_that_begins_like_a_signature_is_a_record_even_if_it_lacks_something(title):
    assert kinds(RECORD, ("2", "NV-2", title, "", "cấp tỉnh"), ("3", "NV-3", "c")) == [None, None, None]
    assert kinds(RECORD, ("", "NV-2", title, "", "cấp tỉnh")) == [None, None]


def test_a_record_without_a_key_may_begin_like_a_total():
    assert kinds(("2", "", "Tổng 3 giải pháp", "", "cấp tỉnh")) == [None]
    assert kinds(("2", "", "Tổng 3 giải pháp")) == [None]


@pytest.mark.parametrize("key", ["Cộng năm 2024", "Tổng kinh phí", "Lũy kế", "Cộng trang", "TỔNG NSNN"])
def test_a_total_is_no_record_even_if_it_fills_every_column(key):
    assert kinds(RECORD, ("", key, "x", "x", "cấp tỉnh", "5")) == [None, "total"]


def test_a_total_in_the_column_of_running_numbers():
    assert kinds(RECORD, ("Tổng cộng", "", "", "", "", "3600")) == [None, "total"]


def test_a_group_with_a_subtotal():
    assert kinds(("II. Cấp tỉnh", "", "", "", "", "300"), RECORD) == ["group", None]
    assert kinds(("", "", "Cấp cơ sở", "", "", "5"), RECORD) == ["group", None]


def test_hard_spaces_and_decomposed_letters_are_read_like_any_other():
    assert kinds(RECORD, ("", "Tô\u0309ng\u00a0cộng".replace("ổ", "o\u0302\u0309"), "", "", "", "5")) == [None, "total"]


def test_a_header_repeated_with_other_blanks():
    assert kinds(RECORD, tuple(f" {each}\u00a0" for each in HEADER), RECORD) == [None, "header_again", None]


def test_a_total_in_the_column_of_names_is_no_review():
    """With a count beside it the row would look like a record."""
    header = ("Sở", "Họ và tên", "Đối tượng", "Năm", "Xếp loại")
    rows = ("cao_bang", "Nguyễn Văn An", "cá nhân", "2024", "tốt"), ("", "Tổng cộng", "", "", "16 người")
    cells = sheet(header, *rows)
    found_header = best_header(cells, REVIEWS, Layout())
    assert found_header is not None
    matches = match_headers(found_header.headers, REVIEWS)
    found = row_kinds(cells.cells.slice(1), matches, REVIEWS, cells.cells.head(1))

    assert found.others.select("position", "reason").rows() == [(1, "total")]
