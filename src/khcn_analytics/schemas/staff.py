"""Staff: one row is how many people one division or service unit has at the end of one year."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column
from khcn_analytics.schemas.rules import Severity, row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.staff_codes import UNIT_KINDS
from khcn_analytics.vocabulary.units import Unit

KEY = ("department", "unit", "unit_kind", "year")
_UNIT_OF_YEAR = ("department", "unit", "year")


class Staff(pa.DataFrameModel):
    """Columns and rules of ``staff``."""

    department: Text = department_column()
    unit: Text = column(
        Label("Đơn vị", "Unit"),
        Label("Tên phòng hoặc đơn vị trực thuộc", "Name of the division or service unit"),
        aliases=("Phòng, đơn vị", "Tên đơn vị", "Tên phòng, đơn vị", "Phòng ban", "Phòng/đơn vị"),
        example="Trung tâm Ứng dụng",
        required=True,
    )
    unit_kind: Text = column(
        Label("Loại đơn vị", "Kind of unit"),
        Label("Lãnh đạo Sở, phòng, chi cục hay đơn vị sự nghiệp", "Leadership, division, branch or service unit"),
        aliases=("Loại hình đơn vị", "Phân loại đơn vị", "Loại"),
        codes=UNIT_KINDS,
        example="đơn vị sự nghiệp",
    )
    year: Integer = column(
        Label("Năm", "Year"),
        Label("Năm mà số người là của cuối năm", "Year at the end of which the people are counted"),
        aliases=("Năm số liệu", "Năm thống kê"),
        at_least=1990,
        at_most=2200,
        example="2024",
        required=True,
    )
    headcount: Integer = column(
        Label("Số người", "Headcount"),
        Label("Số công chức, viên chức, người lao động có mặt", "Civil servants, public employees and workers there"),
        aliases=(
            *("Số người có mặt", "Tổng số người", "Số lượng người", "Số lượng", "Nhân sự", "Biên chế có mặt"),
            *("Số CBCCVC", "Tổng số CBCCVC", "Số công chức, viên chức, người lao động", "Số cán bộ"),
        ),
        unit=Unit.PERSON,
        at_least=0,
        at_most=100_000,
        example="18",
        required=True,
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label("Sở + Đơn vị + Loại đơn vị + Năm", "department + unit + kind of unit + year"),
        optional=("unit_kind",),
    )

    @row_rule(
        blames="unit_kind",
        severity=Severity.WARNING,
        message=Label(
            "Đơn vị có hai dòng trong một năm, khác loại: số người được tính hai lần",
            "The unit has two rows in a year, of different kinds: its people count twice",
        ),
        fix=Label("Chỉ giữ một dòng, hoặc tách tên hai đơn vị", "Keep one row, or give two units two names"),
    )
    def unit_counts_once(cls: Any) -> pl.Expr:
        shared = pl.struct(_UNIT_OF_YEAR).is_duplicated()
        return shared.not_() | pl.struct(KEY).is_duplicated() | pl.any_horizontal(pl.col(_UNIT_OF_YEAR).is_null())


STAFF = Dataset(
    name="staff",
    label=Label("Nhân sự", "Staff"),
    row=Label("số người của một đơn vị trong một năm", "the people of one unit in one year"),
    model=Staff,
    key=KEY,
)
