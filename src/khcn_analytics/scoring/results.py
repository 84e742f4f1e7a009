"""The frames that a scoring makes, and why something in them is missing."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Boolean, Date, Integer, Number, Text
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.labels import Label

UNIT = ("department", "unit")
"""What names who is scored; without a unit it is the whole department."""

MISSING_LABELS: dict[str, Label] = {
    **FLAG_LABELS,
    "not_in_values": Label("không có số liệu của đơn vị này", "there are no figures of this unit"),
    "not_entered": Label("chưa có điểm chấm ở bước này", "nothing was entered in this layer"),
    "no_target": Label("chưa có chỉ tiêu của đơn vị này", "this unit has no target"),
    "target_operator": Label(
        "chỉ tiêu đặt theo cách khác, không tính được phần đã đạt",
        "the target is set in a way of which no part can be told",
    ),
    "negative_target": Label(
        "chỉ tiêu nhỏ hơn 0, không tính được phần đã đạt", "nothing is a part of a target below 0"
    ),
    "zero_target": Label("chỉ tiêu bằng 0, không tính được phần trăm vượt", "nothing is a percentage of a target of 0"),
    "no_spread": Label("các đơn vị trong khối bằng nhau", "all of the rank group have the same"),
}
"""Why a criterion has no points of its own."""

NO_TOTAL_LABELS: dict[str, Label] = {
    "blocked": Label("thiếu tiêu chí bắt buộc phải có điểm", "criteria that must have points have none"),
    "nothing_applicable": Label("không tiêu chí nào được xét", "no criterion is applicable"),
}
"""Why a unit has no total."""

KINDS = ("criterion", "bonus", "penalty")
CHANGES = (
    *("points", "bonus", "penalty", "capped", "renormalised"),
    *("bonus_capped", "penalty_capped", "floor", "ceiling", "rounded"),
)
"""Steps that add points to the total, or take them away; together they are the total."""
STEPS = ("raw", "share", *CHANGES, "earned", "total")
"""All steps; the others tell what something came to."""


class ScorePoints(pa.DataFrameModel):
    """Points: one row is one unit and one criterion, or one bonus or penalty item.

    ``actual`` is what was counted, ``target`` the one that was applied, ``share`` the share of the maximum.
    ``exact`` are the points before and ``points`` those after rounding or, of an item, its cap; a penalty's
    are above 0 too.
    ``maximum`` of an item is its cap, null where it has none. ``origin`` is ``entered`` where people gave
    the points or the events, else ``computed``. ``reason`` says why there was nothing to give points for;
    ``points`` are then 0 where the scheme says so, else null.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    code: Text = pa.Field()
    kind: Text = pa.Field(isin=KINDS)
    maximum: Number = pa.Field(nullable=True)
    actual: Number = pa.Field(nullable=True)
    target: Number = pa.Field(nullable=True)
    share: Number = pa.Field(nullable=True, ge=0, le=1)
    exact: Number = pa.Field(nullable=True, ge=0)
    points: Number = pa.Field(nullable=True, ge=0)
    origin: Text = pa.Field(nullable=True, isin=["computed", "entered"])
    reason: Text = pa.Field(nullable=True, isin=list(MISSING_LABELS))

    class Config:
        strict = True

    @pa.dataframe_check(name="points_or_reason")
    def points_or_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("points").is_not_null() | pl.col("reason").is_not_null())


class ScoreTotals(pa.DataFrameModel):
    """Totals: one row a unit.

    ``content`` are the points of all criteria, ``bonus`` and ``penalty`` those of the items, caps applied.
    ``exact`` is the total before and ``total`` that after its rounding. Both are null exactly where
    ``reason`` says why: ``blocked`` (then ``blocked_by`` lists the criteria that have no points) or
    ``nothing_applicable``.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    content: Number = pa.Field(nullable=True)
    bonus: Number = pa.Field(ge=0)
    penalty: Number = pa.Field(ge=0)
    exact: Number = pa.Field(nullable=True)
    total: Number = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=list(NO_TOTAL_LABELS))
    blocked_by: Text = pa.Field(nullable=True)

    class Config:
        strict = True

    @pa.dataframe_check(name="total_or_reason")
    def total_or_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("total").is_null() == pl.col("reason").is_not_null())


class ScoreSteps(pa.DataFrameModel):
    """How each total came about: one row is one step.

    ``code`` is that of the criterion, the item or the group the step is about; null where it is the
    total. ``raw`` (what was counted), ``share`` (of the maximum), ``earned`` (points of a group) and
    ``total`` tell what something came to. All other steps are points that were added or taken away:
    ``points`` of a criterion, ``rounded``, ``renormalised`` (points of what is not applicable, shared out),
    ``bonus`` and ``penalty`` of an item, ``capped`` (by the cap of the item), ``bonus_capped`` and
    ``penalty_capped`` (by the cap of all items), ``floor`` and ``ceiling``. They add up to the total.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    code: Text = pa.Field(nullable=True)
    step: Text = pa.Field(isin=STEPS)
    value: Number = pa.Field()

    class Config:
        strict = True


class RankedScores(pa.DataFrameModel):
    """Ranks within rank groups: one row a unit, the first of each group first.

    ``total`` is what was ranked, exact or rounded as the scheme says; ``ranked`` how many of the rank group
    have a rank. ``tied_with`` names those who share the place, ``decided_by`` the tie-breaker that set the unit
    apart from others of the same total. ``gap`` is the distance in points to the next place below (0 where a
    tie-breaker decided), null for the last. ``close`` tells that the gap is too small to tell the two
    apart; of equal totals it isn't said, those are ties. ``rank`` is null exactly where ``reason`` says why.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    total: Number = pa.Field(nullable=True)
    rank: Number = pa.Field(nullable=True, ge=1)
    ranked: Integer = pa.Field(ge=0)
    tied_with: Text = pa.Field(nullable=True)
    decided_by: Text = pa.Field(nullable=True)
    gap: Number = pa.Field(nullable=True, ge=0)
    close: Boolean = pa.Field()
    reason: Text = pa.Field(nullable=True, isin=list(NO_TOTAL_LABELS))

    class Config:
        strict = True

    @pa.dataframe_check(name="rank_or_reason")
    def rank_or_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("rank").is_null() == pl.col("reason").is_not_null())


class LayerDifferences(pa.DataFrameModel):
    """The points of the three layers side by side: one row is one unit and one criterion or item.

    ``review_change`` is ``reviewed`` - ``self``, ``decision_change`` is ``decided`` - ``reviewed``; null where
    one of the two layers has no points. Who, when and why come from the entries; of items the reasons are those
    of the events.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    code: Text = pa.Field()
    kind: Text = pa.Field(isin=KINDS)
    self: Number = pa.Field(nullable=True)
    reviewed: Number = pa.Field(nullable=True)
    decided: Number = pa.Field(nullable=True)
    review_change: Number = pa.Field(nullable=True)
    decision_change: Number = pa.Field(nullable=True)
    self_by: Text = pa.Field(nullable=True)
    self_on: Date = pa.Field(nullable=True)
    self_reason: Text = pa.Field(nullable=True)
    reviewed_by: Text = pa.Field(nullable=True)
    reviewed_on: Date = pa.Field(nullable=True)
    reviewed_reason: Text = pa.Field(nullable=True)
    decided_by: Text = pa.Field(nullable=True)
    decided_on: Date = pa.Field(nullable=True)
    decided_reason: Text = pa.Field(nullable=True)

    class Config:
        strict = True


class AccountLines(pa.DataFrameModel):
    """The total of one unit, line by line; the points of all lines add up to it exactly.

    ``code`` and ``level`` tell what the line is about: a ``criterion``, a ``group``, a ``bonus`` or ``penalty``
    item or the ``total`` (without code). ``step`` is that of :class:`ScoreSteps`.
    """

    code: Text = pa.Field(nullable=True)
    level: Text = pa.Field(isin=["criterion", "group", "bonus", "penalty", "total"])
    step: Text = pa.Field(isin=CHANGES)
    label_vi: Text = pa.Field()
    label_en: Text = pa.Field()
    points: Number = pa.Field()
    how_vi: Text = pa.Field()
    how_en: Text = pa.Field()

    class Config:
        strict = True
