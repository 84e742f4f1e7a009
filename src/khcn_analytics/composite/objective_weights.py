"""Weights the data themselves suggest: to see what they would do, never instead of a decision.

A column in which units differ more weighs more, whether or not it matters to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log

import polars as pl

from khcn_analytics.composite.criteria import check_equal_criteria, refuse_below
from khcn_analytics.errors import WrongUseError


def entropy_weights(data: pl.DataFrame, codes: Sequence[str], *, unit: str = "unit") -> pl.DataFrame:
    """Weights by how unevenly each column is spread over the units (Shannon entropy).

    Args:
        data: One row a unit, values of 0 or more.
        codes: The columns.
        unit: Column of the units.

    Returns:
        ``code`` and ``weight``; weights add up to 1. A column of equal values weighs 0.

    Raises:
        WrongUseError: If values are missing or negative, a column is all 0, or all columns are of equal values.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> entropy_weights(data, ["a", "b"])["weight"].round(3).to_list()
        [0.805, 0.195]
    """
    check_equal_criteria(data, codes, (), unit)
    refuse_below(data, codes, unit, zero_allowed=True)
    spread = {code: 1 - _entropy(data[code].cast(pl.Float64)) for code in codes}
    return _shares({code: 0.0 if data[code].n_unique() == 1 else each for code, each in spread.items()})


def critic_weights(
    data: pl.DataFrame, codes: Sequence[str], *, lower_is_better: Collection[str] = (), unit: str = "unit"
) -> pl.DataFrame:
    """Weights by spread and by how little a column repeats the others (CRITIC).

    Args:
        data: One row a unit.
        codes: The columns.
        lower_is_better: Columns of which less is better.
        unit: Column of the units.

    Returns:
        ``code`` and ``weight``; weights add up to 1.

    Raises:
        WrongUseError: If values are missing, or a column is of equal values, which correlate with nothing.
        UnknownNameError: If a column that should be lower is not among the columns.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> critic_weights(data, ["a", "b"])["weight"].round(3).to_list()
        [0.486, 0.514]
    """
    check_equal_criteria(data, codes, lower_is_better, unit)
    if constant := [code for code in codes if data[code].n_unique() == 1]:
        raise WrongUseError(
            f"{len(constant)} cột có mọi giá trị bằng nhau nên không tính được tương quan: {', '.join(constant)}. Hãy bỏ ra.",
            f"{len(constant)} column(s) of equal values have no correlation: {', '.join(constant)}. Leave them out.",
        )
    sign = {code: -1.0 if code in lower_is_better else 1.0 for code in codes}
    numbers = data.select(pl.col(code).cast(pl.Float64) * sign[code] for code in codes)
    scaled = numbers.select((pl.all() - pl.all().min()) / (pl.all().max() - pl.all().min()))
    return _shares({code: _deviation(scaled[code]) * _own(scaled, code, codes) for code in codes})


def _own(scaled: pl.DataFrame, code: str, codes: Sequence[str]) -> float:
    """The sum of 1 − r with each column."""
    return sum(1 - float(scaled.select(pl.corr(code, other)).item()) for other in codes if other != code)


def _deviation(column: pl.Series) -> float:
    deviation = column.std(ddof=1)
    assert isinstance(deviation, float)
    return deviation


def _entropy(column: pl.Series) -> float:
    total = float(column.sum())
    if total == 0:
        raise WrongUseError(
            f"Cột “{column.name}” toàn số 0 nên không có entropy. Hãy bỏ ra.",
            f"Column “{column.name}” is all 0 and has no entropy. Leave it out.",
        )
    parts = [each / total for each in column if each > 0]
    return -sum(part * log(part) for part in parts) / log(column.len()) if column.len() > 1 else 1.0


def _shares(amounts: dict[str, float]) -> pl.DataFrame:
    total = sum(amounts.values())
    if total == 0:
        raise WrongUseError(
            "Mọi cột đều không phân biệt được các đơn vị nên không có trọng số. Hãy tự định trọng số.",
            "No column tells the units apart, so that there are no weights. Decide on them yourself.",
        )
    return pl.DataFrame({"code": list(amounts), "weight": [each / total for each in amounts.values()]})
