"""One cell of a scheme's sheet -> a value as its TOML would hold it.

What can't be read stays the text that it is: the check of the scheme then says what was needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from khcn_analytics.io.cells.dates import read_dates
from khcn_analytics.io.cells.numbers import read_fractions
from khcn_analytics.io.schemes.words import NONE, choice_named
from khcn_analytics.io.templates.columns import NO, YES
from khcn_analytics.scoring.scheme_checks import points_text
from khcn_analytics.scoring.scheme_entries import Entry
from khcn_analytics.vocabulary.text import nfc, spelling_key
from khcn_analytics.vocabulary.units import Unit

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_YES, _NO = {spelling_key(YES), "x", "true"}, {spelling_key(NO), "false"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty.

    Attributes:
        text: Its text, exactly.
        is_number: Whether the file holds a number whose text could be read in another way.
        is_broken: Whether it shows an error, or a formula that was never computed.
        is_percent: Whether it shows its number as a percentage.
    """

    text: str
    is_number: bool = False
    is_broken: bool = False
    is_percent: bool = False


def value_of(cell: Cell, name: str, entry: Entry) -> Any:
    """The value of an entry."""
    match entry.kind:
        case "number" | "whole":
            value: Any = _number(cell, is_whole=entry.kind == "whole")
        case "day":
            value = _day(cell.text)
        case "choice" | "table":
            value = choice_named(name, nfc(cell.text))
        case "choices" | "codes":
            parts = [] if spelling_key(cell.text) == NONE else [nfc(each) for each in cell.text.split(";")]
            value = [choice_named(name, each) for each in parts if each]
        case "flag":
            key = spelling_key(cell.text)
            value = key in _YES if key in _YES | _NO else cell.text
        case "code":
            value = nfc(cell.text)
        case _:
            value = cell.text
    return value


def number_of(cell: Cell) -> float | str:
    """A number, with a comma or a point for its decimals, or a percentage; else the text."""
    if cell.is_number:
        return float(cell.text)
    read = read_fractions(pl.Series([nfc(cell.text)]), Unit.SHARE).row(0, named=True)
    return cell.text if read["value"] is None or read["is_ambiguous"] else float(read["value"])


def points_of(cell: Cell) -> float | str:
    """Points; a percentage leaves open of what, and stays the text that people see."""
    number = number_of(cell)
    if cell.is_percent and isinstance(number, float):
        return f"{points_text(100 * number)}%"
    return cell.text if "%" in cell.text else number


def tidy(text: str) -> str:
    """A text as people read it, with the line breaks that it has."""
    return "\n".join(map(nfc, _LINE_BREAK.split(text))).strip("\n")


def _number(cell: Cell, *, is_whole: bool) -> float | int | str:
    number = points_of(cell)
    return int(number) if is_whole and isinstance(number, float) and number.is_integer() else number


def _day(text: str) -> date | str:
    day: date | None = read_dates(pl.Series([nfc(text)]))["value"][0]
    return text if day is None else day
