import pytest

from khcn_analytics.dashboards.serving.logins import LASTS, Logins
from khcn_analytics.dashboards.serving.users import Users, add_user, remove_user


@pytest.fixture
def logins(users_file):
    return Logins(Users(users_file))


def test_the_key_of_a_login_tells_whose_it_is_until_it_ends(logins):
    key, other = logins.begin("GiamDoc"), logins.begin("giamdoc")
    assert logins.user(key) == logins.user(other) == "giamdoc"

    logins.end(key)

    assert logins.user(key) is None
    assert logins.user(other) == "giamdoc"


@pytest.mark.parametrize("key", [None, "", "x", "giamdoc"])
def test_any_other_key_is_nobody(logins, key):
    logins.begin("giamdoc")

    assert logins.user(key) is None


def test_a_login_ends_after_a_working_day(users_file):
    now = [0.0]
    logins = Logins(Users(users_file), lambda: now[0])
    key = logins.begin("giamdoc")

    now[0] = LASTS - 1
    assert logins.user(key) == "giamdoc"
    now[0] = LASTS
    assert logins.user(key) is None


def test_a_user_who_is_removed_or_has_a_new_password_is_out(logins, users_file):
    key = logins.begin("giamdoc")
    add_user(users_file, "giamdoc", "núi cao sông dài")
    assert logins.user(key) is None

    add_user(users_file, "chanhvp", "núi cao sông dài")
    key = logins.begin("chanhvp")
    remove_user(users_file, "chanhvp")
    assert logins.user(key) is None


def test_keys_themselves_are_not_kept(logins):
    key = logins.begin("giamdoc")

    assert key not in str(logins.__dict__)


def test_a_stranger_gets_no_login(logins):
    with pytest.raises(LookupError):
        logins.begin("vanthu")
