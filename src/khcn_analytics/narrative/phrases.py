"""How a change is said: the words follow the unit and the measure of the indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.measures import Stock
from khcn_analytics.narrative.sentences import Figure
from khcn_analytics.vocabulary.formats import format_relative, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with the figures and indicators in it."""

    text: str
    figures: tuple[Figure, ...] = ()
    indicators: tuple[str, ...] = ()


# Quantities are told with their unit; counts are not, as their noun is in the name.
MEASURED = {Unit.KILOGRAM, Unit.SQUARE_METRE}
# Names that need no "số" before them.
_NAMES_OF_AMOUNTS = ("Số ", "Tỷ lệ", "Tổng", "Tiền", "Kinh phí", "Ngân sách", "Giá trị", "Diện tích")
_PROPER_NAMES = ("Party ", "Prime Minister")
_END = {True: Label("cuối năm", "at the end of the year"), False: Label("cuối kỳ", "at the end of the period")}
_WAY = {True: Label("tăng", "up"), False: Label("giảm", "down")}
_MOVE = {True: Label("mức tăng", "rise"), False: Label("mức giảm", "fall")}


def subject(card: Indicator, language: Language, *, of_year: bool = True) -> str:
    """The indicator as the subject of a sentence, without a capital."""
    at_end = isinstance(card.measure, Stock) and card.measure.at == "end"
    is_told = language == "vi" and "cuối kỳ" in card.label.vi
    end = f" {_END[of_year].text(language)}" if at_end and not is_told else ""
    return (_subject_vi(card) if language == "vi" else _without_capital(card.label.en)) + end


def named(row: Mapping[str, Any], card: Indicator, language: Language) -> str:
    """The indicator of a row, and its group where there are several."""
    name = subject(card, language, of_year=row["period_kind"] == "year")
    return f"{name} ({row['group']})" if row["group"] else name


def _subject_vi(card: Indicator) -> str:
    name = card.label.vi
    if card.unit.is_money or card.unit in MEASURED or card.unit is Unit.SHARE or name.startswith(_NAMES_OF_AMOUNTS):
        return _without_capital(name)
    if card.unit is Unit.TASK and not name.startswith("Nhiệm vụ"):
        return f"số nhiệm vụ {_without_capital(name.replace(', ', ' '))}"
    if name.startswith("Khen thưởng"):
        return f"số lượt {_without_capital(name)}"
    return f"số {_without_capital(name)}"


def _without_capital(name: str) -> str:
    """Abbreviations and proper names keep theirs."""
    is_abbreviation = not name[1:2].islower() and not name[1:2].isspace()
    return name if is_abbreviation or name.startswith(_PROPER_NAMES) else name[0].lower() + name[1:]


def amount(number: float, card: Indicator, language: Language) -> str:
    """A value with its unit, where the name of the indicator doesn't tell it."""
    return _with_unit(format_value(_told(number, card), card.unit, language), card, language)


def difference(number: float, card: Indicator, language: Language, *, signed: bool = False) -> str:
    """A change with its unit: points for a share."""
    text = format_signed(_told(number, card), card.unit, language)
    return _with_unit(text if signed else text.lstrip("+−"), card, language)


def _told(number: float, card: Indicator) -> float:
    """Nobody tells a part of a đồng."""
    return round(number) if card.unit.is_money else number


def _with_unit(text: str, card: Indicator, language: Language) -> str:
    return f"{text} {card.unit.label.text(language)}" if card.unit.is_money or card.unit in MEASURED else text


def move(row: Mapping[str, Any], card: Indicator, language: Language) -> Clause:
    """What an indicator came to and how it changed; the row has a value and a base that differ."""
    name = named(row, card, language)
    value = Figure("value", row["value"], amount(row["value"], card, language), card.code)
    change = Figure("absolute", row["absolute"], difference(row["absolute"], card, language), card.code)
    rises = row["absolute"] > 0
    if 0 in (row["value"], row["base"]):
        base = Figure("base", row["base"], amount(row["base"], card, language), card.code)
        text = _from_zero(rises=rises).text(language).format(name=name, base=base.text, value=value.text)
        return Clause(text, (base, value), (card.code,))
    if rounds_to_nothing(change.text):
        text = Label("{name} là {value}, gần như không đổi", "{name} stood at {value}, almost unchanged").text(language)
        return Clause(text.format(name=name, value=value.text), (value,), (card.code,))
    text = Label("{name} là {value}, {way} {change}", "{name} stood at {value}, {way} {change}").text(language)
    text = text.format(name=name, value=value.text, way=_WAY[rises].text(language), change=change.text)
    if row["relative"] is None or rounds_to_nothing(format_relative(row["relative"], language)):
        return Clause(text, (value, change), (card.code,))
    relative = Figure("relative", row["relative"], format_relative(row["relative"], language), card.code)
    return Clause(f"{text} ({relative.text})", (value, change, relative), (card.code,))


def move_as_noun(row: Mapping[str, Any], card: Indicator, language: Language) -> Clause:
    """The change as a noun: "mức tăng 12 của số nhiệm vụ nghiệm thu"."""
    name = named(row, card, language)
    change = Figure("absolute", row["absolute"], difference(row["absolute"], card, language), card.code)
    text = Label("{move} {change} của {name}", "the {move} of {change} in {name}").text(language)
    noun = _MOVE[row["absolute"] > 0].text(language)
    return Clause(text.format(move=noun, change=change.text, name=name), (change,), (card.code,))


def broken_series(row: Mapping[str, Any]) -> Label:
    """Why a break leaves something untold; its texts are sentences, so they are quoted."""
    vi, en = row["break_vi"].removesuffix("."), row["break_en"].removesuffix(".")
    return Label(f"chuỗi số liệu bị gãy (“{vi}”)", f"the series is broken: “{en}”")


def _from_zero(*, rises: bool) -> Label:
    if rises:
        return Label("{name} tăng từ {base} lên {value}", "{name} rose from {base} to {value}")
    return Label("{name} giảm từ {base} xuống {value}", "{name} fell from {base} to {value}")


def rounds_to_nothing(text: str) -> bool:
    """Whether a number is so small that its text tells 0."""
    return not any(each in "123456789" for each in text)
