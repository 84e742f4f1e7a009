"""Indicators of different units brought to one scale, on which higher is always better."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.requiring import with_numbers
from khcn_analytics.composite.scales import Directed, Scale, directed
from khcn_analytics.composite.stages import Stage, all_notes, notes_where
from khcn_analytics.errors import UnknownNameError, WrongUseError


def normalise(
    data: pl.DataFrame, index: CompositeIndex, scale: Scale | Mapping[str, Scale], *, unit: str = "unit"
) -> Stage:
    """Indicators on a scale.

    Args:
        data: One row a unit.
        index: Says which direction is better, and the goalposts and targets.
        scale: For all indicators, or for each one its own.
        unit: Column of the units.

    Returns:
        The same rows. An indicator that has no scale, because all its values are equal, is null with a note;
        only on scales that don't look at other units (``Goalposts``, ``AsItIs``) it has one.

    Raises:
        UnknownNameError: If an indicator or a unit of reference is unknown.
        WrongUseError: If an indicator has no scale, lacks goalposts or a target, is not numeric, or holds a
            number that is not finite.
        MissingColumnsError: If an indicator is not among the data.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, MinMax, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> normalise(data, index, {"a": MinMax(0, 100), "b": MinMax(0, 10)}).frame.rows()
        [('X', 0.0, 10.0), ('Y', 50.0, 0.0), ('Z', 100.0, 5.0)]
    """
    scales = _by_code(index, scale)
    numbers = with_numbers(data, scales, unit=unit)
    units = numbers[unit].cast(pl.String).drop_nulls().to_list()
    given = {each.code: directed(each, units, unit=unit) for each in index.indicators}
    for code, each in given.items():
        if (refused := scales[code].refusal(each)) is not None:
            raise refused
    found = numbers.with_columns(_on(scales[code], each).alias(code) for code, each in given.items())
    lost = pl.when(pl.col("before").is_not_null() & pl.col("after").is_null()).then(pl.lit("no_scale"))
    return Stage("normalised", found, all_notes(notes_where(numbers, found, code, lost, unit=unit) for code in scales))


def _on(scale: Scale, given: Directed) -> pl.Expr:
    """Null where a division by nothing left no number, or equal values leave nothing to tell units apart by."""
    values = scale.scaled(given)
    has_scale = values.is_finite()
    if scale.looks_at_others:
        has_scale &= given.values.max() > given.values.min()
    return pl.when(has_scale).then(values)


def _by_code(index: CompositeIndex, scale: Scale | Mapping[str, Scale]) -> dict[str, Scale]:
    codes = [each.code for each in index.indicators]
    if not isinstance(scale, Mapping):
        return dict.fromkeys(codes, scale)
    for code in scale:
        if code not in codes:
            raise UnknownNameError("chỉ tiêu", "indicator", code, codes)
    if lacking := [code for code in codes if code not in scale]:
        raise WrongUseError(
            f"{len(lacking)} chỉ tiêu chưa có cách chuẩn hóa: {', '.join(lacking)}. Hãy nêu đủ từng chỉ tiêu.",
            f"{len(lacking)} indicator(s) have no scale: {', '.join(lacking)}. Give one for each.",
        )
    return {code: scale[code] for code in codes}
