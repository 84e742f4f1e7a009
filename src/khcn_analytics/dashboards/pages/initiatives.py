"""Sáng kiến: how far they have come, by batch, field and scope, and how many for so many staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from khcn_analytics import charts
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.charts.portions import portions
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.group_bars import GroupBars
from khcn_analytics.dashboards.key_figures import key_figures
from khcn_analytics.dashboards.narrowed_figures import by_group
from khcn_analytics.dashboards.narrowing import narrowed_of
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.indicators.batches import batches
from khcn_analytics.indicators.initiative_stages import INITIATIVE_STAGE_LABELS, initiative_stages
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

_SUBMITTED, _RECOGNISED = "initiatives.submitted", "initiatives.grassroots_recognised"
_REJECTED, _RATE = "initiatives.rejected", "initiatives.recognition_rate"
_SCOPE, _SCOPE_SHARE = "initiatives.scope_recognised", "initiatives.scope_recognised_share"
_PER_STAFF, _BENEFIT = "initiatives.per_100_staff", "initiatives.benefit_vnd"
_KEY_FIGURES = (
    *(_SUBMITTED, _RECOGNISED, _RATE, _SCOPE, _SCOPE_SHARE, _PER_STAFF),
    *("initiatives.grassroots_authors", _BENEFIT),
)
_COLUMNS = {
    _RECOGNISED: Label("Công nhận", "Recognised"),
    _SUBMITTED: Label("Nộp đơn", "Submitted"),
    _REJECTED: Label("Không công nhận", "Rejected"),
    _RATE: Label("Tỷ lệ công nhận", "Recognition rate"),
    _SCOPE: Label("Công nhận phạm vi", "Wider scope"),
    _PER_STAFF: Label("Trên 100 người", "Per 100 staff"),
    _BENEFIT: Label("Làm lợi (đồng)", "Benefit (VND)"),
}
_NARROWING = ("unit", "initiative_field", "scope")
_ON = ("kind", "period", *_NARROWING)
_OF_DAY = ("kind", "period", "day", *_NARROWING)

_BY_FIELD = GroupBars(
    "initiatives",
    "field",
    Label("Sáng kiến được công nhận theo loại giải pháp", "Initiatives recognised by kind of solution"),
    whole=_RECOGNISED,
    told=Label("{} (tỷ lệ công nhận {})", "{} (recognition rate {})"),
    figures=(_RECOGNISED, _RATE),
    with_hint=True,
)
_BY_SCOPE = GroupBars(
    "initiatives",
    "scope",
    Label("Sáng kiến được công nhận phạm vi ảnh hưởng", "Initiatives with wider scope recognised"),
    whole=_SCOPE,
    with_hint=True,
)
_PER_100_STAFF = GroupBars(
    "initiatives",
    "unit",
    Label("Sáng kiến được công nhận trên 100 người", "Initiatives recognised per 100 staff"),
    whole=_PER_STAFF,
    of_year=True,
    with_hint=True,
)


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    return [
        [(FiguresPart(figures), 12)],
        [(ChartPart(funnel, on=_OF_DAY, height=230), 6), (ChartPart(by_batch, on=_OF_DAY, height=230), 6)],
        [(_bars(_BY_FIELD), 6), (_bars(_BY_SCOPE), 6)],
        [(_bars(_PER_100_STAFF), 12)],
        [(TablePart(units), 12)],
    ]


PAGE_CARD = PageCard(
    "initiatives",
    Label("Sáng kiến", "Initiatives"),
    rows,
    filters=("kind", "period", "day", *_NARROWING),
    needs=frozenset({"initiatives"}),
)


def figures(chosen: Chosen) -> list[Figure]:
    """The key figures of the period."""
    return key_figures(chosen, "initiatives", _KEY_FIGURES)


def funnel(chosen: Chosen) -> Any:
    """How far the initiatives submitted in the period have come by the day."""
    language = chosen.language
    found = initiative_stages(narrowed_of(chosen, "initiatives").datasets["initiatives"], chosen.period, chosen.day)
    if not found["initiatives"].sum():
        return None
    names = {code: label.text(language) for code, label in INITIATIVE_STAGE_LABELS.items()}
    title = Label("Sáng kiến nộp đơn {}: đến {} đã đi đến đâu", "Initiatives submitted in {}: how far by {}")
    return charts.funnel(
        found.select("of_previous", stage_name=pl.col("stage").replace(names), tasks="initiatives"),
        title=title.text(language).format(chosen.period.label(language), format_date(chosen.day, language)),
        source=source_of(narrowed_of(chosen, "initiatives"), language),
        language=language,
    )


def by_batch(chosen: Chosen) -> Any:
    """What came of the initiatives of each batch of the year."""
    language, year = chosen.language, chosen.period.year
    found = batches(narrowed_of(chosen, "initiatives").datasets["initiatives"], year, chosen.day)
    if found.is_empty():
        return None
    batch = Label("Đợt {}", "Batch {}").text(language)
    told = Label("{} (công nhận {}, không {})", "{} ({} recognised, {} rejected)")
    title = Label("Sáng kiến của năm {} theo đợt xét, đến {}", "Initiatives of {} by batch, by {}").text(language)
    return portions(
        found.select(
            group_name=pl.coalesce(
                pl.format(batch, "batch"), pl.lit(Label("Chưa ghi đợt", "No batch stated").text(language))
            ),
            whole="initiatives",
            part="recognised",
            told=pl.format(told.text(language), "initiatives", "recognised", "rejected"),
        ),
        unit=Unit.INITIATIVE,
        whole=Label("Sáng kiến xét trong đợt", "Initiatives considered"),
        part=Label("Cơ sở công nhận", "Recognised at grassroots"),
        title=title.format(year, format_date(chosen.day, language)),
        source=source_of(narrowed_of(chosen, "initiatives"), language),
        language=language,
    )


def units(chosen: Chosen) -> Table:
    """Every figure of each unit; a unit leads to its own page."""
    language, found = chosen.language, by_group(chosen, "initiatives", "unit", tuple(_COLUMNS))
    unit = Label("Đơn vị", "Unit").text(language)
    # Some figures exist for years only, or can't be narrowed so.
    told = [code for code in _COLUMNS if found[code].null_count() < found.height]
    names = {code: _COLUMNS[code].text(language) for code in told}
    title = Label("Số liệu theo đơn vị: {}", "Figures by unit: {}").text(language)
    return Table(
        title=title.format(chosen.period.label(language)),
        rows=found.select(
            pl.col("group_name").alias(unit), *(pl.col(f"{each} text").alias(names[each]) for each in told)
        ),
        figures=found.select(pl.col("group_name").alias(unit), *(pl.col(each).alias(names[each]) for each in told)),
        links=[chosen.address(unit=group) if group in chosen.store.units else "" for group in found["group"]],
        numbers=list(names.values()),
    )


def _bars(bars: GroupBars) -> ChartPart:
    return ChartPart(bars, on=_ON, height=200, picks=bars.picks)
