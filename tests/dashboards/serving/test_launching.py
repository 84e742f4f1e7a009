import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from urllib.request import urlopen

import panel as pn
import pytest
from conftest import free_port, wait_until_answering
from dashboards.serving.asking import PASSWORD, WORD
from playwright.sync_api import expect

from khcn_analytics.dashboards.serving import launching
from khcn_analytics.io.bundled import bundled_folder

SERVE = [sys.executable, "-m", "khcn_analytics", "serve", "--no-open"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_says_so_and_ends_well(how):
    port = free_port()
    with subprocess.Popen(
        [*SERVE, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        wait_until_answering(f"http://127.0.0.1:{port}/health")
        server.send_signal(how)
        out, err = server.communicate(timeout=30)

    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in out
    assert out.strip().endswith("Đã dừng.")
    assert err == ""


def test_port_0_is_told_once_it_is_known():
    with subprocess.Popen([*SERVE, "--port", "0"], stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout
        told = server.stdout.readline()
        address = next(each for each in told.split() if each.startswith("http"))
        with urlopen(f"{address}health", timeout=30) as answer:
            assert answer.status == 200
        server.terminate()


def test_a_new_version_appears_without_a_restart(tmp_path):
    folder = shutil.copytree(bundled_folder("reconstructed") / "kon_tum_2022", tmp_path / "kho")
    address = f"http://127.0.0.1:{(port := free_port())}/health"
    with subprocess.Popen([*SERVE, str(folder), "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        wait_until_answering(address)
        before = version_told(address)

        (folder / "tasks.csv").write_bytes((folder / "tasks.csv").read_bytes() + b"\n")

        end = time.monotonic() + 60
        while version_told(address) == before:
            assert time.monotonic() < end, "it did not appear"
            time.sleep(0.5)
        server.terminate()


def version_told(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        version: str = json.load(answer)["version"]
        return version


@pytest.mark.browser
def test_the_page_works_behind_login_gate_and_policy(window, start, login_door):
    running = start(login_door)
    page = window.page
    page.goto(f"{running.where.url}?period=2022")

    page.get_by_label("Tên đăng nhập").fill("giamdoc")
    page.get_by_label("Mật khẩu").fill("sai rồi")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("giamdoc")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()
    # The browser notes the status 403.
    assert [each for each in window.complaints if "403" not in each] == []
    window.complaints.clear()

    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text(WORD)).to_be_visible()
    expect(page).to_have_url(f"{running.where.url}?period=2022")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_login_needs_no_sideways_scrolling_and_is_labelled(window, start, login_door, width):
    page = window.page
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(start(login_door).where.url)

    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("html").get_attribute("lang") == "vi"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


@pytest.mark.browser
def test_who_is_removed_while_watching_is_cut_off(window, start, login_door, users_file, monkeypatch):
    monkeypatch.setattr(launching, "_LOOK_MS", 100)
    running = start(login_door)
    page = window.page
    page.goto(running.where.url)
    page.get_by_label("Tên đăng nhập").fill("giamdoc")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    with page.expect_websocket() as opened:
        page.keyboard.press("Enter")
    expect(page.get_by_text(WORD)).to_be_visible()

    with opened.value.expect_event("close", timeout=10_000):
        users_file.unlink()
    window.complaints.clear()


@pytest.mark.browser
def test_it_works_behind_a_proxy_under_a_prefix(window, start):
    outside = free_port()
    running = start(prefix="/khcn", allowed=(f"http://127.0.0.1:{outside}",))
    with proxy(outside, running.where.port):
        window.page.goto(f"http://127.0.0.1:{outside}/khcn/")
        expect(window.page.get_by_text(WORD)).to_be_visible()


def test_a_message_larger_than_any_click_ends_the_socket(start):
    running = start()
    application = running.server._tornado

    assert application.settings["websocket_max_message_size"] == 2**16


def test_sessions_are_signed_and_hold_no_cookie(start):
    seen: list[dict] = []

    def page():
        seen.append(dict(pn.state.cookies))
        return pn.pane.HTML(WORD)

    running = start(page=page)

    running.ask("/", Cookie="khcn-login-1=secret")

    assert running.server._tornado.sign_sessions
    assert seen == [{}]


class proxy:  # noqa: N801 - reads as a word
    """Hands on every byte from one port to another, as a reverse proxy that changes no path does."""

    def __init__(self, port: int, to: int) -> None:
        self.listener = socket.create_server(("127.0.0.1", port))
        self.to = to

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            for one, other in ((browser, server), (server, browser)):
                threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    @staticmethod
    def _hand_on(one: socket.socket, other: socket.socket) -> None:
        with one, suppress(OSError):
            while content := one.recv(2**16):
                other.sendall(content)
            other.shutdown(socket.SHUT_RDWR)
