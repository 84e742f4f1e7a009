"""An explanation as a small card for the notebook: value, arithmetic, records, source.

The card holds no script, and whatever comes from records is escaped by the template. Columns that
identify people are never shown: notebooks are passed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from khcn_analytics.indicators.dimensions import DIMENSIONS, group_label
from khcn_analytics.indicators.explain import COUNTED, LINE_LABELS, Explanation
from khcn_analytics.schemas.columns import ColumnCard, column_cards
from khcn_analytics.schemas.registry import dataset_named
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language

ROWS_OF_A_CARD = 20
_COLUMNS_SHOWN = 7
# Columns that no file holds.
_DERIVED: dict[str, Label] = {
    COUNTED: Label("Được tính", "Counted"),
    "last_on": Label("Ngày cuối kỳ", "Last day"),
    "actual": Label("Thực hiện", "Actual"),
    "is_met": Label("Đạt", "Met"),
}
_FOLDS = {
    "numerator": Label("Bản ghi của tử số", "Records of the numerator"),
    "denominator": Label("Bản ghi của mẫu số", "Records of the denominator"),
    "records": Label("Bản ghi được tính", "Records counted"),
}


@dataclass(frozen=True, slots=True)
class _Fold:
    """A list of records that can be opened."""

    title: str
    count: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    more: str


def explanation_card(
    explanation: Explanation,
    language: Language = "vi",
    *,
    data: str = "",
    departments: Mapping[str, Label] | None = None,
) -> str:
    """The card of an explanation.

    Args:
        explanation: Why a value is what it is.
        language: ``vi`` or ``en``.
        data: Name and version of the data, if known.
        departments: Name of each department by code.

    Returns:
        HTML to be put into a page; it needs no other file.

    Examples:
        >>> from khcn_analytics.indicators.explain import explain
        >>> from khcn_analytics.periods import Period
        >>> frame = pl.select(department=pl.lit("cao_bang"), unit=pl.lit("Văn phòng"), task_id=pl.lit("NV-01"),
        ...                   kind=pl.lit("topic"), accepted_on=pl.date(2020, 5, 1))
        >>> card = explanation_card(explain({"tasks": frame}, "tasks.accepted", Period("year", 2020)))
        >>> "đếm được 1 bản ghi" in card
        True
    """
    lines = {
        "definition": explanation.card.definition.text(language),
        "period": explanation.period_text(language),
        "group": where_text(explanation, language, departments),
        "arithmetic": explanation.arithmetic(language),
        "source": explanation.card.source,
        "data": data,
    }
    return _template().render(
        lang=language,
        title=explanation.card.label.text(language),
        value=explanation.value_text(language),
        has_value=explanation.flag is None,
        code=explanation.card.code,
        lines=[(LINE_LABELS[name].text(language), text) for name, text in lines.items() if text],
        folds=_folds(explanation, language),
    )


def where_text(
    explanation: Explanation, language: Language = "vi", departments: Mapping[str, Label] | None = None
) -> str:
    """The group a value is of; empty for the value over everything."""
    dataset, names = explanation.card.dataset, departments or {}
    called = {
        name: names[group] if name == "department" and group in names else group_label(name, group, dataset)
        for name, group in explanation.where.items()
    }
    dimensions = DIMENSIONS[dataset]
    return "; ".join(f"{dimensions[name].label.text(language)}: {each.text(language)}" for name, each in called.items())


def records_shown(
    records: pl.DataFrame, dataset: str, columns_read: Sequence[str], language: Language = "vi"
) -> pl.DataFrame:
    """Records of an explanation as people read them: a few columns, texts, no people.

    Args:
        records: Records with the column ``counted``.
        dataset: What they are.
        columns_read: The columns that decided what counts.
        language: ``vi`` or ``en``.

    Returns:
        The key and what each adds, the columns that decided it, then others that hold something, at
        most seven in all; headers, codes, days and numbers as the language writes them.
    """
    of, cards = dataset_named(dataset), column_cards(dataset_named(dataset).model)
    filled = [name for name in records.columns if records[name].null_count() < records.height]
    # Of one department only its code could be told again and again.
    alone = records["department"].n_unique() == 1 if "department" in records.columns else False
    first = [*(name for name in of.key if name in filled and not (alone and name == "department")), COUNTED]
    decided = [name for name in filled if name in columns_read]
    wanted = dict.fromkeys([*first, *decided, *(name for name in filled if name in cards and name != "department")])
    shown = [name for name in wanted if name in _DERIVED or (name in cards and not cards[name].personal)]
    columns = shown[:_COLUMNS_SHOWN]
    return pl.DataFrame(
        {
            _header(name, cards, language): [_cell(value, cards.get(name), language) for value in records[name]]
            for name in columns
        }
    )


def records_told(records: pl.DataFrame, dataset: str, language: Language = "vi") -> pl.DataFrame:
    """Records of an explanation for a file: every column that holds something, days and numbers as they are.

    Args:
        records: Records with the column ``counted``.
        dataset: What they are.
        language: ``vi`` or ``en``.

    Returns:
        The key, what each adds, the others in the order of the dataset; nothing that identifies people.
        Headers are those of :func:`records_shown`, codes are in words.
    """
    of, cards = dataset_named(dataset), column_cards(dataset_named(dataset).model)
    filled = [name for name in records.columns if records[name].null_count() < records.height]
    wanted = dict.fromkeys([*of.key, COUNTED, *cards, *_DERIVED])
    shown = [name for name in wanted if name in filled and (name in _DERIVED or not cards[name].personal)]
    return pl.DataFrame(
        [_told(records[name], cards.get(name), language).alias(_header(name, cards, language)) for name in shown]
    )


def _told(values: pl.Series, card: ColumnCard | None, language: Language) -> pl.Series:
    """Codes in words; anything else as it is."""
    if card is None or card.codes is None:
        return values
    return pl.Series([None if each is None else _cell(each, card, language) for each in values], dtype=pl.String)


def _header(name: str, cards: Mapping[str, ColumnCard], language: Language) -> str:
    return (_DERIVED.get(name) or cards[name].label).text(language)


def _cell(value: object, card: ColumnCard | None, language: Language) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return (Label("có", "yes") if value else Label("không", "no")).text(language)
    if isinstance(value, date):
        return format_date(value, language)
    # A year is a name, not a quantity.
    if isinstance(value, int | float) and (card is None or card.unit is not None):
        return format_number(value, language)
    text = str(value)
    if card is not None and card.codes is not None and text in card.codes.codes:
        return card.codes.label(text, language)
    return text


def _folds(explanation: Explanation, language: Language) -> list[_Fold]:
    below = explanation.denominator_records
    names = ("records",) if below is None else ("numerator", "denominator")
    datasets = (explanation.card.dataset, explanation.denominator_dataset)
    frames = zip(names, (explanation.numerator_records, below), datasets, strict=False)
    return [
        _fold(_FOLDS[name].text(language), frame, dataset, explanation.columns_read, language)
        for name, frame, dataset in frames
        if frame is not None and frame.height
    ]


def _fold(title: str, records: pl.DataFrame, dataset: str, columns_read: Sequence[str], language: Language) -> _Fold:
    shown = records_shown(records.head(ROWS_OF_A_CARD), dataset, columns_read, language)
    left = records.height - shown.height
    more = Label(f"… và {left} bản ghi nữa", f"… and {left} more records").text(language) if left else ""
    return _Fold(title, format_number(records.height, language), shown.columns, shown.rows(), more)


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    environment = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("explanation_card.html.jinja")
