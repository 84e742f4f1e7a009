"""Activities: one row is how much of one activity of the catalogue was done on one day.

Several rows of a day are usual: two workshops, two contracts. Their notes tell them apart; rows
that agree in everything that tells rows apart are taken for one row entered twice.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import LARGEST_AMOUNT_VND, Date, Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import not_suspiciously_small, row_rule, unique_key
from khcn_analytics.vocabulary.activity_codes import ACTIVITY_CODES, WITH_AMOUNT
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

KEY = ("department", "unit", "activity", "done_on", "note")


class Activities(pa.DataFrameModel):
    """Columns and rules of ``activities``."""

    department: Text = department_column()
    unit: Text = unit_column(
        Label("Phòng hoặc đơn vị trực thuộc thực hiện", "Division or service unit that did it"),
        aliases=("Đơn vị thực hiện", "Phòng thực hiện", "Phòng phụ trách", "Đơn vị phụ trách"),
        example="Phòng Quản lý công nghệ",
    )
    activity: Text = column(
        Label("Hoạt động", "Activity"),
        Label(
            "Hoạt động trong danh mục, mỗi hoạt động có một đơn vị tính",
            "Activity of the catalogue; each is counted in one unit",
        ),
        aliases=("Tên hoạt động", "Loại hoạt động", "Nội dung hoạt động", "Nội dung công việc", "Công việc"),
        codes=ACTIVITY_CODES,
        example="hồ sơ được hỗ trợ theo chính sách của tỉnh",
        required=True,
    )
    done_on: Date = column(
        Label("Ngày thực hiện", "Done on"),
        Label(
            "Ngày hoàn thành; số cộng của cả kỳ thì ghi ngày cuối kỳ",
            "Day it was completed; the last day of the period for the sum of a period",
        ),
        aliases=("Ngày", "Ngày hoàn thành", "Thời gian thực hiện", "Ngày tổ chức"),
        example="15/06/2024",
        required=True,
    )
    quantity: Integer = column(
        Label("Số lượng", "Quantity"),
        Label(
            "Số lượng tính theo đơn vị của hoạt động, số nguyên; không có thì ghi 0",
            "How many, in the unit of the activity, a whole number; 0 if there were none",
        ),
        aliases=("Khối lượng", "Số lượng thực hiện", "Kết quả", "Kết quả thực hiện"),
        at_least=0,
        at_most=1_000_000_000,
        example="2",
        required=True,
    )
    amount_vnd: Integer = column(
        Label("Số tiền", "Amount"),
        Label(
            "Giá trị hợp đồng, tiền hỗ trợ hoặc tiền ủng hộ; để trống ở hoạt động không có số tiền",
            "Value of contracts, support paid or money given; empty for activities without an amount",
        ),
        aliases=("Số tiền (đồng)", "Thành tiền", "Giá trị", "Giá trị hợp đồng", "Kinh phí", "Kinh phí hỗ trợ"),
        unit=Unit.VND,
        at_least=0,
        at_most=LARGEST_AMOUNT_VND,
        example="100000000",
    )
    note: Text = column(
        Label("Ghi chú", "Note"),
        Label(
            "Tên, số văn bản, nơi thực hiện …; phân biệt các dòng cùng hoạt động trong một ngày",
            "Title, number, place …; tells rows of the same activity and day apart",
        ),
        aliases=("Nội dung", "Diễn giải", "Chi tiết"),
        example="Nghị quyết 12/2019/NQ-HĐND",
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label(
            "Sở + Đơn vị + Hoạt động + Ngày thực hiện + Ghi chú (hai việc khác nhau thì ghi chú khác nhau)",
            "department + unit + activity + day + note (give two different things different notes)",
        ),
        optional=("unit", "note"),
    )
    amount_vnd_not_suspiciously_small = not_suspiciously_small("amount_vnd", Label("Số tiền", "Amount"))

    @row_rule(
        blames="amount_vnd",
        message=Label(
            "Hoạt động này không có số tiền; chỉ có số tiền: " + "; ".join(each.label.vi for each in WITH_AMOUNT),
            "This activity has no amount; only these have: " + "; ".join(each.label.en for each in WITH_AMOUNT),
        ),
        fix=Label("Xóa số tiền hoặc sửa tên hoạt động", "Remove the amount or correct the activity"),
    )
    def only_some_activities_have_an_amount(cls: Any) -> pl.Expr:
        has_amount = pl.col(cls.activity).is_in([each.code for each in WITH_AMOUNT])
        return has_amount | pl.col(cls.amount_vnd).is_null()


ACTIVITIES = Dataset(
    name="activities",
    label=Label("Kết quả hoạt động", "Activities"),
    row=Label("số lượng của một hoạt động trong một ngày", "how much of one activity was done on one day"),
    model=Activities,
    key=KEY,
)
