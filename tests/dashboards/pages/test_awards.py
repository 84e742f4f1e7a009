import pytest
from playwright.sync_api import expect

from khcn_analytics.dashboards.pages import awards, awards_figures
from khcn_analytics.dashboards.parts.tables import TablePart

NAMING = {awards_figures.people, awards_figures.conditions}
SLOW = 60_000


def makers(app) -> set:
    return {part._make for row in awards.rows(app) for part, _ in row if isinstance(part, TablePart)}


def test_only_the_studio_lists_people():
    assert makers("studio") >= NAMING
    assert not makers("leaders") & NAMING


@pytest.mark.browser
def test_leaders_see_caps_with_their_base_and_no_names(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=awards&period=2025")

    caps = page.get_by_role("region", name="Tỷ lệ khống chế, năm 2025")
    expect(caps).to_contain_text("Chiến sĩ thi đua cơ sở trên Lao động tiên tiến", timeout=SLOW)
    row = caps.get_by_role("row").filter(has_text="TD-05b").get_by_role("cell")
    assert row.all_inner_texts()[1:5] == ["14", "0", "78", "17,9 %"]
    may_be = page.get_by_role("region", name="Đủ điều kiện đề nghị, năm 2025: số lượng")
    eligible = may_be.get_by_role("row").filter(has_text="Chiến sĩ thi đua cơ sở").get_by_role("cell")
    assert eligible.all_inner_texts()[1:4] == ["67", "0", "19"]
    expect(page.get_by_text("Cán bộ 0")).to_have_count(0)


@pytest.mark.browser
def test_an_award_is_chosen_and_a_reload_keeps_it(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=awards&period=2025")
    expect(page.get_by_role("heading", name="Danh hiệu thi đua đã tặng, theo danh hiệu")).to_be_visible(timeout=SLOW)

    page.get_by_role("combobox", name="Danh hiệu, hình thức").click()
    page.get_by_role("option", name="Chiến sĩ thi đua cơ sở", exact=True).click()

    chart = page.get_by_role("heading", name="Đã tặng qua các năm: Chiến sĩ thi đua cơ sở")
    expect(chart).to_be_visible(timeout=SLOW)
    page.reload()
    expect(chart).to_be_visible(timeout=SLOW)
