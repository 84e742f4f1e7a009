"""Numbers as people write them -> exact values.

Vietnamese ``1.234.567,8``, plain ``1234567.8`` and English ``1,234,567.8``; scale words and
currency for money; percent for shares; Roman numbers of batches. All arithmetic is on the digits
themselves: no amount passes through a binary fraction.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context

import polars as pl

from khcn_analytics.vocabulary.units import Unit

_POWERS = {
    **dict.fromkeys(("nghìn", "ngàn"), 3),
    **dict.fromkeys(("triệu", "tr"), 6),
    **dict.fromkeys(("tỷ", "tỉ"), 9),
    **dict.fromkeys(("nghìn tỷ", "nghìn tỉ", "ngàn tỷ", "ngàn tỉ"), 12),
    "%": -2,
}
_LARGEST_POWER = max(_POWERS.values())

# [0-9] and not \d, which takes the digits of every script. A dash before a number is a minus.
_NUMBER = r"(?<sign>[+\-−–]?)(?<digits>[0-9](?:[0-9.,\s]*[0-9])?)"
_SCALE = "|".join(sorted((word for word, power in _POWERS.items() if power > 0), key=len, reverse=True))
_FORMS = {
    Unit.VND: rf"(?i)^(?<before>(?:vnd|vnđ|₫)\s*)?{_NUMBER}\s*(?<word>{_SCALE})?\s*(?<currency>đồng|vnđ|vnd|đ|₫)?$",
    Unit.SHARE: rf"^(?<before>){_NUMBER}\s*(?<word>%)?(?<currency>)$",
}
_BARE_FORM = rf"^(?<before>){_NUMBER}(?<word>)(?<currency>)$"

_WITH_DOTS = r"^[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?$"
_WITH_COMMAS = r"^[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?$"
_WITH_SPACES = r"^[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?:[.,][0-9]+)?$"
_WITHOUT_GROUPS = r"^(?:[0-9]+|(?:0|[1-9][0-9]*)[.,][0-9]+)$"
_ONE_COMMA = r"^[1-9][0-9]{0,2},[0-9]{3}$"
# 1.500 and 1,500 are fifteen hundred to some and one and a half to others; 1,500 tỷ is the latter to all.
_IS_AMBIGUOUS = (
    pl.col("digits").str.contains(r"^[1-9][0-9]{0,2}\.[0-9]{3}$")
    | (pl.col("digits").str.contains(r"^[1-9][0-9]{0,2},[0-9]{3}$") & ~pl.col("has_scale"))
).alias("is_ambiguous")
# As programs write very large and very small numbers.
_SCIENTIFIC = r"^-?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,3}$"

_BATCH_WORDS = r"(?i)^(?:đợt|lần)\s*(?:thứ\s+)?"


def read_integers(text: pl.Series, unit: Unit | None, *, power: int = 0) -> pl.DataFrame:
    """Whole numbers.

    Args:
        text: Texts in NFC.
        unit: What the column counts; only amounts in đồng may have scale words and a currency.
        power: The power of ten of what the column is told in (6 for triệu đồng); a text with a
            scale word or a currency of its own goes by that.

    Returns:
        ``value``, null where the text is no whole number or leaves 64 bits, and ``is_ambiguous``
        where it has a second meaning: ``1.500`` and ``1,500`` are read as 1500.

    Examples:
        >>> amounts = pl.Series(["1,5 tỷ đồng", "100.000.000đ", "1,5"])
        >>> read_integers(amounts, Unit.VND)["value"].to_list()
        [1500000000, 100000000, None]
        >>> read_integers(pl.Series(["1.200", "0,5", "2 tỷ"]), Unit.VND, power=6)["value"].to_list()
        [1200000000, 500000, 2000000000]
    """
    # With a scale word decimals are to be expected: 1,500 tỷ is one and a half.
    numbers = _parts(text, unit, power).with_columns(_plain(comma_is_decimal=pl.col("has_scale")).alias("plain"))
    return _without_binary_dust(numbers).select(_shifted().alias("value"), _IS_AMBIGUOUS)


def read_fractions(text: pl.Series, unit: Unit | None, *, power: int = 0) -> pl.DataFrame:
    """Numbers that may have decimals; in a column of shares ``85 %`` is 0.85.

    Args:
        text: Texts in NFC.
        unit: What the column measures.
        power: The power of ten of what the column is told in (-2 for percent); a text with a
            scale word or a percent sign of its own goes by that.

    Returns:
        ``value``, null where the text is no finite number, and ``is_ambiguous`` where it has a
        second meaning: ``1.500`` is read as 1500 and ``1,500`` as 1.5, as Vietnamese is written.
    """
    numbers = _parts(text, unit, power).with_columns(_plain(comma_is_decimal=pl.lit(value=True)).alias("plain"))
    written = pl.concat_str("sign", "plain", pl.lit("e"), pl.col("power").cast(pl.String))
    scientific = pl.col("text").str.extract(f"({_SCIENTIFIC})")
    value = pl.coalesce(written, scientific).cast(pl.Float64, strict=False)
    return numbers.select(pl.when(value.is_finite()).then(value).alias("value"), _IS_AMBIGUOUS)


def read_batches(text: pl.Series) -> pl.DataFrame:
    """Numbers of batches: ``đợt II``, ``II``, ``đợt 2`` and ``2`` are 2; as :func:`read_integers`."""
    bare = text.str.replace(_BATCH_WORDS, "")
    roman = bare.str.to_uppercase().replace_strict(_ROMAN, default=None, return_dtype=pl.Int64)
    return read_integers(bare, None).with_columns(pl.col("value").fill_null(roman))


def _parts(text: pl.Series, unit: Unit | None, power: int) -> pl.DataFrame:
    """``sign``, ``digits`` with their separators, and the ``power`` of ten that follows in words."""
    form = _FORMS.get(unit, _BARE_FORM) if unit else _BARE_FORM
    parts = text.alias("text").to_frame().with_columns(pl.col("text").str.extract_groups(form).struct.unnest())
    word = pl.col("word").str.to_lowercase().str.replace_all(r"\s+", " ").replace("", None)
    says_currency = pl.col("before").fill_null("") + pl.col("currency").fill_null("") != ""
    own = word.replace_strict(_POWERS, default=None, return_dtype=pl.Int64)
    return parts.select(
        "text",
        pl.when(pl.col("sign").is_in(["-", "−", "–"])).then(pl.lit("-")).otherwise(pl.lit("")).alias("sign"),
        "digits",
        pl.coalesce(own, pl.when(says_currency).then(0), power).alias("power"),
        (own > 0).fill_null(value=False).alias("has_scale"),
    )


_DUST = r"^[0-9]+\.[0-9]{8,}$"
_DIGITS_KEPT = 15
_EXACT_DIGITS = Context(prec=_DIGITS_KEPT, rounding=ROUND_HALF_EVEN)


def _without_binary_dust(numbers: pl.DataFrame) -> pl.DataFrame:
    """849.9999999999999 is 850: spreadsheets keep 15 digits, what comes behind them is no part of the number."""
    decimals = pl.col("plain").str.len_bytes() - pl.col("plain").str.find(".", literal=True) - 1
    is_long = pl.col("plain").str.contains(_DUST) & (pl.col("plain").str.len_bytes() > _DIGITS_KEPT + 1)
    has_dust = (is_long & (decimals.cast(pl.Int64) > pl.col("power"))).fill_null(value=False)
    if not numbers.select(has_dust.any()).item():
        return numbers
    clean = pl.col("plain").map_elements(
        lambda text: format(_EXACT_DIGITS.create_decimal(text).normalize(), "f"), return_dtype=pl.String
    )
    return numbers.with_columns(pl.when(has_dust).then(clean).otherwise("plain").alias("plain"))


def _plain(*, comma_is_decimal: pl.Expr) -> pl.Expr:
    """The digits without thousands separators and with a decimal point."""
    digits = pl.col("digits")
    is_english = digits.str.contains(_WITH_COMMAS) & ~(digits.str.contains(_ONE_COMMA) & comma_is_decimal)
    return (
        pl.when(digits.str.contains(_WITH_DOTS))
        .then(digits.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(is_english)
        .then(digits.str.replace_all(",", "", literal=True))
        .when(digits.str.contains(_WITH_SPACES) | digits.str.contains(_WITHOUT_GROUPS))
        .then(digits.str.replace_all(r"\s", "").str.replace(",", ".", literal=True))
    )


def _shifted() -> pl.Expr:
    """The plain number times its power of ten, if that is whole: decimals move before the point."""
    decimals = pl.col("plain").str.extract(r"\.([0-9]+)$").fill_null("").str.strip_chars_end("0")
    moved = (decimals + "0" * _LARGEST_POWER).str.slice(0, pl.col("power").clip(0))
    whole = pl.concat_str("sign", pl.col("plain").str.extract("^([0-9]+)"), moved)
    return pl.when(decimals.str.len_bytes() <= pl.col("power")).then(whole).cast(pl.Int64, strict=False)


def _roman(number: int) -> str:
    """Roman numeral of 1 to 39.

    Examples:
        >>> _roman(19)
        'XIX'
    """
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


_ROMAN = {_roman(number): number for number in range(1, 40)}
