"""The data an index is made of, held against it before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.requiring import mistakes_of_numbers, mistakes_of_unit_name, require_frame
from khcn_analytics.composite.stages import Stage, all_notes, column_note, notes_where
from khcn_analytics.vocabulary.labels import Label


def checked(data: pl.DataFrame, index: CompositeIndex, *, unit: str = "unit") -> Stage:
    """The columns of the index as numbers, or an error with all that is wrong.

    Args:
        data: One row a unit; a column for each indicator, denominator and group.
        index: The index.
        unit: Column of the units.

    Returns:
        The stage ``raw``. Columns the index does not know are left out with a note each, empty cells are noted.

    Raises:
        WrongUseError: If columns are missing or not numeric, units are missing or repeated, a number is not finite,
            the column of units has the name of a node or of a column of the result, or the data are no table in memory.
    """
    require_frame(data)
    if mistakes := list(_mistakes(data, index, unit)):
        raise listed_error(Label("Số liệu của chỉ số tổng hợp", "The data of the composite index"), mistakes)
    numbers = [each.code for each in (*index.denominators, *index.indicators)]
    groups = [each.code for each in index.groups]
    frame = data.select(pl.col(unit).cast(pl.String), *groups, *(pl.col(each).cast(pl.Float64) for each in numbers))
    missing = pl.when(pl.col("before").is_null()).then(pl.lit("missing"))
    unused = [column_note(each, "not_in_index") for each in data.columns if each not in frame.columns]
    empty = [notes_where(frame, frame, each, missing, unit=unit) for each in numbers]
    return Stage("raw", frame, all_notes([*unused, *empty]))


def _mistakes(data: pl.DataFrame, index: CompositeIndex, unit: str) -> Iterator[Label]:
    if data.is_empty():
        yield Label("không có dòng nào", "there are no rows")
    yield from _of_units(data, unit)
    yield from _of_the_name(index, unit)
    numeric = {each.code for each in (*index.indicators, *index.denominators)}
    for code in [each.code for each in index.nodes if each.role != "aggregate"]:
        if code not in data.columns:
            yield Label(f"thiếu cột “{code}”", f"column “{code}” is missing")
        elif code in numeric and code != unit:
            yield from mistakes_of_numbers(data, code, unit)


def _of_units(data: pl.DataFrame, unit: str) -> Iterator[Label]:
    if unit not in data.columns:
        yield Label(f"thiếu cột đơn vị “{unit}”", f"the column of units, “{unit}”, is missing")
        return
    if count := data[unit].null_count():
        yield Label(f"{count} dòng không có tên đơn vị", f"{count} row(s) without unit")
    repeated = data.filter(pl.col(unit).is_not_null() & pl.col(unit).is_duplicated())[unit].unique().sort()
    if repeated.len():
        listed = ", ".join(f"“{each}”" for each in repeated)
        yield Label(f"đơn vị lặp lại: {listed}", f"units more than once: {listed}")


def _of_the_name(index: CompositeIndex, unit: str) -> Iterator[Label]:
    yield from mistakes_of_unit_name(unit)
    if any(each.code == unit for each in index.nodes):
        yield Label(
            f"cột đơn vị “{unit}” trùng mã một nút của chỉ số; hãy đổi tên cột hoặc mã",
            f"the column of units, “{unit}”, has the code of a node; rename either",
        )
