"""Records that come in, by key, into the records that are there.

Frames in, frames out: no files. Joins do the work, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

_PLACE, _OLD, _IS_OLD = "__place", "__old", "__is_old"


@dataclass(frozen=True, slots=True, eq=False)
class Upserted:
    """The records after an upsert, and what it did.

    Attributes:
        records: Every record: those that were there in their order, then the added ones.
        added: How many keys are new.
        changed: How many keys have other values now.
        unchanged: How many came in as they were.
    """

    records: pl.DataFrame
    added: int
    changed: int
    unchanged: int


def upsert(stored: pl.DataFrame, incoming: pl.DataFrame, key: Sequence[str]) -> Upserted:
    """Add records with new keys and replace those whose key is there.

    Args:
        stored: The records that are there; each key once.
        incoming: Records of the same columns; each key once.
        key: The columns that tell records apart; a null is a value like any other.

    Examples:
        >>> stored = pl.DataFrame({"id": ["a", "b"], "n": [1, 2]})
        >>> done = upsert(stored, pl.DataFrame({"id": ["b", "c"], "n": [5, 6]}), ["id"])
        >>> done.records.rows(), done.added, done.changed, done.unchanged
        ([('a', 1), ('b', 5), ('c', 6)], 1, 1, 0)
    """
    paired = _paired(incoming, stored.with_row_index(_PLACE), key)
    was_there = pl.col(_IS_OLD).is_not_null()
    differs = pl.any_horizontal(pl.lit(value=False), *(_differs(name) for name in incoming.columns if name not in key))
    added, changed = paired.filter(was_there.not_()), paired.filter(was_there & differs)
    columns = stored.columns
    places = changed[_PLACE + _OLD].implode()
    kept = stored.with_row_index(_PLACE).filter(pl.col(_PLACE).is_in(places).not_())
    replaced = changed.select(pl.col(_PLACE + _OLD).alias(_PLACE), *columns)
    # What is replaced stays in its place, so that the same records always make the same table.
    records = pl.concat([kept, replaced]).sort(_PLACE).drop(_PLACE)
    return Upserted(
        records=pl.concat([records, added.select(columns)]),
        added=added.height,
        changed=changed.height,
        unchanged=paired.height - added.height - changed.height,
    )


def completed(
    incoming: pl.DataFrame, stored: pl.DataFrame, key: Sequence[str], lacking: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """The incoming records with the stored values of the columns that their tables do not have.

    A column that is not in a table says nothing about its records; emptying it would lose data.
    A column that is there and empty is emptied.

    Args:
        incoming: The records; each key once.
        stored: The records that are there; each key once.
        key: The columns that tell records apart.
        lacking: Column -> true for the incoming records whose table does not have it.
    """
    wanted = {name: where for name, where in lacking.items() if where.any() and stored[name].is_not_null().any()}
    if not wanted:
        return incoming
    paired = _paired(incoming, stored.select(*key, *wanted), key)
    filled = [pl.when(where).then(name + _OLD).otherwise(name).alias(name) for name, where in wanted.items()]
    return paired.with_columns(filled).select(incoming.columns)


def shared_keys(incoming: pl.DataFrame, seen: pl.DataFrame, key: Sequence[str]) -> tuple[pl.Series, pl.Series]:
    """Which incoming records have the key of one seen before: with equal values, and with others."""
    columns = seen.columns
    paired = _paired(incoming, seen, key)
    was_there = pl.col(_IS_OLD).is_not_null()
    differs = pl.any_horizontal(pl.lit(value=False), *(_differs(name) for name in columns if name not in key))
    told = paired.select((was_there & differs.not_()).alias("equal"), (was_there & differs).alias("other"))
    return told["equal"], told["other"]


def aligned(frame: pl.DataFrame, types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """A table with the columns of today: those it lacks are empty, those nobody knows any more are left out."""
    return pl.concat([pl.DataFrame(schema=types), frame], how="diagonal_relaxed").select(
        pl.col(name).cast(wanted) for name, wanted in types.items()
    )


def _paired(incoming: pl.DataFrame, others: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Each incoming record beside the one of the same key, whose columns end in ``__old``."""
    renamed = others.rename({name: name + _OLD for name in others.columns if name not in key})
    return incoming.join(
        renamed.with_columns(pl.lit(value=True).alias(_IS_OLD)),
        on=list(key),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(name + _OLD))
