from io import BytesIO

import openpyxl
import polars as pl
import pytest

from khcn_analytics.dashboards.parts.downloading import as_csv, as_xlsx, download_button, file_name

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


def test_a_button_names_its_file_when_it_is_asked():
    button = download_button("csv", lambda: "bang", lambda: b"a,b")

    assert button.label == "CSV"
    assert button.callback().read() == b"a,b"
    assert button.filename == "bang.csv"
