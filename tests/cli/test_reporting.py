from zipfile import ZipFile

import pytest

from khcn_analytics.cli import DONE, WRONG_USE, main
from khcn_analytics.io.bundled import bundled_folder

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


@pytest.fixture
def khcn(capsys):
    """Run ``khcn report``; return its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["report", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_the_end_of_the_name_says_what_is_written(khcn, tmp_path):
    for ending, first in ((".docx", b"PK"), (".html", b"<!do"), (".xlsx", b"PK")):
        out = tmp_path / f"bao-cao{ending}"

        code, told, errors = khcn(KON_TUM, "--period", "2022", "--out", out)

        assert (code, errors) == (DONE, "")
        assert out.read_bytes().startswith(first)
        assert out.name in told
        assert "người ký để trống" in told


def test_a_file_that_is_there_stays_unless_told(khcn, tmp_path):
    out = tmp_path / "bao-cao.html"
    out.write_text("mine", "utf-8")

    code, _, errors = khcn(KON_TUM, "-p", "2022", "--out", out)
    assert (code, out.read_text("utf-8")) == (WRONG_USE, "mine")
    assert "Đã có tệp" in errors

    assert khcn(KON_TUM, "-p", "2022", "--out", out, "--overwrite")[0] == DONE
    assert "2022" in out.read_text("utf-8")


def test_day_language_and_base_are_chosen(khcn, tmp_path):
    out = tmp_path / "report.docx"

    code, told, _ = khcn(
        *(
            KON_TUM,
            "-p",
            "2022",
            "--out",
            out,
            "--language",
            "en",
            "--day",
            "05/02/2023",
            "--against",
            "previous_period",
        )
    )

    text = ZipFile(out).read("word/document.xml").decode("utf-8")
    assert code == DONE
    assert "Đã ghi" in told
    assert "Results in science and technology, 2022" in text
    assert "……, 2023-02-05" in text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--out", "bao-cao.pdf"), "đuôi .docx / .html / .xlsx"),
        (("--out", "khong-co/bao-cao.docx"), "Không có thư mục"),
        (("--out", "bao-cao.docx", "--day", "hôm nay"), "không phải là ngày"),
        (("--out", "bao-cao.docx", "--scheme", "khong_co"), "khong_co"),
        ((), "--out"),
    ],
)
def test_wrong_use_is_told_before_anything_is_written(khcn, tmp_path, monkeypatch, wrong, told):
    monkeypatch.chdir(tmp_path)

    code, _, errors = khcn(KON_TUM, "-p", "2022", *wrong)

    assert code == WRONG_USE
    assert told in errors
    assert list(tmp_path.iterdir()) == []
