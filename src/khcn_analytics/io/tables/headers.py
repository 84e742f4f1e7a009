"""Which column of a dataset a header means, and in what unit it tells its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.units import amount_unit, split_unit
from khcn_analytics.schemas.columns import ColumnCard, column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.vocabulary.text import accent_free_key, comparable
from khcn_analytics.vocabulary.units import Unit

How = Literal["exact", "alias", "close", "layout", "number"]
"""How a header was understood: as the name or label of a column; as another known spelling; as one
with a typing error; as the layout says; as the running number of the rows, which is no column."""

_RUNNING_NUMBERS = frozenset({"stt", "tt", "sott", "sothutu", "no"})
_SHARE_UNIT, _SHARE_POWER = "%", -2
_ENDS_OF_UNITS = (")", "]", "đồng", "Đồng", "ĐỒNG", "vnđ", "VNĐ", "vnd", "VND")
_SHORTEST_WITHOUT_ACCENTS = 4
# Shorter headers are close to too many others.
_SHORTEST_FOR_TYPING_ERRORS, _LONG = 6, 12
_CLOSE_ENOUGH_TO_SUGGEST = 75


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a column.

    Attributes:
        place: Place of the column in the sheet, from 0.
        text: As people read it; the parts of a two-row header with a stroke between.
        meanings: What it may mean, the best first: both rows together, the lower one alone.
        row: Which of the header's rows it stands in, from 0.
    """

    place: int
    text: str
    meanings: tuple[str, ...]
    row: int = 0


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a header means.

    Attributes:
        header: The header.
        field: The column of the dataset; ``None`` if it is none of them.
        how: How it was understood; ``None`` if it was not.
        unit: The unit in the header as written; ``None`` if there is none.
        power: The power of ten that makes numbers in that unit the column's own; 0 for none.
        suggestion: Label of the column it comes close to, if it is not used.
    """

    header: Header
    field: str | None
    how: How | None
    unit: str | None = None
    power: int = 0
    suggestion: str | None = None


def match_headers(
    headers: Sequence[Header], dataset: Dataset[Any], layout: Layout | None = None
) -> tuple[ColumnMatch, ...]:
    """What each header means. Two headers may mean the same column: that is for the caller to judge.

    Args:
        headers: The headers of a table.
        dataset: What the records are.
        layout: What a department says of its own tables; it goes before everything else.

    Examples:
        >>> from khcn_analytics.schemas.tasks import TASKS
        >>> texts = ["Mã số", "Tên đề tài", "Tổng kinh phí (triệu đồng)", "Ngày nghiệm thhu", "Ghi chú"]
        >>> found = match_headers([Header(place, text, (text,)) for place, text in enumerate(texts)], TASKS)
        >>> [(each.field, each.how, each.power) for each in found]  # doctest: +NORMALIZE_WHITESPACE
        [('task_id', 'alias', 0), ('title', 'alias', 0), ('budget_vnd', 'exact', 6),
         ('accepted_on', 'close', 0), (None, None, 0)]
    """
    wanted = {comparable(text): name for name, text in (layout.columns if layout else {}).items()}
    known = [_known(header, dataset, wanted) for header in headers]
    by_layout = {each.field for each in known if each.how == "layout"}
    # A column that the layout names is no other column, whatever that is called.
    known = [
        each if each.how == "layout" or each.field not in by_layout else ColumnMatch(each.header, None, None)
        for each in known
    ]
    taken = {each.field for each in known}
    free = [name for name in column_cards(dataset.model) if name not in taken]
    return tuple(each if each.how else _close(each.header, dataset, free) for each in known)


def fields_named(texts: Iterable[Sequence[str]], dataset: Dataset[Any]) -> set[str]:
    """The columns that some headers name for certain; each header by what it may mean."""
    matches = (_known(Header(0, "", tuple(meanings)), dataset, {}) for meanings in texts)
    return {each.field for each in matches if each.field is not None}


def _known(header: Header, dataset: Dataset[Any], layout: Mapping[str, str]) -> ColumnMatch:
    """What a header means without a doubt."""
    for meaning in header.meanings:
        if (field := layout.get(comparable(meaning))) in column_cards(dataset.model):
            unit, power = _unit_of(meaning, column_cards(dataset.model)[field])
            return ColumnMatch(header, field, "layout", unit, power)
    spellings = _spellings(dataset)
    for meaning in header.meanings:
        if (found := spellings.find(meaning)) is not None:
            return ColumnMatch(header, *found, *_unit_of(meaning, spellings.cards[found[0]]))
        parts = split_unit(meaning) if meaning.endswith(_ENDS_OF_UNITS) else None
        if parts is not None and (found := spellings.find(parts[0])) is not None:
            unit, power = _unit_of(meaning, spellings.cards[found[0]])
            if unit is not None:
                return ColumnMatch(header, *found, unit, power)
    if any(accent_free_key(meaning) in _RUNNING_NUMBERS for meaning in header.meanings):
        return ColumnMatch(header, None, "number")
    return ColumnMatch(header, None, None)


def _unit_of(header: str, card: ColumnCard) -> tuple[str | None, int]:
    """The unit in a header, if it is one that the column can be told in."""
    parts = split_unit(header)
    if parts is None or card.unit is None:
        return None, 0
    written = parts[1]
    if card.unit is Unit.VND:
        amount = amount_unit(written)
        return (None, 0) if amount is None else (amount.text, amount.power)
    if card.unit is Unit.SHARE and written.strip() == _SHARE_UNIT:
        return _SHARE_UNIT, _SHARE_POWER
    own = {accent_free_key(card.unit.label.vi), accent_free_key(card.unit.label.en)}
    return (written, 0) if accent_free_key(written) in own else (None, 0)


def _close(header: Header, dataset: Dataset[Any], free: Sequence[str]) -> ColumnMatch:
    """A header with a typing error, if it can be one column only; else a suggestion."""
    spellings = _spellings(dataset)
    texts = {text: name for text, name in spellings.exact.items() if name in free}
    for meaning in header.meanings:
        name, unit, power = _without_unit(meaning)
        distances = {text: Levenshtein.distance(comparable(name), text) for text in texts}
        nearest = {
            texts[text]
            for text, distance in distances.items()
            # Another number is another column, not a typing error.
            if distance <= _allowed_errors(text) and _digits(text) == _digits(name)
        }
        # Two columns that differ by as little as a typing error are not told apart by one.
        if len(nearest) == 1:
            field = nearest.pop()
            if unit is None or spellings.cards[field].unit is Unit.VND:
                return ColumnMatch(header, field, "close", unit, power)
    shown = {accent_free_key(text): name for text, name in texts.items()}
    best = process.extractOne(
        accent_free_key(header.meanings[-1]), list(shown), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH_TO_SUGGEST
    )
    suggestion = spellings.cards[shown[best[0]]].label.vi if best else None
    return ColumnMatch(header, None, None, suggestion=suggestion)


def _without_unit(meaning: str) -> tuple[str, str | None, int]:
    parts = split_unit(meaning)
    amount = amount_unit(parts[1]) if parts else None
    return (parts[0], amount.text, amount.power) if parts and amount else (meaning, None, 0)


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _allowed_errors(text: str) -> int:
    if len(text) < _SHORTEST_FOR_TYPING_ERRORS:
        return 0
    return 1 if len(text) < _LONG else 2


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How the columns of a dataset are written.

    Attributes:
        cards: Card of each column.
        own: Comparable spellings of names and labels -> column.
        exact: Comparable spellings, aliases too -> column.
        loose: Accent-free spellings -> column, where only one column is written so.
    """

    cards: Mapping[str, ColumnCard]
    own: Mapping[str, str]
    exact: Mapping[str, str]
    loose: Mapping[str, str]

    def find(self, text: str) -> tuple[str, How] | None:
        """Accents count where there are any: "Mã số" is the number, "Mã sở" the department.

        A header without accents means a column only if no other column is written the same way
        without them.
        """
        key, without_accents = _keys(text)
        if key in self.own:
            return self.own[key], "exact"
        field = self.exact.get(key)
        if field is None and len(key) >= _SHORTEST_WITHOUT_ACCENTS and key == without_accents:
            field = self.loose.get(without_accents)
        return None if field is None else (field, "alias")


@lru_cache(maxsize=20_000)
def _keys(text: str) -> tuple[str, str]:
    """While a header is looked for, the same texts are compared with every dataset."""
    return comparable(text), accent_free_key(text)


@lru_cache(maxsize=32)
def _spellings(dataset: Dataset[Any]) -> _Spellings:
    cards = column_cards(dataset.model)
    own = {comparable(text): name for name, card in cards.items() for text in (name, card.label.vi, card.label.en)}
    every = [
        (text, name) for name, card in cards.items() for text in (name, card.label.vi, card.label.en, *card.aliases)
    ]
    loose: dict[str, set[str]] = {}
    for text, name in every:
        loose.setdefault(accent_free_key(text), set()).add(name)
    return _Spellings(
        cards=cards,
        own=own,
        exact={**{comparable(text): name for text, name in every}, **own},
        loose={key: next(iter(names)) for key, names in loose.items() if len(names) == 1},
    )
