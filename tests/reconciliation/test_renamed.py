import unicodedata

import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of
from khcn_analytics.reconciliation.renamed import judge_names, judge_units

TWO_REPORTS = {"source": ["half", "year"], "period_end": ["2020-07-01", "2021-01-01"]}


def units(**columns):
    return list(judge_units(figures_of(published(**columns))))


def names(**columns):
    return list(judge_names(figures_of(published(**columns))))


def test_a_unit_that_changes_between_reports_is_to_be_looked_at():
    told = units(printed_unit=["doanh nghiệp", "cơ sở"], printed_name="Được thanh tra", **TWO_REPORTS)

    assert [(each.kind, each.severity) for each in told] == [("unit_changed", "look")]
    assert told[0].message.vi == (
        "“Được thanh tra”: đơn vị tính là “doanh nghiệp” (6 tháng đầu năm 2020), rồi là “cơ sở” (năm 2020)."
    )


def test_the_earlier_report_comes_first_whatever_the_order_of_rows():
    told = units(
        printed_unit=["cơ sở", "doanh nghiệp"], source=["year", "half"], period_end=["2021-01-01", "2020-07-01"]
    )

    assert [each.printed_unit for each in told[0].figures] == ["doanh nghiệp", "cơ sở"]


@pytest.mark.parametrize(
    "pair",
    [
        ["triệu", "đồng"],
        ["trđ", "tỷ"],
        ["VNĐ", "đồng"],
        ["triệu  đồng", "nghìn"],
        ["phần trăm", "%"],
        ["cơ sở", unicodedata.normalize("NFD", "cơ  sở")],
        ["triệu đồng", "đồng"],
        ["Cơ sở", "cơ sở "],
        ["cơ sở", None],
        ["nghìn đồng", "tỷ đồng"],
    ],
)
def test_the_same_unit_written_otherwise_is_no_change(pair):
    assert units(printed_unit=pair, **TWO_REPORTS) == []


def test_percent_is_not_money():
    assert len(units(printed_unit=["%", "đồng"], **TWO_REPORTS)) == 1


def test_two_units_within_one_report_are_no_change():
    assert units(printed_unit=["dự án đầu tư", "công trình, dự án đầu tư"]) == []


@pytest.mark.parametrize("columns", [{"department": ["a", "b"]}, {"indicator": ["tasks.started", "tasks.accepted"]}])
def test_other_departments_and_indicators_have_their_own_units(columns):
    assert units(printed_unit=["doanh nghiệp", "cơ sở"], **TWO_REPORTS, **columns) == []


def test_a_name_that_changes_is_a_note_only():
    told = names(printed_name=["Dự án phối hợp cấp bộ", "Dự án cấp bộ"], **TWO_REPORTS)

    assert [(each.kind, each.severity) for each in told] == [("name_changed", "note")]


def test_a_report_that_prints_the_old_name_as_well_changes_nothing():
    told = names(
        printed_name=["Dự án", "Dự án", "Đề tài"],
        source=["half", "year", "year"],
        period_end=["2020-07-01", "2021-01-01", "2021-01-01"],
    )

    assert told == []
