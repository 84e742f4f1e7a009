"""Scores as numbers side by side: what robustness asks thousands of times over.

Totals here are exact: rounding is left out, every other step of the scheme is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError
from khcn_analytics.scoring.displays import matrix_display
from khcn_analytics.scoring.schemes import DEFAULT_ORDER, RankMethod, Step

Numbers: TypeAlias = npt.NDArray[np.float64]
Path: TypeAlias = tuple[str, ...]
UnitKey: TypeAlias = tuple[str, str | None]
"""Department and unit; the unit is ``None`` where a whole department is scored."""

_DECIMALS = 9
"""Totals nearer than this many decimal places are equal."""


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class ScoreMatrix(Shown):
    """What units achieved of each criterion, and what each criterion weighs.

    Attributes:
        units: Department and unit of each row; the unit is ``None`` where a department is scored.
        rank_groups: The rank group of each row.
        criteria: Code of each column.
        paths: Codes of the groups above each column, from the top; they matter only where something
            is not applicable, whose points are shared out within its group.
        shares: Rows by columns, 0 to 1 of the maximum; NaN where not applicable.
        weights: Maximum of each column, in points.
        bonus: Bonus points of each row, caps applied.
        penalty: Penalty points of each row, caps applied, 0 or more.
        floor: Totals below it become it.
        ceiling: Totals above it become it.
        order: The order in which a total is made up.
        method: How ranks treat ties.

    Examples:
        >>> import numpy as np
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> matrix.totals()
        array([[80., 76.]])
        >>> matrix.ranks(matrix.totals())
        array([[1., 2.]])
    """

    units: tuple[UnitKey, ...]
    rank_groups: tuple[str, ...]
    criteria: tuple[str, ...]
    paths: tuple[Path, ...]
    shares: Numbers
    weights: Numbers
    bonus: Numbers
    penalty: Numbers
    floor: float | None = None
    ceiling: float | None = None
    order: tuple[Step, ...] = DEFAULT_ORDER
    method: RankMethod = "competition"

    def _shown(self) -> Display:
        return matrix_display(self)

    def totals(self, weights: Numbers | None = None) -> Numbers:
        """Totals under the weights of the scheme, or under others.

        Args:
            weights: One set of weights a row, each in points; ``None`` takes those of the scheme.

        Returns:
            One row a set of weights, one column a unit; the order of :attr:`units`.
        """
        asked = self.weights[np.newaxis, :] if weights is None else weights
        return self._complete(self._content(asked))

    def ranks(self, totals: Numbers) -> Numbers:
        """Ranks within rank groups, 1 for the largest total; one row a row of ``totals``."""
        if len(set(self.rank_groups)) == 1:
            return ranks_of(totals, self.method)
        ranks = np.empty_like(totals)
        for members in self.members.values():
            ranks[:, members] = ranks_of(totals[:, members], self.method)
        return ranks

    @property
    def members(self) -> Mapping[str, npt.NDArray[np.intp]]:
        """Positions of the units of each rank group, in the order the groups first appear."""
        groups = np.array(self.rank_groups)
        return {each: np.flatnonzero(groups == each) for each in dict.fromkeys(self.rank_groups)}

    def row_of(self, unit: UnitKey) -> int:
        """The row of a unit.

        Raises:
            UnknownNameError: If there is no such unit.
        """
        if unit not in self.units:
            raise UnknownNameError("đơn vị được chấm điểm", "scored unit", unit_name(unit), map(unit_name, self.units))
        return self.units.index(unit)

    def without(self, criterion: str) -> ScoreMatrix:
        """The same scores as if a criterion were not in the scheme; the others keep their weights.

        Units to which nothing else applies are left out: they would have no total.
        """
        columns = [index for index, each in enumerate(self.criteria) if each != criterion]
        rows = np.flatnonzero(~np.isnan(self.shares[:, columns]).all(axis=1))
        return replace(
            self,
            units=tuple(self.units[each] for each in rows),
            rank_groups=tuple(self.rank_groups[each] for each in rows),
            criteria=tuple(self.criteria[each] for each in columns),
            paths=tuple(self.paths[each] for each in columns),
            shares=self.shares[rows][:, columns],
            weights=self.weights[columns],
            bonus=self.bonus[rows],
            penalty=self.penalty[rows],
        )

    def _content(self, weights: Numbers) -> Numbers:
        if np.isnan(self.shares).any():
            return self._shared_out(weights, list(range(len(self.criteria))), depth=0)[0]
        content: Numbers = weights @ self.shares.T
        return content

    def _shared_out(self, weights: Numbers, columns: list[int], depth: int) -> tuple[Numbers, Numbers]:
        """Points of the columns of one group, and the weight of the group where anything in it is applicable.

        What is not applicable hands its weight to what stands beside it in the group; a group of
        which nothing is applicable hands its own to the groups beside it.
        """
        own = [each for each in columns if len(self.paths[each]) == depth]
        shares, asked = self.shares[:, own].T, weights[:, own]
        points = asked @ np.nan_to_num(shares)
        present = asked @ (~np.isnan(shares)).astype(float)
        whole = asked.sum(axis=1, keepdims=True)
        deeper = [each for each in columns if len(self.paths[each]) > depth]
        for group in dict.fromkeys(self.paths[each][depth] for each in deeper):
            inside = [each for each in deeper if self.paths[each][depth] == group]
            part, applicable = self._shared_out(weights, inside, depth + 1)
            points += part
            present += applicable
            whole += weights[:, inside].sum(axis=1, keepdims=True)
        applies = present > 0
        scale = np.divide(whole, present, out=np.zeros_like(present), where=applies)
        return points * scale, np.where(applies, whole, 0.0)

    def _complete(self, content: Numbers) -> Numbers:
        total = content
        for step in self.order:
            match step:
                case "bonus":
                    total = total + self.bonus
                case "penalty":
                    total = total - self.penalty
                case "floor" if self.floor is not None:
                    total = np.maximum(total, self.floor)
                case "ceiling" if self.ceiling is not None:
                    total = np.minimum(total, self.ceiling)
        return total


def unit_name(unit: UnitKey) -> str:
    """What a unit is called in messages: department and unit, or the department alone."""
    department, name = unit
    return department if name is None else f"{department}/{name}"


def ranks_of(totals: Numbers, method: RankMethod) -> Numbers:
    """Ranks along each row, 1 for the largest.

    Args:
        totals: One row a case, one column a unit.
        method: What equal totals get: the best of their places (``competition``), places counted
            without gaps (``dense``) or the mean of their places (``average``).

    Returns:
        Ranks of the same shape.

    Examples:
        >>> import numpy as np
        >>> ranks_of(np.array([[9.0, 7.0, 9.0, 5.0]]), "competition")
        array([[1., 3., 1., 4.]])
    """
    # What is equal may come out of a sum with another last digit.
    order = np.argsort(-np.round(totals, _DECIMALS), axis=1)
    ordered = np.round(np.take_along_axis(totals, order, axis=1), _DECIMALS)
    place = np.arange(1.0, totals.shape[1] + 1)
    tied = ordered[:, 1:] == ordered[:, :-1]
    placed = _places(place, tied, method) if tied.any() else np.broadcast_to(place, totals.shape)
    ranks = np.empty(totals.shape)
    np.put_along_axis(ranks, order, placed, axis=1)
    return ranks


def _places(place: Numbers, tied: npt.NDArray[np.bool_], method: RankMethod) -> Numbers:
    """Ranks of ordered totals, of which each is tied or not with the one before."""
    first = np.concatenate([np.ones((len(tied), 1), dtype=bool), ~tied], axis=1)
    if method == "dense":
        return np.cumsum(first, axis=1).astype(float)
    best: Numbers = np.maximum.accumulate(np.where(first, place, 0), axis=1)
    if method == "competition":
        return best
    last = np.concatenate([~tied, np.ones((len(tied), 1), dtype=bool)], axis=1)
    worst = np.minimum.accumulate(np.where(last, place, np.inf)[:, ::-1], axis=1)[:, ::-1]
    return (best + worst) / 2
