import shutil

import openpyxl
import pytest

from khcn_analytics.errors import InvalidDataError, KhcnError, UnreadableDataError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store import uploads
from khcn_analytics.store.uploads import Upload, safe_name
from khcn_analytics.store.versions import newest_number
from khcn_analytics.store.workspace import open_workspace

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"
TASKS = (KON_TUM / "tasks.csv").read_bytes()
BAD = TASKS.replace(b"2021-03-01", b"31/02/2021", 1)


@pytest.fixture(scope="module")
def workspace():
    return open_workspace(KON_TUM)


@pytest.fixture
def folder(tmp_path):
    shutil.copy(KON_TUM / "workspace.toml", tmp_path)
    return tmp_path


def test_a_right_file_is_checked_and_brought_in(workspace, folder):
    upload = Upload("Nhiệm vụ 2022.csv", TASKS)

    (checked,) = upload.check(workspace)
    done = upload.bring_in(folder)

    assert (checked.dataset.name, checked.clean.height, checked.file) == ("tasks", 32, "Nhiệm vụ 2022.csv")
    assert (done.version, done.files[0].name, done.files[0].added) == (1, "Nhiệm vụ 2022.csv", 32)


def test_of_a_wrong_file_nothing_comes_in_and_the_copy_shows_where(workspace, folder):
    upload = Upload("tasks.csv", BAD)

    checked = upload.check(workspace)
    copy = upload.annotated(checked, "vi")

    assert checked[0].quarantined.height == 1
    sheet = openpyxl.load_workbook(copy.path).worksheets[0]
    (comment,) = [cell.comment for row in sheet.iter_rows() for cell in row if cell.comment]
    assert comment.parent.value == "31/02/2021"
    with pytest.raises(InvalidDataError):
        upload.bring_in(folder)
    assert newest_number(folder) == 0


def test_the_department_is_known_without_its_column(workspace):
    text = "Mã cuộc,Hình thức,Ngày bắt đầu,Số cơ sở\nA,kiểm tra,05/06/2022,3\n"

    (checked,) = Upload("a.csv", text.encode()).check(workspace)

    assert checked.clean["department"].to_list() == ["kon_tum"]


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03" + b"\x00\xff\x01" * 5000, b"%PDF-1.7", b"", b"PK\x03\x04abc"])
def test_what_is_no_table_is_refused_by_its_own_name(workspace, content):
    with pytest.raises(KhcnError) as refused:
        Upload("danh-muc.xlsx", content).check(workspace)

    assert "“danh-muc.xlsx”" in refused.value.vi
    assert "“danh-muc.xlsx”" in refused.value.en
    assert "khcn-" not in refused.value.vi


def test_a_file_over_the_limit_is_refused_before_it_is_kept(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 2**20)

    Upload("a.csv", b"x" * 2**20)
    with pytest.raises(UnreadableDataError, match="lớn hơn 1 MB"):
        Upload("a.csv", b"x" * (2**20 + 1))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\evil.exe", "evil.exe"),
        ("/", "tep-tai-len"),
        ("...", "tep-tai-len"),
        ("", "tep-tai-len"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        ("Nhiệm vụ.xlsx", "Nhiệm vụ.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 55 + ".xlsx"),
    ],
)
def test_a_name_never_becomes_a_path(name, kept):
    assert safe_name(name) == kept
    path = Upload(name, b"x").path
    assert path.name == kept


def test_the_file_goes_with_the_upload():
    upload = Upload("a.csv", b"x")
    path = upload.path
    assert path.stat().st_size == 1

    del upload

    assert not path.parent.exists()
