from datetime import date

from builders import published

from khcn_analytics.periods import Period
from khcn_analytics.reconciliation.figures import figures_of, grouped, period_of_days, quantities_of, words_of


def test_figures_are_the_rows_in_their_order():
    figures = figures_of(published(value=[9.0, 7.0], printed_name=["A", None]))

    assert [(each.value, each.printed_name, each.locator) for each in figures] == [
        (9.0, "A", "đoạn 1"),
        (7.0, None, "đoạn 2"),
    ]


def test_optional_columns_may_be_missing():
    figures = figures_of(published(value=9.0).drop("printed_name", "printed_unit"))

    assert (figures[0].printed_name, figures[0].printed_unit) == (None, None)


def test_a_plan_and_its_result_are_two_quantities():
    figures = figures_of(published(status=["actual", "plan", "actual"], value=[9.0, 10.0, 8.0]))

    values = [[one.value for one in each.figures] for each in quantities_of(figures)]

    assert values == [[9.0, 8.0], [10.0]]


def test_a_quantity_allows_what_all_its_figures_do():
    contradicting = quantities_of(figures_of(published(value=[20.0, 16.0])))
    bounded = quantities_of(figures_of(published(value=[10.0, 20.0], qualifier=["at_least", "at_most"])))

    assert contradicting[0].range is None
    assert bounded[0].range is not None
    assert 15 in bounded[0].range
    assert 21 not in bounded[0].range


def test_groups_keep_their_order():
    assert grouped([("b", 1), ("a", 2), ("b", 3)]) == {"b": [1, 3], "a": [2]}


def test_days_name_a_period_of_reporting_or_none():
    assert period_of_days(date(2020, 1, 1), date(2020, 7, 1)) == Period("half", 2020, 1)
    assert period_of_days(date(2019, 12, 15), date(2020, 12, 15)) == Period("year", 2020, 1, "administrative")
    assert period_of_days(date(2020, 1, 2), date(2020, 1, 11)) is None


def test_words_of_a_name_are_told_apart_from_how_they_are_set():
    assert words_of("Đề tài, dự án (cấp tỉnh)") == words_of("dự án  cấp tỉnh  ĐỀ TÀI")


def test_averages_are_told_apart_and_shares_keep_none_and_all():
    frame = published(indicator=["dossiers.days_to_resolve", "tasks.accepted", "tasks.agriculture_share"], value=1)
    averages = ["dossiers.days_to_resolve", "tasks.agriculture_share"]

    assert [each.is_average for each in figures_of(frame, averages)] == [True, False, False]
    assert not any(each.is_average for each in figures_of(frame))
