from urllib.parse import urlsplit

import pytest
from dashboards.serving.asking import WORD

from khcn_analytics.dashboards.serving.token_door import TokenDoor


@pytest.fixture
def studio(start):
    """A server behind a token, and the token's part of the address."""
    doors: list[TokenDoor] = []

    def door(where):
        doors.append(TokenDoor(where))
        return doors[0]

    running = start(door)
    return running, urlsplit(doors[0].url).query


def cookie_of(answer) -> str:
    return answer.headers["set-cookie"].split(";")[0]


def test_without_the_token_nothing_opens_and_the_way_is_told(studio):
    running, _ = studio

    answer = running.ask("/")

    assert answer.status == 403
    assert "khcn studio" in answer.text
    assert running.open_socket() == 403


@pytest.mark.parametrize("query", ["token=", "token=x", "token=%FF%FE", "other=1"])
def test_another_token_does_not_open(studio, query):
    assert studio[0].ask(f"/?{query}").status == 403


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(studio):
    running, token = studio

    answer = running.ask(f"/?unit=V%C4%83n+ph%C3%B2ng&{token}")

    assert answer.status == 303
    assert answer.headers["location"] == "/?unit=V%C4%83n+ph%C3%B2ng"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    assert token.removeprefix("token=") not in answer.headers["set-cookie"]


def test_the_cookie_opens_page_and_socket(studio):
    running, token = studio
    cookie = cookie_of(running.ask(f"/?{token}"))

    answer = running.ask("/", Cookie=cookie)

    assert answer.status == 200
    assert WORD.split()[0] in answer.text or "bokeh" in answer.text
    assert running.open_socket(Cookie=cookie) == 101
    assert running.open_socket(Cookie=cookie[:-1]) == 403


def test_the_token_is_new_with_every_start(start):
    first, second = TokenDoor(start().where), TokenDoor(start().where)

    assert urlsplit(first.url).query != urlsplit(second.url).query


def test_the_socket_does_not_take_the_token(studio):
    running, token = studio

    assert running.open_socket(f"/ws?{token}") == 403
