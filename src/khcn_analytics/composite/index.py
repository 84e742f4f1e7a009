"""A composite index: the tree of its nodes, checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import polars as pl

from khcn_analytics.composite.displays import index_display
from khcn_analytics.composite.index_checks import listed_error, refuse_mistakes
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.requiring import require_frame
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import MissingColumnsError, UnknownNameError
from khcn_analytics.vocabulary.labels import Label

_NUMBERS = ("weight", "low", "high", "target", "per")
_COLUMNS = tuple(each.name for each in fields(Node))
_REQUIRED = ("code", "role")


@dataclass(frozen=True, repr=False)
class CompositeIndex(Shown):
    """Indicators, the aggregates they make, and what else the data hold. The table of nodes is the index.

    Attributes:
        nodes: In the order in which they are shown.

    Raises:
        WrongUseError: If anything is wrong with the nodes; every mistake is named.

    Examples:
        >>> index = CompositeIndex((
        ...     Node("score", "aggregate"),
        ...     Node("patents", "indicator", "score", weight=3),
        ...     Node("late", "indicator", "score", weight=1, direction="lower"),
        ... ))
        >>> index.weights().select("code", "effective").rows()
        [('score', 1.0), ('patents', 0.75), ('late', 0.25)]
    """

    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        refuse_mistakes(self.nodes)

    def _shown(self) -> Display:
        return index_display(self)

    @classmethod
    def from_nodes(cls, nodes: pl.DataFrame) -> CompositeIndex:
        """An index of a table with one row a node.

        Args:
            nodes: Columns ``code`` and ``role``, and those of the other attributes of ``Node`` that are needed.
                Without a column ``weight`` all weights are equal; an empty cell of it is a mistake.

        Raises:
            MissingColumnsError: If ``code`` or ``role`` is not there.
            WrongUseError: If a column is unknown or of the wrong type, or anything is wrong with the nodes.
        """
        require_frame(nodes)
        if lacking := [each for each in _REQUIRED if each not in nodes.columns]:
            raise MissingColumnsError("nodes", [(each, each) for each in lacking], nodes.columns)
        _refuse_columns(nodes)
        rows = nodes.with_columns(pl.col(each).cast(pl.Float64) for each in _NUMBERS if each in nodes.columns)
        needed_as_given = {"code", "role", "weight", "parent"}
        return cls(
            tuple(
                Node(**{key: value for key, value in row.items() if value is not None or key in needed_as_given})
                for row in rows.iter_rows(named=True)
            )
        )

    def __getitem__(self, code: str) -> Node:
        if code not in self._by_code:
            raise UnknownNameError("nút của chỉ số tổng hợp", "node of the composite index", code, self._by_code)
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Node]:
        return {each.code: each for each in self.nodes}

    @cached_property
    def top(self) -> Node:
        """The aggregate everything adds up to."""
        return next(each for each in self.nodes if each.role == "aggregate" and each.parent is None)

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """The nodes with data."""
        return self._of_role("indicator")

    @cached_property
    def aggregates(self) -> tuple[Node, ...]:
        """The aggregates, children before parents."""
        return tuple(sorted(self._of_role("aggregate"), key=lambda each: self.level(each.code)))

    @cached_property
    def denominators(self) -> tuple[Node, ...]:
        """What indicators are divided by."""
        return self._of_role("denominator")

    @cached_property
    def groups(self) -> tuple[Node, ...]:
        """The columns that group units."""
        return self._of_role("group")

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels of aggregates, from the bottom."""
        return tuple(sorted({self.level(each.code) for each in self.aggregates}))

    def children(self, code: str) -> tuple[Node, ...]:
        """What belongs to an aggregate, in the order of the nodes."""
        return self._families.get(self[code].code, ())

    def level(self, code: str) -> int:
        """1 for an indicator, and for an aggregate one more than the highest of its children."""
        below = self.children(code)
        return 1 + max((self.level(each.code) for each in below), default=0)

    def weights(self) -> pl.DataFrame:
        """``share`` of each node in its parent, and ``effective`` in the whole, parents before children.

        Shares are of complete data: where a value is missing the others count for more.
        """
        rows: list[tuple[str, str | None, int, float, float]] = []
        self._weigh(self.top, 1.0, 1.0, rows)
        return pl.DataFrame(rows, schema=["code", "parent", "level", "share", "effective"], orient="row")

    @cached_property
    def _families(self) -> dict[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.is_scored and node.parent is not None:
                found.setdefault(node.parent, []).append(node)
        return {code: tuple(children) for code, children in found.items()}

    def _of_role(self, role: str) -> tuple[Node, ...]:
        return tuple(each for each in self.nodes if each.role == role)

    def _weigh(
        self, node: Node, share: float, effective: float, rows: list[tuple[str, str | None, int, float, float]]
    ) -> None:
        rows.append((node.code, node.parent, self.level(node.code), share, effective))
        below = self.children(node.code)
        total = sum(each.weight or 0.0 for each in below)
        for child in below:
            part = (child.weight or 0.0) / total
            self._weigh(child, part, effective * part, rows)


def _refuse_columns(nodes: pl.DataFrame) -> None:
    unknown = [
        Label(
            f"không có cột “{each}” (chọn {', '.join(_COLUMNS)})", f"no column “{each}” (choose {', '.join(_COLUMNS)})"
        )
        for each in nodes.columns
        if each not in _COLUMNS
    ]
    wrong = [
        Label(f"cột “{name}” phải là số", f"column “{name}” must be numeric")
        if name in _NUMBERS
        else Label(f"cột “{name}” phải là chữ", f"column “{name}” must be text")
        for name, kind in nodes.schema.items()
        if name in _COLUMNS and kind != pl.Null and not (kind.is_numeric() if name in _NUMBERS else kind == pl.String)
    ]
    empty = [
        Label(f"cột “{name}” có {count} ô trống", f"column “{name}” has {count} empty cell(s)")
        for name in _REQUIRED
        if (count := nodes[name].null_count())
    ]
    if mistakes := [*unknown, *wrong, *empty]:
        raise listed_error(Label("Bảng nút của chỉ số tổng hợp", "The table of nodes of the composite index"), mistakes)
