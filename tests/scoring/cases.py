"""Any scheme with any records that fit it: the hypothesis strategies of scoring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from scoring.building import criterion, entries, events, group, item, scheme

from khcn_analytics.scoring.rules import (
    Band,
    Bands,
    Deadline,
    Goalposts,
    Manual,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    Rule,
    YesNo,
)
from khcn_analytics.scoring.schemes import DEFAULT_ORDER, Ranking, Rounding, Scheme
from khcn_analytics.vocabulary.units import Direction

UNITS = ("Phòng A", "Phòng B", "Phòng C", "Phòng D")
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER

numbers = st.integers(-40, 400).map(lambda quarters: quarters / 8)
"""What units achieve: also less than nothing."""


@st.composite
def rules(draw: st.DrawFn, direction: Direction, maximum: float) -> Rule:
    """Any rule that fits a direction, each setting where it can be."""
    fixed = st.one_of(st.none(), st.integers(0, 40).map(float))
    counted = PerCount if direction is HIGHER else Deadline
    choices: list[st.SearchStrategy[Rule]] = [
        st.builds(Proportional, fixed, st.sampled_from([0.0, 0.5, 0.9]), st.sampled_from([1.0, 1.2, 2.0])),
        _bands(direction, maximum),
        st.builds(YesNo, st.integers(0, 20).map(float)),
        st.builds(counted, st.sampled_from([0.3, 1.0, 2.5])),
        st.builds(RelativeToBest, fixed, st.sampled_from(["absolute", "percent"]), st.sampled_from([0.5, 0.8])),
        _goalposts(direction),
        st.just(MinMax()),
        st.just(Manual()),
    ]
    return draw(st.one_of(choices))


@st.composite
def _bands(draw: st.DrawFn, direction: Direction, maximum: float) -> Rule:
    bounds = sorted(draw(st.sets(st.integers(-3, 40), min_size=1, max_size=3)), reverse=direction is LOWER)
    earned = sorted(draw(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=4, max_size=4)))
    worst = Band(None, earned[0] * maximum)
    return Bands((worst, *(Band(bound, each * maximum) for bound, each in zip(bounds, earned[1:], strict=False))))


@st.composite
def _goalposts(draw: st.DrawFn, direction: Direction) -> Rule:
    low, high = sorted(draw(st.sets(st.integers(1, 40), min_size=2, max_size=2)))
    worst, best = (low, high) if direction is HIGHER else (high, low)
    return Goalposts(worst, best, draw(st.sampled_from(["linear", "log"])))


@st.composite
def schemes(draw: st.DrawFn, *, missing: Any = ("not_applicable", "zero", "block")) -> Scheme:
    """Any scheme of two to five criteria in three groups, one of them within another."""
    made = []
    for place in range(draw(st.integers(2, 5))):
        direction, maximum = draw(st.sampled_from([HIGHER, LOWER])), draw(st.sampled_from([3.0, 7.5, 10.0, 40.0]))
        made.append(
            criterion(
                f"K{place}",
                draw(rules(direction, maximum)),
                maximum,
                direction=direction,
                group=draw(st.sampled_from("ABC")),
                missing=draw(st.sampled_from(missing)),
            )
        )
    of = {code: sum(each.maximum for each in made if each.group == code) for code in "ABC"}
    above = draw(st.sampled_from([0.0, 5.0]))
    # A group may leave room above what stands under it.
    groups = [group("B", of["B"]), group("C", of["C"], "A"), group("A", of["A"] + of["C"])]
    used = [replace(each, maximum=each.maximum + above) for each in groups if each.maximum]
    limit = st.one_of(st.none(), st.sampled_from([2.0, 6.0]))
    items = (
        item("T1", points_each=draw(st.sampled_from([0.5, 2.0])), cap=draw(limit)),
        item("P1", "penalty", draw(st.sampled_from([1.0, 3.3])), cap=draw(limit)),
    )
    return scheme(
        *made,
        groups=used,
        events=items,
        bonus_cap=draw(limit),
        penalty_cap=draw(limit),
        floor=draw(st.sampled_from([None, 0.0])),
        ceiling=draw(st.sampled_from([None, 30.0])),
        order=("content", *draw(st.permutations(DEFAULT_ORDER[1:]))),
        rounding=Rounding(
            draw(st.integers(0, 3)), tuple(draw(st.sets(st.sampled_from(["criterion", "group", "total"]))))
        ),
        ranking=Ranking(
            draw(st.sampled_from(["competition", "dense", "average"])),
            draw(st.sampled_from(["exact", "rounded"])),
            tuple(draw(st.lists(st.sampled_from(["K0", "K1", "T1", "P1"]), unique=True))),
            draw(st.sampled_from([0.0, 1.0])),
        ),
    )


@dataclass(frozen=True)
class Case:
    """A scheme and records that fit it.

    Attributes:
        scheme: The scheme.
        units: Who is scored, with the rank group.
        entered: Rows of ``score_entries``.
        happened: Rows of ``score_events``.
    """

    scheme: Scheme
    units: dict[str, str]
    entered: tuple[dict[str, Any], ...]
    happened: tuple[dict[str, Any], ...]

    def frames(self) -> dict[str, Any]:
        return {"entries": entries(*self.entered), "events": events(*self.happened)}

    def with_entry(self, place: int, **changes: Any) -> Case:
        changed = [{**row, **changes} if at == place else row for at, row in enumerate(self.entered)]
        return replace(self, entered=tuple(changed))


@st.composite
def cases(draw: st.DrawFn, *, missing: Any = ("not_applicable", "zero", "block")) -> Case:
    """Any scheme, with two to four units and some records of each."""
    made = draw(schemes(missing=missing))
    names = UNITS[: draw(st.integers(2, 4))]
    units = {name: draw(st.sampled_from(["Khối 1", "Khối 2"])) for name in names}
    entered, happened = [], []
    for name in names:
        for each in made.criteria:
            points = draw(st.integers(0, 8)) / 8 * each.maximum
            if draw(st.integers(0, 9)) == 0:
                continue
            by_hand = isinstance(each.rule, Manual) or draw(st.integers(0, 5)) == 0
            what = {"points": points} if by_hand else {"actual": draw(numbers)}
            entered.append({"unit": name, "criterion": each.code, **what})
        for code in draw(st.lists(st.sampled_from(["T1", "P1"]), max_size=3)):
            quantity = draw(st.integers(1, 5)) / 2
            happened.append({"unit": name, "item": code, "quantity": quantity})
    return Case(made, units, tuple(entered), tuple(happened))
