"""Tổng quan: the key figures, what needs attention, and the targets of the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from khcn_analytics.analysis.estimating import outlook
from khcn_analytics.dashboards import reckoning, texts
from khcn_analytics.dashboards.filters import PAGE, Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.lacking import need
from khcn_analytics.dashboards.narrowing import EVERY_GROUP
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart
from khcn_analytics.dashboards.parts.words import Item, ListPart
from khcn_analytics.dashboards.store import KEY_INDICATORS, PERIODS_SHOWN, Store
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.target_wording import targets_in_words
from khcn_analytics.vocabulary.formats import MISSING, format_number
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import in_words

_ARROWS = {1: "▲", -1: "▼", 0: ""}
_MOST_NAMED = 3
_SEE = Label("Xem", "See")
_AT_RISK = ("missed", "likely_missed")
_OVERDUE, _BACKLOG = "tasks.overdue", "dossiers.backlog_overdue"


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    return [
        [(FiguresPart(key_figures), 12)],
        [
            (
                ListPart(
                    attention,
                    title=Label("Cần chú ý", "Needs attention"),
                    note=Label("Bấm vào từng dòng để xem chi tiết.", "Each line leads to its details."),
                ),
                5,
            ),
            (
                ChartPart(
                    targets_chart,
                    on=("period",),
                    title=Label(
                        "Kết quả so với chỉ tiêu (100 %: đúng chỉ tiêu)", "Results against targets (100 %: as set)"
                    ),
                    height=360,
                    picks={"name": explain_result},
                ),
                7,
            ),
        ],
    ]


PAGE_CARD = PageCard("overview", Label("Tổng quan", "Overview"), rows)


def key_figures(chosen: Chosen) -> list[Figure]:
    """The key indicators of the period, for the unit or the whole."""
    told = reckoning.changes_in_words(chosen, KEY_INDICATORS, chosen.period)
    now = {row["indicator"]: row for row in told.iter_rows(named=True)}
    found = reckoning.changes(chosen, KEY_INDICATORS)
    until = found.filter(pl.col("period_end") <= chosen.period.end).sort("period_start")
    return [
        _figure(now[code], until.filter(indicator=code)["value"].tail(PERIODS_SHOWN), chosen)
        for code in KEY_INDICATORS
        if code in now
    ]


def targets_chart(chosen: Chosen) -> Any:
    """The targets of the period, each beside its result; ``None`` where there are none.

    Raises:
        WrongUseError: If no target was ever imported.
    """
    need(chosen.store, ["targets"])
    due = _targets_of(chosen.store, chosen.period)
    if due is None or due.is_empty():
        return None
    return reckoning.every(chosen.store, chosen.period.kind).bullet_chart(chosen.period, chosen.language)


def explain_result(name: str, chosen: Chosen) -> dict[str, str]:
    """A click on the result of a target explains it, for the unit that the target is of."""
    units = {"": "", **{f" ({unit})": unit for unit in chosen.store.units}}
    for card in chosen.store.indicators:
        told, unit = card.label.text(chosen.language), name.removeprefix(card.label.text(chosen.language))
        if name.startswith(told) and unit in units:
            figure = {"indicator": card.code, "unit": units[unit], "by": "", "group": ""}
            return {PAGE: "explanation", **EVERY_GROUP, **figure}
    return {}


def attention(chosen: Chosen) -> list[Item]:
    """What is late, at risk, falling or wrong in the data, each with the page that shows it."""
    return [
        *_late(chosen, _OVERDUE, "tasks"),
        *_late(chosen, _BACKLOG, "dossiers"),
        *_targets_at_risk(chosen),
        *_falling(chosen),
        _data_problems(chosen),
    ]


def _figure(row: dict[str, Any], history: pl.Series, chosen: Chosen) -> Figure:
    absolute, value = row["absolute"], row["value_text"]
    against = texts.AGAINST.text(chosen.language).format(base=row["base_name"])
    told = (
        {}
        if absolute is None
        else {"change": f"{_ARROWS[(absolute > 0) - (absolute < 0)]} {row['change_text']}".strip()}
    )
    return Figure(
        name=row["indicator_name"],
        value=value,
        unit="" if value.endswith("%") or value == MISSING else row["unit_name"],
        against=(row["note"] or "") if absolute is None else against,
        verdict=row["verdict"],
        history=_scaled(history),
        address=chosen.address(page="explanation", indicator=row["indicator"], by="", group="", **EVERY_GROUP),
        **told,
        **_target(row["indicator"], chosen),
    )


def _target(code: str, chosen: Chosen) -> dict[str, str]:
    """What was promised for the period; the plan's target before that of a campaign."""
    due = _targets_of(chosen.store, chosen.period)
    if due is None:
        return {}
    ours = due.filter(_of_the(chosen), indicator=code).sort("campaign_id", nulls_last=False)
    if ours.is_empty():
        return {}
    told = targets_in_words(ours.head(1), chosen.language).row(0, named=True)
    target = Label("chỉ tiêu {}", "target {}").text(chosen.language).format(told["target_text"])
    return {"target": target, "target_verdict": told["verdict"], "target_told": told["verdict_text"]}


def _of_the(chosen: Chosen) -> pl.Expr:
    """Targets of the unit, or the department's own."""
    return pl.col("unit").is_null() if chosen.unit is None else pl.col("unit") == chosen.unit


def _scaled(values: pl.Series) -> list[float | None]:
    """Values as shares of the range from 0 to the largest."""
    top = values.max()
    return (values / (top or 1)).to_list() if isinstance(top, float) else [None] * len(values)


@kept
def _targets_of(store: Store, period: Period) -> pl.DataFrame | None:
    found = reckoning.targets(store)
    return None if found is None else reckoning.of_period(found, period)


def _late(chosen: Chosen, code: str, page: str) -> list[Item]:
    """How many are overdue on the last day of the period."""
    found = reckoning.changes_in_words(chosen, [code], chosen.period)
    if found.is_empty() or found["value"][0] is None:
        return []
    row = found.row(0, named=True)
    return [
        Item(
            count=row["value_text"],
            what=row["indicator_name"],
            detail=f"{row['change_text']} {texts.AGAINST.text(chosen.language).format(base=row['base_name'])}"
            if row["absolute"] is not None
            else "",
            address=_address(chosen, page, code, day=str(chosen.period.last_day)),
            go=_SEE.text(chosen.language),
            is_fine=row["value"] == 0,
        )
    ]


def _targets_at_risk(chosen: Chosen) -> list[Item]:
    """Targets of the year that were missed, will be at this pace, or may be; of the whole or of the unit."""
    year = Period("year", chosen.period.year, 1, chosen.period.calendar)
    so_far = year_to_date(chosen.period.last_day, chosen.period.calendar)
    due = _targets_of(chosen.store, year) if so_far.kind == "year" else _outlook(chosen.store, so_far)
    if due is None:
        return []
    ours, vi, en = due.filter(_of_the(chosen)), year.label(), year.label("en")
    if so_far.kind == "year":
        missed = Label(f"Chỉ tiêu {vi} không đạt", f"Targets of {en} missed")
        return [_of_targets(ours.filter(verdict="missed"), missed, chosen)]
    at_risk = Label(
        f"Chỉ tiêu {vi} có nguy cơ không đạt (ước theo tiến độ đến nay)",
        f"Targets of {en} at risk at this pace (estimate)",
    )
    items = [_of_targets(ours.filter(pl.col("outlook").is_in(_AT_RISK)), at_risk, chosen)]
    open_ones = ours.filter(outlook="uncertain")
    if not open_ones.is_empty():
        uncertain = Label(
            f"Chỉ tiêu {vi} chưa rõ có đạt hay không (ước theo tiến độ đến nay)",
            f"Targets of {en} that may be met or missed at this pace (estimate)",
        )
        items.append(_of_targets(open_ones, uncertain, chosen))
    return items


def _of_targets(due: pl.DataFrame, what: Label, chosen: Chosen) -> Item:
    """How many indicators have such targets, with the first names."""
    language = chosen.language
    codes = due["indicator"].unique(maintain_order=True).to_list()
    named = [INDICATORS[code].label.text(language) for code in codes if code in INDICATORS]
    return Item(
        count=format_number(len(codes), language),
        what=what.text(language),
        detail=_named(named, language),
        address=chosen.address(page="trends", indicator=codes[0], by="", kind="year") if codes else "",
        go=_SEE.text(language) if codes else "",
        is_fine=not codes,
    )


@kept
def _outlook(store: Store, so_far: Period) -> pl.DataFrame | None:
    return outlook(store.workspace, so_far) if "targets" in store.workspace.datasets else None


def _falling(chosen: Chosen) -> list[Item]:
    """The indicators that got worse: the key ones first, then by how much for their size."""
    worse = reckoning.changes(chosen, period=chosen.period).filter(pl.col("verdict") == "worse")
    order = (pl.col("indicator").is_in(KEY_INDICATORS), pl.col("relative").abs())
    worst = in_words(worse.sort(*order, descending=True, nulls_last=True).head(_MOST_NAMED), chosen.language)
    more = worse.height - worst.height
    items = [
        Item(
            count="▲" if row["absolute"] > 0 else "▼",
            what=f"{row['indicator_name']}: {row['value_text']}",
            detail=f"{row['change_text']} {texts.AGAINST.text(chosen.language).format(base=row['base_name'])}",
            address=chosen.address(page="trends", indicator=row["indicator"], by=""),
            go=_SEE.text(chosen.language),
        )
        for row in worst.iter_rows(named=True)
    ]
    if more:
        told = Label(f"{more} chỉ số khác kém đi so với kỳ gốc", f"{more} more indicators got worse")
        items.append(
            Item(
                f"+{more}",
                told.text(chosen.language),
                address=chosen.address(page="trends"),
                go=_SEE.text(chosen.language),
            )
        )
    return items


def _data_problems(chosen: Chosen) -> Item:
    """How many problems the data have."""
    workspace, language = chosen.store.workspace, chosen.language
    errors, warnings = (workspace.problems.filter(severity=each).height for each in ("error", "warning"))
    what = Label("Lỗi và cảnh báo trong dữ liệu", "Errors and warnings in the data")
    detail = Label(
        f"{errors} lỗi, {warnings} cảnh báo; {workspace.kept_out} dòng chưa được tính",
        f"{errors} errors, {warnings} warnings; {workspace.kept_out} rows not counted",
    )
    return Item(
        count=format_number(errors + warnings, language),
        what=what.text(language),
        detail=detail.text(language),
        address=chosen.address(page="quality") if "quality" in chosen.pages else "",
        go=_SEE.text(language) if "quality" in chosen.pages else "",
        is_fine=not errors + warnings,
    )


def _address(chosen: Chosen, page: str, code: str, **changes: str) -> str:
    """The page of the records, or where there is none the explanation of the figure."""
    if page in chosen.pages:
        return chosen.address(**{PAGE: page}, **EVERY_GROUP, **changes)
    return chosen.address(page="explanation", indicator=code, by="", group="", **EVERY_GROUP)


def _named(names: Sequence[str], language: Any) -> str:
    """The first names and how many more there are."""
    more = len(names) - _MOST_NAMED
    told = "; ".join(names[:_MOST_NAMED])
    return told + (Label(f" và {more} chỉ tiêu nữa", f" and {more} more").text(language) if more > 0 else "")
