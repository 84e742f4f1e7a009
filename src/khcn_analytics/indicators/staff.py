"""Indicators of staff: what was reported for the year in which a period ends, never an earlier year."""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Level
from khcn_analytics.schemas.staff import Staff
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

_REPORTS = "Báo cáo của các Sở KH&CN (tổ chức bộ máy, biên chế)"
_card = partial(Indicator, dataset="staff", source=_REPORTS, direction=Direction.NEITHER)
_IS_SERVICE_UNIT = pl.col(Staff.unit_kind) == "service_unit"

CARDS = (
    _card(
        code="staff.headcount",
        label=Label("Số người của Sở", "Headcount"),
        definition=Label(
            "Công chức, viên chức, người lao động có mặt theo báo cáo của năm mà kỳ kết thúc",
            "Civil servants, public employees and workers reported for the year in which the period ends",
        ),
        measure=Level(Staff.year, Staff.headcount),
        unit=Unit.PERSON,
        dimensions=("unit_kind",),
    ),
    _card(
        code="staff.units",
        label=Label("Phòng, đơn vị thuộc Sở", "Units of the department"),
        definition=Label(
            "Phòng, chi cục, đơn vị sự nghiệp có trong báo cáo của năm mà kỳ kết thúc, không kể lãnh đạo Sở",
            "Divisions, branches and service units reported for the year in which the period ends, leadership apart",
        ),
        measure=Level(Staff.year, where=pl.col(Staff.unit_kind).ne_missing("leadership")),
        unit=Unit.ORGANISATIONAL_UNIT,
        dimensions=("unit_kind",),
    ),
    _card(
        code="staff.service_units",
        label=Label("Đơn vị sự nghiệp", "Service units"),
        definition=Label(
            "Đơn vị sự nghiệp trực thuộc có trong báo cáo của năm mà kỳ kết thúc",
            "Service units reported for the year in which the period ends",
        ),
        measure=Level(Staff.year, where=_IS_SERVICE_UNIT),
        unit=Unit.ORGANISATIONAL_UNIT,
        dimensions=(),
    ),
    _card(
        code="staff.service_units_at_start",
        label=Label("Đơn vị sự nghiệp đầu kỳ", "Service units at the start"),
        definition=Label(
            "Đơn vị sự nghiệp trực thuộc có trong báo cáo của năm chứa ngày ngay trước kỳ; "
            "so với số cuối kỳ để thấy việc sáp nhập",
            "Service units reported for the year of the day before the period starts; "
            "beside the number at its end it shows mergers",
        ),
        measure=Level(Staff.year, where=_IS_SERVICE_UNIT, at="start"),
        unit=Unit.ORGANISATIONAL_UNIT,
        dimensions=(),
    ),
)
