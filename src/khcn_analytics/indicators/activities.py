"""Indicators of activities: one for each activity of the catalogue, their amounts, and shares of two of them."""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Level, Ratio
from khcn_analytics.schemas.activities import Activities
from khcn_analytics.schemas.staff import Staff
from khcn_analytics.vocabulary.activity_codes import ACTIVITIES, Activity
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

_REPORTS = "Báo cáo của các Sở KH&CN"
_LAW_ON_STATISTICS = "Thông tư 15/2018/TT-BKHCN"
_SOURCES = {
    "technology_radiation": f"{_REPORTS}; lĩnh vực của biểu 06/KHCN-CG và 10/KHCN-NLAT, {_LAW_ON_STATISTICS}",
    "intellectual_property": f"{_REPORTS}; lĩnh vực của biểu 08/KHCN-SHTT, {_LAW_ON_STATISTICS}",
    "measurement_services": f"{_REPORTS}; lĩnh vực của biểu 09/KHCN-TDC, {_LAW_ON_STATISTICS}",
}
"""Group of activities -> where its figures come from, if its field has a statistical form."""

_FEWER_IS_BETTER = frozenset({"assigned_work_overdue", "party_member_violations", "discipline_cases"})
_NO_VERDICT = frozenset(
    {
        # What others ask for or decide.
        *("technology_appraisals", "technology_opinions", "radiation_licences", "radiation_certificates"),
        *("surveyed_districts", "assigned_work", "key_work"),
        # What is given of free will.
        *("donations", "salary_days_donated"),
        # What a share is measured against.
        *("party_study_expected", "staff_study_expected", "families_considered", "staff_reviewed"),
    }
)

_card = partial(Indicator, dataset="activities", dimensions=(), source=_REPORTS)


def _quantity(*activities: str) -> Flow:
    return Flow(Activities.done_on, Activities.quantity, pl.col(Activities.activity).is_in(activities))


def _amount(*activities: str) -> Flow:
    return Flow(Activities.done_on, Activities.amount_vnd, pl.col(Activities.activity).is_in(activities))


def _of_catalogue(activity: Activity) -> Indicator:
    """The quantity of one activity done in a period."""
    if activity.code in _FEWER_IS_BETTER:
        direction = Direction.LOWER
    else:
        direction = Direction.NEITHER if activity.code in _NO_VERDICT else Direction.HIGHER
    return _card(
        code=f"activities.{activity.code}",
        label=activity.label,
        definition=Label(
            f"{activity.definition.vi}; số lượng cộng cả kỳ",
            f"{activity.definition.en}; quantities are summed over the period",
        ),
        measure=_quantity(activity.code),
        unit=activity.unit,
        direction=direction,
        source=_SOURCES.get(activity.group, _REPORTS),
    )


def _share(code: str, label: Label, definition: Label, *, of: str, achieved: str, source: str) -> Indicator:
    """What was achieved of what was to be, both quantities of the catalogue."""
    return _card(
        code=code,
        label=label,
        definition=definition,
        measure=Ratio(_quantity(achieved), _quantity(of)),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
        source=source,
    )


CARDS = (
    *(_of_catalogue(each) for each in ACTIVITIES),
    _card(
        code="activities.support_vnd",
        label=Label("Tiền hỗ trợ theo chính sách", "Support paid"),
        definition=Label(
            "Tổng tiền hỗ trợ trong kỳ cho doanh nghiệp và cho hồ sơ theo chính sách của tỉnh",
            "Money paid in the period to supported enterprises and to dossiers under provincial policies",
        ),
        measure=_amount("supported_enterprises", "support_dossiers"),
        unit=Unit.VND,
        direction=Direction.HIGHER,
    ),
    _card(
        code="activities.service_contracts_vnd",
        label=Label("Giá trị hợp đồng dịch vụ và chuyển giao công nghệ", "Value of service and transfer contracts"),
        definition=Label(
            "Tổng giá trị các hợp đồng dịch vụ, tư vấn, chuyển giao công nghệ ký trong kỳ, chưa phải doanh thu",
            "Value of the service, consultancy and transfer contracts signed in the period, not yet revenue",
        ),
        measure=_amount("service_contracts"),
        unit=Unit.VND,
        direction=Direction.HIGHER,
    ),
    _card(
        code="activities.donations_vnd",
        label=Label("Tiền ủng hộ các quỹ", "Donations to funds by staff"),
        definition=Label(
            "Tổng tiền công chức, viên chức, người lao động ủng hộ các quỹ trong kỳ",
            "Money that staff gave to funds in the period",
        ),
        measure=_amount("donations"),
        unit=Unit.VND,
        direction=Direction.NEITHER,
    ),
    _card(
        code="activities.donations_per_head_vnd",
        label=Label("Tiền ủng hộ bình quân đầu người", "Donations per head"),
        definition=Label(
            "Tiền ủng hộ các quỹ trong năm chia cho số người của các đơn vị đã báo cáo số người của năm",
            "Money given to funds in the year over the headcount of the units that reported the year",
        ),
        measure=Ratio(_amount("donations"), Level(Staff.year, Staff.headcount), denominator_dataset="staff"),
        unit=Unit.VND_PER_PERSON,
        direction=Direction.NEITHER,
        source="Đề xuất của thư viện, để so các đơn vị đông người và ít người",
        period_kinds=("year",),
    ),
    _share(
        "activities.assigned_work_completed_share",
        Label("Tỷ lệ hoàn thành việc UBND tỉnh giao", "Share of assigned work completed"),
        Label(
            "Việc được UBND tỉnh giao đã hoàn thành, kể cả quá hạn, trên việc được giao đến hạn trong kỳ",
            "Work assigned by the province that was completed, late work included, over the work due in the period",
        ),
        of="assigned_work",
        achieved="assigned_work_completed",
        source="Báo cáo của các Sở KH&CN (theo dõi việc UBND tỉnh, Chủ tịch UBND tỉnh giao)",
    ),
    _share(
        "activities.key_work_completed_share",
        Label("Tỷ lệ hoàn thành việc trọng tâm trong năm", "Share of the year's key work completed"),
        Label(
            "Việc trọng tâm đã hoàn thành trên việc trọng tâm được giao, cùng ghi trong kỳ",
            "Key work completed over the key work assigned, both recorded in the period",
        ),
        of="key_work",
        achieved="key_work_completed",
        source="Báo cáo của các Sở KH&CN (nhiệm vụ trọng tâm của năm)",
    ),
    _share(
        "activities.party_study_share",
        Label("Tỷ lệ đảng viên học tập nghị quyết", "Share of Party members studying resolutions"),
        Label(
            "Lượt đảng viên đã học tập nghị quyết trên lượt được triệu tập, của các đợt trong kỳ",
            "Party members who took part in studying resolutions over those called, in the rounds of the period",
        ),
        of="party_study_expected",
        achieved="party_study_attended",
        source="Báo cáo công tác Đảng của các Sở KH&CN",
    ),
    _share(
        "activities.staff_study_share",
        Label("Tỷ lệ người của Sở học tập nghị quyết", "Share of staff studying resolutions"),
        Label(
            "Lượt công chức, viên chức, người lao động đã học tập nghị quyết trên lượt được triệu tập trong kỳ",
            "Staff who took part in studying resolutions over those called, in the rounds of the period",
        ),
        of="staff_study_expected",
        achieved="staff_study_attended",
        source="Báo cáo của các Sở KH&CN (học tập, quán triệt nghị quyết)",
    ),
    _share(
        "activities.cultural_families_share",
        Label("Tỷ lệ gia đình đạt gia đình văn hóa", "Share of families recognised as cultural families"),
        Label(
            "Gia đình được công nhận gia đình văn hóa trên gia đình đảng viên, công chức, viên chức được xét trong kỳ",
            "Families recognised as cultural families over the families of members and staff considered in the period",
        ),
        of="families_considered",
        achieved="cultural_families",
        source="Báo cáo của các Sở KH&CN (gia đình văn hóa)",
    ),
    _share(
        "activities.discipline_compliance_share",
        Label("Tỷ lệ công chức, viên chức giữ kỷ luật", "Share of staff keeping discipline"),
        Label(
            "Người chấp hành nghiêm kỷ luật, kỷ cương trên số công chức, viên chức được xét trong kỳ",
            "Staff who kept discipline over the staff reviewed in the period",
        ),
        of="staff_reviewed",
        achieved="staff_in_compliance",
        source="Báo cáo của các Sở KH&CN (kỷ luật, kỷ cương hành chính)",
    ),
)
