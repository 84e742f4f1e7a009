"""What the year of a workspace will come to, and whether its targets will be met: always an estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.analysis.values import breaks_of, period_of, values_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.dimensions import PLACES, splits
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.trends.estimates import YearEstimates, estimate_year
from khcn_analytics.trends.outlook import TargetOutlooks, target_outlook
from khcn_analytics.trends.year_so_far import periods_for_estimate


def estimate(
    workspace: Workspace,
    until: Period | str | int,
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
) -> DataFrame[YearEstimates]:
    """Estimate what a year will come to from the part of it that is over (ước thực hiện cả năm).

    Args:
        workspace: Where the data come from.
        until: The part of the year that is over, for example ``"9T/2025"`` or ``"đến 20/8/2025"``.
        by: Dimensions to split by.
        indicators: Codes; ``None`` takes every indicator that can be split this way.

    Returns:
        One row for each indicator and group; what can't be estimated is null with a ``reason``, and what
        breaks the series is told.

    Raises:
        InvalidPeriodError: If the text names no period.
        UnknownNameError: If an indicator or a dimension doesn't exist.
        WrongUseError: If the year is over by then.

    Examples:
        >>> from khcn_analytics.store.workspace import example_workspace
        >>> found = estimate(example_workspace(), "9T/2024", indicators=["tasks.accepted"])
        >>> found.select("status", "so_far").row(0)
        ('estimate', 25.0)
    """
    part = period_of(until, workspace)
    values = values_of(workspace, periods_for_estimate(part), by, indicators)
    return estimate_year(values, part, breaks=breaks_of(workspace))


def outlook(workspace: Workspace, until: Period | str | int) -> DataFrame[TargetOutlooks]:
    """Whether the targets of a year will be met at this pace.

    Args:
        workspace: Where the data and the targets come from.
        until: As for :func:`estimate`.

    Returns:
        One row for each target of that year, null with a ``reason`` where there is no outlook.

    Raises:
        InvalidPeriodError: If the text names no period.
        WrongUseError: If the workspace has no targets, or the year is over by then.

    Examples:
        >>> import khcn_analytics as kh
        >>> found = kh.outlook(kh.example_workspace(), "9T/2025")
        >>> found.drop_nulls("outlook").select("indicator", "target", "outlook").row(0)
        ('tasks.accepted', 29.0, 'likely_missed')
    """
    if "targets" not in workspace.datasets:
        raise WrongUseError(
            "Kho dữ liệu chưa có chỉ tiêu (targets). Hãy nhập bằng khcn import.",
            "The workspace has no targets. Bring them in with khcn import.",
        )
    targets = workspace.datasets["targets"]
    codes = targets["indicator"].unique().to_list()
    known = [code for code in codes if code in INDICATORS and INDICATORS[code].datasets <= workspace.datasets.keys()]
    groups = [
        (("department",), known),
        (PLACES, [code for code in known if set(PLACES) <= set(splits(INDICATORS[code]))]),
    ]
    estimates = pl.concat(estimate(workspace, until, by, each) for by, each in groups)
    return target_outlook(as_result(estimates, YearEstimates), targets, period_of(until, workspace))
