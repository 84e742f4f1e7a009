"""What a printed figure says of the true value: never one number only, but a range.

"More than 100" and "175 million" leave room that the comparison of two figures must leave as well,
and no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf

from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.vocabulary.text import nfc

ABOUT = Fraction(1, 10)
"""How far "khoảng", "gần" may be from the true value. No rule says it; a tenth is how reports use the words."""

SCALES = {
    "%": Decimal("0.01"),
    "nghìn đồng": Decimal(10**3),
    "triệu đồng": Decimal(10**6),
    "tỷ đồng": Decimal(10**9),
}
"""Unit, as :func:`unit_of` spells it -> how much one of it is in the unit values are stored in."""

_SPELLINGS = {
    "phần trăm": "%",
    **dict.fromkeys(("vnđ", "vnd", "đ", "việt nam đồng", "đồng việt nam"), "đồng"),
    **dict.fromkeys(("nghìn", "ngàn", "ngàn đồng", "nghìn vnđ", "ngàn vnđ", "nghìn vnd", "1.000 đồng"), "nghìn đồng"),
    **dict.fromkeys(("triệu", "trđ", "tr.đ", "tr đ", "tr.đồng", "triệu vnđ", "triệu vnd"), "triệu đồng"),
    **dict.fromkeys(("tỷ", "tỉ", "tỉ đồng", "tỷ vnđ", "tỉ vnđ", "tỷ vnd", "tỉ vnd"), "tỷ đồng"),
}

_Number = Fraction | float


@dataclass(frozen=True, slots=True)
class Range:
    """The values that are meant, both ends included unless ``above`` says the lower one is not."""

    low: _Number
    high: _Number
    above: bool = False

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high, self.above or other.above)

    def __contains__(self, value: float) -> bool:
        exact = _fraction(value)
        return (self.low < exact if self.above else self.low <= exact) and exact <= self.high

    def exceeds(self, other: Range) -> bool:
        """Whether every value here is larger than every one there."""
        return self.low > other.high or (self.above and self.low == other.high)

    def over(self, other: Range) -> Range:
        """The shares that parts of here make of wholes of there, which are above 0."""
        return Range(self.low / other.high, self.high / other.low)

    def beside(self, other: Range) -> Range:
        """The shares that parts of here make of these and of what is there; there is more than nothing."""
        least = self.low / (self.low + other.high) if other.high != inf else Fraction(0)
        if self.high == inf:
            return Range(least, Fraction(1))
        return Range(least, self.high / (self.high + other.low))

    def meets(self, other: Range) -> bool:
        """Whether one value can be meant by both."""
        return common([self, other]) is not None


ANY_PART = Range(Fraction(0), inf)
"""A part that was not printed: anything but less than nothing."""


def common(ranges: Iterable[Range]) -> Range | None:
    """The values that each of one or several ranges allows; ``None`` if there is none."""
    every = list(ranges)
    low, high = max(each.low for each in every), min(each.high for each in every)
    above = any(each.above for each in every if each.low == low)
    return Range(low, high, above) if low < high or (low == high and not above) else None


def scale_of(indicator: str, printed_unit: str | None) -> Decimal:
    """How much one of the printed unit is in the stored one; a share without unit was printed in percent."""
    told = "%" if printed_unit is None and is_share(indicator) else unit_of(printed_unit)
    return SCALES.get(told, Decimal(1))


def unit_of(printed_unit: str | None) -> str:
    """A printed unit in one spelling; empty where none was printed.

    Examples:
        >>> unit_of("Triệu  đồng") == unit_of("trđ"), unit_of("VNĐ"), unit_of("phần trăm")
        (True, 'đồng', '%')
    """
    unit = nfc(printed_unit or "").casefold()
    return _SPELLINGS.get(unit, unit)


def as_told(value: float, scale: Decimal) -> Decimal:
    """A stored value in the printed unit."""
    return (Decimal(f"{value:.15g}") / scale).normalize()


def decimals(number: Decimal) -> int:
    """How many digits after the separator a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def printed_range(value: float, qualifier: str, scale: Decimal = Decimal(1), *, is_average: bool = False) -> Range:
    """The true values that a printed figure allows.

    Args:
        value: The figure as stored.
        qualifier: Code of :data:`PUBLISHED_QUALIFIERS`.
        scale: How much one of the printed unit is; see :func:`scale_of`.
        is_average: Whether it is one number over another: a whole one may be rounded then.

    Examples:
        >>> 174_600_000 in printed_range(175_000_000, "exact", SCALES["triệu đồng"])
        True
        >>> 100 in printed_range(100, "more_than")
        False
    """
    exact = _fraction(value)
    if qualifier == "about":
        return Range(exact - abs(exact) * ABOUT, exact + abs(exact) * ABOUT)
    if qualifier in {"more_than", "at_least"}:
        return Range(exact, inf, above=qualifier == "more_than")
    if qualifier == "at_most":
        return Range(-inf, exact)
    half = _half_a_step(value, scale, is_average=is_average)
    return Range(exact - half, exact + half)


def _half_a_step(value: float, scale: Decimal, *, is_average: bool) -> Fraction:
    """What rounding may have hidden: half of the last printed digit.

    A whole number of things is a count, which nobody rounds; 0 % and 100 % say none and all.
    """
    told = as_told(value, scale)
    is_count = not is_average and scale == 1 and told == told.to_integral_value()
    is_none_or_all = scale == SCALES["%"] and told in {Decimal(0), Decimal(100)}
    if is_count or is_none_or_all:
        return Fraction(0)
    return Fraction(scale) * Fraction(1, 10 ** decimals(told)) / 2


def _fraction(value: float) -> Fraction:
    return Fraction(Decimal(f"{value:.15g}"))
