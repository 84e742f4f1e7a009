"""Schemes and records of scoring in one call: say what the test is about, the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from khcn_analytics.periods import Period
from khcn_analytics.scoring.inputs import ScoreInputs, score_inputs
from khcn_analytics.scoring.rules import Manual, Rule
from khcn_analytics.scoring.schemes import (
    DEFAULT_ORDER,
    Criterion,
    EventItem,
    EventKind,
    Group,
    Ranking,
    Rounding,
    Scheme,
)
from khcn_analytics.scoring.scores import Scores, score
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction

YEAR = Period("year", 2024)
DEPARTMENT = "cao_bang"
UNROUNDED = Rounding(at=())


def criterion(code: str = "A1", rule: Rule | None = None, maximum: float = 10.0, **fields: Any) -> Criterion:
    """A criterion in group ``A``, entered by hand, higher is better."""
    return Criterion(
        **{
            "code": code,
            "label": Label(f"Tiêu chí {code}", f"Criterion {code}"),
            "group": "A",
            "maximum": maximum,
            "rule": Manual() if rule is None else rule,
            "indicator": None,
            "direction": Direction.HIGHER,
            "missing": "not_applicable",
            **fields,
        }
    )


def item(code: str = "T1", kind: EventKind = "bonus", points_each: float = 2.0, **fields: Any) -> EventItem:
    """A bonus or penalty item without cap, of events."""
    return EventItem(
        code=code, label=Label(f"Mục {code}", f"Item {code}"), kind=kind, points_each=points_each, **fields
    )


def group(code: str, maximum: float, parent: str | None = None) -> Group:
    return Group(code, Label(f"Nhóm {code}", f"Group {code}"), maximum, parent)


def scheme(*criteria: Criterion, groups: Iterable[Group] | None = None, **fields: Any) -> Scheme:
    """A scheme of these criteria in as many groups at the top as they name, rounded nowhere, ranked as it is."""
    maxima: dict[str, float] = {}
    for each in criteria:
        maxima[each.group] = maxima.get(each.group, 0) + each.maximum
    chosen = tuple(group(*each) for each in maxima.items()) if groups is None else tuple(groups)
    made = Scheme(
        code="thu",
        version="1",
        label=Label("Bảng thử", "Trial scheme"),
        origin="made",
        source="Dựng để thử",
        scored="unit",
        period_kind="year",
        valid_from=date(2020, 1, 1),
        valid_to=None,
        maximum=sum(each.maximum for each in chosen if each.parent is None),
        groups=chosen,
        criteria=criteria,
        events=(),
        bonus_cap=None,
        penalty_cap=None,
        floor=None,
        ceiling=None,
        order=DEFAULT_ORDER,
        rounding=UNROUNDED,
        ranking=Ranking(),
        digest="",
    )
    return replace(made, **fields)


def groups_of(units: Iterable[str | None] | Mapping[str, str], **columns: Any) -> pl.DataFrame:
    """Records of ``score_groups``: units in one rank group, or each in the one named."""
    rank_groups = units if isinstance(units, Mapping) else dict.fromkeys(units, "Khối 1")
    return pl.DataFrame(
        {"department": DEPARTMENT, "unit": list(rank_groups), "rank_group": list(rank_groups.values())},
        schema_overrides={"unit": pl.String},
    ).with_columns(**{"scheme": pl.lit("thu"), "period": pl.lit("2024"), **columns})


def values(**by_indicator: Mapping[str | None, float | str | None]) -> pl.DataFrame:
    """Values by unit of indicators (``tasks__accepted`` is ``tasks.accepted``); a text is a flag."""
    rows = [
        {
            "department": DEPARTMENT,
            "unit": unit,
            "indicator": name.replace("__", "."),
            "period_start": YEAR.start,
            "period_end": YEAR.end,
            "value": None if isinstance(value, str) else value,
            "flag": value if isinstance(value, str) else None,
        }
        for name, by_unit in by_indicator.items()
        for unit, value in by_unit.items()
    ]
    types = {"unit": pl.String, "value": pl.Float64, "flag": pl.String, "period_start": pl.Date, "period_end": pl.Date}
    return pl.DataFrame(rows, schema={"department": pl.String, "indicator": pl.String, **types})


def targets(indicator: str, by_unit: Mapping[str | None, float], operator: str = "at_least") -> pl.DataFrame:
    """Records of ``targets`` for 2024."""
    return pl.DataFrame(
        {"unit": list(by_unit), "target": list(by_unit.values())},
        schema={"unit": pl.String, "target": pl.Float64},
    ).select(
        "unit",
        "target",
        department=pl.lit(DEPARTMENT),
        indicator=pl.lit(indicator),
        period=pl.lit("2024"),
        operator=pl.lit(operator),
    )


_ENTRY = {
    "department": pl.String,
    "unit": pl.String,
    "scheme": pl.String,
    "period": pl.String,
    "criterion": pl.String,
    "layer": pl.String,
    "actual": pl.Float64,
    "points": pl.Float64,
    "scored_by": pl.String,
    "scored_on": pl.Date,
    "reason": pl.String,
}
_EVENT = {
    "event_id": pl.String,
    "department": pl.String,
    "unit": pl.String,
    "scheme": pl.String,
    "period": pl.String,
    "item": pl.String,
    "happened_on": pl.Date,
    "quantity": pl.Float64,
    "evidence": pl.String,
    "status": pl.String,
    "reason": pl.String,
}
_OURS = {"department": DEPARTMENT, "scheme": "thu", "period": "2024"}


def entries(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Records of ``score_entries``, decided unless said otherwise."""
    return pl.DataFrame([{**_OURS, "layer": "decided", **row} for row in rows], schema=_ENTRY)


def entered(what: str = "points", **by_criterion: Mapping[Any, float | None]) -> pl.DataFrame:
    """Decided points (or the ``actual``) of units, by criterion."""
    return entries(
        *(
            {"criterion": code, "unit": unit, what: value}
            for code, by_unit in by_criterion.items()
            for unit, value in by_unit.items()
            if value is not None
        )
    )


def events(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Records of ``score_events``: accepted, one of each, unless said otherwise."""
    filled = [
        {**_OURS, "event_id": f"D{place}", "quantity": 1.0, "status": "accepted", "evidence": "QĐ 1", **row}
        for place, row in enumerate(rows)
    ]
    return pl.DataFrame(filled, schema=_EVENT)


def inputs(made: Scheme, units: Iterable[str | None] | Mapping[str, str] = ("X",), **frames: Any) -> ScoreInputs:
    return score_inputs(made, YEAR, groups_of(units), **frames)


def scored(
    made: Scheme, units: Iterable[str | None] | Mapping[str, str] = ("X",), layer: Any = "decided", **frames: Any
) -> Scores:
    """The scores of units by a scheme."""
    return score(made, YEAR, inputs(made, units, **frames), layer)


def by_unit(frame: pl.DataFrame, column: str) -> dict[Any, Any]:
    """One column of a result by unit."""
    return dict(frame.select("unit", column).iter_rows())
