import pytest

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.pages.emulation_levers import Kind, levers_of, nice_step, supposed_of
from khcn_analytics.scoring.supposing import Supposition
from khcn_analytics.store.workspace import example_workspace

SCIENCE, BLOCKED = "Phòng Quản lý khoa học", "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def scoring():
    return score(example_workspace(), "mau_100", 2025)


@pytest.fixture(scope="module")
def levers(scoring):
    return {(each.kind, each.code): each for each in levers_of(scoring, SCIENCE, "vi")}


def test_every_criterion_item_and_weight_can_be_moved(scoring, levers):
    criteria, items = [{each.code for each in every} for every in (scoring.scheme.criteria, scoring.scheme.events)]

    assert {code for kind, code in levers if kind == "result"} == criteria
    assert {code for kind, code in levers if kind == "event"} == items
    assert {code for kind, code in levers if kind == "weight"} == criteria


def test_it_stands_where_it_is_and_reads_as_people_read_it(levers):
    on_time, given, promised = levers["result", "A2"], levers["result", "B1"], levers["result", "C2"]

    assert (on_time.now, on_time.what) == ("94,1 %", "actual")
    assert on_time.options["94,1 %"] == pytest.approx(16 / 17)
    assert (given.now, given.what, given.options["9,25 điểm"]) == ("9,5 điểm", "points", 9.25)
    assert (promised.now, list(promised.options)) == ("đạt", ["không đạt", "đạt"])


def test_options_rise_and_what_can_be_earned_lies_within(levers):
    for each in levers.values():
        values = [value for value in each.options.values() if value is not None]
        assert values == sorted(values)
    # 15 points at one each.
    assert max(levers["result", "A1"].options.values()) >= 15
    assert (min(levers["weight", "A1"].options.values()), max(levers["weight", "A1"].options.values())) == (2.5, 30)


def test_what_is_missing_is_told_and_can_be_filled_in(scoring):
    levers = levers_of(scoring, BLOCKED, "vi")
    missing = next(each for each in levers if each.code == "B3")

    found = supposed_of(scoring, BLOCKED, levers, {("result", "B3"): "4 điểm"}).totals().filter(unit=BLOCKED)

    assert (missing.now, missing.options["chưa có"]) == ("chưa có", None)
    assert found["total"].item() is None
    assert found["supposed_total"].item() is not None


def test_moving_is_supposing(scoring, levers):
    moved: dict[tuple[Kind, str], str] = {
        ("result", "A2"): "100 %",
        ("event", "T1"): "1",
        ("weight", "C1"): "tối đa 20 điểm",
    }
    supposed = [Supposition(SCIENCE, "A2", 1.0), Supposition(SCIENCE, "T1", 1)]

    found = supposed_of(scoring, SCIENCE, levers.values(), moved).totals()

    assert found.equals(scoring.what_if(supposed, maxima={"C1": 20}).totals())


def test_points_supposed_grow_with_the_points_of_their_criterion(scoring, levers):
    moved: dict[tuple[Kind, str], str] = {("result", "C1"): "10 điểm", ("weight", "C1"): "tối đa 20 điểm"}

    found = supposed_of(scoring, SCIENCE, levers.values(), moved)

    # All of 10 is all of 20.
    assert found.after.points.filter(unit=SCIENCE, code="C1")["points"].item() == 20


def test_where_it_stands_supposes_nothing(scoring, levers):
    moved = {key: each.now for key, each in levers.items()}

    assert supposed_of(scoring, SCIENCE, levers.values(), moved).steps().is_empty()


@pytest.mark.parametrize(("about", "step"), [(1.0, 1.0), (0.12, 0.25), (1.5, 2.5), (60.0, 100.0)])
def test_steps_are_round(about, step):
    assert nice_step(about) == step
