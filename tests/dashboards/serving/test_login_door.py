import pytest
from dashboards.serving.asking import PASSWORD

from khcn_analytics.dashboards.serving.throttling import TRIES_AS_A_USER
from khcn_analytics.dashboards.serving.users import remove_user

WRONG = {"name": "giamdoc", "password": "sai rồi"}
RIGHT = {"name": "giamdoc", "password": PASSWORD}


@pytest.fixture
def running(start, login_door):
    return start(login_door)


def cookie_of(answer) -> str:
    return answer.headers["set-cookie"].split(";")[0]


def test_strangers_are_sent_to_log_in_and_find_their_choices_again(running):
    answer = running.ask("/?period=2024&unit=V%C4%83n")

    assert answer.status == 303
    assert answer.headers["location"] == "/login?next=period%3D2024%26unit%3DV%25C4%2583n"
    assert running.open_socket() == 403

    logged_in = running.ask(answer.headers["location"], method="POST", form=RIGHT)
    assert logged_in.status == 303
    assert logged_in.headers["location"] == "/?period=2024&unit=V%C4%83n"


def test_the_right_password_opens_page_and_socket(running):
    logged_in = running.ask("/login", method="POST", form=RIGHT)
    cookie = cookie_of(logged_in)

    assert "HttpOnly" in logged_in.headers["set-cookie"]
    assert "SameSite=Lax" in logged_in.headers["set-cookie"]
    assert "Secure" not in logged_in.headers["set-cookie"]
    assert running.ask("/", Cookie=cookie).status == 200
    assert running.open_socket(Cookie=cookie) == 101


def test_behind_https_the_cookie_is_sent_by_https_only(start, login_door):
    running = start(login_door, allowed=("https://bang.tinh.gov.vn",))
    outside = {"Host": "bang.tinh.gov.vn", "Origin": "https://bang.tinh.gov.vn"}

    assert "Secure" in running.ask("/login", method="POST", form=RIGHT, **outside).headers["set-cookie"]


@pytest.mark.parametrize(
    "form",
    [WRONG, {"name": "vanthu", "password": PASSWORD}, {"name": "giamdoc"}, {}, {"name": "x" * 9999, "password": "\0"}],
)
def test_a_wrong_password_and_a_stranger_are_told_the_same(running, form):
    answer = running.ask("/login", method="POST", form=form)

    assert answer.status == 403
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert "set-cookie" not in answer.headers
    assert "sai rồi" not in answer.text


def test_after_five_wrong_passwords_the_right_one_has_to_wait(running):
    for _ in range(TRIES_AS_A_USER - 1):
        assert running.ask("/login", method="POST", form=WRONG).status == 403
    fifth = running.ask("/login", method="POST", form=WRONG)

    right = running.ask("/login", method="POST", form=RIGHT)

    assert fifth.status == right.status == 429
    assert "thử lại sau 15 phút" in right.text
    assert 0 < int(right.headers["retry-after"]) <= 900


@pytest.mark.parametrize("origin", [None, "null", "http://evil.vn"])
def test_another_site_can_neither_log_in_nor_out(running, origin):
    assert running.ask("/login", method="POST", form=RIGHT, Origin=origin).status == 403
    assert running.ask("/logout", method="POST", form={}, Origin=origin).status == 403


@pytest.mark.parametrize("following", ["//evil.vn", "https://evil.vn", "/\\evil.vn", "javascript:alert(1)", "\r\nX: y"])
def test_nobody_is_led_elsewhere(running, following):
    answer = running.ask("/login", method="POST", form={**RIGHT, "next": following})

    assert answer.headers["location"].split("?")[0] == "/"


def test_logging_out_needs_a_form_and_ends_the_login(running):
    cookie = cookie_of(running.ask("/login", method="POST", form=RIGHT))
    asked = running.ask("/logout", Cookie=cookie)
    assert asked.status == 200
    assert "giamdoc đang đăng nhập" in asked.text
    assert running.ask("/", Cookie=cookie).status == 200

    assert running.ask("/logout", method="POST", form={}, Cookie=cookie).headers["location"] == "/login"

    assert running.ask("/", Cookie=cookie).status == 303
    assert running.open_socket(Cookie=cookie) == 403
    assert running.ask("/logout", Cookie=cookie).status == 303


def test_who_is_removed_from_the_file_is_out(running, users_file):
    cookie = cookie_of(running.ask("/login", method="POST", form=RIGHT))

    remove_user(users_file, "giamdoc")

    assert running.ask("/", Cookie=cookie).status == 303


def test_a_cookie_of_another_name_or_value_is_nobody(running):
    name, value = cookie_of(running.ask("/login", method="POST", form=RIGHT)).split("=", 1)

    for cookie in (f"{name}={value[:-2]}", f"{name}x={value}", f"user={value}", "is_guest=1", f"{name}="):
        assert running.ask("/", Cookie=cookie).status == 303


def test_the_login_is_under_the_prefix(start, login_door):
    running = start(login_door, prefix="/khcn")

    assert running.ask("/khcn/").headers["location"] == "/khcn/login"
    logged_in = running.ask("/khcn/login", method="POST", form=RIGHT)
    assert logged_in.headers["location"] == "/khcn/"
    assert "Path=/khcn" in logged_in.headers["set-cookie"]
    assert running.ask("/khcn/", Cookie=cookie_of(logged_in)).status == 200


def test_a_body_larger_than_any_form_is_not_read(running):
    try:
        status = running.ask("/login", method="POST", form={"password": "x" * 2**17}).status
    except OSError:  # the connection was closed before all of it was sent
        return
    assert status in (400, 413)
