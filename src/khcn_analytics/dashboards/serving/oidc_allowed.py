"""Which accounts of an office may come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from khcn_analytics.vocabulary.labels import Label

Claims = Mapping[str, Any]
"""What a provider says of an account."""

OFF_LIST = Label(
    "Tài khoản {name} chưa được phép xem bảng điều khiển. Hãy nhờ người quản trị của Sở thêm vào danh sách, "
    "hoặc đăng xuất khỏi tài khoản đó rồi dùng tài khoản khác.",
    "The account {name} may not see the dashboard. Ask your administrator to add it to the list, "
    "or log out of that account and use another.",
)
UNVERIFIED = Label(
    "Địa chỉ thư của tài khoản {name} chưa được nơi cấp tài khoản xác nhận nên chưa dùng để đăng nhập được. "
    "Hãy nhờ người quản trị tài khoản xác nhận địa chỉ thư.",
    "The e-mail address of the account {name} is not verified by its provider, so it can't be used to log in. "
    "Ask whoever looks after the accounts to verify it.",
)
_NAMES = ("email", "preferred_username", "name", "sub")
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who may come in: whoever any of the three lets in.

    Attributes:
        emails: E-mail addresses, which the provider must have verified.
        domains: What stands behind the ``@`` of such addresses.
        claims: Claim -> values, one of which the account must have.
    """

    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody may come in."""
        return not (self.emails or self.domains or any(self.claims.values()))

    def why_not(self, claims: Claims) -> Label | None:
        """Why an account may not come in; ``None`` lets it in."""
        if any(values & _values(claims.get(name)) for name, values in self.claims.items()):
            return None
        email = claims.get("email")
        if not isinstance(email, str) or not self._has(email_key(email)):
            return OFF_LIST
        # Whoever may type in an address of their own choice is not the one it belongs to.
        return None if claims.get("email_verified") is True else UNVERIFIED

    def _has(self, email: str) -> bool:
        name, at, domain = email.rpartition("@")
        return email in self.emails or bool(name and at and domain in self.domains)


def email_key(email: str) -> str:
    """An address as it is compared; letters that only look alike stay different."""
    return email.lower() if email.isascii() else email


def account_name(claims: Claims) -> str:
    """What an account is called on pages and in logs: printable, and not long."""
    names = (str(claims[each]) for each in _NAMES if claims.get(each))
    return "".join(each for each in next(names, "?") if each.isprintable())[:_LONGEST_NAME]


def _values(claim: object) -> frozenset[str]:
    """The texts of a claim, which is one or a list."""
    return frozenset(each for each in (claim if isinstance(claim, list) else [claim]) if isinstance(each, str))
