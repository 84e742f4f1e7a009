"""Indicators of inspections. Campaigns (cuộc) and subjects (lượt cơ sở) are counted apart."""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Ratio
from khcn_analytics.schemas.inspections import Inspections
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("activity", "field", "planned")

_IS_INSPECTION = pl.col(Inspections.activity) == "inspection"
_IS_CHECK = pl.col(Inspections.activity) == "check"
_REPORTS = "Báo cáo của các Sở KH&CN; Nghị định 217/2025/NĐ-CP (kiểm tra chuyên ngành)"
_card = partial(Indicator, dataset="inspections", dimensions=DIMENSIONS, source=_REPORTS)

CARDS = (
    _card(
        code="inspections.inspections",
        label=Label("Cuộc thanh tra", "Inspections"),
        definition=Label("Cuộc thanh tra bắt đầu trong kỳ", "Inspection campaigns begun in the period"),
        measure=Flow(Inspections.started_on, where=_IS_INSPECTION),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.inspected_subjects",
        label=Label("Cơ sở được thanh tra", "Subjects inspected"),
        definition=Label(
            "Lượt cơ sở trong các cuộc thanh tra bắt đầu trong kỳ",
            "Establishments visited by the inspection campaigns begun in the period",
        ),
        measure=Flow(Inspections.started_on, Inspections.subjects, where=_IS_INSPECTION),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.checks",
        label=Label("Cuộc kiểm tra", "Checks"),
        definition=Label("Cuộc kiểm tra bắt đầu trong kỳ", "Check campaigns begun in the period"),
        measure=Flow(Inspections.started_on, where=_IS_CHECK),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.checked_subjects",
        label=Label("Cơ sở được kiểm tra", "Subjects checked"),
        definition=Label(
            "Lượt cơ sở trong các cuộc kiểm tra bắt đầu trong kỳ",
            "Establishments visited by the check campaigns begun in the period",
        ),
        measure=Flow(Inspections.started_on, Inspections.subjects, where=_IS_CHECK),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.violation_rate",
        label=Label("Tỷ lệ cơ sở vi phạm", "Share of subjects in violation"),
        definition=Label(
            "Cơ sở vi phạm trên cơ sở được thanh tra, kiểm tra, của các cuộc có ghi số vi phạm",
            "Subjects in violation over subjects visited, of campaigns that state the violations",
        ),
        measure=Ratio(
            Flow(Inspections.started_on, Inspections.violating_subjects, where=_IS_INSPECTION | _IS_CHECK),
            Flow(
                Inspections.started_on,
                Inspections.subjects,
                where=(_IS_INSPECTION | _IS_CHECK) & pl.col(Inspections.violating_subjects).is_not_null(),
            ),
        ),
        unit=Unit.SHARE,
        direction=Direction.LOWER,
        source="Báo cáo thanh tra của các Sở KH&CN",
    ),
    _card(
        code="inspections.fines_vnd",
        label=Label("Số tiền phạt", "Fines"),
        definition=Label("Tổng tiền phạt của các cuộc bắt đầu trong kỳ", "Fines of the campaigns begun in the period"),
        measure=Flow(Inspections.started_on, Inspections.fines_vnd),
        unit=Unit.VND,
        direction=Direction.NEITHER,
        source="Báo cáo thanh tra của các Sở KH&CN",
    ),
)
