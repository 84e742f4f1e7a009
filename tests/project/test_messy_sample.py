"""The messy workbook holds exactly what its card says: so many records, and these problems."""

from pathlib import Path

import polars as pl
import pytest

from khcn_analytics.io.checking import check_all
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.tables.layout import read_layout
from khcn_analytics.store.workspace import example_workspace

FOLDER = Path(__file__).parents[2] / "datasets" / "messy"
WORKBOOK = FOLDER / "danh-muc-nhiem-vu.xlsx"
SEVERITIES = {"lỗi": "error", "cảnh báo": "warning"}


@pytest.fixture(scope="module")
def checked():
    return check_all(WORKBOOK, layout=read_layout(FOLDER / "bo-cuc.toml"))


def rows_of_card(columns: int) -> list[list[str]]:
    card = (FOLDER / "README.md").read_text("utf-8")
    lines = [line.strip("| ").split("|") for line in card.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in cells] for cells in lines if len(cells) == columns]


def test_the_records_are_those_the_card_counts(checked):
    on_card = {row[0]: tuple(map(int, row[2:])) for row in rows_of_card(5) if row[3].isdecimal()}

    found = {each.places["sheet"][0]: (each.rows_read, each.clean.height, each.quarantined.height) for each in checked}

    assert found == on_card


def test_the_problems_are_those_the_card_lists(checked):
    on_card = {
        (sheet, cell.strip("–"), SEVERITIES[severity], rule)
        for sheet, cell, severity, rule, _ in rows_of_card(5)
        if severity in SEVERITIES
    }
    problems = pl.concat([each.problems for each in checked])

    found = [
        (each["sheet"], f"{each['column'] or ''}{each['row'] or ''}", each["severity"], each["rule"])
        for each in problems.iter_rows(named=True)
    ]

    assert set(found) == on_card
    assert len(found) == len(on_card)


def test_the_suggestion_is_the_word_that_was_meant(checked):
    assert checked[0].problems.filter(rule="one_of")["suggestion"].to_list() == ["xuất sắc"]


def test_everything_else_in_the_workbook_is_told(checked):
    skipped = pl.concat([each.skipped for each in checked])

    assert set(skipped["reason"]) == {"title", "column_numbers", "group", "total", "note", "sheet"}
    rows = checked[0].skipped.drop_nulls("row").select(pl.int_ranges("row", pl.col("last_row") + 1).explode())
    told = set(rows.to_series()) | set(checked[0].places["row"])
    # The two rows of the header, and the blank one below the totals.
    assert set(range(1, 54)) - told == {7, 8, 48}


def test_clean_records_say_what_the_example_says(checked):
    tasks, inspections = checked
    example = example_workspace().datasets
    for mine, theirs, key in (
        (tasks.clean, example["tasks"], "task_id"),
        (inspections.clean, example["inspections"], "inspection_id"),
    ):
        same = mine.join(theirs, on=["department", key], suffix="_there", how="inner")
        assert same.height == mine.height
        for name in mine.columns:
            if f"{name}_there" in same.columns:
                # What was left empty on purpose is no difference.
                both = same.filter(pl.col(name).is_not_null())
                assert both[name].to_list() == both[f"{name}_there"].to_list(), name


def test_every_sheet_says_that_it_is_made():
    for sheet in read_document(WORKBOOK).sheets:
        texts = [text for column in sheet.cells for text in column.drop_nulls()]
        assert any("KHÔNG CÓ THẬT" in text for text in texts), sheet.name
