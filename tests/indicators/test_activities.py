"""The catalogue gives one card for each activity; each card's own example is in tests/spec."""

import pytest
from builders import activities, figures, staff

from khcn_analytics.indicators.activities import CARDS
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.activity_codes import ACTIVITIES, WITH_AMOUNT
from khcn_analytics.vocabulary.units import Direction

Y2020 = Period("year", 2020)
OF_CODE = {card.code: card for card in CARDS}


@pytest.mark.parametrize("activity", ACTIVITIES, ids=[each.code for each in ACTIVITIES])
def test_every_activity_of_the_catalogue_has_a_card_in_its_words(activity):
    card = OF_CODE[f"activities.{activity.code}"]
    assert (card.label, card.unit) == (activity.label, activity.unit)
    assert card.definition.vi.startswith(activity.definition.vi)
    assert card.definition.en.startswith(activity.definition.en)


def test_directions_follow_what_is_counted():
    codes = ("trainings", "discipline_cases", "assigned_work", "radiation_licences")
    assert [OF_CODE[f"activities.{code}"].direction for code in codes] == [
        Direction.HIGHER,
        Direction.LOWER,
        Direction.NEITHER,
        Direction.NEITHER,
    ]


def test_every_amount_of_the_catalogue_is_in_one_sum():
    frame = activities(activity=[each.code for each in WITH_AMOUNT], amount_vnd=[10**6, 10**7, 10**8, 10**9])
    sums = ("support_vnd", "service_contracts_vnd", "donations_vnd")
    assert sum(figures(f"activities.{name}", frame, Y2020)[0] for name in sums) == 1_111_000_000


def test_a_share_is_recomputed_for_the_department_and_never_averaged():
    frame = activities(
        activity=["assigned_work", "assigned_work_completed", "assigned_work", "assigned_work_completed"],
        unit=["Phòng A", "Phòng A", "Phòng B", "Phòng B"],
        quantity=[10, 5, 90, 90],
    )
    code = "activities.assigned_work_completed_share"
    values = compute({"activities": frame}, [Y2020], ("unit",), [code])
    assert values["value"].to_list() == [0.5, 1.0]
    assert figures(code, frame, Y2020) == (0.95, 95, 100)


def test_donations_per_head_are_known_of_the_units_that_report_their_staff():
    given = activities(activity="donations", unit=["Phòng A", "Phòng B"], amount_vnd=[4_500_000, 2_000_000])
    heads = staff(unit=["Phòng A", "Phòng B"], year=[2020, 2019], headcount=[9, 8])
    values = compute({"activities": given, "staff": heads}, [Y2020], ("unit",), ["activities.donations_per_head_vnd"])
    assert values.select("unit", "value", "flag").rows() == [
        ("Phòng A", 500_000, None),
        ("Phòng B", None, "not_reported"),
    ]
