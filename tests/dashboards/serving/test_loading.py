import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from builders import reviews, tasks
from polars.testing import assert_frame_equal

from khcn_analytics.dashboards.eligibility_counts import eligibility_counts
from khcn_analytics.dashboards.serving.loading import Loading, stamp
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import example_workspace

CARD = """
origin = "department"
[name]
vi = "Số liệu Sở KH&CN tỉnh Cao Bằng"
en = "Data of Cao Bằng"
[departments.cao_bang]
vi = "Sở KH&CN tỉnh Cao Bằng"
en = "Department of Cao Bằng"
[coverage.tasks]
since = 2020-01-01
until = 2022-01-01
"""
# Starts a server's data and looks through all memory of its process. The pattern does not match itself.
LOOK = """
import gc, re, sys
from pathlib import Path
import polars as pl
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.awards_figures import counts
from khcn_analytics.dashboards.serving.apps import dashboard, studio
from khcn_analytics.dashboards.serving.listening import listening

where = listening("127.0.0.1", 0, "", ())
folder = Path(sys.argv[2])
serving = dashboard(folder, where) if sys.argv[1] == "dashboard" else studio(folder, where)[0]
store = serving.live.current
store.key_figures(store.periods("year")[0], None, "vi")
print(counts(Chosen.of(store, {"period": "2021"})).rows["đủ điều kiện"].sum())
gc.collect()
columns = {name for each in gc.get_objects() if isinstance(each, pl.DataFrame) for name in each.columns}
print(bool({"principal_investigator", "subject"} & columns))
name = re.compile(rb"Zq[x]k\\d{6}")
found = 0
for line in Path("/proc/self/maps").read_text().splitlines():
    span, rights, *_, last = [*line.split(), ""][:7]
    if rights.startswith("rw") and not last.startswith("[v"):
        first, end = (int(each, 16) for each in span.split("-"))
        with open("/proc/self/mem", "rb") as memory:
            memory.seek(first)
            try:
                found += len(name.findall(memory.read(end - first)))
            except OSError:
                pass
print(found > 0)
"""


@pytest.fixture
def folder(tmp_path):
    """A workspace with names of people, also where a row is wrong."""
    path = tmp_path / "kho"
    path.mkdir()
    (path / "workspace.toml").write_text(CARD, "utf-8")
    names = [f"Zqxk{number}" for number in range(200_000, 200_020)]
    started = ["2020-05-04"] * 18 + ["2021-05-04", "ngày Zqxk999999"]
    made = tasks(principal_investigator=names, started_on="2020-05-04")
    made.cast({"started_on": str}).with_columns(started_on=started_column(started)).write_csv(path / "tasks.csv")
    reviews(
        subject=[f"Zqxk{number}" for number in range(300_000, 300_010)],
        subject_kind="individual",
        year=2021,
        level=["good"] * 7 + ["not_completed"] * 3,
        months_worked=12,
        discipline="none",
        took_part=True,
    ).write_csv(path / "reviews.csv")
    return path


def started_column(values):
    return tasks(title=values)["title"].rename("started_on")


def test_what_identifies_people_is_not_handed_over():
    personal = {n for each in DATASETS.values() for n, card in column_cards(each.model).items() if card.personal}
    leaders, studio = (columns(Loading(None, personal=each).workspace) for each in (False, True))

    assert personal
    assert not personal & leaders
    assert personal & studio


def columns(workspace):
    return {name for frame in workspace.datasets.values() for name in frame.columns}


def test_the_rest_is_as_it_is_when_opened_here():
    here, there = example_workspace().without_personal_data(), Loading(None, personal=False).workspace

    assert there.version == here.version
    assert there.coverage == here.coverage
    assert there.breaks == here.breaks
    assert all(frame.equals(here.datasets[name]) for name, frame in there.datasets.items())
    assert there.problems.equals(here.problems)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read by /proc")
@pytest.mark.parametrize(("app", "there"), [("dashboard", False), ("studio", True)])
def test_no_name_is_anywhere_in_the_memory_of_the_leaders_server(folder, app, there):
    looked = subprocess.run(
        [sys.executable, "-P", "-c", LOOK, app, str(folder)], capture_output=True, text=True, check=True
    )

    # Of the ten who were reviewed, seven did well: they may be proposed for one title, advanced labour.
    assert looked.stdout.split() == ["7", str(there), str(there)]


def test_who_may_be_proposed_is_counted_before_names_are_dropped():
    eligible = Loading(None, personal=False).eligible
    personal = {n for each in DATASETS.values() for n, card in column_cards(each.model).items() if card.personal}

    assert eligible is not None
    assert not personal & set(eligible.columns)
    counted_here = eligibility_counts(example_workspace())
    assert counted_here is not None
    assert_frame_equal(eligible, counted_here)
    # The studio judges by the records it has.
    assert Loading(None, personal=True).eligible is None


def test_what_is_wrong_is_told_as_if_opened_here(tmp_path):
    with pytest.raises(DataNotFoundError, match="Không tìm thấy"):
        _ = Loading(tmp_path / "không có", personal=False).workspace


def test_a_process_that_ends_before_it_has_told_is_told_of(folder):
    loading = Loading(folder, personal=False)
    loading._process.kill()

    with pytest.raises(UnreadableDataError, match="bị dừng đột ngột"):
        _ = loading.workspace


def test_whoever_needs_the_data_no_longer_leaves_no_process_behind(folder):
    with pytest.raises(KeyboardInterrupt), Loading(folder, personal=False) as loading:
        raise KeyboardInterrupt

    assert not loading._process.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are told of by /proc")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_server_that_is_ended_while_data_are_read_leaves_none_behind_either(folder, how, code):
    command = [sys.executable, "-m", "khcn_analytics", "serve", "--no-open", "--port", "0", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        end = time.monotonic() + 180
        while not (reading := children_of(server.pid)):
            assert time.monotonic() < end
            time.sleep(0.01)
        server.send_signal(how)
        out, err = server.communicate(timeout=60)

    # Python ends as Ctrl-C does if what was interrupted had been called by what is written in C.
    assert server.returncode in {code, -signal.SIGINT}
    assert out == b""
    # What is killed can't wait until the other process is begun, which then tells that it was not.
    assert how == signal.SIGKILL or not err.strip()
    while any(Path(f"/proc/{each}").exists() for each in reading):
        assert time.monotonic() < end, "it goes on"
        time.sleep(0.1)


def children_of(process: int) -> list[str]:
    """The processes that a process started to read data, by their numbers."""
    with suppress(OSError):
        every = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        return [each for each in every if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return []


def test_a_saved_file_changes_the_stamp(folder):
    before = stamp(folder)
    assert stamp(folder) == before

    (folder / "tasks.csv").write_bytes((folder / "tasks.csv").read_bytes() + b"\n")

    assert stamp(folder) != before


def test_an_import_changes_the_stamp(folder, tmp_path):
    for each in ("tasks.csv", "reviews.csv"):
        (folder / each).unlink()
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    tasks(started_on=["2020-05-04"]).write_csv(files[0])
    tasks(started_on=["2020-05-04", "2020-06-04"]).write_csv(files[1])
    import_files(folder, [files[0]])
    before = stamp(folder)

    import_files(folder, [files[1]])

    assert stamp(folder) != before
