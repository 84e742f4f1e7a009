"""A workspace, its card and an import say what they hold, and no value of a record."""

import shutil
from dataclasses import replace

from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.card import read_card
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


def test_a_workspace_tells_datasets_counts_and_days():
    told = str(reconstructed_workspace("kon_tum_2022")).splitlines()
    tasks = next(each for each in told if each.split()[:1] == ["tasks"])
    assert tasks.split()[-3:-1] == ["32", "01/01/2022"]
    assert any("từng bản ghi không có thật" in each for each in told)


def test_made_up_data_say_so():
    assert "không có thật: không dùng để báo cáo" in example_workspace()._repr_html_()


def test_an_empty_workspace_says_how_to_fill_it():
    told = str(replace(example_workspace(), datasets={}, coverage={}))
    assert "kh.import_files" in told
    assert "kh.analyse" not in told


def test_a_card_tells_departments_and_coverage():
    told = str(read_card(KON_TUM))
    assert "Thẻ kho dữ liệu" in told
    assert "01/01/2022" in told


def test_an_import_counts_what_each_file_brought(tmp_path):
    shutil.copy(KON_TUM / "workspace.toml", tmp_path)
    done = import_files(tmp_path, KON_TUM / "tasks.csv")
    row = next(each for each in str(done).splitlines() if each.split()[:1] == ["tasks.csv"])
    # Read, added, changed, as before, kept out.
    assert row.split()[-5:] == ["32", "32", "0", "0", "0"]
    assert "kh.undo" in str(done)
    again = import_files(tmp_path, KON_TUM / "tasks.csv")
    assert str(again).splitlines()[0] == "Nhập dữ liệu: không có gì mới, không tạo phiên bản"
    assert "kh.undo" not in str(again)
