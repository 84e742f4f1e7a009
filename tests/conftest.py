"""One profile for property tests, workspaces that are opened once, and a browser for the pages."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.request import urlopen

import pytest
from checked_once import check_once
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

# The same examples in every run, no clock.
settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Tests and examples share what they open."""
    check_once()


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
LOCAL = re.compile(r"^(?:http|ws)://(?:127\.0\.0\.1|localhost)[:/]|^(?:data|blob):")
# The browser itself must not look for anything outside; names other than this machine's fail.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without network; tests that need it are skipped where there is none."""
    named = os.environ.get("KHCN_CHROMIUM", "")
    program = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        told = f"no browser: none of {', '.join(BROWSERS)} on PATH and KHCN_CHROMIUM not set"
        if os.environ.get("KHCN_BROWSER_REQUIRED"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Window:
    """A page and everything it did that it should not."""

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A new browser window; afterwards nothing may have been asked of another host or complained of."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 1000})
    opened = Window(context.new_page())
    opened.page.on("request", lambda r: None if LOCAL.match(r.url) else opened.outside.append(r.url))
    opened.page.on("websocket", lambda w: None if LOCAL.match(w.url) else opened.outside.append(w.url))
    opened.page.on("console", lambda m: opened.complaints.append(m.text) if m.type in ("error", "warning") else None)
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()
    assert opened.outside == []
    assert opened.complaints == []


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """Address of ``khcn serve`` on the bundled example, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "khcn_analytics", "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/"
        wait_until_answering(address)
        yield address
        server.terminate()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_until_answering(address: str) -> None:
    """Come back once a server answers."""
    for _ in range(600):
        try:
            with urlopen(address, timeout=30):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")
