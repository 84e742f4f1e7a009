"""The notebook in a real JupyterLab, without internet: charts are drawn and nothing is fetched."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import nbformat
import pytest
from conftest import free_port, wait_until_answering
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect

TOKEN = "only-for-this-test"
PANEL_STYLE = r"https://cdn\.holoviz\.org/panel/[^?]*\.css(\?.*)?"
# Name of a notebook of one cell -> the cell.
CELLS = {
    "kiem-tra": """
import khcn_analytics as kh
kh.check_all(kh.example_workbook(), defaults={"department": "vi_du"})[0]
""",
    "tong-quan": """
import khcn_analytics as kh
kh.dashboards.overview(kh.example_workspace())
""",
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[str]:
    """Address of ``khcn lab``."""
    port = free_port()
    # JupyterLab saves what was run: not into the checkout.
    copies = tmp_path_factory.mktemp("notebooks")
    kernel = {"kernelspec": {"name": "khcn", "display_name": "KH&CN (khcn_analytics)"}}
    for name, cell in CELLS.items():
        made = nbformat.v4.new_notebook(metadata=kernel, cells=[nbformat.v4.new_code_cell(cell)])
        nbformat.write(made, copies / f"{name}.ipynb")
    command = [sys.executable, "-m", "khcn_analytics", "lab", str(copies), "--no-browser", "--port", str(port)]
    settings = tmp_path_factory.mktemp("jupyter")
    # Machines that run tests often run them as root; the page's own commands are asked to run the cells.
    (settings / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"allow_root": True}, "LabApp": {"expose_app_in_browser": True}}), "utf-8"
    )
    environment = {**os.environ, "JUPYTER_TOKEN": TOKEN, "JUPYTER_CONFIG_DIR": str(settings)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, start_new_session=True, stdout=quiet, stderr=quiet) as server:
        address = f"http://127.0.0.1:{port}"
        wait_until_answering(f"{address}/login")
        yield address
        os.killpg(server.pid, 15)


# As the menu does it, but once the kernel is there: a menu that is clicked before does nothing. While a dialog waits to
# be answered the kernel never comes, so there is an end to waiting.
RUN_ALL = """async () => {
    const app = window.jupyterapp
    const run = async () => {
        await app.restored
        const context = app.shell.currentWidget.sessionContext
        await context.ready
        await context.session.kernel.info
        await app.commands.execute("notebook:run-all-cells")
    }
    const end = new Promise((_, fail) => setTimeout(() => fail(new Error("the cells did not run in a minute")), 60_000))
    await Promise.race([run(), end])
}"""


def opened(page: Page, lab: str, notebook: str) -> list[str]:
    """Open a notebook; the addresses that are asked for elsewhere come into the list."""
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if lab not in request.url else None)
    page.goto(f"{lab}/doc/tree/{notebook}.ipynb?reset&token={TOKEN}")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    return outside


def run_until(page: Page, wanted: Locator, count: int) -> None:
    """Run all cells, and again where a busy machine lost the request, until what they draw is there."""
    expect(page.get_by_role("menuitem", name="Chạy", exact=True)).to_be_visible(timeout=60_000)
    told = ""
    for _ in range(4):
        try:
            page.evaluate(RUN_ALL)
        except PlaywrightError as error:
            told = error.message
        for _ in range(120):
            # On a busy machine JupyterLab asks for the kernel, as it would ask anybody.
            for asked in page.locator(".jp-Dialog .jp-mod-accept").all():
                asked.click()
            if wanted.count() == count:
                return
            page.wait_for_timeout(500)
    pytest.fail(f"what the cells should draw did not appear; {told}; the page says: {page.inner_text('body')}")


@pytest.mark.browser
def test_the_notebook_draws_its_charts_offline(browser, lab):
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    outside = opened(page, lab, "03_nam_nay_nam_truoc")
    expect(page.get_by_text("KH&CN (khcn_analytics)").first).to_be_visible(timeout=60_000)
    # Each chart is a drawing of its own, as wide as it was asked to be.
    charts = page.locator(".vega-embed svg.marks")
    run_until(page, charts, 2)
    assert all(chart.bounding_box()["width"] > 600 for chart in charts.all())
    assert [chart.evaluate(PAPER) for chart in charts.all()] == ["rgb(255, 255, 255)"] * 2
    expect(page.get_by_role("table").first).to_be_attached()
    context.close()

    assert [each for each in outside if not each.startswith(("data:", "blob:"))] == []


# What a chart is drawn on, whatever the theme of JupyterLab.
PAPER = "chart => getComputedStyle(chart).backgroundColor"
STYLE = """(report, selector) => {
    const found = report.querySelector(selector), style = getComputedStyle(found)
    return [style.textAlign, style.marginLeft, style.fontSize, style.listStyleType]
}"""
PARTS = ["td:not(.row)", "th", "tbody tr:nth-child(odd)", "tbody tr:nth-child(even)", "ul", "li", "h2", "h3", "summary"]


@pytest.mark.browser
def test_the_report_of_a_check_looks_as_it_does_by_itself(browser, lab):
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 1000})
    page, alone = context.new_page(), context.new_page()
    opened(page, lab, "kiem-tra")
    run_until(page, page.locator(".khcn-check"), 1)
    report = page.locator(".khcn-check").first
    alone.set_content(f"<!doctype html><meta charset=utf-8>{report.evaluate('each => each.outerHTML')}")

    wanted = [alone.locator(".khcn-check").evaluate(f"each => ({STYLE})(each, {part!r})") for part in PARTS]
    assert [report.evaluate(f"each => ({STYLE})(each, {part!r})") for part in PARTS] == wanted
    context.close()


@pytest.mark.browser
def test_the_dashboard_is_worked_with_in_a_cell(browser, lab):
    context = browser.new_context(locale="vi-VN", viewport={"width": 1600, "height": 1000})
    page = context.new_page()
    outside = opened(page, lab, "tong-quan")
    output = page.locator(".jp-OutputArea")
    run_until(page, output.get_by_role("heading", level=1, name="Tổng quan"), 1)

    # The tasks accepted in 2025, and after a choice those of the year before.
    accepted = output.locator("a.card").filter(has_text="Nhiệm vụ nghiệm thu")
    expect(accepted).to_contain_text("38", timeout=60_000)
    output.get_by_role("combobox", name="Kỳ báo cáo").click()
    output.get_by_role("option", name="Năm 2024", exact=True).click()
    expect(accepted).to_contain_text("41", timeout=60_000)

    with page.expect_download() as download:
        output.get_by_role("button", name="Tải PNG: Kết quả so với chỉ tiêu").click()
    assert download.value.suggested_filename.endswith(".png")
    accepted.click()
    expect(output.get_by_role("heading", level=1, name="Giải thích")).to_be_visible(timeout=60_000)
    assert "tong-quan.ipynb" in page.url
    context.close()

    # In a notebook Panel (1.9.4) asks for styles of its own, and the page does without them; nothing else is asked for.
    asked = [each for each in outside if not each.startswith(("data:", "blob:"))]
    assert [each for each in asked if not re.fullmatch(PANEL_STYLE, each)] == []
