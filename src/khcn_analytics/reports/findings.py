"""What a report tells of one department in one period, computed once by the analysis and put in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.analysis.values import period_of, target_results
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.narrative.sentences import Narrative, Sentence
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.target_wording import targets_in_words
from khcn_analytics.trends.change import Against, base_of
from khcn_analytics.vocabulary.labels import Language

_DAYS = ("period_start", "period_end")


@dataclass(frozen=True, eq=False, slots=True)
class Findings:
    """The figures of a report and their words.

    Attributes:
        analysis: The values and changes of the period.
        words: The changes in words, one row an indicator, with ``value_flag`` and ``base_flag``: why either is missing.
        targets: What came of the targets of the period, in words; no rows where there are none.
        narrative: The changes in sentences.
        language: The language of all words.
    """

    analysis: Analysis
    words: pl.DataFrame
    targets: pl.DataFrame
    narrative: Narrative
    language: Language

    @property
    def workspace(self) -> Workspace:
        """The data."""
        return self.analysis.workspace

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.analysis.periods[0]

    @property
    def base(self) -> Period:
        """The period it is compared with."""
        return base_of(self.period, self.analysis.against)

    def header(self, period: Period) -> str:
        """The name of a period at the top of a column."""
        name = period.label(self.language)
        return name[:1].upper() + name[1:]

    @property
    def overall(self) -> tuple[Sentence, ...]:
        """The sentences on all that could be compared."""
        return tuple(each for each in self.narrative.sentences if each.theme is None and not each.indicators)

    @property
    def incomparable(self) -> tuple[Sentence, ...]:
        """The sentences on what could not be compared, or only with care."""
        return tuple(each for each in self.narrative.sentences if each.theme is None and each.indicators)

    def moves(self) -> Iterator[tuple[str, list[Sentence]]]:
        """What rose and fell, theme by theme."""
        for theme in dict.fromkeys(each.theme for each in self.narrative.sentences if each.theme):
            said = [each for each in self.narrative.sentences if each.theme == theme and not _is_cause(each)]
            yield theme.text(self.language), said

    def causes(self, theme: str) -> list[Sentence]:
        """Where the changes of a theme come from."""
        named = [each for each in self.narrative.sentences if each.theme is not None and _is_cause(each)]
        return [each for each in named if each.theme is not None and each.theme.text(self.language) == theme]


def find(
    workspace: Workspace, period: Period | str | int, against: Against | int, language: Language = "vi"
) -> Findings:
    """Analyse a period of a workspace of one department.

    Args:
        workspace: The data of one department.
        period: The period, or a text such as ``"2025"``, read on the workspace's calendar.
        against: What it is compared with; see :func:`analyse`.
        language: ``vi`` or ``en``.
    """
    analysis = analyse(workspace, [period_of(period, workspace)], (), against=against)
    asked = analysis.periods[0]
    order = {code: place for place, code in enumerate(INDICATORS)}
    words = analysis.in_words(language).sort(pl.col("indicator").replace_strict(order), maintain_order=True)
    for name, of_period in (("value_flag", asked), ("base_flag", base_of(asked, against))):
        flags = _of(analysis.with_bases, of_period).select("indicator", pl.col("flag").alias(name))
        words = words.join(flags, on="indicator", how="left", maintain_order="left")
    return Findings(analysis, words, _targets(workspace, asked, language), analysis.narrative(language), language)


def of_department(workspace: Workspace, department: str | None) -> Workspace:
    """The part of a workspace that is about one department.

    Args:
        workspace: The data.
        department: Its code; ``None``: the only one there.

    Raises:
        UnknownNameError: If the workspace has no such department.
        WrongUseError: If none is named and there are several.
    """
    known = workspace.departments
    if department is None and len(known) == 1:
        return workspace
    if department is None:
        codes = ", ".join(known)
        raise WrongUseError(
            f"Kho dữ liệu có {len(known)} sở, một báo cáo là của một sở. Hãy chọn department: {codes}.",
            f"The workspace has {len(known)} departments; a report is of one. Choose a department: {codes}.",
        )
    if department not in known:
        raise UnknownNameError("Sở", "department", department, known)
    own = {
        name: frame.filter(department=department) if "department" in frame.columns else frame
        for name, frame in workspace.datasets.items()
    }
    return replace(workspace, departments={department: known[department]}, datasets=own)


def _targets(workspace: Workspace, period: Period, language: Language) -> pl.DataFrame:
    if "targets" not in workspace.datasets:
        return pl.DataFrame(schema=dict.fromkeys(("unit", "indicator", "verdict"), pl.String))
    return targets_in_words(_of(target_results(workspace), period), language, departments=workspace.departments)


def _of(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    return rows.filter(period_start=period.start, period_end=period.end)


def _is_cause(sentence: Sentence) -> bool:
    return any(each.told == "contribution" for each in sentence.figures)
