"""Rows kept out, as a workspace tells of them when it is opened later."""

import json

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
