"""What a step must be given: a table in memory, its columns there, numbers in them, settings of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from numbers import Real

import polars as pl

from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.errors import MissingColumnsError, WrongUseError
from khcn_analytics.vocabulary.labels import Label

RESULT_COLUMNS = ("score", "rank", "to_best", "to_worst")
"""Columns that stand beside the units in a result, so that the units' own column can't be called so."""


def require_frame(data: object) -> None:
    """Refuse what is no table in memory.

    Raises:
        WrongUseError: If it is a lazy one, or none at all.
    """
    if isinstance(data, pl.DataFrame):
        return
    kind = type(data).__name__
    raise WrongUseError(
        f"Cần một bảng polars DataFrame, đang nhận {kind}. Với LazyFrame, hãy gọi .collect() trước.",
        f"A polars DataFrame is needed, not a {kind}. Call .collect() on a LazyFrame first.",
    )


def require_kind(value: object, kind: type, name: str, example: str) -> None:
    """Refuse a setting of another kind.

    Raises:
        WrongUseError: If it is.
    """
    if not isinstance(value, kind):
        raise WrongUseError(
            f"{name} phải thuộc kiểu {kind.__name__}, ví dụ {example}; đang là {value!r}.",
            f"{name} must be of type {kind.__name__}, for example {example}; it is {value!r}.",
        )


def is_number(value: object) -> bool:
    """Whether a setting is a finite number."""
    return isinstance(value, Real) and isfinite(value)


def require_columns(data: pl.DataFrame, columns: Iterable[str]) -> None:
    """Refuse a frame that lacks columns.

    Raises:
        WrongUseError: If it is no table in memory.
        MissingColumnsError: If any column is not there.
    """
    require_frame(data)
    if lacking := [each for each in columns if each not in data.columns]:
        raise MissingColumnsError("data", [(each, each) for each in lacking], data.columns)


def with_numbers(data: pl.DataFrame, codes: Iterable[str], *, unit: str | None = None) -> pl.DataFrame:
    """The same rows, columns of numbers as floats: whole numbers of few bits have no room for sums and signs.

    Args:
        data: One row a unit.
        codes: Columns that must hold numbers; empty cells are allowed.
        unit: Column of the units, which the error names; rows are counted from 1 without one.

    Raises:
        MissingColumnsError: If a column is not there.
        WrongUseError: If a column is not numeric, or holds a number that is not finite; all are told.
    """
    names = list(codes)
    require_columns(data, [*names, *([] if unit is None else [unit])])
    if mistakes := [each for code in names for each in mistakes_of_numbers(data, code, unit)]:
        raise listed_error(Label("Số liệu đưa vào", "The table of data"), mistakes)
    return data.with_columns(pl.col(each).cast(pl.Float64) for each in names)


def mistakes_of_numbers(data: pl.DataFrame, code: str, unit: str | None) -> Iterator[Label]:
    """Why a column can't be computed with, if so."""
    kind = data.schema[code]
    if not (kind.is_numeric() or kind == pl.Null):
        yield Label(f"cột “{code}” không phải là số ({kind})", f"column “{code}” is not numeric ({kind})")
        return
    # Sums are quick, and finite where every number is.
    if not kind.is_float() or isfinite(data[code].sum()):
        return
    endless = data[code].is_finite().not_().fill_null(value=False)
    if not (count := endless.sum()):
        return
    if unit in data.columns:
        vi = en = ", ".join(f"“{each}”" for each in data.filter(endless)[unit])
    else:
        rows = ", ".join(str(place + 1) for place in endless.arg_true())
        vi, en = f"dòng {rows}", f"row {rows}"
    yield Label(
        f"cột “{code}” có {count} ô không phải số hữu hạn ({vi}); ô không có số liệu thì để trống",
        f"column “{code}” has {count} number(s) that are not finite ({en}); leave cells without data empty",
    )


def mistakes_of_unit_name(unit: str) -> Iterator[Label]:
    """Why the column of units can't have its name, if so."""
    if unit in RESULT_COLUMNS:
        yield Label(
            f"cột đơn vị không được tên là “{unit}” vì kết quả có cột ấy; hãy đổi tên, ví dụ “unit”",
            f"the column of units can't be called “{unit}”, for the result has that column; rename it, say to “unit”",
        )
