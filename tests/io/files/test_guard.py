import zipfile

import pytest

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.guard import refuse_bomb, sniff


def zipped(path, **parts: bytes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04...", "workbook"), (b"\xd0\xcf\x11\xe0...", "workbook"), (b"PAR1...", "parquet"), (b"a,b", "text")],
)
def test_a_file_is_known_by_its_content(tmp_path, content, kind):
    file = tmp_path / "a.doc"
    file.write_bytes(content)

    assert sniff(file) == kind


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf \r\n", b"\x00" * 100])
def test_nothing_is_told_as_nothing(tmp_path, content):
    file = tmp_path / "a.csv"
    file.write_bytes(content)

    with pytest.raises(UnreadableDataError, match="không có dữ liệu") as caught:
        sniff(file)
    assert "no data" in caught.value.en


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = zipped(tmp_path / "a.xlsx", sheet=b"\x00" * (20 * 2**20))

    with pytest.raises(UnreadableDataError, match="giải nén ra 20 MB"):
        refuse_bomb(bomb)


def test_a_small_regular_file_is_no_bomb(tmp_path):
    refuse_bomb(zipped(tmp_path / "a.xlsx", sheet=b"\x00" * 2**20))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_there_twice_is_refused(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("sheet", "1")
        archive.writestr("sheet", "2")

    with pytest.raises(UnreadableDataError, match="không hợp lệ"):
        refuse_bomb(file)


def test_a_cut_file_is_refused(tmp_path):
    file = zipped(tmp_path / "a.xlsx", sheet=b"1" * 1000)
    file.write_bytes(file.read_bytes()[:60])

    with pytest.raises(UnreadableDataError, match="cắt cụt"):
        refuse_bomb(file)


def test_an_old_workbook_is_not_zipped(tmp_path):
    file = tmp_path / "a.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0")

    refuse_bomb(file)
