import json

import openpyxl
import pytest
from builders import tasks

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.schemes.files import bundled_scheme, read_scheme

BUNDLED = bundled_folder("schemes") / "mau_100.toml"
ASKED = ("--scheme", "mau_100", "--period", "2025")


@pytest.fixture
def khcn(capsys, monkeypatch):
    """Run a command on a wide terminal; return its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(list(map(str, arguments)))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def folder(tmp_path, khcn):
    """A workspace in which two units are to be scored, one period written in two ways."""
    path, groups = tmp_path / "kho", tmp_path / "khoi.csv"
    khcn("init", path, "--name", "x", "--department", "tinh_x=Sở X", "--since", "2025-01-01", "--until", "2026-01-01")
    groups.write_text(
        "department,unit,scheme,period,rank_group\n"
        "tinh_x,Phòng B,mau_100,năm 2025,Khối 1\ntinh_x,Phòng A,mau_100,năm 2025,Khối 1\n",
        "utf-8",
    )
    assert khcn("import", groups, "--dataset", "score_groups", "--into", path)[0] == DONE
    return path


def test_bundled_schemes_are_listed_with_source_and_notes(khcn):
    code, out, _ = khcn("scheme", "list")

    assert code == DONE
    assert {"mau_100", "ba_noi_dung", "hue_950_50"} <= set(out.split())
    assert "Tự đặt để minh họa" in out
    assert "Có điểm thưởng và không có trần: tổng điểm có thể vượt 100." in out


def test_the_list_for_machines(khcn):
    told = {each["code"]: each for each in json.loads(khcn("scheme", "list", "--json")[1])}

    assert told["mau_100"]["digest"] == bundled_scheme("mau_100").digest
    assert told["mau_100"]["notes_en"]


def test_a_scheme_that_is_right(khcn):
    code, out, _ = khcn("scheme", "check", BUNDLED)

    assert code == DONE
    assert "dùng được: Bảng tiêu chí mẫu 100 điểm" in out


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "sai.toml"
    text = BUNDLED.read_text("utf-8").replace('"zero"', '"khong"', 1).replace("version =", "phien_ban =", 1)
    path.write_text(text, "utf-8")
    return path, 1 + text[: text.index('missing = "khong"')].count("\n")


def test_every_mistake_is_told_with_its_line(khcn, wrong):
    path, line = wrong
    code, out, err = khcn("scheme", "check", path)

    assert (code, out) == (PROBLEMS_FOUND, "")
    assert f"dòng {line}:" in err
    assert "version" in err


def test_mistakes_for_machines(khcn, wrong):
    path, line = wrong
    code, out, _ = khcn("scheme", "check", path, "--json")

    assert code == PROBLEMS_FOUND
    assert line in {each["line"] for each in json.loads(out)["mistakes"]}


def test_a_right_scheme_has_no_mistakes_for_machines(khcn):
    code, out, _ = khcn("scheme", "check", BUNDLED, "--json")
    assert (code, json.loads(out)["mistakes"]) == (DONE, [])


@pytest.mark.parametrize("name", ["phuong-an.xlsx", "phuong-an.toml"])
def test_a_scheme_is_exported_and_read_back(khcn, tmp_path, name):
    path = tmp_path / name

    assert khcn("scheme", "export", "mau_100", path)[0] == DONE
    assert read_scheme(path).digest == bundled_scheme("mau_100").digest
    assert khcn("scheme", "export", "mau_100", path)[0] == WRONG_USE
    assert khcn("scheme", "export", "mau_100", path, "--overwrite")[0] == DONE


def test_points_go_from_the_sheet_into_the_workspace(khcn, folder, tmp_path):
    path = tmp_path / "nhap.xlsx"
    code, out, _ = khcn("scheme", "entries", folder, *ASKED, "--layer", "self", "--out", path)
    book = openpyxl.load_workbook(path)
    header, *rows = book["Điểm chấm"].iter_rows()
    column = {cell.value: place for place, cell in enumerate(header)}

    assert (code, "khcn import" in out) == (DONE, True)
    # Two units with the six criteria that no indicator counts.
    assert [(row[column["Đơn vị"]].value, row[column["Tiêu chí"]].value) for row in rows] == [
        (unit, criterion) for unit in ("Phòng A", "Phòng B") for criterion in ("B1", "B2", "B3", "C1", "C2", "C3")
    ]
    # The period is written as the records have it.
    assert {row[column["Kỳ"]].value for row in rows} == {"năm 2025"}
    rows[0][column["Điểm"]].value = 9.5
    book.save(path)
    assert "1 thêm mới" in khcn("import", path, "--dataset", "score_entries", "--into", folder)[1]


def test_a_sheet_is_asked_for_only_where_the_scheme_applies(khcn, tmp_path):
    path = tmp_path / "nhap.xlsx"
    code, _, err = khcn("scheme", "entries", "--scheme", "mau_100", "--period", "2020", "--out", path)

    assert (code, path.exists()) == (WRONG_USE, False)
    assert "không có hiệu lực" in err


def test_a_period_for_which_nobody_is_scored(khcn, folder, tmp_path):
    out = tmp_path / "nhap.xlsx"
    code, _, err = khcn("scheme", "entries", folder, "--scheme", "mau_100", "--period", "2024", "--out", out)

    assert (code, out.exists()) == (PROBLEMS_FOUND, False)
    assert "score_groups" in err


def test_a_workspace_without_groups(khcn, tmp_path):
    names = ("--name", "x", "--department", "tinh_x=Sở X", "--since", "2025-01-01", "--until", "2026-01-01")
    khcn("init", tmp_path / "kho", *names)
    tasks(department="tinh_x").write_csv(tmp_path / "tasks.csv")
    khcn("import", tmp_path / "tasks.csv", "--into", tmp_path / "kho")
    code, _, err = khcn("scheme", "entries", tmp_path / "kho", *ASKED, "--out", tmp_path / "nhap.xlsx")

    assert code == PROBLEMS_FOUND
    assert "score_groups" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "khong-co.toml"),
        ("export", "khong_co", "a.xlsx"),
        ("export", "mau_100", "a.pdf"),
        ("entries", *ASKED),
        ("entries", *ASKED, "--out", "a.pdf"),
        ("entries", *ASKED, "--layer", "final", "--out", "a.xlsx"),
    ],
)
def test_wrong_use(khcn, arguments):
    code, out, err = khcn("scheme", *arguments)
    assert (code, out) == (WRONG_USE, "")
    assert err
