import polars as pl

from khcn_analytics.charts.portions import portions
from khcn_analytics.charts.theme import BASE_TICK, BRAND, PALE
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

WHOLE, PART = Label("Kế hoạch", "Planned"), Label("Giải ngân", "Disbursed")
GROUPS = pl.DataFrame(
    {"group_name": ["Cấp tỉnh", "Cấp bộ"], "whole": [10.0, 4.0], "part": [7.0, None], "told": ["7 / 10", "4"]}
)


def colours(chart: dict) -> list[str]:
    return chart["layer"][0]["encoding"]["color"]["scale"]["range"]


def test_groups_stand_in_the_order_of_the_rows_with_the_part_on_the_whole():
    chart = portions(GROUPS, unit=Unit.TASK, whole=WHOLE, part=PART).to_dict()

    whole, part = chart["layer"][:2]
    assert whole["encoding"]["y"]["sort"] == ["Cấp tỉnh", "Cấp bộ"]
    assert (whole["encoding"]["x"]["field"], part["encoding"]["x"]["field"]) == ("whole", "part")
    assert colours(chart) == [PALE, BRAND]
    assert whole["encoding"]["color"]["scale"]["domain"] == ["Kế hoạch", "Giải ngân"]


def test_what_should_not_be_stands_out():
    assert colours(portions(GROUPS, unit=Unit.TASK, whole=WHOLE, part=PART, is_alarming=True).to_dict()) == [
        BRAND,
        BASE_TICK,
    ]


def test_without_a_part_there_is_one_bar_and_no_legend():
    chart = portions(GROUPS.drop("part"), unit=Unit.TASK, whole=WHOLE).to_dict()

    assert [each["mark"]["type"] for each in chart["layer"]] == ["bar", "text", "text"]
    assert chart["layer"][0]["encoding"]["color"]["legend"] is None


def test_the_figures_are_told_to_those_who_do_not_see_them():
    chart = portions(GROUPS, unit=Unit.TASK, whole=WHOLE, part=PART, title="Kinh phí").to_dict()

    assert "Cấp tỉnh 7 / 10" in chart["description"]


def test_without_groups_it_says_so():
    assert "Không có dữ liệu để vẽ" in str(portions(GROUPS.clear(), unit=Unit.TASK, whole=WHOLE).to_dict())
