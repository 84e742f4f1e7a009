import polars as pl
import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import EVERY_GROUP
from khcn_analytics.dashboards.pages import trends
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"indicator": "tasks.accepted", **query}, pages=("overview", "trends", "explanation"))


def rows_of(chart) -> list[dict]:
    return max(chart.to_dict()["datasets"].values(), key=len)


def test_the_line_goes_over_the_chosen_years(store):
    rows = rows_of(trends.trend(chosen_of(store, period="2024", since="2020")))

    assert [each["period_name"] for each in rows] == [f"năm {year}" for year in range(2020, 2025)]
    expected = analyse(store.workspace, range(2020, 2025), (), ["tasks.accepted"]).values["value"].to_list()
    assert [each["value"] for each in rows] == expected


def test_a_grouping_has_one_line_a_group(store):
    rows = rows_of(trends.trend(chosen_of(store, by="level")))

    assert {each["group_name"] for each in rows} == {"cấp bộ", "cấp cơ sở", "cấp quốc gia", "cấp tỉnh"}


def test_every_indicator_can_be_told(store):
    chosen = chosen_of(store)
    for code in chosen.offered("indicator")[::25]:
        one = chosen.changed(indicator=code)
        assert trends.trend(one).to_dict()
        assert trends.story(one).paragraphs
        assert not trends.values(one).rows.is_empty()


def test_the_story_of_one_indicator_begins_with_it(store):
    words = trends.story(chosen_of(store))

    assert "38" in words.paragraphs[0]
    assert "chỉ số so sánh được" not in words.paragraphs[0]
    assert words.note == "Nhiệm vụ có kết luận nghiệm thu trong kỳ, mọi mức xếp loại"


def test_the_table_holds_the_figures_and_leads_to_their_explanation(store):
    table = trends.values(chosen_of(store, by="level", since="2024"))

    assert table.figures is not None
    values = analyse(store.workspace, ["2024", "2025"], ("level",), ["tasks.accepted"]).values["value"]
    assert table.figures["Giá trị"].sort().to_list() == values.sort().to_list()
    assert "page=explanation" in table.links[0]
    assert "group=" in table.links[0]


def test_another_base_is_compared_with(store):
    table = trends.values(chosen_of(store, against="2019"))

    assert table.figures is not None
    assert table.figures.filter(pl.col("Kỳ") == "năm 2025")["So với"].item() == "năm 2019"


def test_the_parts_of_the_change_are_those_of_the_dimension(store):
    rows = rows_of(trends.origins(chosen_of(store, by="level")))

    assert {"năm 2024", "năm 2025", "cấp tỉnh"} <= {each["step_name"] for each in rows}


def test_a_click_on_a_group_explains_it(store):
    changes = trends.explain_group("cấp tỉnh", chosen_of(store, by="level"))

    assert changes == {**EVERY_GROUP, "page": "explanation", "by": "level", "group": "provincial"}
    assert trends.explain_group("không có", chosen_of(store)) == {}


def test_what_can_not_be_split_has_neither_groups_nor_parts(store):
    chosen = chosen_of(store)
    codes = [code for code in chosen.offered("indicator") if len(chosen.changed(indicator=code).offered("by")) == 1]

    for code in codes[:1]:
        assert trends.groups(chosen.changed(indicator=code)) is None
        assert trends.origins(chosen.changed(indicator=code)) is None


def test_a_unit_narrows_the_trend_and_says_so(store):
    unit = "Phòng Quản lý khoa học"
    chosen = chosen_of(store, unit=unit, since="2024")

    table, words = trends.values(chosen), trends.story(chosen)

    expected = analyse(store.workspace, ["2024", "2025"], ("unit",), ["tasks.accepted"]).values.filter(unit=unit)
    assert table.figures is not None
    assert table.figures["Giá trị"].sort().to_list() == expected["value"].sort().to_list()
    assert words.paragraphs[0] == f"Số liệu của {unit}."
    assert f"chỉ tính: {unit}" in str(trends.trend(chosen).to_dict())
    assert "unit" not in trends.explain_group("cấp tỉnh", chosen)


def test_a_unit_without_records_has_neither_groups_nor_parts(store):
    chosen = chosen_of(store, unit="Văn phòng", by="level")
    assert "Văn phòng" not in store.workspace.datasets["tasks"]["unit"]

    assert [draw(chosen) for draw in (trends.trend, trends.groups, trends.origins)] == [None, None, None]


def test_what_no_unit_splits_is_told_to_be_of_the_whole(store):
    code = next(each.code for each in store.indicators if "unit" not in splits(each))
    chosen = chosen_of(store, unit=store.units[0], indicator=code)

    assert trends.story(chosen).paragraphs[0].startswith("Chỉ số này không chia được theo đơn vị")
