import pytest

from khcn_analytics.law.condition_texts import joined, requirement, window
from khcn_analytics.law.standards import Condition, standards
from khcn_analytics.vocabulary.labels import Label


@pytest.mark.parametrize(
    ("kind", "settings", "vi", "en"),
    [
        (
            "rating",
            {"at_least": "good"},
            "xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2024",
            "rated good or better in 2024",
        ),
        (
            "rating",
            {"at_least": "excellent"},
            "xếp loại hoàn thành xuất sắc nhiệm vụ năm 2024",
            "rated excellent in 2024",
        ),
        (
            "title",
            {"award": "provincial_merit", "times": 1, "ended_years_ago": 5},
            "Bằng khen của bộ, ban, ngành, tỉnh 1 lần đến năm 2019",
            "certificate of merit of a ministry or province 1 time(s) up to 2019",
        ),
        (
            "initiative",
            {"scope": "national", "years": 5},
            "có 1 sáng kiến được công nhận, phạm vi toàn quốc trong 2020–2024",
            "1 recognised initiative(s), national scope in 2020–2024",
        ),
        (
            "member_share",
            {"award": "advanced_labour", "over": 0.5},
            "trên 50 % thành viên là Lao động tiên tiến năm 2024",
            "more than 50 % of its members advanced labourer in 2024",
        ),
    ],
)
def test_what_a_condition_asks_for(kind, settings, vi, en):
    assert requirement(Condition(kind, settings), 2024) == Label(vi, en)


def test_votes_tell_their_share():
    assert requirement(Condition("votes", {"rule": "TD-14a"}), 2024, 0.9).vi == "Hội đồng đồng ý từ 90 %"


def test_several_are_told_together():
    either = Condition("any_of", {}, (Condition("took_part"), Condition("members_complete")))
    assert requirement(either, 2024).vi == (
        "một trong: tích cực tham gia phong trào thi đua năm 2024; mọi thành viên hoàn thành nhiệm vụ năm 2024"
    )


@pytest.mark.parametrize("standard", standards(), ids=lambda each: f"{each.award}-{each.first_day.year}")
def test_every_condition_has_a_text_in_both_languages(standard):
    for each in standard.conditions:
        asks = requirement(each, 2024, 0.9)
        assert asks.vi != asks.en
        assert "{" not in asks.vi + asks.en


@pytest.mark.parametrize(
    ("condition", "years"),
    [
        (Condition("rating", {"at_least": "good"}), (2024, 2024)),
        (Condition("initiative", {"years": 3}), (2022, 2024)),
        (
            Condition("title", {"award": "advanced_labour", "times": 2, "within_years": 2, "ended_years_ago": 1}),
            (2022, 2023),
        ),
        (Condition("title", {"award": "advanced_labour", "times": 1}), (None, 2024)),
    ],
)
def test_the_years_a_condition_looks_at(condition, years):
    assert window(condition, 2024) == years


def test_texts_are_joined_in_each_language():
    assert joined([Label("một", "one"), Label("hai", "two")], ", ") == Label("một, hai", "one, two")


def test_votes_that_must_be_passed_and_what_must_be_applied_say_so():
    votes, initiative = Condition("votes", {"rule": "TD-14b"}), Condition("initiative", {"applied": True})

    assert requirement(votes, 2024, 2 / 3, over=True).vi == "Hội đồng đồng ý trên 66,7 %"
    assert requirement(votes, 2024, 0.9).en == "the council votes for it by 90 % or more"
    assert requirement(initiative, 2024).vi == (
        "có 1 sáng kiến được công nhận năm 2024 và đã áp dụng (việc áp dụng không có trong số liệu, chưa xét)"
    )
