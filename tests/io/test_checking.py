"""Whole files through the one way in: what is understood, what is wrong, and that nothing is lost."""

import csv as csv_module
import json
import os
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from builders import any_inspections, any_tasks, inspections
from hypothesis import given, settings
from hypothesis import strategies as st

from khcn_analytics.errors import InvalidDataError, UnknownNameError, UnreadableDataError, WrongUseError
from khcn_analytics.io.checking import certified_file, check, check_all
from khcn_analytics.io.tables.filling import DITTO_MARKS
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.templates.writing import write_records
from khcn_analytics.progress import listening
from khcn_analytics.schemas.columns import column_cards, column_types
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.vocabulary.text import nfc

pytestmark = pytest.mark.usefixtures("workbooks_are_read_here")

HEADER = "Ghi chú,Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở,Số cơ sở vi phạm\n"


@pytest.fixture
def csv(tmp_path):
    def write(*lines: str, header: str = HEADER):
        file = tmp_path / "list.csv"
        file.write_text(header + "\n".join(lines) + "\n", "utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """A list as departments keep it: titles, two header rows, groups, totals, signatures, errors."""
    path = tmp_path_factory.mktemp("messy") / "danh-muc.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Bìa").write(0, 0, "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    sheet, day = book.add_worksheet("Danh mục"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:I1", "DANH MỤC NHIỆM VỤ NĂM 2024")
    sheet.write("H2", "ĐVT: triệu đồng")
    for place, text in enumerate(["TT", "Mã số", "Tên nhiệm vụ\n(đề tài, dự án)", "Sở", "Đơn vị chủ trì"]):
        sheet.merge_range(3, place, 4, place, text)
    sheet.merge_range("F4:G4", "Thời gian")
    sheet.write_row("F5", ["Bắt đầu", "Kết thúc"])
    sheet.merge_range("H4:I4", "Kinh phí")
    sheet.write_row("H5", ["Tổng kinh phí", "Trong đó: NSNN"])
    sheet.write_row("A6", [f"({number})" for number in range(1, 10)])
    sheet.write_row("A7", ["I", "Cấp quốc gia"])
    sheet.write_row("A8", [1, "NV-01", "Đề tài thứ nhất", "x", "Trung tâm A"])
    sheet.write_datetime("F8", date(2024, 1, 1), day)
    sheet.write_row("G8", ["31/12/2025", 1200, "800,5"])
    sheet.write_row("A9", [2, "NV-02", "Đề tài thứ hai", '"', "nt", "5/6/2024", "31/02/2025", "1,5 tỷ"])
    sheet.write_row("A10", ["II", "Cấp tỉnh"])
    sheet.write("H10", 900)
    sheet.write_row("A11", [3, "NV-03", "Đề tài thứ ba", "x", "Trung tâm B", "1/1/2024"])
    sheet.write_formula("I11", "=1/0", None, "#DIV/0!")
    sheet.write_row("A12", [4, "NV-04", "Đề tài thứ tư", "x", None, None, None, 1.234])
    sheet.write("B13", "Tổng cộng")
    sheet.write("H13", 3600)
    sheet.write("H15", "Ngày 15 tháng 12 năm 2024")
    sheet.write_row("B16", ["NGƯỜI LẬP BIỂU", None, None, None, None, None, "GIÁM ĐỐC"])
    book.close()
    return path


class TestAMessyWorkbook:
    def test_records_and_the_rest_are_told_apart(self, messy):
        checked = check(messy)

        assert checked.dataset is TASKS
        assert checked.clean["task_id"].to_list() == ["NV-01", "NV-04"]
        assert checked.quarantined["task_id"].to_list() == ["NV-02", "NV-03"]
        assert checked.skipped.select("sheet", "row", "last_row", "reason").rows() == [
            ("Danh mục", 1, 2, "title"),
            ("Danh mục", 6, 6, "column_numbers"),
            ("Danh mục", 7, 7, "group"),
            ("Danh mục", 10, 10, "group"),
            ("Danh mục", 13, 13, "total"),
            ("Danh mục", 15, 16, "note"),
            ("Bìa", None, None, "sheet"),
        ]

    def test_values_are_in_the_units_and_groups_that_the_table_names(self, messy):
        columns = ["level", "department", "started_on", "due_on", "budget_vnd", "state_budget_vnd"]
        first, last = check(messy).clean.select(columns).rows()

        assert first == ("national", "x", date(2024, 1, 1), date(2025, 12, 31), 1_200_000_000, 800_500_000)
        assert last == ("provincial", "x", None, None, 1_234_000, None)

    def test_problems_stand_where_excel_shows_them(self, messy):
        told = check(messy).problems.select("file", "sheet", "row", "column", "header", "value", "rule").rows()

        assert told == [
            ("danh-muc.xlsx", "Danh mục", 9, "G", "Thời gian / Kết thúc", "31/02/2025", "unreadable"),
            ("danh-muc.xlsx", "Danh mục", 11, "I", "Kinh phí / Trong đó: NSNN", "#DIV/0!", "error_cell"),
        ]

    def test_every_liberty_is_counted(self, messy):
        told = check(messy).coercions.select("field", "kind", "count", "row", "example", "read_as").rows()

        assert told == [
            ("department", "ditto", 1, 9, None, "x"),
            ("host_organisation", "ditto", 1, 9, None, "Trung tâm A"),
            ("level", "group", 4, 8, None, "Cấp quốc gia"),
            ("started_on", "ambiguous", 1, 9, "5/6/2024", "2024-06-05"),
            ("budget_vnd", "unit", 3, 8, "1200", "1200000000"),
            ("state_budget_vnd", "unit", 1, 8, "800,5", "800500000"),
        ]

    def test_quarantined_rows_keep_their_text_and_place(self, messy):
        row = check(messy).quarantined.row(0, named=True)

        assert (row["sheet"], row["row"], row["department"], row["budget_vnd"]) == ("Danh mục", 9, '"', "1,5 tỷ")

    def test_the_layout_understood_gives_the_same_records_again(self, messy):
        checked = check(messy)
        again = check(messy, layout=checked.layout)

        assert again.clean.equals(checked.clean)
        assert checked.layout.units == {}  # the file says it itself
        assert set(again.understood["how"].drop_nulls()) == {"layout", "number"}


class TestGoodAndBadRows:
    def test_good_rows_pass_and_bad_rows_keep_their_text(self, csv):
        checked = check(csv(",A,x,kiểm tra,05/06/2024,3,", ",B,x,kiểm tra,hôm qua,4,", ",C,x,thanh tra,2024-06-05,5,6"))

        assert checked.clean["inspection_id"].to_list() == ["A"]
        assert checked.quarantined["started_on"].to_list() == ["hôm qua", "2024-06-05"]
        assert checked.rows_read == 3

    def test_problems_are_located_as_in_the_file(self, csv):
        checked = check(csv(",A,x,kiểm tra,05/06/2024,3,", "", ",B,x,kiểm tra,hôm qua,4,"))

        rows = checked.problems.select("file", "row", "column", "header", "value", "rule").rows()
        assert rows == [("list.csv", 4, "E", "Ngày bắt đầu", "hôm qua", "unreadable")]

    def test_everything_that_is_wrong_with_a_row_is_said_at_once(self, csv):
        told = check(csv(",,x,kiểm kê,hôm qua,-4,")).problems

        assert set(told["rule"]) == {"required", "one_of", "unreadable", "at_least"}

    def test_values_are_told_as_they_stand_in_the_file(self, csv):
        told = check(csv(",A,x, KIỂM  KÊ ,05/06/2024, -1.200 ,")).problems

        assert set(told["value"]) == {" KIỂM  KÊ ", " -1.200 "}

    def test_a_day_that_the_calendar_does_not_have_is_told_so(self, csv):
        told = check(csv(",A,x,kiểm tra,31/06/2024,3,", ",B,x,kiểm tra,6/2024,3,")).problems

        assert told["message_vi"].to_list() == ["Lịch không có ngày này", "Chỉ có tháng, quý hoặc năm, thiếu ngày"]
        assert set(told["rule"]) == {"unreadable"}

    def test_an_unknown_code_names_the_choices(self, csv):
        told = check(csv(",A,x,kiểm kê,05/06/2024,3,")).problems.row(0, named=True)

        assert told["rule"] == "one_of"
        assert "thanh tra, kiểm tra, khảo sát" in told["fix_vi"]

    def test_a_close_code_is_suggested(self, csv):
        told = check(csv(",A,x,kiểm traa,05/06/2024,3,", ",B,x,zzz,05/06/2024,3,")).problems

        assert told.select("row", "value", "suggestion").rows() == [(2, "kiểm traa", "kiểm tra"), (3, "zzz", None)]

    def test_a_close_yes_or_no_is_suggested(self, csv):
        header = "Mã cuộc,Sở,Hình thức,Kế hoạch,Ngày bắt đầu,Số cơ sở\n"
        told = check(csv("A,x,kiểm tra,khônng,05/06/2024,3", header=header), INSPECTIONS).problems

        assert told.select("rule", "value", "suggestion").rows() == [("unreadable", "khônng", "không")]

    def test_the_same_key_in_two_sheets_is_no_key(self, tmp_path):
        file = tmp_path / "a.xlsx"
        record = inspections(inspection_id=["A"]).rename(
            {name: card.label.vi for name, card in column_cards(INSPECTIONS.model).items()}
        )
        with xlsxwriter.Workbook(file) as book:
            record.with_columns(pl.lit("kiểm tra").alias("Hình thức")).write_excel(book, "1")
            record.with_columns(pl.lit("kiểm tra").alias("Hình thức")).write_excel(book, "2")

        told = check(file).problems
        assert told.select("sheet", "row", "rule").rows() == [("1", 2, "key_is_unique"), ("2", 2, "key_is_unique")]

    def test_a_line_with_a_cell_too_many_is_kept_out_whole(self, csv):
        checked = check(
            csv(",A,x,kiểm tra,05/06/2024,3,", ",B,x,kiểm tra,05/06/2024,1,500,", ",C,x,kiểm tra,05/06/2024,3,")
        )

        assert checked.clean["inspection_id"].to_list() == ["A", "C"]
        assert checked.problems.select("row", "rule", "value").rows() == [(3, "ragged_row", "8")]

    def test_certified_file_refuses_bad_rows(self, csv):
        with pytest.raises(InvalidDataError, match=r"1 lỗi: dòng 2, started_on = “hôm qua”"):
            certified_file(csv(",A,x,kiểm tra,hôm qua,3,"), INSPECTIONS)


class TestLookingAtSomeProblems:
    def test_by_severity_rule_column_and_sheet(self, messy):
        checked = check(messy)

        assert checked.showing(severity="warning").problems.is_empty()
        assert checked.showing(rule="unreadable").problems["row"].to_list() == [9]
        assert checked.showing(field="state_budget_vnd", sheet="Danh mục").problems["row"].to_list() == [11]
        assert checked.showing(rule="unreadable").clean.equals(checked.clean)

    def test_what_no_problem_has_is_told_with_what_there_is(self, messy):
        with pytest.raises(UnknownNameError, match="unreadable"):
            check(messy).showing(rule="unreadible")


class TestTheTableAsAWhole:
    def test_an_unused_column_is_told_if_it_holds_anything(self, csv):
        told = check(csv("gấp,A,x,kiểm tra,05/06/2024,3,")).problems.row(0, named=True)

        assert (told["rule"], told["severity"], told["column"], told["row"]) == ("unknown_column", "warning", "A", 1)
        assert check(csv(",A,x,kiểm tra,05/06/2024,3,")).problems.is_empty()

    def test_a_missing_column_keeps_every_row_out(self, csv):
        checked = check(csv("A,x,05/06/2024,3", header="Mã cuộc,Sở,Ngày bắt đầu,Số cơ sở\n"))

        assert (checked.clean.height, checked.quarantined.height) == (0, 1)
        told = checked.problems.row(0, named=True)
        assert (told["rule"], told["field"], told["row"]) == ("missing_column", "activity", None)
        assert "thiếu cột bắt buộc “Hình thức” (activity); các cột đã có: “Mã cuộc”, “Sở”" in told["message_vi"]

    def test_two_columns_that_mean_the_same_keep_every_row_out(self, csv):
        header = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở,Số lượt cơ sở\n"
        checked = check(csv("A,x,kiểm tra,05/06/2024,3,4", header=header))

        assert checked.clean.is_empty()
        assert "2 cột cùng là Số cơ sở: “Số cơ sở” (E), “Số lượt cơ sở” (F)" in checked.problems["message_vi"][0]

    def test_bad_cells_are_told_beside_a_missing_column(self, csv):
        checked = check(csv("A,x,hôm qua,3", header="Mã cuộc,Sở,Ngày bắt đầu,Số cơ sở\n"))

        assert set(checked.problems["rule"]) == {"missing_column", "unreadable"}

    def test_a_typing_error_in_a_header_is_told(self, csv):
        header = "Mã cuộc,Sở,Hình thức,Ngày bắt đầuu,Số cơ sở\n"
        checked = check(csv("A,x,kiểm tra,05/06/2024,3", header=header))

        assert checked.clean.height == 1
        assert checked.problems.select("rule", "severity", "row", "column").rows() == [
            ("close_header", "warning", 1, "D")
        ]

    def test_a_column_without_a_header_is_told_if_it_holds_anything(self, csv):
        header = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở,,\n"
        told = check(csv("A,x,kiểm tra,05/06/2024,3,,12", header=header)).problems

        assert told.select("rule", "severity", "row", "column").rows() == [("unnamed_column", "warning", 1, "G")]
        assert "Cột G có 1 ô" in told["message_vi"][0]

    def test_what_the_table_has_is_told_once(self, csv):
        told = check(csv("A,x", header="Mã cuộc,Sở\n"), "inspections").problems

        assert [("các cột đã có" in each) for each in told["message_vi"]] == [True, False, False]

    def test_a_header_of_the_layout_that_is_not_there(self, csv):
        checked = check(
            csv(",A,x,kiểm tra,05/06/2024,3,"), layout=Layout(dataset="inspections", columns={"unit": "Phòng"})
        )

        assert checked.clean.is_empty()
        assert checked.problems["rule"].to_list() == ["layout_column"]

    def test_defaults_stand_for_a_column_the_file_does_not_have(self, csv):
        header = "Mã cuộc,Hình thức,Ngày bắt đầu,Số cơ sở\n"
        checked = check(csv("A,kiểm tra,05/06/2024,3", header=header), defaults={"department": "cao_bang"})

        assert checked.clean["department"].to_list() == ["cao_bang"]
        assert checked.coercions.select("field", "kind", "count").rows()[0] == ("department", "default", 1)

    def test_records_in_hidden_rows_count_and_are_told(self, tmp_path):
        file = tmp_path / "a.xlsx"
        write_records(INSPECTIONS, inspections(inspection_id=["A", "B"]), file)
        book = openpyxl.load_workbook(file)
        book.worksheets[0].row_dimensions[3].hidden = True
        book.save(file)

        checked = check(file)
        assert checked.clean.height == 2
        assert checked.problems.select("rule", "severity").rows() == [("hidden_rows", "warning")]


class TestSeveralDatasets:
    @pytest.fixture
    def both(self, tmp_path):
        file = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(file) as book:
            pl.DataFrame({"Mã số": ["NV"], "Tên đề tài": ["t"], "Sở": ["x"], "Cấp quản lý": ["tỉnh"]}).write_excel(
                book, "A"
            )
            pl.DataFrame({"Mã sáng kiến": ["SK"], "Tên sáng kiến": ["t"], "Sở": ["x"]}).write_excel(book, "B")
        return file

    def test_each_is_checked(self, both):
        assert [(each.dataset.name, each.clean.height) for each in check_all(both)] == [
            ("tasks", 1),
            ("initiatives", 1),
        ]

    def test_one_is_named_where_one_is_wanted(self, both):
        with pytest.raises(WrongUseError, match="tasks, initiatives"):
            check(both)
        assert check(both, "initiatives").clean.height == 1


def test_a_table_without_records_is_told(csv):
    assert check(csv()).problems.select("rule", "severity").rows() == [("no_records", "warning")]


class TestWhatOthersFound:
    """Files that once gave a wrong answer."""

    HEADER = ("STT", "Mã số", "Tên nhiệm vụ", "Cấp", "Kinh phí (triệu đồng)")

    @pytest.fixture
    def book(self, tmp_path):
        def write(*rows, merged=()):
            path = tmp_path / "a.xlsx"
            with xlsxwriter.Workbook(path) as made:
                sheet = made.add_worksheet("S")
                for place, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if isinstance(value, str) and value.startswith("#"):
                            sheet.write_formula(place, column, "=NA()", None, value)
                        elif value is not None:
                            sheet.write(place, column, value)
                for block in merged:
                    sheet.merge_range(block, rows[int(block.split(":")[0][1:]) - 1][0])
            return check(path, defaults={"department": "x"})

        return write

    def test_a_row_of_errors_is_a_row(self, book):
        checked = book(self.HEADER, [1, "NV-1", "a", "Cấp tỉnh", 1], ["#REF!"] * 5, [3, "NV-3", "c", "Cấp tỉnh", 1])

        assert (checked.clean.height, checked.quarantined.height) == (2, 1)
        assert set(checked.problems["rule"]) == {"error_cell"}

    def test_a_note_of_the_unit_stands_in_any_cell(self, book):
        checked = book(
            ["DANH MỤC", None, None, "ĐVT: nghìn đồng"],
            ["Mã số", "Tên nhiệm vụ", "Cấp", "Tổng kinh phí"],
            ["NV-1", "a", "Cấp tỉnh", 1_500_000],
        )

        assert checked.clean["budget_vnd"].to_list() == [1_500_000_000]

    def test_records_of_a_group_with_a_subtotal_are_in_it(self, book):
        header = ("STT", "Mã số", "Tên nhiệm vụ", "Kinh phí (triệu đồng)")
        rows = [["I. Cấp quốc gia"], [1, "NV-1", "a", 100], ["II. Cấp tỉnh", None, None, 300], [1, "NV-2", "b", 100]]
        checked = book(header, *rows, merged=["A2:C2", "A4:C4"])

        assert checked.clean["level"].to_list() == ["national", "provincial"]

    def test_every_column_twice_is_told(self, book):
        header = ("Mã số", "Tên nhiệm vụ", "Cấp")
        checked = book([*header, None, *header], ["NV-1", "a", "Cấp tỉnh", None, "NV-2", "b", "Cấp tỉnh"])

        assert (checked.clean.height, checked.quarantined.height) == (0, 1)
        assert set(checked.problems["rule"]) == {"duplicate_column"}

    def test_a_decimal_number_in_a_column_of_text_stays_as_it_is(self, book):
        assert book(self.HEADER, [1, 12.345, "a", "Cấp tỉnh", 1]).clean["task_id"].to_list() == ["12.345"]

    def test_a_whole_record_without_its_running_number_is_a_record(self, book):
        header = ("STT", "Mã nhiệm vụ", "Năm", "Kinh phí kế hoạch")
        checked = book(header, [1, "NV-1", 2024, 5_000_000], [None, "NV-2", 2024, 6_000_000])

        assert checked.clean["task_id"].to_list() == ["NV-1", "NV-2"]

    def test_rows_under_a_merged_key_are_records(self, book):
        checked = book(
            ("Mã nhiệm vụ", "Năm", "Kinh phí kế hoạch"), ["NV-1", 2024, 5_000_000], [None, 2025, None], merged=["A2:A3"]
        )

        assert (checked.dataset.name, checked.clean.height, checked.quarantined.height) == ("funding", 1, 1)
        assert checked.problems["rule"].to_list() == ["required"]

    def test_a_lone_dash_is_an_empty_cell_and_counted(self, csv):
        header = "Mã nhiệm vụ,Sở,Tên nhiệm vụ,Cấp quản lý,Kết quả,Tổng kinh phí,Ngày nghiệm thu\n"
        checked = check(csv("A,x,-,cấp tỉnh,-,–,—", header=header))

        assert checked.clean.select("title", "outcome", "budget_vnd", "accepted_on").rows() == [("-", None, None, None)]
        assert checked.coercions.filter(kind="dash").select("field", "count").rows() == [
            ("outcome", 1),
            ("budget_vnd", 1),
            ("accepted_on", 1),
        ]

    def test_an_error_saved_as_text_is_an_error(self, csv):
        told = check(csv(",#N/A,x,kiểm tra,05/06/2024,3,")).problems

        assert told.select("rule", "field", "value").rows() == [("error_cell", "inspection_id", "#N/A")]

    def test_a_word_with_other_accents_is_another_word(self, csv):
        header = "Mã nhiệm vụ,Sở,Tên nhiệm vụ,Cấp quản lý,Kết quả\n"
        told = check(csv("A,x,t,bỏ,Đặt", header=header)).problems

        assert told.select("field", "rule").rows() == [("level", "one_of"), ("outcome", "one_of")]


class TestLegacyFonts:
    LINES = (",A,x,kh¶o s¸t,05/06/2024,3,", ",B,x,kiÓm tra ®ét xuÊt,05/06/2024,3,")

    def test_cells_are_told_with_what_they_mean(self, csv):
        told = check(csv(*self.LINES)).problems.filter(rule="legacy_text")

        assert told.select("row", "value", "suggestion").rows() == [
            (2, "kh¶o s¸t", "khảo sát"),
            (3, "kiÓm tra ®ét xuÊt", "kiểm tra đột xuất"),
        ]
        assert "--legacy tcvn3" in told["fix_vi"][0]

    def test_they_are_converted_when_asked(self, csv):
        checked = check(csv(self.LINES[0]), legacy="tcvn3")

        assert checked.clean["activity"].to_list() == ["survey"]
        assert checked.coercions.select("kind", "count", "example", "read_as").rows()[0] == (
            *("legacy", 1, "kh¶o s¸t", "khảo sát"),
        )

    def test_headers_in_such_a_font_are_told(self, csv):
        with pytest.raises(UnreadableDataError, match=r"TCVN3.*--legacy tcvn3"):
            check(csv("A,x", header="M· cuéc,H×nh thøc,Ngµy b¾t ®Çu,Sè c¬ së\n"))


class TestNothingIsLost:
    @settings(max_examples=15)
    @given(
        st.lists(
            st.text("abcxyzăâêôơ0123./- ", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=5
        )
    )
    def test_a_cell_is_read_or_reported_in_its_row(self, tmp_path_factory, texts):
        file = tmp_path_factory.mktemp("any") / "list.csv"
        lines = [f",{place},x,kiểm tra,05/06/2024,{text}," for place, text in enumerate(texts)]
        file.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")

        checked = check(file, INSPECTIONS)
        told = checked.problems.filter(severity="error", field="subjects")["row"].to_list()
        assert [each + 2 for each in checked.kept_out] == told
        assert checked.rows_read == len(texts)

    @settings(max_examples=15)
    @given(any_inspections(), st.data())
    def test_a_single_corrupted_cell_is_reported_at_its_row_and_column(self, tmp_path_factory, frame, data):
        columns = ["started_on", "ended_on", "subjects", "fines_vnd", "planned", "activity", "field"]
        field, row = (
            data.draw(st.sampled_from(columns)),
            data.draw(st.integers(0, frame.height - 1)) if frame.height else 0,
        )
        if frame.is_empty():
            return
        file = tmp_path_factory.mktemp("any") / "list.csv"
        text = as_text(frame)
        text[row][frame.columns.index(field)] = "@#!"
        write_csv(file, text, INSPECTIONS)

        told = check(file, INSPECTIONS).problems.filter(severity="error", value="@#!")
        assert told.select("row", "field").rows() == [(row + 2, field)]
        assert told["column"].to_list() == [chr(ord("A") + frame.columns.index(field))]

    @settings(max_examples=15)
    @given(any_tasks(), st.data())
    def test_no_mutation_of_a_file_loses_a_row(self, tmp_path_factory, frame, data):
        text = as_text(frame)
        for _ in range(data.draw(st.integers(0, 6))):
            row = data.draw(st.integers(0, len(text) - 1)) if text else 0
            if not text:
                break
            text[row][data.draw(st.integers(0, frame.width - 1))] = data.draw(
                st.sampled_from(
                    ["", '"', "#N/A", "Tổng cộng", "I", "-5", "31/02/2024", "x" * 300, "1.234", "\u200f", "a\nb"]
                )
            )
        file = tmp_path_factory.mktemp("any") / "list.csv"
        write_csv(file, text, TASKS)

        checked = check(file, TASKS)
        filled = sum(any(each for each in row) for row in text)
        assert checked.rows_read + checked.skipped["rows"].sum() == filled
        assert checked.clean.height + checked.quarantined.height == checked.rows_read

    @settings(max_examples=12)
    @given(any_tasks())
    def test_valid_records_written_to_csv_read_back_equal(self, tmp_path_factory, frame):
        file = tmp_path_factory.mktemp("any") / "list.csv"
        write_csv(file, as_text(frame), TASKS)

        assert check(file, TASKS).clean.equals(frame)

    @settings(max_examples=6)
    @given(any_inspections())
    def test_valid_records_written_to_a_workbook_read_back_equal(self, tmp_path_factory, frame):
        file = tmp_path_factory.mktemp("any") / "list.xlsx"
        write_records(INSPECTIONS, frame, file)

        assert check(file, INSPECTIONS).clean.equals(frame)


def as_text(frame):
    """Rows of texts as a department may write them: labels of codes, có and không."""
    return [
        [
            ""
            if each is None
            else {True: "có", False: "không"}.get(each, str(each))
            if isinstance(each, bool)
            else str(each)
            for each in row
        ]
        for row in frame.rows()
    ]


def write_csv(file, rows, dataset):
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv_module.writer(opened)
        writer.writerow([card.label.vi for card in column_cards(dataset.model).values()])
        writer.writerows(rows)


def test_a_workbook_and_a_csv_give_the_same_records(tmp_path, csv):
    text = csv(",A,x,kiểm tra,05/06/2024,3,1")
    book = tmp_path / "list.xlsx"
    frame = pl.DataFrame({"Mã cuộc": ["A"], "Sở": ["x"], "Hình thức": ["kiểm tra"]})
    frame.with_columns(
        pl.date(2024, 6, 5).alias("Ngày bắt đầu"), pl.lit(3).alias("Số cơ sở"), pl.lit(1).alias("Số cơ sở vi phạm")
    ).write_excel(book)

    assert check(text).clean.equals(check(book).clean)


def test_progress_is_told_column_by_column(csv):
    heard = []
    with listening(lambda step, done, total: heard.append((step.en, done, total))):
        check(csv(",A,x,kiểm tra,05/06/2024,3,"))

    assert ("Reading columns", 6, 6) in heard
    assert heard[-1] == ("Checking rules", 1, 1)


def test_the_types_of_clean_records_are_those_of_the_dataset(csv):
    assert dict(check(csv(",A,x,kiểm tra,05/06/2024,3,")).clean.schema) == column_types(INSPECTIONS.model)


def test_naughty_strings_come_through_unchanged(tmp_path):
    """Texts collected to break programs: good ones are titles, bad ones are kept as they were."""
    folder = os.environ.get("KHCN_REFERENCE")
    if folder is None:
        pytest.skip("KHCN_REFERENCE is not set: no naughty strings to try")
    (file,) = Path(folder).rglob("*blns.json")
    strings = [each for each in json.loads(file.read_text("utf-8")) if each.strip()]
    rows = [[f"NV-{at}", "x", text, "cấp tỉnh"] for at, text in enumerate(strings)]
    rows += [[f"HU-{at}", "x", "Đề tài", text] for at, text in enumerate(strings)]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as opened:
        csv_module.writer(opened, quoting=csv_module.QUOTE_ALL).writerows(
            [["Mã nhiệm vụ", "Sở", "Tên nhiệm vụ", "Cấp quản lý"], *rows]
        )

    checked = check(tmp_path / "a.csv")

    titles = dict(checked.clean.filter(pl.col("task_id").str.starts_with("NV")).select("task_id", "title").rows())
    kept = dict(checked.quarantined.select("task_id", pl.coalesce("level", "title")).rows())
    for at, text in enumerate(strings):
        # A lone ditto mark is one.
        assert titles.get(f"NV-{at}", nfc(text)) == nfc(text) or text in DITTO_MARKS
        assert kept.get(f"HU-{at}", text) == text
    assert len(titles) > 500
    assert checked.rows_read == len(rows)
