import socket

import pytest

from khcn_analytics.dashboards.serving.listening import Listening, is_loopback, listening
from khcn_analytics.errors import WrongUseError


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "localhost", "::1"])
def test_this_machine(address):
    assert is_loopback(address)
    assert Listening(address).is_for_this_machine_only


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.20", "example.com", "::", "", "localhost.evil.vn", "127.1"])
def test_other_machines(address):
    assert not is_loopback(address)
    assert not Listening(address).is_for_this_machine_only


def test_an_address_outside_is_for_others_even_on_loopback():
    assert not Listening(allowed=("https://bang.tinh.gov.vn",)).is_for_this_machine_only
    assert Listening(allowed=("http://127.0.0.1:8080",)).is_for_this_machine_only


def test_browsers_come_by_the_own_addresses_and_the_allowed_ones():
    where = Listening("10.0.0.5", 5006, allowed=("https://bang.tinh.gov.vn",))

    assert where.origins == ("http://10.0.0.5:5006", "https://bang.tinh.gov.vn")
    assert where.hosts == ("10.0.0.5:5006", "bang.tinh.gov.vn")
    assert Listening("0.0.0.0", 80).origins == ("http://127.0.0.1:80", "http://localhost:80")


def test_the_address_to_open_is_the_one_outside():
    assert Listening(port=5007, prefix="/khcn").url == "http://127.0.0.1:5007/khcn/"
    assert Listening(allowed=("https://bang.tinh.gov.vn",), prefix="/khcn").url == "https://bang.tinh.gov.vn/khcn/"
    assert Listening("::1", 80).url == "http://[::1]:80/"


def test_only_https_is_encrypted():
    assert Listening(allowed=("https://bang.tinh.gov.vn",)).is_encrypted
    assert not Listening("10.0.0.5", allowed=("https://bang.tinh.gov.vn",)).is_encrypted
    assert not Listening().is_encrypted


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://Bang.Tinh.gov.vn/", "https://bang.tinh.gov.vn"),
        ("https://bang.tinh.gov.vn:443", "https://bang.tinh.gov.vn"),
        ("http://10.0.0.5:5006", "http://10.0.0.5:5006"),
        ("http://10.0.0.5:443", "http://10.0.0.5:443"),
    ],
)
def test_an_origin_is_as_browsers_write_it(typed, origin):
    assert listening("127.0.0.1", 0, "", [typed]).allowed == (origin,)


@pytest.mark.parametrize(
    "typed",
    [
        *("*", "https://*", "*.gov.vn", "bang.tinh.gov.vn", "ftp://bang.vn", "https://", "https://bang.vn/khcn"),
        *("https://a@bang.vn", "https://bang.vn?x", "http://bang.vn:99999", "null", "https://bang.vn, https://b.vn"),
    ],
)
def test_what_is_no_origin_is_refused_with_an_example(typed):
    with pytest.raises(WrongUseError, match=r"--allow-origin .* https://bang\.tinh\.gov\.vn"):
        listening("127.0.0.1", 0, "", [typed])


@pytest.mark.parametrize(("typed", "prefix"), [("", ""), ("/", ""), ("khcn", "/khcn"), ("/so/khcn/", "/so/khcn")])
def test_slashes_around_a_prefix_do_not_matter(typed, prefix):
    assert listening("127.0.0.1", 0, typed, []).prefix == prefix


@pytest.mark.parametrize("typed", ["a b", "//x", "a?b", "(a)", "a//b", "ăn"])
def test_a_prefix_that_is_no_path_is_refused(typed):
    with pytest.raises(WrongUseError, match="--prefix"):
        listening("127.0.0.1", 0, f"/x{typed}" if typed == "//x" else typed, [])


def test_port_0_is_any_that_is_free():
    first = listening("127.0.0.1", 0, "", [])

    assert first.port > 0


def test_a_taken_port_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongUseError, match=f"Không mở được cổng {port}"):
            listening("127.0.0.1", port, "", [])


def test_an_address_that_is_not_of_this_machine_is_told():
    with pytest.raises(WrongUseError, match=r"tại 203\.0\.113\.7"):
        listening("203.0.113.7", 0, "", [])
