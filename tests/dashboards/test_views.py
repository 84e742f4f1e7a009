from dataclasses import replace

import pytest

from khcn_analytics.dashboards import views
from khcn_analytics.dashboards.store import KeyFigure, Store
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import Label

YEAR = Period("year", 2024)
ATTACK = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def workspace():
    return example_workspace()


def test_made_up_data_say_so_in_the_heading(workspace):
    assert "không có thật" in views.heading(workspace, YEAR, None, "vi")
    assert "made-up" in views.heading(workspace, YEAR, None, "en")


def test_a_department_of_its_own_has_no_badge(workspace):
    assert 'class="origin"' not in views.heading(replace(workspace, origin="department"), YEAR, None, "vi")


def test_texts_from_data_are_shown_not_run(workspace):
    attacked = replace(workspace, departments={"x": Label(ATTACK, ATTACK)}, version=ATTACK)

    assert "<img" not in views.heading(attacked, YEAR, ATTACK, "vi")
    assert "<img" not in views.footer(attacked, "vi")
    assert "<img" not in views.section(ATTACK, ATTACK)


def test_a_card_tells_value_change_and_base(workspace):
    (card,) = [
        each for each in Store(workspace).key_figures(YEAR, None, "vi") if each.row["indicator"] == "tasks.accepted"
    ]

    html = views.key_figure_cards([card], "vi")

    assert "Nhiệm vụ nghiệm thu" in html
    assert str(card.row["value_text"]) in html
    assert "so với năm 2023" in html
    assert "▲" in html


def test_a_card_without_base_says_why(workspace):
    card = Store(workspace).key_figures(Period("year", 2018), None, "vi")[0]

    html = views.key_figure_cards([card], "vi")

    assert "kỳ gốc không có giá trị" in html
    assert "▲" not in html


def test_a_missing_value_is_a_dash_without_unit():
    row = {
        "indicator_name": "Tỷ lệ",
        "value_text": "–",
        "unit_name": "nhiệm vụ",
        "verdict": "not_comparable",
        "note": "kỳ này không có giá trị",
        "absolute": None,
    }

    html = views.key_figure_cards([KeyFigure(row, [None])], "vi")

    assert "nhiệm vụ" not in html
    assert "kỳ này không có giá trị" in html


def test_the_footer_names_the_data_version(workspace):
    assert workspace.version in views.footer(workspace, "vi")
    assert "0 lỗi, 11 cảnh báo" in views.footer(workspace, "vi")
