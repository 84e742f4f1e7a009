from dataclasses import replace

import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.frame import bar_html, footer_html, heading_html, navigation_html
from khcn_analytics.dashboards.pages.registry import PageCard
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import Label

ATTACK = "<img src=x onerror=alert(1)>"
OVERVIEW = PageCard("overview", Label("Tổng quan", "Overview"), lambda _: [])
EXPLANATION = PageCard("explanation", Label("Giải thích", "Explanation"), lambda _: [], in_menu=False)


@pytest.fixture(scope="module")
def workspace():
    return example_workspace()


def chosen_of(workspace, **query) -> Chosen:
    return Chosen.of(Store(workspace), query, pages=("overview", "explanation"))


def test_links_keep_the_filters_and_tell_which_page_is_open(workspace):
    html = navigation_html(chosen_of(workspace, period="2024"), [OVERVIEW, EXPLANATION])

    assert '<a href="?page=overview&amp;period=2024" aria-current="page">Tổng quan</a>' in html
    assert "Giải thích" not in html


def test_the_bar_leads_to_the_content_first_and_then_to_the_first_page(workspace):
    html = bar_html(chosen_of(workspace, page="explanation", period="2024", language="en"))

    skip, first = html.split("</a>")[:2]
    assert skip.endswith('href="#content">Skip to content')
    assert first.endswith('href="?page=overview&amp;language=en&amp;period=2024">S&amp;T performance')


def test_the_bar_leads_to_the_other_look_and_language_with_the_filters(workspace):
    html = bar_html(chosen_of(workspace, period="2024", look="dark"))

    assert 'href="?page=overview&amp;period=2024"><svg' in html
    assert ">Nền sáng</a>" in html
    assert 'href="?page=overview&amp;look=dark&amp;period=2024" aria-current="true">VI</a>' in html
    assert 'title="English" href="?page=overview&amp;language=en&amp;look=dark&amp;period=2024">EN</a>' in html


def test_a_page_off_the_menu_is_on_it_while_it_is_open(workspace):
    html = navigation_html(chosen_of(workspace, page="explanation"), [OVERVIEW, EXPLANATION])

    assert 'aria-current="page">Giải thích</a>' in html


def test_made_up_data_say_so_in_the_heading(workspace):
    assert "không có thật" in heading_html(chosen_of(workspace), OVERVIEW)
    assert "made-up" in heading_html(chosen_of(workspace, language="en"), OVERVIEW)


def test_a_department_of_its_own_has_no_badge(workspace):
    own = replace(workspace, origin="department")

    assert 'class="origin"' not in heading_html(chosen_of(own), OVERVIEW)


def test_the_heading_names_department_period_and_unit(workspace):
    html = heading_html(chosen_of(workspace, period="2021Q3", unit="Văn phòng"), OVERVIEW)

    assert ">Tổng quan</h1>" in html
    assert "Sở Khoa học và Công nghệ tỉnh Ví Dụ · quý III/2021 · Văn phòng" in html


def test_texts_from_data_are_shown_not_run(workspace):
    attacked = replace(workspace, departments={"vi_du": Label(ATTACK, ATTACK)}, version=ATTACK)
    chosen = chosen_of(attacked)

    assert "<img" not in heading_html(chosen, OVERVIEW) + footer_html(chosen)


def test_the_footer_names_the_version_and_the_time_and_what_is_wrong(workspace):
    html = footer_html(chosen_of(workspace))

    assert f"phiên bản {workspace.version}, đọc lúc " in html
    assert "0 lỗi, 11 cảnh báo" in html
