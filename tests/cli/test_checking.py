import json

import openpyxl
import pytest
from builders import tasks

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.io.tables.layout import read_layout

HEADER = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\n"


@pytest.fixture
def khcn(capsys, monkeypatch, tmp_path):
    """Run the command in a folder of its own; return its exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def good(tmp_path):
    (tmp_path / "good.csv").write_text(HEADER + "A,x,kiểm tra,05/06/2024,3\n", "utf-8")
    return "good.csv"


@pytest.fixture
def bad(tmp_path):
    lines = [f"A{place},x,kiểm traa,hôm qua,-3" for place in range(1_200)]
    (tmp_path / "bad.csv").write_text("\n".join([HEADER.strip(), *lines]), "utf-8")
    return "bad.csv"


@pytest.fixture
def damaged(tmp_path):
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 and no more")
    return "damaged.xlsx"


def test_a_file_is_summed_up_before_its_first_problems(khcn, bad):
    code, out, _ = khcn("check", bad)

    assert code == PROBLEMS_FOUND
    assert out.startswith("bad.csv – Thanh tra, kiểm tra: 0 dòng dùng được, 1.200 dòng bị giữ lại;")
    assert "Đã đọc 1.200 dòng" in out
    assert "vấn đề nữa." in out
    assert "--html TRANG.html" in out


def test_the_same_in_english(khcn, bad):
    out = khcn("check", bad, "--lang", "en")[1]

    assert "0 usable rows, 1,200 kept out" in out
    assert "1,200 rows read" in out
    assert "add --html PAGE.html" in out


def test_several_files_are_each_checked_and_one_that_cannot_be_read_is_told(khcn, good, bad, damaged):
    code, out, told = khcn("check", good, damaged, bad)

    assert code == PROBLEMS_FOUND
    assert "good.csv – Thanh tra, kiểm tra: 1 dòng dùng được" in out
    assert "bad.csv – Thanh tra, kiểm tra: 0 dòng dùng được" in out
    assert "damaged.xlsx" in told


def test_only_good_files_are_done(khcn, good):
    assert khcn("check", good, good)[0] == DONE


def test_a_file_that_is_not_there_is_wrong_use_and_the_others_are_checked(khcn, good):
    code, out, told = khcn("check", "nope.csv", good)

    assert code == WRONG_USE
    assert "1 dòng dùng được" in out
    assert "Không tìm thấy “nope.csv”" in told


def test_json_has_the_same_keys_for_one_file_and_for_many(khcn, good, bad, damaged):
    _, one, _ = khcn("check", good, "--json")
    _, many, _ = khcn("check", good, damaged, bad, "--json")

    assert json.loads(one).keys() == json.loads(many).keys()
    first, last = json.loads(many)["checked"]
    assert (first["file"], first["dataset"], first["clean"], first["problems"]) == ("good.csv", "inspections", 1, [])
    assert last["quarantined"] == last["rows_read"] == 1_200
    assert len(last["problems"]) == last["errors"] + last["warnings"]
    assert {each["field"] for each in first["understood"]} >= {"inspection_id", "started_on"}
    (refused,) = json.loads(many)["refused"]
    assert refused["file"] == "damaged.xlsx"


def test_the_page_holds_every_file(khcn, good, bad, damaged, tmp_path):
    code, out, _ = khcn("check", good, bad, damaged, "--html", "trang.html")

    page = (tmp_path / "trang.html").read_text("utf-8")
    assert code == PROBLEMS_FOUND
    assert "Trang kết quả: trang.html" in out
    assert all(name in page for name in (good, bad, damaged))


def test_a_copy_is_annotated(khcn, bad, tmp_path):
    code, out, _ = khcn("check", bad, "--annotate", "chép.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "chép.xlsx").active
    assert code == PROBLEMS_FOUND
    assert "Bản chép tô màu 3.600 ô, có 2.000 chú thích: chép.xlsx" in out
    assert "1.600 ô chỉ tô màu" in out
    assert "LỖI" in sheet["C2"].comment.text


def test_copies_of_several_files_go_to_a_folder(khcn, good, bad, tmp_path):
    (tmp_path / "chép").mkdir()

    khcn("check", good, bad, "--annotate", "chép")
    assert {each.name for each in (tmp_path / "chép").iterdir()} == {
        "good-da-kiem-tra.xlsx",
        "bad-da-kiem-tra.xlsx",
    }
    assert khcn("check", "chép/good-da-kiem-tra.xlsx")[0] == DONE


def test_a_copy_that_cannot_be_written_does_not_hide_the_check(khcn, bad):
    code, out, told = khcn("check", bad, "--annotate", "bad.xls")

    assert code == WRONG_USE
    assert "0 dòng dùng được" in out
    assert "cần đuôi .xlsx" in told


def test_a_file_named_twice_is_copied_once(khcn, good, tmp_path):
    (tmp_path / "chép").mkdir()

    assert khcn("check", good, good, "--annotate", "chép")[0] == DONE
    assert [each.name for each in (tmp_path / "chép").iterdir()] == ["good-da-kiem-tra.xlsx"]


def test_nothing_is_replaced_unless_asked(khcn, good, tmp_path):
    for name in ("trang.html", "chép.xlsx"):
        (tmp_path / name).write_bytes(b"before")

    assert khcn("check", good, "--html", "trang.html")[0] == WRONG_USE
    assert khcn("check", good, "--annotate", "chép.xlsx")[0] == WRONG_USE
    assert (tmp_path / "trang.html").read_bytes() == (tmp_path / "chép.xlsx").read_bytes() == b"before"
    assert khcn("check", good, "--html", "trang.html", "--annotate", "chép.xlsx", "--overwrite")[0] == DONE
    assert (tmp_path / "trang.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["good.csv", "good.csv", "--annotate", "chép.xlsx"], "cần một thư mục", "takes a folder"),
        (["good.csv", "--html", "trang.xlsx"], "cần đuôi .html", "must end in .html"),
        (["good.csv", "--html", "nơi nào/trang.html"], "Không có thư mục", "There is no folder"),
        (["good.csv", "--layout", "nope.toml"], "Không tìm thấy “nope.toml”", "was not found"),
        (["good.csv", "--legacy", "x"], "chọn một trong: tcvn3, vni", "Invalid value"),
        (["good.csv", "--dataset", "task"], "Có phải: tasks", "Did you mean: tasks"),
    ],
)
@pytest.mark.usefixtures("good")
def test_wrong_use_is_told_before_the_work(khcn, arguments, vietnamese, english):
    code, out, told = khcn("check", *arguments)

    assert (code, out) == (WRONG_USE, "")
    assert vietnamese in told
    assert english in khcn("check", *arguments, "--lang", "en")[2]


def test_two_files_of_one_name_are_refused_a_common_folder(khcn, good, tmp_path):
    (tmp_path / "khác").mkdir()
    (tmp_path / "khác" / "good.csv").write_text((tmp_path / good).read_text("utf-8"), "utf-8")

    code, _, told = khcn("check", good, "khác/good.csv", "--annotate", "khác")
    assert code == WRONG_USE
    assert "cùng tên" in told


def test_a_layout_and_a_sheet_are_used(khcn, tmp_path):
    book = openpyxl.Workbook()
    for name, key in (("Một", "A"), ("Hai", "B")):
        sheet = book.create_sheet(name)
        sheet.append(["Số hiệu riêng", *HEADER.strip().split(",")[1:]])
        sheet.append([key, "x", "kiểm tra", "05/06/2024", 3])
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "bố cục.toml").write_text(
        'dataset = "inspections"\n[columns]\ninspection_id = "Số hiệu riêng"\n', "utf-8"
    )

    assert "2 dòng dùng được" in khcn("check", "list.xlsx", "--layout", "bố cục.toml")[1]
    assert "1 dòng dùng được" in khcn("check", "list.xlsx", "--layout", "bố cục.toml", "--sheet", "Hai")[1]


def test_signs_that_steer_a_terminal_are_not_printed(khcn, tmp_path):
    (tmp_path / "list.csv").write_text(HEADER + "A,x,kiểm\x1b[2Jtra,05/06/2024,3\n", "utf-8")

    code, out, _ = khcn("check", "list.csv")
    assert code == PROBLEMS_FOUND
    assert "\x1b" not in out


WITHOUT_DEPARTMENT = "Mã cuộc,Hình thức,Ngày bắt đầu,Số cơ sở\nA,kiểm tra,05/06/2024,3\n"


def test_a_department_can_be_said_where_no_column_tells_it(khcn, tmp_path):
    (tmp_path / "list.csv").write_text(WITHOUT_DEPARTMENT, "utf-8")

    assert khcn("check", "list.csv")[0] == PROBLEMS_FOUND
    code, out, _ = khcn("check", "list.csv", "--department", "cao_bang")
    assert code == DONE
    assert "1 dòng dùng được" in out


def test_the_layout_is_saved_and_used_next_time(khcn, tmp_path):
    (tmp_path / "list.csv").write_text(WITHOUT_DEPARTMENT, "utf-8")

    _, out, _ = khcn("check", "list.csv", "--department", "cao_bang", "--save-layout", "lần sau.toml")
    assert "--layout lần sau.toml" in out
    assert read_layout(tmp_path / "lần sau.toml").defaults == {"department": "cao_bang"}
    assert khcn("check", "list.csv", "--layout", "lần sau.toml")[0] == DONE
    told = json.loads(khcn("check", "list.csv", "--save-layout", "lần sau.toml", "--overwrite", "--json")[1])
    assert (told["layout"], told["not_saved"]) == ("lần sau.toml", None)


def test_a_layout_is_of_one_dataset(khcn, good, tmp_path):
    tasks().write_csv(tmp_path / "tasks.csv")
    asked = ["check", good, "tasks.csv", "--save-layout", "a.toml"]

    code, out, told = khcn(*asked)
    assert code == WRONG_USE
    assert "ở đây có inspections, tasks. Hãy chọn một: --dataset" in told
    assert "1 dòng dùng được" in out
    assert "Choose: --dataset NAME" in khcn(*asked, "--lang", "en")[2]
    assert json.loads(khcn(*asked, "--json")[1])["not_saved"]["message_vi"] in told
    assert not (tmp_path / "a.toml").exists()


def test_layouts_that_differ_are_saved_one_by_one(khcn, good, tmp_path):
    (tmp_path / "other.csv").write_text(
        HEADER.replace("Số cơ sở", "Số đơn vị") + "A,x,kiểm tra,05/06/2024,3\n", "utf-8"
    )

    assert "bố cục khác nhau" in khcn("check", good, "other.csv", "--save-layout", "a.toml")[2]
    assert khcn("check", good, good, "--save-layout", "a.toml")[0] == DONE


def test_a_layout_replaces_nothing_unless_asked(khcn, good, damaged, tmp_path):
    (tmp_path / "a.toml").write_bytes(b"before")

    assert khcn("check", good, "--save-layout", "a.toml")[:2] == (WRONG_USE, "")
    assert "cần đuôi .toml" in khcn("check", good, "--save-layout", "a.xlsx")[2]
    assert "không có bố cục để ghi" in khcn("check", damaged, "--save-layout", "b.toml")[2]
    assert (tmp_path / "a.toml").read_bytes() == b"before"
