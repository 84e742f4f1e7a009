import json
import os
import shutil
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.io.checking import check_all
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.problems import annotating, workbook_copy
from khcn_analytics.io.problems.annotating import annotate
from khcn_analytics.io.problems.notes import MOST_COMMENTS
from khcn_analytics.io.problems.workbook_copy import AUTHOR, COLOURS
from khcn_analytics.io.templates.writing import write_template
from khcn_analytics.schemas.inspections import INSPECTIONS

pytestmark = pytest.mark.usefixtures("workbooks_are_read_here")

HEADERS = ["Mã cuộc", "Sở", "Hình thức", "Ngày bắt đầu", "Số cơ sở", "Số cơ sở vi phạm"]
# Cells of a workbook have no time zone.
DAY, MOMENT = datetime.fromisoformat("2024-06-05"), datetime.fromisoformat("2024-06-05T13:45:17")


def write_book(path, rows, *, macros=False):
    """A workbook as planners keep them: a form's number in merged cells, formulas, formats, a hidden sheet."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        if macros:
            (path.parent / "vba.bin").write_bytes(b"not really a macro")
            book.add_vba_project(str(path.parent / "vba.bin"))
        data, other = book.add_worksheet("Thanh tra"), book.add_worksheet("Ghi chép")
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
        text = book.add_format({"num_format": "@"})
        data.set_column(0, 0, 15, text)
        data.merge_range(0, 7, 0, 9, "Biểu 01/TTr", bold)
        for place, header in enumerate(HEADERS):
            data.write_string(1, place, header, bold)
        for row, cells in enumerate(rows, 2):
            for place, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    data.write_datetime(row, place, cell, day)
                elif isinstance(cell, tuple):
                    data.write_formula(row, place, cell[0], None, cell[1])
                elif cell is not None:
                    data.write(row, place, cell)
        other.write_number(0, 0, -5, day)
        other.write_number(1, 0, 60, day)
        other.write_datetime(2, 0, MOMENT, day)
        other.write_formula(3, 0, '="a"&"b"', None, "ab")
        other.write_rich_string(4, 0, " thường ", bold, "đậm", " ", bold, "nữa")
        other.write_string(5, 0, "_x0041_ và \x01")
        other.write_string(6, 0, "=1+1")
        other.write_blank(7, 0, None, book.add_format({"bg_color": "#FFFF00"}))
        other.write_url(8, 0, "https://example.vn", string="trang")
        other.hide()
    return path


BAD = [
    ["A", "x", "kiểm traa", DAY, 3, 1],
    ["B", "x", "kiểm tra", "hôm qua", ("=1+2", 3), None],
    ["C", "x", "thanh tra", DAY, -5, None],
    [None, "x", "thanh tra", DAY, 5, 6],
]
# Formulas and values, in the words of calamine: openpyxl reads neither days nor escapes faithfully.
PROBLEM_CELLS = {"C3": "error", "D4": "error", "E5": "error", "A6": "error", "F6": "error"}


def texts(path):
    return [
        (each.name, each.is_hidden, each.merged, each.cells.rows(), each.marks.rows())
        for each in read_document(path).sheets
    ]


def cells_of(path, **how):
    book = openpyxl.load_workbook(path, rich_text=True, **how)
    return {
        (sheet.title, cell.coordinate): cell
        for sheet in book
        for row in sheet
        for cell in row
        if not isinstance(cell, openpyxl.cell.cell.MergedCell)
    }


def coloured(path):
    severities = {colour: severity for severity, colour in COLOURS.items()}
    return {
        at: severities[cell.fill.fgColor.rgb]
        for (_, at), cell in cells_of(path).items()
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in severities
    }


def commented(path):
    return {at: cell.comment.text for (_, at), cell in cells_of(path).items() if cell.comment}


@pytest.fixture
def bad(tmp_path):
    return write_book(tmp_path / "bad.xlsx", BAD)


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    """The copy of the bad workbook; each test gets one of its own."""
    folder = tmp_path_factory.mktemp("annotated")
    bad = write_book(folder / "bad.xlsx", BAD)
    return annotate(bad, check_all(bad), folder / "copy.xlsx").path


@pytest.fixture
def copy(annotated, tmp_path):
    return Path(shutil.copy(annotated, tmp_path / "copy.xlsx"))


def test_bad_cells_are_coloured_and_say_why_in_both_languages(bad, tmp_path):
    done = annotate(bad, check_all(bad), tmp_path / "copy.xlsx")

    assert coloured(done.path) == PROBLEM_CELLS
    assert commented(done.path).keys() == PROBLEM_CELLS.keys()
    assert (done.cells, done.comments, done.left_out, done.not_kept) == (5, 5, 0, ())
    told = commented(done.path)["C3"]
    assert "LỖI: Hình thức không có trong danh mục" in told
    assert "Có phải: kiểm tra?" in told
    assert told.index("Chọn một trong") < told.index("ERROR: Activity is not in the code list")
    assert {cell.comment.author for cell in cells_of(done.path).values() if cell.comment} == {AUTHOR}


def test_english_comes_first_where_asked(bad, tmp_path):
    annotate(bad, check_all(bad), tmp_path / "copy.xlsx", language="en")

    told = commented(tmp_path / "copy.xlsx")["C3"]
    assert told.index("ERROR") < told.index("LỖI")


def test_every_value_stays_what_it_is(bad, copy):
    assert texts(copy) == texts(bad)


def test_formulas_formats_links_and_rich_text_stay(bad, copy):
    before, after = cells_of(bad), cells_of(copy)

    assert before.keys() <= after.keys()
    for at, cell in ((at, cell) for at, cell in before.items() if cell.value is not None):
        assert (after[at].number_format, after[at].font.b) == (cell.number_format, cell.font.b)
        assert (after[at].data_type == "f") == (cell.data_type == "f")
        if cell.data_type == "f":
            assert after[at].value == cell.value
        assert bool(after[at].hyperlink) == bool(cell.hyperlink)
    assert str(after["Ghi chép", "A5"].value) == " thường đậm nữa"
    assert after["Ghi chép", "A5"].value == before["Ghi chép", "A5"].value
    assert after["Ghi chép", "A8"].fill.fgColor.rgb == "FFFFFF00"


def test_an_empty_cell_keeps_the_format_of_its_column(copy):
    # A code such as 007 that is typed into it must stay a text.
    assert cells_of(copy)["Thanh tra", "A6"].number_format == "@"


def test_a_corrected_copy_has_no_problems(copy):
    book = openpyxl.load_workbook(copy)
    sheet = book["Thanh tra"]
    sheet["C3"], sheet["D4"], sheet["E4"], sheet["E5"], sheet["A6"], sheet["F6"] = (
        "kiểm tra",
        "06/06/2024",
        3,
        5,
        "D",
        2,
    )
    book.save(copy)

    (checked,) = check_all(copy)
    assert (checked.clean.height, checked.problems.height) == (4, 0)
    annotate(copy, [checked], copy.with_name("good.xlsx"))
    assert coloured(copy.with_name("good.xlsx")) == {}
    assert commented(copy.with_name("good.xlsx")) == {}


def test_annotating_twice_says_it_once(copy):
    annotate(copy, check_all(copy), copy.with_name("again.xlsx"))

    assert commented(copy.with_name("again.xlsx")) == commented(copy)
    assert coloured(copy.with_name("again.xlsx")) == PROBLEM_CELLS


def test_comments_and_colours_of_other_people_come_back(bad, tmp_path):
    book = openpyxl.load_workbook(bad)
    sheet = book["Thanh tra"]
    sheet["C3"].comment = Comment("Hỏi lại phòng", "An")
    sheet["C3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].comment = Comment("Của tôi", "An")
    book.save(bad)

    annotate(bad, check_all(bad), tmp_path / "copy.xlsx")
    first = cells_of(tmp_path / "copy.xlsx")["Thanh tra", "C3"]
    assert first.comment.author == "An"
    assert first.comment.text.startswith("Hỏi lại phòng\n\n")
    assert "LỖI" in first.comment.text

    annotate(tmp_path / "copy.xlsx", [], tmp_path / "clean.xlsx")
    last = cells_of(tmp_path / "clean.xlsx")["Thanh tra", "C3"]
    assert (last.comment.text, last.comment.author) == ("Hỏi lại phòng", "An")
    assert last.fill.fgColor.rgb == "FF00FF00"
    assert commented(tmp_path / "clean.xlsx") == {"C3": "Hỏi lại phòng", "B3": "Của tôi"}


def test_the_comments_of_a_template_are_not_taken_for_ours(tmp_path):
    write_template(INSPECTIONS, tmp_path / "mau.xlsx")

    annotate(tmp_path / "mau.xlsx", check_all(tmp_path / "mau.xlsx"), tmp_path / "copy.xlsx")
    assert commented(tmp_path / "copy.xlsx").keys() >= {"A1", "B1", "C1"}
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx").worksheets[0].data_validations.count > 0


def test_a_problem_of_merged_cells_is_on_the_first(bad, tmp_path, monkeypatch):
    found = check_all(bad)
    notes = [{"sheet": "Thanh tra", "row": 1, "column": 9, "severity": "warning", "text": "x"}]
    monkeypatch.setattr(annotating, "cell_notes", lambda *_: notes)

    annotate(bad, found, tmp_path / "copy.xlsx")
    assert coloured(tmp_path / "copy.xlsx") == {"H1": "warning"}


def test_a_problem_of_a_row_or_a_table_has_a_cell_too(bad, tmp_path):
    (checked,) = check_all(bad)
    base = checked.problems.filter(row=5).head(1).to_dicts()[0]
    of_row = {**base, "row": 6, "column": None, "header": None, "field": None}
    problems = [of_row, {**of_row, "row": None}, {**of_row, "row": None, "column": "D", "severity": "warning"}]

    annotate(bad, [_with(problems, checked)], tmp_path / "copy.xlsx")
    assert coloured(tmp_path / "copy.xlsx") == {"B6": "error", "A2": "error", "D2": "warning"}


def _with(problems, checked):
    """A checked file with other problems."""
    return replace(checked, problems=pl.DataFrame(problems, schema=checked.problems.schema))


def test_with_very_many_problems_every_cell_is_coloured(tmp_path):
    lines = [f"A{place},x,kiểm tra,hôm qua,-1" for place in range(1_500)]
    file = tmp_path / "list.csv"
    file.write_text("\n".join([",".join(HEADERS[:5]), *lines]), "utf-8")

    done = annotate(file, check_all(file), tmp_path / "copy.xlsx")
    assert (done.cells, done.comments, done.left_out) == (3_000, MOST_COMMENTS, 1_000)
    assert len(coloured(done.path)) == 3_000
    assert len(commented(done.path)) == MOST_COMMENTS


def test_texts_of_a_csv_stay_texts_in_their_places(tmp_path):
    file = tmp_path / "list.csv"
    odd = ["=1+1", "+84 912 345 678", "mailto:a@b", "<r>x</r>", "007", "1.234", "12345678901234567890", "-0", "_x0041_"]
    lines = [f'A{place},x,kiểm tra,hôm qua,3,"{text}"' for place, text in enumerate(odd)]
    file.write_text("\n".join([",".join(HEADERS[:5]) + ",Khác", "", *lines]), "utf-8")

    annotate(file, check_all(file), tmp_path / "copy.xlsx")
    cells = {at: cell for (_, at), cell in cells_of(tmp_path / "copy.xlsx").items()}
    assert [cells[f"F{row}"].data_type for row in range(3, 12)] == ["s"] * 9
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells.values())
    assert (cells["E3"].value, cells["E3"].data_type) == (3, "n")
    assert [line[-1] for line in _only_sheet(tmp_path / "copy.xlsx") if line[0]][1:] == odd
    before, after = check_all(file)[0], check_all(tmp_path / "copy.xlsx")[0]
    assert after.problems.select("row", "column", "value").equals(before.problems.select("row", "column", "value"))


def _only_sheet(path):
    (sheet,) = read_document(path).sheets
    return sheet.cells.rows()


def test_what_a_sheet_cannot_hold_is_told(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(f"{','.join(HEADERS[:5])},Khác\nA,x,kiểm tra,hôm qua,3,{'dài ' * 9_000}\n", "utf-8")

    done = annotate(file, check_all(file), tmp_path / "copy.xlsx")
    assert [each.en for each in done.not_kept] == ["the end of texts longer than 32,767 characters"]
    assert len(_only_sheet(done.path)[1][5]) == 32_767


def test_macros_stay_in_a_workbook_that_may_have_them(tmp_path):
    file = write_book(tmp_path / "bad.xlsm", BAD, macros=True)

    kept = annotate(file, check_all(file), tmp_path / "copy.xlsm")
    lost = annotate(file, check_all(file), tmp_path / "copy.xlsx")
    assert zipfile.ZipFile(kept.path).read("xl/vbaProject.bin") == b"not really a macro"
    assert kept.not_kept == ()
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(lost.path).namelist()
    assert [each.en[:6] for each in lost.not_kept] == ["macros"]
    assert coloured(kept.path) == coloured(lost.path) == PROBLEM_CELLS


def test_a_file_is_replaced_only_when_asked_and_never_the_one_checked(bad, tmp_path):
    there = tmp_path / "copy.xlsx"
    there.write_bytes(b"before")

    with pytest.raises(WrongUseError, match="Đã có tệp"):
        annotate(bad, check_all(bad), there)
    assert there.read_bytes() == b"before"
    with pytest.raises(WrongUseError, match="không được đè lên tệp gốc"):
        annotate(bad, check_all(bad), bad, overwrite=True)
    annotate(bad, check_all(bad), there, overwrite=True)
    assert coloured(there) == PROBLEM_CELLS
    assert {each.name for each in tmp_path.iterdir()} == {"bad.xlsx", "copy.xlsx"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("copy.csv", "cần đuôi .xlsx"), ("copy.xlsm", "cần đuôi .xlsx"), ("nơi nào/copy.xlsx", "Không có thư mục")],
)
def test_a_wrong_place_is_refused(bad, tmp_path, name, told):
    with pytest.raises(WrongUseError, match=told):
        annotate(bad, [], tmp_path / name)


def test_no_such_file(tmp_path):
    with pytest.raises(DataNotFoundError):
        annotate(tmp_path / "nope.xlsx", [], tmp_path / "copy.xlsx")


def test_a_workbook_only_the_reader_can_open_is_copied_as_data(bad, tmp_path):
    # A link to a style that does not exist: openpyxl gives up, calamine does not mind.
    with zipfile.ZipFile(bad) as old, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'r="C3"', b'r="C3" s="999"') if "sheet1" in name else content)

    done = annotate(tmp_path / "odd.xlsx", check_all(tmp_path / "odd.xlsx"), tmp_path / "copy.xlsx")
    assert [each.en[:8] for each in done.not_kept] == ["formats "]
    assert coloured(done.path) == PROBLEM_CELLS


@pytest.mark.parametrize("name", ["errors.xls", "errors.ods"])
def test_a_workbook_of_another_kind_becomes_a_new_one_and_that_is_told(tmp_path, name):
    done = annotate(Path(__file__).parents[1] / "fixtures" / name, [], tmp_path / "copy.xlsx")

    assert [each.en for each in done.not_kept] == ["formats and formulas (the copy is a new file of its data)"]


def test_a_text_file_has_no_formats_to_lose(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(",".join(HEADERS[:5]) + "\nA,x,kiểm tra,hôm qua,3\n", "utf-8")

    assert annotate(file, check_all(file), tmp_path / "copy.xlsx").not_kept == ()


# What stands in for the process that writes the copy, with as little memory as is said, and in other ways.
CHILD = """
import sys
from khcn_analytics.io.problems import workbook_copy
{}
raise SystemExit(workbook_copy.main(sys.argv[1]))
"""


@pytest.fixture
def child(monkeypatch):
    """Let a process with these lines before its work write the copy."""

    def become(lines: str) -> None:
        def process(module: str, folder: Path) -> tuple[list[str], dict[str, str]]:
            assert module == workbook_copy.__name__
            return [sys.executable, "-P", "-c", CHILD.format(lines), str(folder)], dict(os.environ)

        monkeypatch.setattr(annotating, "limited_process", process)

    return become


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of memory")
def test_too_much_memory_is_an_error_not_a_crash(tmp_path, child):
    file = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(5_000):
            sheet.write_row(row, 0, [f"{row} {place}" for place in range(40)])
    child("workbook_copy.MEMORY = int(open('/proc/self/statm').read().split()[5]) * 4096 + 2**25")

    with pytest.raises(UnreadableDataError, match="vượt giới hạn bộ nhớ khi chép;"):
        annotate(file, [], tmp_path / "copy.xlsx")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("import os; os.abort()", "vượt giới hạn bộ nhớ hoặc tệp hỏng"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "vượt giới hạn bộ nhớ hoặc tệp hỏng"),
        (
            "raise ModuleNotFoundError('No module named openpyxl')",
            r"mã 1: ModuleNotFoundError: No module named openpyxl",
        ),
        ("raise SystemExit(7)", r"bị lỗi \(mã 7\)"),
    ],
)
def test_a_process_that_ends_without_an_answer_is_told_as_what_it_was(bad, tmp_path, child, lines, told):
    child(lines)

    with pytest.raises(UnreadableDataError, match=told):
        annotate(bad, check_all(bad), tmp_path / "copy.xlsx")
    assert list(tmp_path.iterdir()) == [bad]


def naughty_strings() -> list[str]:
    folder = os.environ.get("KHCN_REFERENCE")
    if not folder:
        pytest.skip("KHCN_REFERENCE does not say where the public messy files are")
    (found,) = Path(folder).glob("messy/minimaxir__*/**/blns.json")
    return [each for each in json.loads(found.read_text("utf-8")) if each]


def test_naughty_strings_pass_through_a_workbook_and_a_csv(tmp_path):
    strings = naughty_strings()
    with xlsxwriter.Workbook(tmp_path / "list.xlsx", {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for place, header in enumerate([*HEADERS[:5], "Khác"]):
            sheet.write_string(0, place, header)
        for row, text in enumerate(strings, 1):
            for place, cell in enumerate([f"A{row}", "x", "kiểm tra", "hôm qua", "3", text]):
                sheet.write_string(row, place, cell)
    lines = [f'A{row},x,kiểm tra,hôm qua,3,"{text.replace(chr(34), chr(34) * 2)}"' for row, text in enumerate(strings)]
    (tmp_path / "list.csv").write_text("\n".join([",".join(HEADERS[:5]) + ",Khác", *lines]), "utf-8", newline="")

    for name in ("list.xlsx", "list.csv"):
        done = annotate(tmp_path / name, check_all(tmp_path / name), tmp_path / f"{name}.copy.xlsx")
        before, after = _only_sheet(tmp_path / name), _only_sheet(done.path)
        read = [line[5] for line in after if any(line)][1:]
        # U+FFFE and U+FFFF are written as Excel does, which the reader leaves as it is.
        assert read == [_as_read(line[5]) for line in before if any(line)][1:]
        assert done.cells >= len(strings)
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells_of(done.path).values())


def _as_read(text):
    return text and text.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
