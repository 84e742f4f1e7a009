"""A server in this process with a page of one word, and who may come in."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import panel as pn
import pytest
from dashboards.serving.asking import PASSWORD, WORD, Running
from dashboards.serving.oidc_provider_here import CLIENT, EMAIL, SECRET, Provider, RunningProvider

from khcn_analytics.dashboards.serving.gate import Door, OpenDoor
from khcn_analytics.dashboards.serving.launching import Serving, end, make_server
from khcn_analytics.dashboards.serving.listening import Listening, listening
from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.serving.login_door import LoginDoor
from khcn_analytics.dashboards.serving.login_page import LoginPage
from khcn_analytics.dashboards.serving.logins import Logins
from khcn_analytics.dashboards.serving.throttling import Throttle
from khcn_analytics.dashboards.serving.users import Users, add_user
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace
from khcn_analytics.vocabulary.labels import Label


@pytest.fixture(scope="session")
def workspace():
    return reconstructed_workspace("kon_tum_2022")


@pytest.fixture(scope="session")
def live(workspace) -> LiveStore:
    return LiveStore(lambda: Store(workspace))


@pytest.fixture
def start(live) -> Iterator[Callable[..., Running]]:
    """Start a server; it is ended with the test."""
    started: list[tuple[Any, threading.Thread]] = []

    def serve(
        door: Callable[[Listening], Door] = lambda _: OpenDoor(),
        *,
        prefix: str = "",
        allowed: tuple[str, ...] = (),
        page: Callable[[], Any] = lambda: pn.pane.HTML(f"<p>{WORD}</p>"),
        figures: LiveStore = live,
    ) -> Running:
        where = listening("127.0.0.1", 0, prefix, allowed)
        made = door(where)
        handlers = made.handlers if isinstance(made, LoginDoor) else ()
        serving = Serving(
            title="KH&CN", language="vi", page=page, live=figures, where=where, door=made, handlers=handlers
        )
        ready = threading.Event()
        servers: list[Any] = []

        def work() -> None:
            loop = asyncio.new_event_loop()
            asyncio.set_event_loop(loop)
            servers.append(make_server(serving))
            servers[0].start()
            servers[0].io_loop.add_callback(ready.set)
            servers[0].io_loop.start()
            loop.run_until_complete(loop.shutdown_asyncgens())

        thread = threading.Thread(target=work)
        thread.start()
        assert ready.wait(60)
        started.append((servers[0], thread))
        return Running(where, servers[0])

    yield serve
    for server, thread in started:
        server.io_loop.add_callback(end, server)
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture
def users_file(tmp_path) -> Path:
    """One user, giamdoc."""
    path: Path = tmp_path / "users.txt"
    add_user(path, "giamdoc", PASSWORD)
    return path


@pytest.fixture
def login_door(users_file) -> Callable[[Listening], LoginDoor]:
    """The door of that user."""
    owner = Label("Sở KH&CN tỉnh Kon Tum", "Department of Kon Tum")
    return lambda where: LoginDoor(
        where, Logins(), LoginPage(owner, where.prefix, "vi"), Throttle(), users=Users(users_file)
    )


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider of accounts on this machine."""
    running = RunningProvider(Provider())
    yield running.provider
    running.end()


@pytest.fixture
def oidc_file(tmp_path, provider) -> Callable[..., Path]:
    """Writes the file of --oidc for a place where a server listens; the director may come in."""

    def write(where: Listening, allowed: str = f'emails = ["{EMAIL}"]') -> Path:
        secret, path = tmp_path / "secret", tmp_path / "oidc.toml"
        if not secret.exists():
            secret.write_text(f"{SECRET}\n", "utf-8")
            secret.chmod(0o600)
        path.write_text(
            f'issuer = "{provider.issuer}"\nclient_id = "{CLIENT}"\nclient_secret_file = "secret"\n'
            f'redirect = "{where.public_origins[0]}{where.prefix}/login/callback"\n[allowed]\n{allowed}\n',
            "utf-8",
        )
        path.chmod(0o644)
        return path

    return write
