"""What is shown of composite indices and of what they came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khcn_analytics.composite.nodes import DIRECTIONS, Node
from khcn_analytics.displays.display import Display, Listing, Text
from khcn_analytics.vocabulary.formats import MISSING, format_number
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    from khcn_analytics.composite.index import CompositeIndex
    from khcn_analytics.composite.pairwise import PairwiseWeights
    from khcn_analytics.composite.result import CompositeResult
    from khcn_analytics.composite.stages import Stage

MOST_UNITS = 70
_CODE, _NAME, _WEIGHT = Label("Mã", "Code"), Label("Tên", "Name"), Label("Trọng số", "Weight")


def index_display(index: CompositeIndex) -> Display:
    """What is shown of an index: its tree and the weight of each node in the whole."""
    effective = dict(index.weights().select("code", "effective").iter_rows())
    rows = list(_tree(index, index.top, effective, 0))
    header = (_CODE, _NAME, Label("Trọng số trong cả chỉ số", "Weight in the whole"), Label("Chiều", "Direction"))
    return Display(
        Label("Chỉ số tổng hợp", "Composite index"),
        index.top.name,
        code=index.top.code,
        facts=[
            (Label("Chỉ tiêu", "Indicators"), format_number(len(index.indicators))),
            (Label("Cấp", "Levels"), format_number(len(index.levels) + 1)),
        ],
        listings=[Listing(Label("Cây chỉ tiêu", "Tree"), header, rows, len(rows), is_open=True, numbers=(2,))],
        then=["kh.composite.build(index, data, kh.composite.Recipe(…))", "index.weights()"],
    )


def result_display(result: CompositeResult) -> Display:
    """What is shown of a result: units from the best, and what was noted on the way."""
    ranks = result.ranks()
    rows = [
        (_figure(each["rank"], 1), str(each[result.unit]), _figure(each["score"], 3))
        for each in ranks.head(MOST_UNITS).iter_rows(named=True)
    ]
    header = (Label("Hạng", "Rank"), Label("Đơn vị", "Unit"), Label("Điểm", "Score"))
    return Display(
        Label("Kết quả chỉ số tổng hợp", "Composite index, computed"),
        result.index.top.name,
        code=result.index.top.code,
        facts=[
            (Label("Đơn vị", "Units"), format_number(ranks.height)),
            (Label("Các bước", "Stages"), " → ".join(each.name for each in result.steps)),
            (Label("Ô có ghi chú", "Notes"), format_number(result.notes.height)),
        ],
        listings=[Listing(Label("Xếp hạng", "Ranks"), header, rows, ranks.height, is_open=True, numbers=(0, 2))],
        then=['….explain("…")', "….ranks()", "….notes", "….stages()"],
    )


def stage_display(stage: Stage, reasons: dict[str, Label]) -> Display:
    """What is shown of a stage: its size, and what was done to how many cells."""
    counts = stage.notes.group_by("reason", maintain_order=True).len("count")
    rows = [(reasons[reason], format_number(count)) for reason, count in counts.iter_rows()]
    header = (Label("Việc đã làm", "What was done"), Label("Số ô", "Cells"))
    return Display(
        Label("Bước tính", "Stage"),
        stage.name,
        facts=[(Label("Đơn vị", "Units"), format_number(stage.frame.height))],
        listings=[Listing(Label("Ghi chú", "Notes"), header, rows, len(rows), is_open=True, numbers=(1,))],
        then=["….frame", "….notes"],
    )


def pairs_display(pairs: PairwiseWeights) -> Display:
    """What is shown of weights of pairs, and whether the judgements agree."""
    rows = [(code, _figure(weight, 4)) for code, weight in pairs.weights.select("code", "weight").iter_rows()]
    return Display(
        Label("So sánh từng cặp", "Pairwise comparison"),
        Label(f"{len(rows)} trọng số", f"{len(rows)} weights"),
        facts=[(Label("Tỷ số nhất quán", "Consistency ratio"), _figure(pairs.consistency_ratio, 3))],
        listings=[Listing(_WEIGHT, (_CODE, _WEIGHT), rows, len(rows), is_open=True, numbers=(1,))],
        warning=pairs.warning or "",
        tone="good" if pairs.warning is None else "look",
    )


def _tree(index: CompositeIndex, node: Node, effective: dict[str, float], depth: int) -> Iterator[tuple[Text, ...]]:
    # Spaces at the beginning of a cell would be lost.
    indent = "\u2003" * depth
    direction = DIRECTIONS[node.direction] if node.role == "indicator" else ""
    name = Label(f"{indent}{node.name.vi}", f"{indent}{node.name.en}")
    yield node.code, name, _figure(effective[node.code] * 100, 1) + " %", direction
    for child in index.children(node.code):
        yield from _tree(index, child, effective, depth + 1)


def _figure(value: float | None, decimals: int) -> str:
    return MISSING if value is None else format_number(value, decimals=decimals)
