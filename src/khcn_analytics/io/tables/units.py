"""Units that stand in a header or above a table: "Kinh phí (triệu đồng)", "ĐVT: triệu đồng"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khcn_analytics.vocabulary.text import accent_free_key, nfc


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """What amounts are told in.

    Attributes:
        text: As written.
        power: The power of ten that makes it đồng.
    """

    text: str
    power: int


_SCALES = {"": 0, "nghin": 3, "ngan": 3, "1000": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9, "nghinty": 12, "nganty": 12}
_CURRENCIES = ("dong", "d", "vnd", "vndong")
_POWERS = {scale + currency: power for scale, power in _SCALES.items() for currency in _CURRENCIES} | {
    scale: power for scale, power in _SCALES.items() if scale not in ("", "1000")
}

_IN_BRACKETS = re.compile(
    r"^(?P<name>.*?)\s*[(\[]\s*(?:(?:đvt|đơn vị(?: tính)?|tính bằng)\s*:?\s*)?(?P<unit>[^()\[\]]+?)\s*[)\]]$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^(?P<name>.+?)[\s,:–-]+(?P<unit>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)(?:đồng|vnđ|vnd))$", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:\bđvt|\bđv|\bđ/v tính|đơn vị(?: tính| tiền)?|tính bằng)\W*(?P<unit>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|tr|1\.?000)\W{0,2})?"
    r"(?:đồng|vnđ|vnd|đ)\b|(?:nghìn|ngàn|triệu|tỷ|tỉ)\b)",
    re.IGNORECASE,
)


def amount_unit(text: str) -> AmountUnit | None:
    """The unit a text names, if it is one of money.

    Examples:
        >>> amount_unit("triệu đồng"), amount_unit("tr.đ"), amount_unit("USD")
        (AmountUnit(text='triệu đồng', power=6), AmountUnit(text='tr.đ', power=6), None)
    """
    power = _POWERS.get(accent_free_key(text))
    return None if power is None else AmountUnit(nfc(text), power)


def split_unit(header: str) -> tuple[str, str] | None:
    """A header without its unit, and the unit as written; ``None`` where there is none.

    Examples:
        >>> split_unit("Tổng kinh phí (ĐVT: triệu đồng)")
        ('Tổng kinh phí', 'triệu đồng')
        >>> split_unit("Kinh phí, tỷ đồng")
        ('Kinh phí', 'tỷ đồng')
    """
    found = _IN_BRACKETS.match(header) or _BEHIND.match(header)
    return (found["name"], found["unit"]) if found and found["name"] else None


def unit_in_note(text: str) -> AmountUnit | None:
    """The unit of money that a note above a table gives for all of it.

    Examples:
        >>> unit_in_note("Đơn vị tính: Triệu đồng")
        AmountUnit(text='Triệu đồng', power=6)
    """
    units = (amount_unit(found["unit"]) for found in _NOTE.finditer(nfc(text)))
    return next(filter(None, units), None)
