import panel_material_ui as pmui
import pytest
from playwright.sync_api import expect

from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.serving.notice import add_notice, add_way_out
from khcn_analytics.dashboards.store import Store


def page_of(live: LiveStore):
    page = pmui.Page(title="KH&CN", main=[f"phiên bản {live.current.workspace.version}"], header=["bên trên"])
    add_notice(page, live, "vi")
    add_way_out(page, "/khcn/logout", "vi")
    return page


@pytest.mark.browser
def test_a_page_tells_that_there_are_newer_figures_and_keeps_its_own(window, start, workspace):
    live = LiveStore(lambda: Store(workspace))
    running = start(page=lambda: page_of(live), figures=live)
    page = window.page
    page.goto(f"{running.where.url}?period=2022")
    expect(page.get_by_text(workspace.version)).to_be_visible()
    expect(page.get_by_text("Đã có số liệu mới")).to_be_hidden()

    newer = type(workspace)(**{name: getattr(workspace, name) for name in workspace.__slots__} | {"version": "moi-hon"})
    running.server.io_loop.add_callback(live._take_over, type(live.current)(newer))

    expect(page.get_by_text("Đã có số liệu mới")).to_be_visible()
    expect(page.get_by_text(workspace.version)).to_be_visible()
    page.get_by_role("link", name="Tải lại trang").click()
    expect(page.get_by_text("moi-hon")).to_be_visible()
    expect(page).to_have_url(f"{running.where.url}?period=2022")


@pytest.mark.browser
def test_the_way_out_is_on_the_bar(window, start, live):
    window.page.goto(start(page=lambda: page_of(live)).where.url)

    assert window.page.get_by_role("link", name="Đăng xuất").get_attribute("href") == "/khcn/logout"


def test_a_session_that_ended_is_not_told(start, workspace):
    live = LiveStore(lambda: Store(workspace))
    running = start(page=lambda: page_of(live), figures=live)
    running.ask("/")
    assert len(live.listeners) == 1

    for context in running.server._tornado._applications.values():
        running.server.io_loop.add_callback(context._cleanup_sessions, 0)
    for _ in range(100):
        if not live.listeners:
            break
        running.ask("/health")

    assert len(live.listeners) == 0
