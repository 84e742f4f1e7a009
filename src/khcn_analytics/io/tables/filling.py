"""What cells hold by their place: marks for "the same as above", merged cells, names of groups.

People read a ditto mark, a merged cell or the heading of a group as if it stood in every cell; so
do we, and every cell filled this way is counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import polars as pl

from khcn_analytics.io.files.sheets import merged_downwards
from khcn_analytics.io.tables.finding import FoundTable, GroupRow
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.vocabulary.text import accent_free_key

FILLED = {"field": pl.String, "kind": pl.String, "position": pl.Int64, "text": pl.String}
"""Cells that took their value from elsewhere: ``position`` of the record from 0, and the value."""

DITTO_MARKS = (
    *('"', "''", "”", "“", "〃", '-"-', "-”-", '- " -'),
    *("nt", "Nt", "NT", "-nt-", "-Nt-", "-NT-", "- nt -", "- NT -", "như trên", "Như trên", "NHƯ TRÊN"),
)
"""What people write for "the same as above"."""

# Deeper groups are numbered by what stands further right: A, then I, then 1, then a.
_NUMBERINGS = (r"[A-Z]", r"[IVX]+", r"[0-9]+", r"[a-z]")
_NUMBERED = re.compile(
    r"^\s*(?:(?P<number>[A-Z]|[IVX]{1,6}|[0-9]{1,2}|[a-z])\s*[.)]\s*)?(?P<name>.*?)\s*:?\s*$", re.DOTALL
)


def with_dittos(text: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Ditto marks replaced by the cell above, and which cells these are (:data:`FILLED`).

    A mark with an empty cell above it, or none, stays as it is: what it stands for is not known.

    Examples:
        >>> filled, cells = with_dittos(pl.DataFrame({"unit": ["Phòng A", '"', "nt", "Phòng B"]}))
        >>> filled["unit"].to_list(), cells.height
        (['Phòng A', 'Phòng A', 'Phòng A', 'Phòng B'], 2)
    """
    marks = {name: is_ditto(text[name]) for name in columns_with(text, DITTO_MARKS)}
    above = {name: _last_before(text[name], marked) for name, marked in marks.items()}
    return _filled(text, above, marks, "ditto")


DASHES = ("-", "–", "—")
"""What people write where there is nothing to write."""


def without_dashes(text: pl.DataFrame, columns: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A lone dash as an empty cell, and which cells these are (:data:`FILLED`).

    Args:
        text: The records.
        columns: The columns in which a dash can be no value: numbers, days, codes.

    Examples:
        >>> text, cells = without_dashes(pl.DataFrame({"title": ["-"], "subjects": ["-"]}), ["subjects"])
        >>> text.row(0), cells["field"].to_list()
        (('-', None), ['subjects'])
    """
    nothing = pl.Series([None] * text.height, dtype=pl.String)
    dashed = columns_with(text.select(columns), DASHES)
    marks = {name: text[name].is_in(DASHES).fill_null(value=False) for name in dashed}
    emptied = text.with_columns(nothing.zip_with(marked, text[name]).alias(name) for name, marked in marks.items())
    cells = [
        pl.DataFrame({"position": marked.arg_true().cast(pl.Int64)}).select(
            pl.lit(name).alias("field"), pl.lit("dash").alias("kind"), "position", pl.lit(None, pl.String).alias("text")
        )
        for name, marked in marks.items()
    ]
    return emptied, pl.concat([pl.DataFrame(schema=FILLED), *cells])


def columns_with(text: pl.DataFrame, signs: Collection[str]) -> list[str]:
    """The columns in which some cell is one of a few texts.

    Examples:
        >>> columns_with(pl.DataFrame({"unit": ["Phòng A", "nt"], "title": ["A", None]}), DITTO_MARKS)
        ['unit']
    """
    found = text.select(pl.all().is_in(list(signs)).any())
    return [name for name in text.columns if found[name].item()]


def is_ditto(column: pl.Series) -> pl.Series:
    """Which cells of a tidy column hold a mark for "the same as above"."""
    return column.is_in(DITTO_MARKS).fill_null(value=False)


def _last_before(column: pl.Series, holes: pl.Series) -> pl.Series:
    """For each hole the cell that stands above it and its neighbouring holes, empty cells too."""
    blank = ""
    kept = column.fill_null(blank).to_frame("text").select(pl.when(~holes).then("text").forward_fill()).to_series()
    return kept.replace(blank, None)


def with_merged(text: pl.DataFrame, table: FoundTable, places: Mapping[str, int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The text of cells merged downwards in every row they cover (:data:`FILLED`).

    Args:
        text: The records.
        table: Where they were found.
        places: Place in the sheet of each column.
    """
    if not table.sheet.merged:
        return text, pl.DataFrame(schema=FILLED)
    is_record = table.sheet.rows.is_in(table.rows.implode())
    shown = merged_downwards(table.sheet).filter(is_record)
    values = {name: shown[str(place)] for name, place in places.items() if name in text.columns}
    holes = {name: table.cells[str(places[name])].is_null() & value.is_not_null() for name, value in values.items()}
    wanted = [name for name, hole in holes.items() if hole.any()]
    return _filled(text, {name: values[name] for name in wanted}, {name: holes[name] for name in wanted}, "merged")


def with_groups(text: pl.DataFrame, table: FoundTable) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Coded columns that the table lacks, filled from the names of groups (:data:`FILLED`).

    "I. Cấp quốc gia" above some records is their level, if the table has no column for it and the
    name is a word of that column's list and of no other.
    """
    cards = column_cards(table.dataset.model)
    missing = {
        name: card.codes.spellings()
        for name, card in cards.items()
        if card.codes is not None and name not in text.columns
    }
    known = _states(table.groups, missing)
    if not any(known):
        return text, pl.DataFrame(schema=FILLED)
    starts = pl.Series("row", [group.row for group in table.groups], dtype=pl.Int64)
    states = pl.DataFrame(known, schema=dict.fromkeys(missing, pl.String), orient="row")
    changes = states.with_columns(starts).select(
        "row", *(each for each in states.columns if not states[each].is_null().all())
    )
    values = table.rows.to_frame("row").join_asof(changes.set_sorted("row"), on="row").drop("row")
    widened = text.with_columns(pl.lit(None, pl.String).alias(name) for name in values.columns)
    return _filled(widened, dict(zip(values.columns, values, strict=True)), None, "group")


def _numbered(group: GroupRow) -> tuple[int, str]:
    """How deep a group is, by what numbers it, and its bare name."""
    found = _NUMBERED.match(group.text)
    number = (group.number or (found["number"] if found else None) or "").strip(" .)")
    name = found["name"] if found else group.text
    depth = next(
        (at for at, form in reversed(list(enumerate(_NUMBERINGS))) if re.fullmatch(form, number)), len(_NUMBERINGS)
    )
    return depth, name


# "Các nhiệm vụ cấp tỉnh" names the level as "Cấp tỉnh" does.
_GENERAL_WORDS = re.compile(
    r"^(?:(?:các|danh mục)\s+)*(?:nhiệm vụ|đề tài|dự án)(?:\s+(?:kh&cn|khcn))?\s+", re.IGNORECASE
)


_NO_VALUES = frozenset({"khac", "other"})
"""A group "Khác" is other in some way; in which is not said."""


def _column_named(group: GroupRow, columns: Mapping[str, Mapping[str, str]]) -> tuple[str, str] | None:
    """The column that a group's name is a word of, and that word; its whole name is tried first."""
    name = _numbered(group)[1]
    for words in (name, _GENERAL_WORDS.sub("", name)):
        key = accent_free_key(words)
        found = [column for column, known in columns.items() if key in known and key not in _NO_VALUES]
        if len(found) == 1:
            return found[0], words
    return None


def _states(groups: Sequence[GroupRow], columns: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """What is known of the records below each group row: its own name and those of the groups around it."""
    around: list[tuple[int, tuple[str, str] | None]] = []
    states = []
    for group in groups:
        depth, _ = _numbered(group)
        # A group ends where one that is numbered alike, or less deep, begins.
        while around and around[-1][0] >= depth:
            around.pop()
        around.append((depth, _column_named(group, columns)))
        states.append(dict(named for _, named in around if named is not None))
    return states


def with_defaults(
    text: pl.DataFrame, defaults: Mapping[str, str], known: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Columns that the table lacks, with one text for every record (:data:`FILLED`)."""
    missing = {name: value for name, value in defaults.items() if name in known and name not in text.columns}
    widened = text.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
    values = {name: pl.repeat(value, text.height, dtype=pl.String, eager=True) for name, value in missing.items()}
    return _filled(widened, values, None, "default")


def _filled(
    text: pl.DataFrame, values: Mapping[str, pl.Series], holes: Mapping[str, pl.Series] | None, kind: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put values into holes (every cell, if none are named), and tell which cells were filled."""
    parts = [pl.DataFrame(schema=FILLED)]
    for name, value in values.items():
        takes = value.is_not_null() & (holes[name] if holes is not None else True)
        text = text.with_columns(value.zip_with(takes, text[name]).alias(name))
        cells = pl.DataFrame({"position": takes.arg_true().cast(pl.Int64), "text": value.filter(takes)})
        parts.append(cells.select(pl.lit(name).alias("field"), pl.lit(kind).alias("kind"), "position", "text"))
    return text, pl.concat(parts)
