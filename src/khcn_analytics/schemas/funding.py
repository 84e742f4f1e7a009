"""Funding: one row is the money of one task in one budget year."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import LARGEST_AMOUNT_VND, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.links import agrees_with, known_key
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import Severity, not_suspiciously_small, row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

KEY = ("department", "task_id", "year")
_TASK = ("department", "task_id")


class Funding(pa.DataFrameModel):
    """Columns and rules of ``funding``."""

    task_id: Text = column(
        Label("Mã nhiệm vụ", "Task ID"),
        Label("Mã số của nhiệm vụ, như trong danh sách nhiệm vụ", "Number of the task, as in the list of tasks"),
        aliases=("Mã số", "Mã số nhiệm vụ", "Mã đề tài"),
        example="NV-2024-03",
        required=True,
    )
    department: Text = department_column()
    year: Integer = column(
        Label("Năm ngân sách", "Budget year"),
        Label("Năm của dự toán và giải ngân", "Year that the money is planned and disbursed in"),
        aliases=("Năm", "Năm kế hoạch"),
        at_least=1990,
        at_most=2200,
        example="2024",
        required=True,
    )
    planned_vnd: Integer = column(
        Label("Kinh phí kế hoạch", "Planned"),
        Label("Kinh phí ngân sách giao trong năm", "Money of the state budget assigned for the year"),
        aliases=("Kế hoạch", "Kinh phí năm", "Kinh phí được giao", "Dự toán"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="300000000",
        required=True,
    )
    disbursed_vnd: Integer = column(
        Label("Đã giải ngân", "Disbursed"),
        Label("Kinh phí đã giải ngân trong năm", "Money disbursed in the year"),
        aliases=("Giải ngân", "Kinh phí giải ngân", "Đã cấp"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="250000000",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY, called=Label("Sở + Mã nhiệm vụ + Năm ngân sách", "department + task ID + budget year")
    )

    planned_vnd_not_suspiciously_small = not_suspiciously_small("planned_vnd", Label("Kinh phí kế hoạch", "Planned"))

    @row_rule(
        blames="disbursed_vnd",
        severity=Severity.WARNING,
        message=Label(
            "Giải ngân của nhiệm vụ đến năm này vượt tổng kinh phí đã giao",
            "More was disbursed for the task up to this year than was planned for it",
        ),
        fix=Label("Kiểm tra số giao và số giải ngân của các năm", "Check what was planned and disbursed in each year"),
    )
    def disbursed_within_planned(cls: Any) -> pl.Expr:
        # Money may be carried over to the next year, so the years of a task count together.
        by_year = pl.col(cls.disbursed_vnd).fill_null(0) - pl.col(cls.planned_vnd).fill_null(0)
        return by_year.cum_sum().over(_TASK, order_by=cls.year) <= 0


FUNDING = Dataset(
    name="funding",
    label=Label("Kinh phí nhiệm vụ", "Funding"),
    row=Label("kinh phí của một nhiệm vụ trong một năm ngân sách", "the money of one task in one budget year"),
    model=Funding,
    key=KEY,
    links=(
        known_key(
            "task_is_known",
            "tasks",
            _TASK,
            message=Label("Không có nhiệm vụ này trong danh sách nhiệm vụ", "The list of tasks has no such task"),
            fix=Label("Sửa mã hoặc nhập nhiệm vụ trước", "Correct the number, or import the task first"),
        ),
        agrees_with(
            "year_within_task",
            "tasks",
            _TASK,
            pl.col("year") >= pl.coalesce("approved_on_tasks", "contracted_on_tasks", "started_on_tasks").dt.year(),
            blames="year",
            message=Label("Năm ngân sách trước năm phê duyệt nhiệm vụ", "The year is before the task was approved"),
            fix=Label("Kiểm tra năm và ngày phê duyệt của nhiệm vụ", "Check the year and the day of approval"),
        ),
        agrees_with(
            "planned_within_state_budget",
            "tasks",
            _TASK,
            pl.col("planned_vnd").sum().over(_TASK) <= pl.col("state_budget_vnd_tasks"),
            blames="planned_vnd",
            message=Label(
                "Tổng kinh phí giao các năm lớn hơn kinh phí ngân sách của nhiệm vụ",
                "The years together plan more than the task has from the state budget",
            ),
            fix=Label("Kiểm tra đơn vị tính và kinh phí được duyệt", "Check the unit and the approved budget"),
        ),
    ),
)
