"""Which group each line of a table of criteria stands under, however the table tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from khcn_analytics.io.schemes.cells import Cell, tidy
from khcn_analytics.io.schemes.content import Sheets
from khcn_analytics.io.schemes.numbering import tree_of
from khcn_analytics.io.schemes.rows import Row, Table
from khcn_analytics.vocabulary.labels import Label

_ONE_GROUP, _ONE_CODE = Label("Tiêu chí chấm điểm", "Criteria"), "TC"
_NUMBERED = re.compile(r"(?P<number>[A-Z]+|[0-9]+(?:\.[0-9]+)*)[.):/]?\s+(?P<text>.+)")
# Before a text a number needs a sign behind it, or points within: "Ba xã" and "5 sáng kiến" begin with none.
_LED = re.compile(
    r"(?P<number>(?:[IVX]+|[A-Z]|[a-zđ]|[0-9]+)(?=[.):/])|[A-Z0-9]+(?:\.[0-9]+)+|[-–+•*])[.):/]?\s+(?P<text>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table in its place.

    Attributes:
        row: Its cells.
        code: Its code; ``None`` if it has none.
        parent: The code of the line it stands under; ``None`` at the top.
        is_unplaced: Whether it can't be told where it stands; that is told.
    """

    row: Row
    code: str | None
    parent: str | None
    is_unplaced: bool = False


def lines_in_place(rows: list[Row], table: Table, into: Sheets) -> list[Line]:
    """Lines by the column that says the group, by headings, else by their numbers; without any, all in one group.

    Args:
        rows: The lines.
        table: Where they stand.
        into: Takes what is wrong.
    """
    divided = [_divided(row) for row in rows]
    is_numbered = "number" in table.columns
    if not is_numbered:
        led = [_without_number(row) for row in divided]
        is_numbered = any("number" in row.cells for row in led)
    if "parent" in table.columns:
        lines = [Line(row, row.text("code"), row.text("parent")) for row in divided]
    elif "heading" in table.columns:
        lines = _below_headings(divided)
    elif is_numbered:
        lines = _by_numbers(divided if "number" in table.columns else led, table, into)
    else:
        lines = _listed(divided, table, into)
    if lines and not any(each.parent or each.is_unplaced for each in lines):
        return _in_one_group(lines)
    return lines


def _divided(row: Row) -> Row:
    """Headings merged across the table have number and text in one cell: "I. Nhiệm vụ chuyên môn"."""
    found = _NUMBERED.fullmatch(row.text("number") or "")
    if found is None or "label_vi" in row.cells:
        return row
    return replace(row, cells={**row.cells, "number": Cell(found["number"]), "label_vi": Cell(found["text"])})


def _without_number(row: Row) -> Row:
    """Tables without a column of numbers may have them before the text."""
    found = _LED.fullmatch(tidy(row.cells["label_vi"].text)) if "label_vi" in row.cells else None
    if found is None:
        return row
    return replace(row, cells={**row.cells, "number": Cell(found["number"]), "label_vi": Cell(found["text"])})


def _by_numbers(rows: list[Row], table: Table, into: Sheets) -> list[Line]:
    tree = list(tree_of([row.text("number") for row in rows]))
    own = {each.code: row.text("code") or each.code for row, each in zip(rows, tree, strict=True) if each}
    for row, each in zip(rows, tree, strict=True):
        is_told = "number" in row.cells and row.cells["number"].is_broken
        if each is None and not is_told:
            into.wrong(
                table.sheet,
                row.at,
                "không rõ dòng thuộc nhóm nào: cột “TT” cần ghi như I, 1, 1.1, a.",
                "it is not told which group the row stands under: “TT” takes numbers like I, 1, 1.1, a.",
            )
    return [
        Line(row, own[each.code], own[each.parent] if each.parent else None)
        if each
        else Line(row, None, None, is_unplaced=True)
        for row, each in zip(rows, tree, strict=True)
    ]


def _below_headings(rows: list[Row]) -> list[Line]:
    """Lines whose group stands in a column of its own, once or in each of them."""
    lines: list[Line] = []
    heading, group = None, 0
    for row in rows:
        text = row.text("heading")
        if text is not None and text != heading:
            heading, group = text, group + 1
            lines.append(Line(Row(row.at, {"label_vi": row.cells["heading"]}), f"N{group}", None))
        number = (row.text("number") or "").strip(" .)")
        code = row.text("code") or f"N{group}.{number or row.at}"
        lines.append(Line(row, code, f"N{group}" if group else None))
    return lines


def _listed(rows: list[Row], table: Table, into: Sheets) -> list[Line]:
    """Lines that say nothing of groups: by their codes, else counted."""
    codes = [row.text("code") if "code" in table.columns else str(at) for at, row in enumerate(rows, start=1)]
    inner = [code for code in codes if code is not None and code.rpartition(".")[0] in codes]
    if inner:
        one, above = inner[0], inner[0].rpartition(".")[0]
        into.wrong(
            table.sheet,
            rows[codes.index(one)].at,
            f"{len(inner)} mã như nằm trong mã khác (“{one}” trong “{above}”) mà bảng không ghi nhóm; hãy thêm cột “TT” "
            "hoặc “Thuộc nhóm”.",
            f"{len(inner)} code(s) look like part of another (“{one}” of “{above}”), but the table tells no groups; add "
            "“TT” or “Thuộc nhóm”.",
        )
    return [Line(row, code, None) for row, code in zip(rows, codes, strict=True)]


def _in_one_group(lines: list[Line]) -> list[Line]:
    whole = Row(lines[0].row.at, {"label_vi": Cell(_ONE_GROUP.vi), "label_en": Cell(_ONE_GROUP.en)})
    return [Line(whole, _ONE_CODE, None), *(replace(each, parent=_ONE_CODE) for each in lines)]
