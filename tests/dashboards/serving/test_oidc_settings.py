import sys
from dataclasses import replace

import pytest

from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.oidc_settings import (
    client_secret,
    is_safe_address,
    read_settings,
    refuse_other_address,
)
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError

WHOLE = """\
issuer = "https://dang-nhap.tinh.gov.vn/realms/so-khcn"
client_id = "khcn"
client_secret_file = "mat-khau"
redirect = "https://bang.tinh.gov.vn/khcn/login/callback"
ca_file = "noi-bo.pem"
name = { vi = "tài khoản của Sở", en = "your department account" }

[allowed]
emails = ["GiamDoc@sokhcn.tinh.gov.vn"]
domains = ["SoKHCN.tinh.gov.vn"]
claims = { groups = ["lanh-dao"], roles = "xem" }
"""
SHORT = """\
issuer = "https://dang-nhap.tinh.gov.vn"
client_id = "khcn"
client_secret_env = "KHCN_OIDC_SECRET"
redirect = "https://bang.tinh.gov.vn/login/callback"
allowed.domains = "sokhcn.tinh.gov.vn"
"""


@pytest.fixture
def write(tmp_path):
    def write_(text: str):
        path = tmp_path / "oidc.toml"
        path.write_text(text, "utf-8")
        path.chmod(0o644)
        return path

    return write_


def test_a_whole_file_is_read(write):
    path = write(WHOLE)
    found = read_settings(path)

    assert found.issuer == "https://dang-nhap.tinh.gov.vn/realms/so-khcn"
    assert found.secret_file == path.parent / "mat-khau"
    assert found.secret_env is None
    assert found.ca_file == path.parent / "noi-bo.pem"
    assert found.name.en == "your department account"
    assert found.allowed.emails == {"giamdoc@sokhcn.tinh.gov.vn"}
    assert found.allowed.domains == {"sokhcn.tinh.gov.vn"}
    assert found.allowed.claims == {"groups": {"lanh-dao"}, "roles": {"xem"}}


def test_a_short_one_is_enough(write):
    found = read_settings(write(SHORT))

    assert (found.secret_file, found.secret_env, found.ca_file) == (None, "KHCN_OIDC_SECRET", None)
    assert found.name.vi == "tài khoản cơ quan"


@pytest.mark.parametrize(
    ("wrong", "by", "line", "told"),
    [
        ('issuer = "https://dang-nhap.tinh.gov.vn"', 'issuer = "http://dang-nhap.tinh.gov.vn"', 1, "địa chỉ https://"),
        ('issuer = "https://dang-nhap.tinh.gov.vn"', "issuer = 5", 1, "thiếu “issuer”"),
        (
            'issuer = "https://dang-nhap.tinh.gov.vn"',
            'isuer = "https://a.vn"',
            1,
            "không có mục “isuer”; có thể ghi: issuer",
        ),
        ('client_id = "khcn"', 'client_id = ""', 2, "thiếu “client_id”"),
        (
            'client_secret_env = "KHCN_OIDC_SECRET"',
            'client_secret = "abc"',
            3,
            "không ghi mật khẩu ứng dụng vào tệp này",
        ),
        ('client_secret_env = "KHCN_OIDC_SECRET"', "", 1, "ghi đúng một trong hai"),
        (
            'client_secret_env = "KHCN_OIDC_SECRET"',
            'client_secret_env = "A"\nclient_secret_file = "b"',
            3,
            "ghi đúng một trong hai",
        ),
        ("https://bang.tinh.gov.vn/login", "http://bang.tinh.gov.vn/login", 4, "redirect “http://bang"),
        ("/login/callback", "/login", 4, "phải kết thúc bằng /login/callback"),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', "", 1, "chưa cho phép ai"),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', "allowed.domains = []", 5, "chưa cho phép ai"),
        ('"sokhcn.tinh.gov.vn"', '"@sokhcn.tinh.gov.vn"', 5, "không phải tên miền thư"),
        ('"sokhcn.tinh.gov.vn"', '"*"', 5, "không phải tên miền thư"),
        ('"sokhcn.tinh.gov.vn"', '"Gmail.com"', 5, "ai cũng lập được địa chỉ thư ở “Gmail.com”"),
        (
            'allowed.domains = "sokhcn.tinh.gov.vn"',
            'allowed.emails = ["giamdoc"]',
            5,
            "“giamdoc” không phải địa chỉ thư",
        ),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', "allowed.emails = [5]", 5, "phải là danh sách các chữ"),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', 'allowed.email = ["a@b.vn"]', 5, "không có mục “email”"),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', 'allowed = "ai cũng được"', 5, "“allowed” phải là một bảng"),
        ('allowed.domains = "sokhcn.tinh.gov.vn"', 'allowed.claims = "lanh-dao"', 5, "“claims” phải là một bảng"),
    ],
)
def test_what_is_not_safe_or_not_known_is_refused_with_its_line(write, wrong, by, line, told):
    assert wrong in SHORT

    with pytest.raises(WrongUseError) as refused:
        read_settings(write(SHORT.replace(wrong, by)))

    lines = [each for each in refused.value.vi.splitlines() if told in each]
    assert lines
    assert lines[0].startswith(f"- dòng {line}: ")
    assert f"- line {line}: " in refused.value.en


def test_every_mistake_is_told_at_once(write):
    with pytest.raises(WrongUseError, match="có 3 lỗi"):
        read_settings(write(SHORT.replace("https://", "http://").replace('"khcn"', '""')))


def test_a_file_that_is_not_there_or_no_toml_is_told(write, tmp_path):
    with pytest.raises(DataNotFoundError):
        read_settings(tmp_path / "không có.toml")
    with pytest.raises(UnreadableDataError, match="không phải TOML"):
        read_settings(write("issuer: https"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_what_others_can_change_is_no_list_of_who_may_come_in(write):
    path = write(SHORT)
    path.chmod(0o666)

    with pytest.raises(WrongUseError, match="chmod go-w"):
        read_settings(path)


def test_the_secret_comes_from_its_file_or_from_the_environment(write, monkeypatch):
    path = write(WHOLE)
    secret = path.parent / "mat-khau"
    secret.write_text("abc~123\n", "utf-8")
    secret.chmod(0o600)
    assert client_secret(read_settings(path)) == "abc~123"

    monkeypatch.setenv("KHCN_OIDC_SECRET", "def-456")
    assert client_secret(read_settings(write(SHORT))) == "def-456"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_can_read_is_none(write, mode):
    settings = read_settings(write(WHOLE))
    assert settings.secret_file
    settings.secret_file.write_text("abc", "utf-8")
    settings.secret_file.chmod(mode)

    with pytest.raises(WrongUseError, match=r"Người khác trên máy này đọc được mật khẩu ứng dụng[\s\S]*chmod 600"):
        client_secret(settings)


@pytest.mark.parametrize("secret", ["", " \n", "bí mật", "a\x00b"])
def test_no_secret_and_a_strange_one_are_told_without_telling_it(write, secret):
    settings = read_settings(write(WHOLE))
    assert settings.secret_file
    settings.secret_file.write_text(secret, "utf-8")
    settings.secret_file.chmod(0o600)

    with pytest.raises(WrongUseError, match="không có mật khẩu ứng dụng") as refused:
        client_secret(settings)
    assert not secret.strip() or secret not in str(refused.value)


def test_a_secret_that_is_not_there_is_told(write, monkeypatch):
    monkeypatch.delenv("KHCN_OIDC_SECRET", raising=False)

    with pytest.raises(DataNotFoundError, match="mat-khau"):
        client_secret(read_settings(write(WHOLE)))
    with pytest.raises(WrongUseError, match="KHCN_OIDC_SECRET"):
        client_secret(read_settings(write(SHORT)))


@pytest.mark.parametrize(
    ("where", "right"),
    [
        (Listening(allowed=("https://bang.tinh.gov.vn",)), "https://bang.tinh.gov.vn/login/callback"),
        (Listening(allowed=("https://b.vn",), prefix="/khcn"), "https://b.vn/khcn/login/callback"),
        (Listening(port=5007), "http://127.0.0.1:5007/login/callback"),
    ],
)
def test_readers_must_be_sent_back_to_where_people_come_in(write, where, right):
    settings = read_settings(write(SHORT))
    refuse_other_address(replace(settings, redirect=right), where)

    with pytest.raises(WrongUseError, match=right):
        refuse_other_address(replace(settings, redirect="https://khac.vn/login/callback"), where)


def test_an_address_of_this_machine_is_none_for_others(write):
    settings = replace(read_settings(write(SHORT)), redirect="http://127.0.0.1:5006/login/callback")

    with pytest.raises(WrongUseError, match="không phải địa chỉ của bảng điều khiển này"):
        refuse_other_address(settings, Listening(allowed=("https://bang.tinh.gov.vn",)))


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.vn/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", True),
        ("http://a.vn", False),
        ("http://127.0.0.1.evil.vn", False),
        ("https://u:p@a.vn", False),
        ("https://a.vn#x", False),
        ("https://", False),
        ("ftp://a.vn", False),
        ("https://a.vn:port", False),
        ("https://a .vn", False),
        ("https://a.vn\n", False),
        ("", False),
    ],
)
def test_addresses_are_safe_where_nobody_can_listen(address, safe):
    assert is_safe_address(address) is safe
