"""How a table was understood: what its headers mean, what is wrong with it as a whole, its layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from khcn_analytics.io.files.sheets import column_letter
from khcn_analytics.io.tables.finding import FoundTable
from khcn_analytics.io.tables.headers import ColumnMatch
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.units import amount_unit
from khcn_analytics.schemas.columns import column_cards, required_columns
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import comparable
from khcn_analytics.vocabulary.units import Unit

UNDERSTOOD = {
    "sheet": pl.String,
    "column": pl.String,
    "header": pl.String,
    "field": pl.String,
    "label_vi": pl.String,
    "label_en": pl.String,
    "how": pl.String,
    "unit": pl.String,
    "header_row": pl.Int64,
}
"""How each header was understood: one row for each column of each table.

``field`` and the labels are null for columns that are not used; ``how`` is
:data:`~khcn_analytics.io.tables.headers.How`, null where a header means nothing known; ``unit`` is what
the numbers are told in, if layout, header or table says so.
"""


def understood_columns(table: FoundTable, layout: Layout) -> pl.DataFrame:
    """How each header of a table was understood, see :data:`UNDERSTOOD`."""
    cards, used = column_cards(table.dataset.model), table.used
    rows = []
    for match in table.matches:
        field = match.field if match.field in used else None
        label = cards[field].label if field else None
        rows.append(
            (
                table.sheet.name,
                column_letter(match.header.place),
                match.header.text,
                field,
                label.vi if label else None,
                label.en if label else None,
                match.how if field or match.how == "number" else None,
                _unit_told(field, table, layout) if field else None,
                table.header_rows[0],
            )
        )
    return pl.DataFrame(rows, schema=UNDERSTOOD, orient="row")


def _unit_told(field: str, table: FoundTable, layout: Layout) -> str | None:
    """What the numbers of a column are told in, where anything says so."""
    own = table.used[field].unit
    if field in layout.units or own is not None:
        return layout.units.get(field, own)
    is_money = column_cards(table.dataset.model)[field].unit is Unit.VND
    return table.unit.text if table.unit is not None and is_money else None


def layout_of(tables: Sequence[FoundTable], layout: Layout) -> Layout:
    """The layout of some tables, as they were understood: given next time, nothing has to be found again.

    What the file says itself (units), what next month's file may have otherwise (header rows) and
    what the tables do not agree in is not part of it.
    """
    headers: dict[str, set[str]] = {}
    for table in tables:
        for field, match in table.used.items():
            headers.setdefault(field, set()).add(match.header.meanings[0])
    agreed = {field: texts.pop() for field, texts in headers.items() if len(texts) == 1}
    return replace(layout, dataset=tables[0].dataset.name, columns=agreed)


def table_problems(table: FoundTable, layout: Layout) -> pl.DataFrame:
    """What is wrong with a table as a whole; an error keeps all of its records out.

    Problems of single headers stand in the row of the header.
    """
    parts = [
        *_missing(table, layout),
        *_repeated(table),
        *_not_in_file(table, layout),
        *_told(table),
        *_unnamed(table),
        *_no_records(table),
        *_other_unit(table, layout),
        *_hidden(table),
    ]
    whole = pl.concat(
        [problem(rule="", severity=Severity.ERROR, message=_NOTHING, fix=_NOTHING).clear(), *parts],
        how="diagonal_relaxed",
    )
    return whole.with_columns(pl.lit(table.sheet.name, pl.String).alias("sheet"))


_NOTHING = Label("", "")


def _missing(table: FoundTable, layout: Layout) -> Iterator[pl.DataFrame]:
    """Required columns that the table does not have, not even by a default or the names of groups."""
    cards = column_cards(table.dataset.model)
    there = {each.field for each in table.matches} | set(layout.defaults)
    coded_by_groups = {name for name, card in cards.items() if card.codes is not None} if table.groups else set()
    # What the table has is told once, not with every column that is missing.
    shown = "; các cột đã có: " + ", ".join(f"“{each.header.text}”" for each in table.matches[:12])
    shown_en = shown.replace("các cột đã có", "it has")
    missing = [each for each in required_columns(table.dataset.model) if each not in there | coded_by_groups]
    for name in missing:
        label = cards[name].label
        listed, listed_en = (shown, shown_en) if name == missing[0] else ("", "")
        yield problem(
            rule="missing_column",
            severity=Severity.ERROR,
            field=name,
            message=Label(
                f"Bảng “{table.dataset.label.vi}” thiếu cột bắt buộc “{label.vi}” ({name}){listed}",
                f"Table “{table.dataset.label.en}” lacks the required column “{label.en}” ({name}){listed_en}",
            ),
            fix=Label(
                f"Thêm cột “{label.vi}”, đổi tên cột cho đúng, hoặc ghi một giá trị cho cả tệp ở [defaults] của bố cục"
                + (" (khcn check --department MÃ)" if name == "department" else ""),
                f"Add the column “{label.vi}”, rename the header, or give the whole file one value in [defaults] of a "
                "layout" + (" (khcn check --department CODE)" if name == "department" else ""),
            ),
        )


def _repeated(table: FoundTable) -> Iterator[pl.DataFrame]:
    """Columns that several headers name: which one to take is not guessed."""
    by_field: dict[str, list[ColumnMatch]] = {}
    for match in table.matches:
        if match.field is not None:
            by_field.setdefault(match.field, []).append(match)
    for field, matches in by_field.items():
        if len(matches) == 1:
            continue
        label = column_cards(table.dataset.model)[field].label
        listed = ", ".join(f"“{each.header.text}” ({column_letter(each.header.place)})" for each in matches)
        yield _of_header(
            matches[-1],
            table,
            rule="duplicate_column",
            severity=Severity.ERROR,
            message=Label(
                f"{len(matches)} cột cùng là {label.vi}: {listed}", f"{len(matches)} columns mean {label.en}: {listed}"
            ),
            fix=Label("Bỏ hoặc đổi tên để chỉ còn một cột", "Remove or rename columns until one is left"),
        )


def _not_in_file(table: FoundTable, layout: Layout) -> Iterator[pl.DataFrame]:
    """Headers that the layout names and the table does not have."""
    there = {comparable(text) for each in table.matches for text in each.header.meanings}
    for field, text in layout.columns.items():
        if field in column_cards(table.dataset.model) and comparable(text) not in there:
            yield problem(
                rule="layout_column",
                severity=Severity.ERROR,
                field=field,
                message=Label(
                    f"Bố cục ghi cột “{text}” là {field}, nhưng bảng không có cột đó",
                    f"The layout says that “{text}” is {field}, but the table has no such column",
                ),
                fix=Label("Sửa tên cột trong bố cục hoặc trong tệp", "Correct the header in the layout or in the file"),
            )


def _told(table: FoundTable) -> Iterator[pl.DataFrame]:
    """Headers that are not used, and those used in spite of a typing error."""
    cards = column_cards(table.dataset.model)
    for match in table.matches:
        text = match.header.text
        if match.how == "close" and match.field is not None:
            label = cards[match.field].label
            yield _of_header(
                match,
                table,
                rule="close_header",
                severity=Severity.WARNING,
                message=Label(f"Cột “{text}” được hiểu là “{label.vi}”", f"Column “{text}” is taken for “{label.en}”"),
                fix=Label(f"Đúng thì sửa tiêu đề thành “{label.vi}”", f"If so, correct the header to “{label.vi}”"),
            )
        elif match.how is None and not _is_empty(table, match):
            yield _of_header(
                match,
                table,
                rule="unknown_column",
                severity=Severity.WARNING,
                message=Label(f"Cột “{text}” không được dùng", f"Column “{text}” is not used"),
                fix=Label("Đổi tên cột nếu là cột cần dùng", "Rename the column if it should be used"),
            ).with_columns(pl.lit(match.suggestion, pl.String).alias("suggestion"))


def _unnamed(table: FoundTable) -> Iterator[pl.DataFrame]:
    """Columns that hold something below the header, but have none themselves."""
    named = {each.header.place for each in table.matches}
    for place, cells in enumerate(table.cells):
        filled = cells.null_count() < cells.len()
        if place in named or not filled:
            continue
        letter = column_letter(place)
        yield problem(
            rule="unnamed_column",
            severity=Severity.WARNING,
            message=Label(
                f"Cột {letter} có {cells.len() - cells.null_count()} ô có dữ liệu nhưng không có tiêu đề, không được dùng",
                f"Column {letter} has {cells.len() - cells.null_count()} filled cells but no header; it is not used",
            ),
            fix=Label("Đặt tiêu đề cho cột nếu là cột cần dùng", "Give the column a header if it should be used"),
        ).with_columns(pl.lit(table.header_rows[-1], pl.Int64).alias("row"), pl.lit(letter).alias("column"))


def _no_records(table: FoundTable) -> Iterator[pl.DataFrame]:
    if table.cells.is_empty():
        yield problem(
            rule="no_records",
            severity=Severity.WARNING,
            message=Label("Bảng không có bản ghi nào", "The table has no records"),
            fix=Label(
                "Xem các dòng đã bỏ qua: có dòng nào là bản ghi không?", "Look at the skipped rows: is one a record?"
            ),
        ).with_columns(pl.lit(table.header_rows[-1], pl.Int64).alias("row"))


def _other_unit(table: FoundTable, layout: Layout) -> Iterator[pl.DataFrame]:
    """Headers that name another unit than the layout, which goes first."""
    for field, match in table.used.items():
        told = amount_unit(layout.units[field]) if field in layout.units else None
        if told is not None and match.unit is not None and told.power != match.power:
            yield _of_header(
                match,
                table,
                rule="other_unit",
                severity=Severity.WARNING,
                message=Label(
                    f"Tiêu đề ghi “{match.unit}”, bố cục ghi “{told.text}”: đã đọc theo bố cục",
                    f"The header says “{match.unit}”, the layout “{told.text}”: the layout was followed",
                ),
                fix=Label("Sửa đơn vị trong bố cục hoặc trong tệp", "Correct the unit in the layout or in the file"),
            )


def _is_empty(table: FoundTable, match: ColumnMatch) -> bool:
    return table.cells[str(match.header.place)].is_null().all()


def _hidden(table: FoundTable) -> Iterator[pl.DataFrame]:
    """Records in hidden rows: they count all the same, and that is told."""
    rows = table.sheet.marks.filter(kind="hidden")["row"]
    hidden = table.rows.filter(table.rows.is_in(rows.implode()))
    if hidden.len():
        yield problem(
            rule="hidden_rows",
            severity=Severity.WARNING,
            message=Label(
                f"{hidden.len()} bản ghi ở dòng bị ẩn (dòng đầu tiên: {hidden[0]}) vẫn được tính",
                f"{hidden.len()} records in hidden rows (the first: {hidden[0]}) count all the same",
            ),
            fix=Label("Bỏ lọc, bỏ ẩn các dòng rồi xem lại", "Remove the filter, show the rows and look again"),
        )


def _of_header(
    match: ColumnMatch, table: FoundTable, *, rule: str, severity: Severity, message: Label, fix: Label
) -> pl.DataFrame:
    """A problem of one header, in its place."""
    return problem(rule=rule, severity=severity, field=match.field, message=message, fix=fix).with_columns(
        pl.lit(table.header_rows[match.header.row], pl.Int64).alias("row"),
        pl.lit(column_letter(match.header.place)).alias("column"),
        pl.lit(match.header.text).alias("header"),
        pl.lit(match.header.text).alias("value"),
    )
