"""Indicators of targets: how many were met.

Each target belongs to the period that its own period ends in. Whether it was met is not stored
but judged beside the values of its indicator (see ``derived``).
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Ratio
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

_SOURCE = "Chỉ tiêu trong kế hoạch năm, bản đăng ký thi đua của các Sở KH&CN"
_card = partial(Indicator, dataset="targets", dimensions=(), source=_SOURCE)

_LAST_ON = "last_on"
_IS_MET = pl.col("is_met")
_MET = Flow(_LAST_ON, where=_IS_MET)

CARDS = (
    _card(
        code="targets.set",
        label=Label("Chỉ tiêu đến hạn", "Targets due"),
        definition=Label(
            "Chỉ tiêu của sở và của đơn vị mà kỳ của chỉ tiêu kết thúc trong kỳ, dù xét được hay không",
            "Targets of the department and its units whose own period ends in the period, judged or not",
        ),
        measure=Flow(_LAST_ON),
        unit=Unit.TARGET,
        direction=Direction.NEITHER,
    ),
    _card(
        code="targets.met",
        label=Label("Chỉ tiêu đạt", "Targets met"),
        definition=Label(
            "Chỉ tiêu đến hạn trong kỳ mà giá trị của chỉ số đạt mức đề ra",
            "Targets due in the period that the value of their indicator meets",
        ),
        measure=_MET,
        unit=Unit.TARGET,
        direction=Direction.HIGHER,
    ),
    _card(
        code="targets.missed",
        label=Label("Chỉ tiêu không đạt", "Targets missed"),
        definition=Label(
            "Chỉ tiêu đến hạn trong kỳ mà giá trị của chỉ số không đạt mức đề ra",
            "Targets due in the period that the value of their indicator does not meet",
        ),
        measure=Flow(_LAST_ON, where=_IS_MET.not_()),
        unit=Unit.TARGET,
        direction=Direction.LOWER,
    ),
    _card(
        code="targets.not_judged",
        label=Label("Chỉ tiêu chưa xét được", "Targets not judged"),
        definition=Label(
            "Chỉ tiêu đến hạn trong kỳ mà chỉ số không có giá trị, nên không nói được là đạt hay không",
            "Targets due in the period whose indicator has no value, so that nobody can tell whether they were met",
        ),
        measure=Flow(_LAST_ON, where=_IS_MET.is_null()),
        unit=Unit.TARGET,
        direction=Direction.LOWER,
    ),
    _card(
        code="targets.met_rate",
        label=Label("Tỷ lệ chỉ tiêu đạt", "Share of targets met"),
        definition=Label(
            "Chỉ tiêu đạt trên chỉ tiêu đến hạn trong kỳ đã xét được; chỉ tiêu chưa xét được không ở cả tử số và mẫu số",
            "Targets met over the targets due in the period that could be judged; the others are in neither number",
        ),
        measure=Ratio(_MET, Flow(_LAST_ON, where=_IS_MET.is_not_null())),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
)
