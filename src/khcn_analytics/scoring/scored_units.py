"""Who is meant, where people name a unit."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics.errors import UnknownNameError, WrongUseError


def only_unit(frame: pl.DataFrame, unit: str | None, department: str | None = None) -> dict[str, Any]:
    """The row of one unit.

    Args:
        frame: One row a unit, with ``department`` and ``unit``.
        unit: The unit; ``None`` is a whole department.
        department: The department; needed only where several have a unit of that name.

    Raises:
        UnknownNameError: If nobody of that name is scored.
        WrongUseError: If several are.
    """
    named = pl.col("unit").is_null() if unit is None else pl.col("unit") == unit
    found = frame.filter(named if department is None else named & (pl.col("department") == department))
    if found.is_empty():
        known = frame.select(pl.coalesce("unit", "department")).to_series()
        raise UnknownNameError("đơn vị được chấm điểm", "scored unit", unit or department, known)
    if found.height > 1:
        departments = ", ".join(found["department"])
        raise WrongUseError(
            f"Có {found.height} đơn vị tên “{unit}”, của: {departments}. Hãy nêu rõ department.",
            f"{found.height} units are called “{unit}”, of: {departments}. Name the department.",
        )
    return found.row(0, named=True)
