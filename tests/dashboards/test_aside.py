import threading
from collections.abc import Callable

import panel as pn
import pytest

from khcn_analytics.dashboards.aside import aside
from khcn_analytics.errors import KhcnError, WrongUseError
from khcn_analytics.progress import report
from khcn_analytics.vocabulary.labels import Label

STEP = Label("đọc", "reading")


def counted() -> int:
    report(STEP, 1, 2)
    return 7


def refused() -> int:
    raise WrongUseError("không được", "no")


def broken() -> int:
    raise ZeroDivisionError


@pytest.fixture
def results():
    return []


def test_without_a_session_it_is_done_at_once_and_tells_how_far_it_is(results):
    told = []

    aside(counted, results.append, lambda *step: told.append(step))

    assert results == [7]
    assert told == [(STEP, 1, 2)]


def test_a_refusal_is_handed_over_and_a_failure_is_told_in_words(results, caplog):
    aside(refused, results.append, lambda *_: None)
    aside(broken, results.append, lambda *_: None)

    assert results[0].vi == "không được"
    assert isinstance(results[1], KhcnError)
    assert "lỗi ngoài dự kiến" in results[1].vi
    assert "ZeroDivisionError" in caplog.text


class Document:
    """A session that does what it is told on its next turn."""

    session_context = object()

    def __init__(self) -> None:
        self.turns: list[Callable[[], None]] = []
        self.came = threading.Semaphore(0)

    def add_next_tick_callback(self, turn):
        self.turns.append(turn)
        self.came.release()


def test_in_a_session_it_is_done_in_another_thread_and_handed_over_on_its_turn(results, monkeypatch):
    document, threads = Document(), []
    monkeypatch.setattr(type(pn.state), "curdoc", document)

    aside(lambda: threads.append(threading.current_thread()), results.append, lambda *_: None)
    assert document.came.acquire(timeout=30)

    assert results == []
    assert threads != [threading.current_thread()]
    document.turns[-1]()
    assert results == [None]
