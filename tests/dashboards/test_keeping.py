import gc
import weakref
from functools import partial

import pytest

from khcn_analytics.dashboards import keeping
from khcn_analytics.dashboards.keeping import keep, kept, kept_by_size
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace


@pytest.fixture
def store():
    return Store(reconstructed_workspace("kon_tum_2022"))


def test_the_same_is_computed_once(store):
    made = []

    @kept
    def doubled(_store, number):
        made.append(number)
        return number * 2

    assert [doubled(store, 2), doubled(store, 2), doubled(store, 3)] == [4, 4, 6]
    assert made == [2, 3]


def test_what_fails_is_tried_again(store):
    with pytest.raises(ZeroDivisionError):
        keep(store, "ratio", lambda: 1 / 0)

    assert keep(store, "ratio", lambda: 0.5) == 0.5


def test_what_was_not_asked_for_the_longest_makes_room(store, monkeypatch):
    monkeypatch.setattr(keeping, "_MOST", 2)
    for name in ("a", "b", "a", "c"):
        keep(store, name, partial("first {}".format, name))

    assert keep(store, "a", lambda: "again") == "first a"
    assert keep(store, "b", lambda: "again") == "again"


def test_what_is_large_makes_room_by_its_size(store, monkeypatch):
    monkeypatch.setattr(keeping, "_MOST_BYTES", 10)
    made = []

    @kept_by_size(len)
    def letters(_store, letter, number):
        made.append(letter)
        return letter * number

    for letter, number in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4)):
        assert letters(store, letter, number) == letter * number
    assert made == ["a", "b", "c", "b"]

    # What is larger than all the room stays until the next comes.
    assert letters(store, "d", 20) is letters(store, "d", 20)
    assert letters(store, "e", 1) == "e"
    assert letters(store, "d", 20) == "d" * 20
    assert made == ["a", "b", "c", "b", "d", "e", "d"]


def test_nothing_outlives_its_store():
    store = Store(reconstructed_workspace("kon_tum_2022"))
    tasks = store.workspace.datasets["tasks"]
    keep(store, "tasks", lambda: tasks)
    gone = weakref.ref(store)

    del store
    gc.collect()

    assert gone() is None
