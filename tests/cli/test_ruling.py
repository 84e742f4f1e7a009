import json

import pytest

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.cli.ruling import parse_parameter

CARD = """
origin = "department"

[name]
vi = "Sở thử"
en = "A department"

[departments.kon_tum]
vi = "Sở KH&CN tỉnh Kon Tum"
en = "Department of Kon Tum"

[coverage.awards]
since = 2022-01-01
until = 2023-01-01
"""


@pytest.fixture
def khcn(capsys, monkeypatch):
    """Run the command on a terminal of 100 columns; return its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def workspace(tmp_path):
    """A folder with awards of 2022: so many emulation fighters among so many advanced labourers."""

    def make(fighters: int, labourers: int, *others: str) -> str:
        titles = ["emulation_fighter_grassroots"] * fighters + ["advanced_labour"] * labourers
        rows = [f"A-{place},kon_tum,,{award},2022" for place, award in enumerate(titles)]
        lines = [f"{each},title,direct_worker,granted,18/12/2022" for each in (*rows, *others)]
        header = "award_id,department,recipient,award,for_year,category,recipient_kind,status,decided_on"
        (tmp_path / "awards.csv").write_text("\n".join([header, *lines]), "utf-8")
        (tmp_path / "workspace.toml").write_text(CARD, "utf-8")
        return str(tmp_path)

    return make


def test_rules_of_a_day_are_listed(khcn):
    code, out, _ = khcn("rules", "--on", "31/12/2022")

    assert code == DONE
    assert "Quy định có hiệu lực ngày 31/12/2022" in out
    assert "TD-05a" in out
    assert "tham số cap = 15 %" in out
    assert "TD-05b" not in out
    assert "không tự kiểm tra" in out
    assert max(map(len, out.splitlines())) <= 100


def test_rules_are_listed_in_english(khcn):
    out = khcn("rules", "--on", "2024-01-01", "--lang", "en")[1]

    assert "Rules in force on 1 Jan 2024" in out
    assert "not checked" in out
    assert "kiểm tra" not in out


def test_json_tells_everything_of_a_rule(khcn):
    code, out, _ = khcn("rules", "--on", "2022-12-31", "--json")
    told = {each["id"]: each for each in json.loads(out)["rules"]}
    cap = told["TD-05a"]

    assert code == DONE
    assert (cap["from"], cap["to"], cap["severity"], cap["confidence"]) == (
        "2017-10-01",
        "2023-12-31",
        "warning",
        "verified",
    )
    assert cap["parameters"][0]["value"] == 0.15
    assert cap["datasets"] == ["awards"]
    assert (told["TD-02"]["checked"], told["TD-02"]["datasets"]) == (False, [])


def test_help_is_in_one_language(khcn):
    vietnamese, english = khcn("rules", "--help")[1], khcn("rules", "--help", "--lang", "en")[1]

    assert "[KHO]" in vietnamese
    assert "MÃ.TÊN=SỐ" in vietnamese
    assert "WORKSPACE" not in vietnamese
    assert "[WORKSPACE]" in english
    assert "KHO" not in english


def test_today_is_the_usual_day(khcn):
    assert "TD-05b" in khcn("rules")[1]


def test_kon_tum_2022_is_within_the_cap(khcn, workspace):
    code, out, _ = khcn("rules", workspace(2, 35), "--on", "2022-12-31")

    assert code == DONE
    assert "= 5,7 %" in " ".join(out.split())
    assert "Không đạt: 0 lỗi, 0 cảnh báo" in out
    assert "Không tự kiểm tra được" in out


def test_a_warning_is_told_and_an_error_ends_with_1(khcn, workspace):
    code, out, _ = khcn("rules", workspace(6, 35))
    assert (code, "Không đạt: 0 lỗi, 1 cảnh báo" in out) == (DONE, True)

    code, out, _ = khcn("rules", workspace(3, 2))
    assert (code, "Không đạt: 1 lỗi, 1 cảnh báo" in out) == (PROBLEMS_FOUND, True)


def test_what_is_broken_comes_first(khcn, workspace):
    rows = khcn("rules", workspace(6, 35))[1].splitlines()

    assert rows[1].startswith("TD-05a")
    assert "không đạt" in rows[1]


def test_records_that_are_fine_are_counted_and_others_named_without_people(khcn, workspace):
    chains = [
        f"{person}-{year},kon_tum,Cán bộ {person},emulation_fighter_grassroots,{year}"
        for person, years in {"B": (2020, 2021, 2022), "C": (2020, 2021, 2022), "D": (2021,)}.items()
        for year in years
    ]
    provincial = [f"T-{each},kon_tum,Cán bộ {each},emulation_fighter_provincial,2022" for each in "BCD"]
    code, out, _ = khcn("rules", workspace(0, 35, *chains, *provincial))

    assert code == PROBLEMS_FOUND
    assert "2 lượt khen thưởng đủ điều kiện này" in " ".join(out.split())
    assert "T-D" in out
    assert "T-B" not in out
    assert "Cán bộ" not in out


def test_findings_as_json(khcn, workspace):
    found = json.loads(khcn("rules", workspace(6, 35), "--on", "2022-12-31", "--json")[1])
    (cap,) = [each for each in found if each["rule"] == "TD-05a"]

    assert (cap["numerator"], cap["denominator"], cap["limit"], cap["holds"]) == (6, 35, 0.15, False)


@pytest.mark.parametrize("written", ["TD-05a.cap=5%", "TD-05a.cap=0,05", "TD-05a.cap = 0.05"])
def test_a_number_of_the_department_goes_first(khcn, workspace, written):
    out = khcn("rules", workspace(2, 35), "--on", "2022-12-31", "--parameter", written)[1]

    assert "quá 5 %, nhiều nhất là 1" in " ".join(out.split())


@pytest.mark.parametrize(
    ("written", "value", "over"),
    [
        ("TD-14b.votes=90%", 0.9, False),
        ("TD-14b.votes>2/3", 2 / 3, True),
        ("TD-14b.votes = 2 / 3", 2 / 3, False),
        ("TD-05b.cap=0,1", 0.1, False),
    ],
)
def test_a_number_as_it_is_typed(written, value, over):
    number = parse_parameter(written)
    assert (number.value, number.over) == (value, over)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--on", "hôm qua"], "không phải là ngày"),
        (["--parameter", "TD-05a.cap=5%"], "hãy nêu thư mục KHO"),
        (["--parameter", "năm phần trăm"], "ví dụ TD-05b.cap=10%"),
        (["nơi nào đó"], "Không tìm thấy"),
    ],
)
def test_wrong_use_is_told(khcn, arguments, words):
    code, _, errors = khcn("rules", *arguments)

    assert code == WRONG_USE
    assert words in errors


def test_rows_kept_out_are_told(khcn, workspace):
    errors = khcn("rules", workspace(2, 35, "A-99,kon_tum,,làng văn hóa,2022"))[2]

    assert "1 dòng có lỗi bị giữ lại" in errors


def test_an_unknown_number_is_told(khcn, workspace):
    code, _, errors = khcn("rules", workspace(2, 35), "--parameter", "TD-05a.limit=2")

    assert code == WRONG_USE
    assert "TD-05a.limit" in errors


@pytest.mark.parametrize(
    ("written", "words"),
    [("TD-05b.cap=15", "15 % viết là 15% hoặc 0.15"), ("SK-02.limit=2%", "số nguyên từ 1 trở lên")],
)
def test_a_number_that_can_not_be_meant_is_refused(khcn, workspace, written, words):
    code, _, errors = khcn("rules", workspace(2, 35), "--parameter", written)

    assert code == WRONG_USE
    assert words in " ".join(errors.split())
