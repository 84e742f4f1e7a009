import pytest

from khcn_analytics.law.messages import message
from khcn_analytics.law.records import FOUND
from khcn_analytics.law.results import REASON_LABELS
from khcn_analytics.law.rules import law_rules
from khcn_analytics.vocabulary.labels import Label


def told(code, **columns):
    rule = next(each for each in law_rules() if each.id == code)
    return message(rule, {**dict.fromkeys(FOUND), **columns})


def test_a_share_is_told_with_its_parts():
    assert told("TD-05a", numerator=2, denominator=35, limit=0.15, holds=True) == Label(
        "2 Chiến sĩ thi đua cơ sở / 35 Lao động tiên tiến = 5,7 %: không quá 15 %.",
        "2 emulation fighters at grassroots level / 35 advanced labourers = 5.7 %: within 15 %.",
    )


@pytest.mark.parametrize(("denominator", "most"), [(35, 5), (20, 3), (6, 0)])
def test_a_cap_that_is_passed_tells_how_many_there_may_be(denominator, most):
    text = told("TD-05a", numerator=9, denominator=denominator, limit=0.15, holds=False)

    assert text.vi.endswith(f"quá 15 %, nhiều nhất là {most}.")


def test_a_cap_of_all_is_told_in_numbers():
    assert told("TD-01", numerator=4, denominator=3, limit=1, holds=False).vi == (
        "4 Lao động tiên tiến, nhiều hơn 3 người được xếp loại tốt trở lên."
    )


@pytest.mark.parametrize(
    ("code", "columns", "vietnamese"),
    [
        (
            "TD-06a",
            {"numerator": 2, "limit": 3, "holds": False},
            "Mới có 2 lần Chiến sĩ thi đua cơ sở trong 3 năm, cần 3.",
        ),
        (
            "TT-01",
            {"numerator": 1, "limit": 0, "holds": False},
            "Có 1 cuộc thanh tra từ 01/07/2025; xem lại hình thức.",
        ),
        (
            "SK-01",
            {"numerator": 2, "limit": 4, "subject": "2, 3", "holds": False},
            "Có đến đợt 4 nhưng thiếu 2 đợt: 2, 3.",
        ),
        ("SK-01", {"numerator": 1, "denominator": 3, "limit": 1, "holds": False}, "2/3 sáng kiến chưa ghi đợt."),
        ("SK-02", {"numerator": 3, "limit": 2, "holds": False}, "3 tác giả, mức là 2."),
        ("SK-02", {"reason": "not_recorded"}, "Chưa ghi đủ “Số tác giả”."),
        ("TD-13", {"reason": "not_recorded"}, "Chưa ghi đủ “Phương thức khen thưởng”."),
        (
            "SK-02",
            {"reason": "without_limit"},
            "Đã khai là không đặt mức (SK-02.limit), nên không có gì để so.",
        ),
        ("SK-02", {"reason": "no_limit"}, "Chưa có mức của sở; khai tham số SK-02.limit."),
        (
            "XL-01",
            {"reason": "no_denominator", "numerator": 3},
            "Có 3 đảng viên hoàn thành xuất sắc, nhưng chưa có số đảng viên hoàn thành tốt.",
        ),
    ],
)
def test_each_kind_has_its_words(code, columns, vietnamese):
    assert told(code, **columns).vi == vietnamese


@pytest.mark.parametrize("reason", REASON_LABELS)
def test_every_reason_is_told_in_both_languages(reason):
    rule = {"no_limit": "SK-02", "not_recorded": "SK-01", "no_denominator": "TD-01", "base_incomplete": "TD-01"}
    text = told(rule.get(reason, "TD-06a"), reason=reason)

    assert text.vi != text.en
    assert "{" not in text.vi + text.en
