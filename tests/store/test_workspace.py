import shutil
from datetime import date

import pytest

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.workspace import example_workspace, open_workspace, reconstructed_workspace


@pytest.fixture
def folder(tmp_path):
    """A copy of a small bundled workspace, to break."""
    return shutil.copytree(bundled_folder("reconstructed") / "cao_bang_2020", tmp_path / "ws")


def test_the_example_says_it_is_made_up():
    workspace = example_workspace()

    assert workspace.origin == "made"
    assert list(workspace.departments) == ["vi_du"]
    assert (workspace.since, workspace.until) == (date(2018, 1, 1), date(2026, 1, 1))


def test_years_are_those_the_data_cover():
    assert [each.year for each in example_workspace().years] == list(range(2018, 2026))


def test_the_version_follows_the_content(folder):
    before = open_workspace(folder).version
    again = open_workspace(folder).version
    with (folder / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write("\n")

    assert before == again
    assert open_workspace(folder).version != before


def test_bad_rows_stay_out_and_are_told(folder):
    file = folder / "inspections.csv"
    count = open_workspace(folder).datasets["inspections"].height
    lines = file.read_text("utf-8").splitlines()
    broken = lines[1].replace("2020-", "hai không hai không-", 1)
    file.write_text("\n".join([lines[0], broken, *lines[2:]]) + "\n", "utf-8")

    workspace = open_workspace(folder)

    assert workspace.datasets["inspections"].height == count - 1
    assert workspace.problems.filter(severity="error").height >= 1


def test_personal_columns_can_be_left_out():
    workspace = example_workspace().without_personal_data()

    assert "principal_investigator" not in workspace.datasets["tasks"].columns
    assert "title" in workspace.datasets["tasks"].columns


def test_reconstructed_records_say_so():
    assert reconstructed_workspace("kon_tum_2022").origin == "reconstructed"


def test_a_folder_without_card_is_no_workspace(tmp_path):
    with pytest.raises(DataNotFoundError, match=r"workspace\.toml"):
        open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('origin = "reconstructed"', 'origin = "thật"'),
        ("[name]", "[ten]"),
        ("since", "from"),
        ('origin = "reconstructed"', "origin ="),
    ],
)
def test_a_wrong_card_is_told(folder, old, new):
    card = folder / "workspace.toml"
    card.write_text(card.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(UnreadableDataError, match=r"cần origin, \[name\]"):
        open_workspace(folder)


def test_a_covered_dataset_must_have_its_file(folder):
    (folder / "tasks.csv").unlink()

    with pytest.raises(UnreadableDataError, match="thiếu tệp dữ liệu cho: tasks"):
        open_workspace(folder)


def test_two_files_for_one_dataset_are_refused(folder):
    shutil.copy(folder / "tasks.csv", folder / "tasks.parquet")

    with pytest.raises(UnreadableDataError, match="nhiều tệp"):
        open_workspace(folder)
