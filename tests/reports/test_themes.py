import polars as pl
import pytest
from reports.made import workspace

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.reports.content import Chart, Table
from khcn_analytics.reports.findings import find, of_department
from khcn_analytics.reports.themes import HEADLINES, theme_sections
from khcn_analytics.store.workspace import example_workspace


def sections_of(own, period, **options):
    return list(theme_sections(find(own, period, options.pop("against", "same_period_last_year"), **options)))


@pytest.fixture(scope="module")
def own():
    return of_department(workspace(), "cao_bang")


def table_of(section):
    return next(each for each in section.blocks if isinstance(each, Table))


def row_of(table, name):
    return table.rows.row(by_predicate=pl.col("Chỉ số") == name)


def test_headlines_are_indicators_of_their_theme():
    assert all(INDICATORS[code].dataset == theme for theme, code in HEADLINES.items())


def test_themes_are_those_of_the_workspace(own):
    assert [each.heading for each in sections_of(own, 2020)] == [
        "1. Nhiệm vụ KH&CN",
        "2. Thanh tra, kiểm tra",
        "3. Chỉ tiêu",
    ]


def test_a_row_tells_both_periods_change_verdict_and_target(own):
    table = table_of(sections_of(own, 2020)[0])

    assert table.rows.columns == [
        *("TT", "Chỉ số", "Đơn vị tính", "Năm 2019", "Năm 2020", "Tăng, giảm", "Đánh giá", "Chỉ tiêu giao", "Ghi chú")
    ]
    assert row_of(table, "Nhiệm vụ nghiệm thu")[2:] == (
        "nhiệm vụ",
        *("2", "3", "+1 (+50 %)", "tốt hơn"),
        *("từ 4 trở lên: không đạt", ""),
    )
    place = table.rows.to_series(1).to_list().index("Nhiệm vụ nghiệm thu")
    assert table.verdicts["Đánh giá"][place] == "better"


def test_why_a_cell_is_empty_is_told_once_below(own):
    table = table_of(sections_of(own, 2018)[0])

    marks = {mark for cell in table.rows["Ghi chú"] for mark in cell.split(", ") if mark}
    assert "(1) Năm 2017: dữ liệu không bao trùm kỳ này." in table.notes
    assert len(table.notes) >= len(marks)
    assert row_of(table, "Nhiệm vụ mở mới")[3:6] == ("–", "5", "–")


def test_what_is_nothing_in_both_periods_is_named_below_and_kept_in_figures(own):
    table = table_of(sections_of(own, 2020)[0])

    told = next(each for each in table.notes if each.startswith("Bằng 0 ở cả hai kỳ"))
    assert "Nhiệm vụ bị đình chỉ, chấm dứt" in told
    assert "Nhiệm vụ bị đình chỉ, chấm dứt" not in table.rows.to_series(1)
    assert "tasks.terminated" in table.figures.to_series(0)
    assert table.figures.height == sum(
        card.dataset == "tasks" for card in INDICATORS.values() if card.datasets <= own.datasets.keys()
    )


def test_a_line_is_drawn_from_three_points_on():
    workspace_of_years = example_workspace()

    charts = [each for each in sections_of(workspace_of_years, 2020)[0].blocks if isinstance(each, Chart)]
    assert [each.title for each in charts] == ["Nhiệm vụ nghiệm thu"]
    assert not [each for each in sections_of(workspace_of_years, 2019)[0].blocks if isinstance(each, Chart)]


def test_breaks_of_series_are_told():
    table = table_of(sections_of(example_workspace(), 2025)[2])
    assert any("Không còn Thanh tra Sở" in each for each in table.notes)
