import shutil
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.quality_upload import UploadPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import KhcnError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store import uploads
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.versions import newest_number
from khcn_analytics.store.workspace import example_workspace, open_workspace

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"
TASKS = (KON_TUM / "tasks.csv").read_bytes()
BAD = TASKS.replace(b"2021-03-01", b"31/02/2021", 1)


@pytest.fixture
def folder(tmp_path):
    shutil.copy(KON_TUM / "workspace.toml", tmp_path)
    import_files(tmp_path, KON_TUM / "initiatives.csv")
    return tmp_path


@pytest.fixture
def imported():
    return []


@pytest.fixture
def part(folder, imported):
    return shown(Store(open_workspace(folder), folder), imported)


def shown(store, imported, **choices):
    part = UploadPart(lambda: imported.append(1))
    part.begin(Filters(Chosen.of(store, choices)))
    part.show()
    return part


def test_a_right_file_can_be_imported_once(part, folder, imported):
    part.take("Nhiệm vụ.csv", TASKS)
    assert "Tệp đúng, có thể nhập." in part.outcome.object
    assert "32 dòng dùng được, 0 dòng sai; 0 lỗi" in part.outcome.object
    assert part.enter.visible
    assert newest_number(folder) == 1

    part.bring_in()
    part.bring_in()

    assert newest_number(folder) == 2
    assert "kho dữ liệu lên phiên bản 2" in part.outcome.object
    assert "32 thêm mới, 0 thay đổi, 0 như cũ" in part.outcome.object
    assert imported == [1]
    assert not part.enter.visible


def test_a_file_without_news_makes_no_version(part, folder):
    for _ in range(2):
        part.take("Nhiệm vụ.csv", TASKS)
        part.bring_in()

    assert newest_number(folder) == 2
    assert "không có gì mới" in part.outcome.object


def test_a_wrong_file_is_told_with_its_copy_and_not_imported(part, folder):
    part.take("tasks.csv", BAD)

    assert "chưa nhập được" in part.outcome.object
    assert "31/02/2021" in part.table.object
    assert 'data-file="da-kiem-tra">Tải bản tô màu chỗ sai</button>' in part.table.object
    assert not part.enter.visible
    copy = part.file("da-kiem-tra")
    sheet = openpyxl.load_workbook(BytesIO(copy.content)).worksheets[0]
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.comment] == ["31/02/2021"]
    assert copy.name == "tasks-da-kiem-tra.xlsx"

    part.bring_in()

    assert newest_number(folder) == 1


def test_the_list_of_problems_is_downloaded(part):
    part.take("tasks.csv", BAD)

    listed = part.file("csv")

    assert pl.read_csv(listed.content)["Giá trị"].to_list() == ["31/02/2021"]
    assert listed.name == "tasks-van-de.csv"
    assert part.file("xlsx").name == "tasks-van-de.xlsx"


def test_nothing_is_downloaded_of_a_right_file_nor_of_none(part):
    assert [part.file(each) for each in ("da-kiem-tra", "csv", "xlsx")] == [None] * 3

    part.take("tasks.csv", TASKS)

    assert [part.file(each) for each in ("da-kiem-tra", "csv", "xlsx")] == [None] * 3
    assert part.table.object == ""


def test_the_copy_can_not_be_asked_for_before_it_is_made(part, monkeypatch):
    monkeypatch.setattr(UploadPart, "_was_copied", lambda *_: None)

    part.take("tasks.csv", BAD)

    assert 'data-file="da-kiem-tra" disabled>Đang tạo bản tô màu…</button>' in part.table.object
    assert part.file("da-kiem-tra") is None


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03" + b"\x00\xff\x01" * 5000, b"%PDF-1.7", b""])
def test_a_hostile_file_is_refused_in_the_words_of_the_reader(part, content):
    part.take("hoa-don.xlsx", content)

    assert 'class="verdict bad"' in part.outcome.object
    assert "“hoa-don.xlsx”" in part.outcome.object
    assert not part.enter.visible
    assert not part.field.is_busy


def test_what_a_browser_sends_over_the_limit_is_refused(part, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 2**20)

    part.take("a.csv", b"x" * (2**20 + 1))

    assert "lớn hơn 1 MB" in part.outcome.object
    assert part._upload is None


def test_texts_of_the_file_are_escaped(part):
    part.take("<b>x</b>.csv", BAD.replace(b"31/02/2021", b"<script>alert(1)</script>"))

    assert "<script>" not in part.table.object
    assert "<b>x" not in part.outcome.object


def test_the_bundled_example_is_only_looked_at(imported):
    part = shown(Store(example_workspace()), imported)
    part.take("tasks.csv", (bundled_folder("example") / "inspections.csv").read_bytes())

    assert "khcn studio THƯ-MỤC" in part.outcome.object or "chưa nhập được" in part.outcome.object
    assert not part.enter.visible


def test_an_import_that_fails_is_told_and_can_be_tried_again(part, monkeypatch):
    part.take("tasks.csv", TASKS)

    def fail(*_args):
        raise KhcnError("Kho đang bận.", "Busy.")

    monkeypatch.setattr(uploads.Upload, "bring_in", fail)
    part.bring_in()

    assert "Kho đang bận." in part.outcome.object
    assert part.enter.visible


def test_in_english(folder, imported):
    part = shown(Store(open_workspace(folder), folder), imported, language="en")

    part.take("tasks.csv", TASKS)

    assert "The file is right" in part.outcome.object
    assert part.enter.label == "Import"
