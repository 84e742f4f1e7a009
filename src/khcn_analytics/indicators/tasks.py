"""Indicators of science and technology tasks.

Routine tasks of a centre (nhiệm vụ thường xuyên theo chức năng) are not research tasks and are
never counted among them.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Mean, Ratio, Running, Stock, in_year
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("level", "programme", "managed_by", "field", "kind", "serves_agriculture")

_FORM = "Biểu 04/KHCN-NV, Thông tư 15/2018/TT-BKHCN; báo cáo của các Sở KH&CN"
_SELECTION = "Luật 29/2013/QH13 (tuyển chọn, giao trực tiếp); báo cáo của Sở KH&CN Cao Bằng năm 2020"
_ACCEPTANCE = "Thông tư 11/2014/TT-BKHCN (đánh giá, nghiệm thu); báo cáo của các Sở KH&CN"
_CAO_BANG = "Báo cáo của Sở KH&CN Cao Bằng năm 2020"
_KON_TUM = "Báo cáo của Sở KH&CN Kon Tum năm 2022"
_OWN = "Đề xuất của thư viện từ các ngày trong hồ sơ nhiệm vụ"

_card = partial(
    Indicator, dataset="tasks", dimensions=DIMENSIONS, source=_FORM, unit=Unit.TASK, direction=Direction.NEITHER
)
_share = partial(_card, unit=Unit.SHARE)
_money = partial(_card, unit=Unit.VND, source="Kinh phí trong hợp đồng và quyết định phê duyệt của từng nhiệm vụ")

RESEARCH = pl.col(Tasks.kind).ne_missing("routine")
_ENDS = (Tasks.accepted_on, Tasks.terminated_on)


def _proposed(where: pl.Expr = RESEARCH) -> Flow:
    return Flow(Tasks.proposed_on, where=RESEARCH & where)


def _approved(where: pl.Expr = RESEARCH) -> Flow:
    return Flow(Tasks.approved_on, where=RESEARCH & where)


def _running(where: pl.Expr = RESEARCH) -> Running:
    return Running(Tasks.started_on, _ENDS, RESEARCH & where)


def _in_progress(where: pl.Expr = RESEARCH) -> Stock:
    return Stock(Tasks.started_on, _ENDS, RESEARCH & where)


def _accepted(where: pl.Expr = RESEARCH) -> Flow:
    return Flow(Tasks.accepted_on, where=RESEARCH & where)


_HAS_HOST = pl.col(Tasks.host_organisation).is_not_null()
_FOR_AGRICULTURE = pl.col(Tasks.serves_agriculture)
_RURAL_MOUNTAIN = pl.col(Tasks.programme) == "rural_mountain"
# Reports list tasks by level, but name two programmes on lines of their own whatever their level.
_ON_OWN_LINE = pl.col(Tasks.programme).is_in(["rural_mountain", "urgent_local"]).fill_null(value=False)


def _of_level(level: str) -> Stock:
    return _in_progress((pl.col(Tasks.level) == level) & _ON_OWN_LINE.not_())


DUE_ON = pl.coalesce(Tasks.extended_until, Tasks.due_on)
_ON_TIME = pl.col(Tasks.accepted_on) <= DUE_ON
_IS_EXTENDED = pl.col(Tasks.extended_until).is_not_null()
_RATED = pl.col(Tasks.outcome).is_in(["excellent", "passed", "failed"])
_EXCELLENT = pl.col(Tasks.outcome) == "excellent"

# A task is overdue from the day after it was due until it ends. One that ended before never is, and
# one without a start or a due day can't be.
_OVERDUE_FROM = pl.max_horizontal(DUE_ON + pl.duration(days=1), Tasks.started_on)
ENDED_ON = pl.min_horizontal(_ENDS)
_CAN_BE_OVERDUE = (
    DUE_ON.is_not_null() & pl.col(Tasks.started_on).is_not_null() & (ENDED_ON.is_null() | (ENDED_ON >= _OVERDUE_FROM))
)
_OVERDUE = Stock(_OVERDUE_FROM, _ENDS, RESEARCH & _CAN_BE_OVERDUE)

_PROPOSED_TO_CONTRACTED = (
    _card(
        code="tasks.proposed",
        label=Label("Nhiệm vụ đề xuất", "Tasks proposed"),
        definition=Label("Nhiệm vụ được đề xuất, đặt hàng trong kỳ", "Tasks proposed in the period"),
        measure=_proposed(),
    ),
    _card(
        code="tasks.proposed_rural_mountain",
        label=Label("Nhiệm vụ nông thôn miền núi đề xuất", "Rural-mountain tasks proposed"),
        definition=Label(
            "Nhiệm vụ thuộc chương trình nông thôn miền núi được đề xuất trong kỳ",
            "Tasks of the rural-mountain programme proposed in the period",
        ),
        measure=_proposed(_RURAL_MOUNTAIN),
        source=_CAO_BANG,
    ),
    _card(
        code="tasks.approved",
        label=Label("Nhiệm vụ được phê duyệt", "Tasks approved"),
        definition=Label("Nhiệm vụ được phê duyệt danh mục trong kỳ", "Tasks approved into the plan in the period"),
        measure=_approved(),
        direction=Direction.HIGHER,
    ),
    _share(
        code="tasks.approval_rate",
        label=Label("Tỷ lệ đề xuất được phê duyệt", "Share of proposals approved"),
        definition=Label(
            "Trong số nhiệm vụ đề xuất trong kỳ: phần đến nay đã được phê duyệt, dù phê duyệt ở kỳ sau",
            "Of the tasks proposed in the period: the share approved by now, be it in a later period",
        ),
        measure=Ratio(_proposed(pl.col(Tasks.approved_on).is_not_null()), _proposed()),
        direction=Direction.HIGHER,
        source="Quyết định 563/QĐ-UBND ngày 05/9/2022 của Kon Tum: 30 nhiệm vụ đề xuất, 3 được phê duyệt",
    ),
    _card(
        code="tasks.approved_for_year",
        label=Label("Nhiệm vụ được phê duyệt thực hiện trong năm", "Tasks approved for the year"),
        definition=Label(
            "Nhiệm vụ đã được phê duyệt có năm kế hoạch là năm này, phê duyệt vào bất kỳ lúc nào",
            "Approved tasks whose plan year is this year, whenever they were approved",
        ),
        measure=Flow(in_year(Tasks.plan_year), where=RESEARCH & pl.col(Tasks.approved_on).is_not_null()),
        direction=Direction.HIGHER,
        source=_KON_TUM,
        period_kinds=("year",),
    ),
    _card(
        code="tasks.approved_for_next_year",
        label=Label("Nhiệm vụ được phê duyệt cho năm sau", "Tasks approved for a later year"),
        definition=Label(
            "Nhiệm vụ phê duyệt trong kỳ có năm kế hoạch sau năm (dương lịch) của ngày phê duyệt",
            "Tasks approved in the period whose plan year is after the calendar year of approval",
        ),
        measure=_approved(pl.col(Tasks.plan_year) > pl.col(Tasks.approved_on).dt.year()),
        direction=Direction.HIGHER,
        source=_KON_TUM,
    ),
    _card(
        code="tasks.selected",
        label=Label("Nhiệm vụ đã tuyển chọn, giao trực tiếp", "Tasks with a host selected"),
        definition=Label(
            "Nhiệm vụ phê duyệt trong kỳ đến nay đã có tổ chức chủ trì",
            "Tasks approved in the period that have a host organisation by now",
        ),
        measure=_approved(_HAS_HOST),
        direction=Direction.HIGHER,
        source=_SELECTION,
    ),
    _share(
        code="tasks.selection_rate",
        label=Label("Tỷ lệ nhiệm vụ đã tuyển chọn, giao trực tiếp", "Share of tasks with a host selected"),
        definition=Label(
            "Nhiệm vụ đến nay đã có tổ chức chủ trì trên nhiệm vụ phê duyệt trong kỳ",
            "Tasks that have a host organisation by now over tasks approved in the period",
        ),
        measure=Ratio(_approved(_HAS_HOST), _approved()),
        direction=Direction.HIGHER,
        source=_SELECTION,
    ),
    _card(
        code="tasks.without_applicant",
        label=Label("Nhiệm vụ không có đơn vị tham gia tuyển chọn", "Tasks without applicant"),
        definition=Label(
            "Nhiệm vụ được phê duyệt trong kỳ nhưng không có đơn vị tham gia tuyển chọn",
            "Tasks approved in the period for which nobody applied",
        ),
        measure=_approved(pl.col(Tasks.outcome) == "no_applicant"),
        direction=Direction.LOWER,
        source=_KON_TUM,
    ),
    _card(
        code="tasks.contracted",
        label=Label("Nhiệm vụ đã ký hợp đồng", "Tasks contracted"),
        definition=Label("Nhiệm vụ ký hợp đồng thực hiện trong kỳ", "Tasks whose contract was signed in the period"),
        measure=Flow(Tasks.contracted_on, where=RESEARCH),
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
                where=RESEARCH,
            )
        ),
        unit=Unit.DAY,
        direction=Direction.LOWER,
        source="Hạn chế thường được nêu trong báo cáo của các Sở KH&CN: ký hợp đồng chậm",
    ),
)

_CARRIED_OUT = (
    _card(
        code="tasks.started",
        label=Label("Nhiệm vụ mở mới", "Tasks started"),
        definition=Label("Nhiệm vụ bắt đầu thực hiện trong kỳ", "Tasks on which work began in the period"),
        measure=Flow(Tasks.started_on, where=RESEARCH),
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.carried_over",
        label=Label("Nhiệm vụ chuyển tiếp", "Tasks carried over"),
        definition=Label(
            "Nhiệm vụ bắt đầu trước kỳ và chưa nghiệm thu, chưa chấm dứt khi kỳ bắt đầu",
            "Tasks begun before the period and still open when it starts",
        ),
        measure=Stock(Tasks.started_on, _ENDS, RESEARCH, at="start"),
    ),
    _card(
        code="tasks.running",
        label=Label("Nhiệm vụ triển khai trong kỳ", "Tasks carried out"),
        definition=Label(
            "Nhiệm vụ thực hiện vào bất kỳ ngày nào của kỳ: chuyển tiếp cộng mở mới",
            "Tasks open on any day of the period: carried over plus started",
        ),
        measure=_running(),
    ),
    _card(
        code="tasks.running_for_agriculture",
        label=Label("Nhiệm vụ phục vụ nông nghiệp, nông thôn", "Tasks serving agriculture"),
        definition=Label(
            "Nhiệm vụ triển khai trong kỳ có phục vụ nông nghiệp, nông thôn",
            "Tasks carried out in the period that serve agriculture and rural areas",
        ),
        measure=_running(_FOR_AGRICULTURE),
        source=_KON_TUM,
    ),
    _share(
        code="tasks.agriculture_share",
        label=Label("Tỷ lệ nhiệm vụ phục vụ nông nghiệp", "Share of tasks serving agriculture"),
        definition=Label(
            "Nhiệm vụ phục vụ nông nghiệp, nông thôn trên tổng số nhiệm vụ triển khai trong kỳ",
            "Tasks serving agriculture over all tasks carried out in the period",
        ),
        measure=Ratio(_running(_FOR_AGRICULTURE), _running()),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.running_rural_mountain",
        label=Label("Nhiệm vụ nông thôn miền núi triển khai", "Rural-mountain tasks carried out"),
        definition=Label(
            "Nhiệm vụ thuộc chương trình nông thôn miền núi triển khai trong kỳ, ở mọi cấp",
            "Tasks of the rural-mountain programme carried out in the period, at any level",
        ),
        measure=_running(_RURAL_MOUNTAIN),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.running_rural_mountain_central",
        label=Label("Nông thôn miền núi do Trung ương quản lý", "Rural-mountain tasks managed centrally"),
        definition=Label(
            "Nhiệm vụ nông thôn miền núi triển khai trong kỳ do Trung ương quản lý",
            "Rural-mountain tasks carried out in the period that are managed centrally",
        ),
        measure=_running(_RURAL_MOUNTAIN & (pl.col(Tasks.managed_by) == "central")),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.running_rural_mountain_delegated",
        label=Label("Nông thôn miền núi ủy quyền địa phương quản lý", "Rural-mountain tasks delegated to the province"),
        definition=Label(
            "Nhiệm vụ nông thôn miền núi triển khai trong kỳ được ủy quyền cho địa phương quản lý",
            "Rural-mountain tasks carried out in the period whose management is delegated to the province",
        ),
        measure=_running(_RURAL_MOUNTAIN & (pl.col(Tasks.managed_by) == "delegated")),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.running_national_product",
        label=Label("Nhiệm vụ sản phẩm quốc gia triển khai", "National product tasks carried out"),
        definition=Label(
            "Nhiệm vụ thuộc chương trình sản phẩm quốc gia triển khai trong kỳ",
            "Tasks of the national product programme carried out in the period",
        ),
        measure=_running(pl.col(Tasks.programme) == "national_product"),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.running_by_service_unit",
        label=Label("Nhiệm vụ do đơn vị của Sở chủ trì", "Tasks hosted by the department's own unit"),
        definition=Label(
            "Nhiệm vụ triển khai trong kỳ có tổ chức chủ trì trùng tên với đơn vị của Sở phụ trách nhiệm vụ",
            "Tasks carried out in the period whose host organisation is, by name, the unit in charge of them",
        ),
        measure=_running(pl.col(Tasks.host_organisation) == pl.col(Tasks.unit)),
        source=_KON_TUM,
    ),
    _card(
        code="tasks.in_progress",
        label=Label("Nhiệm vụ đang thực hiện", "Tasks in progress"),
        definition=Label(
            "Nhiệm vụ đã bắt đầu, chưa nghiệm thu và chưa chấm dứt tính đến ngày cuối kỳ",
            "Tasks begun and neither accepted nor terminated by the last day of the period",
        ),
        measure=_in_progress(),
    ),
    _card(
        code="tasks.in_progress_national",
        label=Label("Đang thực hiện, cấp quốc gia", "In progress, national level"),
        definition=Label(
            "Nhiệm vụ cấp quốc gia đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "National tasks in progress, urgent local and rural-mountain ones aside",
        ),
        measure=_of_level("national"),
        source=_CAO_BANG,
    ),
    _card(
        code="tasks.in_progress_urgent_local",
        label=Label("Đang thực hiện, cấp thiết địa phương", "In progress, urgent local"),
        definition=Label(
            "Nhiệm vụ cấp thiết địa phương đang thực hiện cuối kỳ, ở mọi cấp",
            "Urgent local tasks in progress, at any level",
        ),
        measure=_in_progress(pl.col(Tasks.programme) == "urgent_local"),
        source=f"Thông tư 17/2015/TT-BKHCN; {_CAO_BANG}",
    ),
    _card(
        code="tasks.in_progress_ministry",
        label=Label("Đang thực hiện, cấp bộ", "In progress, ministry level"),
        definition=Label(
            "Nhiệm vụ cấp bộ đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "Ministry tasks in progress, urgent local and rural-mountain ones aside",
        ),
        measure=_of_level("ministry"),
        source=_CAO_BANG,
    ),
    _card(
        code="tasks.in_progress_rural_mountain",
        label=Label("Đang thực hiện, nông thôn miền núi", "In progress, rural and mountainous"),
        definition=Label(
            "Nhiệm vụ thuộc chương trình nông thôn miền núi đang thực hiện cuối kỳ, ở mọi cấp",
            "Tasks of the rural-mountain programme in progress, at any level",
        ),
        measure=_in_progress(_RURAL_MOUNTAIN),
        source=_CAO_BANG,
    ),
    _card(
        code="tasks.in_progress_provincial",
        label=Label("Đang thực hiện, cấp tỉnh", "In progress, provincial level"),
        definition=Label(
            "Nhiệm vụ cấp tỉnh đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "Provincial tasks in progress, urgent local and rural-mountain ones aside",
        ),
        measure=_of_level("provincial"),
        source=_CAO_BANG,
    ),
    _card(
        code="tasks.in_progress_grassroots",
        label=Label("Đang thực hiện, cấp cơ sở", "In progress, grassroots level"),
        definition=Label(
            "Nhiệm vụ cấp cơ sở đang thực hiện cuối kỳ, không kể cấp thiết địa phương và nông thôn miền núi",
            "Grassroots tasks in progress, urgent local and rural-mountain ones aside",
        ),
        measure=_of_level("grassroots"),
    ),
    _card(
        code="tasks.extended",
        label=Label("Nhiệm vụ đang thực hiện được gia hạn", "Tasks in progress with an extension"),
        definition=Label(
            "Nhiệm vụ đang thực hiện cuối kỳ có ghi hạn mới, kể cả hạn mới được ghi sau kỳ",
            "Tasks in progress at the end of the period that have a new due day, be it given after the period",
        ),
        measure=_in_progress(_IS_EXTENDED),
        direction=Direction.LOWER,
        source=_OWN,
    ),
    _share(
        code="tasks.extended_share",
        label=Label("Tỷ lệ nhiệm vụ được gia hạn", "Share of tasks with an extension"),
        definition=Label(
            "Nhiệm vụ có ghi hạn mới trên nhiệm vụ đang thực hiện cuối kỳ",
            "Tasks with a new due day over tasks in progress at the end of the period",
        ),
        measure=Ratio(_in_progress(_IS_EXTENDED), _in_progress()),
        direction=Direction.LOWER,
        source=_OWN,
    ),
    _card(
        code="tasks.overdue",
        label=Label("Nhiệm vụ quá hạn", "Tasks overdue"),
        definition=Label(
            "Nhiệm vụ đang thực hiện vào ngày cuối kỳ, đã qua hạn (tính cả gia hạn)",
            "Tasks in progress on the last day of the period whose due day (extension included) has passed",
        ),
        measure=_OVERDUE,
        direction=Direction.LOWER,
        source=_OWN,
    ),
    _share(
        code="tasks.overdue_share",
        label=Label("Tỷ lệ nhiệm vụ quá hạn", "Share of tasks overdue"),
        definition=Label(
            "Nhiệm vụ quá hạn trên nhiệm vụ đang thực hiện vào ngày cuối kỳ có ghi hạn",
            "Tasks overdue over tasks in progress on the last day of the period that have a due day",
        ),
        measure=Ratio(_OVERDUE, _in_progress(DUE_ON.is_not_null())),
        direction=Direction.LOWER,
        source=_OWN,
    ),
)

_ENDED = (
    _card(
        code="tasks.accepted",
        label=Label("Nhiệm vụ nghiệm thu", "Tasks accepted"),
        definition=Label(
            "Nhiệm vụ có kết luận nghiệm thu trong kỳ, mọi mức xếp loại", "Tasks judged in the period, any rating"
        ),
        measure=_accepted(),
        direction=Direction.HIGHER,
    ),
    _card(
        code="tasks.accepted_on_time",
        label=Label("Nhiệm vụ nghiệm thu đúng hạn", "Tasks accepted on time"),
        definition=Label(
            "Nhiệm vụ nghiệm thu trong kỳ, không muộn hơn hạn (đã tính gia hạn)",
            "Tasks accepted in the period by their due day (extensions included)",
        ),
        measure=_accepted(_ON_TIME),
        direction=Direction.HIGHER,
        source=_OWN,
    ),
    _card(
        code="tasks.accepted_late",
        label=Label("Nhiệm vụ nghiệm thu muộn", "Tasks accepted late"),
        definition=Label(
            "Nhiệm vụ nghiệm thu trong kỳ, muộn hơn hạn (đã tính gia hạn)",
            "Tasks accepted in the period after their due day (extensions included)",
        ),
        measure=_accepted(_ON_TIME.not_()),
        direction=Direction.LOWER,
        source=_OWN,
    ),
    _share(
        code="tasks.accepted_on_time_rate",
        label=Label("Tỷ lệ nghiệm thu đúng hạn", "Share accepted on time"),
        definition=Label(
            "Nhiệm vụ nghiệm thu không muộn hơn hạn (đã tính gia hạn) trên nhiệm vụ nghiệm thu có ghi hạn",
            "Tasks accepted by their due day (extensions included) over accepted tasks with a due day",
        ),
        measure=Ratio(_accepted(_ON_TIME), _accepted(DUE_ON.is_not_null())),
        direction=Direction.HIGHER,
        source=_OWN,
    ),
    _card(
        code="tasks.accepted_excellent",
        label=Label("Nhiệm vụ nghiệm thu xếp loại xuất sắc", "Tasks accepted as excellent"),
        definition=Label(
            "Nhiệm vụ nghiệm thu trong kỳ, xếp loại xuất sắc", "Tasks accepted in the period and rated excellent"
        ),
        measure=_accepted(_EXCELLENT),
        direction=Direction.HIGHER,
        source=_ACCEPTANCE,
    ),
    _share(
        code="tasks.excellent_rate",
        label=Label("Tỷ lệ nghiệm thu xếp loại xuất sắc", "Share accepted as excellent"),
        definition=Label(
            "Nhiệm vụ xếp loại xuất sắc trên nhiệm vụ nghiệm thu trong kỳ có ghi xếp loại",
            "Tasks rated excellent over tasks accepted in the period whose rating is known",
        ),
        measure=Ratio(_accepted(_EXCELLENT), _accepted(_RATED)),
        direction=Direction.HIGHER,
        source=_ACCEPTANCE,
    ),
    _card(
        code="tasks.accepted_failed",
        label=Label("Nhiệm vụ nghiệm thu không đạt", "Tasks that failed acceptance"),
        definition=Label(
            "Nhiệm vụ có kết luận nghiệm thu trong kỳ là không đạt", "Tasks judged in the period and rated as failed"
        ),
        measure=_accepted(pl.col(Tasks.outcome) == "failed"),
        direction=Direction.LOWER,
        source=_ACCEPTANCE,
    ),
    _card(
        code="tasks.settled",
        label=Label("Nhiệm vụ đã thanh lý hợp đồng", "Tasks settled"),
        definition=Label(
            "Nhiệm vụ quyết toán, thanh lý hợp đồng trong kỳ", "Tasks whose contract was settled in the period"
        ),
        measure=Flow(Tasks.settled_on, where=RESEARCH),
        direction=Direction.HIGHER,
        source=_OWN,
    ),
    _card(
        code="tasks.terminated",
        label=Label("Nhiệm vụ bị đình chỉ, chấm dứt", "Tasks terminated"),
        definition=Label(
            "Nhiệm vụ bị đình chỉ hoặc chấm dứt trước hạn trong kỳ", "Tasks stopped before their end in the period"
        ),
        measure=Flow(Tasks.terminated_on, where=RESEARCH),
        direction=Direction.LOWER,
        source=_OWN,
    ),
)

_MONEY = (
    _money(
        code="tasks.budget_contracted_vnd",
        label=Label("Tổng kinh phí nhiệm vụ ký hợp đồng", "Budget of tasks contracted"),
        definition=Label(
            "Tổng kinh phí, mọi nguồn, của các nhiệm vụ ký hợp đồng trong kỳ",
            "Total budget, from all sources, of the tasks contracted in the period",
        ),
        measure=Flow(Tasks.contracted_on, Tasks.budget_vnd, RESEARCH),
    ),
    _money(
        code="tasks.state_budget_contracted_vnd",
        label=Label("Ngân sách nhà nước của nhiệm vụ ký hợp đồng", "State budget of tasks contracted"),
        definition=Label(
            "Phần ngân sách nhà nước của các nhiệm vụ ký hợp đồng trong kỳ",
            "The part from the state budget of the tasks contracted in the period",
        ),
        measure=Flow(Tasks.contracted_on, Tasks.state_budget_vnd, RESEARCH),
    ),
    _money(
        code="tasks.state_budget_running_vnd",
        label=Label("Ngân sách nhà nước của nhiệm vụ triển khai", "State budget of tasks carried out"),
        definition=Label(
            "Phần ngân sách nhà nước, cả thời gian thực hiện, của các nhiệm vụ triển khai trong kỳ",
            "The part from the state budget, over their whole duration, of the tasks carried out in the period",
        ),
        measure=Running(Tasks.started_on, _ENDS, RESEARCH, Tasks.state_budget_vnd),
    ),
)

CARDS = (*_PROPOSED_TO_CONTRACTED, *_CARRIED_OUT, *_ENDED, *_MONEY)
