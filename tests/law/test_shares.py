import polars as pl
import pytest
from builders import awards, ratings

from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.rules import LawParameter, law_rules, with_parameters
from khcn_analytics.law.shares import capped_share, most_within


def rule(code):
    return next(each for each in law_rules() if each.id == code)


def titles(fighters, labourers, year=2022, **columns):
    kinds = ["emulation_fighter_grassroots"] * fighters + ["advanced_labour"] * labourers
    return awards(award=kinds, for_year=year, **columns)


def judged(code, **datasets):
    return capped_share(rule(code), LawRecords(datasets))


def verdicts(frame):
    return frame.select("holds", "reason").rows()


def test_kon_tum_2022_is_within_15_percent():
    row = judged("TD-05a", awards=titles(2, 35)).row(0, named=True)

    assert (row["numerator"], row["denominator"], row["limit"], row["holds"]) == (2, 35, 0.15, True)


@pytest.mark.parametrize(
    ("fighters", "labourers", "holds"), [(3, 20, True), (4, 20, False), (0, 5, True), (1, 6, False)]
)
def test_the_cap_itself_is_allowed(fighters, labourers, holds):
    assert judged("TD-05a", awards=titles(fighters, labourers))["holds"].to_list() == [holds]


def test_departments_and_years_are_judged_on_their_own():
    both = pl.concat([titles(1, 2), titles(1, 10, year=2023), titles(0, 3, department="kon_tum")])
    found = judged("TD-05a", awards=both)

    assert found.select("department", "year", "holds").rows() == [
        ("cao_bang", 2022, False),
        ("cao_bang", 2023, True),
        ("kon_tum", 2022, True),
    ]


def test_proposed_awards_are_judged_and_revoked_ones_are_not():
    proposed = titles(4, 20, status="proposed", decided_on=None)
    revoked = titles(4, 0, status="revoked")

    assert judged("TD-05a", awards=proposed)["holds"].to_list() == [False]
    assert judged("TD-05a", awards=pl.concat([titles(1, 20), revoked]))["numerator"].to_list() == [1]


def test_without_a_base_nothing_is_concluded():
    assert verdicts(judged("TD-05a", awards=titles(2, 0))) == [(None, "no_denominator")]


def test_without_a_cap_nothing_is_concluded():
    assert verdicts(judged("TD-05b", awards=titles(9, 10, year=2024))) == [(None, "no_limit")]


def test_a_department_may_fix_the_cap():
    (own,) = with_parameters([rule("TD-05b")], [LawParameter("TD-05b", "cap", 0.2, department="cao_bang")])
    both = pl.concat([titles(3, 10, year=2024), titles(3, 10, year=2024, department="kon_tum")])

    assert verdicts(capped_share(own, LawRecords({"awards": both}))) == [(False, None), (None, "no_limit")]


def test_awards_without_a_year_are_told():
    found = judged("TD-05a", awards=pl.concat([titles(1, 20), titles(2, 0, year=None)]))

    assert found.select("year", "numerator", "reason").rows() == [(2022, 1, None), (None, 2, "no_year")]


def rated(kind="party_member", unit=None, year=2020, **levels):
    return ratings(subject_kind=kind, unit=unit, year=year, level=list(levels), subjects=list(levels.values()))


def test_the_excellent_are_measured_by_the_good_alone():
    """Of 90 members rated good 18 may be excellent, one more not; the excellent are not in the base."""
    assert judged("XL-01", ratings=rated(excellent=18, good=90, completed=500))["holds"].to_list() == [True]
    assert judged("XL-01", ratings=rated(excellent=19, good=90, completed=500))["holds"].to_list() == [False]


def test_units_are_added_up():
    by_unit = pl.concat([rated(unit="Chi bộ 1", excellent=2, good=5), rated(unit="Chi bộ 2", excellent=0, good=5)])

    assert judged("XL-01", ratings=by_unit).select("numerator", "denominator", "holds").rows() == [(2, 10, True)]


def test_a_whole_and_its_parts_are_not_added():
    of_units = pl.concat([rated(excellent=1, good=9), rated(unit="Chi bộ 1", excellent=1, good=9)])
    of_kinds = pl.concat([rated("individual", excellent=1, good=9), rated("civil_servant", excellent=1, good=9)])

    assert verdicts(judged("XL-01", ratings=of_units)) == [(None, "recorded_twice")]
    assert verdicts(judged("XL-03", ratings=of_kinds)) == [(None, "recorded_twice")]


@pytest.mark.parametrize(
    ("kinds", "labourers", "verdict"),
    [
        (["individual"], 10, (True, None)),
        (["individual"], 11, (False, None)),
        (["civil_servant", "public_employee"], 20, (True, None)),
        (["civil_servant", "public_employee"], 21, (False, None)),
        # Public employees may be among the labourers too, and were not rated here.
        (["civil_servant"], 10, (True, None)),
        (["civil_servant"], 11, (None, "base_incomplete")),
        ([], 10, (None, "no_denominator")),
    ],
)
def test_advanced_labourers_are_no_more_than_those_rated_good_or_better(kinds, labourers, verdict):
    """Each kind has 4 excellent and 6 good."""
    none = rated(excellent=0, good=0).clear()
    groups = pl.concat([none, *(rated(each, year=2024, excellent=4, good=6, completed=9) for each in kinds)])

    assert verdicts(judged("TD-01", awards=titles(0, labourers, year=2024), ratings=groups)) == [verdict]


@pytest.mark.parametrize(("labourers", "most"), [(20, 3), (19, 2), (6, 0)])
def test_as_many_as_may_be_are_within_the_cap_and_one_more_is_not(labourers, most):
    assert most_within(0.15, labourers) == most
    assert verdicts(judged("TD-05a", awards=titles(most, labourers))) == [(True, None)]
    assert verdicts(judged("TD-05a", awards=titles(most + 1, labourers))) == [(False, None)]


def test_where_nobody_was_rated_good_none_may_be_excellent():
    """Those rated are known, so there are 0 good ones and not an unknown number of them."""
    found = judged("XL-01", ratings=rated(excellent=3, completed=40))

    assert found.select("numerator", "denominator", "holds", "reason").rows() == [(3, 0, False, None)]
    assert judged("XL-01", ratings=rated(completed=40)).select("denominator", "holds").rows() == [(0, True)]


def test_labourers_where_nobody_was_rated_good():
    none_good = rated("individual", year=2024, completed=9)
    only_servants = rated("civil_servant", year=2024, completed=9)

    assert verdicts(judged("TD-01", awards=titles(0, 4, year=2024), ratings=none_good)) == [(False, None)]
    # Public employees may have been rated good, and were not recorded.
    assert verdicts(judged("TD-01", awards=titles(0, 4, year=2024), ratings=only_servants)) == [
        (None, "base_incomplete")
    ]


def test_groups_without_a_good_one_are_recorded_all_the_same():
    both = pl.concat([rated("civil_servant", year=2024, good=6), rated("public_employee", year=2024, completed=9)])

    assert verdicts(judged("TD-01", awards=titles(0, 7, year=2024), ratings=both)) == [(False, None)]


@pytest.mark.parametrize(("excellent", "good"), [("individual", "civil_servant"), ("civil_servant", "individual")])
def test_all_together_are_not_held_against_one_group(excellent, good):
    """Excellent ones of all staff over good ones of civil servants alone say nothing, whatever the share."""
    few, many = (
        pl.concat([rated(excellent, year=2024, excellent=count), rated(good, year=2024, good=10)]) for count in (1, 9)
    )

    assert verdicts(judged("XL-03", ratings=few)) == [(None, "base_incomplete")]
    assert verdicts(judged("XL-03", ratings=many)) == [(None, "base_incomplete")]


def test_a_cap_that_there_is_not_is_no_cap_that_nobody_knows():
    (without,) = with_parameters([rule("TD-05b")], [LawParameter("TD-05b", "cap", None)])

    found = capped_share(without, LawRecords({"awards": titles(3, 10, year=2024)}))

    assert verdicts(found) == [(None, "without_limit")]
