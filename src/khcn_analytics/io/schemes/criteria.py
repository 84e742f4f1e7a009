"""The table of criteria -> groups and criteria as a scheme's TOML has them."""

from __future__ import annotations

from math import fsum
from typing import Any

from khcn_analytics.io.schemes.cells import points_of
from khcn_analytics.io.schemes.content import Sheets, refuse_columns, refuse_row, told_of, values_in, with_english
from khcn_analytics.io.schemes.placing import Line, lines_in_place
from khcn_analytics.io.schemes.rows import Row, Table
from khcn_analytics.io.schemes.rule_columns import rule_in
from khcn_analytics.io.schemes.words import COLUMNS, TOTAL
from khcn_analytics.scoring.scheme_checks import points_text
from khcn_analytics.scoring.scheme_form import CRITERION
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import accent_free_key

_TOTALS = {accent_free_key(each) for each in (TOTAL, "Tổng điểm", "Tổng số", "Tổng", "Cộng", "Tổng cộng điểm")}
_OF_CRITERIA = ("rule", "target", "settings", "indicator", "direction", "missing", "shared_indicator")
_TOLERANCE = 1e-6


def read_criteria(table: Table, into: Sheets) -> None:
    """Groups and criteria, the points of groups that have none, and the total."""
    into.places.setdefault((), (table.sheet, table.header))
    refuse_columns(table, into)
    rows, total = _lines(table, into)
    lines = lines_in_place(rows, table, into)
    _fill(lines, table, into)
    # A line that stands nowhere may be what the total has more.
    if total is not None and not any(each.is_unplaced and "maximum" in each.row.cells for each in lines):
        _check_total(total, table, into)


def _lines(table: Table, into: Sheets) -> tuple[list[Row], Row | None]:
    """The lines above the row of the total, and that row; below it there are signatures, but no points."""
    lines: list[Row] = []
    total: Row | None = None
    for row in table.rows:
        refuse_row(row, table, into)
        if total is None and _is_total(row):
            total = row
        elif total is None:
            lines.append(row)
        elif "maximum" in row.cells:
            into.wrong(
                table.sheet, row.at, "dòng có điểm đứng dưới dòng tổng cộng.", "a row with points is below the total."
            )
    return lines, total


def _is_total(row: Row) -> bool:
    """A line with a code or a number of its own is none, even if it is called "Tổng số"."""
    own = (row.text(name) for name in ("number", "code") if "label_vi" in row.cells)
    has_own = any(accent_free_key(each) not in _TOTALS for each in own if each)
    return not has_own and any(
        accent_free_key(row.text(name) or "") in _TOTALS for name in ("number", "code", "label_vi")
    )


def _fill(lines: list[Line], table: Table, into: Sheets) -> None:
    groups = into.content.setdefault("groups", [])
    criteria = into.content.setdefault("criteria", [])
    headed, is_open = _headed(lines), any(each.is_unplaced for each in lines)
    for line in lines:
        values = with_english(values_in(line.row, COLUMNS, CRITERION))
        values |= {name: each for name, each in (("code", line.code), ("group", line.parent)) if each is not None}
        is_group = line.code is not None and line.code in headed
        path: EntryPath = ("groups", len(groups)) if is_group else ("criteria", len(criteria))
        into.places[path] = (table.sheet, line.row.at)
        into.follow(path, _told(line, table, is_open=is_open))
        if is_group:
            if line.parent is not None:
                values["parent"] = values.pop("group")
            _refuse_for_groups(line.row, table, into)
            groups.append(values)
        else:
            criteria.append({"missing": "block", **values, "rule": rule_in(line.row, (*path, "rule"), table, into)})
    _add_up(groups, criteria, into)


def _headed(lines: list[Line]) -> set[str | None]:
    """Codes of groups: others name them or, where some name a code that is not there, nothing in them is a criterion's."""
    named, codes = {each.parent for each in lines}, {each.code for each in lines}
    if named <= codes | {None}:
        return named
    bare = {each.code for each in lines if each.parent is None and not set(_OF_CRITERIA) & set(each.row.cells)}
    return named | bare


def _told(line: Line, table: Table, *, is_open: bool) -> set[str]:
    """Entries of a line whose faults are told by another.

    Args:
        line: The line.
        table: Where it stands.
        is_open: Whether there are lines that stand nowhere: they may belong to one that seems to be alone.
    """
    told = told_of(line.row, table)
    told |= {"group"} if "parent" in told else set()
    if not (line.is_unplaced or (is_open and line.parent is None)):
        return told
    return told | {"code", "group"} | ({"maximum", "label_vi", "label_en"} - set(line.row.cells))


def _refuse_for_groups(row: Row, table: Table, into: Sheets) -> None:
    for name in _OF_CRITERIA:
        if name in row.cells:
            header = COLUMNS[name][0]
            into.wrong(
                table.sheet,
                row.at,
                f"dòng nhóm không có “{header}”; chỉ tiêu chí có.",
                f"a group has no “{header}”; only criteria have.",
            )


def _add_up(groups: list[dict[str, Any]], criteria: list[dict[str, Any]], into: Sheets) -> None:
    """Groups without points have those of what stands under them; the lowest groups come first.

    Where those are not known, what is wrong is told there.
    """
    for place, group in reversed(list(enumerate(groups))):
        inner = [each.get("maximum") for each in groups if each.get("parent") == group["code"]]
        inner += [each.get("maximum") for each in criteria if each.get("group") == group["code"]]
        _set_maximum(group, inner, ("groups", place), into)
    tops = [each.get("maximum") for each in groups if "parent" not in each]
    _set_maximum(into.content, tops, (), into)
    if not groups:
        into.follow((), ["groups"])


def _set_maximum(whole: dict[str, Any], inner: list[Any], path: EntryPath, into: Sheets) -> None:
    if "maximum" in whole:
        return
    total = _sum(inner) if inner else None
    if total is None:
        into.follow(path, ["maximum"])
    else:
        whole["maximum"] = total


def _sum(points: list[Any]) -> float | None:
    """The sum, if all of them are numbers."""
    known = [each for each in points if isinstance(each, float)]
    return fsum(known) if len(known) == len(points) else None


def _check_total(total: Row, table: Table, into: Sheets) -> None:
    if "maximum" not in total.cells or total.cells["maximum"].is_broken:
        return
    told = points_of(total.cells["maximum"])
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
