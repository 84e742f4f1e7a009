import json

import openpyxl
import pytest

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main

YEAR = ("--year", "2025")


@pytest.fixture
def khcn(capsys, monkeypatch):
    """Run the command on a wide terminal; return its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["eligibility", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_counts_and_caps_are_told_without_names(khcn):
    code, out, _ = khcn(*YEAR)

    assert code == PROBLEMS_FOUND
    assert "Chiến sĩ thi đua cơ sở" in out
    assert "TD-05b" in out
    assert "Cán bộ" not in out
    assert "--award" in out
    assert "1 lượt đã đề nghị hoặc đã khen nhưng chưa đủ điều kiện." in out


@pytest.mark.parametrize("award", ["emulation_fighter_provincial", "CSTĐ tỉnh", "chien si thi dua cap tinh"])
def test_one_award_is_told_by_name_with_the_reason(khcn, award):
    code, out, _ = khcn(*YEAR, "--award", award)

    assert code == DONE
    assert "Cán bộ 059" in out
    assert "Chiến sĩ thi đua cơ sở 3 lần trong 2023–2025 (3/3 lần: 2023, 2024, 2025)" in out


def test_a_share_of_votes_is_asked_for_where_it_is_stated(khcn):
    _, out, _ = khcn(*YEAR, "--award", "CSTĐ tỉnh", "--parameter", "TD-14a.votes=95%")
    assert "Hội đồng đồng ý từ 95 % (10/11 = 90,9 %)" in out


def test_a_cap_that_is_stated_gives_the_room_left(khcn):
    _, out, _ = khcn("--json", *YEAR, "--parameter", "TD-05b.cap=20%")
    quota = next(each for each in json.loads(out)["quotas"] if each["rule"] == "TD-05b")

    # 20 % of 78 is 15.6.
    assert (quota["used"], quota["base"], quota["ceiling"], quota["room"]) == (14, 78, 15, 1)


def test_a_cap_that_nobody_stated_says_so(khcn):
    _, out, _ = khcn(*YEAR)
    quota = next(line for line in out.splitlines() if "TD-05b" in line)

    assert "Ghi chú" in out
    assert "Chưa có mức của sở; khai tham số TD-05b.cap." in quota


@pytest.mark.parametrize(("year", "code"), [("1945", DONE), ("1944", WRONG_USE), ("2200", DONE), ("2201", WRONG_USE)])
def test_years_are_those_that_awards_can_be_of(khcn, year, code):
    assert khcn("--year", year)[0] == code


def test_json_names_nobody_unless_asked(khcn):
    _, out, _ = khcn("--json", *YEAR)
    told = json.loads(out)

    assert set(told) == {"year", "counts", "quotas"}
    assert "Cán bộ" not in out
    labourers = next(each for each in told["counts"] if each["award"] == "advanced_labour")
    asked = json.loads(khcn("--json", *YEAR, "--award", "advanced_labour")[1])
    assert labourers["eligible"] == sum(each["verdict"] == "eligible" for each in asked["verdicts"])


def test_units_and_the_day(khcn):
    _, out, _ = khcn("--json", *YEAR, "--unit", "Văn phòng", "--award", "CSTĐCS", "--on", "31/12/2023")
    told = json.loads(out)

    assert {each["unit"] for each in told["verdicts"]} == {"Văn phòng"}
    assert {each["citation"] for each in told["verdicts"]} == {"Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3"}
    assert {each["subject"] for each in told["conditions"]} == {each["subject"] for each in told["verdicts"]}


def test_the_draft_list_is_written(khcn, tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    _, out, _ = khcn(*YEAR, "--out", str(path))

    assert "Tệp có họ tên" in out
    assert "CSTĐ tỉnh" in openpyxl.load_workbook(path).sheetnames
    assert khcn(*YEAR, "--out", str(path))[0] == WRONG_USE
    assert khcn(*YEAR, "--out", str(path), "--overwrite")[0] == PROBLEMS_FOUND


def test_a_year_without_anybody_is_told(khcn):
    code, out, _ = khcn("--year", "2030")
    assert (code, "Năm 2030 chưa có đánh giá" in out) == (DONE, True)


def test_english(khcn):
    _, out, _ = khcn(*YEAR, "--award", "advanced_labour", "--lang", "en")
    assert "Met: rated good or better in 2025 (good)" in out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (*YEAR, "--award", "huân chương"),
        (*YEAR, "--unit", "Phòng không có"),
        (*YEAR, "--on", "hôm nay"),
        (*YEAR, "--parameter", "TD-99.votes=90%"),
        (*YEAR, "--out", "danh-sach.pdf"),
        ("khong-co", *YEAR),
    ],
)
def test_wrong_use(khcn, arguments):
    code, out, err = khcn(*arguments)
    assert (code, out) == (WRONG_USE, "")
    assert err
