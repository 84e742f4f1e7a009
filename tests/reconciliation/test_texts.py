from datetime import date

import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of
from khcn_analytics.reconciliation.texts import (
    figure_text,
    filled_in,
    listed,
    name_text,
    number_text,
    period_text,
    sum_text,
    value_text,
)
from khcn_analytics.vocabulary.labels import Label


def figure(**columns):
    return figures_of(published(**columns))[0]


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "qualifier", "told"),
    [
        (
            "activities.orchid_seedlings",
            18000.0,
            "cây giống",
            "more_than",
            ("hơn 18.000 cây giống", "more than 18,000"),
        ),
        ("tasks.accepted", 9.0, None, "exact", ("9", "9")),
        ("activities.support_vnd", 175e6, "triệu đồng", "exact", ("175 triệu đồng", "VND 175,000,000")),
        ("activities.support_vnd", 100e6, "đồng", "about", ("khoảng 100.000.000 đồng", "about VND 100,000,000")),
        ("activities.support_vnd", 1e6, None, "exact", ("1.000.000 đồng", "VND 1,000,000")),
        ("ratings.x_share", 0.1, "%", "at_least", ("từ 10 % trở lên", "at least 10 %")),
        ("ratings.x_share", 0.825, None, "at_most", ("không quá 82,5 %", "at most 82.5 %")),
        ("ratings.x_share", 0.1, "phần trăm", "exact", ("10 phần trăm", "10 %")),
        ("activities.support_vnd", 175e6, "trđ", "exact", ("175 trđ", "VND 175,000,000")),
    ],
)
def test_a_figure_is_told_as_printed(indicator, value, unit, qualifier, told):
    printed = figure(indicator=indicator, value=value, printed_unit=unit, qualifier=qualifier)

    assert figure_text(printed) == Label(*told)


def test_a_computed_value_is_told_in_the_unit_of_the_figure():
    # 23/28 = 0.8214285...
    assert value_text(23 / 28, figure(indicator="tasks.agriculture_share", value=0.8)) == Label(
        "82,1429 %", "82.1429 %"
    )


def test_a_figure_is_called_by_its_printed_name_else_by_its_code():
    assert name_text(figure(value=1.0, printed_name="Cuộc thanh tra")).vi == "“Cuộc thanh tra”"
    assert name_text(figure(value=1.0)).vi == "“tasks.accepted”"


def test_a_period_without_a_name_is_told_by_its_days():
    assert period_text((date(2020, 1, 1), date(2020, 7, 1))) == Label("6 tháng đầu năm 2020", "H1 2020")
    assert period_text((date(2020, 1, 2), date(2020, 1, 11))).vi == "từ 02/01/2020 đến 10/01/2020"


def test_texts_are_listed_once_each():
    a, b, c = Label("a", "x"), Label("b", "y"), Label("c", "z")

    assert listed([a, b, a, c]) == Label("a, b và c", "x, y and z")
    assert listed([a]) == a


def test_parts_are_added_in_the_unit_of_the_whole():
    whole = figure(indicator="a.all_vnd", value=1.5e9, printed_unit="tỷ đồng")
    exact = figure(indicator="a.one_vnd", value=1e9, printed_unit="triệu đồng")
    more = figure(indicator="a.other_vnd", value=5e8, qualifier="more_than")

    assert number_text(1.25e9, whole) == Label("1,25", "1,250,000,000")
    assert sum_text([exact, exact], whole) == Label("1 + 1 = 2", "1,000,000,000 + 1,000,000,000 = 2,000,000,000")
    assert sum_text([exact, more], whole) == Label("1 + hơn 0,5", "1,000,000,000 + more than 500,000,000")


def test_names_with_braces_are_no_places_to_fill_in():
    assert filled_in(Label("{a}.", "{a}!"), {"a": Label("{b}", "{c}")}) == Label("{b}.", "{c}!")
