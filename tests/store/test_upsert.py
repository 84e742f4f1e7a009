import polars as pl
import pytest
from builders import records
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.store.upsert import aligned, completed, shared_keys, upsert


def frame(**columns):
    return pl.DataFrame(columns, schema_overrides={"id": pl.String, "n": pl.Int64, "m": pl.Int64})


def test_replaced_records_stay_in_their_place_and_added_ones_come_last():
    done = upsert(frame(id=["a", "b", "c"], n=[1, 2, 3]), frame(id=["d", "b", "a"], n=[4, 5, 1]), ["id"])

    assert done.records.rows() == [("a", 1), ("b", 5), ("c", 3), ("d", 4)]
    assert (done.added, done.changed, done.unchanged) == (1, 1, 1)


def test_emptying_a_value_is_a_change():
    done = upsert(frame(id=["a"], n=[1]), frame(id=["a"], n=[None]), ["id"])

    assert done.records.rows() == [("a", None)]
    assert done.changed == 1


def test_a_null_in_a_key_is_a_value_like_any_other():
    figure = records(PUBLISHED, note=[None, "nhắc lại"], locator="đoạn 1")

    done = upsert(figure, figure.with_columns(source=pl.lit("other")), PUBLISHED.key)

    assert (done.added, done.changed) == (0, 2)


def test_a_dataset_of_keys_only_never_changes():
    done = upsert(frame(id=["a"]), frame(id=["a", "b"]), ["id"])

    assert (done.added, done.changed, done.unchanged) == (1, 0, 1)


rows = st.dictionaries(st.sampled_from("abcde"), st.none() | st.integers(0, 2))


@given(st.lists(rows, max_size=4))
def test_upserts_are_those_of_a_dict(batches):
    model: dict[str, int | None] = {}
    stored = frame(id=[], n=[])
    for batch in batches:
        done = upsert(stored, frame(id=list(batch), n=list(batch.values())), ["id"])
        assert done.added == len(batch.keys() - model.keys())
        assert done.unchanged == sum(key in model and model[key] == value for key, value in batch.items())
        assert done.added + done.changed + done.unchanged == len(batch)
        model |= batch
        stored = done.records

    assert list(stored.iter_rows()) == list(model.items())


def test_columns_a_file_lacks_keep_what_is_stored():
    stored = frame(id=["a", "b"], n=[1, 2], m=[3, 4])
    incoming = frame(id=["b", "c"], n=[5, None], m=[None, None])

    whole = completed(incoming, stored, ["id"], {"m": pl.Series([True, True])})

    assert whole.rows() == [("b", 5, 4), ("c", None, None)]


def test_only_the_records_of_the_table_that_lacks_a_column_keep_what_is_stored():
    stored, incoming = frame(id=["a", "b"], m=[3, 4]), frame(id=["a", "b"], m=[None, None])

    whole = completed(incoming, stored, ["id"], {"m": pl.Series([False, True])})

    assert whole.rows() == [("a", None), ("b", 4)]


def test_a_file_with_every_column_is_taken_as_it_is():
    incoming = frame(id=["a"], n=[None])

    assert completed(incoming, frame(id=["a"], n=[1]), ["id"], {}) is incoming


def test_keys_seen_before_are_told_by_whether_the_values_agree():
    seen, incoming = frame(id=["a", "b"], n=[1, None]), frame(id=["a", "b", "c"], n=[2, None, 3])

    equal, other = shared_keys(incoming, seen, ["id"])

    assert equal.to_list() == [False, True, False]
    assert other.to_list() == [True, False, False]


@pytest.mark.parametrize("stored", [pl.DataFrame(), frame(id=["a"]), frame(id=["a"], old=[1])])
def test_a_table_of_another_day_gets_the_columns_of_today(stored):
    types = {"id": pl.String(), "n": pl.Int64()}

    assert aligned(stored, types).schema == types
    assert aligned(stored, types).height == stored.height
