import re

import pytest

from khcn_analytics.dashboards.serving.headers import PAGE_POLICY, PLAIN_POLICY, plain_page_headers


@pytest.mark.parametrize("path", ["/", "/admin", "/health", "/static/js/bokeh.min.js", "/static/nichts.js", "/login"])
def test_every_answer_has_them_whoever_answers(start, login_door, path):
    headers = start(login_door).ask(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src" in headers["content-security-policy"]
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
    assert "strict-transport-security" not in headers


def test_pages_are_not_kept_but_files_are(start):
    running = start()

    assert running.ask("/").headers["cache-control"] == "no-store"
    assert "no-store" not in running.ask("/static/js/bokeh.min.js").headers["cache-control"]


def test_nothing_is_asked_of_another_host():
    for policy in (PAGE_POLICY, PLAIN_POLICY):
        assert not re.search(r"https?:|\*|ws:|wss:", policy)
    assert "script-src-attr 'none'" in PAGE_POLICY
    assert "frame-ancestors 'none'" in PAGE_POLICY


def test_a_page_without_scripts_allows_none():
    assert "script" not in plain_page_headers()["Content-Security-Policy"]
    assert "default-src 'none'" in PLAIN_POLICY


def test_browsers_stay_with_https_where_there_is_nothing_else(start):
    running = start(allowed=("https://bang.tinh.gov.vn",))

    headers = running.ask("/", Host="bang.tinh.gov.vn").headers

    assert headers["strict-transport-security"] == "max-age=31536000"


def test_the_files_of_vega_are_called_scripts(start):
    answer = start().ask("/static/extensions/panel/bundled/vegaplot/vega@6.1.2")

    assert answer.status in (200, 404)
    assert answer.headers["content-type"].startswith("text/javascript")
