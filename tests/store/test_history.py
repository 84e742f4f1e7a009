import shutil
from datetime import UTC, datetime

import pytest
from builders import inspections, tasks

import khcn_analytics.store.history as history_module
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.store.history import history, undo
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.versions import OvertakenError
from khcn_analytics.store.workspace import open_workspace


@pytest.fixture
def titles(folder):
    """The titles of the tasks, now or then."""
    return lambda as_of=None: open_workspace(folder, as_of).datasets["tasks"]["title"].to_list()


@pytest.fixture
def three(folder, file):
    """A workspace after three imports: A, B, C."""
    for title in "ABC":
        import_files(folder, file(tasks(title=title), f"{title}.csv"), who="văn thư")
    return folder


def test_history_tells_who_when_what_and_how_much(folder, file):
    before = datetime.now(UTC)
    import_files(folder, [file(tasks(budget_vnd=[1_000_000, -1])), file(inspections(), "i.csv")], who="văn thư")

    rows = history(folder)

    assert rows.select("version", "action", "who", "file", "dataset", "read", "added", "quarantined").rows() == [
        (1, "import", "văn thư", "tasks.csv", "tasks", 2, 1, 1),
        (1, "import", "văn thư", "i.csv", "inspections", 1, 1, 0),
    ]
    assert all(before <= each <= datetime.now(UTC) for each in rows["when"])
    assert rows["sha256"].str.len_chars().to_list() == [64, 64]


def test_a_workspace_without_imports_has_an_empty_history(folder):
    assert history(folder).is_empty()
    assert "version" in history(folder).columns


def test_history_of_nothing_is_told(tmp_path):
    with pytest.raises(DataNotFoundError):
        history(tmp_path)


def test_undo_goes_back_one_import_and_keeps_history(three, titles):
    assert undo(three, who="trưởng phòng") == 4

    assert titles() == ["B"]
    assert titles(3) == ["C"]
    assert history(three).select("version", "action", "who", "restores").row(0) == (4, "undo", "trưởng phòng", 2)


def test_undo_again_goes_further_back(three, titles):
    undo(three)
    undo(three)

    assert titles() == ["A"]


def test_an_import_after_an_undo_is_undone_to_that_state(three, titles, file):
    undo(three)
    import_files(three, file(tasks(title="D"), "D.csv"))
    undo(three)
    assert titles() == ["B"]

    undo(three)

    assert titles() == ["A"]


def test_undo_to_any_version_also_forward(three, titles):
    undo(three, to=1)
    assert titles() == ["A"]

    undo(three, to=3)

    assert titles() == ["C"]


def test_undo_after_going_forward_follows_that_version(three, titles):
    undo(three, to=1)
    undo(three, to=3)
    undo(three)

    assert titles() == ["B"]


def test_the_same_data_have_the_same_version(three):
    before = open_workspace(three, 2)

    undo(three)

    assert open_workspace(three).version == before.version
    assert open_workspace(three).import_version == 4
    assert open_workspace(three, 3).version != before.version


def test_everything_can_be_undone_and_then_nothing(three, titles, file):
    for _ in range(3):
        undo(three)

    with pytest.raises(UnreadableDataError, match="không có dữ liệu; hãy nhập"):
        open_workspace(three)
    with pytest.raises(WrongUseError, match="không còn lần nhập nào"):
        undo(three)
    with pytest.raises(WrongUseError, match="giống hệt hiện tại"):
        undo(three, to=0)
    import_files(three, file(tasks(title="D"), "D.csv"))
    assert titles() == ["D"]


def test_nothing_imported_is_nothing_to_undo(folder):
    with pytest.raises(WrongUseError, match="chưa có lần nhập nào"):
        undo(folder)


@pytest.mark.parametrize("to", [4, -1])
def test_undo_to_a_version_that_is_not_there_is_told(three, to):
    with pytest.raises(WrongUseError, match="phiên bản 1 đến 3"):
        undo(three, to=to)


def test_undo_to_where_one_is_is_told(three):
    with pytest.raises(WrongUseError, match="giống hệt hiện tại"):
        undo(three, to=3)


def test_what_was_kept_out_is_undone_too(folder, file):
    import_files(folder, file(tasks(budget_vnd=[1_000_000, -1])))
    import_files(folder, file(tasks(budget_vnd=[1_000_000, 2_000_000])))
    assert open_workspace(folder).kept_out == 0

    undo(folder)

    assert open_workspace(folder).kept_out == 1


def test_an_undo_that_was_overtaken_does_nothing(three, titles, monkeypatch):
    def taken(*_):
        raise OvertakenError

    monkeypatch.setattr(history_module, "publish", taken)

    with pytest.raises(WrongUseError, match="Người khác vừa thay đổi"):
        undo(three)
    assert titles() == ["C"]


def test_a_table_that_is_gone_is_told(three):
    shutil.rmtree(three / "tables" / "tasks")

    with pytest.raises(UnreadableDataError, match="thiếu hoặc hỏng tệp của bảng tasks"):
        open_workspace(three)


def test_a_damaged_data_file_is_told(three):
    for each in (three / "tables" / "tasks").glob("*.parquet"):
        each.write_bytes(each.read_bytes()[:100])

    with pytest.raises(UnreadableDataError, match="bảng tasks"):
        open_workspace(three)


def test_a_missing_delta_version_is_told(three):
    (three / "tables" / "tasks" / "_delta_log" / "00000000000000000002.json").unlink()

    with pytest.raises(UnreadableDataError, match="phiên bản 2"):
        open_workspace(three)
    assert open_workspace(three, 2).datasets["tasks"].height == 1
