"""Printed figures of a workspace against each other and against its records."""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.analysis.values import printed_figures, values_of
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Flow, Mean, Measure, Ratio, Running, parts
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.reconciliation.figures import period_of_days
from khcn_analytics.reconciliation.findings import Reconciliation
from khcn_analytics.reconciliation.ranges import ANY_PART, Range
from khcn_analytics.reconciliation.reconciling import reconcile as reconcile_figures
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.store.workspace import Workspace

_NOT_OF_A_WHOLE = frozenset(
    {
        "funding.disbursement_rate",
        "activities.assigned_work_completed_share",
        "activities.key_work_completed_share",
        "awards.fighters_over_advanced_labour_share",
        "ratings.excellent_over_good_share",
        "ratings.party_members_excellent_over_good_share",
    }
)
"""Shares of something that the numerator is no part of: they may be over 100 %."""


def reconcile(workspace: Workspace | None = None, published: pl.DataFrame | None = None) -> DataFrame[Reconciliation]:
    """What printed figures say of each other, and of the records of a workspace.

    Args:
        workspace: The records to compare with; ``None`` compares printed figures only.
        published: Rows of ``published``, of which those of the workspace's departments are looked
            at; ``None`` takes those of the workspace or, without one, the bundled figures.

    Returns:
        One row a finding: its ``kind``, ``severity`` (such as ``contradiction``), the figures and a message in both
        languages.

    Raises:
        WrongUseError: If the workspace has no published figures and none are given.

    Examples:
        >>> reconcile().filter(severity="contradiction")["kind"].to_list()[0]
        'different_values'
    """
    printed = printed_figures(workspace, published)
    values = None if workspace is None else _values_of_printed(workspace, printed)
    return reconcile_figures(
        printed,
        values=values,
        accumulates={code: _accumulates(card.measure) for code, card in INDICATORS.items()},
        adds_up=[code for code, card in INDICATORS.items() if _adds_up(card)],
        averages=averages(),
        possible={code: _possible(card) for code, card in INDICATORS.items() if not _may_be_negative(card.measure)},
        calendar="calendar" if workspace is None else workspace.calendar,
    )


def averages() -> frozenset[str]:
    """Indicators that are one number over another: reports round even the whole ones."""
    return frozenset(code for code, card in INDICATORS.items() if isinstance(card.measure, Ratio | Mean))


def _accumulates(measure: Measure) -> bool:
    """Whether a period has at least what a part of it has: what is open in the part is open in it, too."""
    return isinstance(measure, Flow | Running) and not _may_be_negative(measure)


def _adds_up(card: Indicator) -> bool:
    """Whether periods side by side add up: not what is open in both, nor what a year alone can tell."""
    return isinstance(card.measure, Flow) and _accumulates(card.measure) and card.period_kinds != ("year",)


def _may_be_negative(measure: Measure) -> bool:
    """Whether what is summed is computed from columns, as planned less disbursed money is; columns are not negative."""
    return any(isinstance(getattr(each, "total", None), pl.Expr) for each in parts(measure))


def _possible(card: Indicator) -> Range:
    return Range(0, 1) if is_share(card.code) and card.code not in _NOT_OF_A_WHOLE else ANY_PART


def _values_of_printed(workspace: Workspace, published: pl.DataFrame) -> pl.DataFrame:
    """The value of each printed indicator in each period it was printed for, where there can be one."""
    asked: dict[Period, list[str]] = {}
    for start, end, code in published.select("period_start", "period_end", "indicator").unique().sort(pl.all()).rows():
        period, card = period_of_days(start, end), INDICATORS.get(code)
        if period is not None and card is not None and card.datasets <= workspace.datasets.keys():
            asked.setdefault(period, []).append(code)
    values = [values_of(workspace, [period], ("department",), codes) for period, codes in asked.items()]
    return pl.concat([pl.DataFrame(schema=column_types(IndicatorValues)), *values])
