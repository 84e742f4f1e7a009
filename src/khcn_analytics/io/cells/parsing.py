"""Text cells -> typed values. What can't be read is reported, what took interpretation is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import polars as pl
from rapidfuzz import fuzz, process

from khcn_analytics.io.cells.dates import read_dates
from khcn_analytics.io.cells.numbers import read_batches, read_fractions, read_integers
from khcn_analytics.schemas.columns import ColumnCard
from khcn_analytics.vocabulary.codes import CodeList
from khcn_analytics.vocabulary.text import accent_free_key, comparable, spelling_key

COERCIONS = {
    "sheet": pl.String,
    "field": pl.String,
    "kind": pl.String,
    "count": pl.Int64,
    "row": pl.Int64,
    "example": pl.String,
    "read_as": pl.String,
}
"""What reading took upon itself: one row for each column and kind.

``kind`` is

* ``ambiguous``: the text has a second meaning (1.500, 05/06/2024);
* ``unit``: the number is told in the unit of its column (triệu đồng);
* ``changed``: the text is not written plainly (thousands separators, scale words, Excel's day
  numbers, an alias of a code);
* ``ditto``, ``merged``, ``group``, ``default``: the cell took its value from the one above, from
  the merged cells it is part of, from the name of its group, or from a default for the column;
* ``dash``: a lone dash in a column of numbers, days or codes was read as an empty cell;
* ``encoding``, ``legacy``: the file was read in that encoding, or converted from that legacy encoding.

``count`` is the number of such cells; ``row``, ``example`` and ``read_as`` are the place, text and
value of the first. Of the first three a cell has one kind only, the first that holds.
"""

SUGGESTIONS = {"field": pl.String, "value": pl.String, "suggestion": pl.String}
"""For an unknown word in a column, the closest known one. Shown, never applied."""

_PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$"
_PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$"
_MORE_DIGITS_THAN_KEPT = r"^-?[0-9]+\.[0-9]{8,}$"
_TYPED_FRACTION = r"^(-?[0-9]+\.[0-9]+)$"

_ROMAN_COLUMNS = frozenset({"batch"})
"""Columns whose numbers are also written in Roman: đợt I, đợt II."""

_CLOSE_ENOUGH = 75
# So many different unknown words mean that it is another column; suggestions would only take time.
_MOST_SUGGESTIONS = 1000


@dataclass(frozen=True, slots=True)
class ParsedCells:
    """A column after reading.

    Attributes:
        values: Typed values; null where the cell is empty or can't be read. An unknown code stays
            as written, for the schema to refuse.
        coercions: What took interpretation, see :data:`COERCIONS`; ``row`` is the position from 1.
        suggestions: Known words close to unknown ones, see :data:`SUGGESTIONS`.
    """

    values: pl.Series
    coercions: pl.DataFrame
    suggestions: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Words:
    """The words a column may hold.

    Attributes:
        exact: Comparable spelling -> value.
        loose: Accent-free spelling -> value, where it can mean one value only.
        plain: Spellings in lower case that take no interpretation.
        shown: Accent-free spelling -> how to write it.
    """

    exact: Mapping[str, str]
    loose: Mapping[str, str]
    plain: frozenset[str]
    shown: Mapping[str, str]


def parse_cells(
    cells: pl.Series, card: ColumnCard, wanted: pl.DataType, *, numbers: pl.Series | None = None, power: int = 0
) -> ParsedCells:
    """Read the texts of a column as its type.

    Args:
        cells: Text in NFC, as reading gives it; its name is the column's.
        card: What is known about the column.
        wanted: Type of the column.
        numbers: Which cells the file itself holds as numbers; in their text a dot is a decimal
            point, never a thousands separator. ``None``: all cells are text.
        power: The power of ten of the unit that the column's header names; 0 for none.
    """
    text = cells if numbers is None or wanted not in (pl.Int64, pl.Float64) else _exact(cells, numbers)
    distinct = text.unique(maintain_order=True)
    words = _words(card, wanted)
    if words is None:
        judged = _read_often(text, distinct, lambda texts: _read_form(texts, card, wanted, power))
        suggestions = pl.DataFrame(schema=SUGGESTIONS)
    else:
        known = _understood(distinct.drop_nulls(), words)
        judged = _read_often(text, distinct, lambda texts: _read_words(texts, known, words, wanted))
        suggestions = _suggestions((each for each in distinct.drop_nulls() if each not in known), cells.name, words)
    return ParsedCells(judged["value"].alias(cells.name), _coercions(judged, cells.name), suggestions)


def _exact(cells: pl.Series, numbers: pl.Series) -> pl.Series:
    """A fourth decimal tells 1.234 in a cell of numbers from the text 1.234, which is 1234."""
    return cells.str.replace(_TYPED_FRACTION, "${1}0").zip_with(numbers, cells)


def _read_often(text: pl.Series, distinct: pl.Series, read: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """``text``, ``value`` and ``kind`` of each text; texts that are repeated often are read once."""
    if distinct.len() * 2 >= text.len():
        return read(text)
    return text.to_frame("text").join(read(distinct), on="text", how="left", nulls_equal=True, maintain_order="left")


def _read_form(text: pl.Series, card: ColumnCard, wanted: pl.DataType, power: int) -> pl.DataFrame:
    """A date, a number or free text."""
    plain = _PLAIN_DATE if wanted == pl.Date else _PLAIN_NUMBER
    if wanted == pl.Date:
        read = read_dates(text)
    elif text.name in _ROMAN_COLUMNS:
        read = read_batches(text)
    elif wanted == pl.Int64:
        read = read_integers(text, card.unit, power=power)
    elif wanted == pl.Float64:
        read = read_fractions(text, card.unit, power=power)
    else:
        return _with_kind(text, text)
    changed = ~text.str.contains(plain) | text.str.contains(_MORE_DIGITS_THAN_KEPT)
    return _with_kind(text, read["value"], changed=changed, ambiguous=read["is_ambiguous"], in_unit=power != 0)


def _read_words(text: pl.Series, known: Mapping[str, str], words: Words, wanted: pl.DataType) -> pl.DataFrame:
    """A code, which stays as written if unknown, or a yes or no."""
    value = text.replace(known)
    if wanted == pl.Boolean:
        value = text.replace_strict(known, default=None, return_dtype=pl.String) == "true"
    liberties = [word for word in known if word.casefold() not in words.plain]
    return _with_kind(text, value, changed=text.is_in(liberties))


def _with_kind(
    text: pl.Series,
    value: pl.Series,
    *,
    changed: pl.Series | bool = False,
    ambiguous: pl.Series | bool = False,
    in_unit: bool = False,
) -> pl.DataFrame:
    told_in_unit = pl.when(pl.lit(in_unit)).then(pl.lit("unit"))
    otherwise = told_in_unit.when("changed").then(pl.lit("changed"))
    kind = pl.when("ambiguous").then(pl.lit("ambiguous")).otherwise(otherwise)
    judged = text.to_frame("text").with_columns(value=value, changed=changed, ambiguous=ambiguous)
    return judged.select("text", "value", pl.when(pl.col("value").is_not_null()).then(kind).alias("kind"))


def _coercions(judged: pl.DataFrame, field: str) -> pl.DataFrame:
    if judged["kind"].null_count() == judged.height:
        return pl.DataFrame(schema=COERCIONS)
    return (
        judged.with_row_index("row", offset=1)
        .filter(pl.col("kind").is_not_null())
        .group_by("kind", maintain_order=True)
        .agg(
            pl.len().alias("count"),
            pl.col("row").first(),
            pl.col("text").first().alias("example"),
            pl.col("value").first().alias("read_as"),
        )
        .with_columns(pl.lit(None, pl.String).alias("sheet"), pl.lit(field).alias("field"))
        .select(pl.col(name).cast(kind) for name, kind in COERCIONS.items())
    )


def _words(card: ColumnCard, wanted: pl.DataType) -> Words | None:
    """The words of a coded or yes/no column; ``None`` for other columns."""
    if card.codes is not None:
        return _words_of(card.codes)
    return _YES_OR_NO if wanted == pl.Boolean else None


@lru_cache(maxsize=64)
def _words_of(codes: CodeList) -> Words:
    plain = {text: each.code for each in codes.entries for text in (each.code, each.label.vi, each.label.en)}
    aliases = {text: each.code for each in codes.entries for text in each.aliases}
    return _spelled({**aliases, **plain}, plain, {code: codes.label(code) for code in codes.codes})


def _spelled(values: Mapping[str, str], plain: Iterable[str], shown: Mapping[str, str]) -> Words:
    loose: dict[str, set[str]] = {}
    for word, value in values.items():
        # A sign such as ✓ has no letters to be spelled otherwise.
        if key := accent_free_key(word):
            loose.setdefault(key, set()).add(value)
    one_meaning = {key: next(iter(meant)) for key, meant in loose.items() if len(meant) == 1}
    return Words(
        exact={comparable(word) or word: value for word, value in values.items()},
        loose=one_meaning,
        plain=frozenset(word.casefold() for word in plain),
        # A single letter is close to every word that holds it.
        shown={key: shown[value] for key, value in one_meaning.items() if len(key) > 1},
    )


def _understood(texts: Iterable[str], words: Words) -> dict[str, str]:
    """Value of each text that has one. Accents count where there are any."""
    found = (
        (text, words.exact.get(comparable(text) or text.strip()) or words.loose.get(_without_accents(text)))
        for text in texts
    )
    return {text: value for text, value in found if value is not None}


def _without_accents(text: str) -> str:
    """Its accent-free spelling, if a text is written so; one with other accents is another word."""
    key = accent_free_key(text)
    return key if key == spelling_key(text) else ""


def _suggestions(texts: Iterable[str], field: str, words: Words | None) -> pl.DataFrame:
    """The closest known word of each of some unknown texts."""
    if words is None:
        return pl.DataFrame(schema=SUGGESTIONS)
    found = [(field, text, _closest(text, words)) for text in islice(texts, _MOST_SUGGESTIONS)]
    return pl.DataFrame(found, schema=SUGGESTIONS, orient="row").drop_nulls()


def _closest(text: str, words: Words) -> str | None:
    best = process.extractOne(
        accent_free_key(text), list(words.shown), scorer=fuzz.WRatio, processor=None, score_cutoff=_CLOSE_ENOUGH
    )
    return None if best is None else words.shown[best[0]]


_YES = ("có", "x", "✓", "✔", "đúng", "yes", "true", "1", "theo kế hoạch")
_NO = ("không", "sai", "no", "false", "0", "đột xuất")
_YES_OR_NO = _spelled(
    {**dict.fromkeys(_YES, "true"), **dict.fromkeys(_NO, "false")},
    plain=("có", "không", "yes", "no", "true", "false", "1", "0"),
    shown={"true": "có", "false": "không"},
)
