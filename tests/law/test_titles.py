from datetime import date

import polars as pl
import pytest
from builders import awards

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.rules import law_rules
from khcn_analytics.law.titles import rewarded_once, title_chain

GRASSROOTS, PROVINCIAL = "emulation_fighter_grassroots", "emulation_fighter_provincial"
SINCE_2010 = {"awards": Coverage(date(2010, 1, 1), date(2026, 1, 1))}


def rule(code):
    return next(each for each in law_rules() if each.id == code)


def held(award, *years, recipient="Nguyễn Văn A", **columns):
    ids = [f"{award}-{each}" for each in years]
    return awards(award_id=ids, award=award, for_year=list(years), recipient=recipient, **columns)


def chain(code, *parts, coverage=SINCE_2010):
    found = title_chain(rule(code), LawRecords({"awards": pl.concat(parts)}, coverage))
    return found.select("numerator", "holds", "reason").rows()


def test_three_years_running_the_last_included():
    proposed = held(PROVINCIAL, 2022, status="proposed")

    assert chain("TD-06a", held(GRASSROOTS, 2020, 2021, 2022), proposed) == [(3, True, None)]
    assert chain("TD-06a", held(GRASSROOTS, 2019, 2020, 2021), proposed) == [(2, False, None)]
    assert chain("TD-06a", held(GRASSROOTS, 2019, 2020, 2022), proposed) == [(2, False, None)]


def test_the_same_year_twice_counts_once():
    twice = pl.concat([held(GRASSROOTS, 2021, 2022), held(GRASSROOTS, 2022)])

    assert chain("TD-06a", twice, held(PROVINCIAL, 2022)) == [(2, False, None)]


def test_revoked_titles_do_not_count_and_are_not_judged():
    revoked = held(GRASSROOTS, 2020, status="revoked")

    assert chain("TD-06a", revoked, held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)) == [(2, False, None)]
    assert chain("TD-06a", held(PROVINCIAL, 2022, status="revoked")) == []


def test_years_before_the_records_are_unknown():
    parts = held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)
    since_2021 = {"awards": Coverage(date(2021, 1, 1), date(2026, 1, 1))}

    assert chain("TD-06a", *parts, coverage=since_2021) == [(2, None, "history_too_short")]
    # Nothing is promised, so what is known begins with the first award: 2021.
    assert chain("TD-06a", *parts, coverage={}) == [(2, None, "history_too_short")]


def test_a_year_that_is_known_and_empty_breaks_the_chain_however_short_the_history():
    since_2021 = {"awards": Coverage(date(2021, 1, 1), date(2026, 1, 1))}

    assert chain("TD-06a", held(GRASSROOTS, 2021), held(PROVINCIAL, 2022), coverage=since_2021) == [(1, False, None)]
    # 2020 is known although the records are not promised for it, and counts once.
    parts = held(GRASSROOTS, 2020), held(PROVINCIAL, 2022)
    assert chain("TD-06a", *parts, coverage=since_2021) == [(1, False, None)]


def test_people_are_told_apart_and_spelling_is_not():
    other = held(GRASSROOTS, 2020, recipient="Trần Thị B")
    same = held(GRASSROOTS, 2020, recipient=" nguyễn  văn a")
    parts = held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)

    assert chain("TD-06a", other, *parts) == [(2, False, None)]
    assert chain("TD-06a", same, *parts) == [(3, True, None)]


@pytest.mark.parametrize(
    "written", ["ThS Nguyễn Văn A", "TS. Nguyễn Văn A", "Đ/c Nguyễn Văn A", "Nguyễn Văn A, Phó Giám đốc Sở"]
)
def test_titles_before_a_name_make_no_other_person(written):
    parts = held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)
    assert chain("TD-06a", held(GRASSROOTS, 2020, recipient=written), *parts) == [(3, True, None)]


def test_another_department_is_another_person():
    elsewhere = held(GRASSROOTS, 2020, department="kon_tum")

    assert chain("TD-06a", elsewhere, held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)) == [(2, False, None)]


def test_without_names_nothing_is_concluded():
    frame = pl.concat([held(GRASSROOTS, 2020, 2021, 2022), held(PROVINCIAL, 2022)])
    nameless = frame.with_columns(pl.lit(None, pl.String).alias("recipient"))

    assert chain("TD-06a", nameless) == [(0, None, "no_recipient")]
    assert chain("TD-06a", frame.drop("recipient")) == [(0, None, "no_recipient")]


def test_a_title_without_a_name_may_be_anybodys():
    parts = held(GRASSROOTS, 2021, 2022), held(PROVINCIAL, 2022)

    assert chain("TD-06a", held(GRASSROOTS, 2020, recipient=None), *parts) == [(2, None, "nameless_titles")]
    # Of 2022 it is known who has it, 2019 does not matter, and 2020 stays empty.
    for year in (2022, 2019):
        assert chain("TD-06a", held(GRASSROOTS, year, recipient=None), *parts) == [(2, False, None)]


def test_findings_name_the_award_and_no_person():
    parts = held(GRASSROOTS, 2020, 2021, 2022), held(PROVINCIAL, 2022, unit="Văn phòng")
    row = title_chain(rule("TD-06a"), LawRecords({"awards": pl.concat(parts)})).row(0, named=True)

    assert (row["subject"], row["unit"], row["limit"]) == (f"{PROVINCIAL}-2022", "Văn phòng", 3)
    assert "Nguyễn Văn A" not in row.values()


@pytest.mark.parametrize(
    ("years", "verdict"),
    [((2021, 2024), (2, True, None)), ((2020, 2023), (2, True, None)), ((2024,), (1, False, None))],
)
def test_a_national_fighter_was_twice_of_the_province(years, verdict):
    assert chain("TD-07", held(PROVINCIAL, *years), held("emulation_fighter_national", 2024)) == [verdict]


def test_a_certificate_of_merit_may_rest_on_another_ground():
    merit = held("provincial_merit", 2024, category="commendation", mode="regular")

    assert chain("TD-10", held(GRASSROOTS, 2023, 2024), merit) == [(2, True, None)]
    assert chain("TD-10", held(GRASSROOTS, 2024), merit) == [(1, None, "other_ground")]


@pytest.mark.parametrize("other", [{"recipient_kind": "collective", "mode": "regular"}, {"mode": "thematic"}])
def test_other_certificates_of_merit_are_not_judged(other):
    assert chain("TD-10", held("provincial_merit", 2024, category="commendation", **other)) == []


def test_a_title_without_a_year_is_told():
    assert chain("TD-06a", awards(award=PROVINCIAL, for_year=None, recipient="A")) == [(1, None, "no_year")]


def commendations(*awards_given, **columns):
    ids = [f"KT-{place}" for place, _ in enumerate(awards_given, 1)]
    whole = {"for_year": 2024, "recipient": "A", "mode": "regular", "category": "commendation", **columns}
    return awards(award_id=ids, award=list(awards_given), **whole)


def twice(frame):
    found = rewarded_once(rule("TD-13"), LawRecords({"awards": frame}))
    return found.select("subject", "numerator", "holds", "reason").rows()


def test_two_commendations_of_one_year_and_mode_are_questioned():
    frame = commendations("provincial_merit", "director_commendation")

    assert twice(frame) == [("KT-1, KT-2", 2, False, None)]


@pytest.mark.parametrize(
    "different", [{"for_year": [2023, 2024]}, {"recipient": ["A", "B"]}, {"mode": ["regular", "thematic"]}]
)
def test_other_years_people_and_modes_are_other_achievements(different):
    found = twice(commendations("provincial_merit", "director_commendation", **different))

    assert {row[2:] for row in found} == {(True, None)}


def test_a_title_beside_a_commendation_is_no_second_reward():
    title = awards(award_id="DH-1", award="advanced_labour", for_year=2024, recipient="A", mode="regular")

    assert twice(pl.concat([title, commendations("director_commendation")])) == [(None, 1, True, None)]


def test_commendations_without_names_are_counted():
    assert twice(commendations("provincial_merit", "provincial_merit", recipient=None)) == [
        (None, 2, None, "no_recipient")
    ]


def test_commendations_without_a_mode_are_not_of_the_same_mode():
    both_untold = commendations("provincial_merit", "director_commendation", mode=None)
    one_untold = commendations("provincial_merit", "director_commendation", mode=["regular", None])

    assert twice(both_untold) == [("KT-1, KT-2", 2, None, "not_recorded")]
    assert twice(one_untold) == [("KT-1, KT-2", 2, None, "not_recorded")]


def test_two_of_one_mode_stay_two_beside_one_without_a_mode():
    frame = commendations("provincial_merit", "director_commendation", "order", mode=["regular", "regular", None])

    assert twice(frame) == [("KT-1, KT-2", 2, False, None), ("KT-1, KT-2, KT-3", 3, None, "not_recorded")]


def test_a_single_commendation_needs_no_mode():
    assert twice(commendations("provincial_merit", mode=None)) == [(None, 1, True, None)]


@pytest.mark.parametrize("name", ["", "  ", "…"])
def test_an_empty_name_is_nobody(name):
    assert twice(commendations("provincial_merit", "provincial_merit", recipient=name)) == [
        (None, 2, None, "no_recipient")
    ]
    assert chain("TD-06a", held(GRASSROOTS, 2020, 2021, 2022, recipient=name), held(PROVINCIAL, 2022)) == [
        (0, None, "nameless_titles")
    ]


def test_a_certificate_of_merit_without_a_mode_is_told():
    merit = held("provincial_merit", 2024, category="commendation", mode=None)

    assert chain("TD-10", held(GRASSROOTS, 2023, 2024), merit) == [(None, None, "not_recorded")]
    # A collective is not judged, whatever its mode.
    assert chain("TD-10", merit.with_columns(recipient_kind=pl.lit("collective"))) == []


def test_a_title_of_a_year_that_is_not_over_may_still_come():
    until_july = {"awards": Coverage(date(2010, 1, 1), date(2022, 7, 1))}

    assert chain("TD-06a", held(GRASSROOTS, 2020, 2021), held(PROVINCIAL, 2022), coverage=until_july) == [
        (2, None, "not_covered")
    ]
    assert chain("TD-06a", held(GRASSROOTS, 2020), held(PROVINCIAL, 2022), coverage=until_july) == [(1, False, None)]
    assert chain("TD-06a", held(GRASSROOTS, 2020, 2021, 2022), held(PROVINCIAL, 2022), coverage=until_july) == [
        (3, True, None)
    ]
