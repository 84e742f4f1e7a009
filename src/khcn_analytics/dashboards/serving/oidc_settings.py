"""The file that says with which accounts of an office one may log in (``khcn serve --oidc FILE``).

::

    issuer = "https://dang-nhap.tinh.gov.vn/realms/so-khcn"
    client_id = "khcn"
    client_secret_file = "/var/lib/khcn/oidc-secret"    # or client_secret_env = "KHCN_OIDC_SECRET"
    redirect = "https://bang.tinh.gov.vn/khcn/login/callback"
    ca_file = "/etc/ssl/certs/noi-bo.pem"               # may be left out, as may be the name
    name = { vi = "tài khoản của Sở", en = "your department account" }

    [allowed]
    emails = ["giamdoc@sokhcn.tinh.gov.vn"]
    domains = ["sokhcn.tinh.gov.vn"]
    claims = { groups = ["lanh-dao"] }
"""

from __future__ import annotations

import os
import re
import stat
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from khcn_analytics.dashboards.serving.listening import Listening, is_loopback
from khcn_analytics.dashboards.serving.oidc_allowed import Allowed, email_key
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.scoring.scheme_lines import EntryPath, line_of, lines_of
from khcn_analytics.vocabulary.labels import LANGUAGES, Label

CALLBACK = "/login/callback"
"""Route to which the provider sends the reader back."""

_KNOWN: Mapping[tuple[str, ...], tuple[str, ...]] = {
    (): ("issuer", "client_id", "client_secret_file", "client_secret_env", "redirect", "ca_file", "name", "allowed"),
    ("name",): LANGUAGES,
    ("allowed",): ("emails", "domains", "claims"),
}
_NAME = Label("tài khoản cơ quan", "your office account")
_EMAIL, _DOMAIN = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# Whoever likes has an address there.
_FOR_EVERYBODY = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.com.vn", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "yahoo.com.vn", "icloud.com", "proton.me", "protonmail.com", "zoho.com", "yandex.com"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """How to log in by accounts of an office.

    Attributes:
        issuer: Address of the provider, as it calls itself.
        client_id: What the provider calls this dashboard.
        secret_file: The file that holds the client secret; ``None``: ``secret_env`` does.
        secret_env: Name of the environment variable that holds it.
        redirect: Address to which the provider sends the reader back.
        allowed: Which accounts may come in.
        ca_file: Certificates that the provider's is held against, instead of those of the system.
        name: What the accounts are called on the button.
    """

    issuer: str
    client_id: str
    secret_file: Path | None
    secret_env: str | None
    redirect: str
    allowed: Allowed
    ca_file: Path | None = None
    name: Label = _NAME


def read_settings(path: Path) -> OidcSettings:
    """Read the file; the secret is not read.

    Raises:
        DataNotFoundError: If it is not there.
        UnreadableDataError: If it is no TOML.
        WrongUseError: If it is not safe or not whole; every mistake is told with its line.
    """
    text = _text(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDataError(path, vi=f"không phải TOML: {error}", en=f"it is no TOML: {error}") from error
    reading = _Reading(path, content, lines_of(text))
    settings = reading.settings()
    reading.refuse_mistakes()
    return settings


def client_secret(settings: OidcSettings) -> str:
    """The client secret, of the file or the environment variable that the settings name.

    Raises:
        DataNotFoundError: If the file is not there.
        UnreadableDataError: If it can't be read.
        WrongUseError: If others on this machine may read the file, or there is no secret in it.
    """
    if settings.secret_file is None:
        where = settings.secret_env or ""
        found = os.environ.get(where, "")
    else:
        where = str(settings.secret_file)
        found = _text(settings.secret_file, is_secret=True)
    secret = found.strip()
    if not secret or not (secret.isascii() and secret.isprintable()):
        raise WrongUseError(
            f"“{where}” không có mật khẩu ứng dụng (client secret) hoặc có ký tự lạ. Hãy chép lại từ nơi cấp tài khoản.",
            f"“{where}” holds no client secret, or one with strange characters. Copy it again from the provider.",
        )
    return secret


def refuse_other_address(settings: OidcSettings, where: Listening) -> None:
    """The provider must send readers back to an address that people open.

    Raises:
        WrongUseError: If ``redirect`` is another.
    """
    right = [f"{each}{where.prefix}{CALLBACK}" for each in where.public_origins]
    if settings.redirect not in right:
        raise WrongUseError(
            f"redirect “{settings.redirect}” không phải địa chỉ của bảng điều khiển này. Hãy ghi đúng địa chỉ sau vào "
            f"tệp --oidc và khai nó ở nơi cấp tài khoản: {' hoặc '.join(right)}.",
            f"redirect “{settings.redirect}” is no address of this dashboard. Write this one into the file of --oidc "
            f"and make it known to the provider: {' or '.join(right)}.",
        )


def is_safe_address(address: str) -> bool:
    """Whether what is sent there is encrypted, or stays on this machine."""
    try:
        found = urlsplit(address)
        host, _ = found.hostname, found.port
    except ValueError:
        return False
    is_printed = address.isascii() and address.isprintable() and " " not in address
    is_plain = is_printed and not (found.username or found.password or found.fragment)
    encrypted = found.scheme == "https" or (found.scheme == "http" and is_loopback(host or ""))
    return bool(host) and is_plain and encrypted


class _Reading:
    """One reading of a file, which goes on after a mistake."""

    def __init__(self, path: Path, content: Mapping[str, Any], lines: Mapping[EntryPath, int]) -> None:
        self._path, self._content, self._lines = path, content, lines
        self._mistakes: list[tuple[int, Label]] = []

    def settings(self) -> OidcSettings:
        self._refuse_unknown_keys()
        name = self._table("name")
        secret_file, secret_env = self._secret()
        return OidcSettings(
            issuer=self._address("issuer"),
            client_id=self._client_id(),
            secret_file=secret_file,
            secret_env=secret_env,
            redirect=self._redirect(),
            allowed=self._allowed(),
            ca_file=self._file("ca_file"),
            name=Label(*(self._text_of(name.get(each), ("name", each)) for each in LANGUAGES)) if name else _NAME,
        )

    def refuse_mistakes(self) -> None:
        if not self._mistakes:
            return
        found, path = sorted(self._mistakes, key=lambda each: each[0]), self._path
        vi = "\n".join(f"- dòng {line}: {told.vi}" for line, told in found)
        en = "\n".join(f"- line {line}: {told.en}" for line, told in found)
        raise WrongUseError(
            f"Tệp đăng nhập bằng tài khoản cơ quan “{path}” có {len(found)} lỗi, cần sửa hết:\n{vi}",
            f"The file of logins by office accounts “{path}” has {len(found)} mistake(s), all to be mended:\n{en}",
        )

    def _refuse_unknown_keys(self) -> None:
        for table, known in _KNOWN.items():
            content = self._table(*table)
            for key in content:
                if key == "client_secret":
                    self._wrong(
                        (*table, key),
                        "không ghi mật khẩu ứng dụng vào tệp này; cất nó vào một tệp riêng (chmod 600) rồi ghi "
                        "client_secret_file = “đường dẫn”",
                        "the client secret does not belong here; keep it in a file of its own (chmod 600) and write "
                        "client_secret_file = “path”",
                    )
                elif key not in known:
                    close = get_close_matches(key, known, 1) or known
                    self._wrong(
                        (*table, key),
                        f"không có mục “{key}”; có thể ghi: {', '.join(close)}",
                        f"there is no “{key}”; what can be written: {', '.join(close)}",
                    )

    def _client_id(self) -> str:
        found = self._text("client_id")
        if found and not (found.isascii() and found.isprintable()):
            self._wrong(("client_id",), "client_id có ký tự lạ", "client_id has strange characters")
        return found

    def _secret(self) -> tuple[Path | None, str | None]:
        file, name = self._file("client_secret_file"), self._content.get("client_secret_env")
        if (file is None) == (name is None):
            self._wrong(
                ("client_secret_env",) if file else (),
                "ghi đúng một trong hai: client_secret_file (tệp, nên dùng) hoặc client_secret_env (biến môi trường)",
                "write one of client_secret_file (a file, better) and client_secret_env (environment variable)",
            )
        return file, None if name is None else self._text("client_secret_env")

    def _address(self, name: str) -> str:
        found = self._text(name)
        if found and (not is_safe_address(found) or "?" in found):
            self._wrong(
                (name,),
                f"{name} “{found}” phải là địa chỉ https:// đầy đủ (http:// chỉ được dùng trên chính máy này)",
                f"{name} “{found}” must be a whole https:// address (http:// is for this very machine only)",
            )
        return found

    def _redirect(self) -> str:
        found = self._address("redirect")
        if found and not found.endswith(CALLBACK):
            self._wrong(
                ("redirect",),
                f"redirect “{found}” phải kết thúc bằng {CALLBACK}, ví dụ https://bang.tinh.gov.vn{CALLBACK}",
                f"redirect “{found}” must end in {CALLBACK}, such as https://bang.tinh.gov.vn{CALLBACK}",
            )
        return found

    def _allowed(self) -> Allowed:
        emails, domains = (self._texts("allowed", name) for name in ("emails", "domains"))
        for each in emails:
            if not _EMAIL.fullmatch(each):
                self._wrong(("allowed", "emails"), f"“{each}” không phải địa chỉ thư", f"“{each}” is no e-mail address")
        for each in domains:
            self._check_domain(each)
        claims = {name: self._texts("allowed", "claims", name) for name in self._table("allowed", "claims")}
        found = Allowed(frozenset(map(email_key, emails)), frozenset(each.lower() for each in domains), claims)
        if found.is_nobody:
            self._wrong(
                ("allowed",),
                "[allowed] chưa cho phép ai; ghi emails, domains hoặc claims",
                "[allowed] lets nobody in; write emails, domains or claims",
            )
        return found

    def _check_domain(self, domain: str) -> None:
        if not _DOMAIN.fullmatch(domain.lower()):
            self._wrong(
                ("allowed", "domains"),
                f"“{domain}” không phải tên miền thư; ví dụ: sokhcn.tinh.gov.vn",
                f"“{domain}” is no domain of e-mail; for example: sokhcn.tinh.gov.vn",
            )
        elif domain.lower() in _FOR_EVERYBODY:
            self._wrong(
                ("allowed", "domains"),
                f"ai cũng lập được địa chỉ thư ở “{domain}”; ghi từng địa chỉ vào emails",
                f"everybody can have an address at “{domain}”; name each address in emails",
            )

    def _table(self, *path: str) -> Mapping[str, Any]:
        found = self._content
        for each in path:
            within = found.get(each, {})
            if not isinstance(within, dict):
                self._wrong(path, f"“{each}” phải là một bảng", f"“{each}” must be a table")
                return {}
            found = within
        return found

    def _texts(self, *path: str) -> frozenset[str]:
        """A text, or a list of texts."""
        found = self._table(*path[:-1]).get(path[-1], [])
        every = found if isinstance(found, list) else [found]
        if not all(isinstance(each, str) and each.strip() for each in every):
            self._wrong(path, f"“{path[-1]}” phải là danh sách các chữ", f"“{path[-1]}” must be a list of texts")
            return frozenset()
        return frozenset(every)

    def _text(self, name: str) -> str:
        return self._text_of(self._content.get(name), (name,))

    def _text_of(self, found: object, path: EntryPath) -> str:
        if isinstance(found, str) and found.strip():
            return found
        self._wrong(path, f"thiếu “{path[-1]}”, hoặc nó không phải chữ", f"“{path[-1]}” is missing or no text")
        return ""

    def _file(self, name: str) -> Path | None:
        """A file; from the folder of this one on, if it does not say otherwise."""
        return self._path.parent / self._text(name) if name in self._content else None

    def _wrong(self, path: EntryPath, vi: str, en: str) -> None:
        mistake = line_of(self._lines, path), Label(vi, en)
        if mistake not in self._mistakes:
            self._mistakes.append(mistake)


def _text(path: Path, *, is_secret: bool = False) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise DataNotFoundError(path) from error
    except (OSError, ValueError) as error:
        raise UnreadableDataError(path, vi="không đọc được tệp này", en="it can't be read") from error
    if sys.platform == "win32":
        return text
    if is_secret and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise WrongUseError(
            f"Người khác trên máy này đọc được mật khẩu ứng dụng trong “{path}”. Hãy chạy: chmod 600 “{path}”.",
            f"Others on this machine can read the client secret in “{path}”. Run: chmod 600 “{path}”.",
        )
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise WrongUseError(
            f"Người khác trên máy này sửa được “{path}”, tức là tự cho mình vào. Hãy chạy: chmod go-w “{path}”.",
            f"Others on this machine can write “{path}”, and so let themselves in. Run: chmod go-w “{path}”.",
        )
    return text
