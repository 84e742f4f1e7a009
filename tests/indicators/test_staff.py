"""Staff are those reported for the year of a period, never of an earlier one; the examples are in tests/spec."""

import pytest
from builders import figures, staff

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)


def test_a_unit_that_did_not_report_the_year_has_no_headcount():
    frame = staff(unit=["Phòng A", "Phòng B"], year=[2020, 2019], headcount=[7, 9])
    values = compute({"staff": frame}, [Y2020], ("unit",), ["staff.headcount"])
    assert values.select("unit", "value", "flag").rows() == [("Phòng A", 7, None), ("Phòng B", None, "not_reported")]


def test_nobody_reported_is_not_the_same_as_nothing_reported():
    frame = staff(year=2020, headcount=0)
    assert figures("staff.headcount", frame, Y2020)[0] == 0
    assert figures("staff.headcount", frame, Period("year", 2021))[0] is None


def test_headcount_can_be_split_by_the_kind_of_unit():
    frame = staff(
        unit=["Phòng A", "Phòng B", "Trung tâm", "Văn phòng"],
        unit_kind=["division", "division", "service_unit", None],
        headcount=[7, 8, 20, 5],
    )
    values = compute({"staff": frame}, [Y2020], ("unit_kind",), ["staff.headcount"])
    assert dict(values.select("unit_kind", "value").rows()) == {"division": 15, "service_unit": 20, "unknown": 5}


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_a_merger_shows_between_the_start_and_the_end_of_the_year(calendar):
    frame = staff(unit=["Trung tâm A", "Trung tâm B", "Trung tâm A"], unit_kind="service_unit", year=[2019, 2019, 2020])
    period = Period("year", 2020, 1, calendar)
    before, after = (figures(f"staff.{code}", frame, period)[0] for code in ("service_units_at_start", "service_units"))
    assert (before, after) == (2, 1)
