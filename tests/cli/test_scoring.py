import json

import openpyxl
import pytest

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.io.bundled import bundled_folder

ASKED = ("--scheme", "mau_100", "--period", "2025")
OFFICE, SCIENCE = "Văn phòng", "Phòng Quản lý khoa học"
WAITING = "Trung tâm Ứng dụng tiến bộ KH&CN"

BY_HAND = """\
code = "tay"
version = "1"
label_vi = "Chấm tay"
label_en = "By hand"
origin = "printed"
source = "Dựng để thử"
scored = "department"
period_kind = "year"
valid_from = 2024-01-01
maximum = 10

[[groups]]
code = "A"
label_vi = "Nhóm A"
label_en = "Group A"
maximum = 10

[[criteria]]
code = "A1"
label_vi = "Phối hợp"
label_en = "Cooperation"
group = "A"
maximum = 10
rule = { kind = "manual" }
missing = "block"
"""
GROUPS = "department,unit,scheme,period,rank_group\ntinh_x,,tay,2025,Khối sở\ntinh_y,,tay,2025,Khối sở\n"
ENTRIES = (
    "department,unit,scheme,period,criterion,layer,points\ntinh_x,,tay,2025,A1,self,9\ntinh_y,,tay,2025,A1,self,7.5\n"
)


@pytest.fixture
def khcn(capsys, monkeypatch):
    """Run the command on a wide terminal; return its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["score", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def departments(tmp_path, capsys):
    """A workspace of two departments scored as a whole by a scheme of one criterion, and that scheme."""
    folder = tmp_path / "kho"
    names = ["--department", "tinh_x=Sở X", "--department", "tinh_y=Sở Y"]
    main(["init", str(folder), "--name", "Thử", *names, "--since", "2025-01-01", "--until", "2026-01-01"])
    (tmp_path / "tay.toml").write_text(BY_HAND, "utf-8")
    for dataset, rows in (("score_groups", GROUPS), ("score_entries", ENTRIES)):
        path = tmp_path / f"{dataset}.csv"
        path.write_text(rows, "utf-8")
        assert main(["import", str(path), "--dataset", dataset, "--into", str(folder)]) == DONE
    capsys.readouterr()
    return folder, "--scheme", tmp_path / "tay.toml", "--period", "2025"


def lines(text, start):
    return [each for each in text.splitlines() if each.startswith(start)]


def test_ranks_stand_by_rank_group_and_who_has_none_is_told_with_exit_code_1(khcn):
    code, out, _ = khcn(*ASKED)

    assert code == PROBLEMS_FOUND
    assert out.index("Khối phòng chuyên môn") < out.index("Khối đơn vị trực thuộc")
    assert lines(out, "1 ")[0].split()[:4] == ["1", "Văn", "phòng", "89,1"]
    assert "thiếu tiêu chí bắt buộc phải có điểm: B3" in out
    assert "Bảng tiêu chí tự đặt, để minh họa." in out
    assert "1 đơn vị chưa có tổng điểm" in out


def test_another_layer_has_its_own_points(khcn):
    code, out, _ = khcn(*ASKED, "--layer", "self")

    assert code == DONE
    assert "(tự chấm)" in out
    assert "chưa có tổng điểm" not in out


def test_one_unit_is_told_line_by_line(khcn):
    _, out, _ = khcn(*ASKED, "--unit", OFFICE)

    assert "10 sáng kiến × 1 điểm, tối đa 15" in out
    assert lines(out, "Tổng điểm")[-1].split() == ["Tổng", "điểm", "89,1"]
    assert SCIENCE not in out


def test_the_account_of_who_has_no_total_says_what_is_missing(khcn):
    _, out, _ = khcn(*ASKED, "--unit", WAITING)
    assert "thiếu tiêu chí bắt buộc phải có điểm (B3)" in lines(out, "Tổng điểm")[-1]


def test_lines_of_an_account_add_up_in_json(khcn):
    told = json.loads(khcn(*ASKED, "--unit", OFFICE, "--json")[1])

    assert (told["scheme"]["code"], told["period"], told["layer"]) == ("mau_100", "2025", "decided")
    assert [each["unit"] for each in told["ranks"]] == [OFFICE]
    assert sum(each["points"] for each in told["account"]) == pytest.approx(told["totals"][0]["total"])


def test_ranges_of_ranks_tell_how_they_were_drawn(khcn):
    _, out, _ = khcn(*ASKED, "--robust", "--spread", "0.1", "--draws", "200", "--seed", "7")
    told = json.loads(khcn(*ASKED, "--robust", "--draws", "200", "--json")[1])

    assert "Khoảng hạng" in out
    assert "200 lần thử (bỏ 5 % ở mỗi đầu), mỗi trọng số xê dịch tới ±10 %, số khởi tạo (seed) 7" in out
    assert told["varied"] == {"spread": 0.25, "seed": 0}
    assert {each["draws"] for each in told["ranges"]} == {200}
    assert WAITING not in {each["unit"] for each in told["ranges"]}


def test_another_scheme_stands_beside_with_shifts(khcn, tmp_path):
    text = (bundled_folder("schemes") / "mau_100.toml").read_text("utf-8")
    # T2 earns nothing any more above 1 point: initiatives used outside the unit count once.
    other = tmp_path / "khac.toml"
    other.write_text(text.replace("cap = 5", "cap = 1", 1), "utf-8")
    _, out, _ = khcn(*ASKED, "--compare", other)
    told = json.loads(khcn(*ASKED, "--compare", other, "--json")[1])["compared"]

    assert "khac.toml" in out
    assert {each["way"] for each in told} == {"mau_100", str(other)}
    totals = {each["way"]: each["total"] for each in told if each["unit"] == OFFICE}
    assert totals["mau_100"] - totals[str(other)] == pytest.approx(3)  # 4 initiatives, now 1 point


def test_what_a_unit_needs_is_told_and_what_is_out_of_reach(khcn):
    _, out, _ = khcn(*ASKED, "--unit", SCIENCE, "--reach-points", "88")
    (awards,) = lines(out[out.index("Để đạt 88 điểm") :], "T1.")
    (initiatives,) = lines(out[out.index("Để đạt 88 điểm") :], "A1.")

    # 85.84 + 2 × 2 points for two awards.
    assert "89,84 điểm, hạng 1" in awards
    assert "dù đạt mức cao nhất của mục này vẫn chưa đủ (nhiều nhất 87,84 điểm)" in initiatives


def test_a_rank_to_reach(khcn):
    assert "Để đạt hạng 1" in khcn(*ASKED, "--unit", SCIENCE, "--reach-rank", "1")[1]


def test_layers_that_differ_are_told_with_reasons_and_without_names(khcn):
    _, out, _ = khcn(*ASKED, "--differences", "--unit", OFFICE)
    told = khcn(*ASKED, "--differences", "--json")[1]

    assert "3 trong 15 dòng điểm khác nhau giữa các bước chấm." in out
    assert "Thiếu minh chứng kèm theo" in out
    assert "Cán bộ" not in out + told
    assert "differences" in json.loads(told)


def test_the_workbook_is_written_once(khcn, tmp_path):
    path = tmp_path / "diem.xlsx"
    _, out, _ = khcn(*ASKED, "--out", path)

    assert str(path) in out
    assert openpyxl.load_workbook(path).sheetnames[0] == "Xếp hạng"
    assert khcn(*ASKED, "--out", path)[0] == WRONG_USE
    assert khcn(*ASKED, "--out", path, "--overwrite")[0] == PROBLEMS_FOUND


def test_departments_are_scored_and_named_as_units_are(khcn, departments):
    code, out, _ = khcn(*departments, "--layer", "self", "--unit", "tinh_x", "--reach-points", "10")

    assert code == DONE
    assert lines(out, "1 ")[0].split()[:5] == ["1", "Sở", "X", "9", "1,5"]
    assert "Sở Y" not in out
    assert "tự đặt" not in out
    assert "10 điểm, hạng 1" in out


def test_nobody_with_a_total_has_no_ranges(khcn, departments):
    code, out, _ = khcn(*departments, "--robust")

    assert code == PROBLEMS_FOUND
    assert "2 đơn vị chưa có tổng điểm" in out


def test_a_scheme_with_mistakes_is_a_problem_of_data(khcn, tmp_path):
    path = tmp_path / "sai.toml"
    path.write_text(BY_HAND.replace('"block"', '"chan"').replace("maximum = 10\nrule", "maximum = 11\nrule"), "utf-8")
    code, out, err = khcn("--scheme", path, "--period", "2025")

    assert (code, out) == (PROBLEMS_FOUND, "")
    assert "có 2 lỗi" in err


def test_a_scheme_for_which_nobody_is_there_is_a_problem_of_data(khcn):
    code, _, err = khcn("--scheme", "hue_950_50", "--period", "2025")

    assert code == PROBLEMS_FOUND
    assert "score_groups" in err


def test_english(khcn):
    _, out, _ = khcn(*ASKED, "--unit", OFFICE, "--lang", "en")
    assert "10 initiatives × 1 points, at most 15" in out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ASKED[:2],
        ("--scheme", "khong_co", "--period", "2025"),
        ("--scheme", "mau_100", "--period", "hôm qua"),
        ("--scheme", "mau_100", "--period", "2025Q1"),
        (*ASKED, "--layer", "final"),
        (*ASKED, "--unit", "Phòng không có"),
        (*ASKED, "--department", "vi_du"),
        (*ASKED, "--spread", "0.1"),
        (*ASKED, "--robust", "--spread", "2"),
        (*ASKED, "--reach-rank", "1"),
        (*ASKED, "--unit", OFFICE, "--reach-rank", "9"),
        (*ASKED, "--unit", OFFICE, "--reach-rank", "1", "--reach-points", "90"),
        (*ASKED, "--out", "diem.pdf"),
        ("khong-co", *ASKED),
    ],
)
def test_wrong_use(khcn, arguments):
    code, out, err = khcn(*arguments)
    assert (code, out) == (WRONG_USE, "")
    assert err
