from dataclasses import replace
from datetime import date
from typing import Any, cast

import polars as pl
import pytest
from builders import tasks

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.analysis.estimating import estimate
from khcn_analytics.errors import InvalidPeriodError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace, published_figures, reconstructed_workspace
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.vocabulary.labels import Label


def test_changes_reach_back_to_a_base_that_was_not_asked_for():
    analysis = analyse(example_workspace(), ["2020"], indicators=["tasks.accepted"])

    assert analysis.values.height == 1
    assert analysis.changes["base"].null_count() == 0


def test_the_first_covered_year_has_no_base():
    analysis = analyse(example_workspace(), ["2018"], indicators=["tasks.accepted"])

    assert analysis.changes["reason"].to_list() == ["base_without_value"]


def test_values_equal_their_changes():
    analysis = analyse(example_workspace(), ["2019", "6T/2020"], by=("unit",))

    assert analysis.values["value"].equals(analysis.changes["value"])


def test_wrong_names_are_told():
    workspace = reconstructed_workspace("kon_tum_2022")

    with pytest.raises(InvalidPeriodError, match="năm nay"):
        analyse(workspace, ["năm nay"])
    with pytest.raises(UnknownNameError, match=r"Có phải: tasks\.accepted"):
        analyse(workspace, ["2022"], indicators=["task.accepted"])
    with pytest.raises(WrongUseError, match="cần bộ dữ liệu inspections"):
        analyse(workspace, ["2022"], indicators=["inspections.checks"])


def test_it_shows_itself_as_a_table_in_a_notebook():
    html = analyse(example_workspace(), ["2024"], indicators=["tasks.accepted"])._repr_html_()

    assert "Nhiệm vụ nghiệm thu" in html
    assert "năm 2024" in html


def test_charts_carry_the_values_of_the_analysis():
    analysis = analyse(example_workspace(), ["2023", "2024"], indicators=["tasks.accepted"])

    drawn = analysis.trend_chart("tasks.accepted").to_dict()

    values = analysis.values["value"].to_list()
    assert values in [[row.get("value") for row in rows] for rows in drawn["datasets"].values()]


def test_years_may_be_numbers():
    analysis = analyse(example_workspace(), [2024], indicators=["tasks.accepted"])

    assert analysis.periods == (Period("year", 2024),)


def test_what_is_no_list_of_periods_is_told():
    with pytest.raises(WrongUseError, match="cần một danh sách"):
        analyse(example_workspace(), "2024")
    with pytest.raises(WrongUseError, match="ít nhất một kỳ"):
        analyse(example_workspace(), [])
    with pytest.raises(UnknownNameError, match="Có phải: previous_period"):
        analyse(example_workspace(), ["2024"], against=cast("Any", "previous"))


def test_a_unit_without_records_of_a_dataset_has_none_of_them():
    analysis = analyse(example_workspace(), ["2024"], by=("unit",), indicators=["inspections.checks", "tasks.running"])

    office = analysis.values.filter(unit="Văn phòng")
    assert office["value"].to_list() == [0, 0]


def test_groups_of_several_dimensions_are_named_by_all_of_them():
    analysis = analyse(example_workspace(), ["2024"], by=("unit", "level"), indicators=["tasks.running"])

    names = analysis.in_words()["group_name"]
    assert "Phòng Quản lý khoa học · cấp tỉnh" in names
    assert names.n_unique() == len(names)


def test_what_was_printed_stands_beside_what_is_computed():
    analysis = analyse(reconstructed_workspace("cao_bang_2020"), ["2020"])
    beside = analysis.beside_published(published_figures())

    radiation = beside.filter(indicator="dossiers.radiation_resolved").select("value", "printed", "agreement").rows()
    assert radiation == [(20, 20, "agrees"), (20, 16, "differs")]
    assert beside.filter(indicator="tasks.accepted")["agreement"].to_list() == ["only_computed"]
    assert set(beside["indicator"]) == set(analysis.values["indicator"])


def test_printed_figures_are_of_whole_departments():
    analysis = analyse(reconstructed_workspace("kon_tum_2022"), ["2022"], ["unit"])
    with pytest.raises(WrongUseError, match="whole departments"):
        analysis.beside_published(published_figures())


def test_without_printed_figures_there_is_nothing_to_stand_beside():
    with pytest.raises(WrongUseError, match="no published figures"):
        analyse(example_workspace(), ["2024"]).beside_published()


def test_a_period_of_several_years_is_analysed_as_one():
    analysis = analyse(reconstructed_workspace("cao_bang_2020"), ["2015-2020"])
    found = dict(analysis.values.select("indicator", "value").iter_rows())
    assert found["awards.director_commendation_collectives"] == 3
    assert found["awards.director_commendation_individuals"] == 9


def test_a_break_between_base_and_period_is_told_and_not_compared():
    analysis = analyse(example_workspace(), ["2025"], indicators=["inspections.inspections", "tasks.accepted"])
    told = {row["indicator"]: row for row in analysis.changes.to_dicts()}

    inspections = told["inspections.inspections"]
    assert (inspections["verdict"], inspections["reason"], inspections["absolute"]) == ("not_comparable", "break", None)
    assert told["tasks.accepted"]["break_severity"] == "warning"
    notes = dict(analysis.in_words("en").select("indicator", "note").iter_rows())
    assert notes["inspections.inspections"].startswith("not compared: ")
    assert notes["tasks.accepted"].startswith("compare with care: ")


def test_a_year_may_be_the_base():
    analysis = analyse(example_workspace(), ["2024"], indicators=["tasks.accepted"], against=2019)
    row = analysis.changes.row(0, named=True)

    assert row["base_start"].year == 2019
    assert row["absolute"] == row["value"] - row["base"]


def test_contributions_of_units_add_up_to_the_change():
    analysis = analyse(example_workspace(), ["2023", "2024"], indicators=["tasks.accepted", "tasks.agriculture_share"])
    parts = analysis.contributions(["unit"], "2024")
    changes = analysis.changes.filter(pl.col("period_start").dt.year() == 2024)

    summed = dict(parts.group_by("indicator").agg(pl.col("contribution").sum()).iter_rows())
    for indicator, absolute in changes.select("indicator", "absolute").iter_rows():
        assert summed[indicator] == pytest.approx(absolute)


def test_contributions_that_no_indicator_can_give_are_refused():
    analysis = analyse(example_workspace(), ["2024"], indicators=["dossiers.received"])
    with pytest.raises(WrongUseError, match="No indicator can be split"):
        analysis.contributions(["level"])


def test_the_narrative_tells_moves_and_where_they_come_from():
    analysis = analyse(example_workspace(), ["2024"], indicators=["tasks.accepted", "funding.disbursement_rate"])
    text = analysis.narrative().text

    assert "số nhiệm vụ nghiệm thu là 41, tăng 12 (+41,4 %)" in text
    assert "Xét theo đơn vị" in text
    assert "Xét theo đơn vị" not in analysis.narrative(causes=()).text
    assert analysis.narrative().text == text


def test_the_yearly_table_has_plan_and_both_years():
    html = analyse(example_workspace(), ["2024"], indicators=["tasks.started"]).yearly_table().as_raw_html()

    for told in ("Năm 2023", "Kế hoạch", "Năm 2024", "Nhiệm vụ mở mới", "(đạt)"):
        assert told in html


def test_problems_are_those_of_the_workspace():
    workspace = example_workspace()
    assert analyse(workspace, ["2024"], indicators=["tasks.accepted"]).problems.equals(workspace.problems)


def test_what_a_unit_changed_by_comes_from_its_own_parts():
    analysis = analyse(example_workspace(), ["2024"], ["department", "unit"], ["initiatives.grassroots_recognised"])
    parts = analysis.contributions(["field"]).group_by("unit").agg(pl.col("contribution").sum())
    changes = dict(analysis.changes.select("unit", "absolute").iter_rows())

    assert dict(parts.iter_rows()) == changes
    told = [each for one in analysis.narrative(causes=["field"]).sentences for each in one.figures]
    known = set(analysis.contributions(["field"])["contribution"])
    assert {each.number for each in told if each.told == "contribution"} <= known


def test_one_department_needs_no_naming_beside_its_units():
    analysis = analyse(example_workspace(), ["2024"], ["unit"], ["tasks.accepted"])
    assert "Văn phòng" in analysis.in_words()["group_name"]


def test_causes_are_dimensions_in_a_list():
    analysis = analyse(example_workspace(), ["2024"], indicators=["tasks.accepted"])
    with pytest.raises(WrongUseError, match="takes a list"):
        analysis.narrative(causes="unit")
    with pytest.raises(UnknownNameError, match="units"):
        analysis.narrative(causes=["units"])


def test_contributions_across_a_break_have_no_parts():
    analysis = analyse(example_workspace(), ["2025"], ["department"], ["inspections.checked_subjects"])
    found = analysis.contributions(["unit"])

    assert found["reason"].unique().to_list() == ["break"]
    assert found["contribution"].null_count() == found.height
    assert analysis.changes["reason"].to_list() == ["break"]


def test_a_trend_across_a_break_is_none():
    years, codes = range(2018, 2026), ["inspections.checked_subjects", "inspections.subjects"]
    tests = analyse(example_workspace(), years, indicators=codes).trend_tests()

    assert dict(tests.select("indicator", "reason").iter_rows()) == {
        "inspections.checked_subjects": "break",
        "inspections.subjects": None,
    }
    # The wider remit since March 2025 is told.
    assert tests.filter(indicator="inspections.subjects")["break_severity"].to_list() == ["warning"]


def test_unusual_values_are_those_asked_for():
    analysis = analyse(example_workspace(), range(2018, 2025), indicators=["tasks.accepted"])
    found = analysis.unusual_values()

    assert found["value"].equals(analysis.values["value"])
    assert found["points"].to_list() == [7] * 7


def test_the_year_is_estimated_for_what_is_analysed():
    analysis = analyse(example_workspace(), ["2024"], ["unit"], ["tasks.accepted"])
    assert analysis.estimate("9T/2024").equals(
        estimate(example_workspace(), "9T/2024", analysis.by, ["tasks.accepted"])
    )


def test_on_one_territory_a_merger_breaks_nothing_and_the_rest_does():
    # Tasks of both provinces in 2024, one of the new one from July 2025 on.
    accepted = ["2024-10-01", "2024-10-01", "2025-10-01"]
    frame = tasks(department=["kon_tum", "quang_ngai", "quang_ngai"], started_on="2024-01-01", accepted_on=accepted)
    names = {each: Label(each, each) for each in ("kon_tum", "quang_ngai")}
    workspace = replace(example_workspace(), departments=names, datasets={"tasks": frame})
    halves = [Period("half", 2025, 2)]
    analysis = analyse(workspace, halves, indicators=["tasks.accepted"])
    merger = "province-quang_ngai-2025"

    of_then = analysis.changes.filter(department="quang_ngai").row(0, named=True)
    assert (of_then["reason"], merger in of_then["breaks"]) == ("break", True)
    (moved,) = analysis.changes_on_territory(date(2025, 12, 31)).rows(named=True)
    assert (moved["value"], moved["base"], moved["absolute"], moved["reason"]) == (1, 2, -1, None)
    # Both departments also absorbed those of Information and Communications in March.
    assert moved["breaks"] == "departments-2025-scope"


@pytest.mark.parametrize("periods", [["2024", "2024"], ["2024H1", "6T/2024"], ["2024", 2024, Period("year", 2024)]])
def test_a_period_named_twice_is_taken_once(periods):
    once = analyse(example_workspace(), periods[:1], indicators=["tasks.accepted"])
    twice = analyse(example_workspace(), periods, indicators=["tasks.accepted"])

    assert twice.periods == once.periods
    assert twice.changes.equals(once.changes)
    assert twice.narrative() == once.narrative()


def test_a_dimension_named_twice_is_taken_once():
    once = analyse(example_workspace(), ["2024"], ["department", "level"], ["tasks.accepted"])
    twice = analyse(example_workspace(), ["2024"], ["department", "level", "level"], ["tasks.accepted"])

    assert twice.by == once.by
    assert twice.narrative(causes=("unit", "unit")) == once.narrative(causes=("unit",))


def test_what_contributions_can_not_be_of_is_told():
    analysis = analyse(example_workspace(), ["2024"], indicators=["tasks.accepted"])

    with pytest.raises(WrongUseError, match="of cần một danh sách"):
        analysis.contributions("unit")
    with pytest.raises(WrongUseError, match="of nêu unit nhiều lần"):
        analysis.contributions(("unit", "unit"))
    with pytest.raises(UnknownNameError, match="nope"):
        analysis.contributions(("level", "nope"))


def test_a_break_of_ones_own_can_be_added_to_the_changes():
    changes = analyse(example_workspace(), ["2025"], indicators=["awards.emulation_fighter_grassroots"]).changes
    own = Break("own", Label("Mốc riêng.", "One's own."), date(2025, 2, 1), severity="warning")
    (before,), (after,) = changes["breaks"].to_list(), with_breaks(changes, [own])["breaks"].to_list()

    assert before
    assert after == f"{before}; own"


def of_two_departments():
    """Two that became one on 1 July 2025: 8 and 4 tasks accepted in 2024, 6 in 2025, all of one."""
    accepted = ["2024-05-04"] * 12 + ["2025-08-04"] * 6
    frame = tasks(department=["quang_ngai"] * 8 + ["kon_tum"] * 4 + ["quang_ngai"] * 6, accepted_on=accepted)
    names = {code: Label(f"Sở {code}", f"Department {code}") for code in ("quang_ngai", "kon_tum")}
    coverage = {"tasks": Coverage(date(2020, 1, 1), date(2026, 1, 1))}
    whole = example_workspace()
    return replace(whole, datasets={"tasks": frame}, departments=names, provinces={}, breaks=(), coverage=coverage)


def test_the_total_of_departments_that_became_one_is_told_and_why_it_has_no_parts():
    analysis = analyse(of_two_departments(), ["2025"], [], ["tasks.accepted"])
    parts = analysis.contributions(("department",))

    assert analysis.changes["absolute"].to_list() == [-6]
    assert parts.select("whole_change", "reason").unique().rows() == [(-6, "break")]
    told = analysis.narrative(causes=("department",)).text
    assert "không tách được mức giảm 6 của số nhiệm vụ nghiệm thu vì chuỗi số liệu bị gãy (“Quảng Ngãi từ" in told


def test_causes_name_departments_as_the_workspace_does():
    analysis = analyse(of_two_departments(), ["2024"], [], ["tasks.accepted"], against=2023)
    told = analysis.narrative(causes=("department",)).text

    assert "đến từ Sở quang_ngai (+8) và Sở kon_tum (+4)" in told
