import json
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from builders import tasks

from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.store.batches import batch_of, key_in_two_files, problems_of


@pytest.fixture
def batch():
    """A file of four tasks in the sheet DM, from row 5 on; the second has a negative budget."""
    given = tasks(
        budget_vnd=[1_000_000, -1, 3_000_000, 4_000_000], department=["cao_bang", "cao_bang", "kon_tum", "cao_bang"]
    )
    checked = check_frame(given, TASKS)
    places = pl.DataFrame({"sheet": ["DM"] * 4, "row": [5, 6, 7, 8]})
    text = places.hstack(given.select("task_id", "title", "budget_vnd").cast(pl.String))
    located = checked.problems.with_columns(pl.col("row") + 4, sheet=pl.lit("DM"), file=pl.lit("x.xlsx"))
    file: Any = SimpleNamespace(
        dataset=TASKS,
        clean=checked.clean,
        quarantined=text[checked.kept_out],
        kept_out=checked.kept_out,
        problems=located,
        keys=given.select(TASKS.key),
        given={"DM": tuple(given.columns)},
        rows_read=4,
        places=places,
    )
    return batch_of(file, "x.xlsx", "ab" * 32, ["cao_bang"])


def test_records_of_other_departments_are_kept_out_with_their_place(batch):
    assert batch.read == 4
    assert batch.clean["task_id"].to_list() == ["NV-001", "NV-004"]
    assert sorted(batch.quarantine.select("sheet", "row").rows()) == [("DM", 6), ("DM", 7)]
    told = problems_of([batch]).select("file", "sheet", "row", "rule").rows()
    assert told == [("x.xlsx", "DM", 6, "at_least"), ("x.xlsx", "DM", 7, "unknown_department")]


def test_every_entry_has_the_key_of_its_record(batch):
    keys = [json.loads(each) for each in batch.quarantine["key"]]

    assert [(each["department"], each["task_id"]) for each in keys] == [("cao_bang", "NV-002"), ("kon_tum", "NV-003")]
    assert batch.problems["key"].to_list() == batch.quarantine["key"].to_list()


def test_a_row_without_key_has_none():
    given = tasks(task_id=[None])
    checked = check_frame(given, TASKS)
    text = pl.DataFrame(
        {"sheet": [None], "row": [2], "task_id": [None], "title": ["x"]}, schema_overrides={"sheet": pl.String}
    )
    file: Any = SimpleNamespace(
        dataset=TASKS,
        clean=checked.clean,
        quarantined=text,
        places=text.select("sheet", "row"),
        kept_out=checked.kept_out,
        problems=checked.problems,
        keys=given.select(TASKS.key),
        given={None: tuple(given.columns)},
        rows_read=1,
    )

    assert batch_of(file, "x.csv", "", ["cao_bang"]).quarantine["key"].to_list() == [None]


def test_records_kept_out_later_are_told_where_they_stood(batch):
    bad = pl.Series([False, True])

    left = batch.without(bad, key_in_two_files(batch.clean, bad, TASKS))

    assert left.clean["task_id"].to_list() == ["NV-001"]
    assert left.places.rows() == [("DM", 5)]
    last = left.problems.row(-1, named=True)
    assert (last["rule"], last["sheet"], last["row"], last["value"]) == ("key_in_two_files", "DM", 8, "NV-004")
    assert json.loads(left.quarantine["record"][-1])["budget_vnd"] == "4000000"
