"""Inspections: one row is one campaign (cuộc) of inspection, check or survey.

Campaigns (cuộc) and the establishments they visit (lượt cơ sở) are two counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import LARGEST_AMOUNT_VND, Boolean, Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, dates_in_order, row_rule, unique_key
from khcn_analytics.vocabulary.inspection_codes import INSPECTION_ACTIVITIES, INSPECTION_FIELDS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

DEPARTMENT_INSPECTORATES_END_ON = date(2025, 7, 1)

KEY = ("department", "inspection_id")


class Inspections(pa.DataFrameModel):
    """Columns and rules of ``inspections``."""

    inspection_id: Text = column(
        Label("Mã cuộc", "Inspection ID"),
        Label("Mã số của cuộc thanh tra, kiểm tra trong sở", "Number of the campaign within the department"),
        aliases=("Mã cuộc thanh tra", "Mã cuộc kiểm tra", "Mã số"),
        example="TT-2024-01",
        required=True,
    )
    department: Text = department_column()
    unit: Text = unit_column(
        Label("Phòng hoặc đơn vị trực thuộc chủ trì", "Division or service unit in charge"),
        aliases=("Đơn vị chủ trì",),
        example="Thanh tra Sở",
    )
    activity: Text = column(
        Label("Hình thức", "Activity"),
        Label("Thanh tra, kiểm tra hay khảo sát", "Inspection, check or survey"),
        aliases=("Loại hoạt động", "Hình thức hoạt động"),
        codes=INSPECTION_ACTIVITIES,
        example="kiểm tra",
        required=True,
    )
    planned: Boolean = column(
        Label("Theo kế hoạch", "Planned"),
        Label("Theo kế hoạch (có) hay đột xuất (không)", "Planned (yes) or unscheduled (no)"),
        aliases=("Hình thức (kế hoạch/đột xuất)", "Kế hoạch"),
        example="có",
    )
    field: Text = column(
        Label("Lĩnh vực", "Field"),
        Label("Lĩnh vực thanh tra, kiểm tra", "Field of the campaign"),
        aliases=("Lĩnh vực kiểm tra", "Nội dung"),
        codes=INSPECTION_FIELDS,
        example="đo lường",
    )
    decision_no: Text = column(
        Label("Số quyết định", "Decision number"),
        Label("Số quyết định thanh tra, kiểm tra", "Number of the decision"),
        aliases=("Quyết định số", "Số QĐ"),
        example="45/QĐ-SKHCN",
    )
    started_on: Date = column(
        Label("Ngày bắt đầu", "Started on"),
        Label("Ngày bắt đầu cuộc", "First day of the campaign"),
        aliases=("Ngày", "Từ ngày"),
        example="05/06/2024",
        required=True,
    )
    ended_on: Date = column(
        Label("Ngày kết thúc", "Ended on"),
        Label("Ngày kết thúc cuộc", "Last day of the campaign"),
        aliases=("Đến ngày",),
        example="07/06/2024",
    )
    subjects: Integer = column(
        Label("Số cơ sở", "Subjects"),
        Label("Số lượt cơ sở được thanh tra, kiểm tra", "Establishments visited"),
        aliases=("Số cơ sở được kiểm tra", "Số đơn vị", "Số lượt cơ sở"),
        unit=Unit.SUBJECT,
        at_least=0,
        at_most=1_000_000,
        example="12",
        required=True,
    )
    violating_subjects: Integer = column(
        Label("Số cơ sở vi phạm", "Violating subjects"),
        Label("Số cơ sở có vi phạm", "Establishments found in violation"),
        aliases=("Cơ sở vi phạm",),
        unit=Unit.SUBJECT,
        at_least=0,
        at_most=1_000_000,
        example="2",
    )
    fined_subjects: Integer = column(
        Label("Số cơ sở bị phạt", "Fined subjects"),
        Label("Số cơ sở bị phạt tiền", "Establishments fined"),
        aliases=("Cơ sở bị phạt", "Số cơ sở bị xử phạt"),
        unit=Unit.SUBJECT,
        at_least=0,
        at_most=1_000_000,
        example="1",
    )
    fines_vnd: Integer = column(
        Label("Số tiền phạt", "Fines"),
        Label("Tổng số tiền phạt", "Total of the fines"),
        aliases=("Số tiền phạt (đồng)", "Tiền phạt"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="11500000",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã cuộc", "department + inspection ID"))
    started_on_before_ended_on = dates_in_order(
        "started_on", "ended_on", Label("Kết thúc trước ngày bắt đầu", "Ended before it started")
    )

    @row_rule(
        blames="violating_subjects",
        message=Label("Số cơ sở vi phạm lớn hơn số cơ sở được kiểm tra", "More violating subjects than subjects"),
        fix=Label("Kiểm tra lại hai số", "Check both counts"),
    )
    def violating_within_subjects(cls: Any) -> pl.Expr:
        return pl.col(cls.violating_subjects) <= pl.col(cls.subjects)

    @row_rule(
        blames="fined_subjects",
        message=Label("Số cơ sở bị phạt lớn hơn số cơ sở vi phạm", "More fined subjects than violating ones"),
        fix=Label("Kiểm tra lại hai số", "Check both counts"),
    )
    def fined_within_violating(cls: Any) -> pl.Expr:
        return pl.col(cls.fined_subjects) <= pl.col(cls.violating_subjects)

    @row_rule(
        blames="fined_subjects",
        severity=Severity.WARNING,
        message=Label("Có tiền phạt nhưng không có cơ sở bị phạt", "Fines without a fined subject"),
        fix=Label("Bổ sung số cơ sở bị phạt", "Add the number of fined subjects"),
    )
    def fines_have_fined_subjects(cls: Any) -> pl.Expr:
        return (pl.col(cls.fines_vnd) <= 0) | (pl.col(cls.fined_subjects).fill_null(0) > 0)

    @row_rule(
        blames="activity",
        severity=Severity.WARNING,
        message=Label(
            "Từ 01/7/2025 sở không còn tiến hành thanh tra, chỉ kiểm tra chuyên ngành",
            "Since 1 July 2025 departments carry out specialised checks, not inspections",
        ),
        fix=Label("Xem lại hình thức: có phải là kiểm tra chuyên ngành?", "Was this a specialised check?"),
        source="Luật Thanh tra 84/2025/QH15; Nghị định 217/2025/NĐ-CP",
    )
    def no_inspection_after_inspectorates_end(cls: Any) -> pl.Expr:
        return (pl.col(cls.activity) != "inspection") | (pl.col(cls.started_on) < DEPARTMENT_INSPECTORATES_END_ON)


INSPECTIONS = Dataset(
    name="inspections",
    label=Label("Thanh tra, kiểm tra", "Inspections"),
    row=Label("một cuộc thanh tra, kiểm tra hoặc khảo sát", "one campaign of inspection, check or survey"),
    model=Inspections,
    key=KEY,
)
