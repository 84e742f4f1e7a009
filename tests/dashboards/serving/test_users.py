import os
import stat
import sys
from unicodedata import normalize

import pytest

from khcn_analytics.dashboards.serving.users import Users, add_user, read_users, remove_user
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError

PASSWORD, OTHER = "trời xanh mây trắng", "núi cao sông dài"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "users.txt"


def test_who_was_added_is_admitted_with_the_password_only(path):
    assert add_user(path, "giamdoc", PASSWORD) is False
    users = Users(path)

    assert users.admits("giamdoc", PASSWORD)
    assert not users.admits("giamdoc", OTHER)
    assert not users.admits("phogiamdoc", PASSWORD)


def test_a_name_is_one_however_it_is_typed(path):
    add_user(path, "Lê.An", PASSWORD)

    assert Users(path).admits(normalize("NFD", " LÊ.an "), PASSWORD)
    assert add_user(path, "lê.an", OTHER) is True
    assert list(read_users(path)) == ["lê.an"]


def test_the_file_is_for_its_owner_only_and_holds_no_password(path):
    add_user(path, "giamdoc", PASSWORD)

    assert PASSWORD not in path.read_text("utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["users.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
def test_a_file_that_others_can_read_is_refused_and_mended_as_told(path):
    add_user(path, "giamdoc", PASSWORD)
    path.chmod(0o644)

    with pytest.raises(WrongUseError, match="chmod 600"):
        Users(path)
    path.chmod(0o600)
    assert Users(path).admits("giamdoc", PASSWORD)


def test_a_weak_password_leaves_the_file_as_it_was(path):
    with pytest.raises(WrongUseError, match="Mật khẩu yếu"):
        add_user(path, "giamdoc", "123456")

    assert not path.exists()


@pytest.mark.parametrize("name", ["", "a:b", "a b", "x" * 65, "<b>", "a\nb"])
def test_names_that_would_break_the_file_are_refused(path, name):
    with pytest.raises(WrongUseError, match="Tên đăng nhập"):
        add_user(path, name, PASSWORD)


def test_who_is_removed_is_out_at_once(path):
    add_user(path, "giamdoc", PASSWORD)
    add_user(path, "chanhvp", PASSWORD)
    users = Users(path)

    remove_user(path, "giamdoc")

    assert users.hash_of("giamdoc") is None
    assert users.hash_of("chanhvp") is not None


def test_removing_a_stranger_tells_who_there_is(path):
    add_user(path, "giamdoc", PASSWORD)

    with pytest.raises(WrongUseError, match="Đang có: giamdoc"):
        remove_user(path, "vanthu")


def test_a_file_that_is_damaged_or_gone_later_lets_nobody_in(path):
    add_user(path, "giamdoc", PASSWORD)
    users = Users(path)

    path.write_text("giamdoc:matkhau\n", "utf-8")
    assert users.hash_of("giamdoc") is None
    path.unlink()
    assert users.hash_of("giamdoc") is None


@pytest.mark.parametrize("line", ["giamdoc", "giamdoc:matkhau", ":scrypt$x", ""])
def test_a_line_that_is_no_user_is_told_with_its_number(path, line):
    add_user(path, "chanhvp", PASSWORD)
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")

    with pytest.raises(UnreadableDataError, match="dòng 2 không phải"):
        Users(path)


def test_a_file_without_users_or_no_file_is_told(path):
    with pytest.raises(DataNotFoundError, match="Không tìm thấy"):
        Users(path)
    os.close(os.open(path, os.O_CREAT, 0o600))
    with pytest.raises(WrongUseError, match="khcn user add"):
        Users(path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WrongUseError, match="Không ghi được tệp người dùng"):
        add_user(tmp_path / "không có" / "users.txt", "giamdoc", PASSWORD)


def test_a_user_who_is_removed_or_has_a_new_password_is_no_longer_the_one_who_came(users_file):
    users = Users(users_file)
    still = users.still("GiamDoc")
    assert still()

    add_user(users_file, "giamdoc", "núi cao sông dài")
    assert not still()

    still = users.still("giamdoc")
    remove_user(users_file, "giamdoc")
    assert not still()


def test_a_stranger_never_came(users_file):
    assert not Users(users_file).still("vanthu")()
