"""Targets: one row is what one indicator should come to in one period."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.periods import parse_period
from khcn_analytics.schemas.campaigns import CAMPAIGN_IS_KNOWN, campaign_column
from khcn_analytics.schemas.columns import Number, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.indicator_codes import indicator_column, share_between_0_and_1
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.target_codes import TARGET_OPERATORS

KEY = ("department", "unit", "indicator", "period")


class Targets(pa.DataFrameModel):
    """Columns and rules of ``targets``."""

    department: Text = department_column()
    unit: Text = unit_column(
        Label("Đơn vị được giao; để trống là chỉ tiêu của cả sở", "Unit it is set for; empty is the department"),
        aliases=("Đơn vị thực hiện", "Đơn vị đăng ký", "Đơn vị được giao"),
        example="Phòng Quản lý khoa học",
    )
    indicator: Text = indicator_column("Mã chỉ tiêu")
    period: Text = column(
        Label("Kỳ", "Period"),
        Label(
            "Năm, 6 tháng, 9 tháng, quý, tháng hay giai đoạn",
            "Year, half, nine months, quarter, month or span of years",
        ),
        aliases=("Kỳ báo cáo", "Thời kỳ", "Năm", "Kỳ kế hoạch", "Năm kế hoạch"),
        example="6T/2024",
        required=True,
    )
    operator: Text = column(
        Label("Cách so", "Operator"),
        Label("Từ … trở lên, không quá, bằng hay trong khoảng", "At least, at most, equal or between"),
        aliases=("So với chỉ tiêu", "Cách so sánh", "Điều kiện"),
        codes=TARGET_OPERATORS,
        example="từ … trở lên",
        required=True,
    )
    target: Number = column(
        Label("Chỉ tiêu", "Target"),
        Label("Mức phải đạt; tỷ lệ từ 0 đến 1, tiền tính bằng đồng", "The target; shares 0 to 1, money in đồng"),
        aliases=("Kế hoạch", "Mức chỉ tiêu", "Mục tiêu", "Chỉ tiêu giao", "Chỉ tiêu đăng ký", "Mức dưới"),
        a_number=True,
        example="9",
        required=True,
    )
    upper_target: Number = column(
        Label("Mức trên", "Upper target"),
        Label("Mức trên của chỉ tiêu “trong khoảng”", "Upper bound of a target “between”"),
        aliases=("Chỉ tiêu trên", "Mức cao nhất", "Đến"),
        a_number=True,
        example="12",
    )
    campaign_id: Text = campaign_column(
        Label("Phong trào đặt ra chỉ tiêu, nếu có", "The campaign that sets it, if there is one")
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY, called=Label("Sở + Đơn vị + Chỉ số + Kỳ", "department + unit + indicator + period"), optional=("unit",)
    )

    @row_rule(
        blames="period",
        message=Label("Không đọc được kỳ", "The period can't be read"),
        fix=Label(
            "Viết như: 2024, 6T/2024, 9T/2024, Quý I/2024, 3/2024, 2021-2025",
            "Write it like: 2024, 2024H1, 2024-9M, 2024Q1, 2024-03, 2021-2025",
        ),
    )
    def period_is_readable(cls: Any) -> pl.Expr:
        return pl.col(cls.period).is_null() | _days(cls.period).is_not_null()

    @row_rule(
        blames="period",
        message=Label(
            "Cùng kỳ với dòng khác, nhưng viết khác: một chỉ số chỉ có một chỉ tiêu mỗi kỳ",
            "The same period in another row, in other words: an indicator has one target a period",
        ),
        fix=Label("Chỉ giữ một dòng", "Keep only one row"),
    )
    def one_target_a_period(cls: Any) -> pl.Expr:
        shared = pl.struct(cls.department, cls.unit, cls.indicator, _days(cls.period)).is_duplicated()
        lacks_key = pl.any_horizontal(pl.col(cls.department, cls.indicator).is_null(), _days(cls.period).is_null())
        return shared.not_() | pl.struct(KEY).is_duplicated() | lacks_key

    @row_rule(
        blames="upper_target",
        message=Label(
            "Chỉ tiêu “trong khoảng” phải có mức trên, chỉ tiêu khác thì không",
            "A target “between” has an upper bound, any other has none",
        ),
        fix=Label("Điền hoặc xóa mức trên, hoặc sửa cách so", "Fill in or remove the bound, or correct the operator"),
    )
    def upper_target_where_between(cls: Any) -> pl.Expr:
        return (pl.col(cls.operator) == "between") == pl.col(cls.upper_target).is_not_null()

    @row_rule(
        blames="upper_target",
        message=Label("Mức trên nhỏ hơn chỉ tiêu", "The upper target is below the target"),
        fix=Label("Kiểm tra lại hai mức", "Check both bounds"),
    )
    def target_within_upper_target(cls: Any) -> pl.Expr:
        return pl.col(cls.target) <= pl.col(cls.upper_target)

    share_between_0_and_1 = share_between_0_and_1("target", "upper_target")


def _days(period: str) -> pl.Expr:
    """First day and end of a column of periods; null where it can't be read."""
    return pl.col(period).map_elements(_days_of, return_dtype=pl.String)


def _days_of(text: str) -> str | None:
    try:
        found = parse_period(text)
    except InvalidPeriodError:
        return None
    return f"{found.start}/{found.end}"


TARGETS = Dataset(
    name="targets",
    label=Label("Chỉ tiêu", "Targets"),
    row=Label("một chỉ tiêu trong một kỳ", "one target for one period"),
    model=Targets,
    key=KEY,
    links=(CAMPAIGN_IS_KNOWN,),
)
