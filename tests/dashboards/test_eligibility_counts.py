from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from builders import awards, reviews, tasks

from khcn_analytics.analysis.eligibility import eligibility
from khcn_analytics.dashboards.eligibility_counts import FEWEST_PEOPLE, VERDICTS, counted, eligibility_counts
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import Workspace, example_workspace

PERSONAL = {name for each in DATASETS.values() for name, card in column_cards(each.model).items() if card.personal}


def workspace_of(**datasets: pl.DataFrame) -> Workspace:
    """The example's card with other records, of 2024 and 2025."""
    days = Coverage(date(2024, 1, 1), date(2026, 1, 1))
    return replace(example_workspace(), datasets=datasets, coverage=dict.fromkeys(datasets, days))


def reviewed(people: int, *, level: str = "good") -> pl.DataFrame:
    return reviews(
        subject=[f"Cán bộ {number}" for number in range(people)],
        subject_kind="individual",
        year=2024,
        level=level,
        months_worked=12,
        discipline="none",
        took_part=True,
    )


def row_of(counts: pl.DataFrame, award: str) -> dict:
    return counts.filter(year=2024, award=award).row(0, named=True)


def test_each_verdict_is_counted_by_year_and_award():
    verdicts = pl.DataFrame(
        {
            "year": [2024] * 4,
            "award": ["b", "a", "b", "b"],
            "verdict": ["eligible", "unknown", "not_eligible", "eligible"],
            "status": ["granted", None, None, "proposed"],
            "confidence": ["verified"] * 4,
            "citation": ["Điều 24", "Điều 25", "Điều 24", "Điều 24"],
            "subject": ["Nguyễn Văn A", "B", "C", "D"],
        }
    )

    assert counted(verdicts).rows() == [
        (2024, "b", 3, 2, 0, 1, 2, "verified", "Điều 24"),
        (2024, "a", 1, 0, 1, 0, 0, "verified", "Điều 25"),
    ]


def test_they_are_the_counts_of_eligibility_and_hold_nothing_personal():
    workspace = example_workspace()
    counts = eligibility_counts(workspace)
    of_2025 = eligibility(workspace, 2025).verdicts.filter(award="advanced_labour")

    assert counts is not None
    assert set(counts["year"]) == set(range(2018, 2026))
    found = counts.filter(year=2025, award="advanced_labour").row(0, named=True)
    assert {each: found[each] for each in VERDICTS} == {each: of_2025.filter(verdict=each).height for each in VERDICTS}
    assert not {*PERSONAL, "unit", "reason_vi", "reason_en"} & set(counts.columns)


@pytest.mark.parametrize(("people", "told"), [(FEWEST_PEOPLE - 1, None), (FEWEST_PEOPLE, FEWEST_PEOPLE)])
def test_of_few_people_no_verdict_is_told(people, told):
    counts = eligibility_counts(workspace_of(tasks=tasks(), reviews=reviewed(people)))

    assert counts is not None
    row = row_of(counts, "advanced_labour")
    assert row["judged"] == row["eligible"] == told
    assert (row["not_eligible"], row["standing"]) == ((None, None) if told is None else (0, 0))


def test_collectives_are_counted_however_few_they_are():
    units = reviewed(2).with_columns(subject_kind=pl.lit("collective"))
    counts = eligibility_counts(workspace_of(tasks=tasks(), reviews=units))

    assert counts is not None
    assert row_of(counts, "advanced_labour_collective")["judged"] == 2


def test_without_names_nobody_is_counted():
    assert eligibility_counts(example_workspace().without_personal_data()) is None
    assert eligibility_counts(workspace_of(tasks=tasks())) is None


def test_records_that_can_not_be_judged_leave_the_rest_of_the_dashboard_standing():
    wrong = awards(recipient=["Cán bộ 1"], votes_for=9, voters=5)

    assert eligibility_counts(workspace_of(tasks=tasks(), reviews=reviewed(9), awards=wrong)) is None
