"""The same scheme with other maxima: what earned a share of a maximum earns the same share of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.billionths import MOST_POINTS
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.rules import Band, Bands, Deadline, PerCount, Rule
from khcn_analytics.scoring.scheme_digest import with_digest
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.scoring.tree import path


def reweighted(scheme: Scheme, inputs: ScoreInputs, maxima: Mapping[str, Any]) -> tuple[Scheme, ScoreInputs]:
    """A scheme and inputs with other maxima of criteria.

    Args:
        scheme: The scheme.
        inputs: The records; points that people gave grow or shrink with their maximum.
        maxima: The other maxima by code; empty: nothing changes.

    Raises:
        UnknownNameError: If there is no such criterion.
        WrongUseError: If a maximum is no number above 0, or is larger than anybody can mean.
    """
    if not maxima:
        return scheme, inputs
    codes = [each.code for each in scheme.criteria]
    for code, maximum in maxima.items():
        if code not in codes:
            raise UnknownNameError("tiêu chí", "criterion", code, codes)
        if isinstance(maximum, bool) or not isinstance(maximum, int | float) or not 0 < maximum <= MOST_POINTS:
            raise WrongUseError(
                f"Điểm tối đa của tiêu chí {code} phải là số lớn hơn 0, nhiều nhất {MOST_POINTS:.0f}; không phải {maximum!r}.",
                f"The maximum of criterion {code} must be a number above 0, {MOST_POINTS:.0f} at most; not {maximum!r}.",
            )
    maxima = {code: float(maximum) for code, maximum in maxima.items()}
    scales = {code: maximum / scheme.criterion(code).maximum for code, maximum in maxima.items()}
    scale = pl.col("criterion").replace_strict(scales, default=1.0, return_dtype=pl.Float64)
    entries = inputs.entries.with_columns(points=(pl.col("points") * scale).round(9))
    return _with_maxima(scheme, maxima, scales), replace(inputs, entries=entries)


def _with_maxima(scheme: Scheme, maxima: Mapping[str, float], scales: Mapping[str, float]) -> Scheme:
    criteria = tuple(
        replace(each, maximum=maxima[each.code], rule=_scaled(each.rule, scales[each.code]))
        if each.code in maxima
        else each
        for each in scheme.criteria
    )
    groups = tuple(replace(each, maximum=each.maximum + _grown(scheme, each.code, maxima)) for each in scheme.groups)
    maximum = sum(each.maximum for each in groups if each.parent is None)
    return with_digest(replace(scheme, criteria=criteria, groups=groups, maximum=maximum))


def _grown(scheme: Scheme, group: str, maxima: Mapping[str, float]) -> float:
    """How many points more the criteria under a group could earn."""
    return sum(
        maxima[each.code] - each.maximum
        for each in scheme.criteria
        if each.code in maxima and group in path(scheme, each.group)
    )


def _scaled(rule: Rule, scale: float) -> Rule:
    """The rule with its points, where it states any, on the other scale."""
    match rule:
        case Bands(bands):
            return Bands(tuple(Band(each.bound, each.points * scale) for each in bands))
        case PerCount(points_each):
            return PerCount(points_each * scale)
        case Deadline(points_per_late):
            return Deadline(points_per_late * scale)
        case _:
            return rule
