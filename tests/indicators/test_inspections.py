"""What must hold for any inspections; the values are worked out in tests/spec/inspections.toml."""

from builders import any_inspections, any_period, figures, inspections
from hypothesis import given

from khcn_analytics.periods import Period


@given(any_inspections(), any_period())
def test_inspections_and_checks_are_the_campaigns(frame, period):
    for whole, parts in {
        "campaigns": ("inspections", "checks"),
        "subjects": ("inspected_subjects", "checked_subjects"),
    }.items():
        added = sum(figures(f"inspections.{part}", frame, period)[0] for part in parts)
        assert added == figures(f"inspections.{whole}", frame, period)[0]


@given(any_inspections(), any_period())
def test_planned_and_unscheduled_campaigns_are_all_of_which_it_is_known(frame, period):
    planned, unscheduled = (
        figures(f"inspections.{name}_campaigns", frame, period)[0] for name in ("planned", "unscheduled")
    )
    assert (planned, planned + unscheduled) == figures("inspections.planned_share", frame, period)[1:]


@given(any_inspections(), any_period())
def test_no_more_subjects_break_the_law_than_were_visited(frame, period):
    value, above, below = figures("inspections.violation_rate", frame, period)
    assert 0 <= above <= below
    assert (value is None) == (below == 0)


def test_a_campaign_belongs_to_the_period_in_which_it_begins():
    frame = inspections(started_on="2020-12-31", ended_on="2021-01-05")
    assert figures("inspections.checks", frame, Period("year", 2020))[0] == 1
    assert figures("inspections.checks", frame, Period("year", 2021))[0] == 0
