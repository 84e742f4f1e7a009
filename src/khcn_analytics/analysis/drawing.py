"""The charts of an analysis: each names its card, its period and its data, and draws figures of the analysis.

What stands in a chart is computed in ``trends`` and ``indicators``; here it gets its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics import charts
from khcn_analytics.analysis.estimating import estimate
from khcn_analytics.analysis.values import breaks_of, period_of, target_results, values_of
from khcn_analytics.charts.marks_told import breaks_told
from khcn_analytics.errors import IncomparableError, WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import KIND_LABELS, Period
from khcn_analytics.schemas.results import IndicatorValues, TargetResults
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.trends.change import base_of, compare, keys_of
from khcn_analytics.trends.contributions import contributions
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.trends.estimates import ESTIMATE_REASONS
from khcn_analytics.trends.marks import with_marks
from khcn_analytics.trends.ranks import RANK_ORDERS, ranks
from khcn_analytics.trends.shades import SCALE_LABELS, Scale, shades
from khcn_analytics.trends.steps import steps
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import groups_text
from khcn_analytics.wording import period_of as period_of_days

if TYPE_CHECKING:
    from khcn_analytics.analysis.analysing import Analysis

When = Period | str | int
_PERIOD = ("period_start", "period_end", "period_kind")
_DAYS = ["period_start", "period_end"]
_MOST_COLUMNS = 40


def source_of(workspace: Workspace, language: Language, note: Label | None = None) -> str:
    """The data a chart was drawn from, and what to know when reading it."""
    number = "" if workspace.import_version is None else f"{workspace.import_version}, "
    version = Label("phiên bản", "version").text(language)
    told = f"{workspace.name.text(language)} ({version} {number}{workspace.version})"
    return told if note is None else f"{told}. {note.text(language)}"


def titled(pattern: Label, language: Language, *parts: Label | Period) -> str:
    """A title with the names of what it is about."""
    named = [each.label(language) if isinstance(each, Period) else each.text(language) for each in parts]
    return pattern.text(language).format(*named)


def asked_of(analysis: Analysis, period: When | None) -> Period:
    """The period asked for; ``None`` is the last one of the analysis."""
    return analysis.periods[-1] if period is None else period_of(period, analysis.workspace)


def analysed_of(analysis: Analysis, period: When | None) -> Period:
    """The period asked for, which must be one of the analysis: it has no figures of others."""
    asked = asked_of(analysis, period)
    if all((each.start, each.end) != (asked.start, asked.end) for each in analysis.periods):
        vi, en = (", ".join(each.label(name) for each in analysis.periods) for name in ("vi", "en"))
        raise WrongUseError(
            f"Phân tích này không có {asked.label()}, chỉ có {vi}. Hãy thêm kỳ đó vào periods khi gọi analyse.",
            f"This analysis has no {asked.label('en')}, only {en}. Add the period when calling analyse.",
        )
    return asked


def split_of(analysis: Analysis) -> tuple[str, ...]:
    """The dimensions that tell rows apart; a single department needs no naming."""
    several = len(analysis.workspace.departments) > 1
    return tuple(each for each in analysis.by if each != "department" or several)


def split_values(
    analysis: Analysis, periods: Sequence[Period], by: Sequence[str], codes: Sequence[str]
) -> DataFrame[IndicatorValues]:
    """Values of periods split by dimensions: those the analysis has, or computed from its workspace."""
    known = analysis.parts.get(tuple(by))
    if known is None:
        return values_of(analysis.workspace, periods, by, codes)
    asked = pl.any_horizontal(
        (pl.col("period_start") == each.start) & (pl.col("period_end") == each.end) for each in periods
    )
    return cast("DataFrame[IndicatorValues]", known.filter(asked, pl.col("indicator").is_in(codes)))


def judged_of(analysis: Analysis) -> DataFrame[TargetResults]:
    """The targets of the workspace of an analysis, each against what was achieved."""
    return target_results(analysis.workspace) if analysis.judged is None else analysis.judged


def in_period(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The rows of one period."""
    return rows.filter(period_start=period.start, period_end=period.end)


def marked_trend(analysis: Analysis, indicator: str, until: When | None, language: Language) -> Any:
    """A line with breaks, targets and, where ``until`` says how much of the year is over, its estimate."""
    card, workspace = indicator_named(indicator), analysis.workspace
    found = None if until is None else estimate(workspace, until, analysis.by, [indicator])
    targets = judged_of(analysis) if "targets" in workspace.datasets else None
    values = _of(analysis.values, indicator)
    marked = with_marks(values, breaks=breaks_of(workspace), targets=targets, estimates=found)
    return charts.trend(
        _marked_in_words(analysis, marked, language),
        unit=card.unit,
        title=card.label.text(language),
        source=source_of(workspace, language, None if found is None else _no_estimate(found)),
        language=language,
    )


def change_bars(analysis: Analysis, indicator: str, period: When | None, language: Language) -> Any:
    """What rose and what fell in a period, group by group; breaks are told once, below the title."""
    card, asked = indicator_named(indicator), analysed_of(analysis, period)
    rows = in_period(_of(analysis.in_words(language), indicator), asked)
    broken = pl.col("break_severity").eq_missing("not_comparable")
    return charts.change_bars(
        rows.with_columns(note=pl.when(broken.not_()).then("note")),
        unit=card.unit,
        title=titled(
            Label("{}: {} so với {}", "{}: {} against {}"),
            language,
            card.label,
            asked,
            base_of(asked, analysis.against),
        ),
        source=source_of(analysis.workspace, language, _break_note(rows)),
        language=language,
    )


def comparison(analysis: Analysis, indicator: str, period: When | None, language: Language) -> Any:
    """Each group in a period beside its base, the largest first; a base that can't be compared is not drawn."""
    card, asked = indicator_named(indicator), analysed_of(analysis, period)
    rows = in_period(_of(analysis.in_words(language), indicator), asked)
    broken = pl.col("break_severity").eq_missing("not_comparable")
    drawn = rows.with_columns(base=pl.when(broken.not_()).then("base"))
    return charts.comparison(
        drawn.sort("value", descending=True, nulls_last=True, maintain_order=True),
        unit=card.unit,
        title=titled(
            Label("{}: {} so với {}", "{}: {} against {}"),
            language,
            card.label,
            asked,
            base_of(asked, analysis.against),
        ),
        source=source_of(analysis.workspace, language, _break_note(rows)),
        language=language,
    )


def slope(analysis: Analysis, indicator: str, language: Language) -> Any:
    """The first and the last period, group by group; refused across a break of the series."""
    card, first, last = indicator_named(indicator), analysis.periods[0], analysis.periods[-1]
    values = _of(analysis.values, indicator)
    note = _comparable(analysis.workspace, values, last, first) if first != last else None
    rows = _of(analysis.in_words(language), indicator)
    both = pl.concat([in_period(rows, first), in_period(rows, last)]) if first != last else rows
    return charts.slope(
        both,
        unit=card.unit,
        title=titled(Label("{}: {} và {}", "{}: {} and {}"), language, card.label, first, last),
        source=source_of(analysis.workspace, language, note),
        language=language,
    )


def small_multiples(analysis: Analysis, indicator: str, language: Language) -> Any:
    """Every group over the periods, a panel each; what breaks their lines is told below the title."""
    card, workspace = indicator_named(indicator), analysis.workspace
    marked = with_marks(_of(analysis.values, indicator), breaks=breaks_of(workspace))
    rows = _marked_in_words(analysis, marked, language)
    note = _dotted(rows.sort("period_start", maintain_order=True), language)
    return charts.small_multiples(
        rows,
        unit=card.unit,
        title=card.label.text(language),
        source=source_of(workspace, language, note),
        language=language,
    )


def heat_map(analysis: Analysis, period: When | None, scale: Scale, language: Language) -> Any:
    """The groups against the indicators of the analysis in one period."""
    asked = analysed_of(analysis, period)
    values: Any = in_period(analysis.values, asked)
    columns = values["indicator"].n_unique()
    if columns > _MOST_COLUMNS:
        raise WrongUseError(
            f"Bản đồ nhiệt có {columns} cột, nhiều nhất đọc được là {_MOST_COLUMNS}. "
            "Hãy chọn bớt bằng indicators khi gọi analyse.",
            f"The heat map would have {columns} columns; {_MOST_COLUMNS} can be read at most. "
            "Choose some with indicators when calling analyse.",
        )
    labels = [DIMENSION_LABELS[each] for each in split_of(analysis) or analysis.by]
    groups = Label(*(" · ".join(each.text(name).lower() for each in labels) for name in ("vi", "en")))
    words = in_period(analysis.in_words(language), asked)
    keys = [*keys_of(values), *_DAYS]
    rows = words.join(shades(values, scale).select(*keys, "shade"), on=keys, nulls_equal=True, maintain_order="left")
    return charts.heat_map(
        rows,
        shade_title=SCALE_LABELS[scale].text(language),
        title=titled(Label("Kết quả {} theo: {}", "Results of {} by: {}"), language, asked, groups),
        source=source_of(analysis.workspace, language),
        language=language,
    )


def waterfall(
    analysis: Analysis, indicator: str, of: str, period: When | None, language: Language, *, most: int | None
) -> Any:
    """The change of the department as steps of its groups; refused across a break of the series."""
    card, workspace, asked = indicator_named(indicator), analysis.workspace, asked_of(analysis, period)
    base = base_of(asked, analysis.against)
    # Units of several departments may share a name, so their groups are told apart by both.
    by = (*(["department"] if len(workspace.departments) > 1 and of != "department" else []), of)
    values = split_values(analysis, [asked, base], by, [card.code])
    note = _comparable(workspace, values, asked, base)
    found = steps(contributions(values, asked, base, by), by, most=most)
    departments = {code: label.text(language) for code, label in workspace.departments.items()}
    joined = Label("Còn lại ({} nhóm)", "The rest ({} groups)").text(language)
    wholes = {"base": base.label(language), "value": asked.label(language)}
    names = [
        wholes.get(row["step"])
        or (
            joined.format(row["groups"])
            if row["step"] == "rest"
            else groups_text(row, by, card.dataset, departments, language)
        )
        for row in found.iter_rows(named=True)
    ]
    rows = found.with_columns(step_name=pl.Series(names), step=pl.col("step").replace("rest", "part"))
    return charts.waterfall(
        rows,
        unit=card.unit,
        title=titled(Label("{}: thay đổi đến từ đâu", "{}: where the change comes from"), language, card.label),
        source=source_of(analysis.workspace, language, note),
        language=language,
    )


def bump(analysis: Analysis, indicator: str, language: Language) -> Any:
    """The rank of each group over the periods; what breaks their lines is told below the title."""
    values = _of(analysis.values, indicator)
    ranked = ranks(values)
    keys = [*keys_of(values), *_DAYS]
    marked = with_marks(values, breaks=breaks_of(analysis.workspace))
    words = _marked_in_words(analysis, marked, language).sort("period_start", maintain_order=True)
    rows = words.join(ranked.select(*keys, "rank"), on=keys, how="left", nulls_equal=True, maintain_order="left")
    order = RANK_ORDERS[ranked["order"][0]] if ranked.height else Label("", "")
    note = _dotted(words, language)
    return charts.bump(
        rows,
        title=titled(Label("Thứ hạng: {} ({})", "Ranks: {} ({})"), language, indicator_named(indicator).label, order),
        source=source_of(analysis.workspace, language, note),
        language=language,
    )


def _of(rows: pl.DataFrame, indicator: str) -> Any:
    """The rows of one indicator of the analysis."""
    code = indicator_named(indicator).code
    found = rows.filter(indicator=code)
    if found.is_empty():
        raise WrongUseError(
            f"Phân tích này không có chỉ số {code}. Hãy thêm vào indicators khi gọi analyse.",
            f"This analysis has no indicator {code}. Add it to indicators when calling analyse.",
        )
    return found


def _marked_in_words(analysis: Analysis, marked: pl.DataFrame, language: Language) -> pl.DataFrame:
    """The rows of lines with the names of their periods and groups, and the texts of breaks."""
    rows = list(_of_one_kind(marked).iter_rows(named=True))
    names = {code: label.text(language) for code, label in analysis.workspace.departments.items()}
    periods = [period_of_days(*(each[name] for name in _PERIOD)).label(language) for each in rows]
    groups = [
        groups_text(each, split_of(analysis), indicator_named(each["indicator"]).dataset, names, language)
        for each in rows
    ]
    return marked.with_columns(
        period_name=pl.Series(periods, dtype=pl.String),
        group_name=pl.Series(groups, dtype=pl.String),
        break_text=f"break_{language}",
    )


def _no_estimate(found: Any) -> Label | None:
    """Why an estimate that was asked for is not drawn."""
    missing = found.filter(pl.col("estimate").is_null())
    if missing.is_empty():
        return None
    year = period_of_days(*missing.select(_PERIOD).row(0))
    why = [ESTIMATE_REASONS[each] for each in missing["reason"].unique(maintain_order=True)]
    vi, en = ("; ".join(each.text(language) for each in why) for language in ("vi", "en"))
    if missing.height == found.height:
        return Label(f"Không ước được {year.label()}: {vi}.", f"No estimate of {year.label('en')}: {en}.")
    return Label(
        f"Không ước được {year.label()} cho {missing.height} trong {found.height} nhóm: {vi}.",
        f"No estimate of {year.label('en')} for {missing.height} of {found.height} groups: {en}.",
    )


def _dotted(rows: pl.DataFrame, language: Language) -> Label | None:
    """What the dotted rules of a chart mean."""
    told = "; ".join(breaks_told(rows, language))
    return Label(f"Nét chấm: {told}", f"Dotted: {told}") if told else None


def _of_one_kind(rows: Any) -> Any:
    """The rows, unless they are of several kinds of period: a line from a quarter to a year would tell a rise."""
    kinds = [KIND_LABELS[each] for each in rows["period_kind"].unique(maintain_order=True)]
    if len(kinds) > 1:
        vi, en = (", ".join(each.text(name) for each in kinds) for name in ("vi", "en"))
        raise IncomparableError(
            f"Không vẽ {len(kinds)} loại kỳ ({vi}) trên một đường. Hãy phân tích riêng từng loại kỳ.",
            f"{len(kinds)} kinds of period ({en}) are not drawn on one line. Analyse each kind by itself.",
        )
    return rows


def _comparable(workspace: Workspace, values: Any, current: Period, base: Period) -> Label | None:
    """What to know when comparing two periods.

    Raises:
        IncomparableError: If the periods differ in kind, or a break lies between them.
    """
    told = with_breaks(compare(values, current, base), breaks_of(workspace))
    note = _break_note(told)
    if note is not None and "not_comparable" in told["break_severity"]:
        raise IncomparableError(
            f"{current.label()} và {base.label()}: {note.vi} Hãy chọn kỳ khác.",
            f"{current.label('en')} and {base.label('en')}: {note.en} Choose other periods.",
        )
    return note


def _break_note(changes: pl.DataFrame) -> Label | None:
    """What breaks the series between base and period, told once for all groups."""
    broken = changes.filter(pl.col("break_severity").is_not_null())
    if broken.is_empty():
        return None
    vi, en = (" ".join(broken[name].unique(maintain_order=True)) for name in ("break_vi", "break_en"))
    if "not_comparable" in broken["break_severity"]:
        return Label(f"Không so sánh: {vi}", f"Not compared: {en}")
    return Label(f"So sánh thận trọng: {vi}", f"Compare with care: {en}")
