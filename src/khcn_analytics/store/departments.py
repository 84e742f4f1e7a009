"""Records of departments that the card of a workspace does not name."""

from __future__ import annotations

import polars as pl

from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem
from khcn_analytics.store.card import CARD
from khcn_analytics.vocabulary.labels import Label

_THIS = Label("Sở", "this department")


def unknown_department(*, values: pl.Series, rows: pl.Series | None = None, whose: Label = _THIS) -> pl.DataFrame:
    """The problem of records whose department the card does not name.

    Args:
        values: The codes.
        rows: The rows they stand in; ``None`` for a problem of the whole table.
        whose: What to call the department.
    """
    return problem(
        rule="unknown_department",
        severity=Severity.ERROR,
        field="department",
        rows=rows,
        values=values,
        message=Label(f"{whose.vi} không có trong {CARD}", f"{CARD} does not name {whose.en}"),
        fix=Label(
            f"Thêm [departments.…] vào {CARD} hoặc sửa mã sở", f"Add [departments.…] to {CARD} or correct the code"
        ),
    )
