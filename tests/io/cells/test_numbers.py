from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.io.cells.numbers import read_batches, read_fractions, read_integers
from khcn_analytics.vocabulary.units import Unit

LARGEST = 2**63 - 1


def integers(*texts, unit=Unit.TASK):
    return read_integers(pl.Series(texts, dtype=pl.String), unit)["value"].to_list()


def amounts(*texts):
    return integers(*texts, unit=Unit.VND)


def fractions(*texts, unit=None):
    return read_fractions(pl.Series(texts, dtype=pl.String), unit)["value"].to_list()


@pytest.mark.parametrize(
    "text", ["1234567", "1.234.567", "1,234,567", "1 234 567", "1\u00a0234\u00a0567", "1\u202f234\u202f567"]
)
def test_a_whole_number_is_the_same_in_every_style(text):
    assert integers(text, f"-{text}") == [1_234_567, -1_234_567]


@pytest.mark.parametrize("text", ["1.234.567,8", "1234567.8", "1,234,567.8", "1 234 567,8", "1234567,8"])
def test_so_is_one_with_decimals(text):
    assert fractions(text) == [1234567.8]
    assert integers(text) == [None]


def test_decimals_of_nothing_are_whole():
    assert integers("1.234.567,00", "12.0", "12,0") == [1_234_567, 12, 12]


def test_one_group_of_three_is_thousands_and_told_as_ambiguous():
    read = read_integers(pl.Series(["1.500", "1,500", "1500", "1.500.000", "1 500"]), None)

    assert read["value"].to_list() == [1500, 1500, 1500, 1_500_000, 1500]
    assert read["is_ambiguous"].to_list() == [True, True, False, False, False]


def test_where_decimals_may_be_the_comma_starts_them():
    read = read_fractions(pl.Series(["1.500", "1,500", "1,5", "0.500", "0,500"]), None)

    assert read["value"].to_list() == [1500, 1.5, 1.5, 0.5, 0.5]
    assert read["is_ambiguous"].to_list() == [True, True, False, False, False]


def test_leading_zeros_and_signs():
    assert integers("08", "000", "+5", "-5", "−5", "–5") == [8, 0, 5, -5, -5, -5]


@pytest.mark.parametrize(
    "text",
    [
        "１２",
        "١٢",
        "Ⅻ",
        "1²",
        "(5)",
        "5-",
        "--5",
        "1.2.3",
        "12.34.567",
        "0.500.000",
        "1..2",
        ",5",
        "5,",
        "",
        "-",
        "1 2",
    ],
)
def test_what_is_no_number_is_unreadable(text):
    assert integers(text) == amounts(text) == fractions(text) == [None]


def test_currency_and_scale_words_of_amounts():
    assert (
        amounts("100.000.000đ", "29.831.000 đồng", "5 VNĐ", "5 vnd", "5₫", "VND 5")
        == [100_000_000, 29_831_000] + [5] * 4
    )
    assert amounts("1,5 tỷ", "1.5 tỉ", "175 triệu đồng", "175trđ", "2 nghìn", "1,2 nghìn tỷ ĐỒNG") == [
        1_500_000_000,
        1_500_000_000,
        175_000_000,
        175_000_000,
        2_000,
        1_200_000_000_000,
    ]


def test_with_a_scale_word_the_comma_starts_decimals():
    read = read_integers(pl.Series(["1,500 tỷ", "1.500 tỷ", "1.500,5 tỷ"]), Unit.VND)

    assert read["value"].to_list() == [1_500_000_000, 1_500_000_000_000, 1_500_500_000_000]
    assert read["is_ambiguous"].to_list() == [False, True, False]


def test_a_fraction_of_a_dong_is_unreadable():
    assert amounts("0,5", "1,2345 nghìn", "0,0000000001 tỷ") == [None] * 3


def test_words_belong_to_amounts_only():
    assert integers("5 triệu", "5đ", "5 %") == [None] * 3
    assert fractions("5 tỷ", unit=Unit.DAY) == [None]


def test_numbers_beyond_64_bits_are_unreadable():
    assert amounts(
        str(LARGEST), str(LARGEST + 1), "9.223.372.036,854775807 tỷ", "9223372037 tỷ", str(-LARGEST - 1)
    ) == [
        LARGEST,
        None,
        LARGEST,
        None,
        -LARGEST - 1,
    ]


def test_percent_of_shares():
    assert fractions("85 %", "85%", "33,3%", "0,85", unit=Unit.SHARE) == [0.85, 0.85, 0.333, 0.85]
    assert fractions("85 %") == [None]


def test_numbers_as_programs_write_them():
    assert fractions("1e-05", "1.5E+20", "-2e3") == [1e-05, 1.5e20, -2000.0]
    assert fractions("1e999", "nan", "inf", "1e") == [None] * 4


def test_batches_in_roman_and_arabic():
    texts = ["đợt II", "II", "ii", "đợt 2", "Đợt 02", "lần thứ XIX", "XXXIX", "IIII", "đợt", "đợt 2/2024"]

    assert read_batches(pl.Series(texts))["value"].to_list() == [2, 2, 2, 2, 2, 19, 39, None, None, None]


# Words of money around a number written in one of the styles, and what they multiply by.
SCALES = {"": 0, " đồng": 0, "đ": 0, " nghìn": 3, " triệu đồng": 6, " tỷ": 9, " nghìn tỷ": 12}


@given(st.integers(-(2**63), LARGEST), st.sampled_from([".", ",", "", " ", "\u00a0"]))
def test_any_whole_number_reads_back_in_any_style(number, separator):
    assert integers(f"{number:,}".replace(",", separator)) == [number]


@given(
    st.decimals(0, 10**6, places=3),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from([("", ","), (".", ","), ("", ".")]),
)
def test_amounts_are_exact(amount, words, style):
    thousands, point = style
    written = f"{amount:,.4f}".replace(",", "_").replace(".", point).replace("_", thousands)
    exact = amount * Decimal(10) ** SCALES[words]

    assert amounts(written + words) == [int(exact) if exact == int(exact) else None]


@given(st.lists(st.text(max_size=12) | st.from_regex(r"[0-9.,\s+-]{1,12}(tỷ|đ|%)?", fullmatch=True)))
def test_no_text_raises(texts):
    cells = pl.Series(texts, dtype=pl.String)

    for unit in (None, Unit.VND, Unit.SHARE):
        assert read_integers(cells, unit).height == read_fractions(cells, unit).height == len(texts)
    assert read_batches(cells).height == len(texts)
