from datetime import date

from builders import published

from khcn_analytics.reconciliation.figures import figures_of
from khcn_analytics.reconciliation.findings import KINDS, SEVERITIES, SEVERITY_LABELS, Finding, finding_frame
from khcn_analytics.vocabulary.labels import Label

FIGURES = figures_of(
    published(
        department=["b", "b", "a"],
        value=[1.0, 2.0, 3.0],
        period_start=["2020-01-01", "2019-01-01", "2020-01-01"],
        printed_name=["Tên", None, None],
    )
)


def finding(kind, severity, *figures):
    return Finding(kind, severity, figures, Label("Có.", "So."), Label("Xem.", "Look."))


def test_what_matters_most_comes_first_then_department_by_department():
    first, _, other = FIGURES
    found = finding_frame(
        [
            finding("repeat", "holds", other),
            finding("unit_changed", "look", first),
            finding("different_values", "contradiction", first),
            finding("different_values", "contradiction", other),
        ]
    )

    assert found.select("severity", "department").rows() == [
        ("contradiction", "a"),
        ("contradiction", "b"),
        ("look", "b"),
        ("holds", "a"),
    ]


def test_a_finding_names_every_figure_and_spans_their_periods():
    row = finding_frame([finding("repeat", "holds", FIGURES[0], FIGURES[1])]).row(0, named=True)

    assert row["values"] == [1.0, 2.0]
    assert row["locators"] == ["đoạn 1", "đoạn 2"]
    assert row["printed_names"] == ["Tên", None]
    assert (row["period_start"], row["period_end"]) == (date(2019, 1, 1), date(2021, 1, 1))
    assert row["computed"] is None


def test_no_findings_are_an_empty_frame():
    assert finding_frame([]).is_empty()


def test_every_severity_has_a_name():
    assert set(SEVERITY_LABELS) == set(SEVERITIES)
    assert len(KINDS) == len(set(KINDS))
