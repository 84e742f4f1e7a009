import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.store.versions import (
    ImportedFile,
    OvertakenError,
    StoredVersion,
    TableVersion,
    newest_number,
    publish,
    read_version,
    read_versions,
    user_name,
    version_as_of,
)

FIRST = StoredVersion(
    number=1,
    action="import",
    when=datetime(2025, 3, 1, 8, 0, tzinfo=UTC),
    who="văn thư",
    base=0,
    tables={"tasks": TableVersion(0, "ab" * 32, 7)},
    files=(ImportedFile("tệp.csv", "cd" * 32, "tasks", 7, 7, 0, 0, 0),),
)
SECOND = replace(FIRST, number=2, action="undo", when=FIRST.when + timedelta(days=1), base=1, files=(), restores=0)


@pytest.fixture
def log(tmp_path):
    publish(tmp_path, FIRST)
    publish(tmp_path, SECOND)
    return tmp_path


def test_a_version_is_read_as_it_was_written(log):
    assert read_versions(log) == [FIRST, SECOND]
    assert newest_number(log) == 2


def test_of_two_writers_one_has_the_number(log):
    with pytest.raises(OvertakenError):
        publish(log, replace(SECOND, who="người khác"))

    assert read_version(log, 2) == SECOND


def test_nothing_else_is_left_in_the_folder(log):
    with pytest.raises(OvertakenError):
        publish(log, SECOND)

    assert sorted(each.name for each in (log / "versions").iterdir()) == ["00000001.json", "00000002.json"]


def test_what_a_killed_writer_left_is_swept_when_it_is_old(log):
    old, young = log / "versions" / ".00000003-a.tmp", log / "versions" / ".00000003-b.tmp"
    for each in (old, young):
        each.write_text("{", "utf-8")
    os.utime(old, (0, 0))

    publish(log, replace(SECOND, number=3))

    assert not old.exists()
    assert young.exists()
    assert newest_number(log) == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"number": 2}', b"x" * 10_000, b'{"number": 2, "action": "drop"}'],
)
def test_a_damaged_version_file_is_told(log, content):
    (log / "versions" / "00000002.json").write_bytes(content)

    with pytest.raises(UnreadableDataError, match="tệp phiên bản bị hỏng") as told:
        read_version(log, 2)
    assert "00000002.json" in told.value.en


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"rows": 7', '"rows": "7"'),
        ('"number": 1', '"number": 3'),
        ("+00:00", ""),
        ('"read": 7,', ""),
        ('"base": 0', '"base": "x"'),
    ],
)
def test_an_edited_version_file_is_told(log, old, new):
    path = log / "versions" / "00000001.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    with pytest.raises(UnreadableDataError, match="bị sửa"):
        read_version(log, 1)


def test_every_cut_of_a_version_file_is_told(log):
    path = log / "versions" / "00000001.json"
    whole = path.read_bytes()
    for length in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:length])
        with pytest.raises(UnreadableDataError):
            read_version(log, 1)


def test_a_version_file_that_is_gone_is_told(log):
    (log / "versions" / "00000001.json").unlink()

    with pytest.raises(UnreadableDataError, match="thiếu 1 tệp phiên bản, đầu tiên là số 1"):
        read_versions(log)


def local(moment):
    return moment.astimezone().replace(tzinfo=None)


@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        (1, 1),
        (2, 2),
        (FIRST.when, 1),
        (SECOND.when - timedelta(seconds=1), 1),
        (SECOND.when, 2),
        (local(FIRST.when), 1),
        (local(SECOND.when), 2),
        (local(FIRST.when).date(), 1),
        (local(SECOND.when).date(), 2),
        (date.max, 2),
        (datetime.max, 2),  # noqa: DTZ901
    ],
)
def test_the_version_of_a_moment(log, as_of, number):
    assert version_as_of(log, as_of).number == number


@pytest.mark.parametrize("as_of", [0, 3, -1, date(2025, 2, 1), date.min, FIRST.when - timedelta(seconds=1)])
def test_a_moment_without_version_names_those_there_are(log, as_of):
    with pytest.raises(WrongUseError, match="phiên bản 1 đến 2") as told:
        version_as_of(log, as_of)
    assert "versions 1 to 2" in told.value.en
    assert f"{FIRST.when.astimezone():%d/%m/%Y}" in told.value.vi


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    with pytest.raises(WrongUseError, match="khcn import"):
        version_as_of(tmp_path, date(2025, 1, 1))


def test_a_user_without_a_name_is_still_someone(monkeypatch):
    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)

    assert user_name(None) == "?"
    assert user_name("văn thư") == "văn thư"


def test_a_disk_without_hard_links_is_told(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refused)
    monkeypatch.setattr("pathlib.Path.rename", refused)

    with pytest.raises(WrongUseError, match="liên kết cứng"):
        publish(tmp_path, FIRST)
    assert newest_number(tmp_path) == 0
    assert list((tmp_path / "versions").iterdir()) == []


def test_a_folder_that_can_not_be_synced_is_no_failure(log, monkeypatch):
    monkeypatch.setattr("os.open", lambda *_: (_ for _ in ()).throw(OSError(22, "Invalid argument")))

    publish(log, replace(SECOND, number=3))

    assert newest_number(log) == 3


def test_what_can_not_be_removed_does_not_undo_a_version(log, monkeypatch):
    old = log / "versions" / ".00000003-a.tmp"
    old.write_text("{", "utf-8")
    os.utime(old, (0, 0))

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", refused)

    publish(log, replace(SECOND, number=3))

    assert newest_number(log) == 3


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "versions").write_text("x", "utf-8")

    with pytest.raises(WrongUseError, match="phải là thư mục nhật ký"):
        newest_number(tmp_path)
    with pytest.raises(WrongUseError, match="phải là thư mục nhật ký"):
        publish(tmp_path, FIRST)
