"""Printed figures -> what they say of each other, and of the records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.periods import Calendar
from khcn_analytics.reconciliation.figures import figures_of, quantities_of
from khcn_analytics.reconciliation.findings import Reconciliation, finding_frame
from khcn_analytics.reconciliation.parts import judge_relations
from khcn_analytics.reconciliation.possible import judge_possible
from khcn_analytics.reconciliation.ranges import Range
from khcn_analytics.reconciliation.records import judge_records
from khcn_analytics.reconciliation.relations import RELATIONS, Relation
from khcn_analytics.reconciliation.renamed import judge_names, judge_units
from khcn_analytics.reconciliation.repeats import judge_repeats
from khcn_analytics.reconciliation.within_period import judge_within_periods

_NOTHING_KNOWN: Mapping[str, bool] = MappingProxyType({})
_ANYTHING: Mapping[str, Range] = MappingProxyType({})


def reconcile(
    published: pl.DataFrame,
    relations: Sequence[Relation] = RELATIONS,
    values: pl.DataFrame | None = None,
    *,
    accumulates: Mapping[str, bool] = _NOTHING_KNOWN,
    adds_up: Collection[str] = (),
    averages: Collection[str] = (),
    possible: Mapping[str, Range] = _ANYTHING,
    calendar: Calendar = "calendar",
) -> DataFrame[Reconciliation]:
    """Set printed figures against each other, and against computed values.

    Nothing is corrected and nothing is left out: what cannot be judged is told as well.

    Args:
        published: Rows of ``published``.
        relations: Which indicators are parts or shares of which.
        values: Values of the printed indicators and periods; ``None`` compares nothing with records.
        accumulates: Indicator -> whether a longer period has at least what a period in it has.
            Of an indicator that is not named this is not known, and is not judged.
        adds_up: Indicators of which periods side by side add up to the period they make.
        averages: Indicators that are one number over another, which reports round.
        possible: Indicator -> the values it can have; of one that is not named this is not known.
        calendar: How periods are read where the values were computed.

    Returns:
        One row for each finding, contradictions first.

    Examples:
        >>> from khcn_analytics.store.workspace import published_figures
        >>> found = reconcile(published_figures())
        >>> found.filter(kind="different_values").select("indicators", "values").row(0)
        (['dossiers.radiation_resolved', 'dossiers.radiation_resolved'], [20.0, 16.0])
    """
    figures = figures_of(published, averages)
    quantities = quantities_of(figures)
    return finding_frame(
        [
            *judge_repeats(quantities),
            *judge_possible(figures, possible),
            *judge_within_periods(quantities, accumulates, adds_up),
            *judge_relations(quantities, relations),
            *judge_units(figures),
            *judge_names(figures),
            *([] if values is None else judge_records(quantities, values, calendar)),
        ]
    )
