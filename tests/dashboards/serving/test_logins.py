import pytest

from khcn_analytics.dashboards.serving.logins import LASTS, Logins


def always() -> bool:
    return True


def test_the_key_of_a_login_tells_whose_it_is_until_it_ends():
    logins = Logins()
    key, other = logins.begin("giamdoc", always), logins.begin("giamdoc", always)
    assert logins.user(key) == logins.user(other) == "giamdoc"

    logins.end(key)

    assert logins.user(key) is None
    assert logins.user(other) == "giamdoc"


@pytest.mark.parametrize("key", [None, "", "x", "giamdoc"])
def test_any_other_key_is_nobody(key):
    logins = Logins()
    logins.begin("giamdoc", always)

    assert logins.user(key) is None


def test_a_login_ends_after_a_working_day():
    now = [0.0]
    logins = Logins(lambda: now[0])
    key = logins.begin("giamdoc", always)

    now[0] = LASTS - 1
    assert logins.user(key) == "giamdoc"
    now[0] = LASTS
    assert logins.user(key) is None


def test_who_may_no_longer_come_in_is_out():
    may = [True]
    logins = Logins()
    key = logins.begin("giamdoc", lambda: may[0])
    assert logins.user(key) == "giamdoc"

    may[0] = False

    assert logins.user(key) is None


def test_keys_themselves_are_not_kept():
    logins = Logins()
    key = logins.begin("giamdoc", always)

    assert key not in str(logins.__dict__)
