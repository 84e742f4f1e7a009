"""Printed figures against the records of a workspace, through the one recipe."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from builders import dossiers as dossiers_of
from builders import published

import khcn_analytics as kh


def records_found(workspace, figures=None):
    found = kh.reconcile(workspace, figures)
    return {
        row["indicators"][0]: (row["kind"], row["computed"])
        for row in found.iter_rows(named=True)
        if row["kind"] in {"record_agrees", "record_differs", "not_compared"}
    }


def of_kon_tum(**columns):
    return published(department="kon_tum", period_start="2022-01-01", period_end="2023-01-01", **columns)


def test_without_a_workspace_the_bundled_figures_are_set_against_each_other():
    found = kh.reconcile()

    assert "different_values" in found["kind"].to_list()
    assert found["computed"].null_count() == found.height


def test_support_that_falls_within_the_year_is_a_contradiction():
    found = kh.reconcile().filter(kind="falls_within_period")

    assert found.select("severity", "values").rows() == [("contradiction", [175_000_000.0, 100_000_000.0])]


@pytest.mark.parametrize(
    ("name", "indicators"),
    [
        (
            "cao_bang_2020",
            ["tasks.in_progress_provincial", "inspections.checked_subjects", "initiatives.scope_recognised"],
        ),
        ("kon_tum_2022", ["tasks.running", "tasks.carried_over", "tasks.accepted", "initiatives.grassroots_authors"]),
    ],
)
def test_reconstructed_records_give_what_was_printed(name, indicators):
    figures = kh.published_figures().filter(pl.col("indicator").is_in(indicators))
    found = records_found(kh.reconstructed_workspace(name), figures)

    assert {indicator: kind for indicator, (kind, _) in found.items()} == dict.fromkeys(indicators, "record_agrees")


def test_a_figure_that_the_records_do_not_give_is_a_contradiction():
    figures = of_kon_tum(indicator=["tasks.running", "tasks.started"], value=[28.0, 10.0])

    assert records_found(kh.reconstructed_workspace("kon_tum_2022"), figures) == {
        "tasks.running": ("record_agrees", 28.0),
        "tasks.started": ("record_differs", 9.0),
    }


def test_what_cannot_be_computed_is_not_compared():
    workspace = kh.reconstructed_workspace("kon_tum_2022")
    figures = pl.concat(
        [
            # No card, no dataset, no period of reporting, no complete records.
            of_kon_tum(indicator=["tasks.nothing_like_it", "inspections.inspections"]),
            published(department="kon_tum", indicator="tasks.running", period_end="2020-01-11"),
            published(department="kon_tum", indicator="tasks.accepted"),
        ]
    )

    assert {kind for kind, _ in records_found(workspace, figures).values()} == {"not_compared"}
    assert len(records_found(workspace, figures)) == 4


def test_only_figures_of_the_departments_of_the_workspace_are_looked_at():
    found = kh.reconcile(kh.reconstructed_workspace("kon_tum_2022"), kh.published_figures())

    assert found["department"].unique().to_list() == ["kon_tum"]


def test_a_workspace_brings_its_own_printed_figures():
    bare = kh.reconstructed_workspace("kon_tum_2022")
    figures = of_kon_tum(indicator="tasks.running", value=28.0)
    workspace = replace(bare, datasets={**bare.datasets, "published": figures})

    assert records_found(workspace) == {"tasks.running": ("record_agrees", 28.0)}


def test_a_workspace_without_printed_figures_is_wrong_use():
    with pytest.raises(kh.KhcnError, match="khcn import"):
        kh.reconcile(kh.reconstructed_workspace("kon_tum_2022"))


def kinds_of(**columns):
    found = kh.reconcile(None, of_kon_tum(**columns))
    return found.select("kind", "severity").rows()


HALVES_AND_YEAR = {
    "period_start": ["2022-01-01", "2022-01-01", "2022-07-01"],
    "period_end": ["2023-01-01", "2022-07-01", "2023-01-01"],
}


def in_halves(code, *amounts):
    figures = published(
        department="kon_tum", indicator=code, value=[float(each) for each in amounts], **HALVES_AND_YEAR
    )
    return kh.reconcile(None, figures).filter(severity="contradiction")["kind"].to_list()


def test_events_add_up_and_what_is_open_in_both_halves_does_not():
    assert in_halves("tasks.accepted", 12, 10, 5) == ["sum_differs"]
    assert in_halves("tasks.accepted", 15, 10, 5) == []
    assert in_halves("tasks.running", 12, 10, 5) == []
    assert in_halves("tasks.in_progress", 4, 10, 5) == []


def test_undisbursed_money_may_shrink():
    """Money carried over from the year before is disbursed late and makes it negative."""
    assert in_halves("funding.undisbursed_vnd", 100_000_000, 300_000_000, -200_000_000) == []
    assert kinds_of(indicator="funding.undisbursed_vnd", value=-200_000_000.0) == []


@pytest.mark.parametrize(
    ("indicator", "value", "kinds"),
    [
        ("tasks.accepted", -1.0, [("impossible_value", "contradiction")]),
        ("tasks.agriculture_share", 1.5, [("impossible_value", "contradiction")]),
        ("funding.disbursement_rate", 1.5, []),
        ("activities.key_work_completed_share", 1.5, []),
        ("activities.staff_study_share", 1.5, [("impossible_value", "contradiction")]),
        ("awards.fighters_over_advanced_labour_share", 1.5, []),
        ("ratings.party_members_excellent_over_good_share", 1.5, []),
    ],
)
def test_only_what_no_card_allows_is_impossible(indicator, value, kinds):
    assert kinds_of(indicator=indicator, value=value) == kinds


def test_a_whole_mean_was_rounded():
    """4 and 7 days are 5.5 on average, printed as 6."""
    workspace = kh.reconstructed_workspace("kon_tum_2022")
    dossiers = dossiers_of(resolved_on=["2022-03-05", "2022-03-08"], received_on="2022-03-01", department="kon_tum")
    whole_year = kh.Coverage(date(2022, 1, 1), date(2023, 1, 1))
    with_dossiers = replace(
        workspace,
        datasets={**workspace.datasets, "dossiers": dossiers},
        coverage={**workspace.coverage, "dossiers": whole_year},
    )
    figures = of_kon_tum(indicator="dossiers.days_to_resolve", value=6.0)

    assert records_found(with_dossiers, figures) == {"dossiers.days_to_resolve": ("record_agrees", 5.5)}
    beside = kh.analyse(with_dossiers, [2022], indicators=["dossiers.days_to_resolve"]).beside_published(figures)
    assert beside["agreement"].to_list() == ["agrees"]
