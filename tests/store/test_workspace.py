import shutil
import subprocess
import sys
from datetime import date, datetime

import pytest
from builders import published

from khcn_analytics.errors import DataNotFoundError, InvalidDataError, UnreadableDataError, WrongUseError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.importing import import_files
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


def test_a_workspace_without_any_file_says_how_to_import(folder):
    for file in folder.glob("*.csv"):
        file.unlink()

    with pytest.raises(UnreadableDataError, match=r"chưa nhập dữ liệu nào\. Hãy nhập: khcn import TỆP --into"):
        open_workspace(folder)


def test_without_a_dataset_that_has_indicators_no_days_are_known(folder):
    (folder / "workspace.toml").write_text(
        (folder / "workspace.toml").read_text("utf-8").split("[coverage", maxsplit=1)[0] + "[coverage]\n", "utf-8"
    )
    for file in folder.glob("*.csv"):
        file.unlink()
    published().write_csv(folder / "published.csv")

    workspace = open_workspace(folder)
    assert workspace.datasets["published"].height == 1
    with pytest.raises(WrongUseError, match="chưa tính được chỉ số nào"):
        workspace.years  # noqa: B018


def test_two_files_for_one_dataset_are_refused(folder):
    shutil.copy(folder / "tasks.csv", folder / "tasks.parquet")

    with pytest.raises(UnreadableDataError, match="nhiều tệp"):
        open_workspace(folder)


def test_a_card_saved_by_notepad_is_read(folder):
    card = folder / "workspace.toml"
    card.write_text("\ufeff" + card.read_text("utf-8"), "utf-8")

    assert open_workspace(folder).departments


@pytest.mark.parametrize(
    "line", ['since = "2020"', "since = 2020-01-01T00:00:00", "since = 2030-01-01", "since = 1200-01-01"]
)
def test_coverage_needs_days_in_order(folder, line):
    card = folder / "workspace.toml"
    card.write_text(card.read_text("utf-8").replace("since = 2020-01-01", line, 1), "utf-8")

    with pytest.raises(UnreadableDataError, match="since, until là ngày"):
        open_workspace(folder)


def test_a_table_without_coverage_is_refused(folder):
    card = folder / "workspace.toml"
    text = card.read_text("utf-8")
    start = text.index("[coverage.inspections]")
    end = text.index("[", start + 1) if "[" in text[start + 1 :] else len(text)
    card.write_text(text[:start] + text[end:], "utf-8")

    with pytest.raises(UnreadableDataError, match=r"thiếu \[coverage.…\] cho: inspections"):
        open_workspace(folder)


def test_records_of_an_unknown_department_stay_out_and_are_told(folder):
    file = folder / "inspections.csv"
    count = open_workspace(folder).datasets["inspections"].height
    file.write_text(file.read_text("utf-8").replace(",cao_bang,", ",cao_bangg,", 1), "utf-8")

    workspace = open_workspace(folder)

    assert workspace.datasets["inspections"].height == count - 1
    assert workspace.kept_out == 1
    assert workspace.problems["rule"].to_list() == ["unknown_department"]


def test_a_workspace_does_not_show_its_records(folder):
    workspace = open_workspace(folder)

    assert "Cao Bằng" in repr(workspace)
    assert not any("Nhiệm vụ dựng lại" in each for each in (repr(workspace), str(workspace), workspace._repr_html_()))


def test_a_workspace_can_choose_the_administrative_calendar(folder):
    card = folder / "workspace.toml"
    text = card.read_text("utf-8").replace("since = 2020-01-01", "since = 2019-12-15")
    card.write_text('calendar = "administrative"\n' + text, "utf-8")

    assert open_workspace(folder).years[-1].start == date(2019, 12, 15)


@pytest.fixture
def store(folder):
    """The same workspace as a store, with two versions."""
    import_files(folder, sorted(folder.glob("*.csv")))
    inspections = folder / "inspections.csv"
    lines = inspections.read_text("utf-8").splitlines()
    for each in folder.glob("*.csv"):
        each.rename(folder.parent / each.name)
    more = folder.parent / "more.csv"
    more.write_text("\n".join([lines[0], "NEW-" + lines[1], ""]), "utf-8")
    import_files(folder, more)
    return folder


def test_a_store_is_opened_as_of_a_version_a_day_or_a_moment(store):
    newest = open_workspace(store)
    first = open_workspace(store, 1)

    assert (newest.import_version, first.import_version) == (2, 1)
    assert newest.datasets["inspections"].height == first.datasets["inspections"].height + 1
    assert newest.datasets["tasks"].equals(first.datasets["tasks"])
    assert open_workspace(store, date.today()).import_version == 2  # noqa: DTZ011
    assert open_workspace(store, datetime.now().astimezone()).version == newest.version


def test_a_moment_before_the_first_import_is_told(store):
    with pytest.raises(WrongUseError, match="phiên bản 1 đến 2"):
        open_workspace(store, date(2020, 1, 1))


def test_a_folder_of_files_has_no_history(folder):
    assert open_workspace(folder).import_version is None
    with pytest.raises(WrongUseError, match="không có lịch sử"):
        open_workspace(folder, 1)


def test_of_a_dataset_never_imported_nothing_is_known(folder):
    tasks = (folder / "tasks.csv").rename(folder.parent / "tasks.csv")
    for each in folder.glob("*.csv"):
        each.unlink()
    import_files(folder, tasks)

    assert set(open_workspace(folder).coverage) == {"tasks"}


def test_the_version_of_a_store_follows_the_card(store):
    before = open_workspace(store).version
    card = store / "workspace.toml"
    card.write_text(card.read_text("utf-8").replace("2021-01-01", "2020-12-31", 1), "utf-8")

    assert open_workspace(store).version != before


def test_a_table_without_a_required_column_is_refused_not_emptied(folder):
    file = folder / "tasks.csv"
    file.write_text(file.read_text("utf-8").replace("level", "note", 1), "utf-8")

    with pytest.raises(InvalidDataError, match=r"tasks\.csv"):
        open_workspace(folder)


def test_folders_of_files_are_read_without_the_delta_library():
    script = "import sys, khcn_analytics as kh; kh.example_workspace(); print('deltalake' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("origin", "lines", "told"),
    [
        ("department", "", ["sk"]),
        ("department", 'province = "cao_bang"\n', []),
        # Nobody looks for mergers in what is made up.
        ("made", "", []),
    ],
)
def test_a_department_of_no_known_province_is_told(folder, origin, lines, told):
    for file in folder.glob("*.csv"):
        file.write_text(file.read_text("utf-8").replace("cao_bang", "sk"), "utf-8")
    card = folder / "workspace.toml"
    text = card.read_text("utf-8").replace('"reconstructed"', f'"{origin}"')
    card.write_text(text.replace("[departments.cao_bang]\n", f"[departments.sk]\n{lines}"), "utf-8")

    problems = open_workspace(folder).problems

    assert problems["value"].to_list() == told
    assert problems["rule"].to_list() == ["no_province"] * len(told)
