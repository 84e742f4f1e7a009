"""The worked examples of every indicator: read here for the tests and for docs/indicators.md.

``<theme>.toml`` holds one table for each indicator, named by its code. Under the name of a dataset
stand a few records, under ``values`` what they come to, worked out by hand::

    ["tasks.accepted"]
    tasks = '''
    started_on | accepted_on | remark
    2019-03-01 | 2020-12-31  | ngày cuối kỳ: tính
    2019-03-01 | 2021-01-01  | kỳ sau: không tính
    '''
    values = '''
    period | value
    2020   | 1
    '''

Cells stand between bars; an empty one holds nothing. Columns of records that are not named hold
what ``builders`` fills in. The column ``remark`` says why a record counts or not. In ``values``
the columns other than ``period``, ``numerator``, ``denominator`` and ``value`` are the groups;
``value`` is a number, a fraction such as 2/3, or the flag that says why there is none.

One example may stand for many indicators that are made alike: ``["activities.{activity}"]`` is
the example of every code of that form without one of its own, with the word in place of
``{activity}`` wherever it stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).parent
REMARK = "remark"
_FIGURES = ("period", "numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are written; every row has each column, empty ones hold ``""``."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    def without(self, column: str) -> Table:
        """The same table, one column less."""
        return Table(tuple(name for name in self.columns if name != column), self.rows)


@dataclass(frozen=True, slots=True)
class Example:
    """Records and what an indicator comes to over them.

    Attributes:
        code: The indicator.
        records: Records by dataset.
        values: Every value there is, one row for each period and group.
        form: The name it has in its file: the code, or the form of the codes it stands for.
    """

    code: str
    records: dict[str, Table]
    values: Table
    form: str

    @property
    def by(self) -> tuple[str, ...]:
        """What the values are split by."""
        return tuple(name for name in self.values.columns if name not in _FIGURES)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one row of ``values`` expects."""

    value: float | None
    numerator: float | None
    denominator: float | None
    flag: str | None


def read_examples(codes: Iterable[str], folder: Path = FOLDER) -> dict[str, Example]:
    """The examples of indicators, by code.

    Args:
        codes: The indicators there are; one without example is left out.
        folder: Where the files are.

    Raises:
        AssertionError: If an example is of no indicator, or a table is not well written.
    """
    written = {
        form: (path.name, tables)
        for path in sorted(folder.glob("*.toml"))
        for form, tables in tomllib.loads(path.read_text("utf-8")).items()
    }
    # A code of its own comes before a form, a longer form before a shorter one.
    by_rank = sorted(written, key=lambda form: ("{" in form, -len(form)))
    examples, used = {}, set()
    for code in codes:
        found = next(((form, match) for form in by_rank if (match := _match(form, code))), None)
        if found is not None:
            form, match = found
            used.add(form)
            examples[code] = _example(code, form, *written[form], match.groupdict())
    assert used == set(written), f"examples of no indicator: {sorted(set(written) - used)}"
    return examples


def _match(form: str, code: str) -> re.Match[str] | None:
    """The words of a code that stand where a form has names in braces."""
    pattern = re.escape(form).replace(r"\{", "(?P<").replace(r"\}", r">\w+)")
    return re.fullmatch(pattern, code)


def _example(code: str, form: str, file: str, tables: dict[str, str], words: dict[str, str]) -> Example:
    assert code.startswith(file.removesuffix("toml")), f"{file}: {form} belongs into another file"
    read = {name: _table(_filled(text, words), f"{file}, {form}, {name}") for name, text in tables.items()}
    return Example(code, values=read.pop("values"), records=read, form=form)


def _filled(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def figures(row: dict[str, str]) -> Figures:
    """The figures of a row of ``values``; a count is its own numerator and has no denominator."""
    value = _number(row["value"])
    return Figures(
        value=value,
        numerator=_number(row["numerator"]) if "numerator" in row else value,
        denominator=_number(row.get("denominator", "")),
        flag=row["value"] if value is None else None,
    )


def _number(text: str) -> float | None:
    try:
        return float(Fraction(text))
    except ValueError:
        return None


def _table(text: str, where: str) -> Table:
    """The table written in a text."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    assert lines, f"{where}: no rows"
    assert all(len(line) == len(header) for line in lines), f"{where}: a row has too many or too few cells"
    return Table(tuple(header), tuple(dict(zip(header, line, strict=True)) for line in lines))
