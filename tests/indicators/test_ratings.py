"""Kinds of subjects are never added together, levels nest; each card's own example is in tests/spec."""

import pytest
from builders import figures, ratings

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.ratings import CARDS
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS, RATING_SUBJECT_KINDS

Y2020 = Period("year", 2020)


def rated(**numbers):
    """One kind of subject, so many at each level."""
    kind = numbers.pop("subject_kind")
    return ratings(subject_kind=kind, level=list(numbers), subjects=list(numbers.values()))


@pytest.mark.parametrize("card", CARDS, ids=[card.code for card in CARDS])
def test_ratings_exist_for_years_only(card):
    assert card.period_kinds == ("year",)


@pytest.mark.parametrize(
    ("subject_kind", "code"),
    [
        ("civil_servant", "ratings.good_or_better_share"),
        ("collective", "ratings.collectives_good_or_better_share"),
        ("party_cell", "ratings.party_cells_good_share"),
    ],
)
def test_good_or_better_adds_two_levels(subject_kind, code):
    frame = rated(subject_kind=subject_kind, excellent=1, good=2, completed=3, not_completed=4)
    assert figures(code, frame, Y2020) == (0.3, 3, 10)


def test_a_share_is_of_all_that_were_rated():
    frame = rated(subject_kind="party_member", excellent=8, good=90, completed=2)
    assert figures("ratings.party_members_excellent_share", frame, Y2020) == (0.08, 8, 100)
    assert figures("ratings.party_members_completed_share", frame, Y2020)[0] == 1


def test_the_ceiling_on_excellent_ratings_is_held_against_the_good_alone():
    # Of 90 rated good, a fifth may be excellent: 18.
    frame = rated(subject_kind="party_member", excellent=18, good=90, completed=5)
    assert figures("ratings.party_members_excellent_over_good_share", frame, Y2020) == (0.2, 18, 90)


def test_every_kind_of_subject_is_counted_by_the_cards_of_one_group():
    every = ratings(subject_kind=RATING_SUBJECT_KINDS.codes, level="excellent", subjects=1)
    counts = ("rated", "collectives_excellent", "party_cells_excellent", "party_members_excellent")
    assert [figures(f"ratings.{name}", every, Y2020)[0] for name in counts] == [4, 1, 1, 1]
    assert len(RATING_SUBJECT_KINDS.codes) == 7


def test_every_level_of_staff_counts_as_rated():
    frame = ratings(level=RATING_LEVELS.codes, subjects=[1, 10, 100, 1000])
    assert figures("ratings.rated", frame, Y2020)[0] == 1111


def test_staff_can_be_split_by_their_kind():
    frame = ratings(
        subject_kind=["civil_servant", "civil_servant", "employee", "party_member"],
        level=["excellent", "good", "good", "excellent"],
        subjects=[2, 6, 5, 3],
    )
    values = compute({"ratings": frame}, [Y2020], ("subject_kind",), ["ratings.excellent_share"])
    found = {row["subject_kind"]: (row["value"], row["flag"]) for row in values.iter_rows(named=True)}
    assert found == {
        "civil_servant": (0.25, None),
        "employee": (0.0, None),
        "party_member": (None, "not_reported"),
    }


def test_a_unit_that_reported_another_year_has_no_value():
    frame = ratings(unit=["Phòng A", "Phòng B"], year=[2020, 2019], level="excellent", subjects=3)
    values = compute({"ratings": frame}, [Y2020], ("unit",), ["ratings.rated"])
    assert values.select("unit", "value", "flag").rows() == [("Phòng A", 3, None), ("Phòng B", None, "not_reported")]
