import shutil

import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.quality_history import LAST, HistoryPart, history_table, targets
from khcn_analytics.dashboards.store import Store
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.versions import newest_number, read_version
from khcn_analytics.store.workspace import example_workspace, open_workspace

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


@pytest.fixture
def folder(tmp_path):
    shutil.copy(KON_TUM / "workspace.toml", tmp_path)
    import_files(tmp_path, KON_TUM / "initiatives.csv", who="lan")
    import_files(tmp_path, KON_TUM / "tasks.csv", who="minh")
    return tmp_path


@pytest.fixture
def part(folder):
    part = HistoryPart()
    part.begin(Filters(Chosen.of(Store(open_workspace(folder), folder))))
    part.show()
    return part


def test_every_import_is_told_the_newest_first(part):
    rows = history_table(part.chosen).rows.drop("Lúc").rows()

    assert rows == [
        ("2", "minh", "nhập tasks.csv", "Nhiệm vụ KH&CN", 32, 32, 0, 0, 0),
        ("1", "lan", "nhập initiatives.csv", "Sáng kiến", 27, 27, 0, 0, 0),
    ]


def test_the_last_import_is_taken_back_after_a_question(part, folder):
    part.take_back()
    assert newest_number(folder) == 2

    part.ask.clicks += 1
    assert "trước lần nhập gần nhất?" in part.told.object
    assert (part.yes.visible, part.ask.visible) == (True, False)
    part.yes.clicks += 1

    assert read_version(folder, 3).restores == 1
    assert "lưu thành phiên bản 3" in part.told.object
    assert "hoàn tác, về bản 1" in part.pane.object
    assert (part.yes.visible, part.ask.visible) == (False, True)


def test_it_can_be_taken_back_by_its_number(part, folder):
    assert targets(part.chosen) == {"trước lần nhập gần nhất": LAST, "phiên bản 1": "1"}
    part.ask.clicks += 1
    part.yes.clicks += 1

    part.targets._handle_msg({"name": "target", "value": "2"})
    part.ask.clicks += 1
    part.yes.clicks += 1

    assert read_version(folder, 4).restores == 2


def test_whoever_hesitates_changes_nothing(part, folder):
    part.ask.clicks += 1
    part.no.clicks += 1
    part.take_back()

    assert part.told.object == ""
    assert newest_number(folder) == 2


def test_what_is_asked_about_stands_until_it_is_answered(part):
    part.ask.clicks += 1
    part.targets._handle_msg({"name": "target", "value": "1"})
    (field,) = part.targets.shown.values()
    assert (field.value, list(field.options.values())) == (LAST, [LAST])

    part.no.clicks += 1
    part.targets._handle_msg({"name": "target", "value": "1"})
    (field,) = part.targets.shown.values()
    assert (field.value, list(field.options.values())) == ("1", [LAST, "1"])


def test_a_version_that_there_is_not_can_not_be_gone_back_to(part):
    part.targets._handle_msg({"name": "target", "value": "99"})

    assert part.targets.shown["target"].value == LAST


def test_what_cannot_be_undone_is_told(part):
    for _ in range(3):
        part.ask.clicks += 1
        part.yes.clicks += 1

    assert "không còn lần nhập nào để hoàn tác" in part.told.object


def test_an_import_made_elsewhere_is_seen_when_it_is_shown_again(part, folder):
    import_files(folder, KON_TUM / "awards.csv")

    part.show()

    assert "awards.csv" in part.pane.object


def test_without_a_history_it_says_so():
    part = HistoryPart()
    part.begin(Filters(Chosen.of(Store(example_workspace()))))
    part.show()

    assert "Chưa có lần nhập nào" in part.pane.object
    assert not part._undoing.visible
