"""What must hold for any initiatives; the values are worked out in tests/spec/initiatives.toml."""

import pytest
from builders import any_initiatives, any_period, figures, initiatives, records
from hypothesis import given

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period
from khcn_analytics.schemas.staff import STAFF

Y2020 = Period("year", 2020)


@given(any_initiatives(), any_period())
def test_recognised_and_rejected_initiatives_are_those_decided(frame, period):
    recognised, rejected = (
        figures(f"initiatives.{name}", frame, period)[0] for name in ("grassroots_recognised", "rejected")
    )
    assert (recognised, recognised + rejected) == figures("initiatives.recognition_rate", frame, period)[1:]


@given(any_initiatives(), any_period())
def test_a_wider_scope_is_recognised_of_no_more_than_the_recognised_initiatives(frame, period):
    _, above, below = figures("initiatives.scope_recognised_share", frame, period)
    assert 0 <= above <= below == figures("initiatives.grassroots_recognised", frame, period)[0]


def test_recognition_of_a_wider_scope_is_not_another_initiative():
    frame = initiatives(
        grassroots_recognised_on="2020-03-01", scope="national", scope_recognised_on="2020-09-01", authors=2
    )
    assert figures("initiatives.grassroots_recognised", frame, Y2020)[0] == 1
    assert figures("initiatives.grassroots_authors", frame, Y2020)[0] == 2


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_an_initiative_of_a_year_belongs_to_it_on_both_calendars(calendar):
    frame = initiatives(initiative_year=2020, scope="national", scope_recognised_on="2021-03-01")
    code = "initiatives.scope_recognised_of_year"
    found = [figures(code, frame, Period("year", year, 1, calendar))[0] for year in (2019, 2020, 2021)]
    assert found == [0, 1, 0]


def test_staff_of_every_unit_stands_below_the_initiatives_of_a_department():
    frames = {
        "initiatives": initiatives(grassroots_recognised_on=["2020-03-01"] * 3),
        "staff": records(STAFF, unit=["Văn phòng", "Trung tâm"], headcount=[10, 50]),
    }
    row = compute(frames, [Y2020], (), ["initiatives.per_100_staff"]).row(0, named=True)
    assert (row["value"], row["numerator"], row["denominator"]) == (5, 3, 60)
