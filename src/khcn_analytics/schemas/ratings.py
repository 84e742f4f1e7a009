"""Ratings: one row is how many subjects of one kind were rated at one level for one year.

Levels exclude each other. Reports nest them ("100 % tốt trở lên, trong đó 01 xuất sắc"); such a
figure must be taken apart before it is entered.
"""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.places import department_column, unit_column
from khcn_analytics.schemas.rules import Severity, row_rule, unique_key
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS, RATING_SUBJECT_KINDS

KEY = ("department", "unit", "subject_kind", "year", "level")
_RATED_TOGETHER = ("department", "subject_kind", "year")
_PARTS_OF_STAFF = ("civil_servant", "public_employee", "employee")


class Ratings(pa.DataFrameModel):
    """Columns and rules of ``ratings``."""

    department: Text = department_column()
    unit: Text = unit_column(
        Label(
            "Phòng, đơn vị trực thuộc hoặc chi bộ; để trống nếu là số của toàn sở",
            "Division, service unit or Party cell; empty for the department as a whole",
        ),
        aliases=("Phòng", "Đơn vị công tác", "Đơn vị được xếp loại"),
        example="Phòng Quản lý khoa học",
    )
    subject_kind: Text = column(
        Label("Đối tượng", "Subject kind"),
        Label(
            "Ai được xếp loại: chi bộ, đảng viên, công chức …", "Who is rated: Party cells, members, civil servants …"
        ),
        aliases=("Đối tượng xếp loại", "Đối tượng đánh giá", "Loại đối tượng", "Nhóm đối tượng"),
        codes=RATING_SUBJECT_KINDS,
        example="công chức",
        required=True,
    )
    year: Integer = column(
        Label("Năm xếp loại", "Year"),
        Label("Năm được đánh giá, không phải năm ký quyết định", "Year that is rated, not the year of the decision"),
        aliases=("Năm", "Năm đánh giá", "Năm công tác"),
        at_least=1990,
        at_most=2200,
        example="2024",
        required=True,
    )
    level: Text = column(
        Label("Mức xếp loại", "Level"),
        Label(
            "Đúng một mức; “tốt trở lên” gồm hai mức, phải tách thành dòng tốt (không kể xuất sắc) và dòng xuất sắc",
            "One level only; “good or better” is two: a row for good, without the excellent ones, and one for excellent",
        ),
        aliases=("Xếp loại", "Mức độ hoàn thành", "Mức độ hoàn thành nhiệm vụ", "Kết quả xếp loại", "Mức"),
        codes=RATING_LEVELS,
        example="hoàn thành tốt nhiệm vụ",
        required=True,
    )
    subjects: Integer = column(
        Label("Số lượng", "Subjects"),
        Label(
            "Số người hoặc số tập thể được xếp ở đúng mức này; không có thì ghi 0",
            "How many people or collectives were rated at this very level; 0 if none",
        ),
        aliases=("Số người", "Số lượng xếp loại", "Số lượng được xếp loại", "Số tập thể", "Số đảng viên", "Số chi bộ"),
        at_least=0,
        at_most=1_000_000,
        example="12",
        required=True,
    )

    class Config:
        strict = True

    key_is_unique = unique_key(
        *KEY,
        called=Label("Sở + Đơn vị + Đối tượng + Năm + Mức xếp loại", "department + unit + subject kind + year + level"),
        optional=("unit",),
    )

    @row_rule(
        blames="unit",
        severity=Severity.WARNING,
        message=Label(
            "Cùng đối tượng và năm: vừa có số của toàn sở (không ghi đơn vị) vừa có số của từng đơn vị",
            "The same kind and year has both figures of the whole department (no unit) and of its units",
        ),
        fix=Label(
            "Chỉ giữ một cách ghi, nếu không sẽ tính hai lần; hoặc bổ sung đơn vị còn thiếu",
            "Keep one of the two, or the subjects count twice; or add the units that are missing",
        ),
    )
    def whole_department_or_its_units(cls: Any) -> pl.Expr:
        has_unit = pl.col(cls.unit).is_not_null()
        return has_unit.all().over(_RATED_TOGETHER) | has_unit.any().over(_RATED_TOGETHER).not_()

    @row_rule(
        blames="subject_kind",
        severity=Severity.WARNING,
        message=Label(
            "Cùng năm: vừa có số chung của công chức, viên chức vừa có số của từng nhóm",
            "The same year has both figures of all staff together and of its groups",
        ),
        fix=Label(
            "Chỉ giữ một cách ghi: số chung, hoặc công chức, viên chức, người lao động riêng; nếu không sẽ tính hai lần",
            "Keep one of the two, all together or each group apart, or people count twice",
        ),
    )
    def all_staff_or_its_groups(cls: Any) -> pl.Expr:
        kind, year = pl.col(cls.subject_kind), ("department", "year")
        is_all, is_group = kind == "individual", kind.is_in(_PARTS_OF_STAFF)
        whole_department = (pl.col(cls.unit).is_null() & (is_all | is_group)).any().over(year)
        # Units that record it either way are no harm, unless the whole department is recorded too.
        twice_in_year = is_all.any().over(year) & is_group.any().over(year) & whole_department
        twice_in_unit = is_all.any().over(*year, "unit") & is_group.any().over(*year, "unit")
        return (is_all | is_group).not_() | (twice_in_year | twice_in_unit).not_()


RATINGS = Dataset(
    name="ratings",
    label=Label("Xếp loại chất lượng", "Ratings"),
    row=Label(
        "số đối tượng của một loại được xếp ở một mức trong một năm",
        "how many subjects of one kind were rated at one level for one year",
    ),
    model=Ratings,
    key=KEY,
)
