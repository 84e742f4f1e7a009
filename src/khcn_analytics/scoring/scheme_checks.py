"""What the entries of a scheme must be to each other: codes, the tree, sums, caps, days, ranks.

Each check yields everything that it finds wrong, and leaves alone what can't be judged because
something else is wrong with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import fsum, isclose
from typing import get_args

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.scoring.rule_checks import faults_of_counting, faults_of_indicator, faults_of_rules
from khcn_analytics.scoring.scheme_draft import Draft
from khcn_analytics.scoring.scheme_entries import Finding, Part
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.scoring.schemes import Step
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_DECIMALS = 6
_TOLERANCE = 10**-_DECIMALS


def mistakes_in(draft: Draft) -> Iterator[Finding]:
    """Everything wrong between the entries of a scheme."""
    yield from _repeated_codes(draft)
    yield from _places_in_tree(draft)
    yield from _circles(draft)
    yield from _empty_groups(draft)
    yield from _sums(draft)
    yield from _caps(draft)
    yield from _days_and_limits(draft)
    yield from _order(draft)
    yield from _tie_breakers(draft)
    yield from _shared_indicators(draft)
    yield from faults_of_rules(draft)
    for part in (*draft.criteria, *draft.events):
        yield from faults_of_indicator(part, draft)
    for part in draft.events:
        yield from faults_of_counting(part)


def points_text(points: float, language: Language = "vi") -> str:
    """Points as they are read."""
    return format_number(points, language, decimals=_DECIMALS)


def _repeated_codes(draft: Draft) -> Iterator[Finding]:
    seen: set[str] = set()
    for part in draft.coded():
        code = part.values["code"]
        if code in seen:
            said = Label(
                f"mã “{code}” đã dùng ở trên; hãy đặt mã khác.", f"code “{code}” is used above; choose another."
            )
            yield Finding((*part.path, "code"), said)
        seen.add(code)


def _placed(draft: Draft) -> list[tuple[Part, str]]:
    """Everything that stands under a group, and the entry that says under which."""
    return [(each, "parent") for each in draft.groups] + [(each, "group") for each in draft.criteria]


def _places_in_tree(draft: Draft) -> Iterator[Finding]:
    groups = [each.code for each in draft.groups]
    known = set(groups)
    for part, name in _placed(draft):
        above = part.values.get(name)
        if above is not None and above not in known:
            yield from _unknown((*part.path, name), "nhóm tiêu chí", "group", above, groups)


def _circles(draft: Draft) -> Iterator[Finding]:
    parents = {each.values["code"]: each.values.get("parent") for each in draft.groups if "code" in each.values}
    told: set[str] = set()
    for part in draft.groups:
        way: list[str] = []
        at: str | None = part.code
        while at is not None and at in parents and at not in way and at not in told:
            way.append(at)
            at = parents[at]
        if at is not None and at in way:
            circle = " → ".join([*way[way.index(at) :], at])
            said = Label(f"các nhóm thuộc lẫn nhau thành vòng: {circle}.", f"groups stand under each other: {circle}.")
            yield Finding((*part.path, "parent"), said)
        told.update(way)


def _empty_groups(draft: Draft) -> Iterator[Finding]:
    placed = _placed(draft)
    filled = {part.values.get(name) for part, name in placed}
    is_open = any(name in part.broken or (name == "group" and name not in part.values) for part, name in placed)
    if is_open or filled - {each.code for each in draft.groups} - {None}:
        return  # what has no place yet may belong there
    for part in draft.groups:
        if part.code is not None and part.code not in filled:
            said = Label(
                f"nhóm “{part.code}” không có tiêu chí hoặc nhóm con nào; hãy bỏ nhóm hoặc thêm tiêu chí.",
                f"group “{part.code}” has neither criteria nor groups under it; remove it or add criteria.",
            )
            yield Finding(part.path, said)


def _sums(draft: Draft) -> Iterator[Finding]:
    """No group below what stands under it, and the groups at the top just what the scheme says."""
    under: dict[str, list[float | None]] = defaultdict(list)
    for part, name in _placed(draft):
        if name in part.values:
            under[part.values[name]].append(part.values.get("maximum"))
    for part in draft.groups:
        maximum, total = part.values.get("maximum"), _total(under[part.code or ""])
        if maximum is not None and total is not None and total > maximum + _TOLERANCE:
            vi, en = ((points_text(total, each), points_text(maximum, each)) for each in ("vi", "en"))
            said = Label(
                f"tổng điểm tối đa bên trong ({vi[0]}) vượt điểm tối đa của nhóm “{part.values.get('code')}” ({vi[1]}).",
                f"what stands under group “{part.values.get('code')}” adds up to {en[0]}, above its maximum of {en[1]}.",
            )
            yield Finding((*part.path, "maximum"), said)
    if any("parent" in each.broken for each in draft.groups):
        return
    at_top = [each.values.get("maximum") for each in draft.groups if "parent" not in each.values]
    maximum, total = draft.top.values.get("maximum"), _total(at_top)
    if maximum is not None and total and not isclose(total, maximum, rel_tol=0, abs_tol=_TOLERANCE):
        vi, en = ((points_text(total, each), points_text(maximum, each)) for each in ("vi", "en"))
        said = Label(
            f"các nhóm trên cùng cộng lại được {vi[0]} điểm, mà “maximum” của bảng tiêu chí là {vi[1]}.",
            f"the groups at the top add up to {en[0]}, but “maximum” of the scheme is {en[1]}.",
        )
        yield Finding(("maximum",), said)


def _total(points: list[float | None]) -> float | None:
    """The sum, unless one of them is not known."""
    known = [each for each in points if each is not None]
    return fsum(known) if len(known) == len(points) else None


def _caps(draft: Draft) -> Iterator[Finding]:
    """A cap below the points of one item would cut every one of them."""
    for part in draft.events:
        values = part.values
        each, code = values.get("points_each"), values.get("code")
        for path, cap in (
            ((*part.path, "cap"), values.get("cap")),
            ((f"{values.get('kind')}_cap",), draft.top.values.get(f"{values.get('kind')}_cap")),
        ):
            if each is not None and cap is not None and cap < each:
                said = Label(
                    f"trần {points_text(cap)} điểm thấp hơn {points_text(each)} điểm của một lần “{code}”.",
                    f"the cap of {points_text(cap, 'en')} is below the {points_text(each, 'en')} points of one “{code}”.",
                )
                yield Finding(path, said)
    for kind in ("bonus", "penalty"):
        if f"{kind}_cap" in draft.top.values and not any(
            each.values.get("kind", kind) == kind for each in draft.events
        ):
            said = Label(
                f"có “{kind}_cap” mà không có mục nào “{kind}”.", f"there is “{kind}_cap” but no item “{kind}”."
            )
            yield Finding((f"{kind}_cap",), said)


def _days_and_limits(draft: Draft) -> Iterator[Finding]:
    top = draft.top.values
    first, last = top.get("valid_from"), top.get("valid_to")
    if first and last and last < first:
        said = Label(
            f"ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}.",
            f"the last day {last:%Y-%m-%d} is before the first, {first:%Y-%m-%d}.",
        )
        yield Finding(("valid_to",), said)
    floor, ceiling = top.get("floor"), top.get("ceiling")
    if floor is not None and ceiling is not None and ceiling <= floor:
        said = Label("“ceiling” phải lớn hơn “floor”.", "“ceiling” must be above “floor”.")
        yield Finding(("ceiling",), said)


def _order(draft: Draft) -> Iterator[Finding]:
    order, steps = draft.top.values.get("order"), get_args(Step)
    if order is None:
        return
    # A word that can't be read may be any step that is not named.
    lacks = len(set(order) - {None}) + order.count(None) < len(steps)
    is_late = order[:1] != [steps[0]] and (order[:1] != [None] or steps[0] in order)
    if lacks or is_late:
        listed = ", ".join(steps)
        said = Label(
            f"“order” phải gồm đủ năm bước ({listed}), bắt đầu bằng content.",
            f"“order” takes all five steps ({listed}), content first.",
        )
        yield Finding(("order",), said)


def _tie_breakers(draft: Draft) -> Iterator[Finding]:
    codes = [each.code for each in (*draft.groups, *draft.criteria, *draft.events)]
    for place, code in enumerate(draft.ranking.values.get("tie_breakers", ())):
        if code is not None and code not in codes:
            path = ("ranking", "tie_breakers", place)
            yield from _unknown(path, "nhóm, tiêu chí hoặc mục thưởng, trừ", "group, criterion or item", code, codes)


def _shared_indicators(draft: Draft) -> Iterator[Finding]:
    """The same result earns twice only where the scheme says so of both."""
    sharing: dict[str, list[Part]] = defaultdict(list)
    for part in draft.criteria:
        if "indicator" in part.values:
            sharing[part.values["indicator"]].append(part)
    for indicator, parts in sharing.items():
        undeclared = [each for each in parts if not each.values.get("shared_indicator")]
        if len(parts) > 1 and undeclared:
            part = undeclared[-1]
            others = ", ".join(f"“{each.values.get('code')}”" for each in parts if each is not part)
            said = Label(
                f"chỉ số “{indicator}” đã dùng ở {others}; nếu cố ý, ghi shared_indicator = true ở mọi tiêu chí ấy.",
                f"indicator “{indicator}” is used in {others}; if meant, write shared_indicator = true in all of them.",
            )
            yield Finding((*part.path, "indicator"), said)
    for part in draft.criteria:
        if part.values.get("shared_indicator") and len(sharing[part.values.get("indicator", "")]) < 2:
            said = Label(
                "ghi shared_indicator mà không tiêu chí nào khác dùng chỉ số này.",
                "shared_indicator is written, but no other criterion uses the indicator.",
            )
            yield Finding((*part.path, "shared_indicator"), said)


def _unknown(path: EntryPath, kind_vi: str, kind_en: str, code: str, known: list[str | None]) -> Iterator[Finding]:
    """A code that nothing has; while something has none that can be used, it may be that one's."""
    codes = [each for each in known if each is not None]
    if len(codes) == len(known):
        error = UnknownNameError(kind_vi, kind_en, code, codes)
        yield Finding(path, Label(error.vi, error.en))
