"""Indicators of initiatives.

Recognition of a wider scope is a second step of the same initiative: it has its own indicators
and is never added to the initiatives recognised at grassroots level.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Level, Mean, Ratio, in_year
from khcn_analytics.schemas.initiatives import Initiatives
from khcn_analytics.schemas.staff import Staff
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("field", "scope")

_LAW = "Nghị định 13/2012/NĐ-CP; Luật 06/2022/QH15"
_card = partial(Indicator, dataset="initiatives", dimensions=DIMENSIONS, source=_LAW)
_RECOGNISED = Flow(Initiatives.grassroots_recognised_on)
_JUDGED_ON = pl.coalesce(Initiatives.grassroots_recognised_on, Initiatives.rejected_on)

CARDS = (
    _card(
        code="initiatives.submitted",
        label=Label("Sáng kiến đề nghị công nhận", "Initiatives submitted"),
        definition=Label("Sáng kiến nộp đơn trong kỳ", "Initiatives submitted in the period"),
        measure=Flow(Initiatives.submitted_on),
        unit=Unit.INITIATIVE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.grassroots_recognised",
        label=Label("Sáng kiến cấp cơ sở được công nhận", "Initiatives recognised"),
        definition=Label(
            "Sáng kiến được cơ sở công nhận trong kỳ", "Initiatives recognised at grassroots level in the period"
        ),
        measure=_RECOGNISED,
        unit=Unit.INITIATIVE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.grassroots_authors",
        label=Label("Tác giả sáng kiến được công nhận", "Authors of recognised initiatives"),
        definition=Label(
            "Tác giả, đồng tác giả của các sáng kiến được cơ sở công nhận trong kỳ",
            "Authors and co-authors of the initiatives recognised in the period",
        ),
        measure=Flow(Initiatives.grassroots_recognised_on, Initiatives.authors),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.authors_per_initiative",
        label=Label("Số tác giả bình quân một sáng kiến", "Authors per initiative"),
        definition=Label(
            "Số tác giả, đồng tác giả bình quân của các sáng kiến được cơ sở công nhận trong kỳ có ghi số tác giả",
            "Mean number of authors and co-authors of the initiatives recognised in the period that state it",
        ),
        measure=Mean(Flow(Initiatives.grassroots_recognised_on, Initiatives.authors)),
        unit=Unit.AUTHOR_PER_INITIATIVE,
        # Some provinces limit the number of co-authors, others don't.
        direction=Direction.NEITHER,
        source="Báo cáo của Sở KH&CN Kon Tum năm 2022; Quyết định 325 (2021) của Quảng Nam (số đồng tác giả)",
    ),
    _card(
        code="initiatives.per_100_staff",
        label=Label("Sáng kiến trên 100 người", "Initiatives per 100 staff"),
        definition=Label(
            "Sáng kiến được cơ sở công nhận trong năm, tính trên 100 người của các đơn vị đã báo cáo số người của năm",
            "Initiatives recognised at grassroots level in the year, for 100 staff of the units that reported the year",
        ),
        measure=Ratio(_RECOGNISED, Level(Staff.year, Staff.headcount), denominator_dataset="staff", per=100),
        unit=Unit.INITIATIVE_PER_100_STAFF,
        direction=Direction.HIGHER,
        source="Đề xuất của thư viện để so các đơn vị đông người và ít người",
        dimensions=(),
        period_kinds=("year",),
    ),
    _card(
        code="initiatives.benefit_vnd",
        label=Label("Giá trị làm lợi của sáng kiến", "Benefit of initiatives"),
        definition=Label(
            "Số tiền làm lợi năm đầu áp dụng của các sáng kiến được cơ sở công nhận trong kỳ",
            "Money gained in the first year of use by the initiatives recognised in the period",
        ),
        measure=Flow(Initiatives.grassroots_recognised_on, Initiatives.benefit_vnd),
        unit=Unit.VND,
        direction=Direction.HIGHER,
        source="Nghị định 13/2012/NĐ-CP (lợi ích của sáng kiến)",
    ),
    _card(
        code="initiatives.rejected",
        label=Label("Sáng kiến không được công nhận", "Initiatives rejected"),
        definition=Label(
            "Sáng kiến có kết luận không công nhận trong kỳ", "Initiatives whose recognition was refused in the period"
        ),
        measure=Flow(Initiatives.rejected_on),
        unit=Unit.INITIATIVE,
        direction=Direction.LOWER,
    ),
    _card(
        code="initiatives.recognition_rate",
        label=Label("Tỷ lệ sáng kiến được công nhận", "Recognition rate"),
        definition=Label(
            "Sáng kiến được cơ sở công nhận trên sáng kiến có kết luận (công nhận hoặc từ chối) trong kỳ",
            "Initiatives recognised over initiatives decided (recognised or rejected) in the period",
        ),
        measure=Ratio(_RECOGNISED, Flow(_JUDGED_ON)),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.scope_recognised",
        label=Label("Sáng kiến được công nhận phạm vi cấp tỉnh trở lên", "Initiatives with wider scope"),
        definition=Label(
            "Sáng kiến được công nhận phạm vi ảnh hưởng cấp tỉnh hoặc toàn quốc trong kỳ",
            "Initiatives whose provincial or national scope was recognised in the period",
        ),
        measure=Flow(Initiatives.scope_recognised_on),
        unit=Unit.INITIATIVE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.scope_recognised_share",
        label=Label("Tỷ lệ sáng kiến có phạm vi cấp tỉnh trở lên", "Share of initiatives with wider scope"),
        definition=Label(
            "Trong số sáng kiến được cơ sở công nhận trong kỳ: phần đến nay đã được công nhận phạm vi ảnh hưởng cấp "
            "tỉnh hoặc toàn quốc, dù ở kỳ sau",
            "Of the initiatives recognised at grassroots level in the period: the share whose provincial or national "
            "scope is recognised by now, be it in a later period",
        ),
        measure=Ratio(
            Flow(Initiatives.grassroots_recognised_on, where=pl.col(Initiatives.scope_recognised_on).is_not_null()),
            _RECOGNISED,
        ),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="initiatives.scope_recognised_of_year",
        label=Label("Sáng kiến của năm có phạm vi cấp tỉnh trở lên", "Initiatives of the year with wider scope"),
        definition=Label(
            "Sáng kiến thuộc năm, được công nhận phạm vi ảnh hưởng vào bất kỳ lúc nào",
            "Initiatives that belong to the year and whose wider scope was recognised at any time",
        ),
        measure=Flow(in_year(Initiatives.initiative_year), where=pl.col(Initiatives.scope_recognised_on).is_not_null()),
        unit=Unit.INITIATIVE,
        direction=Direction.HIGHER,
        period_kinds=("year",),
    ),
)
