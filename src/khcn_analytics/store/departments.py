"""Departments that a workspace does not know enough about: those the card does not name, those of no known province."""

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


def without_province(code: str) -> pl.DataFrame:
    """The problem of a department of which nothing tells the province.

    Args:
        code: The code of the department, which is no province's.
    """
    return problem(
        rule="no_province",
        severity=Severity.WARNING,
        field="department",
        values=pl.Series([code]),
        message=Label(
            f"Không rõ Sở “{code}” của tỉnh nào, nên không biết các lần hợp nhất tỉnh có làm gãy chuỗi số liệu của Sở không",
            f"Nothing tells the province of department “{code}”, so mergers of provinces that break its series aren't known",
        ),
        fix=Label(
            f"Ghi province vào [departments.{code}] trong {CARD}, ví dụ province = “cao_bang”",
            f"Add province to [departments.{code}] in {CARD}, for example province = “cao_bang”",
        ),
    )
