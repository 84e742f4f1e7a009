"""Campaigns: one row is one emulation campaign (phong trào thi đua) that a department runs or joins."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.links import known_key
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import Severity, dates_in_order, row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label

KEY = ("department", "campaign_id")


class Campaigns(pa.DataFrameModel):
    """Columns and rules of ``campaigns``."""

    campaign_id: Text = column(
        Label("Mã phong trào", "Campaign ID"),
        Label("Mã số của phong trào, đợt thi đua trong sở", "Number of the campaign within the department"),
        aliases=("Mã số", "Mã đợt thi đua", "Mã phong trào thi đua"),
        example="PT-2024-01",
        required=True,
    )
    department: Text = department_column()
    name: Text = column(
        Label("Tên phong trào", "Name"),
        Label("Tên phong trào, đợt thi đua", "Name of the campaign"),
        aliases=("Phong trào thi đua", "Phong trào", "Tên phong trào thi đua", "Đợt thi đua", "Tên đợt thi đua"),
        example="Thi đua đổi mới sáng tạo và chuyển đổi số",
        required=True,
    )
    plan_no: Text = column(
        Label("Số kế hoạch", "Plan number"),
        Label("Số, ký hiệu kế hoạch phát động", "Number of the plan that launches it"),
        aliases=("Kế hoạch", "Kế hoạch số", "Số, ký hiệu kế hoạch", "Văn bản phát động"),
        example="12/KH-SKHCN",
    )
    launched_on: Date = column(
        Label("Ngày phát động", "Launched on"),
        Label("Ngày phát động phong trào", "Day the campaign was launched"),
        aliases=("Phát động", "Ngày bắt đầu", "Thời gian phát động", "Từ ngày"),
        example="15/01/2024",
    )
    ends_on: Date = column(
        Label("Ngày kết thúc", "Ends on"),
        Label("Ngày cuối của phong trào", "Last day of the campaign"),
        aliases=("Kết thúc", "Thời gian kết thúc", "Đến ngày", "Ngày tổng kết"),
        example="31/12/2024",
    )
    contents: Integer = column(
        Label("Số nội dung thi đua", "Contents"),
        Label("Số nội dung thi đua được phát động", "How many contents the campaign has"),
        aliases=("Số nội dung", "Số nội dung phát động"),
        at_least=0,
        at_most=1_000,
        example="6",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(*KEY, called=Label("Sở + Mã phong trào", "department + campaign ID"))
    launched_on_before_ends_on = dates_in_order(
        "launched_on", "ends_on", Label("Kết thúc trước ngày phát động", "Ends before it was launched")
    )

    @row_rule(
        blames="launched_on",
        severity=Severity.WARNING,
        message=Label("Thiếu ngày phát động", "No day of launch"),
        fix=Label(
            "Bổ sung ngày; chưa có ngày thì chưa tính vào kỳ nào",
            "Add the date; without it it counts in no period",
        ),
    )
    def launch_has_date(cls: Any) -> pl.Expr:
        return pl.col(cls.launched_on).is_not_null()


CAMPAIGNS = Dataset(
    name="campaigns",
    label=Label("Phong trào thi đua", "Campaigns"),
    row=Label("một phong trào, đợt thi đua", "one emulation campaign"),
    model=Campaigns,
    key=KEY,
)


def campaign_column(description: Label) -> Any:
    """The campaign a record of another dataset belongs to, if it belongs to one."""
    return column(
        Label("Mã phong trào", "Campaign ID"),
        description,
        aliases=("Mã đợt thi đua", "Mã phong trào thi đua"),
        example="PT-2024-01",
    )


CAMPAIGN_IS_KNOWN = known_key(
    "campaign_is_known",
    CAMPAIGNS.name,
    KEY,
    message=Label("Không có phong trào này trong danh sách phong trào", "The list of campaigns has no such campaign"),
    fix=Label(
        "Sửa mã, để trống nếu không thuộc phong trào nào, hoặc nhập phong trào trước",
        "Correct the number, leave it empty if there is no campaign, or import the campaign first",
    ),
    optional=True,
)
"""The rule of datasets whose records may belong to a campaign: if one is named, it is known."""
