"""What a chart needs of a frame, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.labels import Label

TEXT, NUMBER, DAY, FLAG = pl.String(), pl.Float64(), pl.Date(), pl.Boolean()

_NAMES = frozenset({"name", "group_name", "period_name", "indicator_name", "part_name", "stage_name", "step_name"})
"""Columns that tell rows apart: a row without its name can't be drawn."""
_KINDS: Mapping[pl.DataType, Label] = {
    TEXT: Label("chữ", "text"),
    NUMBER: Label("số", "numbers"),
    DAY: Label("ngày", "days"),
    FLAG: Label("đúng/sai", "true or false"),
}


def drawable(
    frame: pl.DataFrame, *, needs: Mapping[str, pl.DataType], may_have: Mapping[str, pl.DataType] | None = None
) -> pl.DataFrame:
    """The columns a chart draws.

    Args:
        frame: The rows given.
        needs: Columns that must be there, and what each holds.
        may_have: Columns that may be there; those that are not are added without values.

    Raises:
        WrongUseError: If columns are missing or hold something else, or a name that is needed is null.

    Examples:
        >>> drawable(pl.DataFrame({"value": [1]}), needs={"value": NUMBER}, may_have={"target": NUMBER}).row(0)
        (1.0, None)
    """
    missing = [name for name in needs if name not in frame.columns]
    if missing:
        listed = ", ".join(missing)
        raise WrongUseError(
            f"Bảng để vẽ thiếu {len(missing)} cột: {listed}. Các cột đã có: {', '.join(frame.columns) or 'không có'}. "
            "Hãy thêm hoặc đổi tên cột cho đúng.",
            f"The frame to draw lacks {len(missing)} column(s): {listed}. Columns found: "
            f"{', '.join(frame.columns) or 'none'}. Add or rename columns.",
        )
    for name in needs:
        if name in _NAMES and frame[name].null_count():
            raise _unnamed(frame[name])
    wanted = {**needs, **(may_have or {})}
    return frame.select(
        _typed(frame[name], kind) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in wanted.items()
    )


def _unnamed(column: pl.Series) -> WrongUseError:
    return WrongUseError(
        f"Cột “{column.name}” của bảng để vẽ có {column.null_count()} ô trống trong {len(column)} dòng. "
        "Hãy ghi tên cho các dòng đó, ví dụ “chưa rõ”, hoặc bỏ các dòng đó.",
        f"Column “{column.name}” of the frame to draw is null in {column.null_count()} of {len(column)} row(s). "
        "Name those rows, for example “not known”, or leave them out.",
    )


def _typed(column: pl.Series, kind: pl.DataType) -> pl.Series:
    fits = column.dtype.is_numeric() if kind == NUMBER else column.dtype == kind
    if fits or column.dtype == pl.Null:
        return column.cast(kind)
    wanted = _KINDS[kind]
    raise WrongUseError(
        f"Cột “{column.name}” của bảng để vẽ phải chứa {wanted.vi}, hiện có kiểu {column.dtype}. Hãy đổi kiểu của cột.",
        f"Column “{column.name}” of the frame to draw must hold {wanted.en}; it holds {column.dtype}. Change its type.",
    )
