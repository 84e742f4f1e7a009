"""Giải thích: why a figure is what it is, down to the records where the app has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import polars as pl

from khcn_analytics.analysis.explaining import ExplainedValue, explain
from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.choices import CHOICE_BY_NAME, CHOICES, owner_of
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.narrowing import Groups, groups_of_figure, narrowed
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.part import section_head
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.dashboards.parts.words import Words, WordsPart, words_html
from khcn_analytics.dashboards.store import Store
from khcn_analytics.explanation_card import records_shown, records_told
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS, DIMENSIONS, splits
from khcn_analytics.indicators.explain import LINE_LABELS
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import WHOLE

_WHY = Label("Vì sao có con số này", "Why the figure is what it is")
_RECORDS = Label("Bản ghi được tính", "Records counted")
_ABOVE = Label("Bản ghi của tử số", "Records of the numerator")
_BELOW = Label("Bản ghi của mẫu số", "Records of the denominator")
_NOT_ALL_COLUMNS = Label(
    "Bảng chỉ hiện các cột quyết định con số; tệp tải về có mọi cột, trừ cột nêu tên người.",
    "The table shows the columns that decide the figure; downloads hold every column but those that name people.",
)
_NO_RECORDS = Label("Không có bản ghi nào được tính.", "No record was counted.")
_ONLY = Label("Chỉ tính:", "Only:")
_TAKE_AWAY = Label("Bỏ lọc theo {}", "No longer only {}")
_NOT_SPLIT = Label("Không lọc", "Not narrowed")
_NOT_SPLIT_BY = Label("chỉ số này không chia được theo: {}", "this indicator can't be split by: {}")
_LOOK = """
.narrowed { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 2px 0 10px; padding: 0; list-style: none;
            font-size: 13.5px; color: var(--muted); }
.narrowed a { display: inline-block; border: 1px solid var(--line); border-radius: 99px; padding: 4px 12px; color: var(--ink);
              text-decoration: none; }
.narrowed a:hover, .narrowed a:focus-visible { border-color: var(--brand); color: var(--brand); }
.narrowed span { color: var(--muted); margin-left: 6px; }
"""


def rows(app: App) -> Sequence[Row]:
    """The parts of the page: the records for planners only."""
    why: Row = [(WhyPart(), 12)]
    if app == "leaders":
        return [why]
    below = TablePart(denominator, title=_BELOW, height=90, nothing=_NO_RECORDS)
    return [why, [(TablePart(records, title=_RECORDS, height=90, nothing=_NO_RECORDS), 12)], [(below, 12)]]


PAGE_CARD = PageCard(
    "explanation",
    Label("Giải thích", "Explanation"),
    rows,
    filters=("theme", "indicator", "kind", "period", "unit", "by", "group"),
    in_menu=False,
)


class WhyPart(WordsPart):
    """The explanation, with the groups the figure was narrowed to: a click takes one away."""

    def __init__(self) -> None:
        super().__init__(definition, title=_WHY)
        self.pane.stylesheets = [style.SECTION + style.LIST + _LOOK]

    def written(self, made: Words, chosen: Chosen) -> str:
        return section_head(_WHY.text(chosen.language), made.note) + narrowed_html(chosen) + words_html(made)


def definition(chosen: Chosen) -> Words:
    """Value, definition, arithmetic and source."""
    why, language = explained(chosen), chosen.language
    not_split = "; ".join(_not_narrowed_by(chosen))
    told = {
        LINE_LABELS["definition"]: why.card.definition.text(language),
        LINE_LABELS["period"]: why.period_text(language),
        LINE_LABELS["group"]: "; ".join(_narrowed_to(chosen).values()) or WHOLE.text(language),
        _NOT_SPLIT: _NOT_SPLIT_BY.text(language).format(not_split) if not_split else "",
        LINE_LABELS["arithmetic"]: why.arithmetic(language),
        LINE_LABELS["source"]: why.card.source,
        LINE_LABELS["data"]: why.data_text(language),
    }
    value = MISSING if why.flag else format_value(why.value, why.card.unit, language)
    unit = FLAG_LABELS[why.flag].text(language) if why.flag else why.card.unit.label.text(language)
    return Words(
        note=f"{why.card.label.text(language)} · {why.card.code}",
        value=(value, "" if value.endswith("%") else unit),
        lines={label.text(language): text for label, text in told.items() if text},
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
    by = (chosen["by"], chosen["group"]) if chosen["by"] and chosen["group"] else None
    return _explained(chosen.store, chosen["indicator"], chosen.period, _groups(chosen), by)


def narrowed_html(chosen: Chosen) -> str:
    """What the figure was narrowed to, each a link that takes it away."""
    language = chosen.language
    links = [
        f'<li><a href="{escape(chosen.address(**{name: ""}))}" aria-label="{escape(_TAKE_AWAY.text(language).format(told))}">'
        f'{escape(told)}<span aria-hidden="true">✕</span></a></li>'
        for name, told in _narrowed_to(chosen).items()
    ]
    return f'<ul class="narrowed"><li>{escape(_ONLY.text(language))}</li>{"".join(links)}</ul>' if links else ""


def _groups(chosen: Chosen) -> Groups:
    """What narrows the figure, but for the group that it is split into."""
    split = chosen["by"] if chosen["group"] else ""
    return tuple(each for each in groups_of_figure(chosen, chosen["indicator"]) if each[0] != split)


def _narrowed_to(chosen: Chosen) -> Mapping[str, str]:
    """Choices that narrow the figure -> what they narrow it to."""
    language = chosen.language
    names = [_choice_of(dimension, chosen) for dimension, _ in _groups(chosen)]
    told = {name: f"{CHOICE_BY_NAME[name].label.text(language)}: {chosen.told(name)}" for name in names}
    if chosen["by"] and chosen["group"]:
        told["group"] = f"{DIMENSION_LABELS[chosen['by']].text(language)}: {chosen.told('group')}"
    return told


def _not_narrowed_by(chosen: Chosen) -> list[str]:
    """What was chosen and does not narrow the figure, since it can't be split by that."""
    card = indicator_named(chosen["indicator"])
    asked = dict.fromkeys([*(["unit"] if chosen["unit"] else []), *chosen.where(owner_of(card.dataset))])
    names = [_choice_of(each, chosen) for each in asked if each not in splits(card)]
    return [f"{CHOICE_BY_NAME[name].label.text(chosen.language)} ({chosen.told(name)})" for name in names]


def _choice_of(dimension: str, chosen: Chosen) -> str:
    """The choice that narrows the records of the figure by a dimension."""
    owner = owner_of(indicator_named(chosen["indicator"]).dataset)
    return next((each.name for each in CHOICES if each.of == (owner, dimension)), dimension)


@kept
def _explained(
    store: Store, indicator: str, period: Period, groups: Groups, by: tuple[str, str] | None
) -> ExplainedValue:
    dataset = owner_of(indicator_named(indicator).dataset)
    workspace = narrowed(store.workspace, dataset, groups)
    if by is None or _has(workspace.datasets[dataset], dataset, *by):
        return explain(workspace, indicator, period, dict([by] if by else []))
    # No record is of such a group: there is nothing to split, and nothing counts.
    return explain(narrowed(workspace, dataset, (by,)), indicator, period)


def _has(frame: pl.DataFrame, dataset: str, dimension: str, group: str) -> bool:
    return not frame.filter(DIMENSIONS[dataset][dimension].group == group).is_empty()


def _table(title: Label, found: pl.DataFrame, dataset: str, why: ExplainedValue, chosen: Chosen) -> Table:
    language = chosen.language
    return Table(
        title=f"{title.text(language)}: {format_number(found.height, language)}",
        rows=records_shown(found, dataset, why.columns_read, language),
        figures=records_told(found, dataset, language),
        note=_NOT_ALL_COLUMNS.text(language) if found.height else "",
    )
