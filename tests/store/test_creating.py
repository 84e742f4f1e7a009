from dataclasses import replace
from datetime import date

import pytest
from builders import tasks

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.store.card import WorkspaceCard, read_card
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import open_workspace
from khcn_analytics.trends.breaks import read_breaks
from khcn_analytics.vocabulary.labels import Label

CARD = WorkspaceCard(
    name=Label('Sở "KH&CN"', "Dept"),
    origin="department",
    departments={"cao_bang": Label("Sở KH&CN Cao Bằng", "Cao Bằng")},
    coverage={"tasks": Coverage(date(2020, 1, 1), date(2026, 1, 1))},
    calendar="administrative",
)


def test_a_new_workspace_can_be_imported_into(tmp_path, file):
    create_workspace(tmp_path / "mới" / "kho", CARD)

    import_files(tmp_path / "mới" / "kho", file(tasks()))

    assert read_card(tmp_path / "mới" / "kho") == CARD
    assert open_workspace(tmp_path / "mới" / "kho").datasets["tasks"].height == 1


def test_breaks_are_written_too(tmp_path):
    table = {"id": "forms", "from": date(2023, 1, 1), "text_vi": "Đổi biểu mẫu.", "text_en": "New forms."}
    card = replace(CARD, breaks=read_breaks([table]))

    create_workspace(tmp_path, card)

    assert read_card(tmp_path) == card


def test_provinces_are_written_too(tmp_path):
    card = replace(CARD, departments={"sk": Label("Sở", "Dept")}, provinces={"sk": "kon_tum"})

    create_workspace(tmp_path, card)

    assert read_card(tmp_path) == card


def test_how_finely_days_are_known_is_written_too(tmp_path):
    card = replace(CARD, coverage={"tasks": Coverage(date(2020, 1, 1), date(2021, 1, 1), known_by="year")})

    create_workspace(tmp_path, card)

    assert read_card(tmp_path) == card


def test_a_workspace_is_not_replaced(tmp_path):
    create_workspace(tmp_path, CARD)
    before = (tmp_path / "workspace.toml").read_bytes()

    with pytest.raises(WrongUseError, match="không ghi đè"):
        create_workspace(tmp_path, CARD)
    assert (tmp_path / "workspace.toml").read_bytes() == before


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(WrongUseError, match="Không ghi được"):
        create_workspace(tmp_path / "file" / "kho", CARD)


def test_a_disk_that_is_full_leaves_no_half_card(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(WrongUseError, match="dung lượng trống"):
        create_workspace(tmp_path / "kho", CARD)
    assert list((tmp_path / "kho").iterdir()) == []
