"""The way from the base to the value in steps, one for each group: what a waterfall draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import IncomparableError, WrongUseError
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.contributions import CONTRIBUTION_REASONS, Contributions

STEPS = ("base", "part", "rest", "value")


class Steps(pa.DataFrameModel):
    """Steps from the base to the value, in order: the two wholes and what each group adds in between.

    The groups stand in columns named after their dimensions, null in the wholes and in the ``rest``,
    which joins the smallest groups. ``groups`` tells how many groups a step is made of. A step leads
    from ``starts_at`` to ``ends_at``, each beginning exactly where the one before ends.
    """

    step: Text = pa.Field(isin=list(STEPS))
    groups: Integer = pa.Field(ge=1)
    amount: Number = pa.Field()
    starts_at: Number = pa.Field()
    ends_at: Number = pa.Field()

    @pa.dataframe_check(name="no_gaps")
    def no_gaps(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        is_step = pl.col("step") != "base"
        begins = pl.when(step="value").then("ends_at").otherwise("starts_at")
        return lazy.select((begins == pl.col("ends_at").shift(1)) | is_step.not_())


def steps(
    parts: DataFrame[Contributions], of: Sequence[str] = ("unit",), *, most: int | None = None
) -> DataFrame[Steps]:
    """The base, what each group adds, the largest first, and the value.

    Args:
        parts: Contributions to the change of one whole: one indicator, one department at most.
        of: The dimensions whose groups are the parts.
        most: Steps of groups at most; the smallest groups are joined into one step, ``rest``.
            ``None`` gives each group its own. A group that adds nothing has a step all the same.

    Returns:
        One row a step, the base first and the value last: ``step``, ``amount``, ``starts_at`` and ``ends_at`` in
        the unit of the indicator.

    Raises:
        IncomparableError: If the change could not be split; the reason is told.
        WrongUseError: If the rows are not the parts of one whole, or ``most`` is below 2.

    Examples:
        >>> from khcn_analytics.schemas.columns import column_types
        >>> parts = pl.DataFrame(
        ...     {"unit": ["A", "B", "C"], "indicator": "tasks.accepted", "contribution": [6.0, -2.0, 1.0],
        ...      "whole": 28.0, "whole_base": 23.0, "reason": pl.Series([None] * 3, dtype=pl.String)}
        ... )
        >>> steps(parts, most=2).select("unit", "step", "groups", "starts_at", "ends_at").rows()[1:3]
        [('A', 'part', 1, 23.0, 29.0), (None, 'rest', 2, 29.0, 28.0)]
    """
    _refuse(parts, of, most)
    first = parts.row(0, named=True)
    ordered = parts.sort(pl.col(Contributions.contribution).abs(), *of, descending=[True, *(False for _ in of)])
    shown = ordered.height if most is None or ordered.height <= most else most - 1
    joined = ordered[shown:]
    amounts = ordered[:shown][Contributions.contribution].to_list()
    groups = [1] * shown
    if joined.height:
        amounts.append(math.fsum(joined[Contributions.contribution]))
        groups.append(joined.height)
    base, value = float(first[Contributions.whole_base]), float(first[Contributions.whole])
    # Each end is summed from the base anew, so that no rounding adds up, and the last one is the value.
    ends = [math.fsum([base, *amounts[: place + 1]]) for place in range(len(amounts) - 1)] + [value]
    frame = pl.DataFrame(
        {
            **{name: [None, *ordered[:shown][name], *([None] if joined.height else []), None] for name in of},
            "step": ["base", *["part"] * shown, *(["rest"] if joined.height else []), "value"],
            "groups": [ordered.height, *groups, ordered.height],
            "amount": [base, *amounts, value],
            "starts_at": [0.0, base, *ends[:-1], 0.0],
            "ends_at": [base, *ends, value],
        },
        schema_overrides=dict.fromkeys(of, pl.String),
    )
    return as_result(frame, Steps)


def _refuse(parts: pl.DataFrame, of: Sequence[str], most: int | None) -> None:
    wholes = parts.select("indicator", *(name for name in ("department",) if name in parts.columns and name not in of))
    if wholes.n_unique() != 1 or parts.select(of).is_duplicated().any():
        raise WrongUseError(
            f"Thác nước cần các phần của đúng một toàn bộ, bảng này có {wholes.n_unique()}. "
            "Hãy lọc lấy một chỉ số, một sở, một kỳ.",
            f"A waterfall takes the parts of exactly one whole; this frame has {wholes.n_unique()}. "
            "Filter it to one indicator, one department, one period.",
        )
    if most is not None and most < 2:
        raise WrongUseError(f"most cần từ 2 trở lên, đang là {most}.", f"most must be 2 or more; it is {most}.")
    reason = next((each for each in parts[Contributions.reason].drop_nulls() if each != "no_change"), None)
    if reason is not None:
        why = CONTRIBUTION_REASONS[reason]
        raise IncomparableError(
            f"Không tách được thay đổi của {parts['indicator'][0]}: {why.vi}. Hãy chọn kỳ khác.",
            f"The change of {parts['indicator'][0]} can't be split: {why.en}. Choose other periods.",
        )
