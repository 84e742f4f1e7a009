"""The table of criteria -> groups and criteria as a scheme's TOML has them."""

from __future__ import annotations

import re
import tomllib
from math import fsum
from typing import Any

from khcn_analytics.io.schemes.cells import Cell, number_of, value_of
from khcn_analytics.io.schemes.content import Sheets, refuse_broken, refuse_columns, values_in, with_english
from khcn_analytics.io.schemes.numbering import tree_of
from khcn_analytics.io.schemes.rows import Row, Table
from khcn_analytics.io.schemes.words import COLUMNS, TOTAL
from khcn_analytics.scoring.scheme_checks import points_text
from khcn_analytics.scoring.scheme_form import CRITERION
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import accent_free_key

_TOTALS = {accent_free_key(each) for each in (TOTAL, "Tổng điểm", "Tổng số", "Tổng", "Cộng", "Tổng cộng điểm")}
_ONE_GROUP = Label("Tiêu chí chấm điểm", "Criteria")
# Rule -> the setting that the column of targets holds.
_TARGETED = {"proportional": "target", "relative_to_best": "target", "yes_no": "threshold"}
_TOLERANCE = 1e-6
_NUMBERED = re.compile(r"(?P<number>[A-Z]+|[0-9]+(?:\.[0-9]+)*)[.):/]?\s+(?P<text>.+)")


def read_criteria(table: Table, into: Sheets) -> None:
    """Groups and criteria: by the column that says the group, by headings, else by the numbers of the lines."""
    into.places.setdefault((), (table.sheet, table.header))
    refuse_columns(table, into)
    rows, total = _lines(table, into)
    if "parent" in table.columns:
        codes, parents = [row.text("code") for row in rows], [row.text("parent") for row in rows]
    elif "heading" in table.columns:
        rows, codes, parents = _below_headings(rows)
    else:
        codes, parents = _by_numbers(rows, table, into)
    if parents and not any(parents):
        rows, codes, parents = _in_one_group(rows, codes)
    _fill(rows, codes, parents, table, into)
    _check_total(total, table, into)


def _lines(table: Table, into: Sheets) -> tuple[list[Row], Row | None]:
    """The lines above the row of the total, and that row; below it there are signatures, but no points."""
    lines: list[Row] = []
    total: Row | None = None
    for row in table.rows:
        refuse_broken(row, table, into)
        if (
            total is None
            and {accent_free_key(row.text(each) or "") for each in ("number", "code", "label_vi")} & _TOTALS
        ):
            total = row
        elif total is None:
            lines.append(_divided(row))
        elif "maximum" in row.cells:
            into.wrong(
                table.sheet, row.at, "dòng có điểm đứng dưới dòng tổng cộng.", "a row with points is below the total."
            )
    return lines, total


def _divided(row: Row) -> Row:
    """Headings merged across the table have number and text in one cell: "I. Nhiệm vụ chuyên môn"."""
    found = _NUMBERED.fullmatch(row.text("number") or "")
    if found is None or "label_vi" in row.cells:
        return row
    return Row(row.at, {**row.cells, "number": Cell(found["number"]), "label_vi": Cell(found["text"])})


def _by_numbers(rows: list[Row], table: Table, into: Sheets) -> tuple[list[str | None], list[str | None]]:
    tree = list(tree_of([row.text("number") for row in rows]))
    own = {each.code: row.text("code") or each.code for row, each in zip(rows, tree, strict=True) if each}
    for row, each in zip(rows, tree, strict=True):
        if each is None:
            into.wrong(
                table.sheet,
                row.at,
                "không rõ dòng thuộc nhóm nào: cột “TT” cần ghi như I, 1, 1.1, a.",
                "it is not told which group the row stands under: “TT” takes numbers like I, 1, 1.1, a.",
            )
    codes = [own[each.code] if each else None for each in tree]
    return codes, [own[each.parent] if each and each.parent else None for each in tree]


def _below_headings(rows: list[Row]) -> tuple[list[Row], list[str | None], list[str | None]]:
    """Lines whose group stands in a column of its own, once or in each of them."""
    ordered: list[Row] = []
    codes: list[str | None] = []
    parents: list[str | None] = []
    heading, group = None, 0
    for row in rows:
        text = row.text("heading")
        if text is not None and text != heading:
            heading, group = text, group + 1
            ordered.append(Row(row.at, {"label_vi": row.cells["heading"]}))
            codes.append(f"N{group}")
            parents.append(None)
        ordered.append(row)
        number = (row.text("number") or "").strip(" .)")
        codes.append(row.text("code") or f"N{group}.{number or row.at}")
        parents.append(f"N{group}" if group else None)
    return ordered, codes, parents


def _in_one_group(rows: list[Row], codes: list[str | None]) -> tuple[list[Row], list[str | None], list[str | None]]:
    """Lines without any group: all of them stand in one."""
    whole = Row(rows[0].at, {"label_vi": Cell(_ONE_GROUP.vi), "label_en": Cell(_ONE_GROUP.en)})
    return [whole, *rows], ["TC", *codes], [None, *["TC" for _ in rows]]


def _fill(rows: list[Row], codes: list[str | None], parents: list[str | None], table: Table, into: Sheets) -> None:
    groups = into.content.setdefault("groups", [])
    criteria = into.content.setdefault("criteria", [])
    for row, code, parent in zip(rows, codes, parents, strict=True):
        is_group = code is not None and code in parents
        values = with_english(values_in(row, COLUMNS, CRITERION))
        values |= {name: each for name, each in (("code", code), ("group", parent)) if each is not None}
        path: EntryPath = ("groups", len(groups)) if is_group else ("criteria", len(criteria))
        into.places[path] = (table.sheet, row.at)
        if is_group:
            if parent is not None:
                values["parent"] = values.pop("group")
            _refuse_for_groups(row, table, into)
            groups.append(values)
        else:
            criteria.append({"missing": "block", **values, "rule": _rule(row, table, into)})
    _add_up(groups, criteria)
    total = _sum([each.get("maximum") for each in groups if "parent" not in each])
    if total is not None:
        into.content.setdefault("maximum", total)


def _refuse_for_groups(row: Row, table: Table, into: Sheets) -> None:
    for name in ("rule", "target", "settings", "indicator", "direction", "missing", "shared_indicator"):
        if name in row.cells:
            header = COLUMNS[name][0]
            into.wrong(
                table.sheet,
                row.at,
                f"dòng nhóm không có “{header}”; chỉ tiêu chí có.",
                f"a group has no “{header}”; only criteria have.",
            )


def _add_up(groups: list[dict[str, Any]], criteria: list[dict[str, Any]]) -> None:
    """Groups without points have those of what stands under them; the lowest groups come first."""
    for group in reversed(groups):
        inner = [each.get("maximum") for each in groups if each.get("parent") == group["code"]]
        inner += [each.get("maximum") for each in criteria if each.get("group") == group["code"]]
        if (total := _sum(inner)) is not None:
            group.setdefault("maximum", total)


def _sum(points: list[Any]) -> float | None:
    """The sum, if all of them are numbers."""
    known = [each for each in points if isinstance(each, float)]
    return fsum(known) if len(known) == len(points) else None


def _check_total(total: Row | None, table: Table, into: Sheets) -> None:
    if total is None or "maximum" not in total.cells:
        return
    told = number_of(total.cells["maximum"])
    tops = _sum([each.get("maximum") for each in into.content["groups"] if "parent" not in each])
    if not isinstance(told, float):
        into.wrong(table.sheet, total.at, f"tổng “{told}” không phải số.", f"the total “{told}” is no number.")
    elif tops is not None and abs(tops - told) > _TOLERANCE:
        said, adds = (
            Label(points_text(told), points_text(told, "en")),
            Label(points_text(tops), points_text(tops, "en")),
        )
        into.wrong(
            table.sheet,
            total.at,
            f"dòng tổng cộng ghi {said.vi}, các nhóm cộng lại được {adds.vi}.",
            f"the total says {said.en}, the groups add up to {adds.en}.",
        )


def _rule(row: Row, table: Table, into: Sheets) -> dict[str, Any]:
    kind = value_of(row.cells["rule"], "rule", CRITERION["rule"]) if "rule" in row.cells else "manual"
    target = _TARGETED.get(kind)
    settings = _settings(row.cells["settings"].text) if "settings" in row.cells else {}
    if settings is None or "kind" in settings or ("target" in row.cells and target in settings):
        into.wrong(
            table.sheet,
            row.at,
            "không hiểu “Thiết lập”, hoặc trùng với cột khác; ví dụ đúng: floor = 0.5, cap = 1.2",
            "“Thiết lập” is not understood, or repeats another column; write, for example, floor = 0.5, cap = 1.2",
        )
    rule = {**(settings or {}), "kind": kind}
    if "target" in row.cells and target is not None:
        rule[target] = number_of(row.cells["target"])
    elif "target" in row.cells:
        into.wrong(
            table.sheet,
            row.at,
            "cách chấm này không dùng “Chỉ tiêu”; hãy ghi “Cách chấm” là theo tỷ lệ, có/không hoặc so với đơn vị "
            "cao nhất, hoặc để trống “Chỉ tiêu”.",
            "this rule takes no “Chỉ tiêu”; choose one that does, or leave it empty.",
        )
    return rule


def _settings(text: str) -> dict[str, Any] | None:
    """Settings of a rule as TOML; ``None``: not to be understood."""
    try:
        content = tomllib.loads(f"settings = {{ {text} }}")
    except (ValueError, RecursionError):
        return None
    # More than one entry: the text closed the braces itself.
    settings: dict[str, Any] | None = content["settings"] if len(content) == 1 else None
    return settings
