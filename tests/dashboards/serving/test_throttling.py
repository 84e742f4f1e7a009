import pytest

from khcn_analytics.dashboards.serving.throttling import TRIES_AS_A_USER, TRIES_FROM_AN_ADDRESS, WINDOW, Throttle


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def fail(throttle: Throttle, times: int, name: str = "giamdoc", address: str = "10.0.0.1") -> None:
    for _ in range(times):
        throttle.wrong(name, address)


def test_after_five_wrong_passwords_one_waits_until_the_first_is_forgotten(clock):
    throttle = Throttle(clock)
    throttle.wrong("giamdoc", "10.0.0.1")
    clock.now += 60
    fail(throttle, TRIES_AS_A_USER - 2)
    assert throttle.wait("giamdoc", "10.0.0.1") == 0

    throttle.wrong("giamdoc", "10.0.0.1")

    assert throttle.wait("giamdoc", "10.0.0.1") == WINDOW - 60
    clock.now += WINDOW - 60
    assert throttle.wait("giamdoc", "10.0.0.1") == 0


def test_a_stranger_elsewhere_does_not_lock_a_user_out(clock):
    throttle = Throttle(clock)
    fail(throttle, 100, address="203.0.113.9")

    assert throttle.wait("giamdoc", "203.0.113.9") > 0
    assert throttle.wait("giamdoc", "10.0.0.1") == 0


def test_one_address_can_not_try_name_after_name(clock):
    throttle = Throttle(clock)
    for place in range(TRIES_FROM_AN_ADDRESS):
        throttle.wrong(f"user{place}", "10.0.0.1")

    assert throttle.wait("another", "10.0.0.1") > 0


def test_the_right_password_forgets_the_wrong_ones(clock):
    throttle = Throttle(clock)
    fail(throttle, TRIES_AS_A_USER - 1)
    throttle.wrong("giamdoc", "10.0.0.1")
    throttle.right("giamdoc", "10.0.0.1")

    assert throttle.wait("giamdoc", "10.0.0.1") == 0


def test_an_office_behind_one_address_logs_in_as_often_as_it_likes(clock):
    throttle = Throttle(clock)
    for place in range(10 * TRIES_FROM_AN_ADDRESS):
        throttle.wrong(f"user{place}", "10.0.0.1")
        throttle.right(f"user{place}", "10.0.0.1")

    assert throttle.wait("giamdoc", "10.0.0.1") == 0


def test_made_up_names_do_not_fill_the_memory(clock):
    throttle = Throttle(clock)
    for place in range(20_000):
        throttle.wrong(f"user{place}", f"10.0.{place % 250}.1")

    assert len(throttle._wrong) <= 10_000
