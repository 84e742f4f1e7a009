"""Values of a workspace, and the printed figures to set beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.derived import judged_targets
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.schemas.results import IndicatorValues, TargetResults
from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.store.workspace import Workspace, published_figures
from khcn_analytics.trends.against_target import against_target
from khcn_analytics.trends.breaks import Break, known_breaks
from khcn_analytics.trends.mergers import territory_breaks


def values_of(
    workspace: Workspace, periods: Iterable[Period], by: Sequence[str], indicators: Iterable[str] | None
) -> DataFrame[IndicatorValues]:
    """Values computed from the records of a workspace, for the days they are complete for."""
    return compute(
        workspace.datasets, periods, by, indicators, coverage=workspace.coverage, calendar=workspace.calendar
    )


def period_of(period: Period | str | int, workspace: Workspace) -> Period:
    """The period meant; texts and years are read on the workspace's calendar."""
    return period if isinstance(period, Period) else parse_period(str(period), workspace.calendar)


def printed_figures(workspace: Workspace | None, published: pl.DataFrame | None) -> pl.DataFrame:
    """Printed figures: those given, else those of the workspace; without a workspace the bundled ones.

    Of a workspace only figures of its own departments.

    Raises:
        WrongUseError: If the workspace has none and none are given.
    """
    if workspace is None:
        return published_figures() if published is None else published
    if published is None and "published" not in workspace.datasets:
        raise WrongUseError(
            "Kho dữ liệu chưa có số liệu đã công bố (published) để đối chiếu. Hãy nhập bằng khcn import, "
            "hoặc trong Python: reconcile(workspace, published=...).",
            "The workspace has no published figures to reconcile. Bring them in with khcn import, "
            "or in Python: reconcile(workspace, published=...).",
        )
    given = workspace.datasets["published"] if published is None else published
    return given.filter(pl.col("department").is_in(list(workspace.departments)))


def breaks_of(workspace: Workspace, *, mergers: bool = True) -> tuple[Break, ...]:
    """What breaks series of a workspace: known changes of law, its own, and mergers of its provinces.

    Args:
        workspace: Whose series.
        mergers: Whether mergers break them: not of values that are on one territory.
    """
    merged = territory_breaks(bundled_territory(), workspace.departments, workspace.provinces) if mergers else ()
    return (*known_breaks(), *workspace.breaks, *merged)


def targets_of(workspace: Workspace) -> pl.DataFrame | None:
    """The targets of a workspace, each judged by its value; ``None`` where it has none."""
    if "targets" not in workspace.datasets:
        return None
    judge = partial(values_of, workspace)
    return judged_targets(workspace.datasets["targets"], workspace.datasets, judge, workspace.calendar)


def target_results(workspace: Workspace) -> DataFrame[TargetResults]:
    """The targets of a workspace that has some, each against what was achieved."""
    return against_target(
        workspace.datasets["targets"], workspace.datasets, coverage=workspace.coverage, calendar=workspace.calendar
    )
