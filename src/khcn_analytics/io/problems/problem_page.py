"""What a check found, as a page to read, print and send, and as a fragment for the notebook.

Neither holds a script, and whatever comes from a file is escaped by the template: a cell can show
itself but do nothing. Filters are radio buttons and folds, which work without a script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from khcn_analytics.errors import KhcnError
from khcn_analytics.io.problems.column_names import column_names
from khcn_analytics.io.problems.page_texts import COERCIONS, HOW, REASONS, RULES, TEXTS
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.io.checking import CheckedFile

ROWS_A_RULE = 200
"""Rows a page shows for each rule; all are counted."""
ROWS_A_RULE_IN_NOTEBOOK = 50
_MOST_NAMED, _LONGEST_TEXT = 6, 300


def problem_page(
    checked: CheckedFile[Any] | Sequence[CheckedFile[Any]],
    language: Language = "vi",
    *,
    refused: Mapping[str, KhcnError] | None = None,
) -> str:
    r"""A whole page about one or more checked files; it needs no other file and no network.

    Args:
        checked: What was checked.
        language: ``vi`` or ``en``.
        refused: Files that could not be checked, and why.

    Returns:
        HTML, ready to be written to a file.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from khcn_analytics.io.checking import check
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "list.csv"
        ...     text = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,05/06/2024,-3\n"
        ...     _ = file.write_text(text, "utf-8")
        ...     page = problem_page(check(file))
        >>> page.startswith("<!doctype html>"), "Số cơ sở nhỏ hơn 0" in page
        (True, True)
    """
    return _rendered(_several(checked), language, refused or {}, ROWS_A_RULE, is_page=True)


def problem_fragment(checked: CheckedFile[Any] | Sequence[CheckedFile[Any]], language: Language = "vi") -> str:
    """The same for an output cell of a notebook: one block that styles nothing outside itself.

    Untrusted notebooks drop the styles; what remains is plain headings, folds and tables.

    Args:
        checked: What was checked.
        language: ``vi`` or ``en``.

    Returns:
        HTML of one ``div``.

    Examples:
        >>> problem_fragment([])[:24]
        '<div class="khcn-check">'
    """
    return _rendered(_several(checked), language, {}, ROWS_A_RULE_IN_NOTEBOOK, is_page=False)


def write_problem_page(
    checked: CheckedFile[Any] | Sequence[CheckedFile[Any]],
    path: str | Path,
    language: Language = "vi",
    *,
    refused: Mapping[str, KhcnError] | None = None,
    overwrite: bool = False,
) -> None:
    r"""Write :func:`problem_page` to a file.

    Args:
        checked: What was checked.
        path: The file, .html.
        language: ``vi`` or ``en``.
        refused: Files that could not be checked, and why.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        WrongUseError: If it can't be written there.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_problem_page([], f"{folder}/page.html")
        ...     Path(folder, "page.html").stat().st_size > 0
        True
    """
    refuse_page(path, overwrite=overwrite)
    page = problem_page(checked, language, refused=refused)
    write_bytes(page.encode("utf-8"), path, overwrite=overwrite)


def refuse_page(path: str | Path, *, overwrite: bool) -> None:
    """Refuse a place the page can't go to, before any work.

    Args:
        path: The file, .html.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        WrongUseError: If the name or the folder is wrong, or a file is there.
    """
    refuse_place(path, (".html", ".htm"), overwrite=overwrite)


def _several(checked: CheckedFile[Any] | Sequence[CheckedFile[Any]]) -> Sequence[CheckedFile[Any]]:
    return checked if isinstance(checked, Sequence) else [checked]


# --- texts as they are seen -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: what it shows, and what the sign stands for if it is one.

    Attributes:
        text: What is shown.
        name: Name of the character that can't be seen; empty for plain text.
    """

    text: str
    name: str = ""


_SIGNS = {"\n": "↵", "\r": "␍", "\t": "⇥", "\u00a0": "⍽", " ": "␣"}
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})
# Letters by their category, and nothing to see.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def pieces(text: str) -> list[Piece]:
    r"""A text with every character that can't be seen made visible.

    Args:
        text: Any text; long ones are cut, and the cut is told.

    Examples:
        >>> [each.text for each in pieces("1\u200b2 ")]
        ['1', 'U+200B', '2', '␣']
    """
    shown = text[:_LONGEST_TEXT]
    found: list[Piece] = []
    plain: list[str] = []
    core = range(len(shown) - len(shown.lstrip(" ")), len(shown.rstrip(" ")))
    for place, character in enumerate(shown):
        if _is_seen(character, is_inside=place in core):
            plain.append(character)
            continue
        found += [Piece("".join(plain))] if plain else []
        plain = ["\n"] if character == "\n" else []
        sign = _SIGNS.get(character, f"U+{ord(character):04X}")
        found.append(Piece(sign, unicodedata.name(character, "") or f"U+{ord(character):04X}"))
    found += [Piece("".join(plain))] if plain else []
    return found


def _is_seen(character: str, *, is_inside: bool) -> bool:
    if character == " ":
        return is_inside
    code = ord(character)
    is_nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not (is_nothing or character in _BLANK_LETTERS or unicodedata.category(character) in _UNSEEN)


# --- what the page shows --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The problems of one rule.

    Attributes:
        severity: ``error`` or ``warning``.
        rule: Its name.
        title: What is wrong, in words.
        count: How many problems there are in all.
        columns: The columns they are in with their number, the most frequent first.
        message: What is wrong, if it is the same everywhere and not the title.
        fix: How to mend it, if it is the same everywhere.
        rows: The problems shown.
        shows: Which parts of a problem have a column of their own.
    """

    severity: str
    rule: str
    title: str
    count: int
    columns: tuple[tuple[str, int], ...]
    message: str | None
    fix: str | None
    rows: tuple[Mapping[str, Any], ...]
    shows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Section:
    """What is told about one dataset in one file; ``sheet`` is named once if all of it is there."""

    file: str
    dataset: str
    sheet: str | None
    figures: tuple[tuple[str, str, int], ...]
    is_usable: bool
    understood: tuple[Mapping[str, Any], ...]
    unused: int
    close: int
    skipped: tuple[Mapping[str, Any], ...]
    rows_skipped: int
    coercions: tuple[Mapping[str, Any], ...]
    cells_coerced: int
    groups: tuple[RuleGroup, ...]


def _rendered(
    checked: Sequence[CheckedFile[Any]],
    language: Language,
    refused: Mapping[str, KhcnError],
    most: int,
    *,
    is_page: bool,
) -> str:
    sections = [_section(each, language, most) for each in checked]
    severities = [group.severity for each in sections for group in each.groups for _ in range(group.count)]
    return _template().render(
        is_page=is_page,
        language=language,
        sections=sections,
        refused=[(file, error.text(language)) for file, error in refused.items()],
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        t={name: label.text(language) for name, label in TEXTS.items()},
        number=lambda value: format_number(value, language),
    )


@cache
def _template() -> Template:
    # The palette it includes is everybody's.
    folder = FileSystemLoader(Path(__file__).parents[2], encoding="utf-8")
    environment = Environment(
        autoescape=True, loader=folder, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["pieces"] = lambda value: pieces(str(value))
    environment.filters["cut"] = lambda value: max(len(str(value)) - _LONGEST_TEXT, 0)
    return environment.get_template("io/problems/problem_page.html.jinja")


def _section(checked: CheckedFile[Any], language: Language, most: int) -> Section:
    problems, skipped, coercions = checked.problems, checked.skipped, checked.coercions
    names = column_names(checked.dataset, language)
    severities = problems["severity"]
    errors, warnings = int(severities.eq("error").sum()), int(severities.eq("warning").sum())
    understood = tuple(_understood(checked.understood, language))
    return Section(
        file=checked.file,
        dataset=checked.dataset.label.text(language),
        sheet=_only_sheet(problems["sheet"], checked.understood["sheet"]),
        figures=(
            ("read", TEXTS["rows_read"].text(language), checked.rows_read),
            ("usable", TEXTS["usable"].text(language), checked.clean.height),
            ("kept-out", TEXTS["kept_out"].text(language), checked.quarantined.height),
            ("errors", TEXTS["errors"].text(language), errors),
            ("warnings", TEXTS["warnings"].text(language), warnings),
        ),
        is_usable=checked.quarantined.height == 0 and errors == 0,
        understood=understood,
        # The running number has a meaning, though no column of the dataset holds it.
        unused=sum(each["how"] is None for each in understood),
        close=sum(each["how"] == "close" for each in understood),
        skipped=tuple(_skipped(skipped, language)),
        rows_skipped=int(skipped["rows"].sum()),
        coercions=tuple(_coercions(coercions, names, language)),
        cells_coerced=int(coercions["count"].sum()),
        groups=tuple(_groups(problems, names, language, most)),
    )


def _understood(understood: pl.DataFrame, language: Language) -> Iterator[dict[str, Any]]:
    for each in understood.iter_rows(named=True):
        how = each["how"]
        yield {
            **each,
            "label": each[f"label_{language}"] if each["field"] else None,
            "how_text": _word(HOW, how, language) if how else TEXTS["not_used"].text(language),
        }


def _skipped(skipped: pl.DataFrame, language: Language) -> Iterator[dict[str, Any]]:
    for each in skipped.iter_rows(named=True):
        yield {**each, "reason_text": _word(REASONS, each["reason"], language)}


def _coercions(coercions: pl.DataFrame, names: Mapping[str, str], language: Language) -> Iterator[dict[str, Any]]:
    # What has a second meaning is what to look at first.
    ordered = coercions.sort(pl.col("kind") != "ambiguous", -pl.col("count"), maintain_order=True)
    for each in ordered.iter_rows(named=True):
        kind = _word(COERCIONS, each["kind"], language)
        yield {**each, "column": names.get(each["field"] or "", each["field"]), "kind_text": kind}


def _groups(problems: pl.DataFrame, names: Mapping[str, str], language: Language, most: int) -> list[RuleGroup]:
    """One group for each rule: errors first, then the largest."""
    # A column that the file does not have has no header there, but a name.
    named = problems.with_columns(pl.coalesce("header", pl.col("field").replace(names)).alias("header"))
    parts = named.partition_by("severity", "rule", maintain_order=True)
    groups = [_group(part, language, most) for part in parts]
    return sorted(groups, key=lambda each: (each.severity, -each.count))  # "error" comes before "warning"


def _group(problems: pl.DataFrame, language: Language, most: int) -> RuleGroup:
    rule, severity = problems["rule"][0], problems["severity"][0]
    message, fix = _only(problems[f"message_{language}"]), _only(problems[f"fix_{language}"])
    title = message or _word(RULES, rule, language)
    if title == rule:
        title = problems[f"message_{language}"].mode(maintain_order=True)[0]
    counted = problems.group_by("header", maintain_order=True).len().drop_nulls().sort("len", descending=True)
    shows = {name for name in ("sheet", "value", "suggestion") if problems[name].null_count() < problems.height}
    shows |= ({"message"} if message is None else set()) | ({"fix"} if fix is None else set())
    return RuleGroup(
        severity=severity,
        rule=rule,
        title=title,
        count=problems.height,
        columns=tuple(counted.head(_MOST_NAMED).iter_rows()) if counted.height > 1 else (),
        message=None if message == title else message,
        fix=fix,
        rows=tuple(_rows(problems.head(most), language)),
        shows=frozenset(shows),
    )


def _only_sheet(*sheets: pl.Series) -> str | None:
    """The sheet, if everything is in one."""
    names = pl.concat(sheets).unique()
    return names[0] if names.len() == 1 else None


def _only(texts: pl.Series) -> str | None:
    """The text, if it is the same everywhere."""
    first: str = texts[0]
    return first if (texts == first).all() else None


def _rows(problems: pl.DataFrame, language: Language) -> Iterable[dict[str, Any]]:
    for each in problems.iter_rows(named=True):
        yield {**each, "message": each[f"message_{language}"], "fix": each[f"fix_{language}"]}


def _word(words: Mapping[str, Label], code: str, language: Language) -> str:
    return words[code].text(language) if code in words else code
