import io
import sys

import click
import pytest

from khcn_analytics.cli import DONE, WRONG_USE, main
from khcn_analytics.dashboards.serving.users import Users, read_users
from khcn_analytics.io.bundled import bundled_folder

KON_TUM = str(bundled_folder("reconstructed") / "kon_tum_2022")
PASSWORD = "trời xanh mây trắng"


@pytest.fixture
def khcn(capsys):
    """Run the command; return its exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def typed(monkeypatch):
    """What somebody at the keyboard types, one line a prompt."""

    def type_(*lines: str) -> None:
        answers = iter(lines)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(click, "prompt", lambda *_, hide_input: next(answers) if hide_input else "")

    return type_


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["serve", KON_TUM, "--address", "0.0.0.0", "--port", "0"], "cần đăng nhập", "would need login"),
        (["serve", KON_TUM, "--port", "0", "--allow-origin", "https://bang.vn"], "cần đăng nhập", "would need login"),
        (
            ["serve", KON_TUM, "--port", "0", "--allow-origin", "*"],
            "phải là địa chỉ đầy đủ",
            "must be the whole address",
        ),
        (["serve", KON_TUM, "--port", "0", "--users", "không có.txt"], "Không tìm thấy", "was not found"),
        (["serve", KON_TUM, "--port", "0", "--oidc", "không có.toml"], "Không tìm thấy", "was not found"),
        (["serve", KON_TUM, "--port", "0", "--prefix", "a b"], "--prefix", "--prefix"),
        (["serve", "--port", "0", "--as-of", "3"], "--as-of cần một kho", "--as-of needs a workspace"),
        (
            ["studio", KON_TUM, "--port", "0", "--address", "0.0.0.0"],
            "chỉ mở trên máy này",
            "opens on this machine only",
        ),
        (["studio"], "Thiếu KHO", "Missing WORKSPACE"),
        (["user", "add", "giamdoc"], "Thiếu --users", "Missing --users"),
    ],
)
def test_unsafe_and_wrong_use_is_refused_before_anything_opens(khcn, arguments, vietnamese, english):
    code, _, err = khcn(*arguments)

    assert code == WRONG_USE
    assert vietnamese in err
    assert english in khcn(*arguments, "--lang", "en")[2]
    assert "Traceback" not in err


def test_with_users_an_address_to_open_is_still_needed(khcn, tmp_path, monkeypatch):
    users = str(tmp_path / "users.txt")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert khcn("user", "add", "giamdoc", "--users", users)[0] == DONE

    code, _, err = khcn("serve", KON_TUM, "--address", "0.0.0.0", "--port", "0", "--users", users)

    assert code == WRONG_USE
    assert "--allow-origin http://10.0.0.5:" in err


def test_a_file_of_accounts_that_is_not_safe_is_refused_with_its_lines(khcn, tmp_path):
    path = tmp_path / "oidc.toml"
    path.write_text('issuer = "http://dang-nhap.tinh.gov.vn"\nclient_secret = "abc"\n', "utf-8")
    path.chmod(0o644)

    code, _, err = khcn("serve", KON_TUM, "--port", "0", "--oidc", str(path))

    assert code == WRONG_USE
    assert "- dòng 1: issuer" in err
    assert "- dòng 2: không ghi mật khẩu ứng dụng vào tệp này" in err
    assert "abc" not in err


def test_a_password_is_typed_twice_and_kept_as_a_hash(khcn, typed, tmp_path):
    users = tmp_path / "users.txt"
    typed(PASSWORD, "khác hẳn", PASSWORD, PASSWORD)

    code, out, err = khcn("user", "add", "GiamDoc", "--users", str(users))

    assert code == DONE
    assert "Đã thêm “giamdoc”" in out
    assert "không giống nhau" in err
    assert Users(users).admits("giamdoc", PASSWORD)
    assert PASSWORD not in out + err + users.read_text("utf-8")


def test_a_new_password_replaces_the_old_one(khcn, typed, tmp_path):
    users = tmp_path / "users.txt"
    for password in (PASSWORD, "núi cao sông dài"):
        typed(password, password)
        told = khcn("user", "add", "giamdoc", "--users", str(users))[1]

    assert "Đã đặt mật khẩu mới" in told
    assert not Users(users).admits("giamdoc", PASSWORD)


def test_a_weak_password_is_refused_with_the_reason(khcn, typed, tmp_path):
    typed("123456")

    code, _, err = khcn("user", "add", "giamdoc", "--users", str(tmp_path / "users.txt"))

    assert code == WRONG_USE
    assert "Mật khẩu yếu: ngắn hơn 10 ký tự" in err
    assert not (tmp_path / "users.txt").exists()


def test_a_user_is_removed(khcn, typed, tmp_path):
    users = tmp_path / "users.txt"
    typed(PASSWORD, PASSWORD)
    khcn("user", "add", "giamdoc", "--users", str(users))

    assert "Đã bỏ “giamdoc”" in khcn("user", "remove", "giamdoc", "--users", str(users))[1]
    assert read_users(users) == {}
    assert khcn("user", "remove", "giamdoc", "--users", str(users))[0] == WRONG_USE


@pytest.mark.parametrize("command", [["user"], ["user", "add"], ["user", "remove"], ["serve"], ["studio"]])
def test_help_is_in_the_language(khcn, command):
    assert "Cách dùng" in khcn(*command, "--help")[1]
    assert "Usage" in khcn(*command, "--help", "--lang", "en")[1]
