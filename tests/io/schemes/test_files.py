from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from khcn_analytics.errors import DataNotFoundError, SchemeError, UnknownNameError, UnreadableDataError, WrongUseError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.schemes.files import (
    LARGEST_TEXT,
    bundled_scheme,
    bundled_schemes,
    read_scheme,
    read_scheme_table,
    write_scheme_file,
)
from khcn_analytics.scoring.rules import Manual

ABOUT = {
    "code": "khoi_2",
    "version": "2024",
    "label_vi": "Bảng điểm khối 2",
    "label_en": "Table of block 2",
    "origin": "made",
    "source": "Tự đặt",
    "scored": "unit",
    "period_kind": "year",
    "valid_from": date(2024, 1, 1),
}
ROWS = [
    ["BẢNG ĐIỂM THI ĐUA"],
    ["TT", "Nội dung tiêu chí", "Điểm tối đa"],
    ["I", "Chuyên môn", 60],
    [1, "Sáng kiến", 60],
    ["II", "Thi đua", 40],
    [1, "Phong trào", 40],
    [None, "Tổng cộng", 100],
]


def workbook(path, rows, *, more=()):
    book = Workbook()
    for name, content in [("Bảng điểm", rows), *more]:
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["a.toml", "a.xlsx"])
def test_files_read_back_as_they_were_written(tmp_path, name):
    write_scheme_file(bundled_scheme("mau_100"), tmp_path / name)

    assert read_scheme(tmp_path / name) == bundled_scheme("mau_100")


def test_other_kinds_of_file_are_refused(tmp_path):
    with pytest.raises(WrongUseError, match=r"\.toml / \.xlsx"):
        write_scheme_file(bundled_scheme("mau_100"), tmp_path / "a.json")
    (tmp_path / "a.json").write_text("{}", "utf-8")
    with pytest.raises(UnreadableDataError, match=r"\.toml hoặc \.xlsx"):
        read_scheme(tmp_path / "a.json")


def test_files_that_are_no_schemes_are_refused(tmp_path):
    with pytest.raises(DataNotFoundError):
        read_scheme(tmp_path / "a.toml")
    with pytest.raises(DataNotFoundError):
        read_scheme(tmp_path / "a.xlsx")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableDataError, match="UTF-8"):
        read_scheme(tmp_path / "a.toml")
    (tmp_path / "b.toml").write_bytes(b"#" * (LARGEST_TEXT + 1))
    with pytest.raises(UnreadableDataError, match="1 MB"):
        read_scheme(tmp_path / "b.toml")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableDataError, match="hỏng"):
        read_scheme(tmp_path / "a.xlsx")


def test_the_name_of_the_file_is_in_what_is_wrong(tmp_path):
    (tmp_path / "khoi.toml").write_text("code = 'a'", "utf-8")
    with pytest.raises(SchemeError, match=r"“khoi\.toml”"):
        read_scheme(tmp_path / "khoi.toml")


def test_a_table_as_departments_have_it_is_a_scheme(tmp_path):
    scheme = read_scheme_table(workbook(tmp_path / "a.xlsx", ROWS), ABOUT)

    assert (scheme.code, scheme.maximum) == ("khoi_2", 100)
    assert [each.code for each in scheme.groups] == ["I", "II"]
    assert scheme.criterion("I.1").rule == Manual()
    assert scheme.criterion("II.1").missing == "block"


def test_what_is_wrong_in_a_table_is_told_at_once_with_sheet_and_row(tmp_path):
    rows = [*ROWS[:3], [1, "Sáng kiến", "nhiều"], *ROWS[4:6], [None, "Tổng cộng", 90]]
    with pytest.raises(SchemeError) as caught:
        read_scheme_table(workbook(tmp_path / "a.xlsx", rows), ABOUT)

    assert [each.placed() for each in caught.value.mistakes] == [
        "“Bảng điểm” dòng 4: “Điểm tối đa” cần một số lớn hơn 0 đến 1.000.000, không phải 'nhiều'.",
        "“Bảng điểm” dòng 7: dòng tổng cộng ghi 90, các nhóm cộng lại được 100.",
    ]


def test_a_table_alone_does_not_tell_its_code_and_days(tmp_path):
    with pytest.raises(UnreadableDataError, match=r"“Bảng tiêu chí”.*read_scheme_table"):
        read_scheme(workbook(tmp_path / "a.xlsx", ROWS))


def test_a_workbook_holds_one_table_of_criteria(tmp_path):
    with pytest.raises(UnreadableDataError, match="không thấy bảng"):
        read_scheme_table(workbook(tmp_path / "a.xlsx", [["a", "b"]]), ABOUT)
    two = workbook(tmp_path / "b.xlsx", ROWS, more=[("Bản cũ", ROWS)])
    with pytest.raises(UnreadableDataError, match="“Bảng điểm”, “Bản cũ”"):
        read_scheme_table(two, ABOUT)


def test_a_change_in_the_workbook_is_a_change_of_the_scheme(tmp_path):
    write_scheme_file(bundled_scheme("mau_100"), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    settings = {row[0].value: row[1] for row in book["Bảng tiêu chí"].iter_rows()}
    settings["Trần điểm thưởng"].value = 6
    book.save(tmp_path / "b.xlsx")

    changed = read_scheme(tmp_path / "b.xlsx")
    assert changed.bonus_cap == 6
    assert changed.digest != bundled_scheme("mau_100").digest


def test_bundled_schemes_are_found_by_their_code():
    assert set(bundled_schemes()) == {"ba_noi_dung", "hue_950_50", "mau_100"}
    assert all(each.origin == "made" and each.source.startswith("Tự đặt") for each in bundled_schemes().values())
    with pytest.raises(UnknownNameError, match="mau_100"):
        bundled_scheme("mau_10")


def test_bundled_files_are_named_by_their_codes():
    assert {each.stem for each in bundled_folder("schemes").glob("*.toml")} == set(bundled_schemes())


def test_the_sample_scheme_uses_every_rule_but_one():
    kinds = {type(each.rule).__name__ for each in bundled_scheme("mau_100").criteria}

    assert kinds == {
        "PerCount",
        "Goalposts",
        "Bands",
        "Proportional",
        "RelativeToBest",
        "Manual",
        "YesNo",
        "Deadline",
    }
    assert [(each.code, each.points_each, each.cap) for each in bundled_scheme("mau_100").events] == [
        ("T1", 2, 4),
        ("T2", 1, 5),
        ("P1", 1, None),
        ("P2", 3, None),
    ]


def test_the_frames_add_up_as_they_are_cited():
    for code in ("ba_noi_dung", "hue_950_50"):
        scheme = bundled_scheme(code)
        assert [each.maximum for each in scheme.children(None)] == [600, 200, 150]
        assert (scheme.maximum, scheme.bonus_cap) == (950, 50)
    penalties = [each.points_each for each in bundled_scheme("hue_950_50").events if each.kind == "penalty"]
    assert penalties == [8, 8, 8]


def mistakes(path, rows, about=ABOUT):
    with pytest.raises(SchemeError) as caught:
        read_scheme_table(workbook(path, rows), about)
    return [each.placed() for each in caught.value.mistakes]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("nhiều", "“Bảng điểm” dòng 4: “Điểm tối đa” cần một số lớn hơn 0 đến 1.000.000, không phải 'nhiều'."),
        (None, "“Bảng điểm” dòng 4: thiếu mục “Điểm tối đa”."),
        ("#REF!", "“Bảng điểm” dòng 4: ô có lỗi hoặc công thức chưa tính: #REF!"),
        ("10%", "“Bảng điểm” dòng 4: “Điểm tối đa” cần một số lớn hơn 0 đến 1.000.000, không phải '10%'."),
    ],
)
def test_of_one_bad_cell_nothing_else_follows(tmp_path, cell, told):
    rows = [*ROWS[1:2], ["A", "Cả khối", None], ["I", "Chuyên môn", None], [1, "Sáng kiến", cell], [2, "Hồ sơ", 10]]

    assert mistakes(tmp_path / "a.xlsx", rows) == [told]


def test_a_share_is_a_target_and_no_points(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (["TT", "Nội dung", "Điểm", "Cách chấm", "Chỉ tiêu", "Chỉ số"], ["I", "A", None]):
        sheet.append(row)
    sheet.append([1, "a", 0.1, "theo tỷ lệ", 0.9, "dossiers.on_time_rate"])
    sheet["C3"].number_format = sheet["E3"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SchemeError, match=r"có 1 lỗi.*\n.*“Điểm tối đa” cần một số .*không phải '10%'"):
        read_scheme_table(tmp_path / "a.xlsx", ABOUT)

    sheet["C3"].number_format = "0.0"
    book.save(tmp_path / "b.xlsx")
    assert read_scheme_table(tmp_path / "b.xlsx", ABOUT).maximum == 0.1


def test_two_columns_are_enough(tmp_path):
    rows = [["Nội dung tiêu chí", "Điểm tối đa"], ["Sáng kiến", 60], ["Phong trào", 40]]
    scheme = read_scheme_table(workbook(tmp_path / "a.xlsx", rows), ABOUT)

    assert [(each.code, each.maximum) for each in scheme.groups] == [("TC", 100)]
    assert [(each.code, each.group, each.maximum) for each in scheme.criteria] == [("1", "TC", 60), ("2", "TC", 40)]


def test_of_lines_that_stand_nowhere_nothing_else_follows(tmp_path):
    rows = [["Nội dung tiêu chí", "Điểm tối đa"], ["I. Chuyên môn", None], ["Sáng kiến", 30], ["Hồ sơ", 30]]

    assert mistakes(tmp_path / "a.xlsx", rows) == [
        f"“Bảng điểm” dòng {line}: không rõ dòng thuộc nhóm nào: cột “TT” cần ghi như I, 1, 1.1, a." for line in (3, 4)
    ]
