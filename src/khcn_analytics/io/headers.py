"""Which column of a dataset a header means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import column_cards, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.text import accent_free_key, spelling_key


def match_headers(headers: Sequence[str], dataset: Dataset[Any]) -> dict[str, int]:
    """Column of the dataset -> place of its header; by name, label or alias, accents aside.

    Raises:
        WrongUseError: If two headers mean the same column.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(_meanings(headers, dataset)):
        if name in places:
            first, second = headers[places[name]], headers[place]
            raise WrongUseError(
                f"Hai cột “{first}” và “{second}” cùng là {name}. Hãy bỏ hoặc đổi tên một cột.",
                f"Columns “{first}” and “{second}” both mean {name}. Remove or rename one.",
            )
        if name is not None:
            places[name] = place
    return places


def recognise_dataset(headers: Sequence[str]) -> Dataset[Any]:
    """The one dataset whose required columns are all among the headers.

    Raises:
        WrongUseError: If there is none, or more than one.
    """
    found = [each for each in DATASETS.values() if set(required_columns(each.model)) <= set(_meanings(headers, each))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in found or DATASETS.values())
    shown = ", ".join(f"“{each}”" for each in headers[:12])
    raise WrongUseError(
        f"Không xác định được đây là bộ dữ liệu nào từ các cột {shown}. Hãy chỉ rõ --dataset: {names}.",
        f"The columns {shown} do not tell which dataset this is. Say --dataset: {names}.",
    )


def _meanings(headers: Sequence[str], dataset: Dataset[Any]) -> list[str | None]:
    """The column each header means; ``None`` where it means none.

    Accents count where there are any: "Mã số" is the number, "Mã sở" the department. A header
    without accents means a column only if no other column is written the same way without them.
    """
    spellings = {
        text: name
        for name, card in column_cards(dataset.model).items()
        for text in (name, card.label.vi, card.label.en, *card.aliases)
    }
    exact = {spelling_key(text): name for text, name in spellings.items()}
    without_accents: dict[str, set[str]] = {}
    for text, name in spellings.items():
        without_accents.setdefault(accent_free_key(text), set()).add(name)
    loose = {key: names.pop() for key, names in without_accents.items() if len(names) == 1}
    return [exact.get(spelling_key(each)) or loose.get(accent_free_key(each)) for each in headers]
