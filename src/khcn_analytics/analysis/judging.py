"""Records of a workspace against rules of law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pandera.typing.polars import DataFrame

from khcn_analytics.law.judging import findings as findings_of_law
from khcn_analytics.law.results import LawFindings
from khcn_analytics.law.rules import LawParameter
from khcn_analytics.store.workspace import Workspace


def check_law(
    workspace: Workspace, on: date | None = None, parameters: Iterable[LawParameter] = ()
) -> DataFrame[LawFindings]:
    """What the records say about rules of law; see :class:`LawFindings`.

    Args:
        workspace: Where the records are.
        on: Judge the year of this day by the rules in force on it; ``None`` judges each year by
            those in force on its last day.
        parameters: Caps and limits of departments and years, beside those that come with the library.

    Returns:
        One row for each rule held against one subject; ``holds`` is null where ``reason`` says why that can't be
        told.

    Raises:
        UnknownNameError: If a parameter belongs to no rule.
        WrongUseError: If ``on`` is no :class:`datetime.date`, or a cap is above the one that the law allows at most.

    Examples:
        >>> from khcn_analytics.store.workspace import example_workspace
        >>> found = check_law(example_workspace(), date(2025, 12, 31))
        >>> found.filter(rule="TT-01")["holds"].to_list()
        [True]
    """
    return findings_of_law(workspace.datasets, on, parameters, coverage=workspace.coverage, calendar=workspace.calendar)
