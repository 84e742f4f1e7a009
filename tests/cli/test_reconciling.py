import json

import polars as pl
import pytest
from builders import published

from khcn_analytics.cli import DONE, PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.io.bundled import bundled_folder

CARD = """
origin = "department"
[name]
vi = "Sở thử"
en = "Test department"
[departments.cao_bang]
vi = "Sở KH&CN tỉnh Cao Bằng"
en = "Department of Cao Bằng"
[coverage]
"""


@pytest.fixture
def khcn(capsys, monkeypatch):
    """Run the command in a terminal of 200 columns; return its exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def workspace(tmp_path):
    """A folder with printed figures only."""

    def made(frame: pl.DataFrame) -> str:
        (tmp_path / "workspace.toml").write_text(CARD, "utf-8")
        frame.write_csv(tmp_path / "published.csv")
        return str(tmp_path)

    return made


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_bundled_figures_contradict(khcn):
    code, out, _ = khcn("reconcile")

    assert code == PROBLEMS_FOUND
    assert "Mâu thuẫn – cao_bang" in out
    assert "20 hồ sơ và 16 hồ sơ" in words(out)
    assert "Nguồn: cao_bang_2020, đoạn 11" in out
    assert "106 dự án đầu tư" in out


def test_lines_are_no_wider_than_can_be_read(khcn):
    out = khcn("reconcile", "--all")[1]

    assert max(map(len, out.splitlines())) <= 100


def test_what_agrees_is_counted_and_shown_when_asked_for(khcn):
    some, every = khcn("reconcile")[1], khcn("reconcile", "--all")[1]

    assert "Khớp –" not in some
    assert "Thêm --all để xem" in some
    assert "Khớp – kon_tum" in every
    assert "19 + 9 = 28" in words(every)
    assert "Thêm --all" not in every


def test_the_same_in_english(khcn):
    out = khcn("reconcile", "--lang", "en")[1]

    assert "Contradictions – cao_bang" in out
    assert "printed with values that cannot all be true: 20 and 16" in words(out)


def test_json_holds_every_finding(khcn):
    code, out, _ = khcn("reconcile", "--json")

    found = json.loads(out)
    assert code == PROBLEMS_FOUND
    assert {each["severity"] for each in found} == {"contradiction", "look", "note", "holds"}
    assert {"kind", "values", "sources", "locators", "message_vi", "fix_en"} <= set(found[0])


def test_figures_without_contradiction_are_done(khcn, workspace):
    code, out, _ = khcn("reconcile", workspace(published(value=9.0)))

    assert code == DONE
    assert "Không có mâu thuẫn" in out


def test_a_department_is_called_by_its_name_in_the_workspace(khcn, workspace):
    code, out, _ = khcn("reconcile", workspace(published(value=[9.0, 10.0])))

    assert code == PROBLEMS_FOUND
    assert "Mâu thuẫn – Sở KH&CN tỉnh Cao Bằng" in out
    assert "số liệu kèm theo" not in out


def test_rows_kept_out_are_told(khcn, workspace):
    _, _, err = khcn("reconcile", workspace(published(value=[9.0, None])))

    assert "1 dòng có lỗi bị giữ lại" in err


def test_a_workspace_without_printed_figures_is_wrong_use(khcn):
    code, _, err = khcn("reconcile", str(bundled_folder("reconstructed") / "kon_tum_2022"))

    assert code == WRONG_USE
    assert "khcn import" in err
