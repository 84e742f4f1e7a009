"""Several processes on one workspace, and processes that die while they import."""

import os
import random
import shutil
import time

import pytest
from builders import tasks

from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store import importing
from khcn_analytics.store.history import history
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import open_workspace

KILLS = int(os.environ.get("KHCN_KILLS", "15"))


def state(folder):
    """The one word of every record, for the state is that of one import, and the number of that import."""
    workspace = open_workspace(folder)
    heights = {name: frame.height for name, frame in workspace.datasets.items()}
    assert heights == {"tasks": 200, "inspections": 200}
    (word,) = {word for frame in workspace.datasets.values() for word in frame["unit"].unique()}
    return word, number_of(workspace)


def number_of(workspace):
    assert workspace.import_version is not None
    return workspace.import_version


def test_two_writers_at_once_lose_nothing(folder, file, new_importer):
    each_writes = 8
    writers = [new_importer(), new_importer()]
    for writer in writers:
        writer.wait_until_ready()
    for number in range(each_writes):
        for place, writer in enumerate(writers):
            ids = [f"NV-{place}-{number}-{one}" for one in range(20)]
            writer.tell(folder, file(tasks(task_id=ids), f"{place}-{number}.csv"))

    versions = [int(writer.answer()) for writer in writers for _ in range(each_writes)]

    assert sorted(versions) == list(range(1, 2 * each_writes + 1))
    assert open_workspace(folder).datasets["tasks"].height == 2 * each_writes * 20
    assert history(folder)["added"].to_list() == [20] * 2 * each_writes


def test_a_reader_never_sees_half_an_import(folder, pair, new_importer):
    pairs = [pair(word) for word in ("xuân", "hạ", "thu", "đông")]
    import_files(folder, pairs[0])
    writer = new_importer()
    writer.wait_until_ready()
    imports = 12
    for number in range(imports):
        writer.tell(folder, *pairs[(number + 1) % len(pairs)])

    seen: list[int] = []
    while not seen or seen[-1] <= imports:
        assert writer.is_alive()
        workspace = open_workspace(folder)
        found = {word for frame in workspace.datasets.values() for word in frame["unit"].unique()}
        assert len(found) == 1
        seen.append(number_of(workspace))

    assert len(set(seen)) > 3
    assert seen == sorted(seen)


def commits(folder):
    """How many Delta commits there are, seen or unseen."""
    return len(list(folder.glob("tables/*/_delta_log/*.json")))


def test_killed_at_any_moment_the_workspace_is_old_or_new(folder, tmp_path, pair, new_importer):
    pairs = {word: pair(word) for word in ("cũ", "mới")}
    import_files(folder, pairs["cũ"])
    elsewhere = shutil.copytree(folder, tmp_path / "elsewhere")
    moments, outcomes = random.Random(7), {"old": 0, "new": 0, "half": 0}

    def warming():
        """An importer on its way to being warm: the first import of a process takes longer."""
        importer = new_importer()
        importer.tell(elsewhere, *pairs["mới"])
        return importer

    victim = warming()
    word, number = state(folder)
    # When a kill hits is chance: beyond their number, until each outcome was seen, but not forever.
    for kill in range(KILLS + 60):
        if kill >= KILLS and all(outcomes.values()):
            break
        victim.wait_until_ready()
        victim.answer()
        begun = time.perf_counter()
        victim.tell(elsewhere, *pairs["cũ"])
        victim.answer()
        lasts = time.perf_counter() - begun
        following = warming()
        before, committed = number, commits(folder)
        other = "mới" if word == "cũ" else "cũ"
        victim.tell(folder, *pairs[other])
        if kill % 2:
            time.sleep(moments.uniform(0, 1.5 * lasts))
        else:
            # Every other one is hit where it hurts: some tables are written, the version is not.
            while commits(folder) == committed:
                assert victim.is_alive()
                time.sleep(0.0005)
            time.sleep(moments.uniform(0, 0.3 * lasts))
        victim.kill()

        word, number = state(folder)
        assert number == (before + 1 if word == other else before)
        outcomes["new" if word == other else "half" if commits(folder) > committed else "old"] += 1
        victim = following
    # Whatever the killed ones left behind, the next import works.
    last = import_files(folder, pair("sau"))
    assert state(folder) == ("sau", last.version)
    assert all(outcomes.values()), outcomes


@pytest.mark.parametrize(
    ("step", "call"), [("write_table", 0), ("write_table", 1), ("publish", 0)], ids=["first table", "second", "log"]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_stopped_at_each_step_the_workspace_is_old_or_new(folder, pair, step, call, when):
    import_files(folder, pair("cũ"))
    done, calls = getattr(importing, step), []

    def stopped(*arguments):
        calls.append(arguments)
        if len(calls) <= call:
            return done(*arguments)
        if when == "after":
            done(*arguments)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, step, stopped)
        with pytest.raises(KeyboardInterrupt):
            import_files(folder, pair("mới"))

    assert state(folder)[0] == ("mới" if (step, when) == ("publish", "after") else "cũ")
    import_files(folder, pair("sau"))
    assert state(folder)[0] == "sau"


def test_a_first_import_that_died_leaves_the_files_as_they_were(tmp_path):
    folder = shutil.copytree(bundled_folder("reconstructed") / "cao_bang_2020", tmp_path / "ws")
    before = open_workspace(folder)

    def stopped(place, _):
        (place / "versions").mkdir()
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "publish", stopped)
        with pytest.raises(KeyboardInterrupt):
            import_files(folder, sorted(folder.glob("*.csv")))

    assert open_workspace(folder).version == before.version
    assert history(folder).is_empty()
