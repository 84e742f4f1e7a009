"""Why a login by an account of the office is refused: words for the reader, a reason for the log."""

from __future__ import annotations

from math import ceil

from khcn_analytics.vocabulary.labels import Label

DENIED = Label(
    "Nơi cấp tài khoản không cho đăng nhập, hoặc bạn đã bấm hủy. Hãy thử lại; nếu vẫn vậy, hỏi người quản trị "
    "tài khoản.",
    "The provider of the account refused, or you cancelled. Try again; if it stays so, ask whoever looks after "
    "the accounts.",
)
STALE = Label(
    "Lần đăng nhập này đã hết hạn, đã dùng rồi hoặc bắt đầu ở trình duyệt khác. Hãy bấm đăng nhập lại.",
    "This login is too old, was used before or began in another browser. Log in again.",
)
UNREACHABLE = Label(
    "Chưa liên lạc được với nơi cấp tài khoản. Hãy thử lại sau ít phút; nếu vẫn vậy, báo người quản trị của Sở.",
    "The provider of the account can't be reached. Try again in some minutes, then tell your administrator.",
)
TOO_SLOW = Label(
    "Nơi cấp tài khoản trả lời quá lâu. Hãy thử lại sau ít phút; nếu vẫn vậy, báo người quản trị của Sở.",
    "The provider of the account takes too long. Try again in some minutes, then tell your administrator.",
)
UNTRUSTED = Label(
    "Không xác nhận được câu trả lời của nơi cấp tài khoản nên không đăng nhập. Hãy thử lại; nếu vẫn vậy, báo người "
    "quản trị của Sở xem nhật ký máy chủ.",
    "What the provider of the account answered could not be verified, so nobody was logged in. Try again; if it stays "
    "so, your administrator finds the reason in the log of the server.",
)


class RefusedError(Exception):
    """A login that is refused.

    Attributes:
        status: Status of HTTP.
        told: What the reader is told.
        reason: What the log is told: never a token, a code or what a stranger sent.
        wait: Seconds to wait before the next try.
    """

    def __init__(self, status: int, told: Label, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.status, self.told, self.reason, self.wait = status, told, reason, wait


def untrusted(reason: str) -> RefusedError:
    """An answer of the provider that can't be believed."""
    return RefusedError(403, UNTRUSTED, reason)


def failed_too_often(wait: float) -> RefusedError:
    """Too many logins that failed.

    Args:
        wait: Seconds to wait.
    """
    minutes = ceil(wait / 60)
    told = Label(
        f"Đăng nhập không thành quá nhiều lần từ máy này. Hãy thử lại sau {minutes} phút.",
        f"Too many logins from this computer failed. Try again in {minutes} min.",
    )
    return RefusedError(429, told, "too many failed before", wait)
