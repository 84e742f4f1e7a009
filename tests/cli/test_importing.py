import json
from datetime import UTC, datetime

import pytest
from builders import inspections, published, tasks

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.store.workspace import open_workspace

INIT = ["--name", "x", "--department", "cao_bang=Sở", "--since", "2020-01-01", "--until", "2026-01-01"]


@pytest.fixture
def khcn(capsys):
    """Run the command; return its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def folder(tmp_path, khcn):
    khcn("init", tmp_path / "ws", *INIT)
    return tmp_path / "ws"


@pytest.fixture
def good(tmp_path):
    tasks(title=["Một", "Hai"], accepted_on="2024-05-01", started_on="2023-01-01").write_csv(tmp_path / "good.csv")
    return tmp_path / "good.csv"


@pytest.fixture
def bad(tmp_path):
    tasks(task_id=["X", "Y"], budget_vnd=[10**6, -1]).write_csv(tmp_path / "bad.csv")
    return tmp_path / "bad.csv"


def test_an_import_is_counted_and_kept_as_a_version(khcn, folder, good):
    code, out, _ = khcn("import", good, "--into", folder, "--who", "văn thư")
    _, english, _ = khcn("import", good, "--into", folder, "--lang", "en")

    assert code == DONE
    assert "đọc 2 dòng: 2 thêm mới, 0 thay đổi, 0 như cũ, 0 bị giữ lại" in out
    assert "phiên bản 1" in out
    assert "2 as before" in english
    assert "kept out count" not in english
    assert "Nothing new" in english


def test_rows_kept_out_are_shown_and_end_with_1(khcn, folder, good, bad):
    code, out, _ = khcn("import", good, bad, "--into", folder)

    assert code == PROBLEMS_FOUND
    assert "1 thêm mới, 0 thay đổi, 0 như cũ, 1 bị giữ lại" in out
    assert "Lỗi ở" in out
    assert "bad.csv:" in out
    assert "Hãy sửa trong tệp rồi nhập lại tệp ấy" in out
    assert f"khcn check {bad} --department cao_bang --annotate BẢN-CHÉP.xlsx" in " ".join(out.split())
    assert open_workspace(folder).datasets["tasks"].height == 3


def test_strict_imports_nothing_for_one_bad_row(khcn, folder, good, bad):
    code, _, err = khcn("import", good, bad, "--into", folder, "--strict")

    assert code == PROBLEMS_FOUND
    assert "1 lỗi" in err
    assert khcn("history", folder)[1].strip() == "Chưa có lần nhập nào."


def test_import_speaks_json(khcn, folder, bad):
    _, out, _ = khcn("import", bad, "--into", folder, "--json")

    told = json.loads(out)
    assert told["version"] == 1
    assert (told["files"][0]["name"], told["files"][0]["added"], told["files"][0]["quarantined"]) == ("bad.csv", 1, 1)
    assert [each["rule"] for each in told["problems"]] == ["at_least"]


def test_history_tells_imports_and_undos(khcn, folder, good, bad):
    khcn("import", good, "--into", folder, "--who", "văn thư")
    khcn("import", bad, "--into", folder)
    khcn("undo", folder)

    code, out, _ = khcn("history", folder, "--json")

    assert code == DONE
    assert [(each["version"], each["action"], each["restores"]) for each in json.loads(out)] == [
        (3, "undo", 1),
        (2, "import", None),
        (1, "import", None),
    ]
    table = khcn("history", folder, "--lang", "en")[1]
    assert "import good.csv" in table
    assert "undo, back to 1" in table


def test_undo_says_where_it_went_and_how_to_come_back(khcn, folder, good, bad):
    khcn("import", good, "--into", folder)
    khcn("import", bad, "--into", folder)

    code, out, _ = khcn("undo", folder, "--who", "trưởng phòng")
    _, told, _ = khcn("undo", folder, "--to", "2", "--json")

    assert code == DONE
    assert "Đã trở về phiên bản 1, lưu thành phiên bản 3" in out
    assert "--to 2" in out
    assert json.loads(told) == {"version": 4, "restores": 2}


def test_back_at_nothing_is_told_as_empty(khcn, folder, good):
    khcn("import", good, "--into", folder)

    assert "phiên bản 0 (kho trống), lưu thành phiên bản 2" in khcn("undo", folder)[1]
    assert "undo, back to 0 (empty)" in khcn("history", folder, "--lang", "en")[1]


def test_counts_are_written_as_numbers_are(khcn, folder, tmp_path):
    tasks(task_id=[f"A{place}" for place in range(1_234)]).write_csv(tmp_path / "many.csv")

    assert "đọc 1.234 dòng: 1.234 thêm mới" in khcn("import", tmp_path / "many.csv", "--into", folder)[1]
    assert "1,234 added" in khcn("history", folder, "--lang", "en")[1]


def test_figures_of_an_older_version(khcn, folder, good, tmp_path):
    asked = ["-p", "2024", "-i", "tasks.accepted", "--json"]
    khcn("import", good, "--into", folder)
    tasks(task_id="Z", accepted_on="2024-06-01", started_on="2023-01-01").write_csv(tmp_path / "more.csv")
    khcn("import", tmp_path / "more.csv", "--into", folder)

    def value(*options):
        return json.loads(khcn("indicators", folder, *asked, *options)[1])[0]["value"]

    assert value() == 3
    assert value("--as-of", "1") == 2
    assert value("--as-of", f"{datetime.now(UTC).astimezone():%d/%m/%Y}") == 3
    assert "đếm được 2 bản ghi" in khcn("explain", "tasks.accepted", folder, "-p", "2024", "--as-of", "1")[1]
    assert json.loads(khcn("trends", folder, *asked, "--as-of", "1")[1])[0]["value"] == 2


@pytest.mark.parametrize(
    ("command", "vietnamese", "english"),
    [
        (["import"], "Thiếu TỆP", "Missing FILE"),
        (["import", "nope.csv"], "Thiếu --into", "Missing --into"),
        (["import", "nope.csv", "--into", "WS"], "Không tìm thấy", "was not found"),
        (["import", "nope.csv", "--into", "WS", "--legacy", "x"], "tcvn3, vni", "Invalid value"),
        (["import", "nope.csv", "--into", "WS", "--dataset", "task"], "Có phải: tasks", "Did you mean: tasks"),
        (["history"], "Thiếu KHO", "Missing WORKSPACE"),
        (["history", "nơi nào"], "Không tìm thấy", "was not found"),
        (["undo", "WS"], "chưa có lần nhập nào", "Nothing was imported"),
        (["undo", "WS", "--to", "-1"], "không hợp lệ", "Invalid value"),
        (["indicators", "WS", "--as-of", "mai"], "Không hiểu --as-of", "is not understood"),
        (["indicators", "--as-of", "1"], "không có lịch sử", "has no history"),
        (["serve", "WS", "--as-of", "1"], "không có lịch sử", "without a history"),
    ],
)
def test_wrong_use_is_told_in_one_message(khcn, folder, command, vietnamese, english):
    arguments = [folder if each == "WS" else each for each in command]

    assert khcn(*arguments)[0] == WRONG_USE
    assert vietnamese in khcn(*arguments)[2]
    assert english in khcn(*arguments, "--lang", "en")[2]
    assert "Traceback" not in khcn(*arguments)[2]


def test_the_dataset_can_be_named(khcn, folder, tmp_path):
    inspections().write_csv(tmp_path / "list.csv")

    assert khcn("import", tmp_path / "list.csv", "--into", folder, "--dataset", "inspections")[0] == DONE
    assert set(open_workspace(folder).datasets) == {"inspections"}


def test_what_was_never_imported_is_told_with_the_command_that_does_it(khcn, folder):
    for command in ("indicators", "trends"):
        code, _, told = khcn(command, folder)
        assert code == PROBLEMS_FOUND
        assert f'chưa nhập dữ liệu nào. Hãy nhập: khcn import TỆP --into "{folder}"' in told
    assert "nothing was imported yet" in khcn("trends", folder, "--lang", "en")[2]


def test_data_without_indicators_need_no_coverage_and_are_told(khcn, folder, tmp_path):
    published().write_csv(tmp_path / "published.csv")

    assert khcn("import", tmp_path / "published.csv", "--into", folder)[0] == DONE
    for command in ("indicators", "trends"):
        code, _, told = khcn(command, folder)
        assert code == WRONG_USE
        assert "(published) chưa tính được chỉ số nào. Hãy nhập thêm một trong: tasks, funding, inspections" in told


def test_strict_tells_sheet_row_and_column(khcn, folder, tmp_path):
    tasks(budget_vnd=[1, -1]).write_excel(tmp_path / "list.xlsx", worksheet="Danh mục")

    told = khcn("import", tmp_path / "list.xlsx", "--into", folder, "--strict")[2]
    assert "Bảng “list.xlsx” có 1 lỗi: trang “Danh mục”, dòng 3, cột " in told
    assert "“budget_vnd”: " in told
    assert (
        "sheet “Danh mục”, row 3, column "
        in khcn("import", tmp_path / "list.xlsx", "--into", folder, "--strict", "--lang", "en")[2]
    )


def test_the_check_that_shows_everything_reads_as_the_import_did(khcn, folder, bad, good, tmp_path):
    (tmp_path / "lay out.toml").write_text('dataset = "tasks"\n', "utf-8")
    options = ["--layout", tmp_path / "lay out.toml", "--dataset", "tasks"]

    out = " ".join(khcn("import", good, bad, "--into", folder, *options)[1].split())
    assert (
        f'khcn check {bad} --department cao_bang --dataset tasks --layout "{tmp_path}/lay out.toml" --annotate' in out
    )
