"""What is wrong with the nodes of an index: everything at once, so that a table is mended in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from khcn_analytics.composite.nodes import DIRECTIONS, ROLES, Node
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.labels import Label


def refuse_mistakes(nodes: Sequence[Node]) -> None:
    """Tell all mistakes of the nodes in one error.

    Raises:
        WrongUseError: If there are any.
    """
    if found := list(mistakes_of(nodes)):
        raise listed_error(Label("Bảng nút của chỉ số tổng hợp", "The table of nodes of the composite index"), found)


def listed_error(what: Label, mistakes: Sequence[Label]) -> WrongUseError:
    """One error that lists every mistake."""
    return WrongUseError(
        f"{what.vi} có {len(mistakes)} lỗi: {'; '.join(each.vi for each in mistakes)}. Hãy sửa rồi chạy lại.",
        f"{what.en} has {len(mistakes)} mistake(s): {'; '.join(each.en for each in mistakes)}. Mend them and run again.",
    )


def mistakes_of(nodes: Sequence[Node]) -> Iterator[Label]:
    """Every mistake of the nodes, of single ones first."""
    known = {each.code: each for each in nodes}
    yield from _repeated(nodes)
    for node in nodes:
        yield from _of_one(node)
        if node.is_scored:
            yield from _of_its_parent(node, known)
            yield from _of_its_weight(node)
        yield from _of_its_denominator(node, known)
    yield from _of_the_top(nodes)
    yield from _of_families(nodes)
    yield from _circles(nodes, known)


def _repeated(nodes: Sequence[Node]) -> Iterator[Label]:
    for code, times in Counter(each.code for each in nodes).items():
        if times > 1:
            yield Label(f"mã “{code}” lặp lại {times} lần", f"code “{code}” occurs {times} times")


def _of_one(node: Node) -> Iterator[Label]:
    if node.role not in ROLES:
        allowed = ", ".join(ROLES)
        yield Label(
            f"“{node.code}”: không có vai trò “{node.role}” (chọn {allowed})",
            f"“{node.code}”: no role “{node.role}” (choose {allowed})",
        )
    if node.direction not in DIRECTIONS:
        allowed = ", ".join(DIRECTIONS)
        yield Label(
            f"“{node.code}”: không có chiều “{node.direction}” (chọn {allowed})",
            f"“{node.code}”: no direction “{node.direction}” (choose {allowed})",
        )
    if node.role != "indicator" and node.direction == "lower":
        yield Label(
            f"“{node.code}”: chỉ chỉ tiêu mới có chiều càng thấp càng tốt",
            f"“{node.code}”: only an indicator can be better when lower",
        )
    if not _are_goalposts(node.low, node.high):
        yield Label(
            f"“{node.code}”: cần đủ hai cận hữu hạn và low < high (đang là {node.low} và {node.high})",
            f"“{node.code}”: both goalposts are needed, finite, low < high (now {node.low} and {node.high})",
        )
    if node.target is not None and not isfinite(node.target):
        yield Label(
            f"“{node.code}”: mục tiêu phải là số hữu hạn (đang là {node.target})",
            f"“{node.code}”: the target must be finite (now {node.target})",
        )
    if not (isfinite(node.per) and node.per > 0):
        yield Label(f"“{node.code}”: per phải là số dương", f"“{node.code}”: per must be positive")


def _are_goalposts(low: float | None, high: float | None) -> bool:
    """Whether two ends make a range, or there are none at all."""
    if low is None or high is None:
        return low is high
    return isfinite(low) and isfinite(high) and low < high


def _of_its_parent(node: Node, known: dict[str, Node]) -> Iterator[Label]:
    if node.parent is None:
        if node.role == "indicator":
            yield Label(f"“{node.code}”: chỉ tiêu chưa thuộc nhóm nào", f"“{node.code}”: an indicator without parent")
        return
    parent = known.get(node.parent)
    if parent is None:
        yield Label(
            f"“{node.code}”: không có nhóm cha “{node.parent}”", f"“{node.code}”: there is no parent “{node.parent}”"
        )
    elif parent.role != "aggregate":
        yield Label(
            f"“{node.code}”: “{node.parent}” không phải là nhóm gộp",
            f"“{node.code}”: “{node.parent}” is not an aggregate",
        )


def _of_its_weight(node: Node) -> Iterator[Label]:
    if node.parent is None:
        return
    if node.weight is None:
        yield Label(f"“{node.code}”: thiếu trọng số", f"“{node.code}”: no weight")
    elif not isfinite(node.weight):
        yield Label(
            f"“{node.code}”: trọng số phải là số hữu hạn ({node.weight})",
            f"“{node.code}”: the weight must be finite ({node.weight})",
        )
    elif node.weight < 0:
        yield Label(
            f"“{node.code}”: trọng số âm ({node.weight:g})", f"“{node.code}”: negative weight ({node.weight:g})"
        )


def _of_its_denominator(node: Node, known: dict[str, Node]) -> Iterator[Label]:
    if node.denominator is None:
        return
    below = known.get(node.denominator)
    if node.role != "indicator":
        yield Label(f"“{node.code}”: chỉ chỉ tiêu mới có mẫu số", f"“{node.code}”: only an indicator has a denominator")
    if below is None or below.role != "denominator":
        yield Label(
            f"“{node.code}”: không có mẫu số “{node.denominator}”",
            f"“{node.code}”: there is no denominator “{node.denominator}”",
        )


def _of_the_top(nodes: Sequence[Node]) -> Iterator[Label]:
    tops = [each.code for each in nodes if each.role == "aggregate" and each.parent is None]
    if len(tops) != 1:
        found = ", ".join(f"“{code}”" for code in tops)
        yield Label(
            f"phải có đúng một nhóm gộp ở đỉnh (không có parent), đang có {len(tops)}{': ' * bool(tops)}{found}",
            f"exactly one aggregate must be at the top (without parent), there are {len(tops)}{': ' * bool(tops)}{found}",
        )
    for each in nodes:
        if not each.is_scored and each.parent is not None and each.role in ROLES:
            yield Label(f"“{each.code}”: {each.role} không có nhóm cha", f"“{each.code}”: a {each.role} has no parent")


def _of_families(nodes: Sequence[Node]) -> Iterator[Label]:
    for aggregate in (each for each in nodes if each.role == "aggregate"):
        weights = [each.weight or 0.0 for each in nodes if each.parent == aggregate.code and each.is_scored]
        if not weights:
            yield Label(f"“{aggregate.code}”: nhóm không có chỉ tiêu nào", f"“{aggregate.code}”: nothing belongs to it")
        elif not any(weights):
            yield Label(
                f"“{aggregate.code}”: tổng trọng số của các nút con bằng 0",
                f"“{aggregate.code}”: the weights of its children add up to 0",
            )


def _circles(nodes: Iterable[Node], known: dict[str, Node]) -> Iterator[Label]:
    told: set[str] = set()
    for node in nodes:
        path: list[str] = []
        code: str | None = node.code
        while code is not None and code in known and code not in path:
            path.append(code)
            code = known[code].parent
        if code in path and code not in told:
            circle = path[path.index(code) :]
            told.update(circle)
            drawn = " → ".join([*circle, circle[0]])
            yield Label(f"các nhóm cha nối thành vòng: {drawn}", f"parents run in a circle: {drawn}")
