"""What a condition asks for, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from khcn_analytics.law.standards import Condition
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.codes import CodeList
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.initiative_codes import INITIATIVE_SCOPES
from khcn_analytics.vocabulary.labels import LANGUAGES, Label
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS
from khcn_analytics.vocabulary.review_codes import DISCIPLINES
from khcn_analytics.vocabulary.units import Unit

_TEXTS: Final[Mapping[str, Label]] = {
    "rating": Label("xếp loại {at_least} {span}", "rated {at_least} {span}"),
    "title": Label("{award} {times} lần {span}", "{award} {times} time(s) {span}"),
    "standard": Label("đạt tiêu chuẩn {award} {span}", "meets the standard of {award} {span}"),
    "initiative": Label(
        "có {count} sáng kiến được công nhận{scope} {span}{applied}",
        "{count} recognised initiative(s){scope} {span}{applied}",
    ),
    "task": Label(
        "có {count} đề tài, nhiệm vụ được nghiệm thu{scope} {span}{applied}",
        "{count} accepted task(s){scope} {span}{applied}",
    ),
    "months_worked": Label("công tác từ {at_least} tháng {span}", "worked {at_least} months or more {span}"),
    "discipline": Label("không bị kỷ luật từ {below} trở lên {span}", "not disciplined, from {below} up, {span}"),
    "took_part": Label("tích cực tham gia phong trào thi đua {span}", "took an active part in movements {span}"),
    "member_share": Label("{share} thành viên là {award} {span}", "{share} of its members {award} {span}"),
    "members_with": Label("có từ {at_least} thành viên là {award} {span}", "{at_least} or more members {award} {span}"),
    "members_complete": Label("mọi thành viên hoàn thành nhiệm vụ {span}", "all members completed their tasks {span}"),
    "members_discipline": Label(
        "không thành viên nào bị kỷ luật từ {below} trở lên {span}", "no member disciplined, from {below} up, {span}"
    ),
    "votes": Label("Hội đồng đồng ý {share}", "the council votes for it by {share}"),
}
_ONE_OF, _ALL_OF = Label("một trong: {parts}", "one of: {parts}"), Label("tất cả: {parts}", "all of: {parts}")
_OVER, _FROM = Label("trên {share}", "more than {share}"), Label("từ {share}", "{share} or more")
_APPLIED = Label(
    " và đã áp dụng (việc áp dụng không có trong số liệu, chưa xét)",
    " and applied (whether it is applied is not in the records and was not judged)",
)
_SCOPE = Label(", phạm vi {scope}", ", {scope} scope")
_LEVEL_OR_BETTER, _SCOPE_OR_WIDER = Label("{} trở lên", "{} or better"), Label("{} trở lên", "{} or wider")
_IN, _BETWEEN = Label("năm {last}", "in {last}"), Label("trong {first}–{last}", "in {first}–{last}")
_BEFORE = Label("đến năm {last}", "up to {last}")
_CODES: Final[Mapping[str, CodeList]] = {
    "award": AWARDS_OF_BOTH_LISTS,
    "scope": INITIATIVE_SCOPES,
    "below": DISCIPLINES,
}


@lru_cache(maxsize=1_000)
def requirement(condition: Condition, year: int, share: float | None = None, *, over: bool = False) -> Label:
    """What a condition asks for in a year.

    Args:
        condition: The condition.
        year: The year that is judged.
        share: Share of votes, where that is what it asks for.
        over: Whether it must be more than that share.

    Examples:
        >>> requirement(Condition("rating", {"at_least": "excellent", "years": 2}), 2024).vi
        'xếp loại hoàn thành xuất sắc nhiệm vụ trong 2023–2024'
    """
    if condition.parts:
        outer = _ONE_OF if condition.kind == "any_of" else _ALL_OF
        return _filled(outer, parts=joined(requirement(each, year) for each in condition.parts))
    given = condition.settings
    words: dict[str, Label] = {
        "span": _span(condition, year),
        "count": _same(given.get("count", 1)),
        "scope": _same(""),
        "applied": _APPLIED if given.get("applied") else _same(""),
    }
    words |= {name: _named(codes, given[name]) for name, codes in _CODES.items() if name in given}
    if "scope" in given:
        words["scope"] = _filled(_SCOPE, scope=_from(INITIATIVE_SCOPES, given["scope"], _SCOPE_OR_WIDER, highest=-1))
    if "at_least" in given:
        words["at_least"] = (
            _from(RATING_LEVELS, given["at_least"], _LEVEL_OR_BETTER, highest=0)
            if condition.kind == "rating"
            else _same(given["at_least"])
        )
    if "times" in given:
        words["times"] = _same(given["times"])
    if condition.kind == "member_share":
        words["share"] = _filled(_OVER if "over" in given else _FROM, share=_percent(_wanted_share(given)))
    if share is not None:
        words["share"] = _filled(_OVER if over else _FROM, share=_percent(share))
    return _filled(_TEXTS[condition.kind], **words)


def joined(labels: Iterable[Label], between: str = "; ") -> Label:
    """Several texts as one."""
    known = list(labels)
    return Label(*(between.join(each.text(language) for each in known) for language in LANGUAGES))


def window(condition: Condition, year: int) -> tuple[int | None, int]:
    """The first and the last year a condition looks at; no first one where it is about all earlier years."""
    given = condition.settings
    last = year - given.get("ended_years_ago", 0)
    if condition.kind == "title":
        return (last - given["within_years"] + 1 if "within_years" in given else None), last
    return last - given.get("years", 1) + 1, last


def _wanted_share(given: Mapping[str, Any]) -> float:
    share: float = given.get("over", given.get("at_least"))
    return share


def _span(condition: Condition, year: int) -> Label:
    first, last = window(condition, year)
    if first is None:
        return _filled(_BEFORE, last=_same(last))
    return _filled(_IN if first == last else _BETWEEN, first=_same(first), last=_same(last))


def _filled(outer: Label, **words: Label) -> Label:
    return Label(
        *(outer.text(each).format(**{name: word.text(each) for name, word in words.items()}) for each in LANGUAGES)
    )


def _named(codes: CodeList, code: str) -> Label:
    return Label(codes.label(code, "vi"), codes.label(code, "en"))


def _from(codes: CodeList, code: str, or_higher: Label, *, highest: int) -> Label:
    """A level and those above it; of the highest there are none."""
    named = _named(codes, code)
    if code == codes.codes[highest]:
        return named
    return Label(or_higher.vi.format(named.vi), or_higher.en.format(named.en))


def _percent(share: float) -> Label:
    return Label(format_value(share, Unit.SHARE, "vi"), format_value(share, Unit.SHARE, "en"))


def _same(value: object) -> Label:
    return Label(str(value), str(value))
