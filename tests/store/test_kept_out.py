"""Rows kept out, as a workspace tells of them when it is opened later."""

import json

import polars as pl
import pytest
from builders import tasks

from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.kept_out import PROBLEMS, QUARANTINE
from khcn_analytics.store.tables import read_table
from khcn_analytics.store.versions import newest_number, read_version
from khcn_analytics.store.workspace import open_workspace

from .conftest import CARD


@pytest.fixture
def told(folder):
    """How many rows are kept out, and the rules they broke."""

    def tell():
        workspace = open_workspace(folder)
        return workspace.kept_out, workspace.problems["rule"].to_list()

    return tell


def test_the_row_is_kept_as_the_text_it_was(folder, file):
    path = file(tasks())
    path.write_text(path.read_text("utf-8").replace("provincial", "cấp làng"), "utf-8")
    import_files(folder, path)

    tables = read_version(folder, newest_number(folder)).tables
    row = read_table(folder, QUARANTINE, tables[QUARANTINE]).row(0, named=True)
    assert json.loads(row["record"])["level"] == "cấp làng"
    assert (row["dataset"], row["source"], json.loads(row["key"])["task_id"]) == ("tasks", "tasks.csv", "NV-001")
    assert read_table(folder, PROBLEMS, tables[PROBLEMS])["key"].to_list() == [row["key"]]


def test_problems_keep_their_place_in_the_file(folder, file):
    import_files(folder, file(tasks(budget_vnd=[5_000_000, -1])))

    problem = open_workspace(folder).problems.row(0, named=True)
    assert (problem["file"], problem["row"], problem["value"]) == ("tasks.csv", 3, "-1")


def test_a_key_filled_from_above_comes_in_again(folder, workbook, told):
    def book(budget):
        columns = ("Sở", "Mã nhiệm vụ", "Tên nhiệm vụ", "Cấp quản lý", "Tổng kinh phí (đồng)")
        return [columns, ("cao_bang", "NV-001", "Một", "Cấp tỉnh", 1), ('"', "NV-002", "Hai", "Cấp tỉnh", budget)]

    import_files(folder, workbook("cũ.xlsx", một=book(-1)))
    assert told()[0] == 1

    import_files(folder, workbook("mới.xlsx", một=book(5_000_000)))

    assert told()[0] == 0


def test_another_file_of_the_same_name_leaves_what_is_kept_out(folder, file, told):
    import_files(folder, file(tasks(task_id=["T1-1", "T1-2"], budget_vnd=[5_000_000, -1]), "bao-cao.csv"))

    report = import_files(folder, file(tasks(task_id=["T2-1", "T2-2"]), "bao-cao.csv"))

    assert told() == (1, ["at_least"])
    assert report.forgotten == 0


def test_a_row_without_key_waits_until_its_place_is_taken_and_that_is_told(folder, file, told):
    import_files(folder, file(tasks(task_id=["T1", "T2", None]), "bao-cao.csv"))
    shorter = import_files(folder, file(tasks(task_id=["T3", "T4"]), "bao-cao.csv"))
    elsewhere = import_files(folder, file(tasks(task_id=["T5", "T6", "T7"]), "khác.csv"))
    assert (shorter.forgotten, elsewhere.forgotten) == (0, 0)
    assert told() == (1, ["required"])

    report = import_files(folder, file(tasks(task_id=["T8", "T9", "T10"]), "bao-cao.csv"))

    assert report.forgotten == 1
    assert told() == (0, [])


def test_the_same_row_without_key_again_is_not_forgotten(folder, file, told):
    path = file(tasks(task_id=["T1", None]))
    import_files(folder, path)

    assert import_files(folder, path).forgotten == 0
    assert told() == (1, ["required"])


def test_what_is_told_of_a_table_is_told_anew_with_its_file(folder, file, told):
    path = file(tasks().with_columns(extra=pl.lit("x")))
    import_files(folder, path)
    rules = told()[1]
    assert len(rules) == 1

    import_files(folder, file(tasks(title="Khác").with_columns(extra=pl.lit("x"))))
    assert told() == (0, rules)
    import_files(folder, file(tasks(title="Khác nữa")))

    assert told() == (0, [])


def test_a_key_that_comes_in_wrong_again_is_kept_out_once(folder, file, told):
    import_files(folder, file(tasks(budget_vnd=-1), "a.csv"))

    import_files(folder, file(tasks(budget_vnd=-2), "b.csv"))

    assert told() == (1, ["at_least"])


def test_a_file_imported_again_replaces_what_was_told_of_it(folder, file, told):
    import_files(folder, file(tasks(budget_vnd=[-1, -2_000_000, 3_000_000])))
    assert told() == (2, ["at_least", "at_least"])

    import_files(folder, file(tasks(budget_vnd=[1_000_000, -2_000_000, 3_000_000])))

    assert told() == (1, ["at_least"])


def test_a_mended_row_in_another_file_ends_the_matter(folder, file, told):
    import_files(folder, file(tasks(budget_vnd=[-1, -2_000_000, 3_000_000]), "old.csv"))

    import_files(folder, file(tasks(budget_vnd=[1_000_000]), "mended.csv"))

    assert told() == (1, ["at_least"])


def test_a_key_that_can_not_be_read_waits_for_its_file(folder, file, told):
    import_files(folder, file(tasks(task_id=[None, "A"]), "old.csv"))

    import_files(folder, file(tasks(), "other.csv"))
    assert told() == (1, ["required"])
    import_files(folder, file(tasks(task_id=["B", "A"]), "old.csv"))

    assert told() == (0, [])


def test_a_department_that_the_card_names_later_comes_in_with_its_file(folder, file, told):
    path = file(tasks(department=["cao_bang", "kon_tum"]))
    import_files(folder, path)
    assert told() == (1, ["unknown_department"])

    added = '[departments.kon_tum]\nvi = "x"\nen = "x"\n[coverage.tasks]'
    (folder / "workspace.toml").write_text(CARD.replace("[coverage.tasks]", added), "utf-8")
    import_files(folder, path)

    assert told() == (0, [])


def test_a_department_that_leaves_the_card_is_told(folder, file):
    import_files(folder, file(tasks()))
    (folder / "workspace.toml").write_text(CARD.replace("cao_bang", "kon_tum"), "utf-8")

    workspace = open_workspace(folder)

    assert workspace.datasets["tasks"].is_empty()
    assert workspace.kept_out == 1
    assert workspace.problems["rule"].to_list() == ["unknown_department"]


def test_one_dataset_does_not_speak_for_another(folder, file, told):
    import_files(folder, file(tasks(budget_vnd=-1), "list.csv"))

    import_files(folder, bundled_folder("reconstructed") / "cao_bang_2020" / "inspections.csv")

    assert told()[0] == 1


def test_warnings_are_remembered_and_do_not_keep_out(folder, file, told):
    import_files(folder, file(tasks(outcome="passed")))

    assert told() == (0, ["rated_task_has_acceptance_date"])
