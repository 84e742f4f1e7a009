"""The columns that say whose record it is, the same in every dataset of records."""

from __future__ import annotations

from typing import Any

from khcn_analytics.schemas.columns import column
from khcn_analytics.vocabulary.labels import Label


def department_column() -> Any:
    """The department, by its code."""
    return column(
        Label("Sở", "Department"),
        Label("Mã của Sở KH&CN", "Code of the department"),
        aliases=("Mã sở", "Sở KH&CN"),
        example="cao_bang",
        required=True,
    )


def unit_column(description: Label, *, aliases: tuple[str, ...], example: str) -> Any:
    """The division or service unit inside the department; what it has to do with the record differs."""
    return column(Label("Đơn vị", "Unit"), description, aliases=("Phòng, đơn vị", *aliases), example=example)
