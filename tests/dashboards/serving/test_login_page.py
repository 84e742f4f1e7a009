import re

import pytest

from khcn_analytics.dashboards.serving.login_page import WRONG, LoginPage, too_often
from khcn_analytics.vocabulary.labels import Label

ATTACK = '"><img src=x onerror=alert(1)>'
PAGE = LoginPage(Label("Sở KH&CN tỉnh Kon Tum", "Department of Kon Tum"), "/khcn", "vi")


def test_it_names_the_department_and_asks_in_vietnamese():
    html = PAGE.html("vi", name="", error=None, following="")

    assert '<html lang="vi">' in html
    assert "Sở KH&amp;CN tỉnh Kon Tum" in html
    assert ">Tên đăng nhập</label>" in html
    assert 'role="alert"' not in html


def test_it_is_english_where_that_is_chosen():
    html = PAGE.html("en", name="", error=WRONG, following="")

    assert '<html lang="en">' in html
    assert "Wrong name or password." in html


def test_an_error_keeps_the_name_and_goes_on_at_the_password():
    html = PAGE.html("vi", name="giamdoc", error=WRONG, following="")

    assert 'value="giamdoc"' in html
    assert re.search(r'<input id="password"[^>]*autofocus', html)
    assert 'role="alert"' in html


def test_nothing_that_was_sent_becomes_part_of_the_page():
    html = PAGE.html("vi", name=ATTACK, error=None, following=ATTACK) + PAGE.logout_html("vi", ATTACK)

    assert "<img" not in html


def test_it_holds_no_script_and_asks_nothing_of_another_host():
    html = PAGE.html("vi", name="", error=None, following="")

    assert not re.search(r"<script|https?://|\son\w+=", html)
    assert html.count("@font-face") == 4
    assert all(each.startswith("/khcn/static/") for each in re.findall(r"url\(([^)]*)\)", html))


def test_links_keep_what_was_asked_for():
    html = PAGE.html("vi", name="", error=None, following="?period=2024")

    assert 'href="/khcn/login?language=en&amp;next=%3Fperiod%3D2024"' in html
    assert 'action="/khcn/login?language=vi&amp;next=%3Fperiod%3D2024"' in html


@pytest.mark.parametrize(("wait", "minutes"), [(900.0, 15), (61, 2), (60, 1), (0.2, 1)])
def test_how_long_to_wait_is_told_in_minutes(wait, minutes):
    assert f"sau {minutes} phút" in too_often(wait).vi
