"""The whole: made-up sets, and what the bundled figures are known to say."""

import pytest
from builders import published, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.reconciliation.reconciling import reconcile
from khcn_analytics.store.workspace import published_figures

SUPPORT = "activities.support_vnd"
STOCKS = [f"tasks.in_progress_{each}" for each in ("national", "urgent_local", "ministry", "provincial")]
ACCUMULATES = {SUPPORT: True, "inspections.inspections": True, **dict.fromkeys(STOCKS, False)}

counts = st.integers(0, 500)


@st.composite
def consistent_sets(draw):
    """A year and its first half of a department, as a careful report would print them."""
    others, started, central, delegated, contracted, without = (draw(counts) for _ in range(6))
    # So many other tasks that a test may add some of the rural-mountain programme.
    carried_over = central + delegated + 9 + others
    running, inspections = carried_over + started, draw(counts)
    agriculture = draw(st.integers(0, running))
    share = {"tasks.agriculture_share": round(agriculture / running, 4)} if running else {}
    year = {
        "tasks.running": running,
        "tasks.carried_over": carried_over,
        "tasks.started": started,
        "tasks.running_for_agriculture": agriculture,
        "tasks.running_rural_mountain": central + delegated,
        "tasks.running_rural_mountain_central": central,
        "tasks.running_rural_mountain_delegated": delegated,
        "tasks.approved_for_year": contracted + without,
        "tasks.contracted": contracted,
        "tasks.without_applicant": without,
        "inspections.inspections": inspections,
        **share,
    }
    half = {"inspections.inspections": draw(st.integers(0, inspections))}
    return year, half


def frame_of(year, half):
    return published(
        indicator=[*year, *half],
        value=[float(each) for each in (*year.values(), *half.values())],
        period_end=["2021-01-01"] * len(year) + ["2020-07-01"] * len(half),
    )


def contradictions(frame):
    return reconcile(frame, accumulates=ACCUMULATES).filter(severity="contradiction")["kind"].to_list()


@given(consistent_sets())
def test_a_consistent_set_has_no_contradiction(figures):
    assert contradictions(frame_of(*figures)) == []


@given(
    consistent_sets(),
    st.sampled_from(
        ["tasks.carried_over", "tasks.started", "tasks.running_rural_mountain_central", "tasks.running_rural_mountain"]
    ),
    st.integers(1, 9),
)
def test_one_changed_part_is_one_contradiction(figures, part, more):
    year, half = figures

    assert contradictions(frame_of({**year, part: year[part] + more}, half)) == ["sum_differs"]


@given(consistent_sets(), st.integers(1, 9))
def test_one_fallen_figure_is_one_contradiction(figures, more):
    year, half = figures
    fallen = {"inspections.inspections": year["inspections.inspections"] + more}

    assert contradictions(frame_of(year, half | fallen)) == ["falls_within_period"]


@given(consistent_sets(), st.integers(1, 9))
def test_one_figure_printed_again_with_another_value_is_one_contradiction(figures, more):
    year, half = figures
    again = published(indicator="tasks.contracted", value=float(year["tasks.contracted"] + more), locator="đoạn 99")

    assert contradictions(frame_of(year, half).vstack(again)) == ["different_values"]


@given(consistent_sets(), st.randoms())
def test_the_order_of_rows_changes_no_verdict(figures, random):
    frame = frame_of(*figures)
    order = list(range(frame.height))
    random.shuffle(order)

    def told(each):
        return sorted(reconcile(each, accumulates=ACCUMULATES).select("kind", "severity").rows())

    assert told(frame[order]) == told(frame)


def test_nothing_printed_says_nothing():
    assert reconcile(published(value=1.0).clear()).is_empty()


def test_records_are_compared_where_values_are_given():
    frame = published(value=9.0)

    assert reconcile(frame).is_empty()
    assert reconcile(frame, values=values(year=[2020], value=[9.0]))["kind"].to_list() == ["record_agrees"]


def bundled(kind, department):
    found = reconcile(published_figures(), accumulates=ACCUMULATES).filter(kind=kind, department=department)
    return {tuple(dict.fromkeys(row["indicators"])): row["values"] for row in found.iter_rows(named=True)}


def test_the_contradictions_of_the_bundled_figures_are_these_two():
    found = reconcile(published_figures(), accumulates=ACCUMULATES).filter(severity="contradiction")

    assert found.select("kind", "department", "values").rows() == [
        ("different_values", "cao_bang", [20.0, 16.0]),
        ("falls_within_period", "cao_bang", [175_000_000.0, 100_000_000.0]),
    ]


def test_what_is_to_be_looked_at_in_the_bundled_figures():
    found = reconcile(published_figures(), accumulates=ACCUMULATES).filter(severity="look")

    assert found.select("kind", "department", "values").rows() == [
        ("unit_changed", "cao_bang", [2.0, 6.0]),
        ("two_names", "kon_tum", [106.0, 106.0]),
    ]


def test_repeats_of_the_bundled_figures_are_no_contradictions():
    assert bundled("repeat", "kon_tum") == {
        ("activities.certification_marks",): [2.0, 2.0],
        ("tasks.approved_for_next_year",): [3.0, 3.0],
        ("activities.assigned_work_completed_share",): [1.0, 1.0],
        ("tasks.running",): [28.0, 28.0],
    }


def test_sums_of_the_bundled_figures_that_hold():
    assert list(bundled("sum_holds", "kon_tum").values()) == [[28, 19, 9], [4, 3, 1], [10, 9, 1]]


@pytest.mark.parametrize(
    ("department", "pair", "printed"),
    [
        ("kon_tum", ("dossiers.resolved_on_time", "dossiers.received"), [37, 37]),
        ("cao_bang", ("tasks.selected", "tasks.approved_for_year"), [8, 8]),
        ("kon_tum", ("tasks.running_for_agriculture", "tasks.running"), [23, 28]),
    ],
)
def test_parts_of_the_bundled_figures_within_their_whole(department, pair, printed):
    assert bundled("within_whole", department)[pair] == printed


def test_stocks_that_stay_the_same_over_the_year_are_no_finding():
    found = reconcile(published_figures(), accumulates=ACCUMULATES).filter(severity="holds")

    assert not {code for codes in found["indicators"] for code in codes} & set(STOCKS)


def test_the_new_name_of_a_ministry_project_is_a_note():
    assert ("tasks.in_progress_ministry",) in bundled("name_changed", "cao_bang")


def test_bounds_of_a_target_are_read_together():
    assert bundled("compatible", "unnamed_002") == {("ratings.party_members_excellent_share",): [0.1, 0.2]}
