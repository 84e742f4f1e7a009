"""The tables in a file: which sheets hold one, of which dataset, and what around them is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.io.files.sheets import Document, Sheet, merged_downwards
from khcn_analytics.io.tables.header_rows import HeaderRows, best_header, filled_rows
from khcn_analytics.io.tables.headers import ColumnMatch, match_headers
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.record_rows import row_kinds
from khcn_analytics.io.tables.units import AmountUnit, unit_in_note
from khcn_analytics.schemas.columns import column_cards, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.text import nfc

SkipReason = Literal["title", "column_numbers", "header_again", "group", "total", "note", "sheet", "hidden_sheet"]

SKIPPED = {
    "sheet": pl.String,
    "row": pl.Int64,
    "last_row": pl.Int64,
    "rows": pl.Int64,
    "reason": pl.String,
    "text": pl.String,
}
"""What of a file is no record: one row for each run of rows with the same reason.

``reason`` is ``title`` (above the header), ``column_numbers`` ("(1) (2) (3)" below it),
``header_again`` (the header repeated), ``group`` (the name of a group of records), ``total``,
``note`` (below the last record), ``sheet`` (a sheet without such a table) or ``hidden_sheet``
(one that is hidden); of sheets the rows are null. ``rows`` counts the filled rows from ``row`` to
``last_row``; ``text`` is what stands in the first of them.
"""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row that names the group of the records below it.

    Attributes:
        row: The row of the file.
        number: What numbers it in a column of its own, such as "II"; ``None`` if nothing does.
        text: Its name.
    """

    row: int
    number: str | None
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class FoundTable:
    """A table in a sheet.

    Attributes:
        sheet: The sheet it stands in.
        dataset: What its records are.
        header_rows: The rows of the file with the headers.
        matches: What each header means.
        unit: The unit of money told above the table, for columns that name none.
        cells: The records, all columns of the sheet.
        rows: The row of the file each record stands in.
        groups: The group rows, in order.
        skipped: What is no record, see :data:`SKIPPED`.
    """

    sheet: Sheet
    dataset: Dataset[Any]
    header_rows: tuple[int, ...]
    matches: tuple[ColumnMatch, ...]
    unit: AmountUnit | None
    cells: pl.DataFrame
    rows: pl.Series
    groups: tuple[GroupRow, ...]
    skipped: pl.DataFrame

    @property
    def used(self) -> dict[str, ColumnMatch]:
        """The header of each column of the dataset; of several that mean the same, none.

        Where every column is there twice, the first of each: its records are kept out all the same.
        """
        fields = [each.field for each in self.matches]
        first = {each.field: each for each in reversed(self.matches) if each.field is not None}
        named = {field: first[field] for field in dict.fromkeys(fields) if field is not None}
        return {field: match for field, match in named.items() if fields.count(field) == 1} or named


def find_tables(
    document: Document, dataset: Dataset[Any] | None, layout: Layout
) -> tuple[tuple[FoundTable, ...], pl.DataFrame]:
    """The tables of a file, and its sheets that hold none.

    Args:
        document: The file.
        dataset: What the records are; ``None`` recognises it, sheet by sheet.
        layout: May name sheets, rows and headers.

    Returns:
        The tables in the order of their sheets, and what is told of the other sheets
        (:data:`SKIPPED`). Hidden sheets are read only if the layout names them.

    Raises:
        UnreadableDataError: If the file holds nothing at all, or no table of the dataset asked for.
        WrongUseError: If what it holds is not recognised.
    """
    wanted = [each for each in document.sheets if _is_wanted(each, layout)]
    if not any(filled_rows(each.cells).any() for each in document.sheets):
        raise UnreadableDataError(document.path, vi="tệp không có dữ liệu", en="the file holds no data")
    found = [(sheet, header) for sheet in wanted if (header := _header_of(sheet, dataset, layout))]
    if dataset is not None:
        # Sheets of other datasets share a column or two with the one asked for: they are not meant.
        found = [each for each in found if not _is_another(*each, layout)] or found
    tables = tuple(_table(sheet, header, layout) for sheet, header in found)
    if not tables:
        raise _nothing_found(document, wanted, dataset)
    read = {id(each.sheet) for each in tables}
    left_out = [_left_out(each, layout) for each in document.sheets if id(each) not in read]
    return tables, pl.concat([pl.DataFrame(schema=SKIPPED), *left_out])


def _is_wanted(sheet: Sheet, layout: Layout) -> bool:
    return sheet.name in layout.sheets if layout.sheets else not sheet.is_hidden


def refuse_missing_sheets(document: Document, layout: Layout) -> None:
    """Refuse a layout that names sheets the file does not have.

    Raises:
        WrongUseError: If it does.
    """
    names = [each.name for each in document.sheets]
    missing = [each for each in layout.sheets if each not in names]
    if missing:
        listed, there = (", ".join(f"“{each}”" for each in some) for some in (missing, names))
        raise WrongUseError(
            f"Tệp “{document.path}” không có trang {listed}; các trang đã có: {there}.",
            f"“{document.path}” has no sheet {listed}; its sheets: {there}.",
        )


def _header_of(sheet: Sheet, dataset: Dataset[Any] | None, layout: Layout) -> HeaderRows | None:
    """The header of the table in a sheet.

    It must name all required columns of the dataset, or more of its columns than of any other
    dataset and at least half of the required ones: that table lacks a column, and is told so. For a dataset
    asked for, two columns are enough.
    """
    kinds = DATASETS.values() if dataset is None else [dataset]
    headers: list[HeaderRows] = []
    for each in kinds:
        # The header of one dataset ends the search for those of others.
        until = min((one.positions[-1] for one in headers if not one.lacks(layout.defaults)), default=None)
        found = best_header(sheet, each, layout, until=until)
        headers += [found] if found else []
    whole = [each for each in headers if not each.lacks(layout.defaults)]
    ranked = sorted(
        whole or [each for each in headers if _is_enough(each, dataset, layout)], key=_columns, reverse=True
    )
    if len(ranked) > 1 and _columns(ranked[0]) == _columns(ranked[1]):
        return None
    return ranked[0] if ranked else None


def _is_another(sheet: Sheet, header: HeaderRows, layout: Layout) -> bool:
    """Whether a sheet holds a table of another dataset than the one it was taken for."""
    if not header.lacks(layout.defaults):
        return False
    others = (best_header(sheet, each, layout) for each in DATASETS.values() if each is not header.dataset)
    return any(each is not None and _columns(each) > _columns(header) for each in others)


def _columns(header: HeaderRows) -> int:
    return len(header.fields)


def _is_enough(header: HeaderRows, asked: Dataset[Any] | None, layout: Layout) -> bool:
    if asked is not None and _columns(header) >= 2:
        return True
    return (
        2 * len(header.lacks(layout.defaults)) <= len(required_columns(header.dataset.model)) and _columns(header) > 2
    )


def _table(sheet: Sheet, header: HeaderRows, layout: Layout) -> FoundTable:
    matches = match_headers(header.headers, header.dataset, layout)
    top, first = header.positions[0], header.positions[-1] + 1
    above, body, rows = sheet.cells.head(top), sheet.cells.slice(first), sheet.rows.slice(first)
    shown = merged_downwards(sheet).slice(first)
    kinds = row_kinds(body, matches, header.dataset, sheet.cells[top:first], shown=shown)
    others = kinds.others.with_columns(rows.gather(kinds.others["position"]).alias("row"))
    records = rows.filter(kinds.is_record)
    titles = pl.DataFrame({"row": sheet.rows.head(top), "text": first_texts(above)}).drop_nulls("text")
    return FoundTable(
        sheet=sheet,
        dataset=header.dataset,
        header_rows=tuple(sheet.rows[each] for each in header.positions),
        matches=matches,
        unit=_unit_around(sheet, top, records),
        cells=body.filter(kinds.is_record),
        rows=records,
        groups=tuple(
            GroupRow(row, number, nfc(text or ""))
            for row, number, text in others.filter(reason="group").select("row", "number", "text").iter_rows()
        ),
        skipped=_runs([titles.with_columns(reason=pl.lit("title")), others], records, sheet.name),
    )


def _unit_around(sheet: Sheet, top: int, records: pl.Series) -> AmountUnit | None:
    """The unit of money told in any cell above the header, or between it and the first record."""
    last = records[0] if records.len() else None
    above = (sheet.rows < last) if last is not None else pl.repeat(value=True, n=sheet.rows.len(), eager=True)
    near = sheet.cells.with_row_index("position").filter(above).filter(pl.col("position") != top).drop("position")
    texts = (text for row in near.iter_rows() for text in row if text)
    return next(filter(None, map(unit_in_note, texts)), None)


def _runs(parts: Iterable[pl.DataFrame], records: pl.Series, sheet: str | None) -> pl.DataFrame:
    """Rows with the same reason and no record between told as one; groups and totals each on its own."""
    rows = pl.concat([each.select("row", "reason", "text") for each in parts])
    behind = records.search_sorted(rows["row"]).alias("behind")
    alone = pl.col("reason").is_in(["group", "total"])
    runs = pl.struct("reason", behind, pl.when(alone).then("row")).rle_id()
    return (
        rows.group_by(runs.alias("run"), maintain_order=True)
        .agg(
            pl.col("row").first(),
            pl.col("row").last().alias("last_row"),
            pl.len().cast(pl.Int64).alias("rows"),
            pl.col("reason").first(),
            pl.col("text").first(),
        )
        .select(pl.lit(sheet, pl.String).alias("sheet"), "row", "last_row", "rows", "reason", "text")
    )


def _left_out(sheet: Sheet, layout: Layout) -> pl.DataFrame:
    """A whole sheet that is not read, as it is told; nothing where it is empty."""
    texts = first_texts(sheet.cells).drop_nulls()
    reason = "hidden_sheet" if sheet.is_hidden and not layout.sheets else "sheet"
    told = [(sheet.name, None, None, None, reason, nfc(texts[0]))] if texts.len() else []
    return pl.DataFrame(told, schema=SKIPPED, orient="row")


def first_texts(cells: pl.DataFrame) -> pl.Series:
    """The first filled cell of each row; null where a row is empty."""
    return cells.select(pl.coalesce([*map(pl.col, cells.columns), pl.lit(None, pl.String)])).to_series()


def _nothing_found(document: Document, sheets: Sequence[Sheet], dataset: Dataset[Any] | None) -> Exception:
    """What to say where no sheet holds such a table."""
    filled = next((each for each in sheets if filled_rows(each.cells).any()), None)
    row = filled.cells.row(filled_rows(filled.cells).arg_true()[0]) if filled else ()
    shown = ", ".join(f"“{nfc(each)}”" for each in row[:12] if each) or "–"
    if dataset is None:
        names = ", ".join(DATASETS)
        return WrongUseError(
            f"Không xác định được đây là bộ dữ liệu nào từ các cột {shown}. "
            f"Hãy đặt tên cột như trong tệp mẫu, hoặc chỉ rõ --dataset: {names}.",
            f"The columns {shown} do not tell which dataset this is. "
            f"Use the headers of its template, or say --dataset: {names}.",
        )
    cards = column_cards(dataset.model)
    needed = [cards[name].label for name in required_columns(dataset.model)]
    return UnreadableDataError(
        document.path,
        vi=(
            f"không tìm thấy dòng tiêu đề của bảng “{dataset.label.vi}”; dòng đầu tiên là: {shown}; "
            f"bảng cần các cột: {', '.join(each.vi for each in needed)}"
        ),
        en=(
            f"no header of a table “{dataset.label.en}” was found; the first row is: {shown}; "
            f"it needs the columns: {', '.join(each.en for each in needed)}"
        ),
    )
