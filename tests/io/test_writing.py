import errno
import os
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.writing import refuse_place, write_bytes, written_whole

BOTH = pytest.mark.parametrize("overwrite", [False, True])


@pytest.fixture
def there(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"before")
    return tmp_path / "a.csv"


def full_disk(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def names(folder):
    return sorted(each.name for each in folder.iterdir())


# --- places ---------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        ("a.csv", "Tên tệp cần đuôi .html / .htm", "must end in .html / .htm"),
        ("a", "Tên tệp cần đuôi .html / .htm", "must end in .html / .htm"),
        ("không có/a.html", "Không có thư mục", "There is no folder"),
        ("tệp/a.html", "Không có thư mục", "There is no folder"),
    ],
)
def test_a_wrong_name_or_folder_is_told(tmp_path, name, vietnamese, english, overwrite):
    (tmp_path / "tệp").write_bytes(b"")

    with pytest.raises(WrongUseError) as told:
        refuse_place(tmp_path / name, (".html", ".htm"), overwrite=overwrite)
    assert vietnamese in told.value.vi
    assert english in told.value.en


def test_a_file_that_is_there_may_be_replaced_only_if_said(there):
    with pytest.raises(WrongUseError) as told:
        refuse_place(there, overwrite=False)
    assert "Đã có tệp" in told.value.vi
    assert "already there" in told.value.en
    refuse_place(there, overwrite=True)


def test_a_folder_is_never_replaced(tmp_path):
    (tmp_path / "a.html").mkdir()

    with pytest.raises(WrongUseError) as told:
        refuse_place(tmp_path / "a.html", (".html",), overwrite=True)
    assert "Không ghi được" in told.value.vi
    assert "it is no file" in told.value.en


def test_a_read_only_file_is_never_replaced(there, monkeypatch):
    # Whoever may do everything may write to it too; so it is said, not made.
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == there and mode == os.W_OK))

    with pytest.raises(WrongUseError, match="chỉ cho đọc"):
        refuse_place(there, overwrite=True)


def test_a_good_place_is_not_refused_and_not_touched(tmp_path):
    refuse_place(str(tmp_path / "a.HTML"), (".html",), overwrite=False)
    refuse_place(tmp_path / "a", overwrite=False)

    assert names(tmp_path) == []


# --- writing --------------------------------------------------------------------------------------


@BOTH
def test_a_new_file_is_written(tmp_path, overwrite):
    write_bytes(b"after", tmp_path / "a.csv", overwrite=overwrite)

    assert (tmp_path / "a.csv").read_bytes() == b"after"
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").stat().st_nlink == 1


def test_a_file_is_replaced_only_if_said(there):
    with pytest.raises(WrongUseError, match="Đã có tệp"):
        write_bytes(b"after", there, overwrite=False)
    assert there.read_bytes() == b"before"
    write_bytes(b"after", there, overwrite=True)
    assert there.read_bytes() == b"after"
    assert names(there.parent) == ["a.csv"]


def test_a_file_that_comes_while_another_is_written_is_not_replaced(tmp_path):
    path = tmp_path / "a.csv"

    def another_comes():
        with written_whole(path, overwrite=False) as unfinished:
            unfinished.write_bytes(b"mine")
            path.write_bytes(b"theirs")

    with pytest.raises(WrongUseError, match="Đã có tệp"):
        another_comes()
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_of_a_failed_block_nothing_is_left(there, error):
    def fail():
        with written_whole(there, overwrite=True) as unfinished:
            unfinished.write_bytes(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert there.read_bytes() == b"before"
    assert names(there.parent) == ["a.csv"]


@BOTH
@pytest.mark.parametrize("step", ["write_bytes", "fsync"])
def test_of_a_full_disk_it_is_told_and_nothing_is_left(tmp_path, monkeypatch, step, overwrite):
    monkeypatch.setattr({"write_bytes": Path, "fsync": os}[step], step, full_disk)

    with pytest.raises(WrongUseError) as told:
        write_bytes(b"after", tmp_path / "a.csv", overwrite=overwrite)
    assert "No space left" in told.value.vi
    assert "can't be written" in told.value.en
    assert names(tmp_path) == []


def test_of_a_file_that_is_open_elsewhere_it_is_told(there, monkeypatch):
    # As Windows has it.
    monkeypatch.setattr(Path, "replace", lambda *_: full_disk())

    with pytest.raises(WrongUseError, match="mở trong Excel"):
        write_bytes(b"after", there, overwrite=True)
    assert there.read_bytes() == b"before"
    assert names(there.parent) == ["a.csv"]


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(WrongUseError, match="Không ghi được"):
        write_bytes(b"after", tmp_path / "nowhere" / "a.csv", overwrite=False)


def test_a_folder_in_the_place_is_told(tmp_path):
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(WrongUseError, match="Không ghi được"):
        write_bytes(b"after", tmp_path / "a.csv", overwrite=True)
    assert names(tmp_path) == ["a.csv"]


@BOTH
def test_the_content_is_on_the_disk_before_the_name(there, monkeypatch, overwrite):
    path = there if overwrite else there.with_name("b.csv")
    before = path.read_bytes() if overwrite else None
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_bytes() if path.exists() else None))

    write_bytes(b"after", path, overwrite=overwrite)
    assert seen == [before]
    assert path.read_bytes() == b"after"


def test_a_reader_never_sees_half_a_file(there):
    contents = [bytes([letter]) * 2**20 for letter in b"ab"]
    write_bytes(contents[0], there, overwrite=True)
    whole: list[bool] = []
    is_over = Event()

    def read():
        while not is_over.is_set():
            whole.append(there.read_bytes() in contents)

    reader = Thread(target=read)
    reader.start()
    for place in range(40):
        write_bytes(contents[place % 2], there, overwrite=True)
    is_over.set()
    reader.join()
    assert set(whole) == {True}


# --- disks and systems ----------------------------------------------------------------------------

no_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions and links")


def no_links(*_):
    raise PermissionError(errno.EPERM, "Operation not permitted")


@no_windows
def test_a_disk_without_links_is_written_to(there, monkeypatch):
    monkeypatch.setattr(Path, "hardlink_to", no_links)

    write_bytes(b"after", there.with_name("b.csv"), overwrite=False)
    assert there.with_name("b.csv").read_bytes() == b"after"
    with written_whole(there.with_name("c.csv"), overwrite=False) as unfinished:
        unfinished.write_bytes(b"c")
    with pytest.raises(WrongUseError, match="Đã có tệp"):
        write_bytes(b"after", there, overwrite=False)
    assert there.read_bytes() == b"before"
    assert names(there.parent) == ["a.csv", "b.csv", "c.csv"]


@no_windows
def test_a_disk_without_links_keeps_no_empty_file(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    monkeypatch.setattr(Path, "replace", full_disk)

    with pytest.raises(WrongUseError, match="No space left"):
        write_bytes(b"after", tmp_path / "a.csv", overwrite=False)
    assert names(tmp_path) == []


@no_windows
def test_a_replaced_file_keeps_its_permissions_and_the_link_to_it(there):
    there.chmod(0o640)
    (there.parent / "elsewhere").mkdir()
    link = there.parent / "elsewhere" / "link.csv"
    link.symlink_to(there)

    write_bytes(b"after", link, overwrite=True)
    assert link.is_symlink()
    assert (there.read_bytes(), there.stat().st_mode & 0o777) == (b"after", 0o640)
    assert names(link.parent) == ["link.csv"]


@no_windows
def test_a_new_file_has_the_permissions_of_any_other(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_bytes(b"after", tmp_path / "a.csv", overwrite=False)

    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode
