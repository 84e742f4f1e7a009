"""Counts made comparable between units of different size: per inhabitant, per staff, per billion đồng."""

from __future__ import annotations

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.stages import Stage, all_notes, notes_where, require_columns


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
    """
    divided = [each for each in index.indicators if each.denominator is not None]
    require_columns(data, [unit, *(each.code for each in (*index.indicators, *index.denominators))])
    quotients = data.with_columns(_quotient(each) for each in divided)
    frame = quotients.drop(each.code for each in index.denominators)
    notes = [
        notes_where(data, frame, each.code, _reason(below), unit=unit, within=[below])
        for each in divided
        if (below := each.denominator) is not None
    ]
    return Stage("denominated", frame, all_notes(notes))


def _quotient(node: Node) -> pl.Expr:
    below = pl.col(node.denominator or "")
    return pl.when(below != 0).then(pl.col(node.code) * node.per / below).alias(node.code)


def _reason(denominator: str) -> pl.Expr:
    below = pl.col(denominator)
    why = pl.when(below.is_null()).then(pl.lit("no_denominator")).when(below == 0).then(pl.lit("zero_denominator"))
    return pl.when(pl.col("before").is_not_null()).then(why)
