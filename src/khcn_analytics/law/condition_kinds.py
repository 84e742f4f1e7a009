"""The kinds of conditions an award may have, what each needs to know, and what is wrong with one that is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.initiative_codes import INITIATIVE_SCOPES
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS
from khcn_analytics.vocabulary.review_codes import DISCIPLINES

CONDITION_KINDS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    kind: (frozenset(needed.split()), frozenset(optional.split()))
    for kind, needed, optional in (
        ("rating", "at_least", "years"),
        ("title", "award times", "within_years ended_years_ago"),
        ("standard", "award", ""),
        ("initiative", "", "count years scope applied"),
        ("task", "", "count years scope applied"),
        ("months_worked", "at_least", ""),
        ("discipline", "below", ""),
        ("took_part", "", ""),
        ("member_share", "award", "over at_least"),
        ("members_with", "award at_least", ""),
        ("members_complete", "", ""),
        ("members_discipline", "below", ""),
        ("votes", "rule", ""),
        ("any_of", "conditions", ""),
        ("all_of", "conditions", ""),
    )
}
"""Kind -> the settings it needs, and those it may have."""

_MONTHS_OF_A_YEAR: Final = 12


def _one_of(codes: Collection[str]) -> tuple[Callable[[Any], bool], Label]:
    listed = ", ".join(codes)
    return (lambda value: value in codes), Label(f"một trong: {listed}", f"one of: {listed}")


def _whole(first: int, last: int | None = None) -> tuple[Callable[[Any], bool], Label]:
    def fits(value: Any) -> bool:
        return type(value) is int and first <= value and (last is None or value <= last)

    until = Label("", "") if last is None else Label(f" đến {last}", f" to {last}")
    return fits, Label(f"số nguyên từ {first}{until.vi}", f"a whole number from {first}{until.en}")


_SHARE: Final = (
    lambda value: type(value) in (int, float) and 0 < value <= 1,
    Label("tỷ lệ trên 0, đến 1", "a share above 0, up to 1"),
)
_AT_LEAST: Final = {
    "rating": _one_of(RATING_LEVELS.codes),
    "months_worked": _whole(1, _MONTHS_OF_A_YEAR),
    "members_with": _whole(1),
    "member_share": _SHARE,
}
_VALUES: Final = {
    "award": _one_of(AWARDS_OF_BOTH_LISTS.codes),
    "scope": _one_of(INITIATIVE_SCOPES.codes),
    # From "none" up everybody would be disciplined.
    "below": _one_of([each for each in DISCIPLINES.codes if each != "none"]),
    "over": _SHARE,
    "applied": ((lambda value: type(value) is bool), Label("true hoặc false", "true or false")),
    "ended_years_ago": _whole(0),
    **dict.fromkeys(("count", "years", "times", "within_years"), _whole(1)),
}


def mistakes_in(condition: Any, voting_rules: Collection[str]) -> Iterator[Label]:
    """What is wrong with a condition and its parts.

    Args:
        condition: As it is written: a table with its kind and settings.
        voting_rules: Ids of the rules that fix a share of votes.
    """
    kind = str(condition.get("kind")) if isinstance(condition, Mapping) else ""
    if kind not in CONDITION_KINDS:
        listed = ", ".join(CONDITION_KINDS)
        yield Label(
            f"không có loại điều kiện “{kind}”; có thể chọn: {listed}",
            f"there is no kind of condition “{kind}”; choose from: {listed}",
        )
        return
    settings = {name: each for name, each in condition.items() if name != "kind"}
    needed, optional = CONDITION_KINDS[kind]
    one_share = kind != "member_share" or len({"over", "at_least"} & set(settings)) == 1
    if not needed <= set(settings) <= needed | optional or not one_share:
        listed = ", ".join(sorted(needed | optional)) or "–"
        yield Label(
            f"điều kiện “{kind}” thiếu hoặc thừa thiết lập; có thể ghi: {listed}",
            f"condition “{kind}” lacks a setting or has one too many; it takes: {listed}",
        )
    values = {**_VALUES, "rule": _one_of(voting_rules), **({"at_least": _AT_LEAST[kind]} if kind in _AT_LEAST else {})}
    for name, value in settings.items():
        if name in values and name in needed | optional and not values[name][0](value):
            takes = values[name][1]
            yield Label(
                f"điều kiện “{kind}”: {name} = {value!r} phải là {takes.vi}",
                f"condition “{kind}”: {name} = {value!r} must be {takes.en}",
            )
    if "conditions" in needed:
        yield from mistakes_in_all(settings.get("conditions"), voting_rules)


def mistakes_in_all(conditions: Any, voting_rules: Collection[str]) -> Iterator[Label]:
    """What is wrong with a list of conditions; an empty one is met by everybody.

    Args:
        conditions: As they are written.
        voting_rules: Ids of the rules that fix a share of votes.
    """
    if not isinstance(conditions, list) or not conditions:
        yield Label("danh sách điều kiện (conditions) trống", "the list of conditions is empty")
        return
    for each in conditions:
        yield from mistakes_in(each, voting_rules)
