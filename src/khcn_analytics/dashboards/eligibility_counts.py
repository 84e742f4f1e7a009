"""How many may be proposed for each award: counts that can be told where nobody is named.

Leaders see no records that name people, and so can judge nobody. These counts are made where the
names are, and handed over finished.
"""

from __future__ import annotations

import polars as pl

from khcn_analytics.errors import KhcnError
from khcn_analytics.law.eligibility import AWARDS_JUDGED, verdicts_of_years
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.law_codes import VERDICT_LABELS

FEWEST_PEOPLE = 5
"""Of fewer people no verdict is told: who knows which few were judged would know it of each of them."""

VERDICTS = tuple(VERDICT_LABELS)
_TOLD = (*VERDICTS, "standing")
_COLLECTIVES = [award for award, of in AWARDS_JUDGED.items() if of == "collective"]


def eligibility_counts(workspace: Workspace) -> pl.DataFrame | None:
    """The counts of every year that the data cover, for those who may not see names.

    Only whole departments are counted, never units, and no reason is told.

    Args:
        workspace: The records, names and all.

    Returns:
        The columns of :func:`counted`, null where fewer than :data:`FEWEST_PEOPLE` people were judged; or
        ``None`` if nobody can be judged by these records.

    Raises:
        WrongUseError: If the workspace has no dataset with indicators.
    """
    years = range(workspace.since.year, workspace.until.year + 1)
    try:
        verdicts = verdicts_of_years(
            workspace.datasets, years, coverage=workspace.coverage, calendar=workspace.calendar
        )
    except KhcnError:
        # The page says so. The error names records, which may hold a name where a column was shifted.
        return None
    return _without_few_people(counted(verdicts))


def counted(verdicts: pl.DataFrame) -> pl.DataFrame:
    """How many there are of each verdict, and how many were proposed or granted already (``standing``).

    Args:
        verdicts: Rows of :class:`~khcn_analytics.law.eligibility_results.EligibilityVerdicts`.

    Returns:
        One row a year and award, in the order they come in: ``year``, ``award``, ``judged``, a column a verdict,
        ``standing``, and ``confidence`` and ``citation`` of what the award takes.
    """
    return verdicts.group_by("year", "award", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("judged"),
        *((pl.col("verdict") == each).sum().cast(pl.Int64).alias(each) for each in VERDICTS),
        pl.col("status").count().cast(pl.Int64).alias("standing"),
        pl.col("confidence", "citation").first(),
    )


def _without_few_people(counts: pl.DataFrame) -> pl.DataFrame:
    is_told = pl.col("award").is_in(_COLLECTIVES) | (pl.col("judged") >= FEWEST_PEOPLE)
    return counts.with_columns(pl.when(is_told).then(pl.col("judged", *_TOLD)))
