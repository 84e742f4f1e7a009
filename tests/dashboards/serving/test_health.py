import json

import pytest
from dashboards.serving.asking import request

from khcn_analytics.dashboards.serving.health import client_address, is_forwarded
from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import DataNotFoundError


def test_it_tells_version_uptime_and_sessions(start, workspace):
    running = start()
    running.ask("/")

    answer = running.ask("/health")

    told = json.loads(answer.text)
    assert answer.status == 200
    assert told["state"] == "ok"
    assert told["version"] == workspace.version
    assert told["sessions"] == 1
    assert told["uptime_seconds"] >= 0
    assert told["failure"] is None


def test_it_is_no_health_if_the_newest_data_could_not_be_loaded(start, workspace):
    live = LiveStore(lambda: Store(workspace))
    live.failure = DataNotFoundError("tasks.csv")

    answer = start(figures=live).ask("/health")

    assert answer.status == 503
    assert json.loads(answer.text)["state"] == "stale"
    assert "tasks.csv" in json.loads(answer.text)["failure"]


@pytest.mark.parametrize("header", ["X_Forwarded_For", "X_Real_Ip", "Forwarded"])
def test_it_is_not_told_through_a_proxy(start, header):
    running = start(allowed=("http://127.0.0.1:1",))

    assert running.ask("/health").status == 200
    assert running.ask("/health", **{header: "203.0.113.9"}).status == 404


def test_it_is_under_the_prefix(start):
    running = start(prefix="/khcn")

    assert running.ask("/khcn/health").status == 200
    assert running.ask("/health").status == 404


def test_who_asks_is_told_by_a_proxy_of_this_machine_only():
    through = request(X_Real_Ip="203.0.113.9")
    assert is_forwarded(through)
    assert client_address(through) == "203.0.113.9"

    through.remote_ip = "198.51.100.7"
    assert client_address(through) == "198.51.100.7"
    assert client_address(request(X_Real_Ip="<script>")) == "127.0.0.1"
    assert client_address(request()) == "127.0.0.1"
