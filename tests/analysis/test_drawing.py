"""Each chart of an analysis in one call, in both languages; what it shows is what the analysis says."""

from dataclasses import replace
from functools import cache
from typing import Any

import polars as pl
import pytest

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import Label, Language

CODE = "initiatives.grassroots_recognised"
WHOLE = analyse(example_workspace(), range(2018, 2025), indicators=["tasks.accepted", "inspections.checks"])
UNITS = analyse(example_workspace(), range(2021, 2026), ["unit"], [CODE, "inspections.checks", "tasks.overdue"])

CHARTS: dict[str, tuple[Analysis, dict[str, Any]]] = {
    "trend_chart": (WHOLE, {"indicator": "tasks.accepted", "until": "9T/2025"}),
    "change_chart": (UNITS, {"indicator": CODE}),
    "comparison_chart": (UNITS, {"indicator": CODE}),
    "slope_chart": (UNITS, {"indicator": CODE}),
    "small_multiples": (UNITS, {"indicator": CODE}),
    "heat_map": (UNITS, {"period": 2024}),
    "waterfall": (UNITS, {"indicator": CODE, "of": "unit", "period": 2025}),
    "bump_chart": (UNITS, {"indicator": CODE}),
}


@cache
def drawn(name, **more):
    analysis, arguments = CHARTS[name]
    return getattr(analysis, name)(**{**arguments, **more}).to_dict()


def rows_of(name, column, **more):
    """The rows of the first data of a chart that hold a column."""
    return next(rows for rows in drawn(name, **more)["datasets"].values() if column in rows[0])


def values(analysis, indicator, year):
    rows = analysis.values.filter(pl.col("period_start").dt.year() == year, indicator=indicator)
    return dict(rows.select("unit", "value").iter_rows())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_names_its_card_its_source_and_its_content(name, language):
    chart = drawn(name, language=language)
    title, told = chart["title"]["text"], chart["title"]["subtitle"]

    if name != "heat_map":
        assert INDICATORS[CHARTS[name][1]["indicator"]].label.text(language) in title
    source = source_of(example_workspace(), language)
    assert " ".join([told] if isinstance(told, str) else told).startswith(
        f"{Label('Nguồn', 'Source').text(language)}: {source}"
    )
    assert title in chart["description"]


def test_the_trend_ends_with_an_estimate_beside_targets():
    settled = rows_of("trend_chart", "target")
    assert [row["value"] for row in settled] == WHOLE.values.filter(indicator="tasks.accepted")["value"].to_list()
    assert all(row["target"] > 0 for row in settled)
    everything = str(drawn("trend_chart")["datasets"])
    assert "(ước)" in everything
    assert "hợp nhất với Sở TT&TT" in everything


def test_without_a_year_under_way_nothing_is_estimated():
    assert "(ước)" not in str(drawn("trend_chart", until=None)["datasets"])


def test_bars_are_the_changes():
    found = {row["group_name"]: row["absolute"] for row in rows_of("change_chart", "absolute")}
    this, last = values(UNITS, CODE, 2025), values(UNITS, CODE, 2024)
    assert found == {unit: this[unit] - last[unit] for unit in this}


def test_changes_that_are_not_comparable_are_told_once():
    chart = UNITS.change_chart("inspections.checks", 2025).to_dict()
    assert "Không so sánh: Không còn Thanh tra Sở" in " ".join(chart["title"]["subtitle"])
    assert "không so sánh được" in chart["description"]


def test_a_comparison_has_each_group_beside_its_base_the_largest_first():
    rows = rows_of("comparison_chart", "base", period=2024)
    this, last = values(UNITS, CODE, 2024), values(UNITS, CODE, 2023)

    assert {row["group_name"]: (row["value"], row["base"]) for row in rows} == {
        unit: (this[unit], last[unit]) for unit in this
    }
    assert [row["value"] for row in rows] == sorted(this.values(), reverse=True)
    assert drawn("comparison_chart", period=2024)["title"]["text"].endswith("năm 2024 so với năm 2023")


def test_a_comparison_draws_no_base_across_a_break():
    chart = UNITS.comparison_chart("inspections.checks", 2025).to_dict()
    rows = next(rows for rows in chart["datasets"].values() if "base" in rows[0])

    assert {row["base"] for row in rows} == {None}
    assert "Không so sánh: Không còn Thanh tra Sở" in " ".join(chart["title"]["subtitle"])


def test_ranks_on_both_sides_of_a_break_are_not_joined():
    chart = UNITS.bump_chart("inspections.checks").to_dict()
    rows = chart["datasets"][chart["layer"][0]["data"]["name"]]

    assert {(row["period_name"], row["run"]) for row in rows} == {
        *((f"năm {year}", 0) for year in range(2021, 2025)),
        ("năm 2025", 1),
    }
    assert "Nét chấm: gãy chuỗi từ năm 2025 (" in " ".join(chart["title"]["subtitle"])


@pytest.mark.parametrize("name", ["trend_chart", "small_multiples", "bump_chart"])
def test_years_that_were_not_analysed_are_a_gap(name):
    analysis = analyse(example_workspace(), [2018, 2020, 2023, 2024], ["unit"], ["tasks.accepted"])
    chart = getattr(analysis, name)("tasks.accepted").to_dict()

    assert "không có giá trị: năm 2019, năm 2021, năm 2022" in chart["description"]


def test_an_estimate_that_cannot_be_made_is_told():
    code = "dossiers.on_time_rate"
    analysis = analyse(example_workspace(), range(2018, 2025), indicators=[code])
    told_in: dict[Language, str] = {
        "vi": "Không ước được năm 2025: tỷ lệ không cộng dồn theo năm.",
        "en": "No estimate of 2025: a ratio does not accumulate over the year.",
    }
    for language, told in told_in.items():
        chart = analysis.trend_chart(code, language, until="9T/2025").to_dict()
        assert " ".join(chart["title"]["subtitle"]).endswith(told)


def test_groups_without_an_estimate_are_counted():
    analysis = analyse(example_workspace(), range(2018, 2025), ["unit"], ["tasks.accepted"])
    missing = analysis.estimate("9T/2025")["estimate"].null_count()
    told = " ".join(analysis.trend_chart("tasks.accepted", until="9T/2025").to_dict()["title"]["subtitle"])

    assert 0 < missing < 7
    assert f"Không ước được năm 2025 cho {missing} trong 7 nhóm: " in told


def test_a_slope_leads_from_the_first_period_to_the_last():
    found = {(row["group_name"], row["period_name"]): row["value"] for row in rows_of("slope_chart", "way")}
    expected = {
        (unit, f"năm {year}"): each for year in (2021, 2025) for unit, each in values(UNITS, CODE, year).items()
    }
    assert found == expected


def test_a_slope_over_a_break_is_refused():
    with pytest.raises(IncomparableError, match="Không còn Thanh tra Sở"):
        UNITS.slope_chart("inspections.checks")


def test_a_slope_of_one_period_is_refused():
    with pytest.raises(WrongUseError, match="exactly two periods"):
        analyse(example_workspace(), [2024], ["unit"], [CODE]).slope_chart(CODE)


def test_a_heat_map_has_a_cell_for_every_value():
    cells = rows_of("heat_map", "shade")
    assert len(cells) == UNITS.values.filter(pl.col("period_start").dt.year() == 2024).height
    counts = values(UNITS, CODE, 2024)
    found = {row["group_name"]: row["shade"] for row in cells if row["indicator_name"] == INDICATORS[CODE].label.vi}
    assert found == {unit: pytest.approx(each / max(counts.values())) for unit, each in counts.items()}


def test_a_waterfall_leads_from_the_value_of_last_year_to_that_of_this_year():
    steps = rows_of("waterfall", "amount")
    this, last = values(UNITS, CODE, 2025), values(UNITS, CODE, 2024)
    assert [steps[0]["amount"], steps[-1]["amount"]] == [sum(last.values()), sum(this.values())]
    assert {row["step_name"]: row["amount"] for row in steps[1:-1]} == {unit: this[unit] - last[unit] for unit in this}
    assert [steps[0]["step_name"], steps[-1]["step_name"]] == ["năm 2024", "năm 2025"]


def test_small_steps_are_joined_and_counted():
    names = [row["step_name"] for row in rows_of("waterfall", "amount", most=3, language="en")]
    assert len(names) == 5
    assert names[-2] == "The rest (5 groups)"


def test_a_waterfall_over_a_break_is_refused():
    with pytest.raises(IncomparableError, match="Choose other periods"):
        UNITS.waterfall("inspections.checks", period=2025)


def two_departments():
    workspace = example_workspace()
    (code,) = workspace.departments
    tasks = workspace.datasets["tasks"]
    # The second one accepted what the first one accepted, but for the tasks of one unit.
    fewer = tasks.filter(pl.col("unit") != tasks["unit"][0]).with_columns(department=pl.lit("ben_canh"))
    return replace(
        workspace,
        departments={code: Label("Sở A", "Department A"), "ben_canh": Label("Sở B", "Department B")},
        datasets={"tasks": pl.concat([tasks, fewer.select(tasks.columns)])},
        coverage={"tasks": workspace.coverage["tasks"]},
    )


def test_a_change_of_several_departments_comes_from_each_by_name():
    analysis = analyse(two_departments(), [2024], indicators=["tasks.accepted"])
    chart = analysis.waterfall("tasks.accepted", "department", 2024).to_dict()
    rows = next(rows for rows in chart["datasets"].values() if "amount" in rows[0])

    assert {row["step_name"] for row in rows} == {"năm 2023", "Sở A", "Sở B", "năm 2024"}
    of = {row["step_name"]: row["amount"] for row in rows}
    assert of["năm 2023"] + of["Sở A"] + of["Sở B"] == of["năm 2024"]


def test_units_of_several_departments_are_told_apart():
    analysis = analyse(two_departments(), [2024], indicators=["tasks.accepted"])
    described = analysis.waterfall("tasks.accepted", "unit", 2024, "en").to_dict()["datasets"]
    names = {row["step_name"] for rows in described.values() for row in rows if "step_name" in row}

    assert any(name.startswith("Department A · ") for name in names)
    assert any(name.startswith("Department B · ") for name in names)


def test_ranks_go_by_the_direction_of_the_card():
    ranks = {
        row["group_name"]: row["rank"] for row in rows_of("bump_chart", "rank") if row["period_name"] == "năm 2025"
    }
    counts = values(UNITS, CODE, 2025)
    assert ranks == {unit: 1 + sum(other > each for other in counts.values()) for unit, each in counts.items()}
    assert UNITS.bump_chart("tasks.overdue").to_dict()["title"]["text"].endswith("(thấp nhất đứng đầu)")


def test_small_multiples_have_the_breaks_of_the_trend():
    chart = UNITS.small_multiples("inspections.checks").to_dict()
    panels = [{layer["mark"]["type"] for layer in panel["layer"]} for panel in chart["concat"]]
    told = " ".join(chart["title"]["subtitle"])

    assert any("rule" in marks for marks in panels)
    assert "Nét chấm: gãy chuỗi từ năm 2025 (" in told
    assert "Không còn Thanh tra Sở" in told
    assert "gãy chuỗi từ năm 2025" in chart["description"]


def test_the_alt_text_of_a_trend_tells_what_is_marked():
    told = drawn("trend_chart")["description"]

    for part in ("gãy chuỗi từ năm 2025 (", "năm 2025 là ước, trong khoảng ", "chỉ tiêu từ "):
        assert part in told


def test_an_indicator_that_was_not_analysed_is_told():
    with pytest.raises(WrongUseError, match=r"no indicator tasks\.accepted"):
        UNITS.small_multiples("tasks.accepted")
    with pytest.raises(UnknownNameError):
        UNITS.small_multiples("tasks.acepted")


def test_periods_that_were_not_analysed_are_told():
    for draw in (
        lambda: UNITS.change_chart(CODE, 2019),
        lambda: UNITS.comparison_chart(CODE, 2019),
        lambda: UNITS.heat_map(2019),
    ):
        with pytest.raises(WrongUseError, match="This analysis has no 2019, only 2021, 2022"):
            draw()


def test_kinds_of_period_are_not_drawn_on_one_line():
    mixed = analyse(example_workspace(), [2023, "6T/2024"], indicators=["tasks.accepted"])
    for draw in (mixed.trend_chart, mixed.small_multiples, mixed.bump_chart):
        with pytest.raises(IncomparableError, match="2 kinds of period"):
            draw("tasks.accepted")


def test_a_heat_map_of_everything_is_refused():
    with pytest.raises(WrongUseError, match="40 can be read at most"):
        analyse(example_workspace(), [2024]).heat_map()


def test_plans_of_units_stand_in_their_trends():
    workspace = example_workspace()
    plans = pl.DataFrame(
        {
            "department": workspace.datasets["targets"]["department"][0],
            "unit": ["Văn phòng", None],
            "indicator": CODE,
            "period": "2024",
            "operator": "at_least",
            "target": [7.0, 50.0],
        }
    )
    planned = replace(workspace, datasets={**workspace.datasets, "targets": _like(plans, workspace)})
    for by, target in (["unit"], 7.0), ([], 50.0):
        analysis = analyse(planned, [2023, 2024], by, [CODE])
        datasets = analysis.trend_chart(CODE).to_dict()["datasets"].values()
        found = {row["target"] for rows in datasets for row in rows if row.get("target") is not None}
        assert found == {target}
        assert f"≥ {target:.0f}" in analysis.yearly_table(2024).as_raw_html()


def _like(plans, workspace):
    known = workspace.datasets["targets"]
    return pl.concat([known.clear(), plans], how="diagonal_relaxed").select(known.columns)
