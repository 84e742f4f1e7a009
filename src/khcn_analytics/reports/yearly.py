"""The report of a period: overview, results by theme, emulation, shortcomings, sources.

Figures come from the one analysis, sentences from the narrative; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.analysis.scoring import Scoring, score
from khcn_analytics.periods import Period
from khcn_analytics.reports.content import Block, Paragraph, Section, chart_block
from khcn_analytics.reports.emulation import emulation_blocks
from khcn_analytics.reports.findings import Findings, find, of_department
from khcn_analytics.reports.official_form import official_form
from khcn_analytics.reports.report import Report
from khcn_analytics.reports.shortcomings import shortcoming_sections
from khcn_analytics.reports.sources import origin_told, source_blocks
from khcn_analytics.reports.themes import theme_sections
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language, known_language

_TITLE = Label("Kết quả hoạt động khoa học và công nghệ {period}", "Results in science and technology, {period}")
_AS_OF = Label("Số liệu tính đến hết ngày {day}, so với {base}.", "Data up to {day}, compared with {base}.")
_OVERVIEW, _THEMES = Label("Tình hình chung", "Overview"), Label("Kết quả theo lĩnh vực", "Results by theme")
_EMULATION = Label("Thi đua: điểm và thứ hạng", "Emulation: points and ranks")
_SHORT = Label("Tồn tại, hạn chế; số liệu chưa đầy đủ", "Shortcomings; incomplete data")
_SOURCES = Label("Nguồn số liệu và căn cứ", "Sources")
_ROMAN = ("I", "II", "III", "IV", "V")


def report(
    workspace: Workspace,
    period: Period | str | int,
    *,
    against: Against | int = "same_period_last_year",
    department: str | None = None,
    scheme: Scheme | str | Path | None = None,
    as_of: date | None = None,
    language: Language = "vi",
) -> Report:
    """The report of a department on a period, in the form of an administrative document.

    Args:
        workspace: The data; themes without a dataset there are not reported on.
        period: The period, or a text such as ``"2025"`` or ``"6T/2025"``.
        against: What it is compared with: ``same_period_last_year``, ``previous_period``, or a year.
        department: Code of the department; ``None``: the only one of the workspace.
        scheme: The scheme by which units are scored and ranked: a scheme, the path of a file of one, or the code
            of a bundled one; ``None``: the report has no part on points and ranks.
        as_of: The day of the report, told on it and written into its files; ``None``: left blank, and the files are
            dated with the last day of the data.
        language: ``vi`` or ``en``.

    Returns:
        The report; ``report.save("bao-cao.docx")`` writes it.

    Raises:
        UnknownNameError: If there is no such department or language.
        WrongUseError: If the workspace has several departments and none is named, or the scheme can't be used.

    Examples:
        >>> from khcn_analytics.store.workspace import reconstructed_workspace
        >>> made = report(reconstructed_workspace("kon_tum_2022"), 2022)
        >>> [section.heading for section in made.sections][:2]
        ['I. Tình hình chung', 'II. Kết quả theo lĩnh vực']
    """
    known_language(language)
    own = of_department(workspace, department)
    findings = find(own, period, against, language)
    scoring = None if scheme is None else score(own, scheme, findings.period)
    (issuer,) = own.departments.values()
    name = issuer.text(language)
    return Report(
        title=_TITLE.text(language).format(period=findings.period.label(language)),
        period=findings.period.label(language),
        department=name,
        sections=tuple(_sections(findings, scoring)),
        source=source_of(own, language),
        day=own.last_day if as_of is None else as_of,
        language=language,
        origin=origin_told(own, language),
        form=official_form(name, language, as_of),
    )


def _sections(findings: Findings, scoring: Scoring | None) -> Iterator[Section]:
    language = findings.language
    parts: list[tuple[Label, tuple[Block, ...], tuple[Section, ...]]] = [
        (_OVERVIEW, tuple(_overview(findings)), ()),
        (_THEMES, (), tuple(theme_sections(findings))),
        *([(_EMULATION, tuple(emulation_blocks(scoring, language)), ())] if scoring is not None else []),
        (_SHORT, (), tuple(shortcoming_sections(findings, is_scored=scoring is not None))),
        (_SOURCES, tuple(source_blocks(findings)), ()),
    ]
    for number, (heading, blocks, sections) in zip(_ROMAN, parts, strict=False):
        yield Section(f"{number}. {heading.text(language)}", blocks, sections)


def _overview(findings: Findings) -> Iterator[Block]:
    language = findings.language
    day = format_date(findings.workspace.last_day, language)
    yield Paragraph(
        " ".join(
            [
                _AS_OF.text(language).format(day=day, base=findings.base.label(language)),
                *(each.text for each in findings.overall),
            ]
        )
    )
    for theme, sentences in findings.moves():
        yield Paragraph(" ".join(each.text for each in sentences), f"{theme}.")
    if findings.targets.height:
        yield chart_block(findings.analysis.bullet_chart(language=language))
