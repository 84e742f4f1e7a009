"""What reconciling finds, and the frame it is told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, get_args

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.reconciliation.figures import Figure
from khcn_analytics.schemas.columns import Date, Number, Text, column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    Texts: TypeAlias = str
    Numbers: TypeAlias = str
else:
    Texts, Numbers = Annotated[pl.List, pl.String()], Annotated[pl.List, pl.Float64()]

Severity = Literal["contradiction", "look", "note", "holds"]
Kind = Literal[
    "different_values",
    "falls_within_period",
    "sum_differs",
    "exceeds_whole",
    "share_differs",
    "impossible_value",
    "record_differs",
    "two_names",
    "unit_changed",
    "name_changed",
    "not_judged",
    "not_compared",
    "repeat",
    "compatible",
    "grows_within_period",
    "sum_holds",
    "within_whole",
    "share_holds",
    "record_agrees",
]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
KINDS: tuple[Kind, ...] = get_args(Kind)

NO_ACTION = Label("Không cần làm gì.", "Nothing to do.")
"""What now, of what holds."""

SEVERITY_LABELS: dict[Severity, Label] = {
    "contradiction": Label("Mâu thuẫn", "Contradictions"),
    "look": Label("Cần xem lại", "To look at"),
    "note": Label("Để biết", "Notes"),
    "holds": Label("Khớp", "Agreeing"),
}


class Reconciliation(pa.DataFrameModel):
    """What printed figures say of each other: one row is one finding.

    ``severity`` is ``contradiction`` (not all of it can be true), ``look`` (true perhaps, but
    easily misread), ``note`` (for information, and what could not be judged) or ``holds``.
    ``period_start`` and ``period_end`` span the periods of the figures; ``values``, ``sources``
    and ``locators`` have one entry for each figure, in the same order, and ``indicators`` and
    ``printed_names`` as well. ``computed`` is the value from the records where one was compared.
    """

    kind: Text = pa.Field(isin=list(KINDS))
    severity: Text = pa.Field(isin=list(SEVERITIES))
    department: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    indicators: Texts = pa.Field()
    printed_names: Texts = pa.Field()
    values: Numbers = pa.Field()
    computed: Number = pa.Field(nullable=True)
    sources: Texts = pa.Field()
    locators: Texts = pa.Field()
    message_vi: Text = pa.Field()
    message_en: Text = pa.Field()
    fix_vi: Text = pa.Field()
    fix_en: Text = pa.Field()

    class Config:
        strict = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about one or several figures of a department.

    Attributes:
        kind: What was found.
        severity: How much it matters.
        figures: The figures it is about.
        message: What is so, in a full sentence.
        fix: What now.
        computed: The value from the records, if that is what the figures were set against.
    """

    kind: Kind
    severity: Severity
    figures: tuple[Figure, ...]
    message: Label
    fix: Label
    computed: float | None = None


def finding_frame(findings: Iterable[Finding]) -> DataFrame[Reconciliation]:
    """Findings as a frame: what matters most first, then by department, period and kind."""
    rows = pl.DataFrame([_row(each) for each in findings], schema=column_types(Reconciliation), orient="row")
    order = [
        pl.col(Reconciliation.severity).cast(pl.Enum(SEVERITIES)),
        pl.col(Reconciliation.department),
        pl.col(Reconciliation.period_end),
        pl.col(Reconciliation.kind).cast(pl.Enum(KINDS)),
    ]
    return as_result(rows.sort(order, maintain_order=True), Reconciliation)


def _row(finding: Finding) -> tuple[object, ...]:
    figures = finding.figures
    return (
        finding.kind,
        finding.severity,
        figures[0].department,
        min(each.period_start for each in figures),
        max(each.period_end for each in figures),
        [each.indicator for each in figures],
        [each.printed_name for each in figures],
        [each.value for each in figures],
        finding.computed,
        [each.source for each in figures],
        [each.locator for each in figures],
        finding.message.vi,
        finding.message.en,
        finding.fix.vi,
        finding.fix.en,
    )
