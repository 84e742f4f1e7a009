"""How far the initiatives submitted in a period have come: submitted, recognised, recognised with a wider scope."""

from __future__ import annotations

from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.stages import reached
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.initiatives import Initiatives
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.labels import Label

INITIATIVE_STAGES: dict[str, str] = {
    "submitted": Initiatives.submitted_on,
    "recognised": Initiatives.grassroots_recognised_on,
    "scope_recognised": Initiatives.scope_recognised_on,
}
"""The stages in their order, each with the day it is reached on."""
INITIATIVE_STAGE_LABELS: dict[str, Label] = {
    "submitted": Label("Nộp đơn", "Submitted"),
    "recognised": Label("Cơ sở công nhận", "Recognised"),
    "scope_recognised": Label("Công nhận phạm vi", "Wider scope"),
}


class InitiativeStages(pa.DataFrameModel):
    """How many initiatives of one cohort reached each stage; see :class:`indicators.stages.Stages`."""

    stage: Text = pa.Field(isin=list(INITIATIVE_STAGES))
    initiatives: Integer = pa.Field(ge=0)
    undated: Integer = pa.Field(ge=0)
    of_previous: Number = pa.Field(nullable=True, ge=0, le=1)

    class Config:
        strict = True


def initiative_stages(initiatives: pl.DataFrame, period: Period, on: date) -> DataFrame[InitiativeStages]:
    """Of the initiatives submitted in a period, how many had reached each stage by a day.

    They are the same initiatives all along, whenever they moved on. One without a day of
    submission is in no cohort.

    Args:
        initiatives: Records of ``initiatives``.
        period: When they were submitted.
        on: The last day whose events count.

    Raises:
        WrongUseError: If the day lies before the period ends: submissions would be missing.
    """
    if on < period.last_day:
        raise WrongUseError(
            f"Đến ngày {on:%d/%m/%Y} thì {period.label()} chưa hết, chưa đủ sáng kiến nộp đơn. "
            "Hãy chọn ngày từ cuối kỳ trở đi.",
            f"By {on} {period.label('en')} is not over and submissions are missing. "
            "Choose its last day or a later one.",
        )
    submitted = pl.col(Initiatives.submitted_on)
    cohort = initiatives.filter(submitted >= period.start, submitted < period.end)
    return as_result(reached(cohort, INITIATIVE_STAGES, on).rename({"records": "initiatives"}), InitiativeStages)
