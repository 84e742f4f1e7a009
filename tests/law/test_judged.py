from khcn_analytics.law.judged import Judged, judged, not_recorded, why
from khcn_analytics.law.standards import Condition
from khcn_analytics.vocabulary.labels import Label

from .people import case

YES, NO = Label("có", "yes"), Label("không", "no")


def part(name, *parts, holds):
    return Judged("any_of" if parts else "took_part", holds, Label(name, name), NO if holds is False else YES, parts)


def test_only_what_the_verdict_rests_on_is_told():
    parts = [part("A", holds=True), part("B", holds=False), part("C", holds=None), part("D", holds=False)]

    assert why(parts, holds=False).vi == "B (không); D (không)"
    assert why(parts, holds=None).en == "C (yes)"


def test_of_several_joined_those_that_hold_are_told_and_all_where_none_does():
    one = part("một trong", part("A", holds=True), part("B", holds=False), holds=True)
    none = part("một trong", part("A", holds=False), part("B", holds=False), holds=False)

    assert why([one], holds=True).vi == "A (có)"
    assert why([none], holds=False).vi == "một trong (không)"


def test_a_verdict_tells_what_was_asked_in_the_year():
    found = judged(Condition("took_part"), case(2024), YES, holds=True)
    assert (found.asks.en, found.holds) == ("took an active part in movements in 2024", True)


def test_years_without_records_are_named():
    assert not_recorded([2022, 2024]).vi == "chưa ghi năm 2022, 2024"
