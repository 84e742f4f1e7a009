"""Dates at which a series stops meaning what it meant: known ones as data, others as people declare them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS, DIMENSIONS
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

BreakKind = Literal["territory", "organisation", "law", "codes", "definition"]
BreakSeverity = Literal["not_comparable", "warning"]
BreakConfidence = Literal["verified", "likely", "unverified"]

BREAK_KIND_LABELS: dict[BreakKind, Label] = {
    "territory": Label("địa giới", "territory"),
    "organisation": Label("tổ chức", "organisation"),
    "law": Label("thẩm quyền theo luật", "powers by law"),
    "codes": Label("bảng mã", "codes"),
    "definition": Label("cách tính, điều kiện", "definition"),
}
BREAK_SEVERITY_LABELS: dict[BreakSeverity, Label] = {
    "not_comparable": Label("không so sánh", "not comparable"),
    "warning": Label("so sánh thận trọng", "compare with care"),
}


@dataclass(frozen=True, slots=True)
class Break(Shown):
    """A day from which values mean something else.

    Attributes:
        id: What it is called.
        text: What changes, in one sentence.
        first_day: The first day of the new way.
        severity: ``not_comparable`` (no change is told across it) or ``warning`` (it is, with a note).
        kind: What changes: territory, organisation, powers by law, codes, a definition.
        citation: The law or decision.
        confidence: ``verified``, ``likely`` or ``unverified``.
        affects: Datasets or codes of indicators; empty is everything.
        departments: Codes of departments; empty is every one.
        dimensions: It touches only values split by one of these; empty is all values.
        of_total: Whether values over all departments are touched too.
        advice: What to do instead.

    Examples:
        >>> from khcn_analytics.vocabulary.labels import Label
        >>> moved = Break("so-a-2024", Label("Thanh tra về tỉnh.", "Inspections left."), date(2024, 7, 1), affects=("inspections",))
        >>> "inspections.checks" in moved.indicators, "tasks.accepted" in moved.indicators
        (True, False)
    """

    id: str
    text: Label
    first_day: date
    severity: BreakSeverity = "not_comparable"
    kind: BreakKind = "definition"
    citation: str = ""
    confidence: BreakConfidence = "verified"
    affects: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    of_total: bool = True
    advice: Label | None = None

    def __post_init__(self) -> None:
        """Raise for a break that could not be told.

        Raises:
            WrongUseError: If the id, the text or the advice is blank in one of the languages.
        """
        told = [self.id, self.text.vi, self.text.en]
        told += [] if self.advice is None else [self.advice.vi, self.advice.en]
        if not all(each.strip() for each in told):
            raise WrongUseError(
                f"Mốc gãy chuỗi “{self.id}” có mã, nội dung hoặc lời khuyên để trống. "
                "Hãy viết một câu cho mỗi thứ tiếng.",
                f"Break “{self.id}” has an empty id, text or advice. Write a sentence in each language.",
            )

    def _shown(self) -> Display:
        languages: tuple[Language, Language] = ("vi", "en")
        everything = Label("mọi chỉ số", "every indicator")
        return Display(
            Label("Mốc gãy chuỗi", "Break of the series"),
            self.text,
            code=self.id,
            facts=[
                (Label("Từ ngày", "From"), Label(*(format_date(self.first_day, each) for each in languages))),
                (Label("Mức", "Severity"), BREAK_SEVERITY_LABELS[self.severity]),
                (Label("Loại", "Kind"), BREAK_KIND_LABELS[self.kind]),
                (Label("Ảnh hưởng", "Affects"), ", ".join(self.affects) or everything),
                *([(Label("Sở", "Departments"), ", ".join(self.departments))] if self.departments else []),
                *([(Label("Nên làm", "Advice"), self.advice)] if self.advice else []),
                *([(Label("Căn cứ", "Citation"), self.citation)] if self.citation else []),
            ],
            tone="bad" if self.severity == "not_comparable" else "look",
        )

    @property
    def indicators(self) -> frozenset[str]:
        """Codes of the indicators it touches."""
        wanted = set(self.affects)
        return frozenset(
            code for code, card in INDICATORS.items() if not wanted or code in wanted or card.datasets & wanted
        )


@lru_cache(maxsize=1)
def known_breaks() -> tuple[Break, ...]:
    """The breaks that concern every department, by their first day; mergers of provinces are in ``mergers``.

    Returns:
        The breaks.

    Examples:
        >>> [each.id for each in known_breaks() if each.first_day == date(2025, 7, 1)]
        ['inspectorates-2025', 'inspectorates-2025-split', 'districts-2025']
    """
    written = tomllib.loads(files("khcn_analytics.trends").joinpath("breaks.toml").read_text("utf-8"))
    return read_breaks(written["breaks"])


def read_breaks(tables: Iterable[Mapping[str, Any]]) -> tuple[Break, ...]:
    """Breaks written as tables ``[[breaks]]``; ``breaks.toml`` beside this module shows the form.

    Args:
        tables: Each with ``id``, ``from``, ``text_vi`` and ``text_en``; the rest may be left out.

    Returns:
        The breaks by their first day.

    Raises:
        WrongUseError: If two share an id, a key is missing or not known, a text is blank, or ``from`` is no day.
        UnknownNameError: If a dataset, indicator, dimension, kind, severity or confidence doesn't exist.
    """
    breaks = [_break(dict(each)) for each in tables]
    ids = [each.id for each in breaks]
    if repeated := sorted({each for each in ids if ids.count(each) > 1}):
        names = ", ".join(repeated)
        raise WrongUseError(
            f"Mã mốc gãy chuỗi bị trùng: {names}. Hãy đặt mỗi mốc một mã.",
            f"Breaks share an id: {names}. Give each break an id of its own.",
        )
    return tuple(sorted(breaks, key=lambda each: each.first_day))


def break_table(each: Break) -> dict[str, Any]:
    """A break as the table that :func:`read_breaks` reads back."""
    texts = {"text_vi": each.text.vi, "text_en": each.text.en}
    advice = {} if each.advice is None else {"advice_vi": each.advice.vi, "advice_en": each.advice.en}
    told = {name: getattr(each, name) for name in ("severity", "kind", "citation", "confidence")}
    lists = {name: list(getattr(each, name)) for name in _LISTS}
    return {"id": each.id, "from": each.first_day, **texts, **advice, **told, **lists}


_NEEDED = {"id", "from", "text_vi", "text_en"}
_OPTIONAL = {"advice_vi", "advice_en", "severity", "kind", "citation", "confidence"}
_LISTS = ("affects", "departments", "dimensions")


def _break(given: dict[str, Any]) -> Break:
    lacking, unknown = _NEEDED - given.keys(), given.keys() - _NEEDED - _OPTIONAL - set(_LISTS)
    first_day = given.get("from")
    texts = [each for name, each in given.items() if name in _NEEDED | _OPTIONAL and name != "from"]
    well_typed = all(isinstance(each, str) for each in texts) and all(
        isinstance(each, list) for name, each in given.items() if name in _LISTS
    )
    is_day = isinstance(first_day, date) and not isinstance(first_day, datetime)
    if lacking or unknown or not is_day or not well_typed or ("advice_vi" in given) != ("advice_en" in given):
        wrong = ", ".join(sorted(lacking | unknown)) or "from, text, advice"
        raise WrongUseError(
            f"Mốc gãy chuỗi “{given.get('id')}” cần id, from (ngày), text_vi, text_en; hãy xem lại: {wrong}.",
            f"Break “{given.get('id')}” needs id, from (a day), text_vi, text_en; look at: {wrong}.",
        )
    advice = Label(given["advice_vi"], given["advice_en"]) if "advice_vi" in given else None
    affects, dimensions = tuple(given.get("affects", ())), tuple(given.get("dimensions", ()))
    for each in affects:
        _one_of((*DIMENSIONS, *INDICATORS), "bộ dữ liệu hoặc chỉ số", "dataset or indicator", each)
    for each in dimensions:
        _one_of(tuple(DIMENSION_LABELS), "chiều phân tích", "dimension", each)
    return Break(
        id=given["id"],
        text=Label(given["text_vi"], given["text_en"]),
        first_day=given["from"],
        severity=_one_of(get_args(BreakSeverity), "mức", "severity", given.get("severity", "not_comparable")),
        kind=_one_of(get_args(BreakKind), "loại mốc", "kind of break", given.get("kind", "definition")),
        citation=given.get("citation", ""),
        confidence=_one_of(get_args(BreakConfidence), "độ tin cậy", "confidence", given.get("confidence", "verified")),
        affects=affects,
        departments=tuple(given.get("departments", ())),
        dimensions=dimensions,
        advice=advice,
    )


_Name = TypeVar("_Name", bound=str)


def _one_of(known: tuple[_Name, ...], kind_vi: str, kind_en: str, name: str) -> _Name:
    for each in known:
        if each == name:
            return each
    raise UnknownNameError(kind_vi, kind_en, name, known)
