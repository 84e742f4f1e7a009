"""The records of one table: the text they had, what it was read as, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from khcn_analytics.io.cells.dates import why_no_days
from khcn_analytics.io.cells.parsing import COERCIONS, SUGGESTIONS, ParsedCells, parse_cells
from khcn_analytics.io.files.sheets import MarkKind
from khcn_analytics.io.files.special_cells import ERROR_TEXTS
from khcn_analytics.io.tables.filling import (
    DITTO_MARKS,
    columns_with,
    is_ditto,
    with_defaults,
    with_dittos,
    with_groups,
    with_merged,
    without_dashes,
)
from khcn_analytics.io.tables.finding import FoundTable
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.units import amount_unit
from khcn_analytics.progress import report
from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import nfc
from khcn_analytics.vocabulary.units import Unit

_READING = Label("Đọc từng cột", "Reading columns")


@dataclass(frozen=True, slots=True, eq=False)
class RecordCells:
    """The records of a table, column by column.

    Attributes:
        table: Where they were found.
        raw: The text of each used column as it stands in the file.
        values: The same, typed; null where a cell is empty or can't be read.
        refused: The cells and rows that can't be read, as problems; rows by position from 1.
        coercions: What reading took upon itself; rows as in the file.
        suggestions: Known words close to unknown ones.
    """

    table: FoundTable
    raw: pl.DataFrame
    values: pl.DataFrame
    refused: tuple[pl.DataFrame, ...]
    coercions: pl.DataFrame
    suggestions: pl.DataFrame


def read_records(table: FoundTable, layout: Layout) -> RecordCells:
    """Read the text of a table's records as what their columns hold."""
    cards = column_cards(table.dataset.model)
    places = {name: match.header.place for name, match in table.used.items()}
    marks = _marks_of_records(table, places)
    raw = table.cells.select(pl.col(str(place)).alias(name) for name, place in places.items())
    filled, cells_filled = _filled(raw, marks, table, places, layout)
    # Ditto marks that are left have nothing above them to stand for.
    dittos = {name: is_ditto(filled[name]) for name in columns_with(filled, DITTO_MARKS)}
    text = filled.with_columns(_emptied(filled[name], marked) for name, marked in dittos.items())
    parsed = _parsed(text, marks, table, layout)
    values = pl.DataFrame([each.values for each in parsed])
    return RecordCells(
        table=table,
        raw=raw,
        values=values,
        refused=(
            *_ragged(table),
            *_refused_marks(marks, raw),
            *(_unknown_ditto(name, marked, cards[name]) for name, marked in dittos.items()),
            *(each for name in text.columns for each in _unreadable(text[name], values[name], cards[name])),
        ),
        coercions=_coercions(parsed, cells_filled, raw, table),
        suggestions=pl.concat([pl.DataFrame(schema=SUGGESTIONS), *(each.suggestions for each in parsed)]),
    )


def _filled(
    raw: pl.DataFrame, marks: pl.DataFrame, table: FoundTable, places: Mapping[str, int], layout: Layout
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tidy texts, filled from where they stand, and which cells were filled."""
    tidy = _tidy(raw)
    tidy = tidy.with_columns(_emptied(tidy[name], cells) for name, cells in _unreadable_cells(marks, raw).items())
    cards, types = column_cards(table.dataset.model), column_types(table.dataset.model)
    no_texts = [name for name in tidy.columns if types[name] != pl.String or cards[name].codes is not None]
    text, by_dash = without_dashes(tidy, no_texts)
    text, by_merging = with_merged(text, table, places)
    text, by_ditto = with_dittos(text)
    text, by_group = with_groups(text, table)
    text, by_default = with_defaults(text, layout.defaults, list(cards))
    return text, pl.concat([by_dash, by_merging, by_ditto, by_group, by_default])


def _parsed(text: pl.DataFrame, marks: pl.DataFrame, table: FoundTable, layout: Layout) -> list[ParsedCells]:
    cards, types = column_cards(table.dataset.model), column_types(table.dataset.model)
    parsed = []
    for done, column in enumerate(text):
        report(_READING, done, text.width)
        name = column.name
        numbers = _marked(marks, name, text.height, "number")
        power = _power(name, cards[name], table, layout)
        parsed.append(
            parse_cells(column, cards[name], types[name], numbers=numbers if numbers.any() else None, power=power)
        )
    report(_READING, text.width, text.width)
    return parsed


def _emptied(column: pl.Series, cells: pl.Series) -> pl.Series:
    return column.zip_with(~cells, pl.Series(column.name, [None], dtype=pl.String))


def _marks_of_records(table: FoundTable, places: Mapping[str, int]) -> pl.DataFrame:
    """The marks of cells that are used: ``field``, ``position`` of the record from 0, ``kind``, ``text``."""
    fields = pl.DataFrame(
        {"field": list(places), "column": list(places.values())}, schema={"field": pl.String, "column": pl.Int64}
    )
    positions = table.rows.to_frame("row").with_row_index("position")
    return (
        table.sheet.marks.join(fields, on="column")
        .join(positions, on="row")
        .select("field", "position", "kind", "text")
    )


def _marked(marks: pl.DataFrame, field: str, height: int, *kinds: MarkKind) -> pl.Series:
    """Which cells of a column have a mark of these kinds."""
    none = pl.repeat(value=False, n=height, dtype=pl.Boolean, eager=True)
    if marks.is_empty():
        return none
    rows = marks.filter(pl.col("field") == field, pl.col("kind").is_in(kinds))["position"]
    return none.scatter(rows, values=True)


# Plain spaces between letters of Latin alphabets, Vietnamese among them: such a text is tidy.
_UNTIDY = "[^\\x20-\\x7e\u00a1-\u02ff\u1e00-\u1eff]|  |^ | $"


def _tidy(raw: pl.DataFrame) -> pl.DataFrame:
    """Each text in its one Unicode form, blanks as null; only texts that need it are looked at."""
    untidy = raw.select(pl.all().str.contains(_UNTIDY).any())
    tidied = {}
    for name in (each for each in raw.columns if untidy[each].item()):
        texts = raw[name].filter(raw[name].str.contains(_UNTIDY)).unique()
        tidied[name] = {each: clean or None for each in texts if (clean := nfc(each)) != each}
    return raw.with_columns(raw[name].replace(clean) for name, clean in tidied.items() if clean)


def _power(name: str, card: ColumnCard, table: FoundTable, layout: Layout) -> int:
    """The power of ten that makes the numbers of a column its own: the layout's, the header's, the table's."""
    if name in layout.units and (unit := amount_unit(layout.units[name])) is not None:
        return unit.power
    match = table.used.get(name)
    if match is None:
        return 0
    if match.unit is not None:
        return match.power
    return table.unit.power if table.unit is not None and card.unit is Unit.VND else 0


def _ragged(table: FoundTable) -> list[pl.DataFrame]:
    """Lines with a cell too many or too few: what stands where can't be told."""
    positions = table.rows.to_frame("row").with_row_index("position", offset=1)
    lines = table.sheet.marks.filter(kind="ragged").join(positions, on="row").sort("position")
    return [
        problem(
            rule="ragged_row",
            severity=Severity.ERROR,
            rows=of_length["position"],
            values=of_length["text"],
            message=Label(
                f"Dòng có {cells} ô, khác với các dòng khác: thừa hoặc thiếu dấu ngăn cách",
                f"The line has {cells} cells, unlike the others: a delimiter too many or too few",
            ),
            fix=Label(
                "Đặt trong ngoặc kép ô có chứa dấu ngăn cách, hoặc bổ sung dấu còn thiếu",
                "Put a cell that holds the delimiter in quotes, or add the missing delimiter",
            ),
        )
        for (cells,), of_length in lines.group_by("text", maintain_order=True)
    ]


def _refused_marks(marks: pl.DataFrame, raw: pl.DataFrame) -> list[pl.DataFrame]:
    """Cells that show an error of the spreadsheet, or a formula that was never computed."""
    refused = []
    for name, unreadable in _unreadable_cells(marks, raw).items():
        uncomputed = _marked(marks, name, raw.height, "uncomputed")
        for kind, cells in (("error", unreadable & ~uncomputed), ("uncomputed", uncomputed)):
            if cells.any():
                refused.append(
                    problem(
                        rule=f"{kind}_cell",
                        severity=Severity.ERROR,
                        field=name,
                        rows=cells.arg_true() + 1,
                        values=raw[name].filter(cells),
                        message=_MARKED[kind][0],
                        fix=_MARKED[kind][1],
                    )
                )
    return refused


def _unreadable_cells(marks: pl.DataFrame, raw: pl.DataFrame) -> dict[str, pl.Series]:
    """Errors and formulas without a value, of each column that has some; an error saved as text is one too."""
    texts = list(ERROR_TEXTS.values())
    suspects = {*columns_with(raw, texts), *marks.filter(pl.col("kind").is_in(["error", "uncomputed"]))["field"]}
    return {
        name: _marked(marks, name, raw.height, "error", "uncomputed") | raw[name].is_in(texts).fill_null(value=False)
        for name in raw.columns
        if name in suspects
    }


_MARKED: dict[str, tuple[Label, Label]] = {
    "error": (
        Label("Ô có lỗi của bảng tính", "The cell shows an error of the spreadsheet"),
        Label("Sửa công thức, hoặc gõ giá trị đúng vào ô", "Correct the formula, or type the right value"),
    ),
    "uncomputed": (
        Label("Công thức chưa được tính, ô không có giá trị", "The formula was never computed: the cell has no value"),
        Label("Mở tệp bằng Excel rồi lưu lại, hoặc dán giá trị", "Open and save the file in Excel, or paste values"),
    ),
}


def _unknown_ditto(name: str, dittos: pl.Series, card: ColumnCard) -> pl.DataFrame:
    return problem(
        rule="ditto_without_value",
        severity=Severity.ERROR,
        field=name,
        rows=dittos.arg_true() + 1,
        message=Label("Dấu “như trên” nhưng ô bên trên trống", "A ditto mark, but the cell above is empty"),
        fix=Label(f"Ghi rõ {card.label.vi}", f"Write out {card.label.en}"),
    )


def _unreadable(text: pl.Series, typed: pl.Series, card: ColumnCard) -> list[pl.DataFrame]:
    """The cells that hold a text which is not of the column's type."""
    lost = text.is_not_null() & typed.is_null()
    if not lost.any():
        return []
    rows, values = lost.arg_true() + 1, text.filter(lost)
    usual = Label(f"Không đọc được {card.label.vi}", f"{card.label.en} can't be read")
    whys = why_no_days(values) if typed.dtype == pl.Date else pl.Series([None] * values.len(), dtype=pl.String)
    return [
        problem(
            rule="unreadable",
            severity=Severity.ERROR,
            field=text.name,
            rows=rows.filter(whys.eq_missing(pl.Series([why], dtype=pl.String))),
            values=values.filter(whys.eq_missing(pl.Series([why], dtype=pl.String))),
            message=_WHY_NO_DAY.get(why, usual),
            fix=Label(f"Viết theo mẫu: {card.example}", f"Write it like: {card.example}"),
        )
        for why in whys.unique(maintain_order=True)
    ]


_WHY_NO_DAY: dict[str | None, Label] = {
    "no_such_day": Label("Lịch không có ngày này", "There is no such day"),
    "no_day": Label("Chỉ có tháng, quý hoặc năm, thiếu ngày", "A month, quarter or year only: the day is missing"),
    "no_century": Label("Năm ghi hai chữ số, không rõ thế kỷ", "The year has two digits: which century?"),
}


def _coercions(
    parsed: Sequence[ParsedCells], filled: pl.DataFrame, raw: pl.DataFrame, table: FoundTable
) -> pl.DataFrame:
    """All that reading took upon itself in one table, by rows of the file; examples as they stand there."""
    counted = filled.group_by("field", "kind", maintain_order=True).agg(
        pl.len().alias("count"),
        (pl.col("position").first() + 1).alias("row"),
        pl.col("text").first().alias("read_as"),
    )
    together = pl.concat(
        [pl.DataFrame(schema=COERCIONS), counted, *(each.coercions for each in parsed)], how="diagonal_relaxed"
    )
    by_place = together["kind"].is_in(_FILLED_KINDS)
    examples = [
        None if is_filled or field not in raw.columns else raw[field][row - 1]
        for field, row, is_filled in zip(together["field"], together["row"], by_place, strict=True)
    ]
    return together.with_columns(
        pl.lit(table.sheet.name, pl.String).alias("sheet"),
        pl.Series("example", examples, dtype=pl.String),
        table.rows.gather(together["row"] - 1).alias("row"),
    ).select(pl.col(name).cast(kind) for name, kind in COERCIONS.items())


_FILLED_KINDS = ("dash", "ditto", "merged", "group", "default")
