"""Indicators of awards: emulation titles and commendations, counted when they are decided.

A title is given for a year but often decided in the next one. Reports tell what was decided in
their period, so the day of the decision counts and never the year of the merit.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Ratio, in_year
from khcn_analytics.schemas.awards import Awards
from khcn_analytics.vocabulary.award_codes import COLLECTIVE_KINDS, DECIDED_BY, INDIVIDUAL_KINDS, LEADER_KINDS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

DIMENSIONS = ("recipient_kind", "category", "award", "authority", "mode")

_REPORTS = "Luật 06/2022/QH15 (trước 2024: Luật 15/2003/QH11); báo cáo của các Sở KH&CN"
_FORM_OF_STATE = "Biểu 0602 (khen thưởng cấp Nhà nước), Thông tư 02/2023/TT-BNV"
_FORM_OF_PROVINCE = "Biểu 0603 (khen thưởng cấp bộ, tỉnh), Thông tư 02/2023/TT-BNV"
_KINDS_OF_RECIPIENTS = "Loại đối tượng khen thưởng trong các biểu thống kê của Thông tư 02/2023/TT-BNV"
_card = partial(Indicator, dataset="awards", dimensions=DIMENSIONS, source=_REPORTS)

_PRIME_MINISTER_AND_PRESIDENT = frozenset({"prime_minister", "president"})
_PROVINCE_AND_MINISTRY = frozenset({"provincial_chairman", "minister"})
_GRANTED = pl.col(Awards.status) == "granted"
_TO_INDIVIDUALS = pl.col(Awards.recipient_kind).is_in(sorted(INDIVIDUAL_KINDS))
_TO_COLLECTIVES = pl.col(Awards.recipient_kind).is_in(sorted(COLLECTIVE_KINDS))


def _granted(where: pl.Expr) -> Flow:
    """Awards granted, by the day of the decision."""
    return Flow(Awards.decided_on, where=_GRANTED & where)


def _is(*awards: str) -> pl.Expr:
    return pl.col(Awards.award).is_in(awards)


def _decided_by(authorities: Collection[str]) -> pl.Expr:
    """Awards that law leaves to these authorities, whoever a record names."""
    return _is(*(award for award, deciding in DECIDED_BY.items() if deciding <= set(authorities)))


CARDS = (
    _card(
        code="awards.titles",
        label=Label("Danh hiệu thi đua đã tặng", "Emulation titles granted"),
        definition=Label(
            "Lượt cá nhân, tập thể được tặng danh hiệu thi đua theo quyết định ký trong kỳ, dù thành tích của năm nào",
            "Emulation titles granted by decisions of the period, whatever year they are for",
        ),
        measure=_granted(pl.col(Awards.category) == "title"),
        unit=Unit.AWARD,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.commendations",
        label=Label("Hình thức khen thưởng đã tặng", "Commendations granted"),
        definition=Label(
            "Lượt cá nhân, tập thể, hộ gia đình được tặng hình thức khen thưởng (huân chương, bằng khen, giấy khen, …) "
            "theo quyết định ký trong kỳ; không kể danh hiệu thi đua",
            "Commendations (orders, certificates of merit and the like) granted by decisions of the period, "
            "emulation titles apart",
        ),
        measure=_granted(pl.col(Awards.category) == "commendation"),
        unit=Unit.AWARD,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.proposed",
        label=Label("Đề nghị khen thưởng chưa có quyết định", "Awards proposed, not yet decided"),
        definition=Label(
            "Lượt đề nghị khen thưởng cho thành tích của năm, đến nay chưa có quyết định",
            "Awards proposed for the merit of the year on which there is no decision to this day",
        ),
        measure=Flow(in_year(Awards.for_year), where=pl.col(Awards.status) == "proposed"),
        unit=Unit.AWARD,
        direction=Direction.NEITHER,
        source="Đề xuất của thư viện từ trạng thái và năm thành tích trong hồ sơ khen thưởng",
        period_kinds=("year",),
    ),
    _card(
        code="awards.advanced_labour_individuals",
        label=Label("Cá nhân Lao động tiên tiến", "Advanced labourers"),
        definition=Label(
            "Lượt cá nhân được công nhận Lao động tiên tiến theo quyết định ký trong kỳ, dù của năm nào",
            "Individuals recognised as Lao động tiên tiến by decisions of the period, whatever year it is for",
        ),
        measure=_granted(_is("advanced_labour")),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.advanced_labour_collectives",
        label=Label("Tập thể Lao động tiên tiến", "Advanced labour collectives"),
        definition=Label(
            "Lượt tập thể được công nhận Tập thể lao động tiên tiến theo quyết định ký trong kỳ, dù của năm nào",
            "Collectives recognised as Tập thể lao động tiên tiến by decisions of the period, whatever year it is for",
        ),
        measure=_granted(_is("advanced_labour_collective")),
        unit=Unit.COLLECTIVE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.excellent_labour_collectives",
        label=Label("Tập thể Lao động xuất sắc", "Excellent labour collectives"),
        definition=Label(
            "Lượt tập thể được công nhận Tập thể lao động xuất sắc theo quyết định ký trong kỳ, dù của năm nào",
            "Collectives recognised as Tập thể lao động xuất sắc by decisions of the period, whatever year it is for",
        ),
        measure=_granted(_is("excellent_labour_collective")),
        unit=Unit.COLLECTIVE,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.emulation_fighter_grassroots",
        label=Label("Chiến sĩ thi đua cơ sở", "Grassroots emulation fighters"),
        definition=Label(
            "Lượt cá nhân được công nhận Chiến sĩ thi đua cơ sở theo quyết định ký trong kỳ, dù của năm nào",
            "Individuals recognised as Chiến sĩ thi đua cơ sở by decisions of the period, whatever year it is for",
        ),
        measure=_granted(_is("emulation_fighter_grassroots")),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
    ),
    _card(
        code="awards.emulation_fighter_provincial",
        label=Label("Chiến sĩ thi đua bộ, tỉnh", "Emulation fighters of ministries and provinces"),
        definition=Label(
            "Lượt cá nhân được công nhận Chiến sĩ thi đua bộ, ban, ngành, tỉnh theo quyết định ký trong kỳ",
            "Individuals recognised as emulation fighters of a ministry or province by decisions of the period",
        ),
        measure=_granted(_is("emulation_fighter_provincial")),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
        source=_FORM_OF_PROVINCE,
    ),
    _card(
        code="awards.emulation_fighter_national",
        label=Label("Chiến sĩ thi đua toàn quốc", "National emulation fighters"),
        definition=Label(
            "Lượt cá nhân được tặng Chiến sĩ thi đua toàn quốc theo quyết định ký trong kỳ",
            "Individuals granted Chiến sĩ thi đua toàn quốc by decisions of the period",
        ),
        measure=_granted(_is("emulation_fighter_national")),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
        source=_FORM_OF_STATE,
    ),
    _card(
        code="awards.emulation_flags",
        label=Label("Cờ thi đua", "Emulation flags"),
        definition=Label(
            "Lượt tập thể được tặng Cờ thi đua của bộ, tỉnh hoặc của Chính phủ theo quyết định ký trong kỳ",
            "Collectives given the emulation flag of a ministry, a province or the Government by decisions of the period",
        ),
        measure=_granted(_is("emulation_flag_provincial", "emulation_flag_government")),
        unit=Unit.COLLECTIVE,
        direction=Direction.HIGHER,
        source="Biểu 0602 và 0603, Thông tư 02/2023/TT-BNV; Điều 25 Luật 06/2022/QH15 (Cờ thi đua của Chính phủ)",
    ),
    _card(
        code="awards.director_commendation_individuals",
        label=Label("Cá nhân được Giám đốc Sở tặng Giấy khen", "Individuals commended by the director"),
        definition=Label(
            "Lượt cá nhân được Giám đốc Sở tặng Giấy khen theo quyết định ký trong kỳ, không kể hộ gia đình",
            "Individuals given the director's certificate of commendation in the period, households apart",
        ),
        measure=_granted(_is("director_commendation") & _TO_INDIVIDUALS),
        unit=Unit.PERSON,
        direction=Direction.NEITHER,
    ),
    _card(
        code="awards.director_commendation_collectives",
        label=Label("Tập thể được Giám đốc Sở tặng Giấy khen", "Collectives commended by the director"),
        definition=Label(
            "Lượt tập thể, kể cả doanh nghiệp, được Giám đốc Sở tặng Giấy khen theo quyết định ký trong kỳ",
            "Collectives, enterprises included, given the director's certificate of commendation in the period",
        ),
        measure=_granted(_is("director_commendation") & _TO_COLLECTIVES),
        unit=Unit.COLLECTIVE,
        direction=Direction.NEITHER,
    ),
    _card(
        code="awards.provincial_merits",
        label=Label("Bằng khen của bộ, tỉnh", "Certificates of merit of ministries and provinces"),
        definition=Label(
            "Lượt cá nhân, tập thể được Bộ trưởng hoặc Chủ tịch UBND tỉnh tặng Bằng khen theo quyết định ký trong kỳ",
            "Certificates of merit of a minister or a provincial chairman granted by decisions of the period",
        ),
        measure=_granted(_is("provincial_merit")),
        unit=Unit.AWARD,
        direction=Direction.HIGHER,
        source=f"{_FORM_OF_PROVINCE}; Điều 74 Luật 06/2022/QH15",
    ),
    _card(
        code="awards.prime_minister_merit_individuals",
        label=Label("Cá nhân được Thủ tướng tặng Bằng khen", "Individuals given the Prime Minister's merit"),
        definition=Label(
            "Lượt cá nhân được Thủ tướng Chính phủ tặng Bằng khen theo quyết định ký trong kỳ",
            "Individuals given the Prime Minister's certificate of merit by decisions of the period",
        ),
        measure=_granted(_is("prime_minister_merit") & _TO_INDIVIDUALS),
        unit=Unit.PERSON,
        direction=Direction.HIGHER,
        source=_FORM_OF_STATE,
    ),
    _card(
        code="awards.prime_minister_merit_collectives",
        label=Label("Tập thể được Thủ tướng tặng Bằng khen", "Collectives given the Prime Minister's merit"),
        definition=Label(
            "Lượt tập thể được Thủ tướng Chính phủ tặng Bằng khen theo quyết định ký trong kỳ",
            "Collectives given the Prime Minister's certificate of merit by decisions of the period",
        ),
        measure=_granted(_is("prime_minister_merit") & _TO_COLLECTIVES),
        unit=Unit.COLLECTIVE,
        direction=Direction.HIGHER,
        source=_FORM_OF_STATE,
    ),
    _card(
        code="awards.state_awards",
        label=Label("Khen thưởng cấp Nhà nước", "State awards"),
        definition=Label(
            "Danh hiệu, hình thức khen thưởng thuộc thẩm quyền của Chủ tịch nước hoặc Thủ tướng, "
            "theo quyết định ký trong kỳ",
            "Titles and commendations that are for the President or the Prime Minister to grant, "
            "by decisions of the period",
        ),
        measure=_granted(_decided_by(_PRIME_MINISTER_AND_PRESIDENT)),
        unit=Unit.AWARD,
        direction=Direction.HIGHER,
        source=_FORM_OF_STATE,
    ),
    _card(
        code="awards.ministry_province_awards",
        label=Label("Khen thưởng cấp bộ, tỉnh", "Awards of ministries and provinces"),
        definition=Label(
            "Danh hiệu, hình thức khen thưởng thuộc thẩm quyền của bộ, ban, ngành, tỉnh, theo quyết định ký trong kỳ",
            "Titles and commendations that are for ministries and provinces to grant, by decisions of the period",
        ),
        measure=_granted(_decided_by(_PROVINCE_AND_MINISTRY)),
        unit=Unit.AWARD,
        direction=Direction.HIGHER,
        source=_FORM_OF_PROVINCE,
    ),
    _card(
        code="awards.collectives_share",
        label=Label("Tỷ lệ khen thưởng cho tập thể", "Share of awards to collectives"),
        definition=Label(
            "Lượt khen thưởng cho tập thể, kể cả doanh nghiệp, trên mọi lượt khen thưởng quyết định trong kỳ",
            "Awards to collectives, enterprises included, over all awards granted in the period",
        ),
        measure=Ratio(_granted(_TO_COLLECTIVES), Flow(Awards.decided_on, where=_GRANTED)),
        unit=Unit.SHARE,
        direction=Direction.NEITHER,
        source=_KINDS_OF_RECIPIENTS,
    ),
    _card(
        code="awards.leaders_share",
        label=Label("Tỷ lệ lãnh đạo trong số cá nhân được khen", "Share of leaders among individuals"),
        definition=Label(
            "Lượt khen thưởng cho lãnh đạo từ phó phòng trở lên trên mọi lượt khen thưởng cho cá nhân trong kỳ, "
            "kể cả cá nhân chưa rõ nhóm",
            "Awards to leaders, deputy heads of division and above, over all awards to individuals in the period, "
            "those of an unstated group included",
        ),
        measure=Ratio(_granted(pl.col(Awards.recipient_kind).is_in(sorted(LEADER_KINDS))), _granted(_TO_INDIVIDUALS)),
        unit=Unit.SHARE,
        direction=Direction.NEITHER,
        source=_KINDS_OF_RECIPIENTS,
    ),
    _card(
        code="awards.direct_workers_share",
        label=Label("Tỷ lệ người trực tiếp công tác trong số cá nhân được khen", "Share of direct workers"),
        definition=Label(
            "Lượt khen thưởng cho người trực tiếp công tác, lao động trên mọi lượt khen thưởng cho cá nhân trong kỳ, "
            "kể cả cá nhân chưa rõ nhóm",
            "Awards to direct workers over all awards to individuals in the period, "
            "those of an unstated group included",
        ),
        measure=Ratio(_granted(pl.col(Awards.recipient_kind) == "direct_worker"), _granted(_TO_INDIVIDUALS)),
        unit=Unit.SHARE,
        direction=Direction.HIGHER,
        source=_KINDS_OF_RECIPIENTS,
    ),
    _card(
        code="awards.fighters_over_advanced_labour_share",
        label=Label(
            "Tỷ lệ Chiến sĩ thi đua cơ sở so với Lao động tiên tiến", "Grassroots fighters over advanced labourers"
        ),
        definition=Label(
            "Lượt Chiến sĩ thi đua cơ sở trên lượt cá nhân Lao động tiên tiến, cùng theo quyết định ký trong kỳ",
            "Grassroots emulation fighters over advanced labourers, both by decisions of the period",
        ),
        measure=Ratio(_granted(_is("emulation_fighter_grassroots")), _granted(_is("advanced_labour"))),
        unit=Unit.SHARE,
        # There is a ceiling to it in some years and provinces; below that, more is not better.
        direction=Direction.NEITHER,
        source="Nghị định 91/2017/NĐ-CP (đến 31/12/2023: tỷ lệ do tỉnh quy định, không quá 15 %)",
    ),
)
