"""The one recipe: a workspace, periods and a grouping -> values and changes.

Notebooks, scripts, the command line and the dashboard all start here, which is why they show the
same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.charts.comparison import comparison_chart
from khcn_analytics.charts.trend import trend_chart
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.explanation_card import explanation_card, where_text
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS
from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.explain import Explanation
from khcn_analytics.indicators.explain import explain as explain_records
from khcn_analytics.indicators.measures import Flow, Running
from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.law.judging import findings as findings_of_law
from khcn_analytics.law.results import LawFindings
from khcn_analytics.law.rules import LawParameter
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.reconciliation.figures import period_of_days
from khcn_analytics.reconciliation.findings import Reconciliation
from khcn_analytics.reconciliation.reconciling import reconcile as reconcile_figures
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import Workspace, published_figures
from khcn_analytics.tables import change_table
from khcn_analytics.trends.change import BASES, Against, change
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import in_words


@dataclass(frozen=True, eq=False)
class ExplainedValue(Explanation):
    """An explanation that knows the data it is of; it shows itself in a notebook as a card.

    Attributes:
        data_name: Name of the workspace.
        data_version: Digest of its data, and the number of the import where there is one.
    """

    data_name: Label
    data_version: str

    def text(self, language: Language = "vi") -> str:
        """Definition, arithmetic, source and data in words."""
        group = where_text(self, language)
        lines = [
            *super().text(language).splitlines(),
            *([f"{Label('Phạm vi', 'Group').text(language)}: {group}"] if group else []),
            f"{Label('Dữ liệu', 'Data').text(language)}: {self.data_text(language)}",
        ]
        return "\n".join(lines)

    def data_text(self, language: Language = "vi") -> str:
        """Name and version of the data."""
        return f"{self.data_name.text(language)} ({Label('phiên bản', 'version').text(language)} {self.data_version})"

    def _repr_html_(self) -> str:
        return explanation_card(self, data=self.data_text())


@dataclass(frozen=True, eq=False, slots=True)
class Analysis:
    """Values of indicators and what changed.

    Attributes:
        workspace: The data they were computed from.
        periods: The periods asked for, in order.
        by: The dimensions they are split by.
        against: What changes are measured against.
        values: Values of the periods asked for.
        changes: Each of these values against its base period.
    """

    workspace: Workspace
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    against: Against
    values: DataFrame[IndicatorValues]
    changes: DataFrame[Changes]

    def explain(
        self, indicator: str, period: Period | str | int, where: Mapping[str, str] | None = None
    ) -> ExplainedValue:
        """The records behind one of the values; see :func:`explain`."""
        return explain(self.workspace, indicator, period, where)

    def in_words(self, language: Language = "vi") -> pl.DataFrame:
        """The changes with the texts people read."""
        return self._words(self.changes, language)

    def trend_chart(self, indicator: str, language: Language = "vi") -> Any:
        """Line of one indicator over the periods, one line a group."""
        return self._chart(trend_chart, self.changes.filter(indicator=indicator), indicator, language)

    def comparison_chart(self, indicator: str, period: Period | str | int, language: Language = "vi") -> Any:
        """Bars of one indicator in one period, one a group, the largest first, each against its base."""
        wanted = _period(period, self.workspace)
        rows = self.changes.filter(indicator=indicator, period_start=wanted.start, period_end=wanted.end)
        largest_first = rows.sort("value", descending=True, nulls_last=True)
        return self._chart(comparison_chart, largest_first, indicator, language)

    def table(self, language: Language = "vi") -> Any:
        """Every value of the last period asked for, against its base."""
        last = self.periods[-1]
        rows = self.changes.filter(period_start=last.start, period_end=last.end)
        columns = ("indicator_name", *(["group_name"] if self._split else []), "value_text", "base_text", "change_text")
        return change_table(
            self._words(rows, language),
            language,
            group_header=" · ".join(DIMENSION_LABELS[each].text(language) for each in self._split),
            title=f"{self.workspace.name.text(language)}: {last.label(language)}",
            columns=(*columns, "note"),
        )

    def _chart(self, draw: Any, rows: pl.DataFrame, indicator: str, language: Language) -> Any:
        card = indicator_named(indicator)
        words = self._words(rows, language)
        return draw(words, unit=card.unit, title=card.label.text(language), language=language)

    def _words(self, rows: pl.DataFrame, language: Language) -> pl.DataFrame:
        return in_words(rows, language, split=self._split, departments=self.workspace.departments)

    @property
    def _split(self) -> tuple[str, ...]:
        """The dimensions that tell rows apart; a single department needs no naming."""
        return tuple(each for each in self.by if each != "department" or len(self.workspace.departments) > 1)

    def _repr_html_(self) -> str:
        html: str = self.table().as_raw_html()
        return html


def analyse(
    workspace: Workspace,
    periods: Iterable[Period | str | int],
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
    *,
    against: Against = "same_period_last_year",
) -> Analysis:
    """Compute indicators and their changes from a workspace.

    Args:
        workspace: Where the data come from.
        periods: Periods, years, or texts such as ``"6T/2020"``, read on the workspace's calendar.
        by: Dimensions to split by.
        indicators: Codes; ``None`` takes every indicator that can be split this way.
        against: ``same_period_last_year`` or ``previous_period``.

    Raises:
        InvalidPeriodError: If a text names no period.
        UnknownNameError: If an indicator or a dimension doesn't exist.
        WrongUseError: If the workspace lacks an indicator's dataset, or no period is given.

    Examples:
        >>> from khcn_analytics.store.workspace import reconstructed_workspace
        >>> analysis = analyse(reconstructed_workspace("kon_tum_2022"), ["2022"], indicators=["tasks.running"])
        >>> analysis.values["value"].to_list()
        [28.0]
    """
    if isinstance(periods, str):
        raise WrongUseError(
            f"periods cần một danh sách, ví dụ [“{periods}”].", f"periods takes a list, for example [“{periods}”]."
        )
    if against not in BASES:
        raise UnknownNameError("cách so sánh", "comparison", against, BASES)
    wanted = tuple(_period(each, workspace) for each in periods)
    if not wanted:
        raise WrongUseError("Cần ít nhất một kỳ.", "At least one period is needed.")
    bases = [BASES[against](each) for each in wanted]
    values = compute(
        workspace.datasets,
        dict.fromkeys([*wanted, *bases]),
        by,
        indicators,
        coverage=workspace.coverage,
        calendar=workspace.calendar,
    )
    asked = pl.DataFrame(
        {"period_start": [each.start for each in wanted], "period_end": [each.end for each in wanted]},
        schema={"period_start": pl.Date, "period_end": pl.Date},
    ).unique()
    days = ["period_start", "period_end"]
    return Analysis(
        workspace=workspace,
        periods=wanted,
        by=tuple(by),
        against=against,
        values=as_result(values.join(asked, on=days, how="semi", maintain_order="left"), IndicatorValues),
        changes=as_result(change(values, against).join(asked, on=days, how="semi", maintain_order="left"), Changes),
    )


def explain(
    workspace: Workspace, indicator: str, period: Period | str | int, where: Mapping[str, str] | None = None
) -> ExplainedValue:
    """The definition, the arithmetic and the records behind one value.

    Args:
        workspace: Where the value came from.
        indicator: Code of the indicator.
        period: The period, or a text that names it.
        where: The group, for example ``{"unit": "Văn phòng"}``; empty for the whole workspace.

    Raises:
        UnknownNameError: If the indicator, a dimension or the group doesn't exist.
        InvalidPeriodError: If the text names no period.

    Examples:
        >>> from khcn_analytics.store.workspace import reconstructed_workspace
        >>> why = explain(reconstructed_workspace("kon_tum_2022"), "tasks.accepted", "2022")
        >>> why.value, why.numerator_records.height
        (9.0, 9)
    """
    explanation = explain_records(
        workspace.datasets,
        indicator,
        _period(period, workspace),
        where,
        coverage=workspace.coverage,
        calendar=workspace.calendar,
    )
    number = workspace.import_version
    version = workspace.version if number is None else f"{number}, {workspace.version}"
    told = {each.name: getattr(explanation, each.name) for each in fields(explanation)}
    return ExplainedValue(**told, data_name=workspace.name, data_version=version)


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
    printed = _printed(workspace, published)
    values = None if workspace is None else _values_of_printed(workspace, printed)
    # What is open in a part of a period is open in the period, so it accumulates as events do.
    accumulates = {code: isinstance(card.measure, Flow | Running) for code, card in INDICATORS.items()}
    return reconcile_figures(printed, values=values, accumulates=accumulates)


def _printed(workspace: Workspace | None, published: pl.DataFrame | None) -> pl.DataFrame:
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


def _values_of_printed(workspace: Workspace, published: pl.DataFrame) -> pl.DataFrame:
    """The value of each printed indicator in each period it was printed for, where there can be one."""
    asked: dict[Period, list[str]] = {}
    for start, end, code in published.select("period_start", "period_end", "indicator").unique().sort(pl.all()).rows():
        period, card = period_of_days(start, end), INDICATORS.get(code)
        if period is not None and card is not None and card.datasets <= workspace.datasets.keys():
            asked.setdefault(period, []).append(code)
    values = [
        compute(
            workspace.datasets,
            [period],
            ("department",),
            codes,
            coverage=workspace.coverage,
            calendar=workspace.calendar,
        )
        for period, codes in asked.items()
    ]
    return pl.concat([pl.DataFrame(schema=column_types(IndicatorValues)), *values])


def check_law(
    workspace: Workspace, on: date | None = None, parameters: Iterable[LawParameter] = ()
) -> DataFrame[LawFindings]:
    """What the records say about rules of law; see :class:`LawFindings`.

    Args:
        workspace: Where the records are.
        on: Judge the year of this day by the rules in force on it; ``None`` judges each year by
            those in force on its last day.
        parameters: Caps and limits of departments and years, beside those that come with the library.

    Raises:
        UnknownNameError: If a parameter belongs to no rule.

    Examples:
        >>> from khcn_analytics.store.workspace import example_workspace
        >>> found = check_law(example_workspace(), date(2025, 12, 31))
        >>> found.filter(rule="TT-01")["holds"].to_list()
        [True]
    """
    return findings_of_law(workspace.datasets, on, parameters, coverage=workspace.coverage)


def _period(period: Period | str | int, workspace: Workspace) -> Period:
    """The period meant; texts and years are read on the workspace's calendar."""
    return period if isinstance(period, Period) else parse_period(str(period), workspace.calendar)
