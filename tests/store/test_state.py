import polars as pl
import pytest
from builders import tasks

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.store.history import undo
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.state import read_state
from khcn_analytics.store.tables import write_table
from khcn_analytics.store.versions import StoredVersion, newest_number, publish, read_version
from khcn_analytics.store.workspace import open_workspace


@pytest.fixture
def written_elsewhere(folder, file):
    """Make the store hold tasks as another version of this library might have written them."""

    def write(frame):
        import_files(folder, file(tasks()))
        last = read_version(folder, newest_number(folder))
        tables = {**last.tables, "tasks": write_table(folder, "tasks", frame)}
        publish(folder, StoredVersion(last.number + 1, "import", last.when, "khác", last.number, tables))

    return write


def test_the_newest_state_is_read_unless_asked(folder, file):
    import_files(folder, file(tasks(title="A")))
    import_files(folder, file(tasks(title="B")))

    assert read_state(folder).datasets["tasks"]["title"].to_list() == ["B"]
    assert read_state(folder, 1).datasets["tasks"]["title"].to_list() == ["A"]


def test_records_that_break_the_rules_of_today_are_kept_out_and_told(folder, written_elsewhere):
    written_elsewhere(tasks(budget_vnd=[1_000_000, -1]))

    workspace = open_workspace(folder)

    assert workspace.datasets["tasks"].height == 1
    assert workspace.kept_out == 1
    assert workspace.problems["rule"].to_list() == ["at_least"]


def test_a_column_of_today_is_empty_in_tables_of_before(folder, written_elsewhere):
    written_elsewhere(tasks(unit="Phòng A").drop("unit").with_columns(former=pl.lit("x")))

    state = read_state(folder)

    assert state.datasets["tasks"]["unit"].to_list() == [None]
    assert state.datasets["tasks"].columns == tasks().columns


def test_a_version_without_data_says_how_to_fill_it(folder, file):
    import_files(folder, file(tasks()))
    undo(folder)

    with pytest.raises(UnreadableDataError, match="khcn import"):
        read_state(folder)
