"""The catalogue of activities: each has a unit, a group and words in both languages."""

import pytest

from khcn_analytics.vocabulary.activity_codes import ACTIVITIES, ACTIVITY_CODES, ACTIVITY_GROUPS, WITH_AMOUNT
from khcn_analytics.vocabulary.text import accent_free_key
from khcn_analytics.vocabulary.units import Unit


def test_the_codes_of_the_column_are_those_of_the_catalogue():
    assert ACTIVITY_CODES.codes == [each.code for each in ACTIVITIES]


def test_activities_come_group_by_group_in_the_order_of_the_groups():
    assert list(dict.fromkeys(each.group for each in ACTIVITIES)) == ACTIVITY_GROUPS.codes
    places = [ACTIVITY_GROUPS.codes.index(each.group) for each in ACTIVITIES]
    assert places == sorted(places)


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.code)
def test_an_activity_is_worded_in_both_languages(activity):
    assert all(label.vi and label.en for label in (activity.label, activity.definition))


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.code)
def test_a_quantity_is_a_count_and_no_money_or_share(activity):
    assert activity.unit is not Unit.SHARE
    assert not activity.unit.is_money


def test_an_amount_is_explained_by_the_activities_that_have_one():
    assert {each.code for each in WITH_AMOUNT} == {
        *("service_contracts", "support_dossiers", "supported_enterprises", "donations"),
    }
    assert all("số tiền là" in each.definition.vi and "the amount is" in each.definition.en for each in WITH_AMOUNT)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Dự thảo VBQPPL", "legal_drafts"),
        ("tham gia ý kiến về công nghệ", "technology_opinions"),
        ("Bản tin KH&CN", "bulletin_issues"),
        ("TIN BÀI", "news_items"),
        ("kết nạp Đảng viên mới", "party_members_admitted"),
    ],
)
def test_activities_are_found_as_reports_write_them(written, code):
    assert ACTIVITY_CODES.spellings()[accent_free_key(written)] == code
