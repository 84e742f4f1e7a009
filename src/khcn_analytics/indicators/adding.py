"""Indicators of one's own, beside those of the list: for a notebook or a script, without touching the package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

_LISTED = frozenset(INDICATORS)
"""The codes that come with the package; nobody may give them another meaning."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def add_indicator(card: Indicator) -> Indicator:
    """Make an indicator of one's own known to everything that computes, compares, scores and draws.

    It is known until Python ends. The same code again replaces it, so a cell of a notebook may be run twice.

    Args:
        card: The indicator; its code begins with its dataset, as in ``tasks.of_three_years``. A share, from 0 to 1,
            ends in ``_share`` or ``_rate``, an amount in đồng in ``_vnd``.

    Returns:
        The card itself.

    Raises:
        WrongUseError: If its code is one of the package's, its name is another indicator's, or it names a dataset
            or a dimension that doesn't exist; everything that is wrong is told at once.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.measures import Flow
        >>> from khcn_analytics.vocabulary.units import Direction
        >>> card = Indicator(
        ...     code="tasks.proposed_before_2020",
        ...     label=Label("Nhiệm vụ đề xuất trước 2020", "Tasks proposed before 2020"),
        ...     definition=Label("Nhiệm vụ đề xuất trong kỳ", "Tasks proposed in the period"),
        ...     dataset="tasks",
        ...     measure=Flow("proposed_on", where=pl.col("proposed_on") < pl.date(2020, 1, 1)),
        ...     unit=Unit.TASK,
        ...     direction=Direction.NEITHER,
        ...     dimensions=("level",),
        ...     source="tự đặt",
        ... )
        >>> add_indicator(card).code in INDICATORS
        True
        >>> _ = INDICATORS.pop(card.code)
    """
    wrong = list(_mistakes(card))
    if wrong:
        vi, en = ("; ".join(each.text(language) for each in wrong) for language in ("vi", "en"))
        raise WrongUseError(
            f"Chưa thêm được chỉ số “{card.code}”: {vi}. Hãy sửa rồi thêm lại.",
            f"Indicator “{card.code}” can't be added: {en}. Mend it and add it again.",
        )
    INDICATORS[card.code] = card
    return card


def _mistakes(card: Indicator) -> Iterator[Label]:
    """What is wrong with a card."""
    unknown = sorted(card.datasets - DIMENSIONS.keys())
    if unknown:
        names, known = ", ".join(unknown), ", ".join(DIMENSIONS)
        yield Label(
            f"không có bộ dữ liệu {names} để tính chỉ số (có: {known})",
            f"indicators are not computed from {names} (but from {known})",
        )
    else:
        yield from _wrong_dimensions(card)
    yield from _wrong_code(card)
    yield from _wrong_suffix(card)
    for code, other in INDICATORS.items():
        if code != card.code and {card.label.vi, card.label.en} & {other.label.vi, other.label.en}:
            yield Label(
                f"tên “{card.label.vi}” là của chỉ số {code}", f"the name “{card.label.en}” is that of indicator {code}"
            )


def _wrong_code(card: Indicator) -> Iterator[Label]:
    if card.code in _LISTED:
        yield Label("mã này là của thư viện, hãy đặt mã khác", "the code is the package's, choose another")
    dataset, _, name = card.code.partition(".")
    if dataset != card.dataset or not _NAME.fullmatch(name):
        yield Label(
            f"mã phải có dạng “{card.dataset}.tên”, tên gồm a–z, 0–9 và _",
            f"the code must be “{card.dataset}.name”, with a–z, 0–9 and _ in the name",
        )


def _wrong_suffix(card: Indicator) -> Iterator[Label]:
    """Printed figures and targets know shares and amounts by their codes alone."""
    if (card.unit is Unit.SHARE) != card.code.endswith(("_share", "_rate")):
        yield Label(
            "tỷ lệ, và không gì khác, có mã kết thúc bằng _share hoặc _rate",
            "shares, and only shares, have codes that end in _share or _rate",
        )
    if card.unit.is_money != card.code.endswith("_vnd"):
        yield Label(
            "số tiền, và không gì khác, có mã kết thúc bằng _vnd",
            "amounts, and only amounts, have codes that end in _vnd",
        )


def _wrong_dimensions(card: Indicator) -> Iterator[Label]:
    wrong = [each for each in card.dimensions if each not in DIMENSIONS[card.dataset]]
    if wrong:
        names, known = ", ".join(wrong), ", ".join(DIMENSIONS[card.dataset])
        yield Label(
            f"bộ dữ liệu {card.dataset} không chia được theo {names} (có: {known})",
            f"dataset {card.dataset} can't be split by {names} (but by {known})",
        )
