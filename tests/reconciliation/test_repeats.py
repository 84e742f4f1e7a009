import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of, quantities_of
from khcn_analytics.reconciliation.repeats import judge_repeats


def found(**columns):
    return list(judge_repeats(quantities_of(figures_of(published(**columns)))))


def kinds(**columns):
    return [(each.kind, each.severity) for each in found(**columns)]


def test_what_is_printed_once_is_no_repeat():
    assert kinds(indicator=["tasks.accepted", "tasks.started"]) == []


def test_two_values_of_one_quantity_contradict():
    told = found(value=[20.0, 16.0], printed_name="Hồ sơ", printed_unit="hồ sơ")

    assert [each.kind for each in told] == ["different_values"]
    assert told[0].severity == "contradiction"
    assert told[0].message.vi == (
        "“Hồ sơ” (năm 2020) được in với các giá trị không thể cùng đúng: 20 hồ sơ và 16 hồ sơ."
    )
    assert [each.locator for each in told[0].figures] == ["đoạn 1", "đoạn 2"]


def test_reports_of_the_same_period_may_contradict_each_other():
    assert kinds(value=[20.0, 16.0], source=["a", "b"]) == [("different_values", "contradiction")]


@pytest.mark.parametrize("column", ["department", "status", "period_end"])
def test_other_departments_statuses_and_periods_do_not(column):
    other = {"department": "kon_tum", "status": "plan", "period_end": "2020-07-01"}[column]
    own = {"department": "cao_bang", "status": "actual", "period_end": "2021-01-01"}[column]

    assert kinds(value=[20.0, 16.0], **{column: [own, other]}) == []


def test_the_same_value_again_is_a_repeat_that_is_not_added():
    told = found(value=[3.0, 3.0])

    assert [(each.kind, each.severity) for each in told] == [("repeat", "holds")]
    assert "không cộng" in told[0].fix.vi


def test_one_number_under_two_names_invites_adding():
    names = ["Dự án được tham gia ý kiến", "Công trình, dự án được góp ý"]
    told = found(value=[106.0, 106.0], printed_name=names, printed_unit=["dự án", "công trình"])

    assert [(each.kind, each.severity) for each in told] == [("two_names", "look")]
    assert all(name in told[0].message.vi for name in names)


@pytest.mark.parametrize(
    "columns",
    [
        # A name made shorter is the same name.
        {"value": [28.0, 28.0], "printed_name": ["Đề tài, dự án triển khai", "Đề tài, dự án"]},
        {"value": [28.0, 28.0], "printed_name": ["Đề tài, dự án", "đề tài,  DỰ ÁN"]},
        {"value": [28.0, 28.0], "printed_name": ["Đề tài, dự án", None]},
        # Nobody adds up shares, and adding 0 does no harm.
        {"value": [1.0, 1.0], "printed_name": ["Việc giao", "Nhiệm vụ"], "indicator": "activities.x_share"},
        {"value": [0.0, 0.0], "printed_name": ["Vi phạm", "Kỷ luật"]},
    ],
)
def test_a_repeat_that_invites_no_adding(columns):
    assert kinds(**columns) == [("repeat", "holds")]


@pytest.mark.parametrize(
    "columns",
    [
        {"value": [0.1, 0.2], "qualifier": ["at_least", "at_most"], "indicator": "ratings.x_share"},
        {"value": [100.0, 105.0], "qualifier": ["more_than", "exact"]},
        {"value": [175e6, 175.3e6], "printed_unit": ["triệu đồng", "đồng"], "indicator": "activities.support_vnd"},
    ],
)
def test_bounds_and_rounded_figures_may_agree(columns):
    assert kinds(**columns) == [("compatible", "holds")]


def test_bounds_may_contradict():
    assert kinds(value=[100.0, 100.0], qualifier=["more_than", "exact"]) == [("different_values", "contradiction")]
