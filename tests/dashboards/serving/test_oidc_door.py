import re
import time
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPErrorProcessor, build_opener

import pytest
from dashboards.serving.asking import PASSWORD, WORD, Response, Running
from dashboards.serving.oidc_provider_here import (
    CLIENT,
    EMAIL,
    SECRET,
    new_key,
)
from playwright.sync_api import expect

from khcn_analytics.dashboards.serving import oidc_provider
from khcn_analytics.dashboards.serving.listening import Listening
from khcn_analytics.dashboards.serving.login_page import LoginPage
from khcn_analytics.dashboards.serving.logins import Logins
from khcn_analytics.dashboards.serving.oidc_accounts import open_accounts
from khcn_analytics.dashboards.serving.oidc_door import OidcDoor
from khcn_analytics.dashboards.serving.throttling import TRIES_FROM_AN_ADDRESS, Throttle
from khcn_analytics.dashboards.serving.users import Users
from khcn_analytics.vocabulary.labels import Label

OWNER = Label("Sở KH&CN tỉnh Kon Tum", "Department of Kon Tum")
UNTRUSTED = "Không xác nhận được câu trả lời của nơi cấp tài khoản"
STALE = "Lần đăng nhập này đã hết hạn, đã dùng rồi"


@pytest.fixture
def begin(start, oidc_file):
    """Start a server whose readers log in by accounts of that provider."""

    def begin_(*, users=None, allowed: str = f'emails = ["{EMAIL}"]', prefix: str = "") -> Running:
        def door(where: Listening) -> OidcDoor:
            accounts = open_accounts(oidc_file(where, allowed), where)
            page = LoginPage(OWNER, where.prefix, "vi", has_passwords=users is not None, account=accounts.settings.name)
            return OidcDoor(where, Logins(), page, Throttle(), users=users, accounts=accounts)

        return start(door, prefix=prefix)

    return begin_


def cookie_of(answer: Response) -> str:
    return answer.headers["set-cookie"].split(";")[0]


class _NoRedirects(HTTPErrorProcessor):
    def http_response(self, _, response):
        return response


def at_the_provider(address: str) -> str:
    """The address, path and query alone, to which the provider sends the reader back."""
    with build_opener(_NoRedirects).open(address, timeout=30) as answer:
        back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sent_away(running: Running, start: str = "/login/account") -> tuple[str, str]:
    """The address at the provider, and the cookie that waits."""
    answer = running.ask(start)
    assert answer.status == 303
    return answer.headers["location"], cookie_of(answer)


def come_back(running: Running, start: str = "/login/account") -> Response:
    address, cookie = sent_away(running, start)
    return running.ask(at_the_provider(address), Cookie=cookie)


def login_cookie(answer: Response) -> str:
    (found,) = re.findall(r"khcn-login-\d+=[^;]+", answer.headers["set-cookie"])
    return found


def assert_refused(answer: Response, status: int, words: str) -> None:
    assert answer.status == status
    assert words in answer.text
    assert 'role="alert"' in answer.text
    assert "khcn-login" not in answer.headers.get("set-cookie", "")
    assert "Traceback" not in answer.text


def test_who_is_on_the_list_comes_to_the_page_that_was_asked_for(begin):
    running = begin()
    asked = running.ask("/?period=2024&unit=V%C4%83n")
    page = running.ask(asked.headers["location"])
    assert "Đăng nhập bằng tài khoản cơ quan" in page.text
    assert 'name="password"' not in page.text
    link = re.search(r'class="button" href="([^"]+)"', page.text)
    assert link

    back = come_back(running, link[1].replace("&amp;", "&"))

    assert back.status == 303
    assert back.headers["location"] == "/?period=2024&unit=V%C4%83n"
    cookie = login_cookie(back)
    assert running.ask("/", Cookie=cookie).status == 200
    assert running.open_socket(Cookie=cookie) == 101
    assert f"{EMAIL} đang đăng nhập" in running.ask("/logout", Cookie=cookie).text


def test_the_provider_is_asked_for_a_code_with_pkce_state_and_nonce(begin, provider):
    address, _ = sent_away(begin())
    asked = parse_qs(urlsplit(address).query)

    assert address.startswith(f"{provider.issuer}/authorize?")
    assert asked["response_type"] == ["code"]
    assert asked["client_id"] == [CLIENT]
    assert asked["code_challenge_method"] == ["S256"]
    assert "openid" in asked["scope"][0].split()
    assert all(len(asked[each][0]) >= 43 for each in ("state", "nonce", "code_challenge"))
    again = parse_qs(urlsplit(sent_away(begin())[0]).query)
    assert all(asked[each] != again[each] for each in ("state", "nonce", "code_challenge"))


def test_cookies_are_as_careful_as_those_of_passwords(begin):
    running = begin(prefix="/khcn")
    answer = running.ask("/khcn/login/account")
    back = running.ask(at_the_provider(answer.headers["location"]), Cookie=cookie_of(answer))

    for each in (answer, back):
        assert "HttpOnly" in each.headers["set-cookie"]
        assert "SameSite=Lax" in each.headers["set-cookie"]
        assert "Path=/khcn" in each.headers["set-cookie"]
    assert back.headers["location"] == "/khcn/"


def test_logging_out_ends_it(begin):
    running = begin()
    cookie = login_cookie(come_back(running))

    assert running.ask("/logout", method="POST", form={}, Cookie=cookie).status == 303

    assert running.ask("/", Cookie=cookie).status == 303
    assert running.open_socket(Cookie=cookie) == 403


def test_both_ways_stand_on_the_page_and_both_lead_in(begin, users_file):
    running = begin(users=Users(users_file))
    page = running.ask("/login").text
    assert "Đăng nhập bằng tài khoản cơ quan" in page
    assert 'name="password"' in page

    by_password = running.ask("/login", method="POST", form={"name": "giamdoc", "password": PASSWORD})

    assert by_password.status == come_back(running).status == 303
    assert running.ask("/", Cookie=login_cookie(by_password)).status == 200


def test_without_users_no_password_is_taken(begin):
    running = begin()

    answer = running.ask("/login", method="POST", form={"name": "giamdoc", "password": PASSWORD})

    assert answer.status == 405
    assert "Đăng nhập bằng tài khoản cơ quan" in answer.text


def now() -> int:
    return int(time.time())


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "khac"},
        {"aud": [CLIENT, "khac"]},
        {"aud": [CLIENT, "khac"], "azp": "khac"},
        {"aud": None},
        {"iss": "https://khac.vn"},
        {"nonce": "cua-lan-khac"},
        {"nonce": None},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"exp": "mai"},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"sub": None},
        {"at_hash": "khong-phai"},
    ],
    ids=str,
)
def test_a_token_that_says_something_wrong_is_refused(begin, provider, claims):
    provider.claims = claims

    assert_refused(come_back(begin()), 403, UNTRUSTED)


def test_clocks_may_differ_a_little(begin, provider):
    provider.claims = {"exp": now() - 20, "iat": now() + 20}

    assert come_back(begin()).status == 303


def test_several_audiences_are_right_if_the_token_was_made_for_us(begin, provider):
    provider.claims = {"aud": [CLIENT, "khac"], "azp": CLIENT}

    assert come_back(begin()).status == 303


def test_a_token_without_signature_is_refused(begin, provider):
    running = begin()
    address, cookie = sent_away(running)
    signed = provider.signed(parse_qs(urlsplit(address).query)["nonce"][0]).split(".")
    provider.token = f"eyJhbGciOiJub25lIn0.{signed[1]}."

    assert_refused(running.ask(at_the_provider(address), Cookie=cookie), 403, UNTRUSTED)
    assert "/keys" not in provider.asked


def test_a_token_signed_by_the_public_key_as_a_secret_is_refused(begin, provider):
    provider.is_forged = True

    assert_refused(come_back(begin()), 403, UNTRUSTED)


def test_a_token_of_another_key_is_refused(begin, provider):
    provider.published = [provider.key]
    provider.key = new_key("a")

    assert_refused(come_back(begin()), 403, UNTRUSTED)


def test_a_key_that_nobody_published_is_refused_and_not_asked_for_again_and_again(begin, provider):
    running = begin()
    assert come_back(running).status == 303
    provider.published = [provider.key]
    provider.key = new_key("khong-cong-bo")

    for _ in range(4):
        assert_refused(come_back(running), 403, UNTRUSTED)
    assert provider.asked.count("/keys") == 1


@pytest.mark.parametrize("token", ["", "a.b.c", "x" * 9000, "W10.e30.", "WyJhbGciXQ.e30.AA"])
def test_what_is_no_token_is_refused(begin, provider, token):
    provider.token = token

    assert_refused(come_back(begin()), 403, UNTRUSTED)


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"email_verified": False}, "chưa được nơi cấp tài khoản xác nhận"),
        ({"email_verified": None}, "chưa được nơi cấp tài khoản xác nhận"),
        ({"email_verified": "true"}, "chưa được nơi cấp tài khoản xác nhận"),
        ({"email": "vanthu@sokhcn.tinh.gov.vn"}, "Tài khoản vanthu@sokhcn.tinh.gov.vn chưa được phép"),
        ({"email": None}, "Tài khoản 1 chưa được phép"),
        ({"email": None, "name": "<script>alert(1)</script>"}, "Tài khoản &lt;script&gt;alert(1)&lt;/script&gt; chưa"),
    ],
    ids=str,
)
def test_accounts_that_may_not_come_in_are_told_why(begin, provider, account, words):
    provider.claims = account

    assert_refused(come_back(begin()), 403, words)


def test_who_is_taken_off_the_list_is_out_at_once(begin, oidc_file):
    running = begin()
    cookie = login_cookie(come_back(running))
    assert running.ask("/", Cookie=cookie).status == 200

    oidc_file(running.where, 'emails = ["phogiamdoc@sokhcn.tinh.gov.vn"]')

    assert running.ask("/", Cookie=cookie).status == 303


def test_a_state_and_a_code_are_good_once(begin):
    running = begin()
    address, cookie = sent_away(running)
    back = at_the_provider(address)
    assert running.ask(back, Cookie=cookie).status == 303

    assert_refused(running.ask(back, Cookie=cookie), 400, STALE)


def test_a_code_that_the_provider_does_not_know_is_refused(begin):
    running = begin()
    back, cookie = sent_away(running)
    state = parse_qs(urlsplit(back).query)["state"][0]

    assert_refused(running.ask(f"/login/callback?state={state}&code=khac", Cookie=cookie), 400, STALE)


def test_a_code_of_another_login_is_refused(begin):
    running = begin()
    mine, cookie = sent_away(running)
    theirs = at_the_provider(sent_away(running)[0])
    state, code = parse_qs(urlsplit(mine).query)["state"][0], parse_qs(urlsplit(theirs).query)["code"][0]

    assert_refused(running.ask(f"/login/callback?state={state}&code={code}", Cookie=cookie), 400, STALE)


@pytest.mark.parametrize("changed", [lambda s: s[:-1] + ("x" if s[-1] != "x" else "y"), lambda _: "", lambda s: s * 2])
def test_a_state_that_was_changed_is_refused(begin, changed):
    running = begin()
    back, cookie = sent_away(running)
    code = parse_qs(urlsplit(at_the_provider(back)).query)["code"][0]
    state = changed(parse_qs(urlsplit(back).query)["state"][0])

    assert_refused(running.ask(f"/login/callback?state={state}&code={code}", Cookie=cookie), 400, STALE)


def test_another_browser_can_not_end_a_login(begin):
    running = begin()
    back = at_the_provider(sent_away(running)[0])
    _, cookie_of_another = sent_away(running)

    assert_refused(running.ask(back, Cookie=cookie_of_another), 400, STALE)
    assert_refused(running.ask(at_the_provider(sent_away(running)[0])), 400, STALE)


def test_two_tabs_log_in_side_by_side(begin):
    running = begin()
    (first, its_cookie), (second, other_cookie) = sent_away(running), sent_away(running)
    both = f"{its_cookie}; {other_cookie}"

    assert running.ask(at_the_provider(second), Cookie=both).status == 303
    assert running.ask(at_the_provider(first), Cookie=both).status == 303


@pytest.mark.parametrize(
    "following", ["//evil.vn", "https://evil.vn", "/\\evil.vn", "javascript:alert(1)", "%0d%0aX:y"]
)
def test_nobody_is_led_elsewhere(begin, following):
    back = come_back(begin(), f"/login/account?next={following}")

    assert back.status == 303
    assert back.headers["location"].split("?")[0] == "/"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        ("access_denied", 403, "bạn đã bấm hủy"),
        ("temporarily_unavailable", 502, "Chưa liên lạc được"),
        ("invalid_scope", 403, UNTRUSTED),
        ("<script>", 403, UNTRUSTED),
    ],
)
def test_what_the_provider_refuses_is_told_in_our_own_words(begin, provider, error, status, words):
    provider.error = error
    answer = come_back(begin())

    assert_refused(answer, status, words)
    assert "lời của người lạ" not in answer.text
    assert "<script>" not in answer.text


def test_the_language_of_the_page_stays_to_the_end(begin, provider):
    provider.error = "access_denied"

    assert_refused(come_back(begin(), "/login/account?language=en"), 403, "or you cancelled")


@pytest.mark.parametrize("route", ["/token", "/keys"])
def test_a_provider_that_is_down_is_told(begin, provider, route):
    running = begin()
    provider.down = {route}

    assert_refused(come_back(running), 502, "Chưa liên lạc được với nơi cấp tài khoản")


def test_a_provider_that_takes_too_long_is_told(begin, provider, monkeypatch):
    monkeypatch.setattr(oidc_provider, "PATIENCE", 0.3)
    running = begin()
    provider.slow = 2

    assert_refused(come_back(running), 504, "trả lời quá lâu")


def test_another_provider_may_not_send_readers_back(begin):
    running = begin()
    back, cookie = sent_away(running)

    answer = running.ask(f"{at_the_provider(back)}&iss=https://khac.vn", Cookie=cookie)

    assert_refused(answer, 403, UNTRUSTED)


def test_who_fails_again_and_again_has_to_wait(begin, provider):
    running = begin()
    provider.error = "access_denied"
    for _ in range(TRIES_FROM_AN_ADDRESS):
        assert come_back(running).status == 403
    provider.error = ""

    answer = come_back(running)

    assert_refused(answer, 429, "Hãy thử lại sau 15 phút")
    assert 0 < int(answer.headers["retry-after"]) <= 900


def test_pictures_on_other_sites_lock_nobody_out(begin):
    running = begin()

    for _ in range(TRIES_FROM_AN_ADDRESS + 1):
        assert running.ask("/login/callback?state=x&code=y").status == 400

    assert come_back(running).status == 303


def test_a_login_that_works_is_not_counted_as_failed(begin):
    running = begin()

    for _ in range(TRIES_FROM_AN_ADDRESS + 1):
        assert come_back(running).status == 303


def test_what_is_no_text_is_refused_in_words(begin):
    assert_refused(begin().ask("/login/callback?state=%ff&code=%fe"), 400, UNTRUSTED)


def test_no_log_holds_code_state_token_or_secret(begin, provider, caplog):
    caplog.set_level("DEBUG")
    running = begin()
    address, cookie = sent_away(running)
    back = at_the_provider(address)
    running.ask(back, Cookie=cookie)
    running.ask(back, Cookie=cookie)
    provider.claims = {"aud": "khac"}
    come_back(running)
    here = "\n".join(each.getMessage() for each in caplog.records if "/authorize" not in each.getMessage())

    state = parse_qs(urlsplit(address).query)["state"][0]
    for secret in (state, "code-0", "bi-mat", SECRET, "eyJ", cookie.split("=")[1]):
        assert secret not in here
    assert f"{EMAIL} logged in" in here
    assert "claim “aud”" in here


def test_a_reader_at_another_address_is_first_sent_to_the_one_that_the_provider_knows(start, oidc_file):
    def door(where: Listening) -> OidcDoor:
        page = LoginPage(OWNER, where.prefix, "vi", has_passwords=False, account=Label("a", "a"))
        accounts = open_accounts(oidc_file(where), where)
        return OidcDoor(where, Logins(), page, Throttle(), users=None, accounts=accounts)

    running = start(door)
    port = running.where.port

    answer = running.ask("/login/account?next=period%3D2024", Host=f"localhost:{port}")

    assert answer.status == 303
    assert answer.headers["location"] == f"http://127.0.0.1:{port}/login/account?language=vi&next=%3Fperiod%3D2024"


@pytest.mark.browser
def test_in_a_browser_one_click_leads_to_the_provider_and_back_to_the_page(window, begin):
    running, page = begin(), window.page
    page.goto(f"{running.where.url}?period=2024")

    page.get_by_role("link", name="Đăng nhập bằng tài khoản cơ quan").click()

    expect(page.get_by_text(WORD)).to_be_visible(timeout=60_000)
    expect(page).to_have_url(f"{running.where.url}?period=2024")
