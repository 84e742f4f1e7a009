from datetime import date

import polars as pl
import pytest

from khcn_analytics.io.parsing import parse_cells
from khcn_analytics.schemas.columns import column_cards, column_types
from khcn_analytics.schemas.registry import DATASETS


def parsed(dataset: str, column: str, *texts: str | None) -> list:
    model = DATASETS[dataset].model
    cells = pl.Series(column, texts, dtype=pl.String)
    return parse_cells(cells, column_cards(model)[column], column_types(model)[column]).to_list()


def test_dates_are_iso_or_day_first():
    assert parsed("tasks", "started_on", "2024-02-03", "03/02/2024", "3/2/2024") == [date(2024, 2, 3)] * 3


def test_an_impossible_date_is_not_guessed():
    assert parsed("tasks", "started_on", "31/02/2024", "02/13/2024", "sắp tới", None) == [None] * 4


def test_dots_between_thousands_are_no_decimals():
    assert parsed("tasks", "budget_vnd", "1.500.000", "1500000", "1.500", "-3") == [1_500_000, 1_500_000, 1500, -3]


def test_a_fraction_is_no_integer():
    assert parsed("tasks", "budget_vnd", "1.5", "1,5", "12.34.567", "1e3", "nhiều") == [None] * 5


def test_codes_are_read_from_labels_and_aliases():
    assert parsed("tasks", "level", "Cấp tỉnh", "provincial", "CAP QUOC GIA", "bộ") == [
        "provincial",
        "provincial",
        "national",
        "ministry",
    ]


def test_an_unknown_code_stays_for_the_schema_to_refuse():
    assert parsed("tasks", "level", "cấp huyện") == ["cấp huyện"]


@pytest.mark.parametrize(("text", "value"), [("có", True), ("X", True), ("Không", False), ("đột xuất", False)])
def test_yes_and_no(text, value):
    assert parsed("inspections", "planned", text) == [value]


def test_neither_yes_nor_no_is_unreadable():
    assert parsed("inspections", "planned", "có lẽ") == [None]
