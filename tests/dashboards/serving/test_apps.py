import gc
import time
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from khcn_analytics.dashboards.serving import apps, launching
from khcn_analytics.dashboards.serving.apps import dashboard, is_readable_on_the_way, refuse_unsafe, studio
from khcn_analytics.dashboards.serving.gate import OpenDoor
from khcn_analytics.dashboards.serving.listening import Listening, listening
from khcn_analytics.dashboards.serving.login_door import LoginDoor
from khcn_analytics.dashboards.serving.oidc_door import OidcDoor
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.bundled import bundled_folder

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch, workspace):
    """Tests of loading have it done in another process."""
    monkeypatch.setattr(
        apps,
        "Loading",
        lambda *_, personal: read(workspace if personal else workspace.without_personal_data()),
    )


def read(workspace, eligible=None) -> Any:
    return SimpleNamespace(workspace=workspace, eligible=eligible, stamp=None)


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.20", "example.com", "::"])
def test_other_machines_are_not_served_without_login(address):
    with pytest.raises(WrongUseError, match=r"cần đăng nhập[\s\S]*khcn user add"):
        dashboard(KON_TUM, Listening(address, 5006, allowed=("https://bang.vn",)))


def test_nor_through_a_proxy_on_this_machine():
    with pytest.raises(WrongUseError, match="cần đăng nhập"):
        refuse_unsafe(Listening(allowed=("https://bang.tinh.gov.vn",)), has_login=False)


def test_nor_by_an_address_nobody_named(users_file):
    with pytest.raises(WrongUseError, match="--allow-origin"):
        dashboard(KON_TUM, Listening("0.0.0.0", 5006), users=users_file)


def test_with_users_and_address_it_is_served_to_who_logs_in(users_file):
    serving = dashboard(KON_TUM, Listening("0.0.0.0", 5006, allowed=("https://bang.vn",)), users=users_file)

    assert isinstance(serving.door, LoginDoor)
    assert serving.handlers == serving.door.handlers


def test_this_machine_needs_no_login_but_may_have_one(users_file):
    assert isinstance(dashboard(KON_TUM, Listening()).door, OpenDoor)
    assert isinstance(dashboard(KON_TUM, Listening(), users=users_file).door, LoginDoor)


def test_accounts_of_an_office_are_a_login_too_alone_or_beside_passwords(oidc_file, users_file):
    here = Listening(allowed=("http://127.0.0.1:5006",))
    alone = dashboard(KON_TUM, here, oidc=oidc_file(here))
    both = dashboard(KON_TUM, here, oidc=oidc_file(here), users=users_file)

    for each in (alone, both):
        assert isinstance(each.door, OidcDoor)
        assert each.handlers == each.door.handlers
        assert each.door.page.account is not None
    assert isinstance(alone.door, OidcDoor)
    assert (alone.door.users, alone.door.page.has_passwords) == (None, False)
    assert isinstance(both.door, OidcDoor)
    assert both.door.page.has_passwords


def test_by_accounts_others_come_in_by_https_only(oidc_file):
    where = Listening("0.0.0.0", 5006, allowed=("http://10.0.0.5:5006",))

    with pytest.raises(
        WrongUseError, match=r"redirect “http://10\.0\.0\.5:5006/login/callback” phải là địa chỉ https://"
    ):
        dashboard(KON_TUM, where, oidc=oidc_file(where))


def test_counts_of_who_may_be_proposed_reach_the_leaders_pages(monkeypatch, workspace):
    eligible = pl.DataFrame({"year": [2022]})
    monkeypatch.setattr(apps, "Loading", lambda *_, personal: read(workspace, None if personal else eligible))

    assert dashboard(KON_TUM, Listening()).live.current.eligible is eligible


def test_data_that_are_being_read_are_not_read_again(monkeypatch, workspace):
    monkeypatch.setattr(apps, "Loading", None)

    assert dashboard(None, Listening(), begun=read(workspace)).live.current.workspace is workspace
    assert studio(None, Listening(), begun=read(workspace))[0].live.current.workspace is workspace


def test_only_without_https_others_can_read_on_the_way():
    assert is_readable_on_the_way(Listening("0.0.0.0", allowed=("http://10.0.0.5:5006",)))
    assert not is_readable_on_the_way(Listening("0.0.0.0", allowed=("https://bang.vn",)))
    assert not is_readable_on_the_way(Listening())


@pytest.mark.parametrize("where", [Listening("0.0.0.0"), Listening(allowed=("https://bang.tinh.gov.vn",))])
def test_the_studio_opens_on_this_machine_only(where):
    with pytest.raises(WrongUseError, match="chỉ mở trên máy này"):
        studio(KON_TUM, where)


def test_the_studio_takes_uploads_and_the_dashboard_does_not():
    assert studio(KON_TUM, Listening())[0].largest_message > 2**24
    assert dashboard(KON_TUM, Listening()).largest_message <= 2**16


def test_pages_and_login_open_in_the_language_that_was_asked_for(users_file):
    serving = dashboard(KON_TUM, Listening(), users=users_file, language="en")

    assert serving.language == "en"
    assert isinstance(serving.door, LoginDoor)
    assert serving.door.page.language == "en"


def test_ended_sessions_are_let_go(start, monkeypatch):
    monkeypatch.setattr(launching, "_UNUSED_MS", 200)
    serving = dashboard(KON_TUM, listening("127.0.0.1", 0, "", ()))
    running = start(page=serving.page, figures=serving.live)
    for _ in range(4):
        assert running.ask("/").status == 200
    end = time.monotonic() + 30

    while running.ask("/health").text.count('"sessions": 0') == 0 or len(serving.live.listeners):
        assert time.monotonic() < end, "sessions are kept"
        time.sleep(0.2)

    gc.collect()
    # The store is the process's own; none is made for a session.
    stores = [each for each in gc.get_objects() if isinstance(each, Store) and each is serving.live.current]
    assert len(stores) == 1
