from io import BytesIO

import openpyxl
import polars as pl
import pytest

from khcn_analytics.dashboards.parts.downloading import (
    File,
    answer,
    as_csv,
    as_xlsx,
    button_html,
    file_name,
    kind_buttons,
)
from khcn_analytics.errors import WrongUseError

FORMULA = '=HYPERLINK("http://x","y")'


def test_texts_that_would_run_as_formulas_stay_texts():
    frame = pl.DataFrame({"Tên": [FORMULA, "@x", "-5 %"], "Số": [-5.0, 2.5, None]})

    assert as_csv(frame).decode("utf-8-sig").splitlines()[1:] == [
        '"\'=HYPERLINK(""http://x"",""y"")",-5.0',
        "'@x,2.5",
        "'-5 %,",
    ]
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(frame)))["KHCN"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (FORMULA, "s")
    assert sheet["B2"].value == -5


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Sáng kiến: Đắk Lắk", "năm 2025"), "sang-kien-dak-lak-nam-2025"),
        (("../../etc/passwd",), "etcpasswd"),
        (("", "?"), "khcn"),
    ],
)
def test_names_of_files_are_plain(words, name):
    assert file_name(*words) == name


def test_a_button_says_what_it_asks_for():
    assert button_html("part1", "tasks", "Nhiệm vụ") == (
        '<button type="button" data-part="part1" data-file="tasks">Nhiệm vụ</button>'
    )
    assert button_html("part1", "copy", "Đang tạo…", is_ready=False).endswith(" disabled>Đang tạo…</button>")
    assert kind_buttons("part1", ("png", "svg"), "<b>", "en") == (
        '<button type="button" data-part="part1" data-file="png" aria-label="Download PNG: &lt;b&gt;">PNG</button>'
        '<button type="button" data-part="part1" data-file="svg" aria-label="Download SVG: &lt;b&gt;">SVG</button>'
    )


def test_a_browser_is_answered_with_the_file_or_with_nothing():
    assert answer(lambda: File("bang.csv", b"a,b"), "vi") == {"name": "bang.csv", "content": b"a,b"}
    assert answer(lambda: None, "vi") == {}


def test_why_there_is_no_file_is_told_in_words(caplog):
    def refuse() -> File:
        raise WrongUseError("Hình vẽ cần Chrome.", "Pictures need Chrome.")

    def fail() -> File:
        raise KeyError("secret")

    assert answer(refuse, "en") == {"failed": "Pictures need Chrome."}
    failed = answer(fail, "vi")["failed"]
    assert str(failed).startswith("Không tạo được tệp.")
    assert "secret" not in str(failed)
    assert "could not be made" in caplog.text
