"""Indicators of administrative dossiers. Whether one is in time follows from its dates."""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Mean, Ratio, Stock
from khcn_analytics.schemas.dossiers import Dossiers
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("field",)

_REPORTS = "Báo cáo của các Sở KH&CN (tiếp nhận, giải quyết thủ tục hành chính)"
_DERIVED = "Đề xuất của thư viện từ các ngày trong hồ sơ thủ tục hành chính"
_card = partial(Indicator, dataset="dossiers", dimensions=DIMENSIONS, source=_REPORTS)

_RESOLVED_ON, _DUE_ON = pl.col(Dossiers.resolved_on), pl.col(Dossiers.due_on)
_ON_TIME = Flow(Dossiers.resolved_on, where=_RESOLVED_ON <= _DUE_ON)
# Still in time on the day it is due.
_OVERDUE_FROM = _DUE_ON + pl.duration(days=1)

CARDS = (
    _card(
        code="dossiers.received",
        label=Label("Hồ sơ thủ tục hành chính tiếp nhận", "Dossiers received"),
        definition=Label(
            "Hồ sơ hợp lệ tiếp nhận trong kỳ, không kể hồ sơ kỳ trước chuyển sang",
            "Complete dossiers received in the period, those carried over apart",
        ),
        measure=Flow(Dossiers.received_on),
        unit=Unit.DOSSIER,
        direction=Direction.NEITHER,
    ),
    _card(
        code="dossiers.resolved",
        label=Label("Hồ sơ thủ tục hành chính đã giải quyết", "Dossiers resolved"),
        definition=Label(
            "Hồ sơ giải quyết xong trong kỳ, dù tiếp nhận khi nào, kể cả từ chối, rút và trả lại",
            "Dossiers closed in the period, whenever they were received, refused, withdrawn and returned ones included",
        ),
        measure=Flow(Dossiers.resolved_on),
        unit=Unit.DOSSIER,
        direction=Direction.NEITHER,
    ),
    _card(
        code="dossiers.radiation_resolved",
        label=Label("Hồ sơ an toàn bức xạ đã giải quyết", "Radiation dossiers resolved"),
        definition=Label(
            "Hồ sơ lĩnh vực an toàn bức xạ, hạt nhân giải quyết xong trong kỳ, dù kết quả thế nào",
            "Dossiers on radiation and nuclear safety closed in the period, whatever the result",
        ),
        measure=Flow(Dossiers.resolved_on, where=pl.col(Dossiers.field) == "radiation"),
        unit=Unit.DOSSIER,
        direction=Direction.NEITHER,
    ),
    _card(
        code="dossiers.refused",
        label=Label("Hồ sơ bị từ chối", "Dossiers refused"),
        definition=Label(
            "Hồ sơ giải quyết xong trong kỳ với kết quả từ chối, không kể rút và trả lại",
            "Dossiers closed in the period by a refusal, withdrawn and returned ones apart",
        ),
        measure=Flow(Dossiers.resolved_on, where=pl.col(Dossiers.result) == "refused"),
        unit=Unit.DOSSIER,
        direction=Direction.NEITHER,
        source="Đề xuất của thư viện từ kết quả ghi trong hồ sơ thủ tục hành chính",
    ),
    _card(
        code="dossiers.resolved_on_time",
        label=Label("Hồ sơ giải quyết đúng hạn", "Dossiers resolved on time"),
        definition=Label(
            "Hồ sơ giải quyết xong trong kỳ, không muộn hơn ngày hẹn trả; hồ sơ không ghi ngày hẹn trả thì không tính",
            "Dossiers closed in the period by their due day; one without a due day does not count",
        ),
        measure=_ON_TIME,
        unit=Unit.DOSSIER,
        direction=Direction.NEITHER,
    ),
    _card(
        code="dossiers.resolved_late",
        label=Label("Hồ sơ giải quyết quá hạn", "Dossiers resolved late"),
        definition=Label(
            "Hồ sơ giải quyết xong trong kỳ, sau ngày hẹn trả; hồ sơ không ghi ngày hẹn trả thì không tính",
            "Dossiers closed in the period after their due day; one without a due day does not count",
        ),
        measure=Flow(Dossiers.resolved_on, where=_RESOLVED_ON > _DUE_ON),
        unit=Unit.DOSSIER,
        direction=Direction.LOWER,
    ),
    _card(
        code="dossiers.on_time_rate",
        label=Label("Tỷ lệ hồ sơ giải quyết đúng hạn", "Share of dossiers resolved on time"),
        definition=Label(
            "Hồ sơ giải quyết không muộn hơn ngày hẹn trả trên hồ sơ giải quyết xong trong kỳ có ghi ngày hẹn trả",
            "Dossiers closed by their due day over the dossiers closed in the period that have a due day",
        ),
        measure=Ratio(_ON_TIME, Flow(Dossiers.resolved_on, where=_DUE_ON.is_not_null())),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="dossiers.days_to_resolve",
        label=Label("Số ngày giải quyết một hồ sơ", "Days to resolve a dossier"),
        definition=Label(
            "Số ngày trung bình (kể cả ngày nghỉ) từ tiếp nhận đến giải quyết xong, của các hồ sơ giải quyết trong kỳ",
            "Mean days (days off included) from receipt to result, of the dossiers closed in the period",
        ),
        measure=Mean(
            Flow(Dossiers.resolved_on, (_RESOLVED_ON - pl.col(Dossiers.received_on)).dt.total_days()),
        ),
        unit=Unit.DAY,
        direction=Direction.LOWER,
        source=_DERIVED,
    ),
    _card(
        code="dossiers.backlog",
        label=Label("Hồ sơ đang giải quyết cuối kỳ", "Dossiers pending"),
        definition=Label(
            "Hồ sơ đã tiếp nhận, chưa giải quyết xong tính đến hết ngày cuối kỳ, dù còn hạn hay đã quá hạn",
            "Dossiers received and not closed by the last day of the period, in time or not",
        ),
        measure=Stock(Dossiers.received_on, (Dossiers.resolved_on,)),
        unit=Unit.DOSSIER,
        direction=Direction.LOWER,
    ),
    _card(
        code="dossiers.backlog_overdue",
        label=Label("Hồ sơ tồn đọng quá hạn", "Dossiers overdue"),
        definition=Label(
            "Hồ sơ đã qua ngày hẹn trả mà chưa giải quyết xong tính đến hết ngày cuối kỳ; "
            "ngày cuối kỳ đúng ngày hẹn trả thì chưa quá hạn",
            "Dossiers past their due day and not closed by the last day of the period; "
            "one due on that very day is not overdue",
        ),
        measure=Stock(_OVERDUE_FROM, (Dossiers.resolved_on,), _RESOLVED_ON.is_null() | (_RESOLVED_ON >= _OVERDUE_FROM)),
        unit=Unit.DOSSIER,
        direction=Direction.LOWER,
        source=_DERIVED,
    ),
)
