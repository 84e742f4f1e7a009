"""What is shown of schemes, of scores and of the accounts of units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from khcn_analytics.displays.display import Display, Listing, Text
from khcn_analytics.periods import KIND_LABELS
from khcn_analytics.scoring.results import NO_TOTAL_LABELS
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

if TYPE_CHECKING:
    from khcn_analytics.scoring.account import ScoreAccount
    from khcn_analytics.scoring.inputs import ScoreInputs
    from khcn_analytics.scoring.matrix import ScoreMatrix
    from khcn_analytics.scoring.schemes import Scheme
    from khcn_analytics.scoring.scores import Scores
    from khcn_analytics.scoring.supposing import WhatIf

_UNIT, _POINTS, _RANK = Label("Đơn vị", "Unit"), Label("Điểm", "Points"), Label("Hạng", "Rank")
_CODE, _NAME, _MAXIMUM = Label("Mã", "Code"), Label("Tên", "Name"), Label("Điểm tối đa", "At most")
_RANKS = Label("Xếp hạng", "Ranks")
_MADE = Label(
    "Bảng tiêu chí minh họa, không của cơ quan nào.", "A scheme made for illustration; no authority issued it."
)


def scheme_display(scheme: Scheme) -> Display:
    """What is shown of a scheme: its tree of points, bonus and penalty, and when it is in force."""
    since = [format_date(scheme.valid_from, each) for each in ("vi", "en")]
    until = [format_date(scheme.valid_to, each) for each in ("vi", "en")]
    in_force = Label(f"từ {since[0]}", f"from {since[1]}")
    if scheme.valid_to is not None:
        in_force = Label(f"{since[0]} – {until[0]}", f"{since[1]} – {until[1]}")
    lines = list(_tree(scheme, None, 0))
    by_hand = Label("chấm tay", "by hand")
    items = [
        (
            each.code,
            each.label,
            Label("thưởng", "bonus") if each.kind == "bonus" else Label("trừ", "penalty"),
            _points(each.points_each),
            MISSING if each.cap is None else _points(each.cap),
            each.indicator or by_hand,
        )
        for each in scheme.events
    ]
    item_header = (
        *(_CODE, _NAME, Label("Loại", "Kind"), Label("Mỗi lần", "Each"), _MAXIMUM),
        Label("Lấy từ", "Taken from"),
    )
    department = Label("cả sở", "whole departments")
    return Display(
        Label("Bảng tiêu chí thi đua", "Scheme of points"),
        scheme.label,
        code=f"{scheme.code} {scheme.version}",
        facts=[
            (Label("Chấm", "Scores"), Label("từng đơn vị", "units") if scheme.scored == "unit" else department),
            (Label("Kỳ", "Period"), KIND_LABELS[scheme.period_kind]),
            (Label("Hiệu lực", "In force"), in_force),
            (_MAXIMUM, _points(scheme.maximum)),
            (Label("Nguồn", "Source"), scheme.source),
        ],
        listings=[
            Listing(
                Label("Tiêu chí", "Criteria"),
                (_CODE, _NAME, _MAXIMUM, Label("Lấy từ", "Taken from")),
                lines,
                len(lines),
                is_open=True,
                numbers=(2,),
            ),
            Listing(
                Label("Điểm thưởng, điểm trừ", "Bonus and penalty"), item_header, items, len(items), numbers=(3, 4)
            ),
        ],
        warning=_MADE if scheme.origin == "made" else "",
        then=["kh.score(workspace, scheme, 2025)", "kh.scoring.notes(scheme)"],
    )


def scores_display(scores: Scores) -> Display:
    """What is shown of a scoring: its ranks."""
    ranks = scores.ranks()
    rows = [
        (
            each["rank_group"],
            "" if each["rank"] is None else _points(each["rank"]),
            each["unit"] or each["department"],
            MISSING if each["total"] is None else _points(each["total"]),
            "" if each["reason"] is None else NO_TOTAL_LABELS[each["reason"]],
        )
        for each in ranks.iter_rows(named=True)
    ]
    header = (Label("Khối", "Rank group"), _RANK, _UNIT, _POINTS, Label("Ghi chú", "Note"))
    without = scores.totals["total"].null_count()
    return Display(
        Label("Điểm thi đua", "Scores"),
        Label(
            f"{scores.scheme.label.vi}, {scores.period.label()}",
            f"{scores.scheme.label.en}, {scores.period.label('en')}",
        ),
        code=f"{scores.scheme.code} {scores.scheme.version}",
        facts=[
            (Label("Bước chấm", "Layer"), _layer(scores.layer)),
            (Label("Chưa có tổng điểm", "Without a total"), format_number(without)),
        ],
        listings=[Listing(_RANKS, header, rows, len(rows), is_open=True, numbers=(1, 3))],
        warning=_MADE if scores.scheme.origin == "made" else "",
        then=["….explain(unit)", "….ranks()", "….points", "….totals"],
        tone="look" if without else "plain",
    )


def account_display(account: ScoreAccount) -> Display:
    """What is shown of the account of one unit: every line of its total."""
    rows = [
        (each["code"] or "", Label(each["label_vi"], each["label_en"]), _points(each["points"]), how)
        for each in account.lines.iter_rows(named=True)
        for how in [Label(each["how_vi"], each["how_en"])]
    ]
    header = (_CODE, _NAME, _POINTS, Label("Cách tính", "How"))
    facts: list[tuple[Label, Text]] = [(Label("Bước chấm", "Layer"), _layer(account.layer))]
    if account.total is not None:
        facts.append((Label("Tổng điểm", "Total"), _points(account.total)))
    if account.reason is not None:
        facts.append((Label("Chưa có tổng điểm", "No total"), account.reason))
    return Display(
        account.scheme.label,
        account.unit or account.department,
        facts=facts,
        listings=[Listing(Label("Từng dòng", "Lines"), header, rows, len(rows), is_open=True, numbers=(2,))],
        tone="plain" if account.reason is None else "look",
    )


def inputs_display(inputs: ScoreInputs) -> Display:
    """What is shown of the records of a scoring: how many of each kind there are, and how many were set aside."""
    names = {
        "participants": Label("Ai được chấm", "Who is scored"),
        "values": Label("Giá trị chỉ số", "Values of indicators"),
        "targets": Label("Chỉ tiêu", "Targets"),
        "entries": Label("Điểm chấm tay", "Entries by hand"),
        "events": Label("Điểm thưởng, điểm trừ", "Bonus and penalty"),
    }
    rows = [
        (label, format_number(getattr(inputs, name).height), format_number(inputs.set_aside.get(name, 0)))
        for name, label in names.items()
    ]
    header = (Label("Loại", "Kind"), Label("Dùng", "Used"), Label("Không thuộc lần chấm này", "Of other scorings"))
    return Display(
        Label("Số liệu để chấm", "Inputs of a scoring"),
        Label(inputs.period.label(), inputs.period.label("en")),
        listings=[Listing(Label("Bản ghi", "Records"), header, rows, len(rows), is_open=True, numbers=(1, 2))],
        then=["kh.scoring.score(scheme, period, inputs)"],
    )


def matrix_display(matrix: ScoreMatrix) -> Display:
    """What is shown of a matrix of scores: how large it is and what each criterion weighs."""
    rows = [(code, _points(float(weight))) for code, weight in zip(matrix.criteria, matrix.weights, strict=True)]
    listing = Listing(Label("Tiêu chí", "Criteria"), (_CODE, _MAXIMUM), rows, len(rows), numbers=(1,))
    return Display(
        Label("Ma trận điểm", "Matrix of scores"),
        Label(
            f"{len(matrix.units)} đơn vị × {len(matrix.criteria)} tiêu chí",
            f"{len(matrix.units)} units × {len(matrix.criteria)} criteria",
        ),
        listings=[listing],
        then=["kh.scoring.rank_ranges(matrix)", "kh.scoring.leave_one_out(matrix)"],
    )


def what_if_display(supposed: WhatIf) -> Display:
    """What is shown of a supposition: totals and ranks as they are and as they would be."""
    totals = supposed.totals()
    numbers = ("total", "supposed_total", "rank", "supposed_rank")
    rows = [
        (
            each["unit"] or each["department"],
            *(MISSING if each[name] is None else _points(each[name]) for name in numbers),
        )
        for each in totals.iter_rows(named=True)
    ]
    header = (
        *(_UNIT, Label("Điểm hiện nay", "Points now"), Label("Điểm giả định", "Points supposed")),
        *(Label("Hạng hiện nay", "Rank now"), Label("Hạng giả định", "Rank supposed")),
    )
    moved = totals.filter((pl.col("change") != 0) | (pl.col("shift") != 0)).height
    return Display(
        Label("Nếu như", "What if"),
        supposed.before.scheme.label,
        facts=[(Label("Đơn vị thay đổi", "Units that differ"), format_number(moved))],
        listings=[Listing(_RANKS, header, rows, len(rows), is_open=True, numbers=(1, 2, 3, 4))],
        then=["….totals()", "….steps()"],
    )


def _tree(scheme: Scheme, parent: str | None, depth: int) -> Iterator[tuple[Text, ...]]:
    """Groups and the criteria under them, as people number them; deeper ones further to the right."""
    # Spaces at the beginning of a cell would be lost.
    indent = "\u2003" * depth
    for group in scheme.children(parent):
        name = Label(f"{indent}{group.label.vi}", f"{indent}{group.label.en}")
        yield group.code, name, _points(group.maximum), ""
        for each in scheme.criteria:
            if each.group == group.code:
                label = Label(f"{indent}\u2003{each.label.vi}", f"{indent}\u2003{each.label.en}")
                yield each.code, label, _points(each.maximum), each.indicator or Label("chấm tay", "by hand")
        yield from _tree(scheme, group.code, depth + 1)


def _points(value: float) -> str:
    return format_number(value, decimals=3)


def _layer(layer: str) -> Label:
    return Label(SCORE_LAYERS.label(layer), SCORE_LAYERS.label(layer, "en"))
