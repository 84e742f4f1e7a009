"""Codes of indicators in records: how they are written, and what their endings say of the numbers beside them."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics.schemas.columns import column
from khcn_analytics.schemas.rules import row_rule
from khcn_analytics.vocabulary.labels import Label

_SHARE_ENDINGS = ("_share", "_rate")


def indicator_column(*other_aliases: str) -> Any:
    """The indicator a record is about, by its code.

    Args:
        other_aliases: Headers that mean it in this dataset only.
    """
    return column(
        Label("Chỉ số", "Indicator"),
        Label("Mã chỉ số", "Code of the indicator"),
        aliases=("Mã chỉ số", *other_aliases),
        matches=r"[a-z]+(?:\.[a-z0-9_]+)+",
        example="tasks.accepted",
        required=True,
    )


def is_share(code: str) -> bool:
    """Whether values of an indicator are stored from 0 to 1 and printed in percent.

    Examples:
        >>> is_share("tasks.accepted_on_time_rate"), is_share("tasks.accepted")
        (True, False)
    """
    return code.endswith(_SHARE_ENDINGS)


def share_between_0_and_1(*numbers: str) -> Any:
    """The rule that numbers beside the code of a share are shares; the first of them is blamed."""

    def share_between_0_and_1(_: Any) -> pl.Expr:
        of_a_share = pl.any_horizontal(pl.col("indicator").str.ends_with(each) for each in _SHARE_ENDINGS)
        return of_a_share.not_() | pl.all_horizontal(pl.col(numbers).is_between(0, 1))

    return row_rule(
        blames=numbers[0],
        message=Label("Tỷ lệ phải từ 0 đến 1", "A share must be between 0 and 1"),
        fix=Label("Ghi 85 % là 0.85", "Write 85 % as 0.85"),
    )(share_between_0_and_1)
