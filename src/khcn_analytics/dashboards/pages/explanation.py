"""Giải thích: why a figure is what it is, down to the records where the app has them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from khcn_analytics.analysis.explaining import ExplainedValue, explain
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.dashboards.parts.words import Words, WordsPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.explanation_card import records_shown, where_text
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.indicators.explain import LINE_LABELS
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label

_RECORDS = Label("Bản ghi được tính", "Records counted")
_ABOVE = Label("Bản ghi của tử số", "Records of the numerator")
_BELOW = Label("Bản ghi của mẫu số", "Records of the denominator")


def rows(app: App) -> Sequence[Row]:
    """The parts of the page: the records for planners only."""
    why: Row = [(WordsPart(definition, title=Label("Vì sao có con số này", "Why the figure is what it is")), 12)]
    if app == "leaders":
        return [why]
    return [why, [(TablePart(records, title=_RECORDS), 12)], [(TablePart(denominator, title=_BELOW), 12)]]


PAGE_CARD = PageCard(
    "explanation",
    Label("Giải thích", "Explanation"),
    rows,
    filters=("theme", "indicator", "kind", "period", "unit", "by", "group"),
    in_menu=False,
)


def definition(chosen: Chosen) -> Words:
    """Value, definition, arithmetic and source."""
    why, language = explained(chosen), chosen.language
    told = {
        "definition": why.card.definition.text(language),
        "period": why.period_text(language),
        "group": where_text(why, language, why.departments) or chosen.told("unit"),
        "arithmetic": why.arithmetic(language),
        "source": why.card.source,
        "data": why.data_text(language),
    }
    value = MISSING if why.flag else format_value(why.value, why.card.unit, language)
    unit = FLAG_LABELS[why.flag].text(language) if why.flag else why.card.unit.label.text(language)
    return Words(
        note=f"{why.card.label.text(language)} · {why.card.code}",
        value=(value, "" if value.endswith("%") else unit),
        lines={LINE_LABELS[name].text(language): text for name, text in told.items() if text},
    )


def records(chosen: Chosen) -> Table | None:
    """The records that were counted."""
    why = explained(chosen)
    title = _RECORDS if why.denominator_records is None else _ABOVE
    return _table(title, why.numerator_records, why.card.dataset, why, chosen)


def denominator(chosen: Chosen) -> Table | None:
    """The records of the denominator, where there is one."""
    why = explained(chosen)
    if why.denominator_records is None:
        return None
    return _table(_BELOW, why.denominator_records, why.denominator_dataset, why, chosen)


def explained(chosen: Chosen) -> ExplainedValue:
    """The explanation of the chosen figure; what it can't be split by does not narrow it."""
    known = splits(indicator_named(chosen["indicator"]))
    where = {"unit": chosen["unit"]} if chosen["unit"] and "unit" in known else {}
    if chosen["by"] and chosen["group"]:
        where[chosen["by"]] = chosen["group"]
    return _explained(chosen.store, chosen["indicator"], chosen.period, tuple(where.items()))


@kept
def _explained(store: Store, indicator: str, period: Period, where: tuple[tuple[str, str], ...]) -> ExplainedValue:
    return explain(store.workspace, indicator, period, dict(where))


def _table(title: Label, found: pl.DataFrame, dataset: str, why: ExplainedValue, chosen: Chosen) -> Table | None:
    language = chosen.language
    if found.is_empty():
        return None
    count = format_number(found.height, language)
    return Table(
        title=f"{title.text(language)}: {count}",
        rows=records_shown(found, dataset, why.columns_read, language),
    )
