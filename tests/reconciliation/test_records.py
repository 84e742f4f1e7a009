import pytest
from builders import published, values

from khcn_analytics.periods import Period
from khcn_analytics.reconciliation.figures import figures_of, quantities_of
from khcn_analytics.reconciliation.records import judge_records


def found(computed, **columns):
    return list(judge_records(quantities_of(figures_of(published(**columns))), computed))


def kinds(computed, **columns):
    return [(each.kind, each.severity) for each in found(computed, **columns)]


def test_a_printed_figure_that_the_records_give():
    told = found(values(year=[2020], value=[9.0]), value=9.0)

    assert [(each.kind, each.severity, each.computed) for each in told] == [("record_agrees", "holds", 9.0)]


def test_a_printed_figure_that_they_do_not():
    told = found(values(year=[2020], value=[8.0]), value=9.0, printed_name="Nghiệm thu")

    assert [(each.kind, each.severity) for each in told] == [("record_differs", "contradiction")]
    assert told[0].message.vi == "“Nghiệm thu” (năm 2020) in 9, nhưng tính từ bản ghi là 8."
    assert "khcn explain tasks.accepted KHO --period 2020 --where department=cao_bang" in told[0].fix.vi


@pytest.mark.parametrize(
    ("qualifier", "computed", "agrees"),
    [
        ("more_than", 101.0, True),
        ("more_than", 100.0, False),
        ("at_least", 100.0, True),
        ("at_most", 100.0, True),
        ("at_most", 101.0, False),
        ("about", 108.0, True),
        ("about", 120.0, False),
    ],
)
def test_qualifiers_are_honoured(qualifier, computed, agrees):
    kind = kinds(values(year=[2020], value=[computed]), value=100.0, qualifier=qualifier)[0][0]

    assert (kind == "record_agrees") == agrees


def test_a_rounded_share_agrees():
    share = {"indicator": "tasks.agriculture_share"}

    assert kinds(values(year=[2020], value=[23 / 28], **share), value=0.82, **share) == [("record_agrees", "holds")]
    assert kinds(values(year=[2020], value=[23 / 28], **share), value=0.83, **share)[0][0] == "record_differs"


def test_of_two_printed_values_the_one_that_differs_is_named():
    told = found(values(year=[2020], value=[20.0]), value=[20.0, 16.0])

    assert [[one.value for one in each.figures] for each in told] == [[16.0]]


def test_a_period_the_records_do_not_cover_is_no_agreement():
    told = found(values(year=[2020], value=[None]), value=0.0)

    assert [(each.kind, each.severity) for each in told] == [("not_compared", "note")]
    assert "dữ liệu không bao trùm kỳ này" in told[0].message.vi


@pytest.mark.parametrize("columns", [{"indicator": "activities.x"}, {"department": "kon_tum"}])
def test_what_was_not_computed_is_told(columns):
    assert kinds(values(year=[2020], value=[9.0]), **columns) == [("not_compared", "note")]


@pytest.mark.parametrize("status", ["plan", "estimate"])
def test_plans_and_estimates_are_not_results(status):
    assert kinds(values(year=[2020], value=[8.0]), status=status) == []


def test_the_value_of_a_unit_is_not_that_of_the_department():
    assert kinds(values(year=[2020], value=[9.0], unit=["Văn phòng"])) == [("not_compared", "note")]


@pytest.mark.parametrize(
    ("of_period", "of_workspace", "how"),
    [
        ("calendar", "calendar", "khcn explain tasks.accepted KHO --period 2020H1 --where department=cao_bang"),
        ("administrative", "administrative", "khcn explain tasks.accepted KHO --period 2020H1 --where"),
        ("administrative", "calendar", 'khcn explain tasks.accepted KHO --period "2020H1 (chốt ngày 14)" --where'),
        (
            "calendar",
            "administrative",
            'kh.explain(kho, "tasks.accepted", kh.Period("half", 2020, 1, "calendar"), {"department": "cao_bang"})',
        ),
    ],
)
def test_what_is_suggested_reads_the_period_that_is_meant(of_period, of_workspace, how):
    half = Period("half", 2020, 1, of_period)
    figures = published(value=9.0, period_start=str(half.start), period_end=str(half.end))
    computed = values(period=[half], value=[8.0])

    (told,) = judge_records(quantities_of(figures_of(figures)), computed, of_workspace)

    assert how in told.fix.vi
