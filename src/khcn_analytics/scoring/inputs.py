"""What a scoring is made from: who is scored, what they achieved, and what people gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import ScoreInputsError, WrongUseError
from khcn_analytics.periods import KIND_LABELS, Calendar, Period, parse_period
from khcn_analytics.scoring.displays import inputs_display
from khcn_analytics.scoring.input_mistakes import input_mistakes
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.schemes import Scheme

_WHO = "scored_by"
_PARTICIPANT_COLUMNS: dict[str, pl.DataType] = {"rank_group": pl.String()}
_VALUE_COLUMNS: dict[str, pl.DataType] = {"indicator": pl.String(), "value": pl.Float64(), "flag": pl.String()}
_TARGET_COLUMNS: dict[str, pl.DataType] = {"indicator": pl.String(), "operator": pl.String(), "target": pl.Float64()}
_ENTRY_COLUMNS: dict[str, pl.DataType] = {
    "criterion": pl.String(),
    "layer": pl.String(),
    "actual": pl.Float64(),
    "points": pl.Float64(),
    _WHO: pl.String(),
    "scored_on": pl.Date(),
    "reason": pl.String(),
}
_EVENT_COLUMNS: dict[str, pl.DataType] = {
    "event_id": pl.String(),
    "item": pl.String(),
    "happened_on": pl.Date(),
    "quantity": pl.Float64(),
    "evidence": pl.String(),
    "status": pl.String(),
    "reason": pl.String(),
}


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class ScoreInputs(Shown):
    """The records of one scoring, by one scheme and for one period; made by :func:`score_inputs`.

    Every frame names who is scored in ``department`` and ``unit``.

    Attributes:
        period: The period that is scored.
        participants: Who is scored, with the ``rank_group``.
        values: ``value`` or ``flag`` of each ``indicator`` of the scheme.
        targets: ``target`` and ``operator`` of each ``indicator``.
        entries: What people gave, from ``score_entries``.
        events: Bonus and penalty, from ``score_events``.
        set_aside: How many rows of each frame were of other schemes, periods, indicators or, among values and
            targets, units.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> scores.inputs.participants.height, scores.inputs.period.code
        (6, '2025')
    """

    period: Period
    participants: pl.DataFrame
    values: pl.DataFrame
    targets: pl.DataFrame
    entries: pl.DataFrame
    events: pl.DataFrame
    set_aside: Mapping[str, int]

    def _shown(self) -> Display:
        return inputs_display(self)


def score_inputs(
    scheme: Scheme,
    period: Period,
    participants: pl.DataFrame,
    *,
    values: pl.DataFrame | None = None,
    targets: pl.DataFrame | None = None,
    entries: pl.DataFrame | None = None,
    events: pl.DataFrame | None = None,
) -> ScoreInputs:
    """Choose what belongs to one scoring, and refuse all that can't be right at once.

    Args:
        scheme: The scheme.
        period: The period that is scored; other periods are read on its calendar.
        participants: Records of ``score_groups``.
        values: Values by department and unit, or by department for whole departments.
        targets: Records of ``targets``.
        entries: Records of ``score_entries``.
        events: Records of ``score_events``.

    Returns:
        The rows of this scheme and period; ``set_aside`` counts the others.

    Raises:
        WrongUseError: If the scheme is for another kind of period, or the values tell no department.
        ScoreInputsError: If nobody is scored, or rows can't belong to this scoring: unknown criteria or items,
            points outside of 0 to the maximum, units that are not scored, duplicates. All are listed.
        InvalidPeriodError: If a period can't be read.

    Examples:
        >>> import khcn_analytics as kh
        >>> records = kh.example_workspace().datasets
        >>> scheme, year = kh.bundled_scheme("mau_100"), kh.Period("year", 2025)
        >>> inputs = kh.scoring.score_inputs(scheme, year, records["score_groups"], entries=records["score_entries"])
        >>> inputs.participants.height, inputs.values.height
        (6, 0)
    """
    if period.kind != scheme.period_kind:
        raise WrongUseError(
            f"Bảng tiêu chí {scheme.code} không chấm cho {period.label()}: bảng dùng cho kỳ {KIND_LABELS[scheme.period_kind].vi}.",
            f"Scheme {scheme.code} does not score {period.label('en')}: it is for periods of kind {KIND_LABELS[scheme.period_kind].en}.",
        )
    if values is not None and values.height and values["department"].null_count() == values.height:
        raise WrongUseError(
            "Các giá trị không cho biết của sở nào. Hãy tính theo department và unit: by=[“department”, “unit”].",
            "The values tell no department. Compute them by department and unit: by=[“department”, “unit”].",
        )
    given = {"participants": participants, "values": values, "targets": targets, "entries": entries, "events": events}
    ours = {
        "participants": _of_scheme(participants, scheme, period),
        "values": None if values is None else values.filter(_days_of(period), _counted(scheme)),
        "targets": None if targets is None else targets.filter(_period_is(period, targets), _counted(scheme)),
        "entries": _of_scheme(entries, scheme, period),
        "events": _of_scheme(events, scheme, period),
    }
    columns = {name: _with_columns(ours[name], types) for name, types in _COLUMNS.items()}
    for name in ("values", "targets"):
        columns[name] = columns[name].join(columns["participants"], on=UNIT, how="semi", nulls_equal=True)
    set_aside = {name: frame.height - columns[name].height for name, frame in given.items() if frame is not None}
    inputs = ScoreInputs(period, **columns, set_aside=set_aside)
    refuse_mistakes(scheme, inputs)
    return inputs


def refuse_mistakes(scheme: Scheme, inputs: ScoreInputs) -> None:
    """Refuse inputs that don't fit a scheme, with everything that is wrong.

    Raises:
        ScoreInputsError: If anything is.
    """
    mistakes = input_mistakes(
        scheme,
        participants=inputs.participants,
        values=inputs.values,
        targets=inputs.targets,
        entries=inputs.entries,
        events=inputs.events,
    )
    if mistakes:
        raise ScoreInputsError(scheme.code, [(each.vi, each.en) for each in mistakes])


_COLUMNS = {
    "participants": _PARTICIPANT_COLUMNS,
    "values": _VALUE_COLUMNS,
    "targets": _TARGET_COLUMNS,
    "entries": _ENTRY_COLUMNS,
    "events": _EVENT_COLUMNS,
}


def _with_columns(frame: pl.DataFrame | None, types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    wanted = {**dict.fromkeys(UNIT, pl.String()), **types}
    if frame is None:
        return pl.DataFrame(schema=wanted)
    if _WHO not in frame.columns and _WHO in wanted:
        # Names are left out where nobody may see them.
        frame = frame.with_columns(pl.lit(None, pl.String).alias(_WHO))
    return frame.select(pl.col(name).cast(kind) for name, kind in wanted.items())


def _of_scheme(frame: pl.DataFrame | None, scheme: Scheme, period: Period) -> pl.DataFrame | None:
    return None if frame is None else frame.filter(pl.col("scheme") == scheme.code, _period_is(period, frame))


def _counted(scheme: Scheme) -> pl.Expr:
    """Whether an indicator counts in a scheme."""
    named = [*(each.indicator for each in scheme.criteria), *(each.indicator for each in scheme.events)]
    return pl.col("indicator").is_in(sorted({each for each in named if each is not None}))


def _days_of(period: Period) -> pl.Expr:
    return (pl.col("period_start") == period.start) & (pl.col("period_end") == period.end)


def _period_is(period: Period, frame: pl.DataFrame) -> pl.Expr:
    """Whether a period, as people write it, is this one."""
    texts = [each for each in frame["period"].unique().drop_nulls() if _read(each, period.calendar) == period]
    return pl.col("period").is_in(texts)


@lru_cache(maxsize=1024)
def _read(text: str, calendar: Calendar) -> Period:
    return parse_period(text, calendar)
