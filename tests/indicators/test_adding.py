from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from builders import tasks

import khcn_analytics as kh
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators import Direction, Flow, Ratio, Stock, Unit, add_indicator
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.trends.change import compare
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import in_words

LONG = pl.col("due_on") > pl.col("started_on").dt.offset_by("2y")
COUNTED = Flow("started_on", where=LONG)
CARD = Indicator(
    code="tasks.long_started",
    label=Label("Nhiệm vụ dài hơn hai năm", "Tasks of over two years"),
    definition=Label(
        "Nhiệm vụ bắt đầu trong kỳ, hạn sau hơn hai năm", "Tasks begun in the period, due after two years"
    ),
    dataset="tasks",
    measure=COUNTED,
    unit=Unit.TASK,
    direction=Direction.LOWER,
    dimensions=("level",),
    source="tự đặt",
)
SHARE = replace(
    CARD,
    code="tasks.long_started_share",
    label=Label("Tỷ lệ nhiệm vụ dài hơn hai năm", "Share of tasks of over two years"),
    measure=Ratio(COUNTED, Flow("started_on")),
    unit=Unit.SHARE,
)
STARTED = tasks(
    started_on=[date(2023, 1, 1), date(2024, 1, 1), date(2024, 5, 1), date(2024, 6, 1)],
    due_on=[date(2025, 1, 2), date(2026, 1, 1), date(2026, 5, 2), date(2029, 1, 1)],
)


@pytest.fixture(autouse=True)
def afterwards():
    """Take out again what a test added."""
    known = set(INDICATORS)
    yield
    for code in set(INDICATORS) - known:
        del INDICATORS[code]


def test_an_added_indicator_is_computed_compared_and_told():
    add_indicator(CARD)
    add_indicator(SHARE)
    both = [Period("year", 2023), Period("year", 2024)]
    values = kh.compute({"tasks": STARTED}, both, indicators=[CARD.code, SHARE.code])

    # Of the three of 2024 one ends after two years to the day; the others later.
    assert values.select("indicator", "value").rows() == [
        (CARD.code, 1.0),
        (CARD.code, 2.0),
        (SHARE.code, 1.0),
        (SHARE.code, pytest.approx(2 / 3)),
    ]
    told = in_words(with_breaks(compare(values, current=both[1], base=both[0]), ()))
    assert told.select("indicator_name", "change_text", "verdict").row(0) == (
        "Nhiệm vụ dài hơn hai năm",
        "+1 (+100 %)",
        "worse",
    )


def test_before_it_is_added_it_is_not_known():
    with pytest.raises(UnknownNameError):
        kh.compute({"tasks": STARTED}, [Period("year", 2024)], indicators=[CARD.code])


def test_a_workspace_analyses_explains_and_draws_it():
    add_indicator(SHARE)
    analysis = kh.analyse(kh.example_workspace(), ["2023", "2024"], indicators=[SHARE.code])

    why = analysis.explain(SHARE.code, "2024")
    assert why.numerator == why.numerator_records.height
    assert why.denominator_records is not None
    assert why.denominator_records.height > why.numerator_records.height > 0
    assert "Tỷ lệ nhiệm vụ dài hơn hai năm" in why.text()
    assert analysis.narrative().sentences
    assert analysis.trend_chart(SHARE.code).to_dict()
    assert analysis.contributions().height > 0


def test_the_days_it_is_about_are_those_of_its_last_form():
    add_indicator(CARD)
    values = kh.compute({"tasks": STARTED}, [Period("year", 2024), Period("year", 2025)], indicators=[CARD.code])
    broken = kh.trends.Break("giua-2024", Label("Đổi cách đếm", "Counted anew"), date(2024, 7, 1), affects=("tasks",))
    change = compare(values, current=Period("year", 2025), base=Period("year", 2024))
    assert with_breaks(change, [broken])["reason"].to_list() == ["break"]

    # What is open when a year ends is about that day only: both days come after the break.
    add_indicator(replace(CARD, measure=Stock("started_on", ("accepted_on",), where=LONG)))
    assert with_breaks(change, [broken])["reason"].to_list() == [None]


def test_the_same_code_again_replaces_it():
    add_indicator(CARD)
    again = add_indicator(replace(CARD, direction=Direction.NEITHER))

    assert INDICATORS[CARD.code] is again


@pytest.mark.parametrize(
    ("wrong", "vietnamese", "english"),
    [
        ({"code": "tasks.accepted"}, "mã này là của thư viện", "the code is the package's"),
        ({"code": "long"}, "mã phải có dạng “tasks.tên”", "the code must be “tasks.name”"),
        ({"code": "awards.long"}, "mã phải có dạng “tasks.tên”", "the code must be “tasks.name”"),
        ({"code": "tasks.Dài hạn"}, "mã phải có dạng “tasks.tên”", "the code must be “tasks.name”"),
        ({"unit": Unit.SHARE}, "kết thúc bằng _share hoặc _rate", "end in _share or _rate"),
        ({"code": "tasks.long_rate"}, "kết thúc bằng _share hoặc _rate", "end in _share or _rate"),
        ({"unit": Unit.VND}, "kết thúc bằng _vnd", "end in _vnd"),
        ({"dimensions": ("level", "scope")}, "không chia được theo scope", "can't be split by scope"),
        ({"dataset": "reviews", "code": "reviews.x"}, "không có bộ dữ liệu reviews", "not computed from reviews"),
        (
            {"label": Label("Nhiệm vụ nghiệm thu", "Accepted")},
            "tên “Nhiệm vụ nghiệm thu” là của chỉ số tasks.accepted",
            "the name “Accepted” is that of indicator tasks.accepted",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_added(wrong, vietnamese, english):
    known = dict(INDICATORS)

    with pytest.raises(WrongUseError) as refused:
        add_indicator(replace(CARD, **wrong))

    assert vietnamese in refused.value.vi
    assert english in refused.value.en
    assert known == INDICATORS


def test_everything_wrong_is_told_at_once():
    with pytest.raises(WrongUseError) as refused:
        add_indicator(replace(CARD, code="x", unit=Unit.VND, dimensions=("scope",)))

    assert refused.value.en.count(";") == 2


def test_a_denominator_of_a_dataset_without_indicators_is_told():
    with pytest.raises(WrongUseError, match="not computed from published"):
        add_indicator(replace(SHARE, measure=Ratio(COUNTED, Flow("period_start"), "published")))
