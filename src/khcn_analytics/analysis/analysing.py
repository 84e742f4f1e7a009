"""The one recipe: a workspace, periods and a grouping -> values, changes, and all that is told and drawn of them.

Notebooks, scripts, the command line and the dashboard all start here, which is why they show the
same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.analysis import drawing, drawing_records
from khcn_analytics.analysis.displays import analysis_display
from khcn_analytics.analysis.estimating import estimate
from khcn_analytics.analysis.explaining import ExplainedValue, explain
from khcn_analytics.analysis.reconciling import averages
from khcn_analytics.analysis.territory import on_territory
from khcn_analytics.analysis.values import breaks_of, period_of, printed_figures, targets_of, values_of
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.narrative.causes import by_group
from khcn_analytics.narrative.sentences import Narrative
from khcn_analytics.narrative.telling import narrative
from khcn_analytics.periods import Period
from khcn_analytics.progress import reported
from khcn_analytics.reconciliation.beside import BesidePublished, beside_published
from khcn_analytics.schemas.results import Changes, IndicatorValues, Problems, TargetResults
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.tables import change_table, yearly_table
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import Against, base_of, change
from khcn_analytics.trends.contributions import Contributions, contributions, refuse_wrong_groups
from khcn_analytics.trends.crossing import ChangesAcrossBreaks, with_breaks
from khcn_analytics.trends.estimates import YearEstimates
from khcn_analytics.trends.monotone import TrendTests, trend_tests
from khcn_analytics.trends.shades import Scale
from khcn_analytics.trends.unusual import UnusualValues, unusual_values
from khcn_analytics.trends.yearly import yearly
from khcn_analytics.vocabulary.labels import Label, Language, known_language
from khcn_analytics.wording import in_words
from khcn_analytics.yearly_wording import yearly_in_words

_LOOKING = Label("Tìm nguồn của thay đổi", "Looking for where changes come from")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Analysis(Shown):
    """Values of indicators, what changed, and the ways to look at it: sentences, tables, charts, explanations.

    It never changes; what its methods need beyond ``values`` and ``changes``, such as contributions, they
    compute from ``workspace``. Where a method takes a period, ``None`` is the last of ``periods``. Charts and
    tables take ``language``, ``vi`` or ``en``.

    Attributes:
        workspace: The data they were computed from.
        periods: The periods asked for, in order.
        by: The dimensions they are split by.
        against: What changes are measured against.
        values: Values of the periods asked for; null with a ``flag`` that says why.
        changes: Each of these values against its base period, in the same order, and what breaks the series in
            between; null with a ``reason``.
        with_bases: The values, and those of the base periods.
        parts: The same split further, by all their dimensions, where that is known already: whoever shows many
            analyses of the same data computes these once. What is not among them is computed from ``workspace``.
        judged: The targets of the workspace with what was achieved, where that is known already.

    Examples:
        >>> import khcn_analytics as kh
        >>> analysis = kh.analyse(kh.reconstructed_workspace("kon_tum_2022"), ["2022"], indicators=["tasks.accepted"])
        >>> analysis.values.select("indicator", "value").row(0)
        ('tasks.accepted', 9.0)
        >>> analysis.in_words()["value_text"].item()
        '9'
    """

    workspace: Workspace
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    against: Against | int
    values: DataFrame[IndicatorValues]
    changes: DataFrame[ChangesAcrossBreaks]
    with_bases: DataFrame[IndicatorValues]
    parts: Mapping[tuple[str, ...], DataFrame[IndicatorValues]] = field(default_factory=dict)
    judged: DataFrame[TargetResults] | None = None

    @property
    def problems(self) -> DataFrame[Problems]:
        """What was wrong in the data of the workspace."""
        return self.workspace.problems

    def explain(
        self, indicator: str, period: Period | str | int, where: Mapping[str, str] | None = None
    ) -> ExplainedValue:
        """The records behind one of the values; see :func:`explain`."""
        return explain(self.workspace, indicator, period, where)

    def contributions(
        self, of: Sequence[str] = ("unit",), period: Period | str | int | None = None
    ) -> DataFrame[Contributions]:
        """Which groups the changes of a period come from; the parts sum to the change.

        Args:
            of: The dimensions whose groups are the parts; units of several departments are told apart by department.
            period: The period to explain, one of the analysis or any other; ``None`` takes the last.

        Raises:
            UnknownNameError: If there is no such dimension.
            WrongUseError: If ``of`` is empty, a text or names a dimension twice, or no indicator of the
                analysis can be split by these dimensions.
        """
        asked = self._asked(period)
        refuse_wrong_groups(of)
        _need_dimensions(of)
        if "unit" in of and "department" not in (*self.by, *of) and len(self.workspace.departments) > 1:
            # Two departments may each have a unit of that name.
            of = ("department", *of)
        by = (*self.by, *(each for each in of if each not in self.by))
        codes = [code for code in self._codes if set(by) <= set(splits(indicator_named(code)))]
        if not codes:
            raise WrongUseError(
                f"Không chỉ số nào chia được theo {', '.join(by)}.", f"No indicator can be split by {', '.join(by)}."
            )
        base = base_of(asked, self.against)
        values = drawing.split_values(self, [asked, base], by, codes)
        return contributions(values, asked, base, of, breaks=breaks_of(self.workspace))

    def changes_on_territory(self, as_of: date) -> DataFrame[ChangesAcrossBreaks]:
        """The changes as if the provinces of a day had always been there; see :func:`on_territory`.

        Mergers of provinces break nothing any more, what else does is told. Values over all departments are
        not moved, so mergers still break those.
        """
        moved = on_territory(self.with_bases, as_of, self.workspace.provinces)
        return _changes(
            moved, self.periods, self.against, breaks_of(self.workspace, mergers="department" not in self.by)
        )

    def trend_tests(self, *, alpha: float = 0.05) -> DataFrame[TrendTests]:
        """Whether the series of the analysis have a trend; see :func:`trends.monotone.trend_tests`."""
        return trend_tests(self.values, alpha=alpha, breaks=breaks_of(self.workspace))

    def unusual_values(self) -> DataFrame[UnusualValues]:
        """Which of the values are unusual for their series; see :func:`trends.unusual.unusual_values`."""
        return unusual_values(self.values, breaks=breaks_of(self.workspace))

    def estimate(self, until: Period | str | int) -> DataFrame[YearEstimates]:
        """What a year will come to, from the part of it that is over; see :func:`estimate`."""
        return estimate(self.workspace, until, self.by, self._codes)

    def narrative(self, language: Language = "vi", *, causes: Sequence[str] = ("unit",)) -> Narrative:
        """Plain sentences: the largest moves, where they come from, and what can't be compared.

        Args:
            language: ``vi`` or ``en``.
            causes: The dimensions in which to look for where a change comes from; those the
                analysis is split by already, and those no indicator has, are passed over. One that is named
                twice is told once.

        Returns:
            The sentences, each with the figures it tells.

        Raises:
            UnknownNameError: If there is no such dimension or language.
            WrongUseError: If ``causes`` is a text.
        """
        if isinstance(causes, str):
            raise WrongUseError(
                f"causes cần một danh sách, ví dụ [“{causes}”].", f"causes takes a list, for example [“{causes}”]."
            )
        known_language(language)
        _need_dimensions(causes)
        asked = [
            (name, period)
            for name in dict.fromkeys(causes)
            if name not in self.by
            # Of units of several departments a name alone tells nothing.
            and not (name == "unit" and "department" not in self.by and len(self.workspace.departments) > 1)
            and any({*self.by, name} <= set(splits(indicator_named(each))) for each in self._codes)
            for period in self.periods
        ]
        origins = [by_group(self.contributions((name,), period), name) for name, period in reported(_LOOKING, asked)]
        return narrative(
            self.changes,
            self.values,
            language,
            contributions=pl.concat(origins, how="diagonal") if origins else None,
            split=self._split,
            departments=self.workspace.departments,
        )

    def yearly_table(self, period: Period | str | int | None = None, language: Language = "vi") -> Any:
        """The table departments print: last year, plan, this year, against plan and against last year.

        Args:
            period: The period of the table; its base is always the same period last year, whatever
                ``against`` is. ``None`` takes the last.
            language: ``vi`` or ``en``.

        Returns:
            A great_tables table. Cells without a figure have a note that says why.
        """
        asked = self._asked(period)
        both = values_of(self.workspace, [asked, asked.same_period_last_year()], self.by, self._codes)
        rows = yearly(both, asked, targets_of(self.workspace), breaks=breaks_of(self.workspace))
        words = yearly_in_words(rows, language, split=self._split, departments=self.workspace.departments)
        header = " · ".join(DIMENSION_LABELS[each].text(language) for each in self._split) or None
        title = f"{self.workspace.name.text(language)}: {asked.label(language)}"
        return yearly_table(words, language, title=title, group_header=header)

    def beside_published(self, published: pl.DataFrame | None = None) -> DataFrame[BesidePublished]:
        """The values of whole departments beside what was printed of them in these periods.

        Args:
            published: Rows of ``published``; ``None`` takes those of the workspace.

        Raises:
            WrongUseError: If the workspace has no published figures and none are given, or the
                values are not of whole departments.
        """
        if self.by != ("department",):
            raise WrongUseError(
                "Số liệu đã công bố là của cả sở: hãy phân tích với by=[“department”].",
                "Published figures are of whole departments: analyse with by=[“department”].",
            )
        days = pl.struct("period_start", "period_end")
        asked = pl.DataFrame({"period_start": each.start, "period_end": each.end} for each in self.periods)
        printed = printed_figures(self.workspace, published)
        codes = self.values["indicator"].unique()
        wanted = printed.filter(days.is_in(asked.select(days).to_series().to_list()), pl.col("indicator").is_in(codes))
        return beside_published(self.values, wanted, averages=averages())

    def in_words(self, language: Language = "vi") -> pl.DataFrame:
        """The changes with the texts people read."""
        return self._words(self.changes, language)

    def trend_chart(self, indicator: str, language: Language = "vi", *, until: Period | str | int | None = None) -> Any:
        """Line of one indicator over the periods, one line a group, with breaks of the series and targets.

        Args:
            indicator: Code of the indicator.
            language: ``vi`` or ``en``.
            until: The part of a year that is over: its estimate is drawn as such; ``None`` draws none.
        """
        return drawing.marked_trend(self, indicator, until, language)

    def comparison_chart(
        self, indicator: str, period: Period | str | int | None = None, language: Language = "vi"
    ) -> Any:
        """Bars of one indicator in one period, one a group, the largest first, each against its base."""
        return drawing.comparison(self, indicator, period, language)

    def change_chart(self, indicator: str, period: Period | str | int | None = None, language: Language = "vi") -> Any:
        """What rose and what fell in a period, the last one where none is named; one bar a group."""
        return drawing.change_bars(self, indicator, period, language)

    def slope_chart(self, indicator: str, language: Language = "vi") -> Any:
        """The first and the last period, one line a group; an error where a break of the series lies between."""
        return drawing.slope(self, indicator, language)

    def small_multiples(self, indicator: str, language: Language = "vi") -> Any:
        """The periods in a small panel for each group."""
        return drawing.small_multiples(self, indicator, language)

    def heat_map(
        self, period: Period | str | int | None = None, scale: Scale = "of_largest", language: Language = "vi"
    ) -> Any:
        """Groups against the indicators of the analysis, shaded as :func:`trends.shades.shades` tells."""
        return drawing.heat_map(self, period, scale, language)

    def waterfall(
        self,
        indicator: str,
        of: str = "unit",
        period: Period | str | int | None = None,
        language: Language = "vi",
        *,
        most: int | None = None,
    ) -> Any:
        """The change of the department as steps of the groups of a dimension; ``most`` joins the smallest."""
        return drawing.waterfall(self, indicator, of, period, language, most=most)

    def bump_chart(self, indicator: str, language: Language = "vi") -> Any:
        """The rank of each group over the periods, by the direction of the indicator."""
        return drawing.bump(self, indicator, language)

    def bullet_chart(self, period: Period | str | int | None = None, language: Language = "vi") -> Any:
        """The targets of the workspace for a period, each beside what was achieved."""
        return drawing_records.bullet(self, period, language)

    def funnel_chart(
        self, period: Period | str | int | None = None, on: date | None = None, language: Language = "vi"
    ) -> Any:
        """How far the tasks proposed in a period had come by a day; ``None`` is the last day of the data."""
        return drawing_records.funnel(self, period, on, language)

    def gantt_chart(
        self, on: date, where: Mapping[str, str] | None = None, language: Language = "vi", *, most: int = 20
    ) -> Any:
        """The tasks open on a day, of one group or all; of more than ``most`` the most overdue ones."""
        return drawing_records.gantt(self, on, where, language, most=most)

    def calendar_chart(self, year: int, language: Language = "vi") -> Any:
        """The inspections under way on each day of a calendar year."""
        return drawing_records.calendar(self, year, language)

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

    def _words(self, rows: pl.DataFrame, language: Language) -> pl.DataFrame:
        return in_words(rows, language, split=self._split, departments=self.workspace.departments)

    @property
    def _codes(self) -> list[str]:
        """The indicators, in the order of the values."""
        return self.values["indicator"].unique(maintain_order=True).to_list()

    def _asked(self, period: Period | str | int | None) -> Period:
        return drawing.asked_of(self, period)

    @property
    def _split(self) -> tuple[str, ...]:
        return drawing.split_of(self)

    def _shown(self) -> Display:
        return analysis_display(self)

    def _repr_html_(self) -> str:
        html: str = self.table().as_raw_html()
        return html


def analyse(
    workspace: Workspace,
    periods: Iterable[Period | str | int],
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
    *,
    against: Against | int = "same_period_last_year",
) -> Analysis:
    """Compute indicators and their changes from a workspace.

    Args:
        workspace: Where the data come from.
        periods: Periods, years, or texts such as ``"6T/2020"``, read on the workspace's calendar. A period that
            is named twice, even in two ways (``"6T/2024"`` and ``"2024H1"``), is taken once, where it stands first.
        by: Dimensions to split by. Units of several departments are told apart by department:
            two of them may be called "Văn phòng".
        indicators: Codes; ``None`` takes every indicator that can be split this way.
        against: ``same_period_last_year``, ``previous_period``, or a year: the same period of that year.

    Returns:
        The values asked for and what changed, one row an indicator, group and period, with ways to tell, draw and
        explain them.

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
    wanted = tuple(dict.fromkeys(period_of(each, workspace) for each in periods))
    if not wanted:
        raise WrongUseError("Cần ít nhất một kỳ.", "At least one period is needed.")
    bases = [base_of(each, against) for each in wanted]
    by = _with_department(by, workspace)
    values = values_of(workspace, dict.fromkeys([*wanted, *bases]), by, indicators)
    return Analysis(
        workspace=workspace,
        periods=wanted,
        by=tuple(dict.fromkeys(by)),
        against=against,
        values=as_result(_in(values, wanted), IndicatorValues),
        changes=_changes(values, wanted, against, breaks_of(workspace)),
        with_bases=values,
    )


def _changes(
    values: DataFrame[IndicatorValues], periods: Iterable[Period], against: Against | int, breaks: Iterable[Break]
) -> DataFrame[ChangesAcrossBreaks]:
    """The changes of periods, from values that hold their bases too."""
    return with_breaks(as_result(_in(change(values, against), periods), Changes), breaks)


def _in(rows: pl.DataFrame, periods: Iterable[Period]) -> pl.DataFrame:
    """The rows of periods."""
    days = {"period_start": pl.Date, "period_end": pl.Date}
    asked = pl.DataFrame([(each.start, each.end) for each in periods], schema=days, orient="row").unique()
    return rows.join(asked, on=list(days), how="semi", maintain_order="left")


def _need_dimensions(names: Iterable[str]) -> None:
    """Raise for what is no dimension of any indicator."""
    for name in names:
        if name not in DIMENSION_LABELS:
            raise UnknownNameError("chiều phân tích", "dimension", name, DIMENSION_LABELS)


def _with_department(by: Sequence[str], workspace: Workspace) -> Sequence[str]:
    """Units are told apart by department; with one department the whole is it: plans and breaks are looked up by it."""
    if isinstance(by, str) or "department" in by:
        return by
    is_whole = not by and len(workspace.departments) == 1
    return ("department", *by) if "unit" in by or is_whole else by
