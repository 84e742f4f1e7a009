"""What it would take to reach a total or a rank, one line of the scheme at a time.

Nothing is read backwards: values are tried by scoring again, all lines together and each in a rank group of
its own, until the least that is enough is found. So every rule, cap, tie-breaker and rounding counts, and
so does what happens to others where a rule compares units.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import Boolean, Number, Text, column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.billionths import MOST_POINTS
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    Manual,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.scoring.schemes import Criterion, EventItem
from khcn_analytics.scoring.scored_units import is_unit, only_unit
from khcn_analytics.scoring.scores import Scores, score
from khcn_analytics.scoring.supposing import Supposition, supposed_inputs
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

REACH_REASONS: dict[str, Label] = {
    "out_of_reach": Label("dù đạt mức cao nhất của mục này vẫn chưa đủ", "not even the most of this line is enough"),
    "not_applicable": Label("mục này không có số liệu hoặc không xét", "this line has no figures or does not apply"),
}
_STEPS: dict[Unit, float] = {
    Unit.SHARE: 0.0001,
    Unit.VND: 1e6,
    Unit.VND_PER_SUBJECT: 1e3,
    Unit.VND_PER_PERSON: 1e3,
    Unit.DAY: 0.1,
    Unit.AUTHOR_PER_INITIATIVE: 0.01,
    Unit.INITIATIVE_PER_100_STAFF: 0.01,
}
"""How finely figures are tried; what is counted, one by one."""
_NEARLY = 1e-9
_FURTHEST = 10**7
"""Steps after which a line is taken for exhausted."""
_ONE_BY_ONE = 1e6
"""Figures on a larger scale are tried in steps of a hundred-thousandth of it."""
_AT_ONCE = 4
"""Values of a line tried in one scoring."""
_SEPARATOR = "\x1f"


class Reach(pa.DataFrameModel):
    """What one line alone would have to come to: one row is a criterion or an item.

    ``what`` says whether ``actual`` and ``needed`` are figures that are counted (``actual``) or ``points`` that people
    give. ``needed`` is the least, in steps of one where things are counted, of 0.01 % of a share, a million đồng (a thousand a head), a tenth
    of a day, or of the decimal places of the scheme for points; figures that people enter by the scale of the
    rule; the total and the rank with it are ``supposed_total`` and ``supposed_rank``. ``most`` is the total with
    all that this line can give, null where there is enough already. ``reached`` tells whether it is enough;
    where it isn't, ``reason`` says why.
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

    @pa.dataframe_check(name="needed_or_reason")
    def needed_or_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("needed").is_null() == pl.col("reason").is_not_null())


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that can be tried: ``steps`` values from the one it has towards better."""

    code: str
    what: Literal["actual", "points"]
    actual: float
    step: float
    steps: int

    def value(self, taken: int) -> float:
        """What it is after so many steps: the first leads to the next round figure."""
        if self.step > 0:
            return round((math.floor(self.actual / self.step + _NEARLY) + taken) * self.step, 9)
        # What is less the better stops at nothing.
        return round(max(0.0, (math.ceil(self.actual / -self.step - _NEARLY) - taken) * -self.step), 9)


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

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> found = kh.scoring.reach(scores, "Phòng Quản lý khoa học", rank=1)
        >>> found.drop_nulls("needed").select("code", "needed").rows()
        [('A2', 0.963), ('A5', 4.0), ('T1', 2.0)]
    """
    here = only_unit(scores.ranks(), unit, department)
    if here["total"] is None:
        name = unit or here["department"]
        raise WrongUseError(
            f"“{name}” chưa có tổng điểm nên không tính được cần thêm bao nhiêu. Hãy bổ sung điểm còn thiếu.",
            f"“{name}” has no total, so what it would take can't be told. Add the points that are missing.",
        )
    _check_goal(here, points, rank)
    return as_result(_Search(scores, here, points, rank).frame(), Reach)


def _check_goal(here: Mapping[str, Any], points: float | None, rank: int | None) -> None:
    given: object = rank if points is None else points
    is_number = isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)
    if (points is None) == (rank is None) or not is_number:
        raise WrongUseError(
            "Hãy nêu đúng một trong hai: points (tổng điểm cần đạt, một con số) hoặc rank (thứ hạng cần đạt).",
            "Give exactly one: points (the total to reach, a number) or rank (the rank to reach).",
        )
    if rank is not None and not 1 <= rank <= here["ranked"]:
        raise WrongUseError(
            f"Khối “{here['rank_group']}” có {here['ranked']} đơn vị được xếp hạng; không có hạng {rank}.",
            f"Rank group “{here['rank_group']}” ranks {here['ranked']} units; there is no rank {rank}.",
        )


class _Search:
    """One unit, one goal."""

    def __init__(self, scores: Scores, here: Mapping[str, Any], points: float | None, rank: int | None) -> None:
        self._scores, self._here, self._points, self._rank = scores, here, points, rank
        self._group = _only_group(scores.inputs, here["rank_group"])
        of_unit = is_unit(here)
        rows = {row["code"]: row for row in scores.points.filter(of_unit).iter_rows(named=True)}
        self._rows = list(rows.values())
        lines = [_line(scores, rows[each.code], each) for each in scores.scheme.criteria]
        lines += [_item_line(rows[each.code], each) for each in scores.scheme.events]
        self._lines = [each for each in lines if each is not None]

    def frame(self) -> pl.DataFrame:
        if self._is_there((self._here["total"], self._here["rank"])):
            found = {
                each.code: self._told(each.actual, self._here["total"], self._here["rank"]) for each in self._lines
            }
        else:
            found = self._found()
        told = [self._row(row, found.get(row["code"])) for row in self._rows]
        return pl.DataFrame(told, schema=column_types(Reach), orient="row")

    def _found(self) -> dict[str, dict[str, Any]]:
        """The least of each line; first whether all that it can give is enough."""
        ends = self._tried([(each, each.steps) for each in self._lines])
        found = {
            line.code: {"most": end[0], "reached": False, "reason": "out_of_reach"}
            for line, end in zip(self._lines, ends, strict=True)
        }
        # Bounds: one that is not enough, one that is with what came of it.
        open_lines = [
            (line, 0, line.steps, end) for line, end in zip(self._lines, ends, strict=True) if self._is_there(end)
        ]
        while open_lines:
            trials = [(line, taken) for line, low, high, _ in open_lines for taken in _between(low, high)]
            came = dict(zip(trials, self._tried(trials), strict=True))
            narrowed = [self._narrowed(line, low, high, end, came) for line, low, high, end in open_lines]
            for line, low, high, end in narrowed:
                if high - low == 1:
                    found[line.code] = {"most": found[line.code]["most"], **self._told(line.value(high), *end)}
            open_lines = [each for each in narrowed if each[2] - each[1] > 1]
        return found

    def _narrowed(
        self, line: _Line, low: int, high: int, end: tuple[float, float], came: Mapping[tuple[_Line, int], Any]
    ) -> tuple[_Line, int, int, tuple[float, float]]:
        for taken in _between(low, high):
            if self._is_there(came[line, taken]):
                return line, low, taken, came[line, taken]
            low = taken
        return line, low, high, end

    def _tried(self, trials: Sequence[tuple[_Line, int]]) -> list[tuple[float, float]]:
        """Total and rank of the unit in each trial; every trial is a copy of the rank group with one thing changed."""
        if not trials:
            return []
        inputs = _copied(self._group, len(trials))
        supposed = [
            Supposition(
                self._here["unit"], line.code, line.value(taken), line.what, _copy_name(place, self._here["department"])
            )
            for place, (line, taken) in enumerate(trials)
        ]
        scheme, layer = self._scores.scheme, self._scores.layer
        ranks = score(scheme, self._scores.period, supposed_inputs(scheme, inputs, supposed, layer), layer).ranks()
        own = ranks.filter(pl.col("unit").eq_missing(pl.lit(self._here["unit"], pl.String)))
        came = {row[0]: (row[1], row[2]) for row in own.select("department", "total", "rank").iter_rows()}
        return [came[str(each.department)] for each in supposed]

    def _is_there(self, came: tuple[float, float]) -> bool:
        return came[0] >= self._points if self._points is not None else came[1] <= (self._rank or 0)

    def _told(self, needed: float, total: float, rank: float) -> dict[str, Any]:
        return {"needed": needed, "supposed_total": total, "supposed_rank": rank, "reached": True}

    def _row(self, row: Mapping[str, Any], found: Mapping[str, Any] | None) -> dict[str, Any]:
        by_points = _is_given(self._scores, row)
        told = {
            "code": row["code"],
            "kind": row["kind"],
            "what": "points" if by_points else "actual",
            "actual": row["points"] if by_points else row["actual"],
        }
        return {**told, **(found or {"reached": False, "reason": "not_applicable"})}


def _is_given(scores: Scores, row: Mapping[str, Any]) -> bool:
    """Whether people give the points of a line."""
    if row["kind"] != "criterion":
        return False
    return row["origin"] == "entered" or isinstance(scores.scheme.criterion(row["code"]).rule, Manual)


def _line(scores: Scores, row: Mapping[str, Any], criterion: Criterion) -> _Line | None:
    """A criterion as it can be tried; ``None`` where it does not apply."""
    if _is_given(scores, row):
        if row["points"] is None:
            return None
        step = 10.0**-scores.scheme.rounding.decimals
        return _Line(
            criterion.code, "points", row["points"], step, math.floor((criterion.maximum - row["points"]) / step + 0.5)
        )
    if row["actual"] is None or row["share"] is None:
        return None
    unit = None if criterion.indicator is None else INDICATORS[criterion.indicator].unit
    step = _entered_step(scores, criterion, row) if unit is None else _STEPS.get(unit, 1.0)
    if criterion.direction is Direction.LOWER:
        return _Line(criterion.code, "actual", row["actual"], -step, math.ceil(max(row["actual"], 0) / step))
    if unit is Unit.SHARE:
        return _Line(criterion.code, "actual", row["actual"], step, math.ceil((1 - row["actual"]) / step))
    # Items may count the same figure, and take only so many.
    items = [
        each for each in scores.scheme.events if each.indicator is not None and each.indicator == criterion.indicator
    ]
    furthest = min([_FURTHEST, *(math.floor((_most(each) - row["actual"]) / step) for each in items)])
    return _Line(criterion.code, "actual", row["actual"], step, max(0, furthest))


def _entered_step(scores: Scores, criterion: Criterion, row: Mapping[str, Any]) -> float:
    """How finely a figure that people enter is tried: one by one, unless it is a share or runs into millions."""
    match criterion.rule:
        case YesNo():
            return 1.0
        case Proportional() | RelativeToBest():
            scale = row["target"]
        case Goalposts(worst, best):
            scale = best - worst
        case PerCount(points):
            scale = criterion.maximum / points
        case Deadline(points):
            scale = criterion.maximum / points
        case Bands(bands):
            scale = max(abs(each.bound or 0.0) for each in bands)
        case _:
            entered = scores.points.filter(pl.col("code") == criterion.code)["actual"].drop_nulls()
            scale = max(abs(each) for each in entered)
    magnitude = abs(scale or 1.0)
    return 1.0 if 1 < magnitude <= _ONE_BY_ONE else 10.0 ** (math.floor(math.log10(magnitude)) - 4)


def _item_line(row: Mapping[str, Any], item: EventItem) -> _Line | None:
    if row["actual"] is None:
        return None
    if item.kind == "bonus":
        return _Line(item.code, "actual", row["actual"], 1.0, max(0, math.floor(_most(item) - row["actual"])))
    return _Line(item.code, "actual", row["actual"], -1.0, math.ceil(row["actual"]))


def _most(item: EventItem) -> float:
    """How many of an item can be recorded."""
    return min(_FURTHEST, MOST_POINTS / item.points_each)


def _between(low: int, high: int) -> list[int]:
    """Up to a few numbers between two, evenly apart."""
    parts = min(_AT_ONCE + 1, high - low)
    return sorted({low + (high - low) * part // parts for part in range(1, parts)})


def _copy_name(place: int, department: str) -> str:
    return f"{place}{_SEPARATOR}{department}"


def _only_group(inputs: ScoreInputs, rank_group: str) -> ScoreInputs:
    """The inputs of one rank group."""
    own = inputs.participants.filter(rank_group=rank_group)
    others = {
        name: getattr(inputs, name).join(own, on=UNIT, how="semi", nulls_equal=True)
        for name in ("values", "targets", "entries", "events")
    }
    return replace(inputs, participants=own, **others)


def _copied(inputs: ScoreInputs, times: int) -> ScoreInputs:
    """As many copies of the inputs side by side, told apart by department and rank group."""
    copies = pl.DataFrame({"copy": [str(each) for each in range(times)]})
    named = {"department": pl.concat_str("copy", pl.lit(_SEPARATOR), "department")}
    frames = {
        name: getattr(inputs, name).join(copies, how="cross").with_columns(**named)
        for name in ("participants", "values", "targets", "entries", "events")
    }
    frames["participants"] = frames["participants"].with_columns(
        rank_group=pl.concat_str("copy", pl.lit(_SEPARATOR), "rank_group")
    )
    frames["events"] = frames["events"].with_columns(event_id=pl.concat_str("copy", pl.lit(_SEPARATOR), "event_id"))
    return replace(inputs, **{name: frame.drop("copy") for name, frame in frames.items()})
