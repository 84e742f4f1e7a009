import pytest
from dashboards.serving.asking import request

from khcn_analytics.dashboards.serving.gate import Answer, Gate, OpenDoor
from khcn_analytics.dashboards.serving.listening import Listening

ORIGIN = "http://127.0.0.1:5006"


def status(answer: Answer | None) -> int | None:
    return None if answer is None else answer.status


@pytest.fixture
def gate():
    return Gate(Listening(), OpenDoor())


@pytest.mark.parametrize("uri", ["/", "/?period=2024&unit=x", "/static/js/bokeh.min.js?v=1", "/favicon.ico", "/health"])
def test_what_a_page_needs_is_let_in(gate, uri):
    assert gate.answer(request(uri)) is None
    assert gate.match(request(uri)) is None


@pytest.mark.parametrize(
    "uri",
    [
        *("/autoload.js", "/metadata", "/components/this/x/_css/y", "/rest/session_info", "/liveness", "/admin"),
        *("/login", "/logout", "/static/", "/x", "//", "/ws/", "/%2e%2e/etc/passwd", "/overview", "/static"),
    ],
)
def test_whatever_is_not_known_is_not_there(gate, uri):
    assert status(gate.answer(request(uri))) == 404


@pytest.mark.parametrize(
    "uri", ["/?bokeh-session-id=abc", "/?bokeh-token=abc", "/?x=1&bokeh-session-id=a", "/?bokeh-autoload-element=1"]
)
def test_nobody_names_the_session(gate, uri):
    assert status(gate.answer(request(uri))) == 400


def test_nor_by_a_header(gate):
    assert status(gate.answer(request(Bokeh_Session_Id="abc"))) == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_a_page_is_read_only(gate, method):
    assert status(gate.answer(request(method=method, Origin=ORIGIN))) == 405


@pytest.mark.parametrize(
    "host", ["evil.vn", "127.0.0.1", "127.0.0.1:5007", "evil.vn:5006", "", "127.0.0.1.evil.vn:5006"]
)
def test_a_name_that_someone_made_lead_here_is_refused(gate, host):
    assert status(gate.answer(request(host=host))) == 421


@pytest.mark.parametrize("host", ["127.0.0.1:5006", "localhost:5006", "LocalHost:5006"])
def test_the_names_of_this_machine_are_let_in(gate, host):
    assert gate.answer(request(host=host)) is None


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "http://evil.vn", "https://127.0.0.1:5006", "http://127.0.0.1", "http://127.0.0.1:50061"),
        *("http://127.0.0.1:5006.evil.vn", "HTTP://127.0.0.1:5006", "http://127.0.0.1:5006/", ""),
    ],
)
def test_the_socket_opens_for_the_own_page_only(gate, origin):
    assert gate.answer(request("/ws", Origin=ORIGIN)) is None
    assert status(gate.answer(request("/ws", Origin=origin))) == 403


def test_a_socket_without_origin_is_refused(gate):
    assert status(gate.answer(request("/ws"))) == 403


@pytest.mark.parametrize("header", ["X_Forwarded_For", "X_Real_Ip", "Forwarded", "X_Forwarded_Proto"])
def test_a_proxy_nobody_spoke_of_is_refused(gate, header):
    answer = gate.answer(request(**{header: "203.0.113.9"}))

    assert status(answer) == 403
    assert answer
    assert "--allow-origin" in answer.text.vi


def test_a_proxy_that_was_spoken_of_is_let_in():
    gate = Gate(Listening(allowed=("https://bang.tinh.gov.vn",)), OpenDoor())

    assert gate.answer(request(host="bang.tinh.gov.vn", X_Real_Ip="203.0.113.9")) is None


def test_behind_a_prefix_nothing_is_served_without_it():
    gate = Gate(Listening(prefix="/khcn"), OpenDoor())

    for uri in ("/khcn/", "/khcn", "/khcn/static/js/x.js", "/favicon.ico", "/khcn/health"):
        assert gate.answer(request(uri)) is None
    for uri in ("/", "/ws", "/static/js/x.js", "/khcn2/", "/khcnws", "/khcn/x"):
        assert status(gate.answer(request(uri, Origin=ORIGIN))) == 404


def test_every_answer_tells_why_in_both_languages(start):
    answer = start().ask("/admin")

    assert answer.status == 404
    assert "Không có trang này." in answer.text
    assert "There is no such page." in answer.text


def test_the_gate_is_before_everything_panel_answers(start):
    running = start()

    for path in ("/autoload.js?bokeh-autoload-element=1", "/metadata", "/components/this/x/_css/y"):
        assert running.ask(path).status == 404
    assert running.ask("/?bokeh-session-id=abc").status == 400
    assert running.ask("/", Host="evil.vn").status == 421
    assert running.open_socket() == 101
    assert running.open_socket(Origin=None) == 403
    assert running.open_socket(Origin="http://evil.vn") == 403
