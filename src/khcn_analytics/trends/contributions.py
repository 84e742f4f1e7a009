"""Where a change comes from: the part of each unit, level, field or programme. The arithmetic is in ``kitagawa``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.periods import KIND_LABELS, Period
from khcn_analytics.schemas.columns import Date, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import keys_of
from khcn_analytics.trends.crossing import break_columns, is_not_comparable, within
from khcn_analytics.trends.kitagawa import (
    SIDES,
    is_ratio,
    is_reported_whole,
    parts_of_change,
    per,
    share_of_change,
    wholes,
)
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.trends.windows import window_end, window_start
from khcn_analytics.vocabulary.labels import Label

CONTRIBUTION_REASONS: dict[str, Label] = {
    "no_value": Label("kỳ này không có số liệu", "no values in this period"),
    "no_base": Label("kỳ gốc không có số liệu", "no values in the base period"),
    "part_without_value": Label(
        "có nhóm không có số liệu nên các phần không cộng lại bằng toàn bộ",
        "a group has no value, so the parts don't add up to the whole",
    ),
    "zero_denominator": Label("mẫu số của toàn bộ bằng 0", "the denominator of the whole is 0"),
    "break": Label(
        "chuỗi số liệu bị gãy giữa hai kỳ nên thay đổi không so sánh được",
        "the series breaks between the periods, so the change can't be compared",
    ),
    "no_change": Label("toàn bộ không đổi, không tính được tỷ lệ đóng góp", "the whole is unchanged, no share of it"),
}


class Contributions(AcrossBreaks):
    """The part of each group in the change of the whole: one row is one group of one whole.

    ``value`` and ``base`` are the group's own figures; ``whole`` and ``whole_base`` those of all groups
    together, ``whole_change`` their difference, to which ``contribution`` adds up. Of a ratio,
    ``within`` and ``mix`` add up to ``contribution``; of counts and sums they are null. ``share`` is
    contribution / whole_change. ``presence`` tells in which of the two periods the group has
    anything: ``both``, ``appeared``, ``disappeared`` or ``neither``; of a ratio, anything in the denominator;
    null where a figure of the group is not known. ``unreported`` tells of a group that reported nothing
    on the ``period``, the ``base`` or ``both``: the whole is made of those that did.
    ``reason`` says why ``share``, and unless it is ``no_change`` also ``contribution``, is null: of a change
    that a break leaves nothing to compare in, there are no parts. What breaks one part leaves no parts at all;
    the whole is told all the same where it is not broken itself, as where two departments became one.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    value: Number = pa.Field(nullable=True)
    base: Number = pa.Field(nullable=True)
    unreported: Text = pa.Field(nullable=True, isin=["period", "base", "both"])
    presence: Text = pa.Field(nullable=True, isin=["both", "appeared", "disappeared", "neither"])
    contribution: Number = pa.Field(nullable=True)
    within: Number = pa.Field(nullable=True)
    mix: Number = pa.Field(nullable=True)
    share: Number = pa.Field(nullable=True)
    whole: Number = pa.Field(nullable=True)
    whole_base: Number = pa.Field(nullable=True)
    whole_change: Number = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=list(CONTRIBUTION_REASONS))

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("share").is_null() == pl.col("reason").is_not_null())


def contributions(
    values: DataFrame[IndicatorValues],
    current: Period,
    base: Period,
    of: Sequence[str] = ("unit",),
    *,
    breaks: Iterable[Break] = (),
) -> DataFrame[Contributions]:
    """Which groups a change comes from.

    Args:
        values: Values of both periods, split at least by the dimensions ``of``. Every group must be there,
            as :func:`compute` gives them, for the whole is the sum of the groups.
        current: The period to explain.
        base: The period to explain it by.
        of: The dimensions whose groups are the parts. Any other dimension of the values,
            such as the department, tells one whole from another.
        breaks: What may lie between the periods (see ``breaks``).

    Returns:
        One row for each group, those that moved the whole most first. A group with rows in one
        of the periods only has nothing in the other.

    Raises:
        IncomparableError: If the periods differ in kind or calendar.
        UnknownNameError: If the values have no such dimension.
        WrongUseError: If ``of`` is empty, a text or names a dimension twice, a row belongs to no group, a group has
            two values for a period, or a value is no number.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.engine import compute
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), unit=pl.Series(["Thanh tra", "Chi cục"] * 2),
        ...     subjects=pl.Series([20, 10, 26, 9]),
        ...     started_on=pl.Series(["2019-05-01", "2019-06-01", "2020-05-01", "2020-06-01"]).str.to_date(),
        ... )
        >>> this, last = Period("year", 2020), Period("year", 2019)
        >>> values = compute({"inspections": frame}, [this, last], ["department", "unit"],
        ...                  ["inspections.checked_subjects"])
        >>> contributions(values, this, last).select("unit", "contribution", "share", "whole_change").rows()
        [('Thanh tra', 6.0, 1.2, 5.0), ('Chi cục', -1.0, -0.2, 5.0)]
    """
    _refuse(values, current, base, of)
    keys = [name for name in keys_of(values) if name not in of]
    now, then = _side(values, current, "now", [*keys, *of]), _side(values, base, "then", [*keys, *of])
    both = now.join(then, on=[*keys, *of], how="full", coalesce=True, nulls_equal=True)
    days = {
        Contributions.period_start: current.start,
        Contributions.period_end: current.end,
        Contributions.period_kind: current.kind,
        Contributions.base_start: base.start,
        Contributions.base_end: base.end,
    }
    placed = both.with_columns(pl.lit(day).alias(name) for name, day in days.items()).with_columns(_window())
    known = within(placed, breaks)
    crossed = break_columns(placed.columns, known, of_whole=keys)
    broken = placed.with_columns(*crossed, _is_whole_cut(placed, of, known))
    parts = broken.with_columns(_reason(keys), is_ratio(), per(), _unreported()).with_columns(
        # A group without a row in one period had nothing there.
        pl.when(pl.col(f"{side} unreported").is_null())
        .then(0.0)
        .otherwise(pl.col(f"{side} {part}"))
        .alias(f"{side} {part}")
        for side in SIDES
        for part in ("above", "below")
    )
    split = parts.with_columns(wholes(keys)).with_columns(parts_of_change()).with_columns(share_of_change())
    told = split.sort(
        *keys,
        pl.col(Contributions.contribution).abs(),
        *of,
        descending=[*(False for _ in keys), True, *(False for _ in of)],
        nulls_last=True,
    )
    return as_result(told.select(*keys_of(values), *days, *_RESULT), Contributions)


_RESULT = (
    *(Contributions.value, Contributions.base, Contributions.unreported, Contributions.presence),
    *(Contributions.contribution, Contributions.within, Contributions.mix, Contributions.share),
    *(Contributions.whole, Contributions.whole_base, Contributions.whole_change, Contributions.reason),
    *BREAK_COLUMNS,
)


def _is_whole_cut(placed: pl.DataFrame, of: Sequence[str], breaks: Iterable[Break]) -> pl.Series:
    """Whether a break leaves nothing to compare in the whole itself: two departments that became one add up as before."""
    whole = placed.with_columns(pl.lit(None, pl.String).alias(name) for name in of)
    cut = whole.with_columns(break_columns(whole.columns, breaks)).select(is_not_comparable())
    return cut.to_series().alias("whole is cut")


def _window() -> list[pl.Expr]:
    """The days that either period is about."""
    periods = (("period_start", "period_end"), ("base_start", "base_end"))
    return [
        pl.min_horizontal(window_start(*each) for each in periods).alias("first"),
        pl.max_horizontal(window_end(*each) for each in periods).alias("after"),
    ]


def refuse_wrong_groups(of: Sequence[str]) -> None:
    """Raise for dimensions that are no list of names, each named once.

    Raises:
        WrongUseError: If there are none, they are a text, or one is named twice.
    """
    if isinstance(of, str) or not of:
        raise WrongUseError("of cần một danh sách, ví dụ [“unit”].", "of takes a list, for example [“unit”].")
    if repeated := ", ".join(dict.fromkeys(name for name in of if list(of).count(name) > 1)):
        raise WrongUseError(
            f"of nêu {repeated} nhiều lần. Hãy nêu mỗi chiều một lần.", f"of names {repeated} twice. Name each once."
        )


def _refuse(values: pl.DataFrame, current: Period, base: Period, of: Sequence[str]) -> None:
    """Raise for what has no answer."""
    refuse_wrong_groups(of)
    need_numbers(values)
    dimensions = set(keys_of(values)) - {"indicator"}
    for name in of:
        if name not in dimensions:
            raise UnknownNameError("chiều phân tích", "dimension", name, dimensions)
    if not current.is_like(base):
        now, then = KIND_LABELS[current.kind], KIND_LABELS[base.kind]
        raise IncomparableError(
            f"Không tách mức thay đổi từ {base.label()} đến {current.label()}: kỳ khác loại ({then.vi}, {now.vi}) "
            "hoặc khác lịch. Hãy chọn hai kỳ cùng loại.",
            f"The change from {base.label('en')} to {current.label('en')} is not split: the periods differ in kind "
            f"({then.en}, {now.en}) or calendar. Choose two periods of one kind.",
        )
    groupless = values.filter(pl.any_horizontal(pl.col(list(of)).is_null())).height
    if groupless:
        raise WrongUseError(
            f"Có {groupless} giá trị không thuộc nhóm nào của {', '.join(of)}. Hãy tính lại, tách theo chiều đó.",
            f"{groupless} value(s) belong to no group of {', '.join(of)}. Compute them again, split by it.",
        )


def _side(values: pl.DataFrame, period: Period, side: str, groups: Sequence[str]) -> pl.DataFrame:
    """The figures of one period: what is counted (``above``) and, of ratios, what it is divided by (``below``)."""
    rows = values.filter(
        pl.col(IndicatorValues.period_start) == period.start,
        pl.col(IndicatorValues.period_end) == period.end,
        pl.col(IndicatorValues.period_kind) == period.kind,
    )
    repeated = rows.select(groups).is_duplicated().sum()
    if repeated:
        raise WrongUseError(
            f"Có {repeated} giá trị trùng chỉ số và nhóm trong {period.label()}. Hãy tính lại bằng compute.",
            f"{repeated} values share their indicator and group in {period.label('en')}. Compute them again.",
        )
    # The whole is made of the groups that reported: one that did not adds nothing to it.
    unreported = (pl.col(IndicatorValues.flag).eq_missing("not_reported")) & is_reported_whole()
    above = pl.when(is_ratio()).then("numerator").otherwise("value")
    below = pl.when(is_ratio()).then("denominator").otherwise(0.0)
    return rows.select(
        *groups,
        pl.col("value").alias("value" if side == "now" else "base"),
        pl.when(unreported).then(0.0).otherwise(above).alias(f"{side} above"),
        pl.when(unreported).then(0.0).otherwise(below).alias(f"{side} below"),
        unreported.alias(f"{side} unreported"),
    )


def _reason(keys: Sequence[str]) -> pl.Expr:
    """Why a whole can't be split, the same for all of its parts."""
    unreported = {side: pl.col(f"{side} unreported") for side in SIDES}
    # False for a row that was reported, null where there is no row.
    none_reported = {side: unreported[side].not_().sum().over(keys) == 0 for side in SIDES}
    unknown = [
        unreported[side].is_not_null() & (pl.col(f"{side} above").is_null() | pl.col(f"{side} below").is_null())
        for side in SIDES
    ]
    no_denominator = [pl.col(f"{side} below").sum() == 0 for side in SIDES]
    return (
        pl.when(none_reported["now"])
        .then(pl.lit("no_value"))
        .when(none_reported["then"])
        .then(pl.lit("no_base"))
        .when(pl.any_horizontal(unknown).any().over(keys))
        .then(pl.lit("part_without_value"))
        .when(is_ratio() & pl.any_horizontal(each.over(keys) for each in no_denominator))
        .then(pl.lit("zero_denominator"))
        .when(is_not_comparable())
        .then(pl.lit("break"))
        .alias(Contributions.reason)
    )


def _unreported() -> pl.Expr:
    """The periods on which a group reported nothing."""
    now, then = (pl.col(f"{side} unreported").fill_null(value=False) for side in SIDES)
    return (
        pl.when(now & then)
        .then(pl.lit("both"))
        .when(now)
        .then(pl.lit("period"))
        .when(then)
        .then(pl.lit("base"))
        .alias(Contributions.unreported)
    )
