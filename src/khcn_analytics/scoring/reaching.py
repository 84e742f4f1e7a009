"""What it would take to reach a total or a rank, one line of the scheme at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import Boolean, Number, Text, column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.inverting import needed_actual
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.rules import Manual
from khcn_analytics.scoring.schemes import Criterion, EventItem
from khcn_analytics.scoring.scored_units import only_unit
from khcn_analytics.scoring.scores import Scores
from khcn_analytics.scoring.supposing import Supposition, what_if
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

REACH_REASONS: dict[str, Label] = {
    "out_of_reach": Label("dù đạt điểm tối đa của mục này vẫn chưa đủ", "not even the most of this line is enough"),
    "not_applicable": Label(
        "mục này không có số liệu hoặc không áp dụng", "this line has no figures or does not apply"
    ),
    "not_known": Label("không tính ngược được từ điểm ra kết quả", "no figure is known that would earn it"),
    "ranked_below": Label("đủ điểm nhưng vẫn xếp sau", "enough points, but still ranked below"),
}
_MEASURED = {Unit.SHARE, Unit.VND, Unit.VND_PER_SUBJECT, Unit.VND_PER_PERSON, Unit.DAY}
_NEARLY = 1e-9


class Reach(pa.DataFrameModel):
    """What one line alone would have to come to: one row is a criterion or an item.

    ``what`` says whether ``actual`` and ``needed`` are figures that are counted (``actual``) or ``points`` that people
    give. ``needed`` is the least, whole where things are counted; the total and the rank with it are
    ``supposed_total`` and ``supposed_rank``, from scoring again. ``most`` is the total with everything this
    line can give. ``reached`` tells whether it is enough; where it isn't, ``reason`` says why, and ``needed`` is null
    unless it was tried.
    """

    code: Text = pa.Field()
    kind: Text = pa.Field(isin=["criterion", "bonus", "penalty"])
    what: Text = pa.Field(isin=["actual", "points"])
    actual: Number = pa.Field(nullable=True)
    needed: Number = pa.Field(nullable=True)
    supposed_total: Number = pa.Field(nullable=True)
    supposed_rank: Number = pa.Field(nullable=True)
    most: Number = pa.Field(nullable=True)
    reached: Boolean = pa.Field()
    reason: Text = pa.Field(nullable=True, isin=list(REACH_REASONS))


def reach(
    scores: Scores,
    unit: str | None,
    *,
    points: float | None = None,
    rank: int | None = None,
    department: str | None = None,
) -> DataFrame[Reach]:
    """What each line alone would have to come to for a total or a rank; all else stays as it is.

    Args:
        scores: The scoring.
        unit: The unit; ``None`` is a whole department.
        points: The total to reach.
        rank: The rank to reach in the unit's rank group, instead of ``points``.
        department: The department; needed only where several have a unit of that name.

    Returns:
        One row a line, in the order of the scheme.

    Raises:
        UnknownNameError: If nobody of that name is scored.
        WrongUseError: If the unit has no total, there is no such rank, or not exactly one of ``points`` and ``rank``
            is given.
    """
    here = only_unit(scores.ranks(), unit, department)
    if here["total"] is None:
        name = unit or here["department"]
        raise WrongUseError(
            f"“{name}” chưa có tổng điểm nên không tính được cần thêm bao nhiêu. Hãy bổ sung điểm còn thiếu.",
            f"“{name}” has no total, so what it would take can't be told. Add the points that are missing.",
        )
    return as_result(_Reaching(scores, here, _goal(scores, here, points, rank), rank).frame(), Reach)


def _goal(scores: Scores, here: Mapping[str, Any], points: float | None, rank: int | None) -> float:
    """The total to reach."""
    if points is not None and rank is None:
        return points
    if rank is None or points is not None:
        raise WrongUseError(
            "Hãy nêu đúng một trong hai: points (tổng điểm cần đạt) hoặc rank (thứ hạng cần đạt).",
            "Give exactly one: points (the total to reach) or rank (the rank to reach).",
        )
    group = scores.ranks().filter(pl.col("rank_group") == here["rank_group"], pl.col("rank").is_not_null())
    if not 1 <= rank <= group.height:
        raise WrongUseError(
            f"Khối “{here['rank_group']}” có {group.height} đơn vị được xếp hạng; không có hạng {rank}.",
            f"Rank group “{here['rank_group']}” ranks {group.height} units; there is no rank {rank}.",
        )
    return float(group["total"].sort(descending=True)[rank - 1])


class _Reaching:
    """One unit, one goal: what is known, and what is tried."""

    def __init__(self, scores: Scores, here: Mapping[str, Any], goal: float, rank: int | None) -> None:
        self._scores, self._here, self._goal, self._rank = scores, here, goal, rank
        of_one = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(here[name], pl.String)) for name in UNIT)
        self._points = {row["code"]: row for row in scores.points.filter(of_one).iter_rows(named=True)}
        self._exact = scores.totals.filter(of_one)["exact"].item()

    def frame(self) -> pl.DataFrame:
        lines = [self._criterion(each) for each in self._scores.scheme.criteria]
        items = [self._item(each) for each in self._scores.scheme.events]
        return pl.DataFrame([*lines, *items], schema=column_types(Reach), orient="row")

    def _criterion(self, criterion: Criterion) -> dict[str, Any]:
        row = self._points[criterion.code]
        by_points = isinstance(criterion.rule, Manual) or row["origin"] == "entered"
        told = {
            "code": criterion.code,
            "kind": "criterion",
            "what": "points" if by_points else "actual",
            "actual": row["points"] if by_points else row["actual"],
        }
        if row["share"] is None:
            return {**told, "reached": self._is_there(self._exact, self._here["rank"]), "reason": "not_applicable"}
        least, most = self._range(criterion)
        told |= {"most": most}
        if self._is_there(self._exact, self._here["rank"]):
            return {**told, **self._as_it_is(told["actual"])}
        if most <= least or most < self._goal - _NEARLY:
            return {**told, "reached": False, "reason": "out_of_reach"}
        share = min(1.0, row["share"] + (self._goal - self._exact) / (most - least))
        needed = share * criterion.maximum if by_points else self._needed(criterion, row, share)
        if needed is None:
            return {**told, "reached": False, "reason": "not_known"}
        return {
            **told,
            **self._tried(criterion.code, self._whole(needed, criterion, by_points=by_points), told["what"]),
        }

    def _needed(self, criterion: Criterion, row: Mapping[str, Any], share: float) -> float | None:
        same_group = (pl.col("code") == criterion.code) & (pl.col("rank_group") == row["rank_group"])
        is_other = ~pl.all_horizontal(pl.col(name).eq_missing(pl.lit(row[name], pl.String)) for name in UNIT)
        others = self._scores.points.filter(same_group, is_other)["actual"].drop_nulls().to_list()
        return needed_actual(criterion, share, target=row["target"], others=others)

    def _whole(self, needed: float, criterion: Criterion, *, by_points: bool) -> float:
        """The least that can be counted, or given in the decimal places of the scheme."""
        if by_points:
            places = 10.0**self._scores.scheme.rounding.decimals
            given: float = math.ceil(needed * places - _NEARLY) / places
            return min(criterion.maximum, given)
        unit = None if criterion.indicator is None else INDICATORS[criterion.indicator].unit
        if unit in _MEASURED:
            return needed
        more = criterion.direction is Direction.HIGHER
        return float(math.ceil(needed - _NEARLY) if more else math.floor(needed + _NEARLY))

    def _range(self, criterion: Criterion) -> tuple[float, float]:
        """The exact total with nothing and with everything of one criterion."""
        matrix = self._scores.matrix()
        row = matrix.row_of((self._here["department"], self._here["unit"]))
        column = matrix.criteria.index(criterion.code)
        found = []
        for share in (0.0, 1.0):
            shares = matrix.shares.copy()
            shares[row, column] = share
            found.append(float(replace(matrix, shares=shares).totals()[0, row]))
        return found[0], found[1]

    def _item(self, item: EventItem) -> dict[str, Any]:
        row = self._points[item.code]
        told = {"code": item.code, "kind": item.kind, "what": "actual", "actual": row["actual"]}
        if row["actual"] is None:
            return {**told, "reached": self._is_there(self._exact, self._here["rank"]), "reason": "not_applicable"}
        if self._is_there(self._exact, self._here["rank"]):
            return {**told, **self._as_it_is(row["actual"])}
        # Points above a cap earn nothing: they are made up for first.
        lost = row["exact"] - row["points"]
        steps = math.ceil((self._goal - self._exact) / item.points_each - _NEARLY)
        if item.kind == "bonus":
            return {**told, **self._tried(item.code, row["actual"] + max(steps, 1), "actual")}
        steps += math.ceil(lost / item.points_each - _NEARLY)
        return {**told, **self._tried(item.code, max(0.0, row["actual"] - max(steps, 1)), "actual")}

    def _as_it_is(self, actual: float) -> dict[str, Any]:
        total, rank = self._here["total"], self._here["rank"]
        return {"needed": actual, "supposed_total": total, "supposed_rank": rank, "reached": True}

    def _tried(self, code: str, value: float, what: str) -> dict[str, Any]:
        supposed = Supposition(self._here["unit"], code, value, what, self._here["department"])  # type: ignore[arg-type]
        after = only_unit(what_if(self._scores, [supposed]).after.ranks(), self._here["unit"], self._here["department"])
        found = {"needed": value, "supposed_total": after["total"], "supposed_rank": after["rank"]}
        if self._is_there(after["total"], after["rank"]):
            return {**found, "reached": True}
        enough = after["total"] >= self._goal - _NEARLY
        return {**found, "reached": False, "reason": "ranked_below" if enough else "out_of_reach"}

    def _is_there(self, total: float, rank: float) -> bool:
        return total >= self._goal - _NEARLY if self._rank is None else rank <= self._rank
