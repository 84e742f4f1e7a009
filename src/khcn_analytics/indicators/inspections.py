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
_IS_SURVEY = pl.col(Inspections.activity) == "survey"
_IS_EITHER = _IS_INSPECTION | _IS_CHECK
_IS_PLANNED = pl.col(Inspections.planned)
_REPORTS = "Báo cáo của các Sở KH&CN; Nghị định 217/2025/NĐ-CP (kiểm tra chuyên ngành)"
_RESULTS = "Báo cáo thanh tra của các Sở KH&CN"
_BOTH = "Luật Thanh tra 84/2025/QH15: từ 01/7/2025 Sở không còn thanh tra, chỉ kiểm tra; chuỗi gộp nối hai giai đoạn"
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
        code="inspections.campaigns",
        label=Label("Cuộc thanh tra, kiểm tra", "Inspections and checks"),
        definition=Label(
            "Cuộc thanh tra và cuộc kiểm tra bắt đầu trong kỳ, tính gộp; không kể khảo sát",
            "Inspections and checks begun in the period, counted together; without surveys",
        ),
        measure=Flow(Inspections.started_on, where=_IS_EITHER),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
        source=_BOTH,
    ),
    _card(
        code="inspections.subjects",
        label=Label("Cơ sở được thanh tra, kiểm tra", "Subjects inspected or checked"),
        definition=Label(
            "Lượt cơ sở trong các cuộc thanh tra, kiểm tra bắt đầu trong kỳ, tính gộp",
            "Establishments visited by the inspections and checks begun in the period, counted together",
        ),
        measure=Flow(Inspections.started_on, Inspections.subjects, where=_IS_EITHER),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
        source=_BOTH,
    ),
    _card(
        code="inspections.planned_campaigns",
        label=Label("Cuộc theo kế hoạch", "Planned campaigns"),
        definition=Label(
            "Cuộc thanh tra, kiểm tra theo kế hoạch bắt đầu trong kỳ",
            "Planned inspections and checks begun in the period",
        ),
        measure=Flow(Inspections.started_on, where=_IS_EITHER & _IS_PLANNED),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.unscheduled_campaigns",
        label=Label("Cuộc đột xuất", "Unscheduled campaigns"),
        definition=Label(
            "Cuộc thanh tra, kiểm tra đột xuất bắt đầu trong kỳ",
            "Unscheduled inspections and checks begun in the period",
        ),
        measure=Flow(Inspections.started_on, where=_IS_EITHER & _IS_PLANNED.not_()),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.planned_share",
        label=Label("Tỷ lệ cuộc theo kế hoạch", "Share of planned campaigns"),
        definition=Label(
            "Cuộc theo kế hoạch trên các cuộc thanh tra, kiểm tra có ghi theo kế hoạch hay đột xuất",
            "Planned campaigns over the inspections and checks that state whether they were planned",
        ),
        measure=Ratio(
            Flow(Inspections.started_on, where=_IS_EITHER & _IS_PLANNED),
            Flow(Inspections.started_on, where=_IS_EITHER & _IS_PLANNED.is_not_null()),
        ),
        unit=Unit.SHARE,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.surveys",
        label=Label("Cuộc khảo sát", "Surveys"),
        definition=Label("Cuộc khảo sát bắt đầu trong kỳ", "Survey campaigns begun in the period"),
        measure=Flow(Inspections.started_on, where=_IS_SURVEY),
        unit=Unit.INSPECTION,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.surveyed_subjects",
        label=Label("Cơ sở được khảo sát", "Subjects surveyed"),
        definition=Label(
            "Lượt cơ sở trong các cuộc khảo sát bắt đầu trong kỳ",
            "Establishments visited by the survey campaigns begun in the period",
        ),
        measure=Flow(Inspections.started_on, Inspections.subjects, where=_IS_SURVEY),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.quality_system_checked_subjects",
        label=Label("Đơn vị được kiểm tra hệ thống quản lý chất lượng", "Subjects checked for their quality system"),
        definition=Label(
            "Lượt đơn vị trong các cuộc kiểm tra hệ thống quản lý chất lượng TCVN ISO 9001 bắt đầu trong kỳ",
            "Bodies visited by the checks of ISO 9001 quality systems begun in the period",
        ),
        measure=Flow(
            Inspections.started_on,
            Inspections.subjects,
            where=_IS_CHECK & (pl.col(Inspections.field) == "iso_9001"),
        ),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
        source="Báo cáo của Sở KH&CN Cao Bằng năm 2020",
    ),
    _card(
        code="inspections.radiation_subjects",
        label=Label("Cơ sở được thanh tra, kiểm tra an toàn bức xạ", "Subjects visited for radiation safety"),
        definition=Label(
            "Lượt cơ sở trong các cuộc thanh tra, kiểm tra an toàn bức xạ, hạt nhân bắt đầu trong kỳ",
            "Establishments visited by the inspections and checks of radiation safety begun in the period",
        ),
        measure=Flow(
            Inspections.started_on,
            Inspections.subjects,
            where=_IS_EITHER & (pl.col(Inspections.field) == "radiation"),
        ),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
    ),
    _card(
        code="inspections.violating_subjects",
        label=Label("Cơ sở vi phạm", "Subjects in violation"),
        definition=Label(
            "Lượt cơ sở vi phạm trong các cuộc thanh tra, kiểm tra bắt đầu trong kỳ",
            "Establishments found in violation by the inspections and checks begun in the period",
        ),
        measure=Flow(Inspections.started_on, Inspections.violating_subjects, where=_IS_EITHER),
        unit=Unit.SUBJECT,
        # More of them may as well mean more or better inspections; the rate is judged.
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.violation_rate",
        label=Label("Tỷ lệ cơ sở vi phạm", "Share of subjects in violation"),
        definition=Label(
            "Cơ sở vi phạm trên cơ sở được thanh tra, kiểm tra, của các cuộc có ghi số vi phạm",
            "Subjects in violation over subjects visited, of campaigns that state the violations",
        ),
        measure=Ratio(
            Flow(Inspections.started_on, Inspections.violating_subjects, where=_IS_EITHER),
            Flow(
                Inspections.started_on,
                Inspections.subjects,
                where=_IS_EITHER & pl.col(Inspections.violating_subjects).is_not_null(),
            ),
        ),
        unit=Unit.SHARE,
        direction=Direction.LOWER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.fined_subjects",
        label=Label("Cơ sở bị phạt", "Subjects fined"),
        definition=Label(
            "Lượt cơ sở bị phạt tiền trong các cuộc bắt đầu trong kỳ",
            "Establishments fined in the campaigns begun in the period",
        ),
        measure=Flow(Inspections.started_on, Inspections.fined_subjects),
        unit=Unit.SUBJECT,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.fines_vnd",
        label=Label("Số tiền phạt", "Fines"),
        definition=Label("Tổng tiền phạt của các cuộc bắt đầu trong kỳ", "Fines of the campaigns begun in the period"),
        measure=Flow(Inspections.started_on, Inspections.fines_vnd),
        unit=Unit.VND,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
    _card(
        code="inspections.fine_per_subject_vnd",
        label=Label("Tiền phạt bình quân một cơ sở bị phạt", "Fine per subject fined"),
        definition=Label(
            "Tiền phạt trên số cơ sở bị phạt, của các cuộc bắt đầu trong kỳ có ghi cả hai",
            "Fines over subjects fined, of campaigns begun in the period that state both",
        ),
        measure=Ratio(
            Flow(Inspections.started_on, Inspections.fines_vnd, where=pl.col(Inspections.fined_subjects).is_not_null()),
            Flow(Inspections.started_on, Inspections.fined_subjects, where=pl.col(Inspections.fines_vnd).is_not_null()),
        ),
        unit=Unit.VND_PER_SUBJECT,
        direction=Direction.NEITHER,
        source=_RESULTS,
    ),
)
