from dataclasses import replace

import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import overview
from khcn_analytics.dashboards.store import KEY_INDICATORS, Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.wording import in_words

PAGES = ("overview", "trends", "explanation")


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, pages=PAGES, **query) -> Chosen:
    return Chosen.of(store, query, pages=pages)


def test_the_tiles_are_the_figures_of_the_analysis(store):
    words = in_words(analyse(store.workspace, ["2024"], (), KEY_INDICATORS).changes)
    expected = dict(words.select("indicator_name", "value_text").iter_rows())

    figures = overview.key_figures(chosen_of(store, period="2024"))

    assert {each.name: each.value for each in figures} == expected


def test_a_tile_has_its_change_its_target_and_its_explanation(store):
    (accepted,) = [
        each for each in overview.key_figures(chosen_of(store, period="2025")) if each.name == "Nhiệm vụ nghiệm thu"
    ]

    # 38 tasks after 41 the year before; 29 were promised.
    assert (accepted.value, accepted.unit) == ("38", "nhiệm vụ")
    assert accepted.change == "▼ −3 (−7,3 %)"
    assert accepted.against == "so với năm 2024"
    assert (accepted.target, accepted.target_told) == ("chỉ tiêu từ 29 trở lên", "đạt")
    assert accepted.address == "?page=explanation&period=2025&indicator=tasks.accepted"
    assert len(accepted.history) == 8


def test_the_first_year_has_no_base_and_says_so(store):
    figures = overview.key_figures(chosen_of(store, period="2018"))

    assert {each.change for each in figures} == {""}
    assert "kỳ gốc không có giá trị" in figures[0].against


def test_a_unit_has_its_own_tiles(store):
    unit = store.units[2]
    values = analyse(store.workspace, ["2025"], ("unit",), ["tasks.accepted"]).values.filter(unit=unit)["value"]

    figures = overview.key_figures(chosen_of(store, unit=unit))

    assert next(each.value for each in figures if each.name == "Nhiệm vụ nghiệm thu") == f"{values.item():.0f}"


def test_attention_lists_what_is_late_missed_falling_and_wrong(store):
    items = overview.attention(chosen_of(store))

    told = {each.what: each.count for each in items}
    assert told["Nhiệm vụ quá hạn"] == "2"
    assert told["Hồ sơ tồn đọng quá hạn"] == "1"
    assert told["Chỉ tiêu năm 2025 không đạt"] == "4"
    assert told["Lỗi và cảnh báo trong dữ liệu"] == "11"
    assert any(each.count == "▼" for each in items)


def test_within_a_year_targets_are_at_risk_by_the_estimate(store):
    (risk,) = [each for each in overview.attention(chosen_of(store, period="2025-9M")) if "nguy cơ" in each.what]

    # Only tasks accepted are unlikely to reach what was promised.
    assert (risk.count, risk.detail) == ("1", "Nhiệm vụ nghiệm thu")
    assert "ước" in risk.what


def test_within_a_year_targets_that_may_go_either_way_are_told_as_such(store):
    (uncertain,) = [each for each in overview.attention(chosen_of(store, period="2025-9M")) if "chưa rõ" in each.what]

    assert uncertain.count == "5"
    assert uncertain.detail.endswith("và 2 chỉ tiêu nữa")
    assert uncertain.address.startswith("?page=trends")


def test_an_item_leads_to_the_page_of_its_records_where_there_is_one(store):
    without, with_tasks = (overview.attention(chosen_of(store, pages))[0] for pages in (PAGES, (*PAGES, "tasks")))

    assert without.address == "?page=explanation&period=2025&indicator=tasks.overdue"
    assert with_tasks.address.startswith("?page=tasks&period=2025")


def test_without_targets_the_chart_says_so_and_no_item_is_of_them(store):
    workspace = store.workspace
    poorer = Store(replace(workspace, datasets={n: each for n, each in workspace.datasets.items() if n != "targets"}))
    chosen = chosen_of(poorer)

    with pytest.raises(WrongUseError, match="chưa có bộ “Chỉ tiêu”"):
        overview.targets_chart(chosen)
    assert not any("Chỉ tiêu" in each.what for each in overview.attention(chosen))
    assert not any(each.target for each in overview.key_figures(chosen))


def test_the_chart_of_targets_is_of_the_period(store):
    assert overview.targets_chart(chosen_of(store, period="2025Q1")) is None
    assert overview.targets_chart(chosen_of(store)).to_dict()["title"]["text"].startswith("Kết quả năm 2025")


def test_a_click_on_a_result_explains_it_for_whom_the_target_is_of(store):
    unit = "Phòng Quản lý khoa học"
    chosen = chosen_of(store, level="national")

    found = overview.explain_result("Nhiệm vụ nghiệm thu", chosen)
    of_unit = overview.explain_result(f"Nhiệm vụ nghiệm thu ({unit})", chosen)

    assert (found["page"], found["indicator"], found["unit"], found["level"]) == (
        *("explanation", "tasks.accepted"),
        *("", ""),
    )
    assert of_unit["unit"] == unit
    assert overview.explain_result("không có", chosen) == {}
