"""Entries of tables: what may stand in one, and what is wrong with what does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Literal

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import nfc

Kind = Literal["text", "code", "number", "whole", "day", "flag", "choice", "choices", "codes", "table", "tables"]

_LARGEST = 10**15  # whole numbers up to it are exact
_CODE = re.compile(r"[A-Za-z0-9_.-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at one place.

    Attributes:
        path: Where.
        said: What.
    """

    path: EntryPath
    said: Label


@dataclass(frozen=True, slots=True)
class Entry:
    """What may stand in one entry.

    Attributes:
        kind: The kind of value.
        required: Whether it must be there.
        choices: The values of a ``choice``, the members of ``choices``.
        least: Smallest number allowed.
        above: Numbers must be above it.
        most: Largest number allowed.
        below: Numbers must be below it.
    """

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    above: float | None = None
    most: float | None = None
    below: float | None = None


Form = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Part:
    """One table after its entries were looked at.

    Attributes:
        path: Where it stands.
        values: Those of its entries that can be used, whatever else is wrong with it.
        broken: Names of entries that are there but can't be used.
    """

    path: EntryPath
    values: Mapping[str, Any] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    @property
    def code(self) -> str | None:
        """Its code, if it has one that can be used."""
        return self.values.get("code")


def faults(written: Mapping[str, Any], form: Form, path: EntryPath = ()) -> Iterator[Finding]:
    """What is wrong with single entries of a table: unknown, missing, not what they should be."""
    for name, value in written.items():
        if name not in form:
            error = UnknownNameError("mục", "entry", name, form)
            yield Finding((*path, name), Label(error.vi, error.en))
        else:
            yield from _faults_of(name, value, form[name], path)
    for name, entry in form.items():
        if entry.required and name not in written:
            yield Finding((*path, name), Label(f"thiếu mục “{name}”.", f"entry “{name}” is missing."))


def usable(written: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The entries without fault, numbers as fractions; those that are missing are missing here too."""
    right = {name: _usable(value, form[name]) for name, value in written.items() if name in form}
    return {name: value for name, value in right.items() if value is not None}


def _usable(value: Any, entry: Entry) -> Any:
    """A value without fault; of a list its members, ``None`` in place of those at fault."""
    if entry.kind in _MEMBERS and isinstance(value, list):
        return [each if _fits(each, _member(entry)) else None for each in value]
    if not _fits(value, entry):
        return None
    # Adding 0 turns -0 into 0.
    return float(value) + 0 if entry.kind == "number" else value


def _faults_of(name: str, value: object, entry: Entry, path: EntryPath) -> Iterator[Finding]:
    """What is wrong with one value, or with each member of a list."""
    if entry.kind not in _MEMBERS or not isinstance(value, list):
        if said := fault_of(name, value, entry):
            yield Finding((*path, name), said)
        return
    if len({repr(each) for each in value}) < len(value):
        yield Finding((*path, name), Label(f"“{name}” có phần tử bị lặp.", f"“{name}” names something twice."))
    for place, each in enumerate(value):
        if said := fault_of(name, each, _member(entry)):
            yield Finding((*path, name, place), said)


def fault_of(name: str, value: object, entry: Entry) -> Label | None:
    """What is wrong with one value; ``None``: nothing."""
    if _fits(value, entry):
        return None
    if entry.kind == "choice" and isinstance(value, str):
        error = UnknownNameError(f"giá trị của “{name}”:", f"value of “{name}”:", value, entry.choices)
        return Label(error.vi, error.en)
    if entry.kind == "text" and isinstance(value, str) and (control := _CONTROL.search(value)):
        sign, place = f"U+{ord(control[0]):04X}", control.start() + 1
        return Label(
            f"“{name}” có ký tự điều khiển {sign} ở vị trí {place}; hãy xóa ký tự ấy.",
            f"“{name}” has the control character {sign} at place {place}; remove it.",
        )
    needed, shown = _needed(entry), _shown(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + "…"
    return Label(f"“{name}” cần {needed.vi}, không phải {shown}.", f"“{name}” takes {needed.en}, not {shown}.")


def _shown(value: object) -> str:
    """A value as it is written; Python's word for a day tells people nothing."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_shown(each)}" for name, each in value.items()) + "}"
    return repr(value)


def _fits(value: object, entry: Entry) -> bool:
    if entry.kind in {"number", "whole"}:
        return _is_number(value, entry)
    if entry.kind == "choice":
        return value in entry.choices
    return _IS[entry.kind](value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(nfc(value)) and not _CONTROL.search(value)


def _is_number(value: object, entry: Entry) -> bool:
    # A yes or no is a whole number to Python; what is no number is within no limit.
    wanted = int if entry.kind == "whole" else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted) or not abs(value) <= _LARGEST:
        return False
    return (
        (entry.least is None or value >= entry.least)
        and (entry.above is None or value > entry.above)
        and (entry.most is None or value <= entry.most)
        and (entry.below is None or value < entry.below)
    )


def _is_code(value: object) -> bool:
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


_MEMBERS: Mapping[Kind, Kind] = {"choices": "choice", "codes": "code"}
"""Kind of a list -> that of its members."""


def _member(entry: Entry) -> Entry:
    return replace(entry, kind=_MEMBERS[entry.kind])


_IS: dict[str, Callable[[object], bool]] = {
    "text": _is_text,
    "code": _is_code,
    "day": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "flag": lambda value: isinstance(value, bool),
    # Members of lists are looked at one by one.
    "choices": lambda value: isinstance(value, list),
    "codes": lambda value: isinstance(value, list),
    "table": lambda value: isinstance(value, dict),
    "tables": lambda value: isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value),
}
_NEEDED: dict[Kind, Label] = {
    "text": Label("một văn bản không trống", "a text that is not empty"),
    "code": Label("một mã gồm chữ cái không dấu, chữ số, “_”, “.” hoặc “-”", "a code of A to Z, digits, “_”, “.”, “-”"),
    "number": Label("một số", "a number"),
    "whole": Label("một số nguyên", "a whole number"),
    "day": Label("một ngày như 2025-01-31, không có dấu ngoặc kép", "a day like 2025-01-31, without quotes"),
    "flag": Label("true hoặc false", "true or false"),
    "choice": Label("một trong các giá trị", "one of"),
    "choices": Label("một danh sách gồm các giá trị", "a list of"),
    "codes": Label("một danh sách mã", "a list of codes"),
    "table": Label("một bảng", "a table"),
    "tables": Label("ít nhất một bảng", "at least one table"),
}


def _needed(entry: Entry) -> Label:
    needed = _NEEDED[entry.kind]
    limits = [
        Label(f"{vi} {format_number(limit)}", f"{en} {format_number(limit, 'en')}")
        for vi, en, limit in (
            ("từ", "from", entry.least),
            ("lớn hơn", "above", entry.above),
            ("đến", "up to", entry.most),
            ("nhỏ hơn", "below", entry.below),
        )
        if limit is not None
    ]
    choices = " " + ", ".join(entry.choices) if entry.choices else ""
    vi = " ".join([needed.vi, *(each.vi for each in limits)])
    en = " ".join([needed.en, *(each.en for each in limits)])
    return Label(vi + choices, en + choices)
