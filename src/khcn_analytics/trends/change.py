"""Values against a base period.

A period is compared only with one of its own kind, and a missing base is told, never bridged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import KIND_LABELS, Period, period_from_days
from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.vocabulary.units import Direction, Unit

Against = Literal["previous_period", "same_period_last_year"]

BASES: Mapping[Against, Callable[[Period], Period]] = {
    "previous_period": Period.previous,
    "same_period_last_year": Period.same_period_last_year,
}

_PERIOD = (IndicatorValues.period_start, IndicatorValues.period_end, IndicatorValues.period_kind)
_NOT_KEYS = {*_PERIOD, "value", "numerator", "denominator", "flag"}


def base_of(period: Period, against: Against | int) -> Period:
    """The period that another is set against.

    Args:
        period: The period to judge.
        against: ``previous_period`` (the one just before), ``same_period_last_year``, or a year: the
            same period of that year.

    Raises:
        UnknownNameError: If there is no such way to compare.

    Examples:
        >>> base_of(Period("quarter", 2020, 1), "previous_period").label()
        'quý IV/2019'
        >>> base_of(Period("quarter", 2020, 1), 2016).label()
        'quý I/2016'
    """
    if isinstance(against, int):
        return period.of_year(against)
    if against not in BASES:
        raise UnknownNameError("cách so sánh", "comparison", against, BASES)
    return BASES[against](period)


def change(values: DataFrame[IndicatorValues], against: Against | int = "same_period_last_year") -> DataFrame[Changes]:
    """Each value against its base period.

    Args:
        values: Values of any indicators, groups and periods. The base periods must be among
            them; where one is not, the change is null with the reason ``no_base``.
        against: ``previous_period`` (the one just before), ``same_period_last_year``, or a base
            year: the same period of that year.

    Returns:
        One row for each value, in the same order.

    Raises:
        UnknownNameError: If there is no such way to compare.
        WrongUseError: If several values stand for one indicator, group and period, or a value is no number.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 25]),
        ...     started_on=pl.Series(["2019-05-01", "2020-05-01"]).str.to_date(),
        ... )
        >>> values = compute({"inspections": frame}, years(2019, 2020),
        ...                  indicators=["inspections.checked_subjects"])
        >>> change(values).select("absolute", "relative", "reason").rows()
        [(None, None, 'no_base'), (5.0, 0.25, None)]
    """
    pairs = []
    for start, end, kind in values.select(_PERIOD).unique().iter_rows():
        base = base_of(period_from_days(start, end, kind), against)
        pairs.append((start, end, kind, base.start, base.end))
    return _against(values, pairs)


def compare(
    values: DataFrame[IndicatorValues], current: Period, base: Period, *, allow_different_kinds: bool = False
) -> DataFrame[Changes]:
    """The values of one period against those of another, chosen by hand.

    Args:
        values: Values that hold both periods.
        current: The period to judge.
        base: The period to judge it by.
        allow_different_kinds: Compare, say, a half-year with a full year on purpose. Counts of
            different spans then stand beside each other; no verdict is given.

    Returns:
        One row an indicator and group of the current period: ``value``, ``base``, ``absolute`` and ``relative``
        change and ``verdict``; what can't be compared is null with a ``reason``.

    Raises:
        IncomparableError: If kind, length or calendar differ and that was not asked for, or the
            values hold nothing of the current period.
        WrongUseError: If several values stand for one indicator, group and period.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> both = kh.years(2023, 2024)
        >>> values = kh.compute(workspace.datasets, both, indicators=["tasks.accepted"], coverage=workspace.coverage)
        >>> kh.compare(values, both[1], both[0]).select("value", "base", "absolute").row(0)
        (41.0, 29.0, 12.0)
    """
    same = current.is_like(base)
    if not same and not allow_different_kinds:
        now, then = KIND_LABELS[current.kind], KIND_LABELS[base.kind]
        raise IncomparableError(
            f"Không so sánh {current.label()} với {base.label()}: kỳ khác loại ({now.vi}, {then.vi}), "
            "khác độ dài hoặc khác lịch. "
            "Nếu thật sự muốn, đặt allow_different_kinds=True.",
            f"{current.label('en')} is not compared with {base.label('en')}: the periods differ in kind "
            f"({now.en}, {then.en}), length or calendar. To do so on purpose, set allow_different_kinds=True.",
        )
    of_current = need_period(values, current)
    changes = _against(
        values, [(current.start, current.end, current.kind, base.start, base.end)], of_current=of_current
    )
    if same:
        return changes
    return as_result(changes.with_columns(pl.lit("not_comparable").alias(Changes.verdict)), Changes)


def need_period(values: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The values of a period.

    Raises:
        IncomparableError: If there is none.
    """
    found = values.filter(
        pl.col(IndicatorValues.period_start) == period.start, pl.col(IndicatorValues.period_end) == period.end
    )
    if found.is_empty():
        raise IncomparableError(
            f"Trong bảng không có giá trị nào của {period.label()}. Hãy tính kỳ này trước khi so sánh.",
            f"The table has no value of {period.label('en')}. Compute that period before comparing it.",
        )
    return found


def _against(
    values: pl.DataFrame, pairs: Sequence[tuple[object, ...]], *, of_current: pl.DataFrame | None = None
) -> DataFrame[Changes]:
    """Join each value with its base and judge the difference."""
    need_numbers(values)
    keys = keys_of(values)
    _require_one_value_each(values, keys)
    days = [Changes.base_start, Changes.base_end]
    periods = {**dict.fromkeys(_PERIOD[:2], pl.Date), _PERIOD[2]: pl.String, **dict.fromkeys(days, pl.Date)}
    bases = values.select(
        *keys,
        pl.col(IndicatorValues.period_start).alias(Changes.base_start),
        pl.col(IndicatorValues.period_end).alias(Changes.base_end),
        pl.col(IndicatorValues.value).alias(Changes.base),
        found=True,
    )
    joined = (
        (values if of_current is None else of_current)
        .join(pl.DataFrame(pairs, schema=periods, orient="row"), on=list(_PERIOD), how="left", maintain_order="left")
        .join(bases, on=[*keys, *days], how="left", nulls_equal=True, maintain_order="left")
    )
    kept = [*keys, *_PERIOD, Changes.value, *days, Changes.base]
    return as_result(joined.with_columns(_difference()).with_columns(_judgement()).select(*kept, *_RESULT), Changes)


def keys_of(values: pl.DataFrame) -> list[str]:
    """The columns that tell the series in a frame of values apart: the indicator and its group."""
    return [name for name in values.columns if name not in _NOT_KEYS]


def _require_one_value_each(values: pl.DataFrame, keys: Sequence[str]) -> None:
    count = values.height - values.n_unique([*keys, *_PERIOD])
    if count:
        raise WrongUseError(
            f"Có {count} dòng trùng chỉ số, nhóm và kỳ với dòng khác, nên không biết so với dòng nào. "
            "Hãy bỏ dòng trùng, thường do ghép hai lần tính.",
            f"{count} row(s) repeat the indicator, group and period of another, so there is no telling which to "
            "compare with. Remove them; they often come from joining two computations.",
        )


_RESULT = (Changes.absolute, Changes.relative, Changes.verdict, Changes.reason)


def shares() -> list[str]:
    """The indicators whose differences are told in percentage points."""
    return [code for code, card in INDICATORS.items() if card.unit is Unit.SHARE]


def _difference() -> list[pl.Expr]:
    value, base = pl.col(Changes.value), pl.col(Changes.base)
    is_share = pl.col(Changes.indicator).is_in(shares())
    return [
        (value - base).alias(Changes.absolute),
        pl.when(is_share.not_() & (base != 0)).then((value - base) / base.abs()).alias(Changes.relative),
        pl.when(value.is_null())
        .then(pl.lit("no_value"))
        .when(pl.col("found").is_null())
        .then(pl.lit("no_base"))
        .when(base.is_null())
        .then(pl.lit("base_without_value"))
        .when(is_share)
        .then(pl.lit("share"))
        .when(base == 0)
        .then(pl.lit("zero_base"))
        .alias(Changes.reason),
    ]


def _judgement() -> pl.Expr:
    """Better or worse by the card's direction, never by the sign."""
    direction = {code: card.direction for code, card in INDICATORS.items()}
    good_sign = {code: {Direction.HIGHER: 1, Direction.LOWER: -1}.get(each, 0) for code, each in direction.items()}
    gain = pl.col(Changes.absolute) * pl.col(Changes.indicator).replace_strict(
        good_sign, default=0, return_dtype=pl.Int64
    )
    return (
        pl.when(pl.col(Changes.absolute).is_null())
        .then(pl.lit("not_comparable"))
        .when(pl.col(Changes.absolute) == 0)
        .then(pl.lit("unchanged"))
        .when(gain > 0)
        .then(pl.lit("better"))
        .when(gain < 0)
        .then(pl.lit("worse"))
        .otherwise(pl.lit("neither"))
        .alias(Changes.verdict)
    )
