"""Xu hướng: any indicator over the years, split by anything it can be split by, and where its change comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from khcn_analytics.analysis.analysing import Analysis
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import EVERY_GROUP
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.dashboards.parts.words import Words, WordsPart
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.tables.look import HEADERS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import VERDICTS

_MOST_LINES = 8
_ON = ("kind", "period", "since", "theme", "indicator", "by", "against", "unit")
_ONLY_UNIT = Label("Số liệu của {}.", "Figures of {}.")
_NO_UNIT = Label(
    "Chỉ số này không chia được theo đơn vị: số liệu của toàn sở, không riêng {}.",
    "This indicator can't be split by unit: the figures are of the whole department, not of {} alone.",
)


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    return [
        [
            (ChartPart(trend, on=_ON, height=330, picks={"period_name": "period"}), 7),
            (WordsPart(story, title=Label("Nhận xét", "In words"), on=_ON), 5),
        ],
        [
            (
                ChartPart(
                    groups,
                    on=_ON,
                    title=Label("Các nhóm trong kỳ (vạch cam: kỳ gốc)", "Groups of the period (orange tick: base)"),
                    height=300,
                    picks={"group_name": explain_group},
                ),
                6,
            ),
            (
                ChartPart(
                    origins,
                    on=_ON,
                    title=Label("Thay đổi đến từ đâu", "Where the change comes from"),
                    height=300,
                    picks={"step_name": explain_group},
                ),
                6,
            ),
        ],
        [(TablePart(values, title=Label("Số liệu theo kỳ", "Values by period")), 12)],
    ]


PAGE_CARD = PageCard(
    "trends",
    Label("Xu hướng", "Trends"),
    rows,
    filters=("theme", "indicator", "by", "unit", "kind", "period", "since", "against"),
)


def trend(chosen: Chosen) -> Any:
    """The indicator over the periods, one line a group; of many groups small panels."""
    analysis = reckoning.trend_analysis(chosen)
    if analysis.values.is_empty():
        return None
    if chosen["by"] and _groups(analysis) > _MOST_LINES:
        return analysis.small_multiples(chosen["indicator"], chosen.language)
    return analysis.trend_chart(chosen["indicator"], chosen.language)


def story(chosen: Chosen) -> Words:
    """What happened in the period, in sentences, and what breaks the series."""
    card = indicator_named(chosen["indicator"])
    causes = [] if chosen["by"] else _ways_to_split(chosen)[:2]
    last = reckoning.analysis_of(chosen, (chosen.period,), *filter(None, [chosen["by"]]), parts=causes)
    told = last.narrative(chosen.language, causes=causes).sentences
    # How many of one indicator got better is no news.
    sentences = told if chosen["by"] or len(told) == 1 else told[1:]
    whose = "" if chosen.unit is None or chosen["by"] == "unit" else _of_unit(chosen)
    return Words(
        [*filter(None, [whose]), *(each.text for each in sentences)], note=card.definition.text(chosen.language)
    )


def groups(chosen: Chosen) -> Any:
    """The groups of the period beside one another; without groups the change of each unit."""
    card = indicator_named(chosen["indicator"])
    by = _dimension(chosen)
    if not by:
        return None
    analysis = reckoning.analysis_of(chosen, (chosen.period,), by)
    if analysis.values.is_empty():
        return None
    return analysis.comparison_chart(card.code, chosen.period, chosen.language)


def explain_group(name: str, chosen: Chosen) -> dict[str, str]:
    """A click on a group explains its figure."""
    by = _dimension(chosen)
    groups = {text.casefold(): value for text, value in chosen.changed(by=by).options("group").items() if value}
    found = groups.get(name.casefold())
    return {} if found is None else {"page": "explanation", "by": by, "group": found, **EVERY_GROUP}


def origins(chosen: Chosen) -> Any:
    """The change of the whole as steps of its groups."""
    card = indicator_named(chosen["indicator"])
    of = _dimension(chosen)
    if not of or reckoning.analysis_of(chosen, (chosen.period,), of).values.is_empty():
        return None
    analysis = reckoning.analysis_of(chosen, (chosen.period,), parts=[of])
    return analysis.waterfall(card.code, of, chosen.period, chosen.language, most=_MOST_LINES)


def values(chosen: Chosen) -> Table:
    """Every value on the chart, with its change and what to know about it; each leads to its explanation."""
    language, card = chosen.language, indicator_named(chosen["indicator"])
    words = (
        reckoning.trend_analysis(chosen).in_words(language).sort("period_start", descending=True, maintain_order=True)
    )
    names = [
        "period_name",
        *(["group_name"] if chosen["by"] else []),
        "value_text",
        "base_name",
        "base_text",
        "change_text",
        "note",
    ]
    headers = {name: _header(name, chosen) for name in names}
    figures = words.select(
        *names[: 1 + bool(chosen["by"])],
        "value",
        "base_name",
        "base",
        "absolute",
        "relative",
        pl.col("verdict").replace_strict({code: label.text(language) for code, label in VERDICTS.items()}),
        "note",
    )
    return Table(
        title=f"{card.label.text(language)} ({card.unit.label.text(language)})",
        rows=words.select(pl.col(names).fill_null("")).rename(headers),
        figures=figures.rename({name: _header(name, chosen) for name in figures.columns}),
        note=Label("Bấm vào tên kỳ để xem giải thích con số.", "A period leads to the explanation of its figure.").text(
            language
        ),
        links=[_explained(row, chosen) for row in words.iter_rows(named=True)],
        verdicts={headers["change_text"]: words["verdict"].to_list()},
        numbers=[headers[name] for name in ("value_text", "base_text", "change_text")],
        quiet=[headers["note"]],
    )


_NAMES = {
    **HEADERS,
    "base_name": Label("So với", "Against"),
    "value": Label("Giá trị", "Value"),
    "value_text": Label("Giá trị", "Value"),
    "base": Label("Giá trị kỳ gốc", "Base value"),
    "absolute": Label("Tăng, giảm (tuyệt đối)", "Change (absolute)"),
    "relative": Label("Tăng, giảm (tương đối)", "Change (relative)"),
    "verdict": Label("Đánh giá", "Verdict"),
}


def _header(name: str, chosen: Chosen) -> str:
    if name == "group_name":
        return DIMENSION_LABELS[chosen["by"]].text(chosen.language)
    return _NAMES[name].text(chosen.language)


def _explained(row: dict[str, Any], chosen: Chosen) -> str:
    """The address of the explanation of one value."""
    period = next(each for each in chosen.periods if (each.start, each.end) == (row["period_start"], row["period_end"]))
    group = row[chosen["by"]] if chosen["by"] else ""
    return chosen.address(page="explanation", period=period.code, group=group, **EVERY_GROUP)


def _dimension(chosen: Chosen) -> str:
    """What the indicator is split by, or the first it can be; empty where it can't be split."""
    return chosen["by"] or next(iter(_ways_to_split(chosen)), "")


def _ways_to_split(chosen: Chosen) -> list[str]:
    """What the indicator can be split by; the records of one unit not by units."""
    left_out = {"department", *(["unit"] if chosen.unit else [])}
    return [each for each in splits(indicator_named(chosen["indicator"])) if each not in left_out]


def _of_unit(chosen: Chosen) -> str:
    """Whose figures they are, or that they can't be those of the unit."""
    is_split = "unit" in splits(indicator_named(chosen["indicator"]))
    return (_ONLY_UNIT if is_split else _NO_UNIT).text(chosen.language).format(chosen["unit"])


def _groups(analysis: Analysis) -> int:
    return analysis.values.select(analysis.by).n_unique()
