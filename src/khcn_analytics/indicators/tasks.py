"""Indicators of science and technology tasks.

Routine tasks of a centre (nhiệm vụ thường xuyên theo chức năng) are not research tasks and are
never counted among them.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Mean, Ratio, Running, Stock
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("level", "programme", "managed_by", "field", "kind", "serves_agriculture")

_RESEARCH = pl.col(Tasks.kind).ne_missing("routine")
_ENDS = (Tasks.accepted_on, Tasks.terminated_on)
_RUNNING = Running(Tasks.started_on, _ENDS, _RESEARCH)
_ACCEPTED = Flow(Tasks.accepted_on, where=_RESEARCH)
_DUE_ON = pl.coalesce(Tasks.extended_until, Tasks.due_on)
_REPORTS = "Biểu 04/KHCN-NV, Thông tư 15/2018/TT-BKHCN; báo cáo của các Sở KH&CN"
_card = partial(Indicator, dataset="tasks", dimensions=DIMENSIONS, source=_REPORTS)


def _in_progress(code: str, label: Label, definition: Label, where: pl.Expr) -> Indicator:
    """Tasks in progress at the end of a period, of one kind of level and programme."""
    return _card(
        code=code,
        label=label,
        definition=definition,
        measure=Stock(Tasks.started_on, _ENDS, _RESEARCH & where),
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    )


# Reports list tasks by level, but name two programmes on lines of their own whatever their level.
_ON_OWN_LINE = pl.col(Tasks.programme).is_in(["rural_mountain", "urgent_local"]).fill_null(value=False)

CARDS = (
    _card(
        code="tasks.proposed",
        label=Label("Nhiệm vụ đề xuất", "Tasks proposed"),
        definition=Label("Nhiệm vụ được đề xuất, đặt hàng trong kỳ", "Tasks proposed in the period"),
        measure=Flow(Tasks.proposed_on, where=_RESEARCH),
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    ),
    _card(
        code="tasks.approved",
        label=Label("Nhiệm vụ được phê duyệt", "Tasks approved"),
        definition=Label("Nhiệm vụ được phê duyệt danh mục trong kỳ", "Tasks approved into the plan in the period"),
        measure=Flow(Tasks.approved_on, where=_RESEARCH),
        unit=Unit.TASK,
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.without_applicant",
        label=Label("Nhiệm vụ không có đơn vị tham gia tuyển chọn", "Tasks without applicant"),
        definition=Label(
            "Nhiệm vụ được phê duyệt trong kỳ nhưng không có đơn vị tham gia tuyển chọn",
            "Tasks approved in the period for which nobody applied",
        ),
        measure=Flow(Tasks.approved_on, where=_RESEARCH & (pl.col(Tasks.outcome) == "no_applicant")),
        unit=Unit.TASK,
        direction=Direction.LOWER,
    ),
    _card(
        code="tasks.contracted",
        label=Label("Nhiệm vụ đã ký hợp đồng", "Tasks contracted"),
        definition=Label("Nhiệm vụ ký hợp đồng thực hiện trong kỳ", "Tasks whose contract was signed in the period"),
        measure=Flow(Tasks.contracted_on, where=_RESEARCH),
        unit=Unit.TASK,
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.days_to_contract",
        label=Label("Số ngày từ phê duyệt đến ký hợp đồng", "Days from approval to contract"),
        definition=Label(
            "Số ngày trung bình từ phê duyệt đến ký hợp đồng, của các nhiệm vụ ký trong kỳ",
            "Mean days from approval to contract, of the tasks contracted in the period",
        ),
        measure=Mean(
            Flow(
                Tasks.contracted_on,
                (pl.col(Tasks.contracted_on) - pl.col(Tasks.approved_on)).dt.total_days(),
                where=_RESEARCH,
            )
        ),
        unit=Unit.DAY,
        direction=Direction.LOWER,
        source="Hạn chế thường được nêu trong báo cáo của các Sở KH&CN: ký hợp đồng chậm",
    ),
    _card(
        code="tasks.started",
        label=Label("Nhiệm vụ mở mới", "Tasks started"),
        definition=Label("Nhiệm vụ bắt đầu thực hiện trong kỳ", "Tasks on which work began in the period"),
        measure=Flow(Tasks.started_on, where=_RESEARCH),
        unit=Unit.TASK,
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.carried_over",
        label=Label("Nhiệm vụ chuyển tiếp", "Tasks carried over"),
        definition=Label(
            "Nhiệm vụ bắt đầu trước kỳ và chưa nghiệm thu, chưa chấm dứt khi kỳ bắt đầu",
            "Tasks begun before the period and still open when it starts",
        ),
        measure=Stock(Tasks.started_on, _ENDS, _RESEARCH, at="start"),
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    ),
    _card(
        code="tasks.running",
        label=Label("Nhiệm vụ triển khai trong kỳ", "Tasks carried out"),
        definition=Label(
            "Nhiệm vụ thực hiện vào bất kỳ ngày nào của kỳ: chuyển tiếp cộng mở mới",
            "Tasks open on any day of the period: carried over plus started",
        ),
        measure=_RUNNING,
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    ),
    _card(
        code="tasks.running_for_agriculture",
        label=Label("Nhiệm vụ phục vụ nông nghiệp, nông thôn", "Tasks serving agriculture"),
        definition=Label(
            "Nhiệm vụ triển khai trong kỳ có phục vụ nông nghiệp, nông thôn",
            "Tasks carried out in the period that serve agriculture and rural areas",
        ),
        measure=Running(Tasks.started_on, _ENDS, _RESEARCH & pl.col(Tasks.serves_agriculture)),
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    ),
    _card(
        code="tasks.agriculture_share",
        label=Label("Tỷ lệ nhiệm vụ phục vụ nông nghiệp", "Share of tasks serving agriculture"),
        definition=Label(
            "Nhiệm vụ phục vụ nông nghiệp, nông thôn trên tổng số nhiệm vụ triển khai trong kỳ",
            "Tasks serving agriculture over all tasks carried out in the period",
        ),
        measure=Ratio(
            Running(Tasks.started_on, _ENDS, _RESEARCH & pl.col(Tasks.serves_agriculture)),
            _RUNNING,
        ),
        unit=Unit.SHARE,
        direction=Direction.NEITHER,
    ),
    _card(
        code="tasks.in_progress",
        label=Label("Nhiệm vụ đang thực hiện", "Tasks in progress"),
        definition=Label(
            "Nhiệm vụ đã bắt đầu, chưa nghiệm thu và chưa chấm dứt tính đến ngày cuối kỳ",
            "Tasks begun and neither accepted nor terminated by the last day of the period",
        ),
        measure=Stock(Tasks.started_on, _ENDS, _RESEARCH),
        unit=Unit.TASK,
        direction=Direction.NEITHER,
    ),
    _in_progress(
        "tasks.in_progress_national",
        Label("Đang thực hiện, cấp quốc gia", "In progress, national level"),
        Label(
            "Nhiệm vụ cấp quốc gia đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "National tasks in progress, urgent local and rural-mountain ones aside",
        ),
        (pl.col(Tasks.level) == "national") & _ON_OWN_LINE.not_(),
    ),
    _in_progress(
        "tasks.in_progress_urgent_local",
        Label("Đang thực hiện, cấp thiết địa phương", "In progress, urgent local"),
        Label(
            "Nhiệm vụ cấp thiết địa phương đang thực hiện cuối kỳ, ở mọi cấp",
            "Urgent local tasks in progress, at any level",
        ),
        pl.col(Tasks.programme) == "urgent_local",
    ),
    _in_progress(
        "tasks.in_progress_ministry",
        Label("Đang thực hiện, cấp bộ", "In progress, ministry level"),
        Label(
            "Nhiệm vụ cấp bộ đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "Ministry tasks in progress, urgent local and rural-mountain ones aside",
        ),
        (pl.col(Tasks.level) == "ministry") & _ON_OWN_LINE.not_(),
    ),
    _in_progress(
        "tasks.in_progress_rural_mountain",
        Label("Đang thực hiện, nông thôn miền núi", "In progress, rural and mountainous"),
        Label(
            "Nhiệm vụ thuộc chương trình nông thôn miền núi đang thực hiện cuối kỳ, ở mọi cấp",
            "Tasks of the rural-mountain programme in progress, at any level",
        ),
        pl.col(Tasks.programme) == "rural_mountain",
    ),
    _in_progress(
        "tasks.in_progress_provincial",
        Label("Đang thực hiện, cấp tỉnh", "In progress, provincial level"),
        Label(
            "Nhiệm vụ cấp tỉnh đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "Provincial tasks in progress, urgent local and rural-mountain ones aside",
        ),
        (pl.col(Tasks.level) == "provincial") & _ON_OWN_LINE.not_(),
    ),
    _card(
        code="tasks.accepted",
        label=Label("Nhiệm vụ nghiệm thu", "Tasks accepted"),
        definition=Label(
            "Nhiệm vụ có kết luận nghiệm thu trong kỳ, mọi mức xếp loại", "Tasks judged in the period, any rating"
        ),
        measure=_ACCEPTED,
        unit=Unit.TASK,
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.accepted_on_time_rate",
        label=Label("Tỷ lệ nghiệm thu đúng hạn", "Share accepted on time"),
        definition=Label(
            "Nhiệm vụ nghiệm thu không muộn hơn hạn (đã tính gia hạn) trên nhiệm vụ nghiệm thu có ghi hạn",
            "Tasks accepted by their due day (extensions included) over accepted tasks with a due day",
        ),
        measure=Ratio(
            Flow(Tasks.accepted_on, where=_RESEARCH & (pl.col(Tasks.accepted_on) <= _DUE_ON)),
            Flow(Tasks.accepted_on, where=_RESEARCH & _DUE_ON.is_not_null()),
        ),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
        source="Đề xuất của thư viện từ các ngày trong hồ sơ nhiệm vụ",
    ),
)
