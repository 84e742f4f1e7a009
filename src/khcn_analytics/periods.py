"""Periods of reporting, on two calendars.

The calendar year runs from 1 January to 31 December. The administrative one of Decree
09/2019/NĐ-CP (article 12) closes on the 14th: a year is 15 December to 14 December, a month the
15th of the month before to the 14th. Nine months are not named in the decree's text we could
read; 15 December to 14 September follows by the same logic.

A year to date (cộng dồn từ đầu năm) runs from the first day of a year to any day of it. Where that
is the last day of a month, quarter, half-year, nine months or year that began with the year, it is
that period: the days of a period always tell its kind.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from khcn_analytics.displays.display import Display, Text
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.text import nfc

PeriodKind = Literal["year", "half", "nine_months", "quarter", "month", "span", "to_date"]
Calendar = Literal["calendar", "administrative"]

PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
KINDS_OF_A_YEAR = PERIOD_KINDS[:-2]
"""The kinds that one year is divided into; a span is several years, a year to date ends on any day."""
CALENDARS: tuple[Calendar, ...] = get_args(Calendar)
LONGEST_SPAN = 30
"""Years of the longest span (giai đoạn)."""

KIND_LABELS: dict[PeriodKind, Label] = {
    "year": Label("năm", "year"),
    "half": Label("6 tháng", "half-year"),
    "nine_months": Label("9 tháng", "nine months"),
    "quarter": Label("quý", "quarter"),
    "month": Label("tháng", "month"),
    "span": Label("giai đoạn", "span of years"),
    "to_date": Label("từ đầu năm", "year to date"),
}

# Kind -> months it lasts, how many there are in a year.
_SHAPES: dict[PeriodKind, tuple[int, int]] = {
    "year": (12, 1),
    "half": (6, 2),
    "nine_months": (9, 1),
    "quarter": (3, 4),
    "month": (1, 12),
}
# Month and day on which a period that begins with the year ends -> its kind.
_ENDINGS: dict[Calendar, dict[int, PeriodKind]] = {
    "calendar": {131: "month", 331: "quarter", 630: "half", 930: "nine_months", 1231: "year"},
    "administrative": {114: "month", 314: "quarter", 614: "half", 914: "nine_months", 1214: "year"},
}
_FIRST_OF_ADMINISTRATIVE_YEAR = 1215
_CLOSES_ON_14TH = Label(" (chốt ngày 14)", " (closing on the 14th)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROMAN_OF = {number: roman.upper() for roman, number in _ROMAN.items()}


@dataclass(frozen=True, slots=True)
class Period(Shown):
    """A half-open range of days with a kind and a calendar.

    Attributes:
        kind: ``year``, ``half``, ``nine_months``, ``quarter``, ``month``, ``span`` or ``to_date``.
        year: The year it belongs to, 1900 to 2200; of a span the first one.
        number: Which one of the year, from 1; always 1 for a year and for nine months. Of a span
            (giai đoạn) how many years it lasts, from 2. Of a year to date its last day: 820 is
            20 August; see :func:`year_to_date`.
        calendar: ``calendar`` or ``administrative`` (Decree 09/2019).

    Raises:
        InvalidPeriodError: If there is no such period.

    Examples:
        >>> half = Period("half", 2020, 1)
        >>> half.start, half.end, half.label()
        (datetime.date(2020, 1, 1), datetime.date(2020, 7, 1), '6 tháng đầu năm 2020')
        >>> Period("half", 2020, 1, "administrative").end
        datetime.date(2020, 6, 15)
    """

    kind: PeriodKind
    year: int
    number: int = 1
    calendar: Calendar = "calendar"

    def __post_init__(self) -> None:
        if self.kind == "span":
            numbers = range(2, LONGEST_SPAN + 1)
        elif self.kind == "to_date":
            numbers = range(101, 1232)
        else:
            numbers = range(1, _SHAPES[self.kind][1] + 1) if self.kind in _SHAPES else range(0)
        known = self.number in numbers and self.calendar in CALENDARS
        if known and self.kind == "to_date":
            known = self.number not in _ENDINGS[self.calendar] and self._is_a_day
        if not known or not 1900 <= self.year <= self.last_year <= 2200:
            raise InvalidPeriodError(f"{self.kind} {self.number}/{self.year} ({self.calendar})")

    def __str__(self) -> str:
        return self.label()

    def _shown(self) -> Display:
        languages: tuple[Language, Language] = ("vi", "en")
        days = [f"{format_date(self.start, each)} – {format_date(self.last_day, each)}" for each in languages]
        facts: list[tuple[Label, Text]] = [(Label("Từ ngày, đến hết ngày", "From, to"), Label(*days))]
        if self.calendar == "administrative":
            facts.append((Label("Lịch", "Calendar"), Label("năm hành chính", "administrative year")))
        label = Label(self.label("vi"), self.label("en"))
        return Display(Label("Kỳ", "Period"), label, code=self.code, facts=facts)

    @property
    def start(self) -> date:
        """First day."""
        if self.kind in {"span", "to_date"}:
            return _boundary(self.year, 0, self.calendar)
        months, _ = _SHAPES[self.kind]
        return _boundary(self.year, (self.number - 1) * months, self.calendar)

    @property
    def end(self) -> date:
        """The day after the last day."""
        if self.kind == "span":
            return _boundary(self.last_year, 12, self.calendar)
        if self.kind == "to_date":
            return _day(self.year, self.number, self.calendar) + timedelta(days=1)
        months, _ = _SHAPES[self.kind]
        return _boundary(self.year, self.number * months, self.calendar)

    @property
    def _is_a_day(self) -> bool:
        """Whether a year to date ends on a day that exists."""
        try:
            _day(self.year, self.number, self.calendar)
        except ValueError:
            return False
        return True

    @property
    def last_year(self) -> int:
        """The year of the last day."""
        return self.year + self.number - 1 if self.kind == "span" else self.year

    @property
    def last_day(self) -> date:
        """The last day in the period: the day as of which stocks are counted."""
        return self.end - timedelta(days=1)

    @property
    def code(self) -> str:
        """Short text that :func:`parse_period` reads back, without the calendar."""
        if self.kind == "to_date":
            return f"to-{self.last_day}"
        suffix = {
            "year": "",
            "half": f"H{self.number}",
            "nine_months": "-9M",
            "quarter": f"Q{self.number}",
            "month": f"-{self.number:02}",
            "span": f"-{self.last_year}",
        }[self.kind]
        return f"{self.year}{suffix}"

    def label(self, language: Language = "vi") -> str:
        """The period as a report names it."""
        year, number, last = self.year, self.number, self.last_day
        label = {
            "year": Label(f"năm {year}", f"{year}"),
            "half": Label(f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}", f"H{number} {year}"),
            "nine_months": Label(f"9 tháng năm {year}", f"nine months of {year}"),
            "quarter": Label(f"quý {_ROMAN_OF.get(number)}/{year}", f"Q{number} {year}"),
            "month": Label(f"tháng {number}/{year}", f"{year}-{number:02}"),
            "span": Label(f"giai đoạn {year}–{self.last_year}", f"{year}–{self.last_year}"),
            "to_date": Label(f"từ đầu năm đến {last.day}/{last.month}/{last.year}", f"year to {last}"),
        }[self.kind]
        closing = _CLOSES_ON_14TH.text(language) if self.calendar == "administrative" else ""
        return label.text(language) + closing

    def is_like(self, other: Period) -> bool:
        """Whether values of the two may stand side by side: the same kind, calendar and length.

        Years until different days, and spans of different length, differ as a half-year and a year
        do; until 28 and until 29 February are alike.
        """
        if (self.kind, self.calendar) != (other.kind, other.calendar):
            return False
        if self.kind == "to_date":
            return other in (self, self.of_year(other.year)) or self == other.of_year(self.year)
        return self.kind != "span" or self.number == other.number

    def previous(self) -> Period:
        """The period of the same kind just before (for a year, nine months, a year to date: last year's)."""
        if self.kind == "span":
            return Period(self.kind, self.year - self.number, self.number, self.calendar)
        if self.kind == "to_date":
            return self.same_period_last_year()
        if self.number > 1:
            return Period(self.kind, self.year, self.number - 1, self.calendar)
        return Period(self.kind, self.year - 1, _SHAPES[self.kind][1], self.calendar)

    def same_period_last_year(self) -> Period:
        """The same period of the year before (cùng kỳ); of a span the one just before."""
        if self.kind == "span":
            return self.previous()
        return self.of_year(self.year - 1)

    def of_year(self, year: int) -> Period:
        """The same period of another year; of a span the one as long that begins in it.

        A year to 29 February has that to 28 February beside it where there is no such day.
        """
        has_no_such_day = (self.kind, self.number) == ("to_date", 229) and not isleap(year)
        return Period(self.kind, year, 228 if has_no_such_day else self.number, self.calendar)


def parse_period(text: str, calendar: Calendar = "calendar") -> Period:
    """Read a period as people write it, in Vietnamese or in short form.

    Args:
        text: For example ``2020``, ``năm 2020``, ``2020H1``, ``6T/2020``, ``6 tháng cuối năm
            2020``, ``9T/2020``, ``Quý I/2020``, ``2020Q1``, ``tháng 3/2020``, ``2020-03``,
            ``giai đoạn 2016-2020``, ``đến 20/8/2020`` (từ đầu năm).
        calendar: Which calendar the period is on, unless the text says so (``… (chốt ngày 14)``).

    Returns:
        The period.

    Raises:
        InvalidPeriodError: If the text names no period.

    Examples:
        >>> parse_period("Quý IV/2021") == Period("quarter", 2021, 4)
        True
        >>> parse_period("6T/2020").label()
        '6 tháng đầu năm 2020'
    """
    plain = nfc(text).casefold()
    for closing in (_CLOSES_ON_14TH.vi, _CLOSES_ON_14TH.en):
        if plain.endswith(closing):
            plain, calendar = plain.removesuffix(closing), "administrative"
    for pattern in _TO_DATE:
        if match := re.fullmatch(pattern, plain):
            return _read_to_date(text, match.groupdict(), calendar)
    for kind, pattern in _PATTERNS:
        match = re.fullmatch(pattern, plain)
        if match:
            found = match.groupdict()
            year, last = int(found["year"]), found.get("last")
            number = _number(found.get("number")) if last is None else int(last) - year + 1
            try:
                return Period(kind, year, number, calendar)
            except InvalidPeriodError as error:
                raise InvalidPeriodError(text) from error
    raise InvalidPeriodError(text)


def period_from_days(start: date, end: date, kind: PeriodKind) -> Period:
    """The period with these days.

    Raises:
        InvalidPeriodError: If no period of this kind has exactly these days.
    """
    # The last day lies in the year a period belongs to, on both calendars.
    last = end - timedelta(days=1)
    year = last.year
    if kind == "to_date":
        candidates = [year_to_date(last, calendar) for calendar in CALENDARS]
        if found := next((each for each in candidates if (each.start, each.kind) == (start, kind)), None):
            return found
        raise InvalidPeriodError(f"{start} – {end} ({kind})")
    numbers = range(2, LONGEST_SPAN + 1) if kind == "span" else range(1, _SHAPES[kind][1] + 1)
    for calendar in CALENDARS:
        for number in numbers:
            period = Period(kind, year - number + 1 if kind == "span" else year, number, calendar)
            if (period.start, period.end) == (start, end):
                return period
    raise InvalidPeriodError(f"{start} – {end} ({kind})")


def year_to_date(last: date, calendar: Calendar = "calendar") -> Period:
    """The year that a day belongs to, from its first day to that day.

    Args:
        last: The last day.
        calendar: On the administrative calendar the year of 15 December is the next one.

    Returns:
        The period; where the day ends a month, quarter, half-year, nine months or year, that one.

    Examples:
        >>> year_to_date(date(2020, 8, 20)).label()
        'từ đầu năm đến 20/8/2020'
        >>> year_to_date(date(2020, 6, 30)) == Period("half", 2020, 1)
        True
        >>> year_to_date(date(2019, 12, 15), "administrative").year
        2020
    """
    number = last.month * 100 + last.day
    year = last.year + _begins_the_year_before(number, calendar)
    kind = _ENDINGS[calendar].get(number)
    return Period("to_date", year, number, calendar) if kind is None else Period(kind, year, 1, calendar)


def years(first: int, last: int, calendar: Calendar = "calendar") -> tuple[Period, ...]:
    """The years from ``first`` to ``last``, both included.

    Args:
        first: The first year.
        last: The last year.
        calendar: ``calendar`` or ``administrative``.

    Returns:
        The years, in order.

    Examples:
        >>> [each.code for each in years(2023, 2025)]
        ['2023', '2024', '2025']
    """
    return tuple(Period("year", year, 1, calendar) for year in range(first, last + 1))


def periods_of_kind(kind: PeriodKind, first: int, last: int, calendar: Calendar = "calendar") -> tuple[Period, ...]:
    """Every period of a kind in the years from ``first`` to ``last``, both included; of spans that one.

    Args:
        kind: ``year``, ``half``, ``nine_months``, ``quarter``, ``month``, ``span`` or ``to_date``.
        first: The first year.
        last: The last year.
        calendar: ``calendar`` or ``administrative``.

    Returns:
        The periods, in the order of their days.

    Examples:
        >>> [each.code for each in periods_of_kind("half", 2023, 2024)]
        ['2023H1', '2023H2', '2024H1', '2024H2']
    """
    if kind == "span":
        return (Period(kind, first, last - first + 1, calendar),) if last > first else ()
    if kind == "to_date":
        since, until = _boundary(first, 0, calendar), _boundary(last, 12, calendar)
        every = (year_to_date(since + timedelta(days=n), calendar) for n in range((until - since).days))
        return tuple(period for period in every if period.kind == kind)
    numbers = range(1, _SHAPES[kind][1] + 1)
    return tuple(Period(kind, year, number, calendar) for year in range(first, last + 1) for number in numbers)


def _boundary(year: int, months: int, calendar: Calendar) -> date:
    """The day on which ``months`` months of a year are over and the next begins."""
    if calendar == "calendar":
        return date(year + months // 12, months % 12 + 1, 1)
    return date(year - 1, 12, 15) if months == 0 else date(year, months, 15)


def _begins_the_year_before(number: int, calendar: Calendar) -> bool:
    """Whether a month and day lie in the December in which an administrative year begins."""
    return calendar == "administrative" and number >= _FIRST_OF_ADMINISTRATIVE_YEAR


def _day(year: int, number: int, calendar: Calendar) -> date:
    """The day of a year on its month and day, such as 820."""
    return date(year - _begins_the_year_before(number, calendar), *divmod(number, 100))


def _read_to_date(text: str, found: Mapping[str, str], calendar: Calendar) -> Period:
    try:
        last = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise InvalidPeriodError(text) from error
    return year_to_date(last, calendar)


def _number(text: str | None) -> int:
    if text is None or text.startswith("đầu"):
        return 1
    if text.startswith("cuối"):
        return 2
    return _ROMAN.get(text) or int(text)


_YEAR = r"(?P<year>\d{4})"
_OF_YEAR = rf"\s*(?:/|-|năm)?\s*{_YEAR}"
_PATTERNS: tuple[tuple[PeriodKind, str], ...] = (
    ("year", rf"(?:(?:cả\s*)?năm\s*)?{_YEAR}"),
    ("half", rf"{_YEAR}\s*-?\s*h(?P<number>[12])"),
    ("half", rf"h(?P<number>[12]){_OF_YEAR}"),
    ("half", rf"(?:6|sáu)\s*(?:t|tháng)\s*(?P<number>(?:đầu|cuối)(?:\s*năm)?)?{_OF_YEAR}"),
    ("nine_months", rf"{_YEAR}\s*-?\s*9[mt]"),
    ("nine_months", rf"(?:9|chín)\s*(?:t|tháng|m)(?:\s*đầu)?(?:\s*năm)?{_OF_YEAR}"),
    ("quarter", rf"{_YEAR}\s*-?\s*q(?P<number>[1-4])"),
    ("quarter", rf"(?:q|quý|quí)\s*(?P<number>[1-4]|i{{1,3}}|iv){_OF_YEAR}"),
    ("month", rf"{_YEAR}-(?P<number>\d{{1,2}})"),
    ("month", rf"(?:t|tháng)\s*(?P<number>\d{{1,2}}){_OF_YEAR}"),
    ("month", rf"(?P<number>\d{{1,2}})/{_YEAR}"),
    ("span", rf"(?:giai\s*đoạn\s*)?{_YEAR}\s*[-–]\s*(?P<last>\d{{4}})"),
)
_TO_DATE = (
    rf"(?:từ\s*đầu\s*năm\s*)?đến\s*(?:hết\s*)?(?:ngày\s*)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_YEAR}",
    rf"(?:year\s*)?to[\s-]*{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
)
