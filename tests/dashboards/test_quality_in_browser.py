"""Data quality as a reader meets it: the planner's studio on a store of its own, and the leaders' dashboard."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import polars as pl
import pytest
from conftest import free_port
from playwright.sync_api import Page, expect

from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.card import WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.history import history
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.uploads import LARGEST_UPLOAD
from khcn_analytics.store.versions import newest_number
from khcn_analytics.vocabulary.labels import Label

pytestmark = pytest.mark.browser
LONG = 60_000

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    shutil.copy(KON_TUM / "workspace.toml", made)
    import_files(made, KON_TUM / "initiatives.csv")
    return made


@pytest.fixture(scope="module")
def studio(folder) -> Iterator[str]:
    """Address of ``khcn studio``, token and all."""
    with studio_of(folder) as address:
        yield address


@contextmanager
def studio_of(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "khcn_analytics", "studio", str(folder), "--no-browser"]
    with subprocess.Popen([*command, "--port", str(free_port())], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = re.search(r"http://\S+token=\S+", server.stdout.readline())
        assert told is not None
        yield told.group()
        server.terminate()


@pytest.fixture
def page(window, studio) -> Page:
    window.page.goto(f"{studio}&page=quality")
    expect(window.page.get_by_text("Chọn tệp, hoặc kéo thả tệp vào đây")).to_be_visible(timeout=LONG)
    expect(window.page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=LONG)
    return window.page


def hand_in(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)


def workbook(path: Path, **columns: pl.Expr) -> Path:
    frame = pl.read_csv(KON_TUM / "tasks.csv", infer_schema=False)
    frame.with_columns(**columns).write_excel(path, worksheet="Nhiệm vụ")
    return path


def test_a_wrong_file_is_told_cell_by_cell_and_its_copy_opens(page, folder, tmp_path):
    wrong = pl.when(pl.int_range(pl.len()) == 2).then(pl.lit("31/02/2021")).otherwise(pl.col("started_on"))
    before = newest_number(folder)
    hand_in(page, workbook(tmp_path / "nhiệm vụ.xlsx", started_on=wrong))

    expect(page.get_by_text("Tệp còn lỗi nên chưa nhập được.")).to_be_visible(timeout=LONG)
    row = page.get_by_role("row", name="31/02/2021")
    expect(row).to_contain_text("started_on")
    expect(row).to_contain_text("Nhiệm vụ")
    expect(row).to_contain_text("4")
    expect(row).to_contain_text("Viết theo mẫu")
    expect(page.get_by_role("button", name="Nhập vào kho dữ liệu")).to_have_count(0)

    button = page.get_by_role("button", name="Tải bản tô màu chỗ sai")
    expect(button).to_be_enabled(timeout=LONG)
    with page.expect_download() as waited:
        button.click()
    waited.value.save_as(tmp_path / "copy.xlsx")

    assert waited.value.suggested_filename == "nhiệm vụ-da-kiem-tra.xlsx"
    cells = [cell for each in openpyxl.load_workbook(tmp_path / "copy.xlsx")["Nhiệm vụ"].iter_rows() for cell in each]
    (noted,) = [cell for cell in cells if cell.comment]
    assert (noted.coordinate, noted.value) == ("R4", "31/02/2021")
    assert newest_number(folder) == before


def test_a_right_file_is_imported_the_new_version_appears_and_is_taken_back(page, folder, tmp_path):
    before = newest_number(folder)
    hand_in(page, workbook(tmp_path / "nhiem-vu-2022.xlsx"))
    expect(page.get_by_text("Tệp đúng, có thể nhập.")).to_be_visible(timeout=LONG)
    assert newest_number(folder) == before

    page.get_by_role("button", name="Nhập vào kho dữ liệu").click()

    expect(page.get_by_text(f"kho dữ liệu lên phiên bản {before + 1}.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("row", name="nhập nhiem-vu-2022.xlsx")).to_contain_text("32")
    expect(page.get_by_text("Đã có số liệu mới.")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Tải lại trang").click()
    expect(page.get_by_text(re.compile(f"phiên bản {before + 1},"))).to_be_visible(timeout=LONG)
    expect(page.get_by_role("cell", name="Nhiệm vụ KH&CN", exact=True).first).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=LONG)

    page.get_by_role("button", name="Hoàn tác…").click()
    page.get_by_role("button", name="Vâng, hoàn tác").click()

    expect(page.get_by_text(f"Đã hoàn tác, lưu thành phiên bản {before + 2}.")).to_be_visible(timeout=LONG)
    assert history(folder)["restores"][0] == before
    expect(page.get_by_text("Đã có số liệu mới.")).to_be_visible(timeout=LONG)


def test_a_file_over_the_limit_is_refused_in_words_and_not_sent(page, tmp_path):
    large = tmp_path / "rất lớn.xlsx"
    large.write_bytes(b"PK\x03\x04" + b"\x00" * LARGEST_UPLOAD)
    hand_in(page, large)

    expect(page.get_by_text("Tệp “rất lớn.xlsx” có 14 MB, quá giới hạn 14 MB nên chưa gửi đi.")).to_be_visible()

    # The session lives on.
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page.get_by_text("Choose a file, or drop it here")).to_be_visible(timeout=LONG)


def test_hostile_files_are_refused_in_the_words_of_the_reader(page, folder, tmp_path):
    before = newest_number(folder)
    bomb, program = tmp_path / "bom.xlsx", tmp_path / "hoa-don.xlsx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * (40 * 2**20))
    program.write_bytes(b"MZ\x90\x00\x03" + b"\x00\xff\x01" * 5000)

    hand_in(page, bomb)
    expect(page.get_by_text(re.compile("“bom.xlsx”: giải nén ra 40 MB, lớn bất thường"))).to_be_visible(timeout=LONG)
    hand_in(page, program)
    expect(page.get_by_text(re.compile("Không đọc được “hoa-don.xlsx”"))).to_be_visible(timeout=LONG)

    expect(page.get_by_role("button", name="Nhập vào kho dữ liệu")).to_have_count(0)
    assert newest_number(folder) == before


def test_a_new_workspace_opens_is_filled_and_emptied_without_another_start(window, tmp_path):
    folder, page = tmp_path / "kho", window.page
    days = dict.fromkeys(DIMENSIONS, Coverage(date(2021, 1, 1), date(2023, 1, 1)))
    departments = {"kon_tum": Label("Sở KH&CN tỉnh Kon Tum", "Kon Tum")}
    create_workspace(folder, WorkspaceCard(Label("Kho mới", "New"), "department", departments, days))
    with studio_of(folder) as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Kho dữ liệu chưa có gì để tính")).to_be_visible(timeout=LONG)
        expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=LONG)
        with page.expect_download(timeout=LONG) as waited:
            page.get_by_role("button", name="Sáng kiến").click()
        assert waited.value.suggested_filename == "mau-initiatives.xlsx"

        hand_in(page, KON_TUM / "initiatives.csv")
        page.get_by_role("button", name="Nhập vào kho dữ liệu").click(timeout=LONG)
        expect(page.get_by_text("kho dữ liệu lên phiên bản 1.")).to_be_visible(timeout=LONG)
        page.get_by_role("link", name="Tải lại trang").click(timeout=LONG)
        page.get_by_role("link", name="Chất lượng dữ liệu").first.click(timeout=LONG)
        page.get_by_role("button", name="Hoàn tác…").click(timeout=LONG)
        page.get_by_role("button", name="Vâng, hoàn tác").click()
        expect(page.get_by_text("Đã hoàn tác, lưu thành phiên bản 2.")).to_be_visible(timeout=LONG)
        page.get_by_role("link", name="Tải lại trang").click(timeout=LONG)

        expect(page.get_by_role("heading", name="Kho dữ liệu chưa có gì để tính")).to_be_visible(timeout=LONG)
        expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=LONG)


def test_leaders_see_counts_and_no_way_to_upload(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=quality")

    expect(page.get_by_role("heading", name="Từng bộ dữ liệu")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("row", name="Nhiệm vụ KH&CN")).to_contain_text("31/12/2025")
    expect(page.get_by_text("chưa có bộ “Số liệu đã công bố”")).to_have_count(1, timeout=LONG)
    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=LONG)
    expect(page.get_by_text("chưa có bộ “Số liệu đã công bố”")).to_have_count(1)
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_role("button", name="Hoàn tác…").count() == 0
    expect(page.get_by_text("Lịch sử nhập dữ liệu")).to_have_count(0)
