"""Units and weighted columns, as all methods of choice take them, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import isfinite

import polars as pl

from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.stages import require_columns
from khcn_analytics.errors import UnknownNameError
from khcn_analytics.vocabulary.labels import Label


def checked_criteria(
    data: pl.DataFrame, weights: Mapping[str, float], lower_is_better: Collection[str], unit: str
) -> dict[str, float]:
    """The share of each weight in their sum.

    Raises:
        MissingColumnsError: If a column is not among the data.
        UnknownNameError: If a column that should be lower has no weight.
        WrongUseError: If values or units are missing, units repeated, or weights negative or all 0.
    """
    require_columns(data, [unit, *weights])
    for code in lower_is_better:
        if code not in weights:
            raise UnknownNameError("tiêu chí có trọng số", "weighted criterion", code, weights)
    if mistakes := [*_of_weights(weights), *_of_values(data, weights, unit)]:
        raise listed_error(Label("Bảng tiêu chí", "The table of criteria"), mistakes)
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def refuse_below(data: pl.DataFrame, codes: Collection[str], unit: str, *, zero_allowed: bool) -> None:
    """Refuse values a method can't work with.

    Raises:
        WrongUseError: If any value is negative, or 0 where that is not allowed.
    """
    bad = {code: pl.col(code) < 0 if zero_allowed else pl.col(code) <= 0 for code in codes}
    vi, en = ("không âm", "0 or more") if zero_allowed else ("dương", "positive")
    mistakes = [
        Label(f"“{code}” phải {vi}: {names}", f"“{code}” must be {en}: {names}")
        for code, where in bad.items()
        if (names := ", ".join(f"“{each}”" for each in data.filter(where)[unit]))
    ]
    if mistakes:
        raise listed_error(Label("Bảng tiêu chí", "The table of criteria"), mistakes)


def _of_weights(weights: Mapping[str, float]) -> Iterator[Label]:
    for code, weight in weights.items():
        if not (isfinite(weight) and weight >= 0):
            yield Label(f"trọng số của “{code}” là {weight:g}", f"the weight of “{code}” is {weight:g}")
    if not any(weights.values()):
        yield Label("tổng trọng số bằng 0", "the weights add up to 0")


def _of_values(data: pl.DataFrame, weights: Mapping[str, float], unit: str) -> Iterator[Label]:
    if data[unit].null_count():
        yield Label("có dòng không có tên đơn vị", "there are rows without unit")
    repeated = data.filter(pl.col(unit).is_duplicated())[unit].unique().sort()
    if repeated.len():
        names = ", ".join(f"“{each}”" for each in repeated)
        yield Label(f"đơn vị lặp lại: {names}", f"units more than once: {names}")
    for code in weights:
        lost = data.filter(pl.col(code).cast(pl.Float64, strict=False).is_finite().fill_null(value=False).not_())
        if lost.height:
            names = ", ".join(f"“{each}”" for each in lost[unit])
            yield Label(f"“{code}” thiếu số ở {names}", f"“{code}” has no number for {names}")
