import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from scoring.strategies import schemes

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.schemes.files import bundled_scheme, bundled_schemes, read_scheme
from khcn_analytics.io.schemes.workbook import write_scheme_workbook


@pytest.mark.parametrize("code", list(bundled_schemes()))
def test_a_scheme_reads_back_as_it_was_written(tmp_path, code):
    write_scheme_workbook(bundled_scheme(code), tmp_path / "a.xlsx")

    assert read_scheme(tmp_path / "a.xlsx") == bundled_scheme(code)


@settings(max_examples=6)
@given(schemes())
def test_whatever_the_scheme_it_scores_the_same(tmp_path_factory, scheme):
    path = tmp_path_factory.mktemp("schemes") / "a.xlsx"
    write_scheme_workbook(scheme, path)

    assert read_scheme(path).digest == scheme.digest


def test_people_read_vietnamese(tmp_path):
    write_scheme_workbook(bundled_scheme("mau_100"), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")

    assert book.sheetnames == ["Phương án", "Tiêu chí", "Thưởng, trừ"]
    rows = [[cell.value for cell in row] for row in book["Tiêu chí"].iter_rows()]
    assert rows[1][:2] == ["A", "Kết quả thực hiện nhiệm vụ chuyên môn"]
    assert "theo số lượng" in rows[2]
    assert [each for each in rows[-1] if each is not None] == ["Tổng cộng", 100]


def test_the_same_scheme_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_scheme_workbook(bundled_scheme("mau_100"), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_nothing_is_replaced_by_chance(tmp_path):
    (tmp_path / "a.xlsx").touch()
    with pytest.raises(WrongUseError, match="ghi đè"):
        write_scheme_workbook(bundled_scheme("mau_100"), tmp_path / "a.xlsx")
