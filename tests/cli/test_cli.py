import json
import re
import shutil
import subprocess
import sys
from typing import get_args

import click
import pytest

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.cli.commands import application
from khcn_analytics.cli.options import DATASET_NAMES
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.periods import CALENDARS
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.legacy import LegacyEncoding

PUBLISHED = str(bundled_folder("published") / "published.csv")
KON_TUM = str(bundled_folder("reconstructed") / "kon_tum_2022")


@pytest.fixture
def khcn(capsys):
    """Run the command; return its exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_help_is_vietnamese_and_english(khcn):
    code, vietnamese, _ = khcn("--help")
    _, english, _ = khcn("--lang", "en", "--help")

    assert code == DONE
    assert "Cách dùng" in vietnamese
    assert "Kiểm tra một tệp dữ liệu" in vietnamese
    assert "Usage" in english
    assert "Check a data file" in english


@pytest.mark.parametrize("command", application("vi").commands)
def test_vietnamese_help_has_no_english_words_of_click(khcn, command):
    code, out, _ = khcn(command, "--help")
    english = khcn(command, "--help", "--lang", "en")[1]

    assert code == DONE
    assert not re.search(r"TEXT|FILE|FOLDER|PATH|INTEGER|WORKSPACE|DATASET|INDICATOR|PERIOD|required|default:|<=", out)
    assert not re.search(r"TỆP|KHO\b|THƯ-MỤC|bắt buộc|mặc định", english)


@pytest.mark.parametrize(
    ("command", "option", "words"),
    [
        ("init", "--calendar", CALENDARS),
        ("trends", "--against", get_args(Against)),
        ("check", "--legacy", get_args(LegacyEncoding)),
    ],
)
def test_choices_are_the_words_of_the_calculation(command, option, words):
    parameters = application("vi").commands[command].params
    (kind,) = [each.type for each in parameters if option in each.opts]

    assert isinstance(kind, click.Choice)
    assert set(kind.choices) == set(words)


def test_what_is_needed_usual_and_possible_is_told_in_both_languages(khcn):
    told = {name: " ".join(khcn(name, "--help")[1].split()) for name in ("init", "serve", "undo")}

    assert "Tên kho dữ liệu, hiện trên trang. [bắt buộc]" in told["init"]
    assert "[mặc định: calendar]" in told["init"]
    assert "từ 0 đến 65535]" in told["serve"]
    assert "[từ 0]" in told["undo"]
    assert "[required]" in khcn("init", "--help", "--lang", "en")[1]


def test_help_names_every_dataset(khcn):
    assert tuple(DATASETS) == DATASET_NAMES
    named = f"{', '.join(DATASET_NAMES[:-1])} hoặc published"
    for command in ("check", "import", "template"):
        assert named in " ".join(khcn(command, "--help")[1].split())


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["init"], "Thiếu THƯ-MỤC, --name, --department, --since, --until.", "Missing FOLDER, --name"),
        (
            ["init", "x", "--since", "2020-01-01"],
            "Thiếu --name, --department, --until.",
            "Missing --name, --department, ",
        ),
        (["import"], "Thiếu TỆP, --into.", "Missing FILE, --into."),
        (["import", "--into", "x"], "Thiếu TỆP.", "Missing FILE."),
        (["explain"], "Thiếu CHỈ-SỐ.", "Missing INDICATOR."),
        (["serve", "--port", "65536"], "Giá trị của --port không hợp lệ", "Invalid value for '--port'"),
    ],
)
def test_everything_a_call_lacks_is_told_at_once(khcn, arguments, vietnamese, english):
    assert vietnamese in khcn(*arguments)[2]
    assert english in khcn(*arguments, "--lang", "en")[2]


def test_help_does_not_load_what_it_does_not_need():
    script = "import sys; from khcn_analytics.cli import main; main(['--help']); print([m for m in ('polars', 'panel') if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert result.stdout.splitlines()[-1] == "[]"


def test_the_language_can_come_from_the_environment(khcn, monkeypatch):
    monkeypatch.setenv("KHCN_LANG", "en")

    assert "was not found" in khcn("check", "nope.csv")[2]


def test_a_good_file_is_done(khcn):
    code, out, _ = khcn("check", PUBLISHED)

    assert code == DONE
    assert "121 dòng dùng được" in out


def test_bad_rows_are_shown_with_place_and_fix(khcn, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,05/06/2024,-3\n", "utf-8")

    code, out, _ = khcn("check", str(file))
    _, english, _ = khcn("check", str(file), "--lang", "en")

    assert code == PROBLEMS_FOUND
    assert "Số cơ sở nhỏ hơn 0" in out
    assert "Subjects is below 0" in english


def test_check_speaks_json(khcn):
    _, out, _ = khcn("check", PUBLISHED, "--json")

    (told,) = json.loads(out)["checked"]
    counts = {"clean": 121, "quarantined": 0, "rows_read": 121, "errors": 0, "warnings": 0}
    assert told.items() >= {"dataset": "published", "problems": [], **counts}.items()


def test_check_names_the_columns_that_are_missing(khcn, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "a.csv").write_text("Mã nhiệm vụ,Sở\nNV-1,x\n", "utf-8")
    code, out, _ = khcn("check", str(tmp_path / "a.csv"), "--dataset", "tasks", "--lang", "en")

    assert code == PROBLEMS_FOUND
    assert "lacks the required" in out
    assert "(level)" in out


def test_check_names_the_sheets_that_were_not_read(khcn):
    messy = str(bundled_folder("messy") / "danh-muc-nhiem-vu.xlsx")
    _, out, _ = khcn("check", messy, "--department", "vi_du")

    assert "Trang không được đọc (không có bảng, hoặc bị ẩn): “" in out


def test_check_of_another_dataset_says_what_it_looked_for(khcn):
    code, _, err = khcn("check", PUBLISHED, "--dataset", "tasks")

    assert code == PROBLEMS_FOUND
    assert "không tìm thấy dòng tiêu đề của bảng “Nhiệm vụ KH&CN”" in err
    assert "Mã nhiệm vụ, Sở, Tên nhiệm vụ, Cấp quản lý" in err


def test_indicators_of_a_workspace(khcn):
    code, out, _ = khcn("indicators", KON_TUM, "-p", "2022", "-i", "tasks.running")

    assert code == DONE
    assert "28" in out


def test_indicators_speak_json(khcn):
    _, out, _ = khcn("indicators", KON_TUM, "--period", "2022", "--indicator", "tasks.agriculture_share", "--json")

    (row,) = json.loads(out)
    assert (row["numerator"], row["denominator"]) == (23.0, 28.0)


def test_the_catalogue_is_listed(khcn):
    assert "tasks.accepted_on_time_rate" in khcn("indicators", "--list", "--json")[1]


def test_trends_of_the_example(khcn):
    code, out, _ = khcn("trends", "-p", "2021", "-p", "2022", "-i", "tasks.accepted")

    assert code == DONE
    assert "năm 2022" in out


def test_explain_lists_the_records_without_people(khcn):
    code, out, _ = khcn("explain", "tasks.accepted", KON_TUM, "-p", "2022")

    assert code == DONE
    assert "Phép tính: đếm được 9 bản ghi" in out
    # The example tells who led each task; that is never handed out.
    (record, *_) = json.loads(khcn("explain", "tasks.accepted", "-p", "2022", "--json")[1])["numerator_records"]
    assert "task_id" in record
    assert "principal_investigator" not in record


@pytest.mark.parametrize(
    ("arguments", "code", "vietnamese", "english"),
    [
        (["check", "nope.csv"], WRONG_USE, "Không tìm thấy", "was not found"),
        (["check", KON_TUM], PROBLEMS_FOUND, "không phải là tệp", "not a file"),
        (["check", PUBLISHED, "--dataset", "task"], WRONG_USE, "Có phải: tasks", "Did you mean: tasks"),
        (["check"], WRONG_USE, "Thiếu TỆP", "Missing FILE"),
        (["chek"], WRONG_USE, "Không có lệnh “chek”", "No such command"),
        (["check", PUBLISHED, "--nope"], WRONG_USE, "Không có tùy chọn", "No such option"),
        (["trends", "--against", "x"], WRONG_USE, "không hợp lệ", "Invalid value"),
        (["trends", "--against", "20188"], WRONG_USE, "không hợp lệ", "Invalid value"),
        (["serve", "--port", "x"], WRONG_USE, "không hợp lệ", "Invalid value"),
        (["indicators", KON_TUM, "-p", "hôm nay"], WRONG_USE, "Không hiểu kỳ", "names no period"),
        (["indicators", KON_TUM, "-b", "huyện"], WRONG_USE, "Không có chiều phân tích", "There is no dimension"),
        (["indicators", "nơi nào đó"], WRONG_USE, "Không tìm thấy", "was not found"),
        (["explain", "tasks.accepted", KON_TUM, "-p", "2022", "-w", "unit"], WRONG_USE, "tên=nhóm", "name=group"),
        (["serve", KON_TUM, "--address", "0.0.0.0"], WRONG_USE, "cần đăng nhập", "would need login"),
    ],
)
def test_wrong_use_is_told_in_one_message(khcn, arguments, code, vietnamese, english):
    assert khcn(*arguments)[0] == code
    assert vietnamese in khcn(*arguments)[2]
    assert english in khcn(*arguments, "--lang", "en")[2]
    assert "Traceback" not in khcn(*arguments)[2]


def test_a_template_is_written_and_told_where(khcn, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    code, out, _ = khcn("template", "tasks")
    _, english, _ = khcn("template", "inspections", "-o", "thanh tra.xlsx", "--lang", "en")

    assert code == DONE
    assert "Đã ghi mẫu Nhiệm vụ KH&CN vào mau-tasks.xlsx" in out
    assert "Template Inspections written to thanh tra.xlsx" in english
    assert 'khcn check "thanh tra.xlsx"' in english
    # What a template holds is its example row, and that is told: it must not be counted.
    for name in ("mau-tasks.xlsx", "thanh tra.xlsx"):
        code, out, _ = khcn("check", name)
        assert code == PROBLEMS_FOUND
        assert "0 dòng dùng được, 1 dòng bị giữ lại; 1 lỗi, 0 cảnh báo" in out


def test_a_template_replaces_a_file_only_when_asked(khcn, tmp_path):
    file = tmp_path / "mau.xlsx"
    file.write_bytes(b"before")

    code, _, told = khcn("template", "tasks", "-o", str(file))

    assert code == WRONG_USE
    assert "Đã có tệp" in told
    assert file.read_bytes() == b"before"
    assert khcn("template", "tasks", "-o", str(file), "--overwrite")[0] == DONE


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["template"], "Thiếu BỘ-DỮ-LIỆU", "Missing DATASET"),
        (["template", "task"], "Có phải: tasks", "Did you mean: tasks"),
        (["template", "tasks", "-o", "nơi nào/mau.xlsx"], "Không có thư mục", "There is no folder"),
        (["template", "tasks", "-o", "mau.csv"], "cần đuôi .xlsx", "must end in .xlsx"),
    ],
)
def test_wrong_use_of_template_is_told(khcn, arguments, vietnamese, english):
    assert khcn(*arguments)[0] == WRONG_USE
    assert vietnamese in khcn(*arguments)[2]
    assert english in khcn(*arguments, "--lang", "en")[2]


def test_khcn_alone_shows_the_help(khcn):
    code, out, _ = khcn()

    assert code == DONE
    assert "Cách dùng" in out


def test_markup_in_a_cell_is_shown_as_it_is(khcn, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,\\[/b]:smile:,05/06/2024,3\n", "utf-8")

    code, out, _ = khcn("check", str(file))

    assert code == PROBLEMS_FOUND
    assert "\\[/b]:smile:" in out


def test_rows_kept_out_of_a_workspace_are_told(khcn, tmp_path):
    folder = shutil.copytree(KON_TUM, tmp_path / "ws")
    tasks = folder / "tasks.csv"
    tasks.write_text(tasks.read_text("utf-8").replace(",provincial,", ",làng,", 1), "utf-8")

    code, _, err = khcn("indicators", str(folder), "-p", "2022", "-i", "tasks.running")

    assert code == DONE
    assert "1 dòng có lỗi bị giữ lại" in err


def test_a_sum_is_explained_by_what_each_record_adds(khcn):
    _, out, _ = khcn("explain", "inspections.checked_subjects", "-p", "2025")

    assert "Được tính" in out
    assert "bản ghi nữa" in out


def test_a_base_year_is_as_good_as_a_word(khcn):
    code, out, _ = khcn("trends", "-p", "2022", "-i", "tasks.accepted", "--against", "2019", "--json")

    assert code == DONE
    (row,) = json.loads(out)
    assert (row["base_start"], row["base_end"]) == ("2019-01-01", "2020-01-01")
