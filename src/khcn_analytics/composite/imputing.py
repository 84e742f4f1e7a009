"""Empty cells filled, where one asks for it, and marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.requiring import require_columns, with_numbers
from khcn_analytics.composite.stages import Stage, all_notes, notes_where
from khcn_analytics.errors import UnknownNameError

Figure = Literal["mean", "median"]


@dataclass(frozen=True, slots=True)
class Imputation:
    """What to put in empty cells.

    Attributes:
        figure: Of the units that have a value: their ``mean`` or ``median``.
        by: Code of a group: only units of the same group count.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Imputation, impute, Node
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, None, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> impute(data, index, Imputation("median")).frame["a"].to_list()
        [1.0, 3.0, 5.0]
    """

    figure: Figure = "mean"
    by: str | None = None


def impute(data: pl.DataFrame, index: CompositeIndex, imputation: Imputation, *, unit: str = "unit") -> Stage:
    """Empty cells of the indicators filled; values that are there never change.

    Args:
        data: One row a unit, with the column of the group where units of a group count.
        index: The index.
        imputation: What to put there.
        unit: Column of the units.

    Returns:
        The same rows, with a note on each cell that was filled or could not be.

    Raises:
        UnknownNameError: If the figure or the group is unknown.
        MissingColumnsError: If a column is not among the data.
        WrongUseError: If an indicator is not numeric, or a number is not finite.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Imputation, impute, Node
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, None, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> stage = impute(data, index, Imputation("mean"))
        >>> stage.frame["a"].to_list(), stage.notes.select("unit", "reason").rows()
        ([1.0, 3.0, 5.0], [('Y', 'imputed')])
    """
    if imputation.figure not in get_args(Figure):
        raise UnknownNameError("cách ước", "way to impute", imputation.figure, get_args(Figure))
    groups = [each.code for each in index.groups]
    if imputation.by is not None and imputation.by not in groups:
        raise UnknownNameError("cột phân nhóm", "group", imputation.by, groups)
    codes = [each.code for each in index.indicators]
    require_columns(data, [] if imputation.by is None else [imputation.by])
    numbers = with_numbers(data, codes, unit=unit)
    frame = numbers.with_columns(pl.col(code).fill_null(_figure(code, imputation)) for code in codes)
    filled = pl.when(pl.col("after").is_null()).then(pl.lit("nothing_to_impute_from")).otherwise(pl.lit("imputed"))
    reason = pl.when(pl.col("before").is_null()).then(filled)
    return Stage("imputed", frame, all_notes(notes_where(numbers, frame, code, reason, unit=unit) for code in codes))


def _figure(code: str, imputation: Imputation) -> pl.Expr:
    column = pl.col(code)
    found = column.mean() if imputation.figure == "mean" else column.median()
    if imputation.by is None:
        return found
    # A unit without group is like no other: nothing to impute from.
    return pl.when(pl.col(imputation.by).is_not_null()).then(found.over(imputation.by))
