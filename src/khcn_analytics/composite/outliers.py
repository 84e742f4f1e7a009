"""Outliers brought in, so that one unit does not stretch the scale of all the others.

The usual two steps (OECD/JRC Handbook 2008, page 84; COINr): an indicator whose skewness and kurtosis
are both too great is winsorised point by point; where that takes too many points, it is left as it was
and its logarithm taken. Skewness and kurtosis are the sample's, corrected for bias, as Excel gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal, get_args

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.requiring import is_number, with_numbers
from khcn_analytics.composite.stages import Stage, all_notes, column_note, notes_where
from khcn_analytics.errors import UnknownNameError, WrongUseError

Logarithm = Literal["shifted", "plain"]


@dataclass(frozen=True, slots=True)
class Treatment:
    """When an indicator is treated, and how far.

    Attributes:
        skew: Treated only where the skewness is at least this, in either direction,
        kurtosis: and the excess kurtosis at least this.
        most_points: As many points may be winsorised; the last step takes equal ones together.
        logarithm: What is taken where winsorising is not enough: of x − min + 1 % of the range
            (``shifted``), of x itself (``plain``), or nothing (``None``).
        leave: Codes of indicators that stay as they are.

    Raises:
        WrongUseError: If a limit is no finite number, points are negative, or a text is given for codes.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Node, treat, Treatment
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": list("UVWXYZ"), "a": [1.0, 2.0, 3.0, 4.0, 5.0, 900.0], "b": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
        >>> treat(data, index, Treatment()).frame["a"].to_list()
        [1.0, 2.0, 3.0, 4.0, 5.0, 5.0]
    """

    skew: float = 2.0
    kurtosis: float = 3.5
    most_points: int = 5
    logarithm: Logarithm | None = "shifted"
    leave: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        points: object = self.most_points
        limits_known = is_number(self.skew) and self.skew >= 0 and is_number(self.kurtosis)
        if not (limits_known and isinstance(points, int) and points >= 0):
            raise WrongUseError(
                "Độ lệch và độ nhọn phải là số hữu hạn, số điểm tối đa là số nguyên; độ lệch và số điểm không thể âm; đang là "
                f"skew={self.skew}, kurtosis={self.kurtosis}, most_points={self.most_points}.",
                "Skewness and kurtosis must be finite, the most points whole; skewness and points can't be negative; they are "
                f"skew={self.skew}, kurtosis={self.kurtosis}, most_points={self.most_points}.",
            )
        leave: object = self.leave
        if isinstance(leave, str):
            raise WrongUseError(
                f"leave là tập mã chỉ tiêu, hãy viết frozenset({{“{leave}”}}).",
                f"leave is a set of codes of indicators; write frozenset({{“{leave}”}}).",
            )


def treat(data: pl.DataFrame, index: CompositeIndex, treatment: Treatment, *, unit: str = "unit") -> Stage:
    """Indicators with their outliers brought in.

    Args:
        data: One row a unit.
        index: The index.
        treatment: When and how far.
        unit: Column of the units.

    Returns:
        The same rows, with a note on each cell that changed, and on indicators that are still skewed.

    Raises:
        UnknownNameError: If an indicator to leave, or the logarithm, is unknown.
        WrongUseError: If a plain logarithm is needed of values that are not positive, or there are values
            that are no finite numbers.
        MissingColumnsError: If an indicator is not among the data.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Node, treat, Treatment
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": list("UVWXYZ"), "a": [1.0, 2.0, 3.0, 4.0, 5.0, 900.0], "b": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
        >>> treat(data, index, Treatment()).notes.select("code", "unit", "reason", "after").row(-1)
        ('a', 'Z', 'lowered', 5.0)
    """
    codes = [each.code for each in index.indicators]
    for code in treatment.leave:
        if code not in codes:
            raise UnknownNameError("chỉ tiêu", "indicator", code, codes)
    if treatment.logarithm is not None and treatment.logarithm not in get_args(Logarithm):
        raise UnknownNameError("cách lấy lôgarit", "logarithm", treatment.logarithm, get_args(Logarithm))
    numbers = with_numbers(data, codes, unit=unit)
    frame, notes = numbers, []
    for code in codes:
        if code not in treatment.leave:
            column, reason = _treated(numbers[code], treatment)
            frame = frame.with_columns(column.alias(code))
            changed = pl.when(pl.col("before").ne_missing(pl.col("after"))).then(reason)
            notes.append(notes_where(numbers, frame, code, changed, unit=unit))
            notes.extend(_on_the_column(column, treatment))
    return Stage("treated", frame, all_notes(notes))


def is_skewed(column: pl.Series, treatment: Treatment) -> bool:
    """Whether both skewness and kurtosis are too great; of fewer than 4 values, or equal ones, nothing is said."""
    skew, kurtosis = _shape(column)
    return skew is not None and abs(skew) >= treatment.skew and kurtosis >= treatment.kurtosis


def _treated(column: pl.Series, treatment: Treatment) -> tuple[pl.Series, pl.Expr]:
    """The column after treatment, and the reason of a cell that changed."""
    side = pl.when(pl.col("after") > pl.col("before")).then(pl.lit("raised")).otherwise(pl.lit("lowered"))
    if not is_skewed(column, treatment):
        return column, side
    winsorised = _winsorised(column, treatment)
    if treatment.logarithm is None or not is_skewed(winsorised, treatment):
        return winsorised, side
    return _logarithm(column, treatment.logarithm), pl.lit("logarithm")


def _winsorised(column: pl.Series, treatment: Treatment) -> pl.Series:
    points = {"high": 0, "low": 0}
    while is_skewed(column, treatment) and sum(points.values()) < treatment.most_points:
        skew, _ = _shape(column)
        high = skew is not None and skew >= 0
        end = column.max() if high else column.min()
        rest = column.filter(column != end)
        following = rest.max() if high else rest.min()
        points["high" if high else "low"] = int((column == end).sum())
        column = column.set(column == end, following)
    return column


def _logarithm(column: pl.Series, how: Logarithm) -> pl.Series:
    low, high = (float(each) for each in column.drop_nulls().sort().gather([0, -1]))
    if how == "shifted":
        return (column - low + 0.01 * (high - low)).log()
    if low <= 0:
        count = int((column <= 0).sum())
        raise WrongUseError(
            f"Không lấy được lôgarit của “{column.name}”: {count} giá trị không dương (nhỏ nhất {low:g}). "
            'Hãy dùng logarithm="shifted" hoặc để nguyên chỉ tiêu này (leave).',
            f"No logarithm of “{column.name}”: {count} value(s) are not positive (smallest {low:g}). "
            'Use logarithm="shifted", or leave the indicator as it is (leave).',
        )
    return column.log()


def _shape(column: pl.Series) -> tuple[float | None, float]:
    """Skewness and excess kurtosis, or ``None`` where there is none."""
    values = column.drop_nulls()
    if values.len() < 4 or values.n_unique() == 1:
        return None, 0.0
    skew, kurtosis = values.skew(bias=False), values.kurtosis(bias=False)
    if skew is None or kurtosis is None or not (isfinite(skew) and isfinite(kurtosis)):
        return None, 0.0
    return skew, kurtosis


def _on_the_column(column: pl.Series, treatment: Treatment) -> list[pl.DataFrame]:
    if column.drop_nulls().len() < 4:
        return [column_note(column.name, "too_few_to_judge")]
    return [column_note(column.name, "still_skewed")] if is_skewed(column, treatment) else []
