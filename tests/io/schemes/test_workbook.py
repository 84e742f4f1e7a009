import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from scoring.scheme_texts import SMALL
from scoring.strategies import schemes

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.schemes.files import bundled_scheme, bundled_schemes, read_scheme
from khcn_analytics.io.schemes.workbook import write_scheme_workbook
from khcn_analytics.scoring.scheme_text import parse_scheme

pytestmark = pytest.mark.usefixtures("workbooks_are_read_here")


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

    assert book.sheetnames == ["Bảng tiêu chí", "Tiêu chí", "Thưởng, trừ"]
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


@pytest.mark.parametrize("labels", [("Tổng", "Tổng cộng", "Cộng"), ("Nhóm A\\ncủa khối", "Tổng số", "=1+1")])
def test_labels_read_back_whatever_they_are(tmp_path, labels):
    text = SMALL
    for old, new in zip(("Nhóm A", "Sáng kiến", "Khen thưởng"), labels, strict=True):
        text = text.replace(f'label_vi = "{old}"', f'label_vi = "{new}"')
    write_scheme_workbook(parse_scheme(text), tmp_path / "a.xlsx")

    assert read_scheme(tmp_path / "a.xlsx") == parse_scheme(text)


def test_what_a_cell_can_not_hold_is_not_cut_off(tmp_path):
    fits = parse_scheme(SMALL.replace("Nhóm A", "x" * 32_767))
    write_scheme_workbook(fits, tmp_path / "a.xlsx")
    assert read_scheme(tmp_path / "a.xlsx") == fits

    # One sign beyond the first 65,536 counts as two.
    longer = parse_scheme(SMALL.replace("Nhóm A", "x" * 32_766 + "😀"))
    with pytest.raises(WrongUseError, match=r"tối đa 32\.767 ký tự.*: A: label_vi \(32768\)\."):
        write_scheme_workbook(longer, tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()
