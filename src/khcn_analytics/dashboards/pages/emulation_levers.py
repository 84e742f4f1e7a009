"""What can be moved in a what-if: results of a unit, its bonus and penalty items, points of criteria."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import polars as pl

from khcn_analytics.analysis.scoring import Scoring
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.score_wording import line_name
from khcn_analytics.scoring.account_wording import number
from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    Manual,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.scoring.schemes import Criterion, EventItem
from khcn_analytics.scoring.supposing import Supposition, WhatIf
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

Kind = Literal["result", "event", "weight"]

_NOTHING = Label("chưa có", "none")
_IN_POINTS, _AT_MOST = Label("{} điểm", "{} pts"), Label("tối đa {} điểm", "at most {} pts")
_YES_NO = (Label("không đạt", "no"), Label("đạt", "yes"))
_MOST_STEPS = 40
_FEW = 5
_ROOM = 1.25
_NICE = (1.0, 2.5, 5.0, 10.0)
_CONTINUOUS = {Unit.SHARE, Unit.VND, Unit.VND_PER_SUBJECT, Unit.VND_PER_PERSON}


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that can be moved.

    Attributes:
        code: The criterion or item.
        kind: A ``result`` of the unit, an ``event`` of it, or the ``weight`` of a criterion, for every unit.
        what: Whether a result is what was counted (``actual``) or the ``points`` given.
        name: What it is called.
        now: Where it stands; ``None`` where there is nothing.
        options: Where it can be moved to, by what people read, from low to high.
    """

    code: str
    kind: Kind
    what: Literal["actual", "points"]
    name: str
    now: str
    options: Mapping[str, float | None]


def levers_of(scoring: Scoring, unit: str | None, language: Language) -> tuple[Lever, ...]:
    """Everything that can be supposed of a unit, and the points of every criterion."""
    is_it = pl.col("unit").eq_missing(pl.lit(unit, pl.String))
    rows = {row["code"]: row for row in scoring.points.filter(is_it).iter_rows(named=True)}
    scheme = scoring.scheme
    return (
        *(_result(scoring, each, rows[each.code], language) for each in scheme.criteria),
        *(_event(scoring, each, rows[each.code], language) for each in scheme.events),
        *(_weight(scoring, each, language) for each in scheme.criteria),
    )


def supposed_of(
    scoring: Scoring, unit: str | None, levers: Iterable[Lever], moved: Mapping[tuple[Kind, str], str]
) -> WhatIf:
    """The scoring with levers moved.

    Points that people gave grow and shrink with the points of their criterion, those supposed as well.

    Args:
        scoring: The scoring as it is.
        unit: Whose results and events are moved.
        levers: Those there are.
        moved: Kind and code -> where it was moved to, as people read it.
    """
    places = {(each.kind, each.code): each for each in levers}
    values = {key: places[key].options[text] for key, text in moved.items() if places[key].now != text}
    maxima = {code: value for (kind, code), value in values.items() if kind == "weight" and value is not None}
    supposed = [
        Supposition(unit, code, value * _grown(scoring, places[kind, code], maxima), places[kind, code].what)
        for (kind, code), value in values.items()
        if kind != "weight" and value is not None
    ]
    return scoring.what_if(supposed, maxima=maxima)


def _grown(scoring: Scoring, lever: Lever, maxima: Mapping[str, float]) -> float:
    if lever.what == "actual" or lever.code not in maxima:
        return 1.0
    return maxima[lever.code] / scoring.scheme.criterion(lever.code).maximum


def _result(scoring: Scoring, criterion: Criterion, row: Mapping[str, Any], language: Language) -> Lever:
    name = line_name(scoring.scheme, criterion.code, language)
    if isinstance(criterion.rule, Manual) or (row["origin"] == "entered" and row["actual"] is None):
        steps = _ladder(criterion.maximum, nice_step(criterion.maximum / _MOST_STEPS))
        options = _options(steps, row["points"], partial(_points, _IN_POINTS, language), language)
        return Lever(criterion.code, "result", "points", name, *options)
    unit = None if criterion.indicator is None else INDICATORS[criterion.indicator].unit
    if isinstance(criterion.rule, YesNo) and criterion.rule.threshold == 1 and unit is None:
        yes_no = _options([0.0, 1.0], row["actual"], lambda value: _YES_NO[value >= 1].text(language), language)
        return Lever(criterion.code, "result", "actual", name, *yes_no)
    steps = _counted_steps(scoring, criterion, unit)
    options = _options(steps, row["actual"], partial(_figure, unit, language), language)
    return Lever(criterion.code, "result", "actual", name, *options)


def _event(scoring: Scoring, item: EventItem, row: Mapping[str, Any], language: Language) -> Lever:
    enough = 0.0 if item.cap is None else item.cap / item.points_each
    most = math.ceil(max(enough + 1, 2 * (row["actual"] or 0), _FEW))
    unit = None if item.indicator is None else INDICATORS[item.indicator].unit
    options = _options(_ladder(most, 1.0), row["actual"], partial(_figure, unit, language), language)
    return Lever(item.code, "event", "actual", line_name(scoring.scheme, item.code, language), *options)


def _weight(scoring: Scoring, criterion: Criterion, language: Language) -> Lever:
    steps = _ladder(2 * criterion.maximum, nice_step(criterion.maximum / 10))[1:]
    options = _options(steps, criterion.maximum, partial(_points, _AT_MOST, language), language)
    return Lever(criterion.code, "weight", "points", line_name(scoring.scheme, criterion.code, language), *options)


def _options(
    steps: Iterable[float], now: float | None, told: Callable[[float], str], language: Language
) -> tuple[str, Mapping[str, float | None]]:
    """What people read of where it stands, and of everywhere it can be moved to."""
    if now is None:
        nothing = _NOTHING.text(language)
        return nothing, {nothing: None, **{told(each): each for each in steps}}
    # Of two that read alike the one that is there stays.
    options = {told(each): each for each in steps} | {told(now): now}
    return told(now), dict(sorted(options.items(), key=lambda each: each[1]))


def _counted_steps(scoring: Scoring, criterion: Criterion, unit: Unit | None) -> list[float]:
    """From 0 to somewhat above what anybody has and what the rule rewards."""
    rows = scoring.points.filter(code=criterion.code)
    known = [*rows["actual"].drop_nulls(), *rows["target"].drop_nulls(), *_figures_of(criterion)]
    top = max([*known, 0.0]) or 1.0
    if unit is Unit.SHARE:
        return _ladder(max(1.0, top), 0.01)
    top *= _ROOM
    step = nice_step(top / _MOST_STEPS)
    return _ladder(top, step if unit in _CONTINUOUS else max(1.0, math.ceil(step)))


def _figures_of(criterion: Criterion) -> Iterator[float]:
    """What the rule itself names."""
    match criterion.rule:
        case Proportional(target=target, cap=cap):
            yield (target or 0.0) * cap
        case Bands(bands):
            yield from (each.bound for each in bands if each.bound is not None)
        case YesNo(threshold):
            yield threshold
        case PerCount(points_each):
            yield criterion.maximum / points_each
        case Deadline(points_per_late):
            yield criterion.maximum / points_per_late
        case RelativeToBest(target=target):
            yield target or 0.0
        case Goalposts(worst=worst, best=best):
            yield from (worst, best)


def nice_step(about: float) -> float:
    """The round step next above a size.

    Examples:
        >>> nice_step(0.24), nice_step(3.0), nice_step(15.0)
        (0.25, 5.0, 25.0)
    """
    power: float = 10.0 ** math.floor(math.log10(about))
    return next(round(each * power, 9) for each in _NICE if each * power >= about * (1 - 1e-9))


def _ladder(top: float, step: float) -> list[float]:
    return [round(place * step, 9) for place in range(math.ceil(top / step - 1e-9) + 1)]


def _figure(unit: Unit | None, language: Language, value: float) -> str:
    return number(value, language) if unit is None else format_value(value, unit, language)


def _points(words: Label, language: Language, value: float) -> str:
    return words.text(language).format(number(value, language))
