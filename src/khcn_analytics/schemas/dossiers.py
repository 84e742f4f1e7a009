"""Dossiers: one row is one administrative dossier from its receipt to its result.

Whether a dossier is pending, in time or late is never stored: it follows from the dates.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, dates_in_order, row_rule, unique_key
from khcn_analytics.vocabulary.dossier_codes import DOSSIER_FIELDS, DOSSIER_RESULTS
from khcn_analytics.vocabulary.labels import Label

KEY = ("department", "dossier_id")


class Dossiers(pa.DataFrameModel):
    """Columns and rules of ``dossiers``."""

    dossier_id: Text = column(
        Label("Mã hồ sơ", "Dossier ID"),
        Label("Mã số của hồ sơ trên hệ thống một cửa", "Number of the dossier in the one-stop system"),
        aliases=("Mã số hồ sơ", "Số hồ sơ", "Số biên nhận", "Mã biên nhận"),
        example="HS-2024-0021",
        required=True,
    )
    department: Text = department_column()
    unit: Text = unit_column(
        Label("Phòng hoặc đơn vị trực thuộc giải quyết", "Division or service unit that handles it"),
        aliases=("Đơn vị giải quyết", "Phòng giải quyết", "Phòng thụ lý", "Đơn vị xử lý", "Phòng chuyên môn"),
        example="Phòng Quản lý công nghệ",
    )
    procedure: Text = column(
        Label("Thủ tục", "Procedure"),
        Label("Tên thủ tục hành chính", "Name of the administrative procedure"),
        aliases=("Thủ tục hành chính", "Tên thủ tục", "Tên thủ tục hành chính", "Tên TTHC", "TTHC"),
        example="Cấp giấy phép tiến hành công việc bức xạ",
    )
    field: Text = column(
        Label("Lĩnh vực", "Field"),
        Label("Lĩnh vực của thủ tục hành chính", "Field of the procedure"),
        aliases=("Lĩnh vực thủ tục", "Lĩnh vực TTHC"),
        codes=DOSSIER_FIELDS,
        example="an toàn bức xạ, hạt nhân",
    )
    received_on: Date = column(
        Label("Ngày tiếp nhận", "Received on"),
        Label("Ngày tiếp nhận hồ sơ hợp lệ", "Day the complete dossier was received"),
        aliases=("Ngày nhận", "Ngày nhận hồ sơ", "Ngày tiếp nhận hồ sơ", "Tiếp nhận"),
        example="03/06/2024",
        required=True,
    )
    due_on: Date = column(
        Label("Ngày hẹn trả", "Due on"),
        Label("Ngày hẹn trả kết quả", "Day the result is due"),
        aliases=("Hạn giải quyết", "Hẹn trả", "Ngày hẹn trả kết quả", "Hạn xử lý", "Hạn trả kết quả"),
        example="24/06/2024",
    )
    resolved_on: Date = column(
        Label("Ngày giải quyết xong", "Resolved on"),
        Label(
            "Ngày có kết quả giải quyết, kể cả từ chối, rút, trả lại", "Day the dossier was closed, however it ended"
        ),
        aliases=("Ngày trả kết quả", "Ngày giải quyết", "Ngày có kết quả", "Ngày trả", "Ngày hoàn thành"),
        example="20/06/2024",
    )
    result: Text = column(
        Label("Kết quả", "Result"),
        Label("Đã cấp, từ chối, rút hay trả lại", "Granted, refused, withdrawn or returned"),
        aliases=("Kết quả giải quyết", "Kết quả xử lý"),
        codes=DOSSIER_RESULTS,
        example="đã cấp",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã hồ sơ", "department + dossier ID"))
    received_on_before_due_on = dates_in_order(
        "received_on", "due_on", Label("Hẹn trả trước ngày tiếp nhận", "Due before it was received")
    )
    received_on_before_resolved_on = dates_in_order(
        "received_on", "resolved_on", Label("Giải quyết xong trước ngày tiếp nhận", "Resolved before it was received")
    )

    @row_rule(
        blames="resolved_on",
        severity=Severity.WARNING,
        message=Label("Có kết quả nhưng thiếu ngày giải quyết xong", "A result without the day it was resolved"),
        fix=Label(
            "Bổ sung ngày giải quyết xong; chưa có ngày thì hồ sơ vẫn được tính là đang giải quyết",
            "Add the day; without it the dossier still counts as pending",
        ),
    )
    def dossier_with_result_has_resolved_date(cls: Any) -> pl.Expr:
        return pl.col(cls.result).is_null() | pl.col(cls.resolved_on).is_not_null()

    @row_rule(
        blames="due_on",
        severity=Severity.WARNING,
        message=Label("Đã giải quyết xong nhưng thiếu ngày hẹn trả", "Resolved without a due date"),
        fix=Label(
            "Bổ sung ngày hẹn trả; thiếu thì không xét được đúng hạn hay quá hạn",
            "Add the due date; without it nobody can tell whether it was in time",
        ),
    )
    def resolved_dossier_has_due_date(cls: Any) -> pl.Expr:
        return pl.col(cls.resolved_on).is_null() | pl.col(cls.due_on).is_not_null()


DOSSIERS = Dataset(
    name="dossiers",
    label=Label("Hồ sơ thủ tục hành chính", "Administrative dossiers"),
    row=Label("một hồ sơ thủ tục hành chính", "one administrative dossier"),
    model=Dossiers,
    key=KEY,
)
