"""Counts made comparable between units of different size: per inhabitant, per staff, per billion đồng."""

from __future__ import annotations

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.requiring import with_numbers
from khcn_analytics.composite.stages import Stage, all_notes, notes_where


def denominate(data: pl.DataFrame, index: CompositeIndex, *, unit: str = "unit") -> Stage:
    """Indicators divided by their denominators.

    Args:
        data: One row a unit, with the denominators.
        index: Says which indicator is divided by what, and per how much.
        unit: Column of the units.

    Returns:
        The same rows without the denominators; null where there is no denominator or it is 0, with a note.

    Raises:
        MissingColumnsError: If an indicator or a denominator is not among the data.
        WrongUseError: If one is not numeric, or a number is not finite.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, denominate, Node
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score", denominator="people", per=100),
        ...                         Node("people", "denominator")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "people": [10.0, 10.0, 50.0]})
        >>> denominate(data, index).frame["a"].to_list()
        [10.0, 30.0, 10.0]
    """
    divided = [each for each in index.indicators if each.denominator is not None]
    numbers = with_numbers(data, [each.code for each in (*index.indicators, *index.denominators)], unit=unit)
    quotients = numbers.with_columns(_quotient(each) for each in divided)
    frame = quotients.drop(each.code for each in index.denominators)
    notes = [
        notes_where(numbers, frame, each.code, _reason(), unit=unit, beside=below)
        for each in divided
        if (below := each.denominator) is not None
    ]
    return Stage("denominated", frame, all_notes(notes))


def _quotient(node: Node) -> pl.Expr:
    below = pl.col(node.denominator or "")
    return pl.when(below != 0).then(pl.col(node.code) * node.per / below).alias(node.code)


def _reason() -> pl.Expr:
    below = pl.col("beside")
    why = pl.when(below.is_null()).then(pl.lit("no_denominator")).when(below == 0).then(pl.lit("zero_denominator"))
    return pl.when(pl.col("before").is_not_null()).then(why)
