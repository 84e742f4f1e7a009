"""The example holds together: what its card says of the records is so."""

import polars as pl
import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.store.workspace import Workspace, example_workspace
from khcn_analytics.vocabulary.activity_codes import ACTIVITY_CODES, WITH_AMOUNT

YEARS = range(2018, 2026)

PLANTED = {
    ("tasks", "NV-2015-002", "rated_task_has_acceptance_date"),
    ("tasks", "NV-2017-005", "accepted_on_before_settled_on"),
    ("tasks", "NV-2019-002", "contracted_on_before_started_on"),
    ("tasks", "NV-2019-007", "rated_task_has_acceptance_date"),
    ("tasks", "NV-2020-008", "ended_task_has_start_date"),
    ("initiatives", "SK-2023-001", "scope_has_date"),
    ("inspections", "TKT-2022-002", "fines_have_fined_subjects"),
    ("funding", "NV-2022-001", "disbursed_within_planned"),
    ("awards", "KT-2022-094", "granted_has_date"),
    ("dossiers", "HS-2020-0180", "resolved_dossier_has_due_date"),
    ("dossiers", "HS-2023-0242", "dossier_with_result_has_resolved_date"),
}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return example_workspace()


def test_the_warnings_are_those_planted(workspace):
    keys = {
        "tasks": "task_id",
        "initiatives": "initiative_id",
        "inspections": "inspection_id",
        "funding": "task_id",
        "awards": "award_id",
        "dossiers": "dossier_id",
    }
    told = set()
    for problem in workspace.problems.iter_rows(named=True):
        name = problem["file"].removesuffix(".csv")
        # Nothing is kept out, and the header is row 1.
        told.add((name, workspace.datasets[name][keys[name]][problem["row"] - 2], problem["rule"]))

    assert workspace.kept_out == 0
    assert set(workspace.problems["severity"]) == {"warning"}
    assert told == PLANTED
    assert workspace.problems.height == len(PLANTED)


def test_every_dataset_names_the_same_seven_units(workspace):
    frames = [frame for frame in workspace.datasets.values() if "unit" in frame.columns]
    units = {unit for frame in frames for unit in frame["unit"].drop_nulls()}

    assert units == set(workspace.datasets["staff"]["unit"])
    assert len(units) == 7


def test_every_activity_of_the_catalogue_is_done(workspace):
    activities = workspace.datasets["activities"]

    assert set(activities["activity"]) == set(ACTIVITY_CODES.codes)
    with_amount = activities.filter(pl.col("amount_vnd").is_not_null())
    assert set(with_amount["activity"]) == {each.code for each in WITH_AMOUNT}


def test_everyone_is_rated_once_a_year(workspace):
    people = pl.col("subject_kind").is_in(["civil_servant", "public_employee", "employee"])
    rated = workspace.datasets["ratings"].filter(people).group_by("unit", "year").agg(pl.col("subjects").sum())
    both = workspace.datasets["staff"].join(rated, on=["unit", "year"], how="full")

    assert both["headcount"].equals(both["subjects"].rename("headcount"))


def test_the_excellent_are_a_fifth_of_the_good_but_for_one_group(workspace):
    counts = workspace.datasets["ratings"].group_by("subject_kind", "year", "level").agg(pl.col("subjects").sum())
    wide = counts.pivot("level", index=["subject_kind", "year"], values="subjects").fill_null(0)
    over = wide.filter(pl.col("excellent") * 5 > pl.col("good"))

    assert over.select("subject_kind", "year", "excellent", "good").rows() == [("party_member", 2022, 12, 39)]


def test_fighters_are_10_to_15_percent_of_advanced_labourers_until_2023(workspace):
    awards = workspace.datasets["awards"]
    for year in range(2018, 2024):
        titles = awards.filter(for_year=year)["award"].value_counts()
        count = dict(titles.iter_rows())
        assert 0.10 <= count["emulation_fighter_grassroots"] / count["advanced_labour"] <= 0.15


def test_provincial_fighters_were_grassroots_fighters_three_years_running(workspace):
    awards = workspace.datasets["awards"]
    fighters = set(awards.filter(award="emulation_fighter_grassroots").select("recipient", "for_year").iter_rows())
    provincial = awards.filter(award="emulation_fighter_provincial")

    assert provincial.height >= 5
    for row in provincial.iter_rows(named=True):
        assert {(row["recipient"], row["for_year"] - back) for back in range(3)} <= fighters


def test_people_are_plainly_invented(workspace):
    kinds = pl.col("recipient_kind").is_in(["collective", "enterprise"])
    people, others = (workspace.datasets["awards"].filter(each) for each in (~kinds, kinds))

    assert people["recipient"].str.contains(r"^Cán bộ \d{3}$").all()
    assert set(others.filter(recipient_kind="collective")["recipient"]) <= set(others["unit"])
    assert others.filter(recipient_kind="enterprise")["recipient"].str.starts_with("Công ty mẫu ").all()


def test_awards_wait_for_the_province_or_were_taken_back(workspace):
    awards = workspace.datasets["awards"]

    assert set(awards.filter(status="proposed")["for_year"]) == {2025}
    assert awards.filter(status="revoked").height == 2


def test_about_97_of_100_dossiers_are_resolved_in_time_and_some_are_pending(workspace):
    dossiers = workspace.datasets["dossiers"]
    late = dossiers.filter(pl.col("resolved_on") > pl.col("due_on")).height

    assert 0.02 < late / dossiers.height < 0.04
    for year in YEARS:
        last_day = pl.date(year, 12, 31)
        pending = (pl.col("received_on") <= last_day) & (pl.col("resolved_on") > last_day).fill_null(value=True)
        assert dossiers.filter(pending).height > 0


def test_money_is_disbursed_slowly(workspace):
    # One record of 2025 holds ten times its money on purpose.
    years = workspace.datasets["funding"].filter(pl.col("year") < 2025).group_by("year")
    shares = years.agg(share=pl.col("disbursed_vnd").sum() / pl.col("planned_vnd").sum())["share"]

    assert shares.is_between(0.6, 0.95).all()


def test_two_or_three_campaigns_begin_each_year(workspace):
    counts = workspace.datasets["campaigns"].group_by(pl.col("launched_on").dt.year()).len()

    assert counts.height == len(YEARS)
    assert set(counts["len"]) == {2, 3}


def test_each_year_has_targets_met_and_missed(workspace):
    values = analyse(workspace, YEARS, indicators=["targets.met", "targets.missed"]).values

    assert values.height == 2 * len(YEARS)
    assert (values["value"] > 0).all()


def test_units_are_scored_from_2023_in_two_groups(workspace):
    groups = workspace.datasets["score_groups"]
    counts = dict(groups.group_by("period", "rank_group").len().sort("period", "rank_group").rows_by_key("period"))

    assert counts == {
        "2023": [("Khối phòng chuyên môn", 4), ("Khối đơn vị trực thuộc", 3)],
        "2024": [("Khối phòng chuyên môn", 4), ("Khối đơn vị trực thuộc", 3)],
        "2025": [("Khối phòng chuyên môn", 3), ("Khối đơn vị trực thuộc", 3)],  # the inspectorate is gone
    }


def test_every_manual_criterion_has_three_layers_but_one(workspace):
    groups, entries = workspace.datasets["score_groups"], workspace.datasets["score_entries"]
    of_scheme = pl.DataFrame({"criterion": ["B1", "B2", "B3", "C1", "C2", "C3"]})
    layers = pl.DataFrame({"layer": ["self", "reviewed", "decided"]})
    wanted = groups.drop("rank_group").join(of_scheme, how="cross").join(layers, how="cross")

    missing = wanted.join(entries, on=wanted.columns, how="anti")
    assert missing.select("unit", "period", "criterion", "layer").rows() == [
        ("Trung tâm Ứng dụng tiến bộ KH&CN", "2025", "B3", "decided")
    ]
    assert entries.height == wanted.height - 1


def test_points_stay_within_the_most_there_is(workspace):
    most = {"B1": 10, "B2": 5, "B3": 5, "C1": 10}
    entries = workspace.datasets["score_entries"]
    points = entries.filter(pl.col("criterion").is_in(list(most)))

    assert (points["points"] <= points["criterion"].replace_strict(most)).all()
    assert set(entries.filter(criterion="C2")["actual"]) == {0.0, 1.0}
    assert entries["reason"].count() == 27


def test_bonuses_are_awards_and_initiatives_of_the_same_data(workspace):
    events = workspace.datasets["score_events"]
    awards, initiatives = workspace.datasets["awards"], workspace.datasets["initiatives"]
    decisions = {f"Quyết định số {each}" for each in awards.filter(authority="provincial_chairman")["decision_no"]}
    codes = events.filter(item="T2")["evidence"].str.extract_all(r"SK-\d{4}-\d{3}")

    assert set(events["item"]) == {"T1", "T2", "P1", "P2"}
    assert set(events.filter(item="T1")["evidence"]) <= decisions
    assert codes.list.len().cast(pl.Float64).to_list() == events.filter(item="T2")["quantity"].to_list()
    recognised = initiatives.filter(pl.col("scope_recognised_on").is_not_null())
    assert set(codes.explode()) <= set(recognised["initiative_id"])
    assert events.filter(status="claimed")["event_id"].to_list() == ["DTT-2025-013"]


def test_nobody_is_disciplined_in_the_years_that_are_scored(workspace):
    cases = workspace.datasets["activities"].filter(pl.col("done_on").dt.year() >= 2023, activity="discipline_cases")

    assert cases["quantity"].sum() == 0
    assert workspace.datasets["score_events"].filter(item="P2", status="accepted").is_empty()


def test_an_approved_task_has_its_plan_year(workspace):
    tasks = workspace.datasets["tasks"]

    assert tasks["plan_year"].is_null().equals(tasks["approved_on"].is_null().rename("plan_year"))
    assert (tasks["plan_year"] - tasks["approved_on"].dt.year()).drop_nulls().is_between(0, 1).all()
