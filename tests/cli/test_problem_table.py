from types import SimpleNamespace

import polars as pl
import pytest

from khcn_analytics.cli.problem_table import PROBLEMS_SHOWN, in_order, print_problems
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.tasks import TASKS


def problem(row=2, *, file="list.xlsx", sheet="Biểu 1", severity="error", **changes):
    base = {
        "column": "D",
        "header": "Ngày",
        "field": "started_on",
        "value": "hôm qua",
        "rule": "unreadable",
        "suggestion": None,
        "message_vi": "Không đọc được",
        "message_en": "Can't be read",
        "fix_vi": "Viết lại",
        "fix_en": "Write again",
    }
    return {**base, "file": file, "sheet": sheet, "row": row, "severity": severity, **changes}


def frame(*problems):
    return pl.DataFrame(list(problems), schema=column_types(Problems))


def checked(*sheets, file="list.xlsx", dataset=INSPECTIONS):
    return SimpleNamespace(file=file, dataset=dataset, understood=pl.DataFrame({"sheet": sheets}, {"sheet": pl.String}))


@pytest.fixture
def printed(capsys, monkeypatch):
    """What is printed, each run of spaces as one."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(problems, files, language="vi"):
        print_problems(problems, files, language)
        return [" ".join(each.split()) for each in capsys.readouterr().out.splitlines()]

    return run


def test_errors_come_first_then_file_sheet_and_row():
    problems = frame(
        problem(9, sheet="Biểu 1", severity="warning"),
        problem(3, file="a.xlsx", sheet="x"),
        problem(5, sheet="Biểu 1"),
        problem(2, sheet="Biểu 2"),
        problem(4, sheet="Biểu 1"),
        problem(None, sheet="Biểu 1"),
        problem(7, sheet=None),
    )

    # The order of the files and of their sheets is that of what was checked, not of their names.
    ordered = in_order(problems, [checked("Biểu 2", "Biểu 1"), checked("x", file="a.xlsx")])
    assert ordered.select("sheet", "row").rows() == [
        (None, 7),
        ("Biểu 2", 2),
        ("Biểu 1", None),
        ("Biểu 1", 4),
        ("Biểu 1", 5),
        ("x", 3),
        ("Biểu 1", 9),
    ]
    assert ordered.columns == problems.columns


def test_a_problem_has_its_place_value_message_fix_and_suggestion(printed):
    assert printed(frame(problem(suggestion="05/06/2024")), [checked("Biểu 1")]) == [
        "Dòng Cột Giá trị Vấn đề Cách sửa Có phải",
        "2 Biểu 1: D Ngày hôm qua Không đọc được Viết lại 05/06/2024",
    ]
    assert printed(frame(problem(sheet=None)), [checked(None)], "en") == [
        "Row Column Value Problem Fix",
        "2 D Ngày hôm qua Can't be read Write again",
    ]


def test_a_column_the_file_does_not_have_is_called_by_its_name(printed):
    missing = {"column": None, "header": None, "value": None}
    files = [checked("Nhiệm vụ", dataset=TASKS), checked("Thanh tra")]

    lines = printed(
        frame(
            problem(sheet="Nhiệm vụ", field="terminated_on", **missing),
            problem(sheet="Thanh tra", field="ended_on", **missing),
            problem(sheet="Thanh tra", field=None, **missing),
        ),
        files,
    )
    assert lines[1:] == [
        "2 Nhiệm vụ: Ngày đình chỉ, chấm dứt Không đọc được Viết lại",
        "2 Thanh tra: Ngày kết thúc Không đọc được Viết lại",
        "2 Thanh tra Không đọc được Viết lại",
    ]


def test_the_file_is_told_once_and_whole_where_there_are_several(printed):
    long = "danh-muc-nhiem-vu-khoa-hoc-va-cong-nghe-cap-tinh.xlsx"
    problems = frame(problem(3), problem(4), problem(2, file=long), problem(5, severity="warning"))

    lines = printed(problems, [checked("Biểu 1"), checked("Biểu 1", file=long)])
    assert [each for each in lines if each.endswith(":")] == [
        "Lỗi ở list.xlsx:",
        f"Lỗi ở {long}:",
        "Cảnh báo ở list.xlsx:",
    ]
    assert not any(".xlsx" in each for each in printed(problems, [checked("Biểu 1")]))


def test_only_the_first_are_printed_and_the_others_counted(printed):
    lines = printed(frame(*(problem(row) for row in range(1, PROBLEMS_SHOWN + 1235))), [checked("Biểu 1")])

    assert len(lines) == PROBLEMS_SHOWN + 2
    assert lines[-1] == "… và 1.234 vấn đề nữa."


def test_nothing_is_cut_however_narrow_the_terminal(printed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = printed(frame(problem(value="x" * 70, suggestion="z" * 30)), [checked("Biểu 1")])

    assert "".join(lines).count("x") == 70
    assert "".join(lines).count("z") == 30
    assert "…" not in "".join(lines)
