"""Indicators of the money of tasks, by budget year.

Money has no day, only a budget year: no value exists for parts of a year.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Ratio, in_year
from khcn_analytics.schemas.funding import Funding
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("level", "programme", "managed_by", "field", "kind")

_card = partial(
    Indicator,
    dataset="funding",
    dimensions=DIMENSIONS,
    unit=Unit.VND,
    direction=Direction.NEITHER,
    source="Dự toán và quyết toán ngân sách của từng nhiệm vụ; báo cáo của các Sở KH&CN (giải ngân chậm)",
    period_kinds=("year", "span"),
)
_DISBURSED = Flow(in_year(Funding.year), Funding.disbursed_vnd)
_KNOWN = pl.col(Funding.disbursed_vnd).is_not_null()

CARDS = (
    _card(
        code="funding.planned_vnd",
        label=Label("Kinh phí kế hoạch", "Funding planned"),
        definition=Label(
            "Kinh phí ngân sách giao cho các nhiệm vụ trong năm, kể cả nhiệm vụ thường xuyên",
            "Money of the state budget assigned to tasks for the year, routine tasks included",
        ),
        measure=Flow(in_year(Funding.year), Funding.planned_vnd),
    ),
    _card(
        code="funding.disbursed_vnd",
        label=Label("Kinh phí đã giải ngân", "Funding disbursed"),
        definition=Label("Kinh phí đã giải ngân cho các nhiệm vụ trong năm", "Money disbursed to tasks in the year"),
        measure=_DISBURSED,
        direction=Direction.HIGHER,
    ),
    _card(
        code="funding.undisbursed_vnd",
        label=Label("Kinh phí chưa giải ngân", "Funding not disbursed"),
        definition=Label(
            "Kinh phí kế hoạch trừ kinh phí đã giải ngân, của các dòng có ghi giải ngân; dòng giải ngân cả tiền năm "
            "trước chuyển sang mang dấu âm",
            "Planned less disbursed money, of records that state what was disbursed; negative where money carried "
            "over from the year before was disbursed too",
        ),
        measure=Flow(in_year(Funding.year), pl.col(Funding.planned_vnd) - pl.col(Funding.disbursed_vnd)),
        direction=Direction.LOWER,
    ),
    _card(
        code="funding.disbursement_rate",
        label=Label("Tỷ lệ giải ngân", "Disbursement rate"),
        definition=Label(
            "Kinh phí đã giải ngân trên kinh phí kế hoạch của năm, của các dòng có ghi giải ngân",
            "Disbursed over planned money of the year, of records that state what was disbursed",
        ),
        measure=Ratio(_DISBURSED, Flow(in_year(Funding.year), Funding.planned_vnd, _KNOWN)),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="funding.tasks_funded",
        label=Label("Nhiệm vụ được giao kinh phí", "Tasks funded"),
        definition=Label(
            "Nhiệm vụ được giao kinh phí trong năm, kể cả nhiệm vụ thường xuyên",
            "Tasks to which money was assigned for the year, routine tasks included",
        ),
        measure=Flow(in_year(Funding.year), where=pl.col(Funding.planned_vnd) > 0),
        unit=Unit.TASK,
        # Over several years a task would count once for each.
        period_kinds=("year",),
    ),
)
