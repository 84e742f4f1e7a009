"""Rules that a record must meet across its columns, each with a severity, a message and a fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.vocabulary.labels import Label

RULE, HOLDS = "rule", "holds"
"""What the statistics of a check tell: the rule, and the function from its model to the expression of it."""


class Severity(Enum):
    """What a broken rule does to the record: an error keeps it out, a warning lets it in, flagged."""

    ERROR = Label("lỗi", "error")
    WARNING = Label("cảnh báo", "warning")

    @property
    def code(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> Label:
        return self.value


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says about itself.

    Attributes:
        name: Identifier, the same as the method on the model.
        severity: Whether a record that breaks it is kept out.
        blames: The column the planner should look at.
        message: What is wrong.
        fix: What to do about it.
        source: The law or form behind it, if any.
    """

    name: str
    severity: Severity
    blames: str
    message: Label
    fix: Label
    source: str


def row_rule(
    *,
    blames: str,
    message: Label,
    fix: Label,
    severity: Severity = Severity.ERROR,
    source: str = "",
) -> Callable[[Callable[[Any], pl.Expr]], Any]:
    """Turn a method that returns a boolean expression into a rule of its model.

    The expression is true where a record is fine; where it can't be decided (a null among its
    columns) the record is taken as fine, since required columns are checked on their own.
    """

    def decorate(expression: Callable[[Any], pl.Expr]) -> Any:
        rule = Rule(expression.__name__, severity, blames, message, fix, source)

        def check(cls: Any, data: Any) -> pl.LazyFrame:
            lazy: pl.LazyFrame = data.lazyframe
            return lazy.select(expression(cls))

        check.__name__ = rule.name
        return pa.dataframe_check(name=rule.name, error=message.vi, statistics={RULE: rule, HOLDS: expression})(check)

    return decorate


def unique_key(*columns: str, called: Label, optional: tuple[str, ...] = ()) -> Any:
    """The rule that no two records share a key; every record of a shared key is reported.

    Args:
        columns: The columns of the key.
        called: What people call these columns together.
        optional: Those that may be missing; a record that lacks another has no key to share.
    """
    needed = [each for each in columns if each not in optional]

    def key_is_unique(_: Any) -> pl.Expr:
        return pl.struct(columns).is_duplicated().not_() | pl.any_horizontal(pl.col(needed).is_null())

    return row_rule(
        blames=columns[-1],
        message=Label(f"Trùng với dòng khác: {called.vi}", f"The same in another row: {called.en}"),
        fix=Label("Xóa dòng lặp hoặc sửa mã cho khác nhau", "Remove the repeated row or correct its key"),
    )(key_is_unique)


def not_suspiciously_small(amount: str, called: Label) -> Any:
    """The rule that an amount is no number of triệu đồng that lost its unit; nothing and zero are fine."""

    def not_small(_: Any) -> pl.Expr:
        return pl.col(amount).is_between(1, _SMALLEST_USUAL_VND - 1).not_()

    not_small.__name__ = f"{amount}_not_suspiciously_small"
    return row_rule(
        blames=amount,
        severity=Severity.WARNING,
        message=Label(
            f"{called.vi} nhỏ bất thường, dưới 1 triệu đồng", f"{called.en} is unusually small, below 1 million đồng"
        ),
        fix=Label(
            "Có phải số tiền tính bằng triệu đồng? Ghi đơn vị vào tiêu đề cột, ví dụ: Tổng kinh phí (triệu đồng)",
            "Is it told in millions? Put the unit into the header, for example: Tổng kinh phí (triệu đồng)",
        ),
    )(not_small)


_SMALLEST_USUAL_VND = 1_000_000


def dates_in_order(earlier: str, later: str, message: Label, *, severity: Severity = Severity.ERROR) -> Any:
    """The rule that one date does not come after another; both may be missing."""

    def in_order(_: Any) -> pl.Expr:
        return pl.col(earlier) <= pl.col(later)

    in_order.__name__ = f"{earlier}_before_{later}"
    return row_rule(
        blames=later,
        message=message,
        fix=Label("Kiểm tra lại hai ngày (ngày/tháng/năm)", "Check both dates (day/month/year)"),
        severity=severity,
    )(in_order)


def rules_of(model: type[pa.DataFrameModel]) -> list[Rule]:
    """The row rules of a model, in order."""
    return [each.statistics[RULE] for each in model.to_schema().checks]
