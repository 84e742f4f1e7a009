import pytest

from khcn_analytics.progress import listen_always, listening, report
from khcn_analytics.vocabulary.labels import Label

STEP = Label("đọc", "reading")


@pytest.fixture
def heard():
    heard: list[object] = []
    yield heard
    listen_always(None)


def test_nobody_need_listen():
    report(STEP, 1, 2)


def test_who_listens_hears_the_work_inside(heard):
    with listening(lambda *told: heard.append(told)):
        report(STEP, 1, 2)
    report(STEP, 2, 2)

    assert heard == [(STEP, 1, 2)]


def test_a_listener_inside_another_hears_alone(heard):
    with listening(lambda *_: heard.append("outer")):
        with listening(lambda *_: heard.append("inner")):
            report(STEP, 1, 2)
        report(STEP, 2, 2)

    assert heard == ["inner", "outer"]


def test_a_listener_of_all_hears_what_no_other_does(heard):
    listen_always(lambda *_: heard.append("all"))
    report(STEP, 1, 2)
    with listening(lambda *_: heard.append("inner")):
        report(STEP, 2, 2)

    assert heard == ["all", "inner"]
