"""Which changes and series cross a break."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import a_break, day, values

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.trends.breaks import Break, known_breaks
from khcn_analytics.trends.change import change
from khcn_analytics.trends.crossing import break_points, with_breaks
from khcn_analytics.trends.mergers import territory_breaks
from khcn_analytics.trends.territory import on_territory
from khcn_analytics.vocabulary.labels import Label

ACCEPTED, BACKLOG, RATE = "tasks.accepted", "tasks.in_progress", "tasks.accepted_on_time_rate"
FORMS = Label("Đổi biểu mẫu.", "New forms.")


def last_of(frame, *breaks):
    return with_breaks(change(frame), breaks).row(-1, named=True)


def from_to(base, current, indicator=ACCEPTED, **columns):
    return values(period=[base, current], value=[20, 25], indicator=indicator, **columns)


def year(number):
    return Period("year", number)


@pytest.mark.parametrize(
    ("first_day", "crosses"),
    [
        ("2019-01-01", False),  # the base is all new
        ("2019-01-02", True),
        ("2020-01-01", True),
        ("2020-12-31", True),  # one day of the period is new
        ("2021-01-01", False),  # both are old
    ],
)
def test_a_break_lies_between_if_one_has_days_before_and_one_days_after(first_day, crosses):
    found = last_of(from_to(year(2019), year(2020)), a_break(first_day))
    assert (found["breaks"] == "forms") == crosses


@pytest.mark.parametrize(
    ("first_day", "crosses"), [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)]
)
def test_of_a_backlog_only_the_last_days_count(first_day, crosses):
    found = last_of(from_to(year(2019), year(2020), BACKLOG), a_break(first_day))
    assert (found["breaks"] == "forms") == crosses


def test_what_can_not_be_compared_has_no_change_and_says_why():
    found = last_of(from_to(year(2019), year(2020)), a_break("2020-01-01"))
    told = {name: found[name] for name in ("value", "base", "absolute", "relative", "verdict", "reason")}

    assert told == {
        "value": 25,
        "base": 20,
        "absolute": None,
        "relative": None,
        "verdict": "not_comparable",
        "reason": "break",
    }
    assert (found["break_severity"], found["break_vi"], found["break_en"]) == ("not_comparable", FORMS.vi, FORMS.en)


def test_a_warning_leaves_the_change_and_is_told():
    found = last_of(from_to(year(2019), year(2020)), a_break("2020-01-01", severity="warning"))
    assert (found["absolute"], found["verdict"], found["reason"]) == (5, "better", None)
    assert (found["breaks"], found["break_severity"]) == ("forms", "warning")


def test_several_breaks_are_all_told_and_the_severest_counts():
    warning = a_break("2020-01-01", id="first", severity="warning")
    found = last_of(from_to(year(2019), year(2020)), warning, a_break("2020-06-01", id="second"))

    assert (found["breaks"], found["break_severity"]) == ("first; second", "not_comparable")


def test_a_share_loses_its_difference_too():
    found = last_of(from_to(year(2019), year(2020), RATE), a_break("2020-01-01"))
    assert (found["absolute"], found["reason"]) == (None, "break")


def test_a_change_without_a_base_keeps_its_reason():
    found = last_of(values(year=[2020], value=[25]), a_break("2020-01-01"))
    assert (found["reason"], found["verdict"], found["breaks"]) == ("no_base", "not_comparable", "forms")


def test_without_breaks_changes_stay():
    changes = change(from_to(year(2019), year(2020)))
    found = with_breaks(changes, ())

    assert found.select(changes.columns).equals(changes)
    assert found["breaks"].null_count() == found.height


def test_a_break_touches_its_indicators_departments_and_dimensions_only():
    frame = from_to(year(2019), year(2020))
    split = from_to(year(2019), year(2020), field=["4", "4"])

    for passed in ({"affects": ("staff",)}, {"departments": ("kon_tum",)}, {"dimensions": ("field",)}):
        assert last_of(frame, a_break("2020-01-01", **passed))["breaks"] is None
    for touched in ({"affects": ("tasks",)}, {"affects": (ACCEPTED,)}, {"departments": ("cao_bang",)}):
        assert last_of(frame, a_break("2020-01-01", **touched))["breaks"] == "forms"
    assert last_of(split, a_break("2020-01-01", dimensions=("field",)))["breaks"] == "forms"


@pytest.mark.parametrize("of_total", [True, False])
def test_a_total_is_touched_where_the_break_says_so(of_total):
    frame = from_to(year(2019), year(2020), department=None)
    found = last_of(frame, a_break("2020-01-01", departments=("kon_tum",), of_total=of_total))
    assert (found["breaks"] == "forms") == of_total


def test_the_known_breaks_of_inspections_leave_the_sum_of_both_comparable():
    halves = Period("half", 2025, 1), Period("half", 2025, 2)

    def told(indicator):
        frame = values(period=list(halves), value=[20, 25], indicator=indicator)
        return with_breaks(change(frame, "previous_period"), known_breaks()).row(-1, named=True)

    assert told("inspections.checks")["verdict"] == "not_comparable"
    # The wider remit since March is told beside the change.
    assert (told("inspections.subjects")["absolute"], told("inspections.subjects")["break_severity"]) == (5, "warning")


def test_a_merger_breaks_a_series_until_it_is_on_one_territory():
    territory = bundled_territory()
    frame = values(
        department=["kon_tum", "quang_ngai", "quang_ngai"],
        period=[Period("quarter", 2025, 2)] * 2 + [Period("quarter", 2025, 3)],
        value=[4, 6, 11],
    )
    mergers = territory_breaks(territory, ["kon_tum", "quang_ngai"])
    raw = with_breaks(change(frame, "previous_period"), mergers)
    moved = with_breaks(change(on_territory(frame, territory, as_of=date(2026, 1, 1)), "previous_period"), ())

    assert raw.row(-1, named=True)["breaks"] == "province-quang_ngai-2025"
    assert (moved.row(-1, named=True)["absolute"], moved.row(-1, named=True)["breaks"]) == (1, None)


def test_points_lie_inside_the_series_that_have_values_on_both_sides():
    frame = pl.concat(
        [
            values(year=[2018, 2019, 2020], value=[1, 2, 3]),
            values(year=[2018, 2019, 2020], value=[1, 2, None], department="kon_tum"),
        ]
    )
    found = break_points(frame, [a_break("2020-01-01"), a_break("2018-01-01", id="before")])

    assert found.select("department", "id", "first_day").rows() == [("cao_bang", "forms", day("2020-01-01"))]
    assert break_points(frame, ()).is_empty()


def test_a_frame_without_changes_is_refused():
    frame: Any = change(from_to(year(2019), year(2020))).drop("absolute", "relative")
    with pytest.raises(WrongUseError, match=r"of changes: absolute, relative\."):
        with_breaks(frame, ())


def test_what_to_do_instead_is_told_where_something_is_advised():
    advised = a_break("2020-01-01", advice=Label("Dùng chỉ số gộp.", "Use the sum."))
    found = last_of(from_to(year(2019), year(2020)), advised, a_break("2020-06-01", id="second"))

    assert (found["break_advice_vi"], found["break_advice_en"]) == ("Dùng chỉ số gộp.", "Use the sum.")
    assert last_of(from_to(year(2019), year(2020)), a_break("2020-01-01"))["break_advice_vi"] is None


@pytest.mark.parametrize(("unit", "crosses"), [(None, False), ("Văn phòng", True)])
def test_values_of_whole_departments_are_not_split_by_unit(unit, crosses):
    found = last_of(from_to(year(2019), year(2020), unit=unit), a_break("2020-01-01", dimensions=("unit",)))
    assert (found["breaks"] == "forms") == crosses


def told_twice(*, first, then):
    once = with_breaks(change(from_to(Period("year", 2019), Period("year", 2020))), [first])
    return with_breaks(once, [then]).row(-1, named=True)


def own(severity):
    text, advice = Label("Mốc riêng.", "One's own."), Label("Xem lại.", "Look again.")
    return Break("own", text, date(2020, 3, 1), severity=severity, advice=advice)


def test_a_break_that_is_added_stands_beside_the_earlier_ones():
    found = told_twice(first=a_break("2020-01-01", severity="warning"), then=own("warning"))
    assert (found["breaks"], found["break_severity"], found["absolute"]) == ("forms; own", "warning", 5)
    assert (found["break_vi"], found["break_en"]) == ("Đổi biểu mẫu. Mốc riêng.", "New forms. One's own.")
    assert found["break_advice_vi"] == "Xem lại."


@pytest.mark.parametrize(
    ("earlier", "added", "text"),
    [
        ("not_comparable", "warning", "Đổi biểu mẫu."),
        ("warning", "not_comparable", "Mốc riêng."),
        ("not_comparable", "not_comparable", "Đổi biểu mẫu. Mốc riêng."),
    ],
)
def test_of_an_earlier_and_an_added_break_the_severer_is_told(earlier, added, text):
    found = told_twice(first=a_break("2020-01-01", severity=earlier), then=own(added))
    assert (found["breaks"], found["break_severity"], found["break_vi"]) == ("forms; own", "not_comparable", text)
    assert (found["absolute"], found["reason"], found["verdict"]) == (None, "break", "not_comparable")


def test_the_same_breaks_again_and_none_change_nothing():
    forms = a_break("2020-01-01")
    once = with_breaks(change(from_to(Period("year", 2019), Period("year", 2020))), [forms])

    assert with_breaks(once, [forms]).equals(once)
    assert with_breaks(once, []).equals(once)
