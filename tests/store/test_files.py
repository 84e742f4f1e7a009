import shutil

import pytest
from builders import inspections, tasks

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import open_workspace

from .conftest import contents


def test_files_of_a_workspace_can_be_imported_into_it(tmp_path):
    folder = shutil.copytree(bundled_folder("reconstructed") / "cao_bang_2020", tmp_path / "ws")
    before = open_workspace(folder)

    import_files(folder, sorted(folder.glob("*.csv")))

    after = open_workspace(folder)
    assert after.import_version == 1
    assert after.coverage == before.coverage
    assert set(after.datasets) == set(before.datasets)
    assert all(frame.equals(before.datasets[name]) for name, frame in after.datasets.items())


def test_a_file_beside_the_store_that_was_never_imported_is_told(folder, file):
    import_files(folder, file(tasks()))
    inspections().write_csv(folder / "inspections.csv")

    with pytest.raises(WrongUseError, match=r"1 tệp chưa nhập: inspections\.csv") as told:
        open_workspace(folder)
    assert "khcn import" in told.value.en
    with pytest.raises(WrongUseError, match=r"inspections\.csv"):
        import_files(folder, file(tasks(title="Khác")))


def test_a_file_that_changed_since_its_import_is_told(folder):
    path = folder / "tasks.csv"
    tasks().write_csv(path)
    import_files(folder, path)
    assert open_workspace(folder).import_version == 1

    tasks(title="Sửa").write_csv(path)

    with pytest.raises(WrongUseError, match=r"tasks\.csv"):
        open_workspace(folder)
    import_files(folder, path)
    assert open_workspace(folder).datasets["tasks"]["title"].to_list() == ["Sửa"]


def test_importing_only_some_files_of_a_folder_is_refused(tmp_path):
    folder = shutil.copytree(bundled_folder("reconstructed") / "cao_bang_2020", tmp_path / "ws")
    before = contents(folder)

    with pytest.raises(WrongUseError, match="7 tệp chưa nhập"):
        import_files(folder, folder / "tasks.csv")

    assert contents(folder) == before
