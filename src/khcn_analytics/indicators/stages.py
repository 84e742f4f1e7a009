"""How far the tasks proposed in a period have come: proposed, approved, contracted, accepted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.tasks import RESEARCH
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.labels import Label

STAGES: dict[str, str] = {
    "proposed": Tasks.proposed_on,
    "approved": Tasks.approved_on,
    "contracted": Tasks.contracted_on,
    "accepted": Tasks.accepted_on,
}
"""The stages in their order, each with the day it is reached on."""
STAGE_LABELS: dict[str, Label] = {
    "proposed": Label("Đề xuất", "Proposed"),
    "approved": Label("Phê duyệt", "Approved"),
    "contracted": Label("Ký hợp đồng", "Contracted"),
    "accepted": Label("Nghiệm thu", "Accepted"),
}


class Stages(pa.DataFrameModel):
    """How many tasks of one cohort reached each stage.

    ``undated`` are those among ``tasks`` known to have reached the stage by a later one only, their
    own day being empty or past the day asked about. ``of_previous`` is the share of the tasks at the stage before, null
    for the first stage and where there were none.
    """

    stage: Text = pa.Field(isin=list(STAGES))
    tasks: Integer = pa.Field(ge=0)
    undated: Integer = pa.Field(ge=0)
    of_previous: Number = pa.Field(nullable=True, ge=0, le=1)

    class Config:
        strict = True


def stages(tasks: pl.DataFrame, period: Period, on: date) -> DataFrame[Stages]:
    """Of the tasks proposed in a period, how many had reached each stage by a day.

    They are the same tasks all along, whenever they moved on: those approved in the period but proposed
    before are not among them. Routine tasks are left out. Accepted are tasks judged by the council, any rating.
    A task that reached a stage has passed those before, be their days recorded or not.

    Args:
        tasks: Records of ``tasks``.
        period: When they were proposed.
        on: The last day whose events count.

    Raises:
        WrongUseError: If the day lies before the period ends: proposals would be missing.

    Examples:
        >>> days = {name: pl.Series([*dates, None], dtype=pl.String).str.to_date() for name, dates in {
        ...     "proposed_on": ["2020-03-01", "2020-04-01"], "approved_on": ["2020-09-01", "2021-02-01"],
        ...     "contracted_on": ["2020-12-01", None], "accepted_on": [None, None]}.items()}
        >>> frame = pl.DataFrame(days).with_columns(kind=pl.lit("topic"))
        >>> stages(frame, Period("year", 2020), date(2020, 12, 31)).select("stage", "tasks").rows()
        [('proposed', 2), ('approved', 1), ('contracted', 1), ('accepted', 0)]
    """
    if on < period.last_day:
        raise WrongUseError(
            f"Đến ngày {on:%d/%m/%Y} thì {period.label()} chưa hết, chưa đủ nhiệm vụ đề xuất. "
            "Hãy chọn ngày từ cuối kỳ trở đi.",
            f"By {on} {period.label('en')} is not over and proposals are missing. Choose its last day or a later one.",
        )
    proposed = pl.col(Tasks.proposed_on)
    cohort = tasks.filter(RESEARCH, proposed >= period.start, proposed < period.end)
    return as_result(reached(cohort, STAGES, on).rename({"records": "tasks"}), Stages)


def reached(cohort: pl.DataFrame, days: Mapping[str, str], on: date) -> pl.DataFrame:
    """How many of the same records had reached each stage by a day.

    Args:
        cohort: The records.
        days: The stages in their order, each with the column of the day it is reached on.
        on: The last day whose events count.

    Returns:
        One row for each stage: ``stage``, ``records``, ``undated`` and ``of_previous`` as in :class:`Stages`.
    """
    names = list(days)
    by_day = {name: (pl.col(days[name]) <= on).fill_null(value=False) for name in names}
    passed = {name: pl.any_horizontal(by_day[each] for each in names[place:]) for place, name in enumerate(names)}
    counts = [int(cohort.select(each.sum()).item()) for each in passed.values()]
    dated = [int(cohort.select(each.sum()).item()) for each in by_day.values()]
    shares = [None, *(now / before if before else None for before, now in pairwise(counts))]
    return pl.DataFrame(
        {
            "stage": names,
            "records": counts,
            "undated": [count - own for count, own in zip(counts, dated, strict=True)],
            "of_previous": pl.Series(shares, dtype=pl.Float64),
        }
    )
