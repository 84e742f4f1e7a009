"""The frames this library makes: problems, values, changes and what came of targets."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Integer, Number, Text

UNKNOWN = "unknown"
"""Group of the records that hold nothing in the dimension asked for; shown as "chưa rõ"."""

FLAGS = ["zero_denominator", "not_covered", "not_reported", "period_kind", "part_missing"]
"""Why an indicator has no value."""
VERDICTS = ["better", "worse", "unchanged", "neither", "not_comparable"]
"""What a change is worth by the direction of its indicator."""
CHANGE_REASONS = ["no_value", "no_base", "base_without_value", "zero_base", "share", "break"]
"""Why a change has no absolute or no relative figure."""


BREAK_SEVERITIES = ["not_comparable", "warning"]
"""What a break does to a figure that crosses it: no figure is told, or it is told with a note."""


class AcrossBreaks(pa.DataFrameModel):
    """What breaks the series within the days that a row is about; all null where nothing does.

    ``breaks`` are the ids of the breaks, separated by "; ", ``break_vi`` and ``break_en`` what they are,
    ``break_advice_vi`` and ``break_advice_en`` what to do instead, null where nothing is advised.
    ``break_severity`` is the severest: one that is ``not_comparable`` takes figures away, a ``warning`` leaves
    them as they are.
    """

    breaks: Text = pa.Field(nullable=True)
    break_severity: Text = pa.Field(nullable=True, isin=BREAK_SEVERITIES)
    break_vi: Text = pa.Field(nullable=True)
    break_en: Text = pa.Field(nullable=True)
    break_advice_vi: Text = pa.Field(nullable=True)
    break_advice_en: Text = pa.Field(nullable=True)


BREAK_COLUMNS = tuple(AcrossBreaks.to_schema().columns)


class Problems(pa.DataFrameModel):
    """What is wrong with data: one row is one broken rule in one cell, or in a whole table.

    ``file``, ``sheet``, ``column`` and ``header`` are null for frames that came from no file;
    ``row`` is the row in the file (the first row is 1) or, for a frame, the position counted from 1.
    ``severity`` is ``error`` (the row is kept out) or ``warning`` (it is let in).
    """

    file: Text = pa.Field(nullable=True)
    sheet: Text = pa.Field(nullable=True)
    row: Integer = pa.Field(nullable=True, ge=1)
    column: Text = pa.Field(nullable=True)
    header: Text = pa.Field(nullable=True)
    field: Text = pa.Field(nullable=True)
    value: Text = pa.Field(nullable=True)
    rule: Text = pa.Field()
    severity: Text = pa.Field(isin=["error", "warning"])
    message_vi: Text = pa.Field()
    message_en: Text = pa.Field()
    fix_vi: Text = pa.Field()
    fix_en: Text = pa.Field()
    suggestion: Text = pa.Field(nullable=True)

    class Config:
        strict = True


class IndicatorValues(pa.DataFrameModel):
    """Values of indicators: one row is one indicator, one group, one period.

    ``department`` and ``unit`` are null where the value is over all of them; other dimensions
    are added as further columns only when asked for. ``value`` is null exactly where ``flag``
    says why: ``zero_denominator``, ``not_covered`` (the data do not reach that period),
    ``not_reported`` (the group reported nothing on that year), ``period_kind`` (the indicator
    exists for other kinds of period only) or ``part_missing`` (one of the provinces that were
    merged has no value). For counts and sums
    ``numerator`` is the value and ``denominator`` is null.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    numerator: Number = pa.Field(nullable=True)
    denominator: Number = pa.Field(nullable=True)
    flag: Text = pa.Field(nullable=True, isin=FLAGS)

    @pa.dataframe_check(name="value_or_flag")
    def value_or_flag(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("value").is_null() == pl.col("flag").is_not_null())


class Changes(pa.DataFrameModel):
    """Values against a base period: one row for each row of the values they were made from.

    ``absolute`` is value - base (for shares: a difference of shares, shown as percentage
    points); ``relative`` is absolute / abs(base), null for shares. ``verdict`` is ``better``,
    ``worse``, ``unchanged``, ``neither`` (the indicator has no good direction) or
    ``not_comparable``. ``reason`` says why ``absolute`` or ``relative`` is null:
    ``no_value``, ``no_base`` (no such period among the values), ``base_without_value``,
    ``zero_base`` (relative change undefined), ``share`` (told in percentage points) or ``break``
    (the series means something else from a day in between).
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    base: Number = pa.Field(nullable=True)
    absolute: Number = pa.Field(nullable=True)
    relative: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field(isin=VERDICTS)
    reason: Text = pa.Field(nullable=True, isin=CHANGE_REASONS)

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("relative").is_null() == pl.col("reason").is_not_null())


class IndexedValues(AcrossBreaks):
    """Values as an index: what each would be if its base were 100, and what breaks the series since the base.

    ``reason`` says why ``index`` is null: what :class:`Changes` says, or ``not_positive`` (the
    base is below 0, of which there is no index). ``verdict`` is that of the change.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    base: Number = pa.Field(nullable=True)
    index: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field(isin=VERDICTS)
    reason: Text = pa.Field(nullable=True, isin=[*CHANGE_REASONS, "not_positive"])

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("index").is_null() == pl.col("reason").is_not_null())


class AverageChanges(AcrossBreaks):
    """Change a year, on average, from a base period to the same period of a later year.

    ``years`` is the true number of years between; ``reported`` how many of the ``years`` + 1 periods
    from the base to the last have a value, so that a gap between is seen. ``absolute`` is the
    change divided by ``years``; ``rate`` the constant relative change a year that leads from base
    to value; both are null with the reason ``break`` where the series breaks in between. ``reason`` says why ``absolute`` or ``rate`` is null: what :class:`Changes` says, or
    ``not_positive`` (no constant rate leads from or to 0 or less).
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    base: Number = pa.Field(nullable=True)
    years: Integer = pa.Field(ge=1)
    reported: Integer = pa.Field(ge=0)
    absolute: Number = pa.Field(nullable=True)
    rate: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field(isin=VERDICTS)
    reason: Text = pa.Field(nullable=True, isin=[*CHANGE_REASONS, "not_positive"])

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("rate").is_null() == pl.col("reason").is_not_null())


class TargetResults(pa.DataFrameModel):
    """Targets beside what was achieved: one row for each target.

    ``difference`` is ``actual`` - ``target``, whatever the operator; of a target ``between`` it is 0
    inside the range and leads to the nearer end outside. ``relative`` is the difference / the size
    of the target, or of that end. ``verdict`` is ``met``, ``missed`` or ``not_judged``. ``reason``
    says why ``difference`` or ``relative`` is null: the flag of the value (see
    :class:`IndicatorValues`), ``not_computed`` (the indicator can't be computed from these data for
    this group), ``zero_target`` or ``share`` (told in percentage points).
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    operator: Text = pa.Field(isin=["at_least", "at_most", "equal", "between"])
    target: Number = pa.Field()
    upper_target: Number = pa.Field(nullable=True)
    campaign_id: Text = pa.Field(nullable=True)
    actual: Number = pa.Field(nullable=True)
    difference: Number = pa.Field(nullable=True)
    relative: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field(isin=["met", "missed", "not_judged"])
    reason: Text = pa.Field(nullable=True, isin=[*FLAGS, "not_computed", "zero_target", "share"])

    class Config:
        strict = True

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("relative").is_null() == pl.col("reason").is_not_null())

    @pa.dataframe_check(name="judged_where_there_is_a_value")
    def judged_where_there_is_a_value(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select((pl.col("verdict") == "not_judged") == pl.col("difference").is_null())
