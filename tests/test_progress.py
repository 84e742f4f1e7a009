import pytest

import khcn_analytics as kh
from khcn_analytics.progress import listen_always, listening, report, reported
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


def test_each_of_many_is_told_before_it_is_done_and_all_at_last(heard):
    with listening(lambda *told: heard.append(told)):
        done = list(reported(STEP, "ab"))

    assert done == ["a", "b"]
    assert heard == [(STEP, 0, 2), (STEP, 1, 2), (STEP, 2, 2)]


@pytest.mark.parametrize(
    ("step", "work"),
    [
        ("Opening the workspace", lambda _: kh.example_workspace()),
        ("Computing indicators", lambda workspace: kh.analyse(workspace, ["2024"])),
        ("Looking for where changes come from", lambda workspace: kh.analyse(workspace, ["2024"]).narrative()),
        ("Trying weights", lambda workspace: kh.score(workspace, "mau_100", 2025).sensitivity(samples=10)),
        ("Leaving out each criterion", lambda workspace: kh.score(workspace, "mau_100", 2025).leave_one_out()),
        (
            "Scoring each period",
            lambda workspace: kh.score(workspace, "mau_100", 2025).bump_chart([2024], "Khối phòng chuyên môn"),
        ),
    ],
)
def test_long_work_tells_how_far_it_has_come(heard, workspace, step, work):
    with listening(lambda step, done, total: heard.append((step.en, done, total))):
        work(workspace)

    mine = [(done, total) for name, done, total in heard if name == step]
    assert mine[0][0] == 0
    assert mine[-1][0] == mine[-1][1] > 0


@pytest.fixture(scope="module")
def workspace():
    return kh.example_workspace()
