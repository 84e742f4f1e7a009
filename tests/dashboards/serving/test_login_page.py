import re
from dataclasses import replace

import pytest

from khcn_analytics.dashboards.serving.login_page import WRONG, LoginPage, too_often
from khcn_analytics.vocabulary.labels import Label

ATTACK = '"><img src=x onerror=alert(1)>'
PAGE = LoginPage(Label("Sở KH&CN tỉnh Kon Tum", "Department of Kon Tum"), "/khcn", "vi")
BOTH = replace(PAGE, account=Label("tài khoản <cơ quan>", "the <office> account"))


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


def test_accounts_of_the_office_have_a_button_which_is_no_form():
    """Browsers would not let a form lead to another site."""
    html = BOTH.html("en", name="", error=None, following="?period=2024")

    assert 'class="button" href="/khcn/login/account?language=en&amp;next=%3Fperiod%3D2024"' in html
    assert ">Log in with the &lt;office&gt; account<" in html
    assert 'name="password"' in html
    assert "account" not in PAGE.html("en", name="", error=None, following="")


def test_an_account_that_is_refused_does_not_make_the_password_look_wrong():
    html = BOTH.html("vi", name=None, error=WRONG, following="")

    assert 'role="alert"' in html
    assert "aria-invalid" not in html.split("</style>")[1]


def test_without_passwords_none_is_asked_for():
    html = replace(BOTH, has_passwords=False).html("vi", name="", error=WRONG, following="")

    assert ">Đăng nhập bằng tài khoản &lt;cơ quan&gt;<" in html
    assert "<form" not in html
    assert 'role="alert"' in html


def test_who_logs_out_is_told_that_the_account_stays_open():
    assert "tài khoản đó vẫn mở ở trình duyệt này" in BOTH.logout_html("vi", "giamdoc")
    assert "tài khoản đó vẫn mở" not in PAGE.logout_html("vi", "giamdoc")


@pytest.mark.parametrize(("wait", "minutes"), [(900.0, 15), (61, 2), (60, 1), (0.2, 1)])
def test_how_long_to_wait_is_told_in_minutes(wait, minutes):
    assert f"sau {minutes} phút" in too_often(wait).vi
