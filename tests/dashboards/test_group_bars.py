from dataclasses import replace

import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.group_bars import GroupBars
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import Label

BARS = GroupBars(
    "tasks",
    "level",
    Label("Theo cấp", "By level"),
    whole="tasks.running",
    part="tasks.overdue",
    told=Label("{} (quá hạn {})", "{} ({} overdue)"),
    figures=("tasks.running", "tasks.overdue"),
)


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", **query})


def rows_of(chart) -> list[dict]:
    return max(chart.to_dict()["datasets"].values(), key=len)


def test_a_bar_is_as_long_as_the_figure_of_the_analysis(store):
    found = {row["group_name"]: (row["whole"], row["part"]) for row in rows_of(BARS(chosen_of(store)))}

    values = analyse(store.workspace, ["2024"], ("level",), ["tasks.running", "tasks.overdue"]).values
    running, overdue = (
        values.filter(indicator=code, level="provincial")["value"].item() for code in (BARS.whole, BARS.part)
    )
    assert found["Cấp tỉnh"] == (running, overdue)


def test_a_part_that_is_nothing_is_not_told(store):
    for row in rows_of(BARS(chosen_of(store))):
        assert ("quá hạn" in row["told"]) == (row["part"] > 0)


def test_the_chosen_group_stands_out_among_all(store):
    rows = rows_of(BARS(chosen_of(store, level="national")))

    assert [row["group_name"] for row in rows if not row["is_faint"]] == ["Cấp quốc gia"]
    assert len(rows) == len(rows_of(BARS(chosen_of(store))))


def test_figures_of_years_are_those_of_the_year_of_the_period(store):
    of_year = replace(BARS, of_year=True)

    assert of_year(chosen_of(store, period="2024Q2")).to_dict()["title"]["text"] == "Theo cấp: năm 2024"
    assert BARS(chosen_of(store, period="2024Q2")).to_dict()["title"]["text"] == "Theo cấp: quý II/2024"


def test_without_records_there_is_no_chart(store):
    nowhere = chosen_of(store, unit="Văn phòng", level="national", programme="gene_fund")
    money = replace(BARS, whole="funding.planned_vnd", part="", figures=(), told=None, of_year=True)

    assert BARS(nowhere) is None
    assert money(nowhere) is None


def test_a_click_narrows_by_the_choice_of_the_dimension():
    pick = replace(BARS, dataset="inspections", by="field", whole="inspections.campaigns").picks["group_name"]

    assert callable(pick)
    assert pick("Đo lường", Chosen.of(Store(example_workspace()))) == {"inspected_field": "measurement"}
