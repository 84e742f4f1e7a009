import shutil

import pytest

from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.bundled import bundled_folder


def test_without_a_folder_the_bundled_example_is_opened():
    assert opened_workspace(None, "vi").origin == "made"


def test_the_bundled_example_has_no_history():
    with pytest.raises(WrongUseError, match="không có lịch sử"):
        opened_workspace(None, "vi", as_of="1")


def test_rows_kept_out_are_told_on_the_error_stream(tmp_path, capsys):
    folder = shutil.copytree(bundled_folder("reconstructed") / "kon_tum_2022", tmp_path / "ws")
    tasks = folder / "tasks.csv"
    tasks.write_text(tasks.read_text("utf-8").replace(",provincial,", ",làng,", 1), "utf-8")

    opened_workspace(folder, "vi")
    opened_workspace(folder, "en")
    told = capsys.readouterr()

    assert told.out == ""
    assert told.err.splitlines() == [
        "Chú ý: 1 dòng có lỗi bị giữ lại, không được tính; xem khcn check.",
        "Note: 1 rows with errors were kept out and are not counted; see khcn check.",
    ]
