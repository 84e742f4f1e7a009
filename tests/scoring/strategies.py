"""Schemes that are right, of every shape: for property tests of whatever reads, writes or computes with them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from khcn_analytics.indicators.measures import Ratio
from khcn_analytics.indicators.registry import INDICATORS
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
from khcn_analytics.scoring.scheme_digest import with_digest
from khcn_analytics.scoring.schemes import (
    DEFAULT_ORDER,
    Criterion,
    EventItem,
    Group,
    Ranking,
    Rounding,
    Scheme,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit

WORDS = st.text("aăâđêơưẢĩ \"'\\#[]{}=,0.5–“”\t", min_size=1, max_size=12).filter(lambda text: text.strip() != "")
LABELS = st.builds(Label, WORDS, WORDS)
POINTS = st.integers(1, 400).map(lambda quarters: quarters / 4)
MISSING = st.sampled_from(["not_applicable", "zero", "block"])
COUNTED = [
    card.code
    for card in INDICATORS.values()
    if not isinstance(card.measure, Ratio) and card.dataset not in {"campaigns", "staff"}
]
SHARES = [card.code for card in INDICATORS.values() if card.unit is Unit.SHARE and card.dataset != "campaigns"]


@st.composite
def values_of(draw: Any, indicator: str | None, count: int) -> list[float]:
    """So many different values of an indicator, above 0 and rising."""
    numbers = draw(st.lists(st.integers(1, 100), min_size=count, max_size=count, unique=True))
    is_share = indicator is not None and INDICATORS[indicator].unit is Unit.SHARE
    return [each / 100 if is_share else float(each) for each in sorted(numbers)]


@st.composite
def bands(draw: Any, indicator: str | None, direction: Direction, maximum: float) -> Bands:
    bounds = draw(values_of(indicator, draw(st.integers(1, 4))))
    ordered = bounds if direction is Direction.HIGHER else bounds[::-1]
    points = [*sorted(draw(st.lists(st.integers(0, 4), min_size=len(bounds), max_size=len(bounds)))), 4]
    return Bands(tuple(Band(bound, share * maximum / 4) for bound, share in zip([None, *ordered], points, strict=True)))


@st.composite
def rules(draw: Any, indicator: str | None, direction: Direction, maximum: float) -> Rule:
    """Any rule that takes a value, and fits an indicator or what is entered by hand."""
    worst, best = draw(values_of(indicator, 2))[:: 1 if direction is Direction.HIGHER else -1]
    target = st.sampled_from([best] if indicator is None else [best, None])
    options = [
        st.builds(Proportional, target, st.sampled_from([0.0, 0.5]), st.sampled_from([1.0, 1.2])),
        bands(indicator, direction, maximum),
        st.builds(RelativeToBest, target, st.sampled_from(["absolute", "percent"]), st.sampled_from([0.25, 0.5])),
        st.builds(Goalposts, st.just(worst), st.just(best), st.sampled_from(["linear", "log"])),
        st.just(MinMax()),
    ]
    if indicator is not None or direction is Direction.HIGHER:
        options.append(st.builds(YesNo, st.just(best)))
    is_counted = indicator is None or indicator in COUNTED
    if is_counted and direction is Direction.HIGHER:
        options.append(st.builds(PerCount, st.sampled_from([maximum, maximum / 2])))
    if is_counted and direction is Direction.LOWER:
        options.append(st.builds(Deadline, POINTS))
    return draw(st.one_of(options))


@st.composite
def criteria(draw: Any, code: str, group: str) -> Criterion:
    maximum = draw(POINTS)
    indicator = draw(st.none() | st.sampled_from(COUNTED + SHARES))
    direction = draw(st.sampled_from([Direction.HIGHER, Direction.LOWER]))
    if indicator is not None and INDICATORS[indicator].direction is not Direction.NEITHER:
        direction = INDICATORS[indicator].direction
    rule = draw(rules(indicator, direction, maximum))
    if indicator is None and direction is Direction.HIGHER and draw(st.booleans()):
        rule = Manual()
    return Criterion(
        code, draw(LABELS), group, maximum, rule, indicator, direction, draw(MISSING), draw(st.none() | WORDS)
    )


@st.composite
def events(draw: Any, code: str) -> EventItem:
    each = draw(POINTS)
    return EventItem(
        code,
        draw(LABELS),
        draw(st.sampled_from(["bonus", "penalty"])),
        each,
        draw(st.sampled_from([None, each, each * 3])),
        draw(st.none() | st.sampled_from(COUNTED)),
        draw(st.none() | WORDS),
    )


@st.composite
def trees(draw: Any) -> tuple[tuple[Group, ...], tuple[Criterion, ...]]:
    """One to three groups at the top, some with groups under them, all with criteria."""
    groups: list[Group] = []
    lines: list[Criterion] = []
    for top in "ABC"[: draw(st.integers(1, 3))]:
        inner = [f"{top}.{number}" for number in range(1, 1 + draw(st.sampled_from([0, 0, 1, 2])))]
        total = 0.0
        for code in inner or [top]:
            own = [draw(criteria(f"{code}-{number}", code)) for number in range(1, draw(st.integers(2, 4)))]
            lines += own
            total += sum(each.maximum for each in own)
            if inner:
                groups.append(Group(code, draw(LABELS), sum(each.maximum for each in own), top))
        groups.append(Group(top, draw(LABELS), total + draw(st.sampled_from([0.0, 0.0, 2.5]))))
    return tuple(draw(st.permutations(groups))), tuple(lines)


@st.composite
def schemes(draw: Any) -> Scheme:
    """Any scheme that :func:`~khcn_analytics.scoring.scheme_text.parse_scheme` accepts."""
    groups, lines = draw(trees())
    items = tuple(draw(events(f"T{number}")) for number in range(draw(st.integers(0, 3))))
    most = {kind: max((each.points_each for each in items if each.kind == kind), default=None) for kind in KINDS}
    caps = {kind: draw(st.sampled_from([None, each and each * 2])) for kind, each in most.items()}
    first = draw(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
    codes = [each.code for each in (*groups, *lines, *items)]
    rest = draw(st.permutations(DEFAULT_ORDER[1:]))
    return with_digest(
        Scheme(
            code=draw(st.sampled_from(["mau", "A-1.b", "_"])),
            version=draw(WORDS),
            label=draw(LABELS),
            origin=draw(st.sampled_from(["made", "printed"])),
            source=draw(WORDS),
            scored=draw(st.sampled_from(["unit", "department"])),
            period_kind="year",
            valid_from=first,
            valid_to=draw(st.none() | st.integers(0, 999).map(lambda days: first + timedelta(days))),
            maximum=sum(each.maximum for each in groups if each.parent is None),
            groups=groups,
            criteria=lines,
            events=items,
            bonus_cap=caps["bonus"],
            penalty_cap=caps["penalty"],
            floor=draw(st.sampled_from([None, 0.0, -10.0])),
            ceiling=draw(st.sampled_from([None, 100.0])),
            order=(DEFAULT_ORDER[0], *rest),
            rounding=Rounding(draw(st.integers(0, 6)), draw(st.sampled_from(ROUNDED))),
            ranking=Ranking(
                draw(st.sampled_from(["competition", "dense", "average"])),
                draw(st.sampled_from(["exact", "rounded"])),
                tuple(draw(st.lists(st.sampled_from(codes), max_size=3, unique=True))),
                draw(st.sampled_from([0.0, 0.5])),
            ),
            digest="",
        )
    )


KINDS = ("bonus", "penalty")
ROUNDED: list[Any] = [(), ("total",), ("criterion", "total"), ("criterion", "group", "total")]
