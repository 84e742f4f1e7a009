import polars as pl
from builders import day, values

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.narrative.incomparable import incomparable
from khcn_analytics.narrative.moves import with_size
from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import change, compare
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.vocabulary.labels import Label

YEARS = (Period("year", 2020), Period("year", 2019))
TASKS = [code for code in INDICATORS if code.startswith("tasks.")][:6]


def told(frame, language="vi", changes=None):
    rows = with_size(change(frame) if changes is None else changes, frame).with_columns(group=pl.lit(None, pl.String))
    of_year = rows.filter(pl.col("period_start").dt.year() == 2020)
    return [each.text for each in incomparable(of_year, YEARS, language)]


def test_a_few_are_named_with_the_reason():
    frame = values(year=[2019, 2020, 2020], value=[4, None, 5], indicator=["tasks.accepted"] * 2 + ["tasks.overdue"])
    assert told(frame) == [
        (
            "Năm 2020 có 1 chỉ số không so sánh được với năm 2019 vì không có kỳ gốc để so sánh: "
            "số nhiệm vụ quá hạn cuối năm."
        ),
        (
            "Năm 2020 có 1 chỉ số không so sánh được với năm 2019 vì dữ liệu không bao trùm kỳ này: "
            "số nhiệm vụ nghiệm thu."
        ),
    ]


def test_many_are_counted_by_theme():
    codes = [*TASKS, "initiatives.submitted"]
    frame = values(year=[2020] * 7, value=[None] * 7, indicator=codes)
    assert told(frame, "en") == [
        (
            "2020: 7 indicators can't be compared with 2019 (the data do not cover this period): "
            "6 on S&T tasks; 1 on Initiatives."
        )
    ]


def test_periods_of_different_kinds_are_told():
    half = Period("half", 2020, 1)
    frame = values(period=[Period("year", 2019), half], value=[9, 4])
    changes = compare(frame, half, Period("year", 2019), allow_different_kinds=True)
    assert told(frame, changes=changes)[0].endswith("vì hai kỳ khác loại: số nhiệm vụ nghiệm thu.")


def test_every_reason_has_words():
    def allowed(model, column):
        return model.to_schema().columns[column].checks[0].statistics["allowed_values"]

    for code in {*allowed(Changes, "reason"), *allowed(IndicatorValues, "flag")} - {"share", "zero_base", "break"}:
        frame = values(year=[2020], value=[None])
        rows = with_size(change(frame), frame).with_columns(
            group=pl.lit(None, pl.String), flag=pl.lit(code), reason=pl.lit(code)
        )
        assert len(list(incomparable(rows, YEARS, "vi"))) == 1


def across(severity):
    """The change of 2020, with a break on 1 July 2020."""
    frame = values(year=[2019, 2020], value=[4, 5])
    new_way = Break("new-way", Label("Cách tính mới.", "A new way."), day("2020-07-01"), severity)
    return told(frame, changes=with_breaks(change(frame), [new_way]))


def test_a_break_is_quoted():
    assert across("not_comparable") == [
        (
            "Năm 2020 có 1 chỉ số không so sánh được với năm 2019 vì chuỗi số liệu bị gãy (“Cách tính mới”): "
            "số nhiệm vụ nghiệm thu."
        )
    ]


def test_a_break_that_only_warns_is_told_too():
    assert across("warning")[0].startswith("Năm 2020 có 1 chỉ số cần thận trọng khi so sánh với năm 2019 vì")
