"""Rules of law as data: what applies, from which day to which, how sure we are, and where it is written.

Rules are never constants in code: what a title takes changed twice within ten years. They are read
from ``rules.toml`` beside this module; caps and limits that differ by department and year are
parameters of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from math import isfinite
from typing import Any, Literal

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.law.displays import parameter_display, rule_display
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.law_codes import Confidence

LawSeverity = Literal["error", "warning", "information"]

SEVERITY_LABELS: dict[LawSeverity, Label] = {
    "error": Label("lỗi", "error"),
    "warning": Label("cảnh báo", "warning"),
    "information": Label("thông tin", "information"),
}


@dataclass(frozen=True, slots=True)
class LawParameter(Shown):
    """A number that a rule leaves open, in one department or all, in some years or all.

    Attributes:
        rule: Id of the rule.
        name: What the rule calls the number, for example ``cap``.
        value: The number; ``None`` says that there is none.
        department: Code of the department it holds for; ``None`` is every department.
        from_year: The first year it holds for; ``None`` is any.
        to_year: The last year it holds for; ``None`` is any.
        citation: The decision that fixes it.
        over: Whether a share of ``votes`` must be passed, not just reached: “over 2/3”.

    Raises:
        WrongUseError: If a ``cap`` or ``votes`` is no share, a ``limit`` no count, or the number none at all; if
            ``over`` is said of what is no share of ``votes``.

    Examples:
        >>> cap = LawParameter("TD-05a", "cap", 0.15, department="kon_tum", from_year=2024)
        >>> cap.holds_for("kon_tum", 2025), cap.holds_for("kon_tum", 2023)
        (True, False)
    """

    rule: str
    name: str
    value: float | None
    department: str | None = None
    from_year: int | None = None
    to_year: int | None = None
    citation: str = ""
    over: bool = False

    def __post_init__(self) -> None:
        if self.over and (self.name != "votes" or self.value is None):
            raise WrongUseError(
                f"{self.rule}.{self.name}: “trên” (over) chỉ dùng cho tỷ lệ phiếu (votes) có con số.",
                f"{self.rule}.{self.name}: “over” is for a share of votes, with its number.",
            )
        if self.value is None:
            return
        written = f"{self.rule}.{self.name}{'>' if self.over else '='}{self.value:g}"
        if self.name == "cap" and not 0 <= self.value <= 1:
            raise WrongUseError(
                f"{written}: mức tối đa là một tỷ lệ từ 0 đến 1. 15 % viết là 15% hoặc 0.15.",
                f"{written}: a cap is a share between 0 and 1. Write 15 % as 15% or 0.15.",
            )
        if self.name == "limit" and not (self.value >= 1 and float(self.value).is_integer()):
            raise WrongUseError(
                f"{written}: mức này là một số đếm, phải là số nguyên từ 1 trở lên, ví dụ 2.",
                f"{written}: this limit is a count, a whole number from 1 on, for example 2.",
            )
        if not isfinite(self.value) or self.value < 0:
            raise WrongUseError(
                f"{written}: cần một con số, không âm.", f"{written}: a number is needed, not a negative one."
            )
        if self.name == "votes" and self.value > 1:
            raise WrongUseError(
                f"{written}: tỷ lệ phiếu là một số từ 0 đến 1. 90 % viết là 90% hoặc 0.9.",
                f"{written}: a share of votes is between 0 and 1. Write 90 % as 90% or 0.9.",
            )

    def _shown(self) -> Display:
        return parameter_display(self)

    def holds_for(self, department: str | None, year: int) -> bool:
        """Whether it is the number of a department in a year."""
        begun = self.from_year is None or self.from_year <= year
        ended = self.to_year is not None and self.to_year < year
        return begun and not ended and self.department in (None, department)


@dataclass(frozen=True, slots=True)
class LawRule(Shown):
    """A rule of law and how records are held against it.

    Attributes:
        id: What it is called in lists and findings.
        text: What it says.
        first_day: The first day it is known to be in force.
        last_day: The last day; ``None`` while no end is known.
        severity: ``error`` (blocks), ``warning`` or ``information``.
        confidence: How sure we are of text and days.
        citation: The law or decree.
        seen: Where its text was read.
        note: What should be known about it beside the text.
        check: Kind of check; ``None`` if the records here cannot tell.
        settings: What the check needs to know.
        parameters: Numbers that come with the library; later ones go before earlier ones.

    Examples:
        >>> import khcn_analytics as kh
        >>> rule = kh.rules_in_force(date(2024, 6, 1))[0]
        >>> rule.id, rule.in_force(date(2023, 12, 31)), rule.citation
        ('TD-01', False, 'Luật 06/2022/QH15, Điều 24 khoản 1')
    """

    id: str
    text: Label
    first_day: date
    last_day: date | None
    severity: LawSeverity
    confidence: Confidence
    citation: str
    seen: str = ""
    note: Label | None = None
    check: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[LawParameter, ...] = ()

    def _shown(self) -> Display:
        return rule_display(self, SEVERITY_LABELS[self.severity])

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets its check reads."""
        named = [self.settings, *(each for each in self.settings.values() if isinstance(each, Mapping))]
        return tuple(dict.fromkeys(each["dataset"] for each in named if "dataset" in each))

    def parameter(self, department: str | None, year: int) -> LawParameter | None:
        """The number of a department in a year: its own goes before that of all, later before earlier."""
        fitting = [each for each in self.parameters if each.holds_for(department, year)]
        own = [each for each in fitting if each.department is not None]
        best = own or fitting
        return best[-1] if best else None


def rules_in_force(on: date) -> tuple[LawRule, ...]:
    """The rules of law that apply on a day, those that can't be checked included.

    Args:
        on: The day.

    Returns:
        The rules, in the order of the list.

    Raises:
        WrongUseError: If ``on`` is no :class:`datetime.date`.

    Examples:
        >>> [each.id for each in rules_in_force(date(2022, 12, 31)) if each.id.startswith("TD-05")]
        ['TD-05a']
    """
    must_be_a_day(on)
    return tuple(each for each in law_rules() if each.in_force(on))


def must_be_a_day(on: object) -> None:
    """Refuse what is no day: a text, or a moment.

    Raises:
        WrongUseError: If it is none.
    """
    if not isinstance(on, date) or isinstance(on, datetime):
        raise WrongUseError(
            f"Ngày cần là một datetime.date, ví dụ date(2024, 12, 31); không phải {on!r}.",
            f"The day must be a datetime.date, for example date(2024, 12, 31); not {on!r}.",
        )


@lru_cache(maxsize=1)
def law_rules() -> tuple[LawRule, ...]:
    """Every rule the library knows, in the order of its file."""
    return read_rules(files("khcn_analytics.law").joinpath("rules.toml").read_text("utf-8"))


def read_rules(text: str) -> tuple[LawRule, ...]:
    """Rules written as TOML; ``rules.toml`` beside this module shows the form.

    Args:
        text: Tables ``rules`` and, for numbers, ``parameters``.

    Raises:
        WrongUseError: If two rules share an id, or a cap is above the one that the law allows at most.
        UnknownNameError: If a parameter belongs to no rule.
    """
    content = tomllib.loads(text)
    rules = tuple(map(_rule, content["rules"]))
    ids = [each.id for each in rules]
    if repeated := sorted({each for each in ids if ids.count(each) > 1}):
        names = ", ".join(repeated)
        raise WrongUseError(
            f"Mã quy định bị trùng: {names}. Hãy đặt mỗi quy định một mã.",
            f"Rules share an id: {names}. Give each rule an id of its own.",
        )
    return with_parameters(rules, (LawParameter(**each) for each in content.get("parameters", [])))


def with_parameters(rules: Iterable[LawRule], parameters: Iterable[LawParameter]) -> tuple[LawRule, ...]:
    """The same rules with more numbers, which go before those they have.

    Args:
        rules: Rules.
        parameters: Numbers, each of one of the rules.

    Raises:
        UnknownNameError: If a rule doesn't exist or leaves no number of that name open.
        WrongUseError: If a cap is above the one that the law allows at most.
    """
    known = {each.id: each for each in rules}
    for each in parameters:
        if each.rule not in known:
            raise UnknownNameError("quy định", "rule of law", each.rule, known)
        rule = known[each.rule]
        if each.name != rule.settings.get("parameter"):
            open_numbers = [f"{one.id}.{one.settings['parameter']}" for one in known.values() if _has_number(one)]
            raise UnknownNameError("tham số", "parameter", f"{each.rule}.{each.name}", open_numbers)
        _within_ceiling(rule, each)
        known[each.rule] = replace(rule, parameters=(*rule.parameters, each))
    return tuple(known.values())


def _within_ceiling(rule: LawRule, number: LawParameter) -> None:
    """Refuse a cap above the one that the law allows at most; none at all is above it too."""
    ceiling: float | None = rule.settings.get("ceiling")
    if ceiling is None or (number.value is not None and number.value <= ceiling):
        return
    raise WrongUseError(
        f"{rule.id}.{number.name}: {rule.citation} cho tối đa {ceiling * 100:g} %, nơi khác chỉ được đặt thấp hơn. "
        "Hãy khai mức không vượt quá số đó.",
        f"{rule.id}.{number.name}: {rule.citation} allows at most {ceiling * 100:g} %, others may only set less. "
        "State a cap within it.",
    )


def _has_number(rule: LawRule) -> bool:
    return "parameter" in rule.settings


def _rule(written: Mapping[str, Any]) -> LawRule:
    given = dict(written)
    text = Label(given.pop("text_vi"), given.pop("text_en"))
    note = Label(given.pop("note_vi"), given.pop("note_en")) if "note_vi" in given else None
    return LawRule(text=text, note=note, first_day=given.pop("from"), last_day=given.pop("to", None), **given)
