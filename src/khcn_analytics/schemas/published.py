"""Figures as they were printed in reports: one row is one figure at one place in one report.

Contradictions are kept: two rows with the same indicator and period and different values.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Number, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.indicator_codes import indicator_column, share_between_0_and_1
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.published_codes import PUBLISHED_QUALIFIERS, PUBLISHED_STATUSES

KEY = (
    *("department", "indicator", "period_start", "period_end"),
    *("status", "qualifier", "locator", "value", "note"),
)


class Published(pa.DataFrameModel):
    """Columns and rules of ``published``."""

    department: Text = department_column()
    indicator: Text = indicator_column()
    period_start: Date = column(
        Label("Từ ngày", "Period start"),
        Label("Ngày đầu của kỳ", "First day of the period"),
        example="01/01/2022",
        required=True,
    )
    period_end: Date = column(
        Label("Đến trước ngày", "Period end"),
        Label("Ngày liền sau ngày cuối của kỳ", "The day after the last day of the period"),
        example="01/01/2023",
        required=True,
    )
    status: Text = column(
        Label("Loại số liệu", "Status"),
        Label("Thực hiện, ước thực hiện hay kế hoạch", "Actual, estimate or plan"),
        codes=PUBLISHED_STATUSES,
        example="thực hiện",
        required=True,
    )
    value: Number = column(
        Label("Giá trị", "Value"),
        Label("Con số được in; tỷ lệ từ 0 đến 1, tiền tính bằng đồng", "The figure; shares 0 to 1, money in đồng"),
        aliases=("Số liệu",),
        a_number=True,
        example="9",
        required=True,
    )
    qualifier: Text = column(
        Label("Mức chính xác", "Qualifier"),
        Label("Đúng, hơn, từ … trở lên, không quá, khoảng", "Exactly, more than, at least, at most, about"),
        codes=PUBLISHED_QUALIFIERS,
        example="đúng",
        required=True,
    )
    source: Text = column(
        Label("Nguồn", "Source"),
        Label("Mã của báo cáo", "Code of the report"),
        aliases=("Báo cáo",),
        example="kon_tum_2022",
        required=True,
    )
    locator: Text = column(
        Label("Vị trí", "Locator"),
        Label("Chỗ của con số trong báo cáo", "Where the figure stands in the report"),
        example="đoạn 12",
        required=True,
    )
    printed_name: Text = column(
        Label("Tên được in", "Printed name"),
        Label("Tên chỉ số như trong báo cáo", "What the report calls the figure"),
        aliases=("Tên chỉ số", "Tên chỉ tiêu"),
        example="Đề tài, dự án cấp tỉnh nghiệm thu",
    )
    printed_unit: Text = column(
        Label("Đơn vị được in", "Printed unit"),
        Label("Đơn vị tính như trong báo cáo", "The unit of measure in the report"),
        aliases=("Đơn vị tính",),
        example="đề tài, dự án",
    )
    note: Text = column(
        Label("Ghi chú", "Note"),
        Label("Điều cần biết khi dùng con số", "What to know before using the figure"),
        example="nhắc lại",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label("cùng chỉ số, kỳ, vị trí và giá trị", "the same indicator, period, place and value"),
        optional=("note",),
    )

    @row_rule(
        blames="period_end",
        message=Label("Kỳ kết thúc không sau ngày bắt đầu", "The period does not end after it starts"),
        fix=Label("Kiểm tra hai ngày; ngày cuối là ngày liền sau kỳ", "Check both days; the end is the day after"),
    )
    def period_has_length(cls: Any) -> pl.Expr:
        return pl.col(cls.period_start) < pl.col(cls.period_end)

    share_between_0_and_1 = share_between_0_and_1("value")


PUBLISHED = Dataset(
    name="published",
    label=Label("Số liệu đã công bố", "Published figures"),
    row=Label("một con số được in trong một báo cáo", "one figure printed in a report"),
    model=Published,
    key=KEY,
)
