from dataclasses import replace
from pathlib import Path

import pytest
from builders import sheet

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.io.files.sheets import Document
from khcn_analytics.io.tables.finding import find_tables, refuse_missing_sheets
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.tasks import TASKS

TASK_HEADER = ("Mã số", "Tên nhiệm vụ", "Sở", "Cấp quản lý")
TASK = ("NV-1", "Đề tài", "x", "cấp tỉnh")
VISIT_HEADER = ("Mã cuộc", "Sở", "Hình thức", "Ngày bắt đầu", "Số cơ sở")
VISIT = ("TT-1", "x", "kiểm tra", "01/02/2024", "3")


def document(*sheets):
    return Document(Path("tep.xlsx"), sheets)


def hidden(found):
    return replace(found, is_hidden=True)


def found(*sheets, dataset=None, **layout):
    tables, left_out = find_tables(document(*sheets), dataset, Layout(**layout))
    return [(each.dataset.name, each.sheet.name, each.cells.height) for each in tables], left_out


def test_every_sheet_with_such_a_table_is_read_and_the_others_are_told():
    tables, left_out = found(
        sheet(("TỔNG HỢP NĂM 2024",), name="Bìa"),
        sheet(TASK_HEADER, TASK, name="2023"),
        sheet(("Danh mục",), TASK_HEADER, TASK, TASK, name="2024"),
        sheet(name="Trống"),
    )

    assert tables == [("tasks", "2023", 1), ("tasks", "2024", 2)]
    assert left_out.rows() == [("Bìa", None, None, None, "sheet", "TỔNG HỢP NĂM 2024")]


def test_sheets_of_several_datasets_are_told_apart():
    tables, _ = found(sheet(TASK_HEADER, TASK, name="A"), sheet(VISIT_HEADER, VISIT, name="B"))

    assert tables == [("tasks", "A", 1), ("inspections", "B", 1)]


def test_only_the_dataset_asked_for_is_read():
    tables, left_out = found(
        sheet(TASK_HEADER, TASK, name="A"), sheet(VISIT_HEADER, VISIT, name="B"), dataset=INSPECTIONS
    )

    assert tables[-1] == ("inspections", "B", 1)
    assert left_out["sheet"].to_list() in (["A"], [])


def test_hidden_sheets_are_not_read_unless_the_layout_names_them():
    sheets = (sheet(TASK_HEADER, TASK, name="A"), hidden(sheet(TASK_HEADER, TASK, name="Ẩn")))

    tables, left_out = found(*sheets)
    assert tables == [("tasks", "A", 1)]
    assert left_out.rows() == [("Ẩn", None, None, None, "hidden_sheet", "Mã số")]
    tables, left_out = found(*sheets, sheets=("Ẩn",))
    assert tables == [("tasks", "Ẩn", 1)]
    assert left_out["reason"].to_list() == ["sheet"]


def test_a_sheet_of_the_layout_that_is_not_there():
    with pytest.raises(WrongUseError, match="không có trang “B”; các trang đã có: “A”"):
        refuse_missing_sheets(document(sheet(TASK_HEADER, TASK, name="A")), Layout(sheets=("B",)))


def test_a_table_that_lacks_a_column_is_still_recognised():
    tables, _ = found(sheet((*TASK_HEADER[:3], "Chủ nhiệm"), TASK, name="A"))

    assert tables == [("tasks", "A", 1)]


def test_what_is_not_recognised_asks_for_the_dataset():
    with pytest.raises(WrongUseError, match="--dataset"):
        found(sheet(("x", "y"), ("1", "2")))
    with pytest.raises(UnreadableDataError, match=r"không tìm thấy dòng tiêu đề.*“x”.*Mã nhiệm vụ"):
        found(sheet(("x", "y"), ("1", "2")), dataset=TASKS)


@pytest.mark.parametrize("sheets", [(), (sheet(),), (sheet((), ()),)])
def test_a_file_without_anything(sheets):
    with pytest.raises(UnreadableDataError, match="không có dữ liệu"):
        found(*sheets)


def test_titles_runs_and_groups_are_told_with_their_rows():
    tables, _ = find_tables(
        document(
            sheet(
                ("SỞ KH&CN",),
                ("DANH MỤC",),
                (),
                ("ĐVT: triệu đồng",),
                (*TASK_HEADER, "Kinh phí"),
                ("I. Cấp quốc gia",),
                TASK,
                ("Tổng cộng", "", "", "", "5"),
                ("",),
                ("Ghi chú: tạm tính",),
                ("Người lập",),
            )
        ),
        None,
        Layout(),
    )
    (table,) = tables

    assert table.skipped.select("row", "last_row", "reason", "text").rows() == [
        (1, 4, "title", "SỞ KH&CN"),
        (6, 6, "group", "I. Cấp quốc gia"),
        (8, 8, "total", "Tổng cộng"),
        (10, 11, "note", "Ghi chú: tạm tính"),
    ]
    assert [(each.row, each.text) for each in table.groups] == [(6, "I. Cấp quốc gia")]
    assert table.unit is not None
    assert table.unit.power == 6
    assert table.rows.to_list() == [7]


def test_rows_between_which_a_record_stands_are_told_apart():
    tables, _ = find_tables(
        document(
            sheet(TASK_HEADER, TASK, ("", "", "", "", "a"), TASK, ("", "", "", "", "b"), (), ("", "", "", "", "c"))
        ),
        None,
        Layout(),
    )

    told = tables[0].skipped.select("row", "last_row", "rows", "reason").rows()
    assert told == [(3, 3, 1, "note"), (5, 7, 2, "note")]


def test_another_dataset_is_left_alone_even_if_the_one_asked_for_lacks_a_column():
    lacking = ("Mã số", "Tên nhiệm vụ", "Sở", "Chủ nhiệm")
    tables, left_out = found(sheet(lacking, TASK, name="A"), sheet(VISIT_HEADER, VISIT, name="B"), dataset=TASKS)

    assert tables == [("tasks", "A", 1)]
    assert left_out["sheet"].to_list() == ["B"]
