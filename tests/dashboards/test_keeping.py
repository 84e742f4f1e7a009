import gc
import weakref
from functools import partial

import pytest

from khcn_analytics.dashboards import keeping
from khcn_analytics.dashboards.keeping import keep, kept
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


def test_nothing_outlives_its_store():
    store = Store(reconstructed_workspace("kon_tum_2022"))
    tasks = store.workspace.datasets["tasks"]
    keep(store, "tasks", lambda: tasks)
    gone = weakref.ref(store)

    del store
    gc.collect()

    assert gone() is None
