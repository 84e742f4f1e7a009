"""Photograph every page of the dashboard into docs/images/pages/: wide, on a phone, and dark.

    .venv/bin/python docs/screens.py [--into FOLDER] [PAGE ...]

A page is called by its code; ``studio-quality``, ``studio-explanation`` and ``studio-start`` are those of the
planner's studio: after the messy workbook was handed in, with the records of a figure, and before anything
was imported. It needs the system's Chromium (KHCN_CHROMIUM names another). KHCN_ADDRESS names a dashboard
that is served already; else the bundled example is. The pictures are looked at, not compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.store.card import CARD
from khcn_analytics.store.importing import import_files

PICTURES = Path(__file__).parent / "images" / "pages"
SIZES = {"wide": (1366, 768), "phone": (390, 844), "dark": (1366, 768)}
_MOST = 2600
"""Pixels of the longest picture."""
_LONG = 120_000
_DATASETS = Path(__file__).parents[1] / "datasets"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")


@dataclass(frozen=True, slots=True)
class InStudio:
    """A page of the studio.

    Attributes:
        query: Its address.
        is_filled: Whether the workspace holds the records of the example, or nothing.
        upload: A file that is handed in first.
    """

    query: str
    is_filled: bool = True
    upload: Path | None = None


STUDIO = {
    "studio-quality": InStudio("page=quality", upload=_DATASETS / "messy" / "danh-muc-nhiem-vu.xlsx"),
    "studio-explanation": InStudio(
        "page=explanation&indicator=tasks.accepted_on_time_rate&unit=Phòng+Quản+lý+khoa+học&level=provincial"
    ),
    "studio-start": InStudio("page=start", is_filled=False),
}


def main() -> None:
    """Photograph the pages named, or all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", nargs="*")
    asked.add_argument("--into", type=Path, default=PICTURES)
    given = asked.parse_args()
    wanted = given.pages or [*(each.code for each in PAGES if "leaders" in each.apps), *STUDIO]
    given.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=["--no-sandbox", "--disable-gpu"])
        leaders = [code for code in wanted if code not in STUDIO]
        with _served() if leaders else nullcontext("") as address:
            for code in leaders:
                _in_every_look(browser, f"{address}?page={code}", code, given.into)
        for code in wanted:
            if code in STUDIO:
                with _studio(STUDIO[code]) as address:
                    _in_every_look(browser, f"{address}&{STUDIO[code].query}", code, given.into, STUDIO[code].upload)
        browser.close()


def _in_every_look(browser: Browser, address: str, code: str, folder: Path, upload: Path | None = None) -> None:
    for look, size in SIZES.items():
        photograph(browser, address, look, size, folder / f"{code}-{look}.png", upload=upload)


def photograph(
    browser: Browser, address: str, look: str, size: tuple[int, int], path: Path, *, upload: Path | None = None
) -> None:
    """Photograph one page from top to bottom once everything on it is there.

    Args:
        browser: The browser.
        address: The page.
        look: What the picture is called, and whether the page is dark.
        size: Width and height of the window.
        path: The picture.
        upload: A file that is handed in first.
    """
    width, height = size
    context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{address}&look=dark" if look == "dark" else address)
    _wait(page)
    if upload is not None:
        page.locator("input[type=file]").set_input_files(upload)
        expect(page.get_by_role("button", name="Tải bản tô màu chỗ sai")).to_be_enabled(timeout=_LONG)
    page.set_viewport_size({"width": width, "height": min(_height(page), _MOST)})
    page.wait_for_timeout(600)
    page.screenshot(path=path)
    context.close()
    print(path, flush=True)


def _wait(page: Page) -> None:
    """Until the heading is there and nothing is being computed."""
    page.wait_for_selector("h1", timeout=_LONG)
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


@contextmanager
def _studio(page: InStudio) -> Iterator[str]:
    """The address of a studio, on a workspace of its own that the example is imported into."""
    with TemporaryDirectory() as made:
        folder = Path(made, "kho")
        folder.mkdir()
        shutil.copy(_DATASETS / "example" / CARD, folder)
        if page.is_filled:
            import_files(folder, sorted((_DATASETS / "example").glob("*.csv")), who="can-bo-tong-hop")
        command = [sys.executable, "-u", "-m", "khcn_analytics", "studio", str(folder), "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own interpreter
            assert server.stdout is not None
            told = re.search(r"http://\S+token=\S+", server.stdout.readline())
            if told is None:
                raise RuntimeError("the studio did not say where it is")
            yield told.group()
            server.terminate()


def _program() -> str | None:
    named = os.environ.get("KHCN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _BROWSERS)), None)


if __name__ == "__main__":
    main()
