"""Photograph every page of the dashboard into docs/images/pages/: wide, on a phone, and dark.

    .venv/bin/python docs/screens.py [PAGE ...]

It needs the system's Chromium (KHCN_CHROMIUM names another). KHCN_ADDRESS names a dashboard that is
served already; else the bundled example is. The pictures are looked at, not compared.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from khcn_analytics.dashboards.pages.catalogue import PAGES

PICTURES = Path(__file__).parent / "images" / "pages"
SIZES = {"wide": (1366, 768), "phone": (390, 844), "dark": (1366, 768)}
_MOST = 2600
"""Pixels of the longest picture."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")


def main() -> None:
    """Photograph the pages named, or all."""
    wanted = sys.argv[1:] or [each.code for each in PAGES if "leaders" in each.apps]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=["--no-sandbox", "--disable-gpu"])
        for code in wanted:
            for look, size in SIZES.items():
                photograph(browser, f"{address}?page={code}", look, size, PICTURES / f"{code}-{look}.png")
        browser.close()


def photograph(browser: Browser, address: str, look: str, size: tuple[int, int], path: Path) -> None:
    """Photograph one page from top to bottom once everything on it is there."""
    width, height = size
    context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{address}&look=dark" if look == "dark" else address)
    _wait(page)
    page.set_viewport_size({"width": width, "height": min(_height(page), _MOST)})
    page.wait_for_timeout(600)
    page.screenshot(path=path)
    context.close()
    print(path, flush=True)


def _wait(page: Page) -> None:
    """Until the heading is there and nothing is being computed."""
    page.wait_for_selector("h1", timeout=60_000)
    computing, quiet = page.get_by_text("Đang tính số liệu…"), 0
    # The parts come one after another, and charts are drawn after that.
    while quiet < 4:
        page.wait_for_timeout(500)
        quiet = 0 if computing.count() else quiet + 1


def _height(page: Page) -> int:
    """The height of the whole page, which scrolls within the window."""
    found: int = page.locator("main").evaluate(
        "main => Math.max(...[main, ...main.querySelectorAll('*')].map(each => each.scrollHeight)) + 56"
    )
    return found


@contextmanager
def _served() -> Iterator[str]:
    """The address of a dashboard: the one named, or that of leaders on the bundled example."""
    if named := os.environ.get("KHCN_ADDRESS"):
        yield named
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "khcn_analytics", "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - our own interpreter
        address = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            try:
                with urlopen(address, timeout=30):
                    break
            except OSError:
                time.sleep(0.2)
        yield address
        server.terminate()


def _program() -> str | None:
    named = os.environ.get("KHCN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _BROWSERS)), None)


if __name__ == "__main__":
    main()
