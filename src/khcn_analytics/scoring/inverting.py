"""How much has to be achieved for a share of the maximum: the rules read backwards.

What comes of it is proven by scoring again; see :mod:`khcn_analytics.scoring.reaching`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    Manual,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.scoring.schemes import Criterion
from khcn_analytics.vocabulary.units import Direction

_NEARLY = 1e-9


def needed_actual(
    criterion: Criterion, share: float, *, target: float | None = None, others: Sequence[float] = ()
) -> float | None:
    """The least that earns a share of the maximum.

    Args:
        criterion: The criterion.
        share: The share wanted, above 0 and at most 1.
        target: The target that applies, where the rule has one.
        others: What the others of the rank group achieved, where the rule compares with them.

    Returns:
        What has to be counted, or the points where people give them; ``None`` where no figure is known to do it.
    """
    rule = criterion.rule
    sign = -1.0 if criterion.direction is Direction.LOWER else 1.0
    needed: float | None
    match rule:
        case Manual():
            needed = share * criterion.maximum
        case Proportional():
            needed = _attaining(max(share * rule.cap, rule.floor), target, sign)
        case Bands():
            reached = [each for each in rule.bands if each.points >= share * criterion.maximum - _NEARLY]
            needed = reached[0].bound if reached else None
        case YesNo():
            needed = rule.threshold
        case PerCount():
            needed = share * criterion.maximum / rule.points_each
        case Deadline():
            needed = max(0.0, (1 - share) * criterion.maximum / rule.points_per_late)
        case RelativeToBest():
            needed = _beside_best(rule, share, target, [sign * each for each in others], sign)
        case Goalposts():
            needed = _between_goalposts(rule, share)
        case MinMax():
            needed = _between(share, [sign * each for each in others], sign)
    return needed


def _attaining(attainment: float, target: float | None, sign: float) -> float | None:
    if target is None or target < 0:
        return None
    return attainment * target if sign > 0 else target / attainment


def _beside_best(
    rule: RelativeToBest, share: float, target: float | None, others: Sequence[float], sign: float
) -> float | None:
    if target is None or share <= rule.target_share:
        return _attaining(share / rule.target_share, target, sign)
    wanted = sign * target
    beyond = (share - rule.target_share) / (1 - rule.target_share)
    # Others set the pace; who is ahead of all of them has the whole maximum.
    leader = max([each for each in others if each > wanted], default=None)
    if rule.excess == "percent":
        # Targets of others may differ, so the excess of the leader is not known here.
        return None if leader is not None else target + sign * _smallest_step(target)
    return target + sign * _smallest_step(target) if leader is None else sign * (wanted + beyond * (leader - wanted))


def _smallest_step(target: float) -> float:
    """Anything above the target; of counts this becomes one more."""
    return max(abs(target), 1.0) * 1e-6


def _between_goalposts(rule: Goalposts, share: float) -> float:
    if rule.scale == "linear":
        return rule.worst + share * (rule.best - rule.worst)
    return math.exp(math.log(rule.worst) + share * (math.log(rule.best) - math.log(rule.worst)))


def _between(share: float, others: Sequence[float], sign: float) -> float | None:
    """Between the worst and the best of the others; above the best everything is won."""
    if not others:
        return None
    return sign * (min(others) + share * (max(others) - min(others)))
