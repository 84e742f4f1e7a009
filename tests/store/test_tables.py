import threading

import polars as pl
import pytest
from builders import tasks

from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.tables import digest, read_table, write_table
from khcn_analytics.store.versions import OvertakenError


def test_every_version_can_be_read_again(tmp_path):
    # Delta Lake writes a checkpoint every hundred versions and would then forget old logs.
    written = [write_table(tmp_path, "tasks", pl.DataFrame({"n": [number]})) for number in range(104)]

    assert [each.version for each in written] == list(range(104))
    for number in (0, 1, 60, 99, 100, 103):
        assert read_table(tmp_path, "tasks", written[number])["n"].to_list() == [number]


def test_types_and_nulls_come_back(tmp_path):
    frame = tasks(started_on=["2024-02-29", None], serves_agriculture=[None, False], budget_vnd=[10**13, None])

    assert read_table(tmp_path, "tasks", write_table(tmp_path, "tasks", frame)).equals(frame)


def test_a_table_may_have_no_rows(tmp_path):
    written = write_table(tmp_path, "tasks", tasks().clear())

    assert written.rows == 0
    assert read_table(tmp_path, "tasks", written).is_empty()


def test_the_digest_is_of_the_content(tmp_path):
    first, second = (write_table(tmp_path, "tasks", tasks(title=["A", "B"])) for _ in range(2))

    assert first.version != second.version
    assert first.digest == second.digest == digest(tasks(title=["A", "B"]))
    assert digest(tasks(title=["A", "C"])) != first.digest


def test_of_writers_at_once_each_knows_its_own_version(tmp_path):
    write_table(tmp_path, "tasks", tasks(unit="đầu"))
    mine = {}

    def write(name):
        while name not in mine:
            try:
                mine[name] = write_table(tmp_path, "tasks", tasks(unit=[name] * 2000))
            except OvertakenError:
                continue

    writers = [threading.Thread(target=write, args=[f"người {number}"]) for number in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    assert sorted(each.version for each in mine.values()) == [1, 2, 3, 4]
    for name, written in mine.items():
        assert read_table(tmp_path, "tasks", written)["unit"].unique().to_list() == [name]


@pytest.mark.parametrize("name", ["a[b", "a]b", "a^b", "a|b", "a%41b", "a\nb"])
def test_a_path_the_delta_library_can_not_have_is_refused(tmp_path, name):
    with pytest.raises(WrongUseError, match="Hãy đổi tên thư mục"):
        write_table(tmp_path / name, "tasks", tasks())
