import pytest

from khcn_analytics.dashboards.serving import oidc_pending
from khcn_analytics.dashboards.serving.oidc_pending import LASTS, PendingLogins


def test_a_login_comes_back_once_with_what_was_remembered():
    logins = PendingLogins()
    state, pending = logins.begin("trình duyệt", "?period=2024", "en")

    assert logins.take(state, "trình duyệt") is pending
    assert (pending.following, pending.language) == ("?period=2024", "en")
    # PKCE wants 43 to 128 characters.
    assert 43 <= len(pending.verifier) <= 128
    assert logins.take(state, "trình duyệt") is None


@pytest.mark.parametrize("browser", [None, "", "khác"])
def test_it_comes_back_to_its_own_browser_only_and_is_then_over(browser):
    logins = PendingLogins()
    state, _ = logins.begin("trình duyệt", "", "vi")

    assert logins.take(state, browser) is None
    assert logins.take(state, "trình duyệt") is None


def test_it_does_not_come_back_too_late():
    now = [0.0]
    logins = PendingLogins(lambda: now[0])
    early, late = logins.begin("a", "", "vi")[0], logins.begin("a", "", "vi")[0]

    now[0] = LASTS - 1
    assert logins.take(early, "a") is not None
    now[0] = LASTS
    assert logins.take(late, "a") is None


def test_those_nobody_comes_back_to_are_forgotten(monkeypatch):
    monkeypatch.setattr(oidc_pending, "_MOST", 3)
    now = [0.0]
    logins = PendingLogins(lambda: now[0])
    states = [logins.begin("a", "", "vi")[0] for _ in range(5)]

    assert [logins.take(each, "a") is not None for each in states] == [False, False, True, True, True]
    logins.begin("a", "", "vi")
    now[0] = LASTS
    logins.begin("a", "", "vi")
    assert len(logins._pending) == 1


def test_states_themselves_are_not_kept():
    logins = PendingLogins()
    state, _ = logins.begin("trình duyệt", "", "vi")

    assert state not in str(logins.__dict__)
    assert "trình duyệt" not in str(logins.__dict__)
