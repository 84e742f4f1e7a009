"""Printed figures of a workspace against each other and against its records."""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.analysis.values import printed_figures, values_of
from khcn_analytics.indicators.measures import Flow, Running
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.reconciliation.figures import period_of_days
from khcn_analytics.reconciliation.findings import Reconciliation
from khcn_analytics.reconciliation.reconciling import reconcile as reconcile_figures
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.store.workspace import Workspace


def reconcile(workspace: Workspace | None = None, published: pl.DataFrame | None = None) -> DataFrame[Reconciliation]:
    """What printed figures say of each other, and of the records of a workspace.

    Args:
        workspace: The records to compare with; ``None`` compares printed figures only.
        published: Rows of ``published``, of which those of the workspace's departments are looked
            at; ``None`` takes those of the workspace or, without one, the bundled figures.

    Raises:
        WrongUseError: If the workspace has no published figures and none are given.

    Examples:
        >>> reconcile().filter(severity="contradiction")["kind"].to_list()[0]
        'different_values'
    """
    printed = printed_figures(workspace, published)
    values = None if workspace is None else _values_of_printed(workspace, printed)
    # What is open in a part of a period is open in the period, so it accumulates as events do.
    accumulates = {code: isinstance(card.measure, Flow | Running) for code, card in INDICATORS.items()}
    return reconcile_figures(printed, values=values, accumulates=accumulates)


def _values_of_printed(workspace: Workspace, published: pl.DataFrame) -> pl.DataFrame:
    """The value of each printed indicator in each period it was printed for, where there can be one."""
    asked: dict[Period, list[str]] = {}
    for start, end, code in published.select("period_start", "period_end", "indicator").unique().sort(pl.all()).rows():
        period, card = period_of_days(start, end), INDICATORS.get(code)
        if period is not None and card is not None and card.datasets <= workspace.datasets.keys():
            asked.setdefault(period, []).append(code)
    values = [values_of(workspace, [period], ("department",), codes) for period, codes in asked.items()]
    return pl.concat([pl.DataFrame(schema=column_types(IndicatorValues)), *values])
