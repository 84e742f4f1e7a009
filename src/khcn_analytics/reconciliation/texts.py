"""Printed figures in words, as sentences need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from khcn_analytics.reconciliation.figures import Figure, period_of_days
from khcn_analytics.reconciliation.ranges import SCALES, as_told, decimals, unit_of
from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language

_MOST_DECIMALS = 4
_MONEY = {"đồng", *(unit for unit in SCALES if unit != "%")}
_QUALIFIED = {
    "exact": Label("{}", "{}"),
    "more_than": Label("hơn {}", "more than {}"),
    "at_least": Label("từ {} trở lên", "at least {}"),
    "at_most": Label("không quá {}", "at most {}"),
    "about": Label("khoảng {}", "about {}"),
}


def filled_in(sentence: Label, texts: Mapping[str, Label]) -> Label:
    """A sentence with the same things filled in, in both languages."""
    return Label(
        sentence.vi.format(**{name: each.vi for name, each in texts.items()}),
        sentence.en.format(**{name: each.en for name, each in texts.items()}),
    )


def name_text(figure: Figure) -> Label:
    """What the report calls the figure, else its code. A printed name is quoted, so it is not translated."""
    return quoted(figure.printed_name or figure.indicator)


def quoted(text: str) -> Label:
    """Words of a report, the same in both languages."""
    return Label(f"“{text}”", f"“{text}”")


def period_text(days: tuple[date, date]) -> Label:
    """The name of the period with these days, else the days."""
    period = period_of_days(*days)
    if period is not None:
        return Label(period.label("vi"), period.label("en"))
    start, last = days[0], days[1] - timedelta(days=1)
    return Label(
        f"từ {format_date(start)} đến {format_date(last)}",
        f"{format_date(start, 'en')} to {format_date(last, 'en')}",
    )


def figure_text(figure: Figure) -> Label:
    """Value, unit and qualifier as printed.

    Examples:
        "hơn 18.000 cây giống", "175 triệu đồng", "từ 10 % trở lên".
    """
    return _qualified(value_text(figure.value, figure), figure)


def value_text(value: float, figure: Figure) -> Label:
    """A value in the unit that the figure was printed in."""
    return Label(_value_text(value, figure, "vi"), _value_text(value, figure, "en"))


def number_text(value: float, figure: Figure) -> Label:
    """A value in the unit of a figure, which is said beside it."""
    return Label(_told(value, figure, "vi"), _told(value, figure, "en"))


def sum_text(parts: Sequence[Figure], whole: Figure) -> Label:
    """The parts with a plus between them, in the unit of the whole.

    What they make is told where all are exact: "hơn 19 + 9" makes no number.
    """
    told = [_qualified(number_text(each.value, whole), each) for each in parts]
    total = number_text(sum(each.value for each in parts), whole)
    makes = (
        Label(f" = {total.vi}", f" = {total.en}") if all(each.qualifier == "exact" for each in parts) else Label("", "")
    )
    return Label(" + ".join(each.vi for each in told) + makes.vi, " + ".join(each.en for each in told) + makes.en)


def listed(texts: Sequence[Label]) -> Label:
    """Several texts one after another; each is told once."""
    vi, en = (list(dict.fromkeys(each)) for each in ([one.vi for one in texts], [one.en for one in texts]))
    return Label(_joined(vi, "và"), _joined(en, "and"))


def _qualified(text: Label, figure: Figure) -> Label:
    qualified = _QUALIFIED[figure.qualifier]
    return Label(qualified.vi.format(text.vi), qualified.en.format(text.en))


def _joined(texts: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _value_text(value: float, figure: Figure, language: Language) -> str:
    unit = _printed_unit(figure)
    number = _told(value, figure, language)
    if language == "vi":
        return f"{number} {unit}".rstrip()
    if unit_of(unit) == "%":
        return f"{number} %"
    # What else the report calls its unit has no translation.
    return f"VND {number}" if unit_of(unit) in _MONEY else number


def _told(value: float, figure: Figure, language: Language) -> str:
    """A value as its unit is read: English has no triệu, so amounts are told in full."""
    in_full = language == "en" and unit_of(_printed_unit(figure)) != "%"
    told = as_told(value, Decimal(1) if in_full else figure.scale)
    return format_number(told, language, decimals=min(decimals(told), _MOST_DECIMALS))


def _printed_unit(figure: Figure) -> str:
    if figure.printed_unit:
        return figure.printed_unit.strip()
    if is_share(figure.indicator):
        return "%"
    return "đồng" if figure.indicator.endswith("_vnd") else ""
