import pytest

from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.narrative.phrases import move, move_as_noun, subject
from khcn_analytics.vocabulary.units import Unit


def said(indicator, base, value, language="vi", *, group=None, kind="year"):
    card = indicator_named(indicator)
    absolute = value - base
    relative = None if card.unit is Unit.SHARE or base == 0 else absolute / abs(base)
    row = {
        "value": value,
        "base": base,
        "absolute": absolute,
        "relative": relative,
        "period_kind": kind,
        "group": group,
    }
    return move(row, card, language).text


@pytest.mark.parametrize(
    ("indicator", "base", "value", "expected"),
    [
        ("tasks.accepted", 36, 41, "số nhiệm vụ nghiệm thu là 41, tăng 5 (+13,9 %)"),
        ("tasks.accepted", 5, 0, "số nhiệm vụ nghiệm thu giảm từ 5 xuống 0"),
        ("tasks.accepted", 0, 5, "số nhiệm vụ nghiệm thu tăng từ 0 lên 5"),
        ("tasks.overdue", 2, 4, "số nhiệm vụ quá hạn cuối năm là 4, tăng 2 (+100 %)"),
        ("tasks.in_progress_provincial", 58, 56, "số nhiệm vụ đang thực hiện cấp tỉnh cuối năm là 56, giảm 2 (−3,4 %)"),
        ("tasks.days_to_contract", 67.4, 73.4, "số ngày từ phê duyệt đến ký hợp đồng là 73,4, tăng 6 (+8,9 %)"),
        ("dossiers.backlog", 8, 21, "số hồ sơ đang giải quyết cuối kỳ là 21, tăng 13 (+162,5 %)"),
        ("initiatives.recognition_rate", 0.875, 0.85, "tỷ lệ sáng kiến được công nhận là 85 %, giảm 2,5 điểm %"),
        ("initiatives.recognition_rate", 0.85, 0.8501, "tỷ lệ sáng kiến được công nhận là 85 %, gần như không đổi"),
        (
            "funding.undisbursed_vnd",
            5.02e9,
            8.3e9,
            "kinh phí chưa giải ngân là 8,3 tỷ đồng, tăng 3,28 tỷ đồng (+65,3 %)",
        ),
        ("activities.mushroom_kg", 175, 215, "nấm mối đen thu hoạch là 215 kg, tăng 40 kg (+22,9 %)"),
        ("awards.state_awards", 2, 1, "số lượt khen thưởng cấp Nhà nước là 1, giảm 1 (−50 %)"),
        (
            "activities.donations_per_head_vnd",
            770_845.2,
            1_137_953.5,
            "tiền ủng hộ bình quân đầu người là 1,1 triệu đồng/người, tăng 367.108 đồng/người (+47,6 %)",
        ),
        ("ratings.excellent_share", 0.13, 0.15, "tỷ lệ CCVC, NLĐ hoàn thành xuất sắc là 15 %, tăng 2 điểm %"),
    ],
)
def test_words_follow_the_unit_and_the_measure(indicator, base, value, expected):
    assert said(indicator, base, value) == expected


@pytest.mark.parametrize(
    ("indicator", "base", "value", "expected"),
    [
        ("tasks.accepted", 36, 41, "tasks accepted stood at 41, up 5 (+13.9 %)"),
        ("tasks.overdue", 3, 0, "tasks overdue at the end of the year fell from 3 to 0"),
        ("activities.party_members_admitted", 3, 6, "Party members admitted stood at 6, up 3 (+100 %)"),
        ("initiatives.recognition_rate", 0.85, 0.9, "recognition rate stood at 90 %, up 5 pp"),
    ],
)
def test_english(indicator, base, value, expected):
    assert said(indicator, base, value, "en") == expected


def test_a_group_is_named_and_a_half_year_has_an_end():
    assert said("tasks.overdue", 2, 4, group="cấp tỉnh", kind="half").startswith(
        "số nhiệm vụ quá hạn cuối kỳ (cấp tỉnh)"
    )


def test_a_change_as_a_noun():
    row = {"absolute": -0.05, "period_kind": "year", "group": None}
    card = indicator_named("initiatives.recognition_rate")
    assert move_as_noun(row, card, "vi").text == "mức giảm 5 điểm % của tỷ lệ sáng kiến được công nhận"
    assert move_as_noun(row, card, "en").text == "the fall of 5 pp in recognition rate"


@pytest.mark.parametrize("code", list(INDICATORS))
def test_every_indicator_can_stand_inside_a_sentence(code):
    card = INDICATORS[code]
    assert subject(card, "vi")[0].islower()
    assert "số số" not in subject(card, "vi")
    assert subject(card, "vi").count("nhiệm vụ nhiệm vụ") == 0
    first = subject(card, "en").split()[0]
    assert first[0].islower() or not first[1:2].islower() or first == "Party"
