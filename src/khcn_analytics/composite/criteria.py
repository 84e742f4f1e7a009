"""Units and weighted columns, as all methods of choice take them, checked before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import polars as pl

from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.requiring import is_number, mistakes_of_numbers, mistakes_of_unit_name, require_columns
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.vocabulary.labels import Label


def checked_criteria(
    data: pl.DataFrame, weights: Mapping[str, float], lower_is_better: Collection[str], unit: str
) -> dict[str, float]:
    """The share of each weight in their sum.

    Raises:
        MissingColumnsError: If a column is not among the data.
        UnknownNameError: If a column that should be lower has no weight.
        WrongUseError: If columns are not numeric, values or units are missing, units repeated or their column
            called like one of the result, or weights missing, negative or all 0.
    """
    require_columns(data, [unit, *weights])
    for code in lower_is_better:
        if code not in weights:
            raise UnknownNameError("tiêu chí có trọng số", "weighted criterion", code, weights)
    if mistakes := [*_of_weights(weights), *_of_units(data, unit), *_of_values(data, weights, unit)]:
        raise listed_error(Label("Bảng tiêu chí", "The table of criteria"), mistakes)
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def check_equal_criteria(
    data: pl.DataFrame, codes: Collection[str], lower_is_better: Collection[str], unit: str
) -> None:
    """Columns that come without weights, checked in the same way.

    Raises:
        MissingColumnsError: If a column is not among the data.
        UnknownNameError: If a column that should be lower is not among the columns.
        WrongUseError: If there are no columns, one is named twice, or see ``checked_criteria``.
    """
    if mistakes := [
        Label(f"cột “{code}” nêu {times} lần", f"column “{code}” is named {times} times")
        for code, times in Counter(list(codes)).items()
        if times > 1
    ]:
        raise listed_error(Label("Danh sách cột", "The list of columns"), mistakes)
    if not codes:
        raise WrongUseError("Chưa nêu cột nào.", "No column is named.")
    checked_criteria(data, dict.fromkeys(codes, 1.0), lower_is_better, unit)


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
        if not (is_number(weight) and weight >= 0):
            yield Label(
                f"trọng số của “{code}” là {weight!r}, phải là số từ 0 trở lên",
                f"the weight of “{code}” is {weight!r}, it must be a number of 0 or more",
            )
    if all(weight == 0 for weight in weights.values()):
        yield Label("tổng trọng số bằng 0", "the weights add up to 0")


def _of_units(data: pl.DataFrame, unit: str) -> Iterator[Label]:
    yield from mistakes_of_unit_name(unit)
    if data[unit].null_count():
        yield Label("có dòng không có tên đơn vị", "there are rows without unit")
    repeated = data.filter(pl.col(unit).is_duplicated())[unit].unique().sort()
    if repeated.len():
        names = ", ".join(f"“{each}”" for each in repeated)
        yield Label(f"đơn vị lặp lại: {names}", f"units more than once: {names}")


def _of_values(data: pl.DataFrame, weights: Mapping[str, float], unit: str) -> Iterator[Label]:
    for code in weights:
        yield from mistakes_of_numbers(data, code, unit)
        lost = data.filter(pl.col(code).is_null())
        if lost.height:
            names = ", ".join(f"“{each}”" for each in lost[unit])
            yield Label(f"“{code}” thiếu số ở {names}", f"“{code}” has no number for {names}")
