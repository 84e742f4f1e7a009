import pytest
from builders import sheet

from khcn_analytics.io.tables.header_rows import ROWS_SEARCHED, best_header
from khcn_analytics.io.tables.headers import match_headers
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.schemas.tasks import TASKS

HEADER = ("TT", "Mã số", "Tên nhiệm vụ", "Sở", "Cấp quản lý")
RECORD = ("1", "NV-1", "Đề tài", "x", "cấp tỉnh")


def found(*rows, merged=(), layout=None):
    return best_header(sheet(*rows, merged=merged), TASKS, layout or Layout())


def test_the_header_stands_below_titles():
    header = found(("SỞ KH&CN",), (), ("DANH MỤC NHIỆM VỤ",), HEADER, RECORD)

    assert header.positions == (3,)
    assert header.fields == {"task_id", "title", "department", "level"}
    assert not header.lacks()


def test_what_a_header_lacks_may_have_a_default():
    header = found(("Mã số", "Tên nhiệm vụ"), ("NV-1", "Đề tài"))

    assert header.lacks() == {"department", "level"}
    assert header.lacks({"department": "x"}) == {"level"}


def test_an_upper_row_spans_merged_cells():
    header = found(
        ("Mã số", "Tên nhiệm vụ", "Thời gian thực hiện", "", "Sở"),
        ("", "", "Bắt đầu", "Kết thúc", ""),
        ("NV-1", "Đề tài", "01/01/2024", "31/12/2024", "x"),
        merged=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)],
    )

    assert header.positions == (0, 1)
    assert [each.text for each in header.headers] == [
        "Mã số",
        "Tên nhiệm vụ",
        "Thời gian thực hiện / Bắt đầu",
        "Thời gian thực hiện / Kết thúc",
        "Sở",
    ]
    assert [each.row for each in header.headers] == [0, 0, 1, 1, 0]
    assert header.fields >= {"started_on", "due_on"}


def test_an_upper_row_spans_empty_cells_where_no_cells_are_merged():
    header = found(("Mã số", "Tên nhiệm vụ", "Thời gian", ""), ("", "", "Bắt đầu", "Kết thúc"))

    assert header.fields == {"task_id", "title", "started_on", "due_on"}


def test_a_record_is_no_second_row_of_a_header():
    assert found(HEADER, RECORD).positions == (0,)
    assert found((*HEADER, ""), (*RECORD, "Kinh phí")).positions == (0,)


def test_headers_with_line_breaks_and_hard_spaces():
    header = found(("Mã\nsố", "Tên nhiệm\u00a0vụ\n(đề tài, dự án)", "SỞ "))

    assert header.fields == {"task_id", "title", "department"}


def test_a_layout_names_the_rows():
    layout = Layout(dataset="tasks", header_rows=(3,))

    assert found(HEADER, RECORD, ("Mã số", "Tên nhiệm vụ"), layout=layout).positions == (2,)
    assert found(HEADER, RECORD, layout=Layout(dataset="tasks", header_rows=(9,))) is None


def test_a_layout_names_the_headers():
    layout = Layout(dataset="tasks", columns={"task_id": "Số hiệu", "title": "Nội dung"})

    assert found(("Danh mục",), ("SỐ HIỆU", "Nội dung"), layout=layout).fields == {"task_id", "title"}


def test_no_header_far_below_or_in_one_column_or_nowhere():
    far = [("ghi chú", str(row)) for row in range(ROWS_SEARCHED)]

    assert found(*far, HEADER) is None
    assert found(("Mã số",), ("NV-1",)) is None
    assert found(("một", "hai")) is None
    assert found() is None


UPPER = ("Mã số", "Tên nhiệm vụ", "Sở", "Kinh phí (triệu đồng)", "")
BLOCKS = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)]


def test_the_unit_of_an_upper_row_holds_for_the_columns_below_it():
    header = found(UPPER, ("", "", "", "Tổng số", "NSNN"), ("NV-1", "Đề tài", "x", "900", "600"), merged=BLOCKS)

    assert header.positions == (0, 1)
    assert header.fields >= {"budget_vnd", "state_budget_vnd"}
    powers = {each.field: each.power for each in match_headers(header.headers, TASKS)}
    assert (powers["budget_vnd"], powers["state_budget_vnd"]) == (6, 6)


def test_a_title_merged_above_the_header_is_no_upper_row():
    header = found(("DANH MỤC", "", "", "", ""), HEADER, RECORD, merged=[(1, 0, 1, 4)])

    assert header.positions == (1,)


@pytest.mark.parametrize("upper", ["Kinh phí cấp năm 2025", "Kinh phí điều chỉnh", "Thời gian gia hạn"])
def test_a_lower_header_alone_counts_only_below_one_that_says_nothing_more(upper):
    lower = ("", "", "", "NSNN" if upper.startswith("Kinh") else "Bắt đầu", "Nguồn khác")
    header = found(("Mã số", "Tên nhiệm vụ", "Sở", upper, ""), lower, merged=BLOCKS)

    assert not header.fields & {"state_budget_vnd", "started_on"}


def test_a_row_of_units_below_the_header_is_part_of_it():
    upper = ("Mã số", "Tên nhiệm vụ", "Sở", "Tổng kinh phí", "NSNN")
    header = found(upper, ("", "", "", "(triệu đồng)", "Triệu đồng"), ("NV-1", "Đề tài", "x", "900", "600"))

    powers = {each.field: each.power for each in match_headers(header.headers, TASKS)}
    assert (powers["budget_vnd"], powers["state_budget_vnd"]) == (6, 6)
