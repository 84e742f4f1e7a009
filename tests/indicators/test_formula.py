"""Each measure in words; every card can be put into them."""

import polars as pl
import pytest

from khcn_analytics.indicators.formula import in_words
from khcn_analytics.indicators.measures import Flow, Level, Mean, Ratio, Running, Stock
from khcn_analytics.indicators.registry import INDICATORS

CLOSED = ("b", "c")


@pytest.mark.parametrize(
    ("measure", "vi", "en"),
    [
        (Flow("a"), "số bản ghi có `a` trong kỳ", "number of records with `a` in the period"),
        (
            Flow("a", "b", pl.col("c") > 0),
            "tổng `b` của các bản ghi có `a` trong kỳ (xét theo `c`)",
            "sum of `b` of the records with `a` in the period (depending on `c`)",
        ),
        (
            Flow(pl.coalesce("a", "b", "a")),
            "số bản ghi có `a`, `b` trong kỳ",
            "number of records with `a`, `b` in the period",
        ),
        (
            Stock("a", CLOSED),
            "số bản ghi đã mở (`a`) và chưa đóng (`b`, `c`) khi kỳ kết thúc",
            "number of records opened (`a`) and not closed (`b`, `c`) when the period ends",
        ),
        (
            Stock("a", CLOSED, at="start"),
            "số bản ghi đã mở (`a`) và chưa đóng (`b`, `c`) khi kỳ bắt đầu",
            "number of records opened (`a`) and not closed (`b`, `c`) when the period starts",
        ),
        (
            Running("a", CLOSED),
            "số bản ghi mở trước khi kỳ kết thúc (`a`) và chưa đóng khi kỳ bắt đầu (`b`, `c`)",
            "number of records opened before the period ends (`a`) and not closed when it starts (`b`, `c`)",
        ),
        (
            Level("y", at="start"),
            "số bản ghi có `y` là năm của ngày trước kỳ",
            "number of records with `y` the year of the day before",
        ),
        (
            Mean(Flow("a", "b")),
            "tổng `b` của các bản ghi có `a` trong kỳ, chia cho số bản ghi có `a` trong kỳ (xét theo `b`)",
            (
                "sum of `b` of the records with `a` in the period, divided by number of records with `a` in the period "
                "(depending on `b`)"
            ),
        ),
        (
            Ratio(Flow("a"), Level("y", "n"), denominator_dataset="staff", per=100),
            "số bản ghi có `a` trong kỳ, chia cho tổng `n` của các bản ghi `staff` có `y` là năm của ngày cuối kỳ, × 100",
            (
                "number of records with `a` in the period, divided by sum of `n` of the `staff` records with `y` the year "
                "of the last day, × 100"
            ),
        ),
    ],
)
def test_a_measure_in_words(measure, vi, en):
    words = in_words(measure)
    assert (words.vi, words.en) == (vi, en)


@pytest.mark.parametrize("card", INDICATORS.values(), ids=INDICATORS)
def test_every_formula_names_columns(card):
    words = in_words(card.measure)
    assert words.vi.count("`") == words.en.count("`") >= 2
