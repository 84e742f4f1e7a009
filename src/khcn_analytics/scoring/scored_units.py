"""Who is meant, where people name a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.results import UNIT


def is_unit(row: Mapping[str, Any]) -> pl.Expr:
    """Whether a row is of the unit that ``department`` and ``unit`` of another name."""
    return pl.all_horizontal(pl.col(name).eq_missing(pl.lit(row[name], pl.String)) for name in UNIT)


def only_unit(frame: pl.DataFrame, unit: str | None, department: str | None = None) -> dict[str, Any]:
    """The row of one unit.

    Args:
        frame: One row a unit, with ``department`` and ``unit``.
        unit: The unit; ``None`` is a whole department. Where whole departments are scored, its code.
        department: The department; needed only where several have a unit of that name.

    Raises:
        UnknownNameError: If nobody of that name is scored.
        WrongUseError: If several are.
    """
    if unit is not None and department is None and frame["unit"].null_count() == frame.height:
        # Where departments are scored, they are named as units are.
        unit, department = None, unit
    named = frame.filter(pl.col("unit").is_null() if unit is None else pl.col("unit") == unit)
    found = named if department is None else named.filter(pl.col("department") == department)
    if found.is_empty() and unit is not None and named.height:
        raise UnknownNameError(f"sở có “{unit}”", f"department with “{unit}”", department, named["department"].unique())
    if found.is_empty():
        known = frame.select(pl.coalesce("unit", "department")).to_series().unique()
        raise UnknownNameError("đơn vị được chấm điểm", "scored unit", unit or department or "–", known)
    if found.height > 1:
        departments = ", ".join(found["department"])
        raise WrongUseError(
            f"Có {found.height} đơn vị được gọi như vậy, của: {departments}. Hãy nêu rõ department.",
            f"{found.height} units are called that, of: {departments}. Name the department.",
        )
    return found.row(0, named=True)
