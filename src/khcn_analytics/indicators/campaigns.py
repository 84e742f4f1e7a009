"""Indicators of emulation campaigns (phong trào thi đua)."""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Ratio, Running
from khcn_analytics.schemas.campaigns import Campaigns
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

_FORM = "Biểu 0601 (số phong trào thi đua), Thông tư 02/2023/TT-BNV"
_card = partial(Indicator, dataset="campaigns", dimensions=(), source=_FORM)
_WITH_PLAN = Flow(Campaigns.launched_on, where=pl.col(Campaigns.plan_no).is_not_null())

CARDS = (
    _card(
        code="campaigns.launched",
        label=Label("Phong trào thi đua phát động", "Campaigns launched"),
        definition=Label(
            "Phong trào, đợt thi đua sở phát động hoặc hưởng ứng từ một ngày trong kỳ",
            "Emulation campaigns that the department launched or joined in the period",
        ),
        measure=Flow(Campaigns.launched_on),
        unit=Unit.CAMPAIGN,
        direction=Direction.NEITHER,
    ),
    _card(
        code="campaigns.running",
        label=Label("Phong trào thi đua diễn ra trong kỳ", "Campaigns running"),
        definition=Label(
            "Phong trào diễn ra vào bất kỳ ngày nào của kỳ: kỳ trước chuyển sang cộng mới phát động; "
            "không ghi ngày kết thúc là còn tiếp tục",
            "Campaigns running on any day of the period: carried over plus launched; one without a last day goes on",
        ),
        measure=Running(Campaigns.launched_on, (Campaigns.ends_on,)),
        unit=Unit.CAMPAIGN,
        direction=Direction.NEITHER,
    ),
    _card(
        code="campaigns.ended",
        label=Label("Phong trào thi đua kết thúc", "Campaigns ended"),
        definition=Label(
            "Phong trào có ngày cuối trong kỳ, đến lúc tổng kết", "Campaigns whose last day lies in the period"
        ),
        measure=Flow(Campaigns.ends_on),
        unit=Unit.CAMPAIGN,
        direction=Direction.NEITHER,
    ),
    _card(
        code="campaigns.launched_with_plan",
        label=Label("Phong trào thi đua phát động bằng kế hoạch", "Campaigns launched by a plan"),
        definition=Label(
            "Phong trào phát động trong kỳ có ghi số, ký hiệu kế hoạch",
            "Campaigns launched in the period whose plan has a number",
        ),
        measure=_WITH_PLAN,
        unit=Unit.CAMPAIGN,
        direction=Direction.HIGHER,
        source="Đề xuất của thư viện từ số kế hoạch ghi trong danh sách phong trào",
    ),
    _card(
        code="campaigns.with_plan_share",
        label=Label("Tỷ lệ phong trào phát động bằng kế hoạch", "Share of campaigns launched by a plan"),
        definition=Label(
            "Phong trào có ghi số, ký hiệu kế hoạch trên phong trào phát động trong kỳ",
            "Campaigns whose plan has a number over the campaigns launched in the period",
        ),
        measure=Ratio(_WITH_PLAN, Flow(Campaigns.launched_on)),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
        source="Đề xuất của thư viện từ số kế hoạch ghi trong danh sách phong trào",
    ),
)
