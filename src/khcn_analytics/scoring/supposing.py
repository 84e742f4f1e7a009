"""What if: the same scoring with something else supposed, beside what it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.displays import what_if_display
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.results import CHANGES, UNIT
from khcn_analytics.scoring.reweighting import reweighted
from khcn_analytics.scoring.rules import Manual
from khcn_analytics.scoring.schemes import Criterion, EventItem, Layer, Scheme
from khcn_analytics.scoring.scored_units import is_unit, only_unit
from khcn_analytics.scoring.scores import Scores, score

SUPPOSED = "giả định / supposed"
"""Who entered what is only supposed."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """One thing that is supposed.

    Attributes:
        unit: Whose; ``None`` is the whole department.
        code: The criterion, or the bonus or penalty item.
        value: What was counted; of an item how many there are in all; of ``points`` the points.
        what: Whether ``value`` is the ``actual`` or the ``points`` given for it.
        department: The department; needed only where several have a unit of that name.

    Examples:
        >>> Supposition("Văn phòng", "B2", 4.5, "points").code
        'B2'
    """

    unit: str | None
    code: str
    value: float
    what: Literal["actual", "points"] = "actual"
    department: str | None = None


class SupposedTotals(pa.DataFrameModel):
    """Totals and ranks as they are and as they would be: one row a unit.

    ``change`` is ``supposed_total`` - ``total``. ``shift`` is ``rank`` - ``supposed_rank``: above 0 the unit would
    stand higher. What is null was not scored, or would not be.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    total: Number = pa.Field(nullable=True)
    supposed_total: Number = pa.Field(nullable=True)
    change: Number = pa.Field(nullable=True)
    rank: Number = pa.Field(nullable=True)
    supposed_rank: Number = pa.Field(nullable=True)
    shift: Number = pa.Field(nullable=True)


class SupposedSteps(pa.DataFrameModel):
    """Where a change of a total would come from: one row is one step of one unit that would differ.

    The ``change`` of all rows of a unit add up to that of its total, decimal place by decimal place.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    code: Text = pa.Field(nullable=True)
    step: Text = pa.Field(isin=CHANGES)
    value: Number = pa.Field()
    supposed: Number = pa.Field()
    change: Number = pa.Field()


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class WhatIf(Shown):
    """A scoring, and the same with something else supposed.

    Attributes:
        before: The scoring as it is.
        after: The scoring as supposed; its scheme has the maxima supposed.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> supposed = kh.scoring.what_if(scores, [kh.scoring.Supposition("Văn phòng", "B2", 0, "points")])
        >>> supposed.totals().filter(unit="Văn phòng").select("total", "supposed_total").row(0)
        (89.1, 84.1)
    """

    before: Scores
    after: Scores

    def _shown(self) -> Display:
        return what_if_display(self)

    def totals(self) -> DataFrame[SupposedTotals]:
        """Totals and ranks side by side, in the order of the ranks as they are."""
        is_now, would_be = (
            each.ranks().select(*UNIT, "rank_group", "total", "rank") for each in (self.before, self.after)
        )
        other = would_be.select(*UNIT, supposed_total="total", supposed_rank="rank")
        joined = is_now.join(other, on=UNIT, how="left", nulls_equal=True, maintain_order="left")
        return as_result(
            joined.select(
                *UNIT,
                "rank_group",
                "total",
                "supposed_total",
                _difference("total", "supposed_total").alias("change"),
                "rank",
                "supposed_rank",
                shift=pl.col("rank") - pl.col("supposed_rank"),
            ),
            SupposedTotals,
        )

    def steps(self) -> DataFrame[SupposedSteps]:
        """The steps that would differ."""
        key = [*UNIT, "code", "step"]
        is_now, would_be = (each.steps.filter(pl.col("step").is_in(CHANGES)) for each in (self.before, self.after))
        joined = is_now.join(
            would_be.rename({"value": "supposed"}), on=key, how="full", coalesce=True, nulls_equal=True
        ).with_columns(pl.col("value", "supposed").fill_null(0.0))
        changed = joined.with_columns(_difference("value", "supposed").alias("change")).filter(pl.col("change") != 0)
        return as_result(changed.sort(*UNIT, "code", "step"), SupposedSteps)


def what_if(
    scores: Scores, supposed: Iterable[Supposition] = (), *, maxima: Mapping[str, float] | None = None
) -> WhatIf:
    """Score again with something else supposed.

    Args:
        scores: The scoring as it is.
        supposed: What is supposed of units; of the same thing the last holds. What people gave in the layer
            of the scoring is replaced.
        maxima: Points that criteria could earn instead, by code; what earns a share of the maximum
            earns the same share of the other. Groups above grow or shrink with them.

    Returns:
        Both scorings.

    Raises:
        UnknownNameError: If there is no such unit, criterion or item.
        WrongUseError: If several departments have a unit of that name, a maximum is not above 0, or points
            are supposed of an item, or something counted where people give points.
        ScoreInputsError: If what is supposed can't be, such as more points than the maximum.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> supposed = [kh.scoring.Supposition("Văn phòng", "B2", 0, "points")]
        >>> kh.scoring.what_if(scores, supposed).steps().select("code", "value", "supposed").rows()
        [('B2', 5.0, 0.0)]
    """
    scheme, inputs = reweighted(scores.scheme, scores.inputs, maxima or {})
    inputs = supposed_inputs(scheme, inputs, supposed, scores.layer)
    return WhatIf(scores, score(scheme, scores.period, inputs, scores.layer))


def supposed_inputs(scheme: Scheme, inputs: ScoreInputs, supposed: Iterable[Supposition], layer: Layer) -> ScoreInputs:
    """The records of a scoring with something else supposed, as :func:`what_if` does.

    Args:
        scheme: The scheme.
        inputs: The records as they are.
        supposed: What is supposed; of the same thing the last holds.
        layer: The layer whose entries are replaced.

    Raises:
        UnknownNameError: If there is no such unit, criterion or item.
        WrongUseError: As for :func:`what_if`.
    """
    lines: list[Criterion | EventItem] = [*scheme.criteria, *scheme.events]
    by_code = {each.code: each for each in lines}
    for one in supposed:
        _refuse_nonsense(one)
        if one.code not in by_code:
            raise UnknownNameError("tiêu chí hoặc mục thưởng, trừ", "criterion or item", one.code, by_code)
        inputs = _with(inputs, one, by_code[one.code], layer)
    return inputs


def _refuse_nonsense(supposed: Supposition) -> None:
    """Values that are no numbers, and words that are none of ours."""
    value: object = supposed.value
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise WrongUseError(
            f"Giá trị giả định của {supposed.code} phải là một con số, không phải {supposed.value!r}.",
            f"What is supposed of {supposed.code} must be a number, not {supposed.value!r}.",
        )
    if supposed.what not in ("actual", "points"):
        raise UnknownNameError("cách giả định", "kind of supposition", supposed.what, ["actual", "points"])


def _with(inputs: ScoreInputs, supposed: Supposition, line: Criterion | EventItem, layer: Layer) -> ScoreInputs:
    found = only_unit(inputs.participants, supposed.unit, supposed.department)
    who = {name: found[name] for name in UNIT}
    by_points = supposed.what == "points"
    if isinstance(line, EventItem):
        if by_points:
            raise WrongUseError(
                f"Mục {line.code} tính theo số lần, không nhận điểm. Hãy giả định số lần (what=“actual”).",
                f"Item {line.code} is counted; it takes no points. Suppose how many there are (what=“actual”).",
            )
        if line.indicator is None:
            return replace(inputs, events=_event(inputs.events, who, line, supposed.value))
    elif by_points or line.indicator is None:
        if isinstance(line.rule, Manual) and not by_points:
            raise WrongUseError(
                f"Tiêu chí {line.code} do người chấm cho điểm. Hãy giả định điểm (what=“points”).",
                f"Criterion {line.code} has points given by people. Suppose points (what=“points”).",
            )
        return replace(inputs, entries=_entry(inputs.entries, who, line, layer, supposed))
    else:
        # Points that people gave would go before what is counted.
        entries = inputs.entries.filter(~(is_unit(who) & _entered(line, layer)))
        inputs = replace(inputs, entries=entries)
    assert line.indicator is not None
    return replace(inputs, values=_value(inputs.values, who, line.indicator, supposed.value))


def _value(values: pl.DataFrame, who: Mapping[str, str | None], indicator: str, value: float) -> pl.DataFrame:
    others = values.filter(~(is_unit(who) & (pl.col("indicator") == indicator)))
    return _added(others, {**who, "indicator": indicator, "value": float(value)})


def _entry(
    entries: pl.DataFrame, who: Mapping[str, str | None], line: Criterion, layer: Layer, supposed: Supposition
) -> pl.DataFrame:
    others = entries.filter(~(is_unit(who) & _entered(line, layer)))
    row = {**who, "criterion": line.code, "layer": layer, "scored_by": SUPPOSED, supposed.what: float(supposed.value)}
    return _added(others, row)


def _event(events: pl.DataFrame, who: Mapping[str, str | None], item: EventItem, quantity: float) -> pl.DataFrame:
    others = events.filter(~(is_unit(who) & (pl.col("item") == item.code)))
    if quantity == 0:
        return others
    event_id = f"{SUPPOSED}: {who['department']}/{who['unit']}/{item.code}"
    given = {"quantity": float(quantity), "status": "accepted", "evidence": SUPPOSED}
    return _added(others, {**who, "event_id": event_id, "item": item.code, **given})


def _entered(line: Criterion, layer: Layer) -> pl.Expr:
    return (pl.col("criterion") == line.code) & (pl.col("layer") == layer)


def _added(frame: pl.DataFrame, row: Mapping[str, object]) -> pl.DataFrame:
    return pl.concat([frame, pl.DataFrame([row], schema={name: frame.schema[name] for name in row})], how="diagonal")


def _difference(before: str, after: str) -> pl.Expr:
    """A difference of points without what binary fractions add to it."""
    return (pl.col(after) - pl.col(before)).round(9)
