"""The records behind a value add up to it, and the words say how."""

import pytest
from builders import any_data, any_period, any_tasks, day, initiatives, inspections, records, staff, tasks
from hypothesis import given, settings

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.indicators.explain import COUNTED, explain
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.schemas.registry import DATASETS

Y2020 = Period("year", 2020)
RATE = "inspections.violation_rate"
DATA = {
    "inspections": inspections(
        inspection_id=["A", "B", "C", "D"],
        department=["cao_bang", "cao_bang", "kon_tum", "cao_bang"],
        unit=["Thanh tra Sở", None, "Thanh tra Sở", None],
        started_on=["2020-05-04", "2020-06-04", "2020-05-04", "2019-05-04"],
        subjects=[10, 30, 20, 50],
        violating_subjects=[1, None, 4, 5],
        fines_vnd=[3_000_000_000, 500_000_000, None, 1],
    )
}
NOT_COVERED = {"inspections": Coverage(day("2021-01-01"), day("2022-01-01"))}


@settings(max_examples=10)  # each example explains every indicator
@given(any_data(), any_period())
def test_records_add_up_to_every_value(data, period):
    for row in compute(data, [period], ()).to_dicts():
        why = explain(data, row["indicator"], period)
        assert (why.value, why.numerator, why.denominator, why.flag) == tuple(
            row[name] for name in ("value", "numerator", "denominator", "flag")
        )
        if why.numerator is not None:
            assert why.numerator_records[COUNTED].sum() == why.numerator
        if why.denominator_records is not None and why.denominator is not None:
            assert why.denominator_records[COUNTED].sum() == why.denominator


@given(any_tasks(), any_period(["year", "quarter"]))
def test_records_add_up_to_the_value_of_every_group(frame, period):
    data = {"tasks": frame}
    values = compute(data, [period], ("department", "field"), ["tasks.running", "tasks.agriculture_share"])
    for row in values.to_dicts():
        where = {name: row[name] for name in ("department", "field")}
        why = explain(data, row["indicator"], period, where)
        assert (why.value, why.numerator_records.height) == (row["value"], row["numerator"])


def test_the_records_counted_are_given_with_what_each_adds():
    why = explain(DATA, "inspections.checked_subjects", Y2020)
    assert why.numerator_records.select("inspection_id", COUNTED).rows() == [("A", 10), ("B", 30), ("C", 20)]
    assert why.value == 60


def test_each_record_of_a_count_adds_one():
    assert explain(DATA, "inspections.checks", Y2020).numerator_records[COUNTED].to_list() == [1, 1, 1]


def test_a_count_has_no_records_of_a_denominator():
    why = explain(DATA, "inspections.checks", Y2020)
    assert (why.denominator, why.denominator_records) == (None, None)


def test_a_ratio_gives_the_records_of_both_its_parts():
    why = explain(DATA, RATE, Y2020)
    assert why.numerator_records.select("inspection_id", COUNTED).rows() == [("A", 1), ("C", 4)]
    assert why.denominator_records is not None
    assert why.denominator_records.select("inspection_id", COUNTED).rows() == [("A", 10), ("C", 20)]
    assert why.value == 5 / 30


def test_records_keep_every_column():
    records = explain(DATA, "inspections.checks", Y2020).numerator_records
    assert records.columns == [*DATA["inspections"].columns, COUNTED]


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({"department": "kon_tum"}, ["C"]),
        ({"department": "cao_bang"}, ["A", "B"]),
        ({"department": "cao_bang", "unit": "Thanh tra Sở"}, ["A"]),
        ({"unit": "unknown"}, ["B"]),
        ({}, ["A", "B", "C"]),
    ],
)
def test_a_group_holds_its_own_records(where, ids):
    why = explain(DATA, "inspections.checks", Y2020, where)
    assert why.numerator_records["inspection_id"].to_list() == ids
    assert why.where == where


def test_a_field_holds_the_records_of_its_longer_codes():
    data = {"tasks": tasks(started_on="2020-02-01", field=["4", "402", "2"])}
    assert explain(data, "tasks.started", Y2020, {"field": "4"}).value == 2


def test_a_group_that_does_not_occur_is_refused_with_close_ones():
    with pytest.raises(UnknownNameError, match=r"no group of “department” “kon_tom”. Did you mean: kon_tum") as caught:
        explain(DATA, "inspections.checks", Y2020, {"department": "kon_tom"})
    assert "Không có nhóm “department” “kon_tom”" in caught.value.vi


def test_two_groups_that_never_occur_together_are_refused():
    with pytest.raises(UnknownNameError, match="no group of “unit” “unknown”") as caught:
        explain(DATA, "inspections.checks", Y2020, {"department": "kon_tum", "unit": "unknown"})
    assert "Không có nhóm “unit” “unknown”" in caught.value.vi


def test_an_unknown_dimension_is_refused():
    with pytest.raises(UnknownNameError, match="no dimension “colour”") as caught:
        explain(DATA, "inspections.checks", Y2020, {"colour": "red"})
    assert "Không có chiều phân tích “colour”" in caught.value.vi


def test_an_unknown_indicator_is_refused():
    with pytest.raises(UnknownNameError, match=r"Did you mean: inspections.checks") as caught:
        explain(DATA, "inspections.check", Y2020)
    assert "Không có chỉ số “inspections.check”" in caught.value.vi


def test_a_dataset_that_was_not_given_is_refused():
    with pytest.raises(WrongUseError, match="needs dataset tasks") as caught:
        explain(DATA, "tasks.accepted", Y2020)
    assert "cần bộ dữ liệu tasks" in caught.value.vi


def test_the_text_of_a_count_says_all_there_is_to_say():
    assert explain(DATA, "inspections.checked_subjects", Y2020).text().splitlines() == [
        "Cơ sở được kiểm tra = 60 cơ sở",
        "Định nghĩa: Lượt cơ sở trong các cuộc kiểm tra bắt đầu trong kỳ",
        "Kỳ: năm 2020 (01/01/2020 đến hết 31/12/2020)",
        "Phép tính: cộng 3 bản ghi được 60",
        "Nguồn: Báo cáo của các Sở KH&CN; Nghị định 217/2025/NĐ-CP (kiểm tra chuyên ngành)",
    ]


def test_the_text_of_a_ratio_shows_the_division():
    assert explain(DATA, RATE, Y2020).text("en").splitlines() == [
        "Share of subjects in violation = 16.7 %",
        "Definition: Subjects in violation over subjects visited, of campaigns that state the violations",
        "Period: 2020 (1 Jan 2020 to 31 Dec 2020)",
        "Arithmetic: 5 : 30 = 16.7 % (numerator: 2 records add up to 5; denominator: 2 records add up to 30)",
        "Source: Báo cáo thanh tra của các Sở KH&CN",
    ]


def test_the_text_of_an_amount_has_its_unit():
    assert explain(DATA, "inspections.fines_vnd", Y2020).text().startswith("Số tiền phạt = 3,5 tỷ đồng\n")


@pytest.mark.parametrize(
    ("why", "vi", "en"),
    [
        (explain(DATA, RATE, Period("year", 2018)), "không có giá trị: mẫu số bằng 0", "the denominator is 0"),
        (explain(DATA, RATE, Y2020, coverage=NOT_COVERED), "không bao trùm kỳ này", "do not cover this period"),
        (
            explain({"initiatives": initiatives()}, "initiatives.scope_recognised_of_year", Period("half", 2020, 1)),
            "không tính cho loại kỳ này",
            "not defined for this kind of period",
        ),
    ],
    ids=["zero_denominator", "not_covered", "period_kind"],
)
def test_the_text_says_why_there_is_no_value(why, vi, en):
    assert why.value is None
    assert vi in why.text("vi").splitlines()[0]
    assert en in why.text("en").splitlines()[0]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", INDICATORS)
def test_the_text_of_every_indicator_has_definition_arithmetic_and_source(code, language):
    data = {**{name: records(dataset) for name, dataset in DATASETS.items()}, **DATA}
    card, text = INDICATORS[code], explain(data, code, Y2020).text(language)
    parts = {"vi": ("Định nghĩa", "Nguồn"), "en": ("Definition", "Source")}[language]
    assert all(
        part in text for part in (*parts, card.label.text(language), card.definition.text(language), card.source)
    )
    arithmetic = {"vi": "Phép tính", "en": "Arithmetic"}[language]
    assert (arithmetic in text) == (explain(data, code, Y2020).numerator is not None)


def test_what_is_told_per_100_staff_shows_both_datasets():
    data = {
        "initiatives": initiatives(initiative_id=["A", "B"], grassroots_recognised_on="2020-05-04"),
        "staff": staff(unit=["Văn phòng", "Trung tâm"], year=2020, headcount=[30, 20]),
    }
    why = explain(data, "initiatives.per_100_staff", Y2020)

    assert (why.value, why.numerator, why.denominator) == (4, 2, 50)
    assert why.denominator_dataset == "staff"
    assert why.denominator_records is not None
    assert why.denominator_records.select("unit", COUNTED).rows() == [("Văn phòng", 30), ("Trung tâm", 20)]
    assert why.arithmetic() == (
        "2 : 50 × 100 = 4 sáng kiến/100 người (tử số: đếm được 2 bản ghi; mẫu số: cộng 2 bản ghi được 50)"
    )


def test_the_columns_that_decided_what_counts_are_told():
    why = explain(DATA, RATE, Y2020)
    assert set(why.columns_read) == {"started_on", "violating_subjects", "activity", "subjects"}
