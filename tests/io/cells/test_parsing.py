from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.io.cells.parsing import COERCIONS, SUGGESTIONS, ParsedCells, parse_cells
from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import comparable
from khcn_analytics.vocabulary.units import Unit

COLUMNS = [(each.name, column) for each in DATASETS.values() for column in column_types(each.model)]


def parse(dataset: str, column: str, *texts: str | None, numbers: list[bool] | None = None) -> ParsedCells:
    model = DATASETS[dataset].model
    cells = pl.Series(column, texts, dtype=pl.String)
    typed = None if numbers is None else pl.Series(numbers)
    return parse_cells(cells, column_cards(model)[column], column_types(model)[column], numbers=typed)


def parsed(dataset: str, column: str, *texts: str | None) -> list:
    return parse(dataset, column, *texts).values.to_list()


def coded(*codes: Code) -> ColumnCard:
    words = Label("nơi", "place")
    return ColumnCard(words, words, None, (), personal=False, codes=CodeList(words, codes), example="x")


# --- values -------------------------------------------------------------------------------------


def test_dates_are_iso_or_day_first():
    assert parsed("tasks", "started_on", "2024-02-03", "03/02/2024", "3/2/2024") == [date(2024, 2, 3)] * 3


def test_an_impossible_date_is_not_guessed():
    assert parsed("tasks", "started_on", "31/02/2024", "02/13/2024", "sắp tới", None) == [None] * 4


def test_dots_between_thousands_are_no_decimals():
    assert parsed("tasks", "budget_vnd", "1.500.000", "1500000", "1.500", "-3") == [1_500_000, 1_500_000, 1500, -3]


def test_a_fraction_is_no_integer():
    assert parsed("tasks", "budget_vnd", "1.5", "1,5", "12.34.567", "1e3", "nhiều") == [None] * 5


def test_scale_words_belong_to_amounts():
    assert parsed("tasks", "budget_vnd", "1,5 tỷ đồng") == [1_500_000_000]
    assert parsed("inspections", "subjects", "1,5 tỷ", "12 đồng") == [None, None]


def test_percent_belongs_to_shares():
    words = Label("tỷ lệ", "share")
    card = ColumnCard(words, words, Unit.SHARE, (), personal=False, codes=None, example="0.5")

    assert parse_cells(pl.Series("share", ["85 %", "0,5"]), card, pl.Float64()).values.to_list() == [0.85, 0.5]
    assert parsed("published", "value", "85 %") == [None]


def test_roman_numbers_belong_to_batches():
    assert parsed("initiatives", "batch", "đợt II", "II", "2") == [2, 2, 2]
    assert parsed("initiatives", "authors", "II") == [None]


def test_codes_are_read_from_labels_and_aliases():
    assert parsed("tasks", "level", "Cấp tỉnh", "provincial", "CAP QUOC GIA", "bộ") == [
        "provincial",
        "provincial",
        "national",
        "ministry",
    ]


def test_an_unknown_code_stays_for_the_schema_to_refuse():
    assert parsed("tasks", "level", "cấp huyện") == ["cấp huyện"]


def test_what_accents_alone_tell_apart_is_not_guessed_without_them():
    card = coded(Code("number", Label("mã số", "number")), Code("department", Label("mã sở", "department")))
    cells = pl.Series("place", ["Mã số", "MÃ SỞ", "ma so"])

    assert parse_cells(cells, card, pl.String()).values.to_list() == ["number", "department", "ma so"]


def test_both_placements_of_tone_marks_are_one_word():
    card = coded(Code("hoa", Label("Hòa Bình", "Hoa Binh")), Code("hoa_2", Label("Hỏa Bình", "x")))

    assert parse_cells(pl.Series("place", ["Hoà Bình"]), card, pl.String()).values.to_list() == ["hoa"]


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "hòa"), ("thuý", "thúy"), ("KHOẺ", "khỏe"), ("hoá học", "hóa học"), ("Uỷ ban", "Ủy ban")]
)
def test_tone_marks_of_open_syllables_have_one_place(old, new):
    assert comparable(old) == comparable(new)


@pytest.mark.parametrize("word", ["hoàn", "quý", "khoái", "thuyền", "huỳnh", "toàn"])
def test_tone_marks_of_other_syllables_stay(word):
    assert comparable(word) == word


def test_titles_are_never_changed():
    assert parsed("tasks", "title", "Hoà Bình – 1.500 m2 ", "08") == ["Hoà Bình – 1.500 m2 ", "08"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("có", True), ("X", True), ("✓", True), ("Không", False), ("đột xuất", False), ("–", None), ("✗", None)],
)
def test_yes_and_no(text, value):
    assert parsed("inspections", "planned", text) == [value]


def test_neither_yes_nor_no_is_unreadable():
    assert parsed("inspections", "planned", "có lẽ") == [None]


def test_the_dot_of_a_number_cell_is_a_decimal_point():
    read = parse(
        "published", "value", "1.234", "1.234", "-1.500", "1e-05", None, numbers=[True, False, True, True, False]
    )

    assert read.values.to_list() == [1.234, 1234, -1.5, 1e-05, None]
    assert read.coercions["kind"].to_list() == ["ambiguous"]
    assert parse("inspections", "subjects", "1.234", numbers=[True]).values.to_list() == [None]


# --- what reading took upon itself --------------------------------------------------------------


def test_plain_cells_are_not_counted():
    for column, texts in {
        "budget_vnd": ("1500000", "0", "-3"),
        "started_on": ("2024-02-03", "25/02/2024", "5.5.2024"),
        "level": ("cấp tỉnh", "Cấp tỉnh", "provincial"),
        "serves_agriculture": ("có", "Không", "true"),
        "title": ("1.500", " a"),
    }.items():
        assert parse("tasks", column, *texts, None).coercions.height == 0


def test_ambiguous_and_changed_cells_are_counted_with_the_first_of_them():
    read = parse("tasks", "budget_vnd", "7", "1,5 tỷ", "1.500", None, "08", "nhiều", "2,500")

    assert read.coercions.drop("sheet").to_dicts() == [
        {"field": "budget_vnd", "kind": "changed", "count": 2, "row": 2, "example": "1,5 tỷ", "read_as": "1500000000"},
        {"field": "budget_vnd", "kind": "ambiguous", "count": 2, "row": 3, "example": "1.500", "read_as": "1500"},
    ]


@pytest.mark.parametrize(
    ("dataset", "column", "text", "kind", "read_as"),
    [
        ("tasks", "started_on", "45000", "changed", "2023-03-15"),
        ("tasks", "started_on", "05/02/2023", "ambiguous", "2023-02-05"),
        ("tasks", "level", "CAP TINH", "changed", "provincial"),
        ("tasks", "level", "tỉnh", "changed", "provincial"),
        ("inspections", "planned", "x", "changed", "true"),
        ("initiatives", "batch", "IV", "changed", "4"),
        ("published", "value", "1,5", "changed", "1.5"),
    ],
)
def test_what_counts_as_a_coercion(dataset, column, text, kind, read_as):
    assert parse(dataset, column, text).coercions.select("kind", "read_as").rows() == [(kind, read_as)]


def test_repeated_texts_are_counted_each_time():
    read = parse("tasks", "budget_vnd", *["1.500", "2500", None] * 100)

    assert read.values.to_list() == [1500, 2500, None] * 100
    assert read.coercions["count"].to_list() == [100]


# --- suggestions --------------------------------------------------------------------------------


def test_a_close_code_is_suggested_and_not_applied():
    read = parse("tasks", "level", "cấp tỉnhh", "cấp tỉnhh", "cấp tỉnh", "zzz")

    assert read.values.to_list() == ["cấp tỉnhh", "cấp tỉnhh", "provincial", "zzz"]
    assert read.suggestions.rows() == [("level", "cấp tỉnhh", "cấp tỉnh")]


def test_a_close_yes_or_no_is_suggested():
    assert parse("inspections", "planned", "khônng").suggestions.rows() == [("planned", "khônng", "không")]


def test_free_text_and_numbers_have_no_suggestions():
    assert parse("tasks", "title", "cấp tỉnhh").suggestions.schema == SUGGESTIONS
    assert parse("tasks", "budget_vnd", "muời").suggestions.height == 0


# --- any text -----------------------------------------------------------------------------------


@given(st.sampled_from(COLUMNS), st.lists(st.none() | st.text(max_size=20), max_size=8))
def test_no_text_raises(place, texts):
    dataset, column = place
    read = parse(dataset, column, *texts)

    assert (read.values.name, read.values.len()) == (column, len(texts))
    assert read.values.dtype == column_types(DATASETS[dataset].model)[column]
    assert read.coercions.schema == COERCIONS
    assert all(value is None for value, text in zip(read.values, texts, strict=True) if text is None)


@given(
    st.sampled_from([("tasks", "budget_vnd"), ("tasks", "due_on"), ("published", "value"), ("initiatives", "batch")]),
    st.lists(st.text("abcfghăâêôơ?!/ ", min_size=1), min_size=1),
)
def test_nonsense_is_null(place, texts):
    assert parsed(*place, *texts) == [None] * len(texts)
