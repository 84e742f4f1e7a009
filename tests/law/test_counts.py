import pytest
from builders import initiatives, inspections

from khcn_analytics.law.counts import author_limit, batches_complete, none_recorded
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.rules import LawParameter, law_rules, with_parameters


def rule(code):
    return next(each for each in law_rules() if each.id == code)


def test_an_inspection_after_the_end_of_department_inspectorates_is_found():
    frame = inspections(
        activity=["inspection", "inspection", "check", "inspection"],
        started_on=["2025-06-30", "2025-07-01", "2025-08-01", "2026-02-01"],
    )
    found = none_recorded(rule("TT-01"), LawRecords({"inspections": frame}))

    assert found.select("year", "subject", "numerator", "holds").rows() == [
        (2025, "TT-002", 1, False),
        (2026, "TT-004", 1, False),
    ]


def test_checks_are_fine():
    frame = inspections(activity="check", started_on=["2025-08-01", "2025-09-01"])
    found = none_recorded(rule("TT-01"), LawRecords({"inspections": frame}))

    assert found.select("year", "subject", "numerator", "holds").rows() == [(2025, None, 0, True)]


def authors(*counts, limit=2, **columns):
    (limited,) = with_parameters([rule("SK-02")], [LawParameter("SK-02", "limit", limit)])
    frame = initiatives(authors=list(counts), **{"initiative_year": 2024, **columns})
    found = author_limit(limited, LawRecords({"initiatives": frame}))
    return found.select("subject", "numerator", "limit", "holds", "reason").rows()


def test_each_initiative_with_too_many_authors_is_found():
    assert authors(2, 3, None, 5) == [("SK-002", 3, 2, False, None), ("SK-004", 5, 2, False, None)]
    assert authors(2, 1) == [(None, 2, 2, True, None)]


def test_without_a_limit_or_authors_nothing_is_concluded():
    assert authors(None) == [(None, None, 2, None, "not_recorded")]
    # The one that is not told may have three.
    assert authors(2, 1, None) == [(None, 2, 2, None, "not_recorded")]


def test_a_limit_nobody_fixed_and_one_that_there_is_not_are_two_things():
    frame = initiatives(authors=9, initiative_year=2024)
    nobody = author_limit(rule("SK-02"), LawRecords({"initiatives": frame}))

    assert nobody.select("numerator", "holds", "reason").rows() == [(9, None, "no_limit")]
    assert authors(9, limit=None) == [(None, 9, None, None, "without_limit")]


def test_initiatives_refused_are_not_judged():
    assert authors(9, rejected_on="2024-05-20") == []


def test_initiatives_without_a_year_are_told():
    assert authors(9, initiative_year=None) == [(None, 1, None, None, "no_year")]


def test_quang_nam_allowed_two_authors():
    frame = initiatives(authors=3, initiative_year=2022, department=["quang_nam", "kon_tum"])
    found = author_limit(rule("SK-02"), LawRecords({"initiatives": frame}))

    assert found.select("department", "holds", "reason").rows() == [
        ("quang_nam", False, None),
        ("kon_tum", None, "no_limit"),
    ]


@pytest.mark.parametrize(
    ("batches", "found"),
    [
        ([1, 1, 2, 3], [(None, 3, None, 3, True, None)]),
        ([1, 4], [("2, 3", 2, None, 4, False, None)]),
        ([2], [("1", 1, None, 2, False, None)]),
        ([1, None, None], [(None, 1, None, 1, True, None), (None, 1, 3, 1, False, None)]),
        ([None, None], [(None, None, None, None, None, "not_recorded")]),
    ],
)
def test_batches_run_on_from_one(batches, found):
    frame = initiatives(batch=batches, initiative_year=2021)
    judged = batches_complete(rule("SK-01"), LawRecords({"initiatives": frame}))

    assert judged.select("subject", "numerator", "denominator", "limit", "holds", "reason").rows() == found


def test_a_batch_entered_wrongly_names_the_first_gaps_and_counts_the_rest():
    frame = initiatives(batch=[1, 3, 20_241_231], initiative_year=2024)
    row = batches_complete(rule("SK-01"), LawRecords({"initiatives": frame})).row(0, named=True)

    assert (row["subject"], row["numerator"], row["limit"], row["holds"]) == ("2, 4, 5, 6, 7, …", 3, 20_241_231, False)


@pytest.mark.parametrize(("last", "subject"), [(6, "1, 2, 3, 4, 5"), (7, "1, 2, 3, 4, 5, …")])
def test_five_gaps_are_named(last, subject):
    frame = initiatives(batch=last, initiative_year=2024)

    assert batches_complete(rule("SK-01"), LawRecords({"initiatives": frame}))["subject"].to_list() == [subject]
