"""Cards + records + periods -> values.

Every measure is a sum of events counted up to a boundary of a period (see ``measures``). So the
engine groups each event once, by the asked-for groups and by the stretch between two boundaries
it falls in; running totals over the stretches then answer every period at once, overlapping or
not. Parts that several indicators share are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.cards import Dimension, Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS, PLACES
from khcn_analytics.indicators.measures import Additive, Event, parts
from khcn_analytics.indicators.registry import INDICATORS, indicators_named
from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days a dataset's records are complete for, half-open.

    A period that reaches outside has no value (flag ``not_covered``): no records there means
    "not known", not zero.
    """

    since: date
    until: date

    def holds(self, period: Period) -> bool:
        return self.since <= period.start and period.end <= self.until


def compute(
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    periods: Iterable[Period],
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
    *,
    coverage: Mapping[str, Coverage] | None = None,
) -> DataFrame[IndicatorValues]:
    """Compute indicators for groups and periods.

    Args:
        datasets: Validated records by dataset name.
        periods: Any periods; they may overlap and differ in kind.
        by: Dimensions to split by: ``department``, ``unit``, or any the indicators declare.
            Records that hold nothing in a dimension form the group ``unknown``. Empty: one value
            over everything.
        indicators: Codes; ``None`` takes every indicator of the given datasets that can be split
            this way.
        coverage: The days each dataset is complete for; a dataset that isn't named is taken as
            complete for every period.

    Returns:
        One row for each indicator, group and period, sorted by them. Departments and units are
        those that occur in any of the datasets, other groups those of the indicator's own; a group
        without records in a period has count 0, and a ratio without denominator is null with the
        flag ``zero_denominator``.

    Raises:
        UnknownNameError: If an indicator or a dimension doesn't exist.
        WrongUseError: If an indicator's dataset was not given, or ``by`` is a text.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.periods import Period
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"),
        ...     started_on=pl.date_range(pl.date(2020, 5, 1), pl.date(2020, 5, 3)), subjects=pl.lit(7),
        ... )
        >>> values = compute({"inspections": frame}, [Period("half", 2020, 1)],
        ...                  indicators=["inspections.checked_subjects"])
        >>> values["value"].to_list()
        [21.0]
    """
    if isinstance(by, str):
        raise WrongUseError(f"by cần một danh sách, ví dụ [“{by}”].", f"by takes a list, for example [“{by}”].")
    wanted, by = tuple(dict.fromkeys(periods)), tuple(dict.fromkeys(by))
    cards = _cards(datasets, by, None if indicators is None else tuple(dict.fromkeys(indicators)))
    of_dataset = {name: [card for card in cards if card.dataset == name] for name in datasets}
    used = {name: datasets[name].lazy() for name, own in of_dataset.items() if own and wanted}
    several = len(DIMENSIONS.keys() & datasets.keys()) > 1
    places = _places(datasets, by) if several and used and set(by) <= set(PLACES) else None
    frames = [
        _values_of_dataset(of_dataset[name], records, wanted, by, places=places, coverage=(coverage or {}).get(name))
        for name, records in used.items()
    ]
    result = pl.concat([pl.DataFrame(schema=_columns(by)), *frames])
    keys = [name for name in _columns(by) if name not in _FIGURES]
    return as_result(result.sort(keys, nulls_last=True), IndicatorValues)


_FIGURES = ("value", "numerator", "denominator", "flag")


def _columns(by: Sequence[str]) -> dict[str, pl.DataType]:
    """Columns of the result and their types."""
    keys = dict.fromkeys([*PLACES, *by, "indicator"], pl.String())
    days = {"period_start": pl.Date(), "period_end": pl.Date(), "period_kind": pl.String()}
    figures = {**dict.fromkeys(_FIGURES[:3], pl.Float64()), "flag": pl.String()}
    return {**keys, **days, **figures}


def _cards(datasets: Mapping[str, object], by: Sequence[str], codes: tuple[str, ...] | None) -> tuple[Indicator, ...]:
    """The cards to compute: those named, or every one that the data and the dimensions allow."""
    known = {*PLACES, *(name for each in DIMENSIONS.values() for name in each)}
    for name in by:
        if name not in known:
            raise UnknownNameError("chiều phân tích", "dimension", name, known)
    if codes is None:
        return tuple(each for each in INDICATORS.values() if each.dataset in datasets and _can_split(each, by))
    for card in (cards := indicators_named(codes)):
        if card.dataset not in datasets:
            raise WrongUseError(
                f"Chỉ số “{card.code}” cần bộ dữ liệu {card.dataset}; chỉ có: {', '.join(datasets) or 'không có gì'}.",
                f"Indicator “{card.code}” needs dataset {card.dataset}; given: {', '.join(datasets) or 'none'}.",
            )
        if not _can_split(card, by):
            wrong = next(name for name in by if name not in (*PLACES, *card.dimensions))
            raise UnknownNameError(
                f"chiều phân tích cho {card.code}", f"dimension of {card.code}", wrong, (*PLACES, *card.dimensions)
            )
    return cards


def _places(datasets: Mapping[str, pl.DataFrame | pl.LazyFrame], by: Sequence[str]) -> pl.DataFrame:
    """The departments and units that occur in any dataset: one without inspections has 0 of them."""
    groups = [
        records.lazy().select(DIMENSIONS[name][each].group.alias(_key(each)) for each in by).unique()
        for name, records in datasets.items()
        if name in DIMENSIONS
    ]
    return pl.concat(groups).unique().collect()


def _can_split(card: Indicator, by: Sequence[str]) -> bool:
    return set(by) <= {*PLACES, *card.dimensions}


def _values_of_dataset(
    cards: Sequence[Indicator],
    records: pl.LazyFrame,
    periods: Sequence[Period],
    by: Sequence[str],
    *,
    places: pl.DataFrame | None,
    coverage: Coverage | None,
) -> pl.DataFrame:
    dimensions = [DIMENSIONS[cards[0].dataset][name] for name in by]
    ledger = _Ledger.of([part for card in cards for part in parts(card.measure) if part is not None])
    boundaries = sorted({day for each in periods for day in (each.start, each.end)})
    totals = _running_totals(records, dimensions, ledger, boundaries, places)
    keys = [_key(name) for name in by]
    asked = pl.DataFrame(
        {
            "period_start": [each.start for each in periods],
            "period_end": [each.end for each in periods],
            "period_kind": [each.kind for each in periods],
            "covered": [coverage is None or coverage.holds(each) for each in periods],
        }
    )
    at_both = asked.join(
        totals.rename({name: f"end {name}" for name in ledger.columns}), left_on="period_end", right_on="boundary"
    ).join(
        totals.rename({name: f"start {name}" for name in ledger.columns}),
        left_on=["period_start", *keys],
        right_on=["boundary", *keys],
    )
    where = {**dict.fromkeys(PLACES, pl.lit(None, pl.String)), **{name: pl.col(_key(name)) for name in by}}
    return pl.concat(
        at_both.select(
            **where,
            indicator=pl.lit(card.code),
            **{name: pl.col(name) for name in ("period_start", "period_end", "period_kind")},
            **_figures(card, ledger),
        )
        for card in cards
    ).select(*_columns(by))


def _key(dimension: str) -> str:
    """Column of the groups; never the record column of the same name, which conditions still need."""
    return f"by {dimension}"


def _figures(card: Indicator, ledger: _Ledger) -> dict[str, pl.Expr]:
    """Value, numerator, denominator and flag of one indicator."""
    numerator, denominator = parts(card.measure)
    above = ledger.total(numerator)
    below = pl.lit(None, pl.Float64) if denominator is None else ledger.total(denominator)
    flag = (
        pl.when(pl.col("period_kind").is_in(card.period_kinds).not_())
        .then(pl.lit("period_kind"))
        .when(pl.col("covered").not_())
        .then(pl.lit("not_covered"))
    )
    known = flag.otherwise(None).is_null()
    value = above if denominator is None else above / below
    return {
        "value": pl.when(known & (below != 0).fill_null(value=True)).then(value),
        "numerator": pl.when(known).then(above),
        "denominator": pl.when(known).then(below),
        "flag": flag.when(below == 0).then(pl.lit("zero_denominator")),
    }


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The distinct events behind a set of measures, and the column of each."""

    events: dict[bytes, Event]

    @classmethod
    def of(cls, measures: Iterable[Additive]) -> _Ledger:
        return cls({_identity(term.event): term.event for measure in measures for term in measure.terms})

    @property
    def columns(self) -> list[str]:
        return [str(place) for place in range(len(self.events))]

    def by_day(self) -> list[tuple[pl.Expr, list[tuple[str, Event]]]]:
        """Events that happen on the same day of a record, together with their columns."""
        days: dict[bytes, tuple[pl.Expr, list[tuple[str, Event]]]] = {}
        for column, event in zip(self.columns, self.events.values(), strict=True):
            days.setdefault(event.on.meta.serialize(), (event.on, []))[1].append((column, event))
        return list(days.values())

    def total(self, measure: Additive) -> pl.Expr:
        """The measure as an expression over the running totals at both ends of a period."""
        places = list(self.events)
        terms = [pl.col(f"{term.side} {places.index(_identity(term.event))}") * term.sign for term in measure.terms]
        return pl.sum_horizontal(terms).cast(pl.Float64)


def _identity(event: Event) -> bytes:
    """The same for events that count the same: expressions have no equality of their own."""
    written = [b"" if each is None else each.meta.serialize() for each in (event.on, event.weight, event.where)]
    return b"|".join(written)


def _running_totals(
    records: pl.LazyFrame,
    dimensions: Sequence[Dimension],
    ledger: _Ledger,
    boundaries: Sequence[date],
    places: pl.DataFrame | None,
) -> pl.DataFrame:
    """For each group and boundary, the weight of all events of each kind before that day.

    The groups are ``places``, or else those that occur in the records.

    Columns: one for each dimension, ``boundary``, and one of integers for each event.
    """
    keys = [_key(each.name) for each in dimensions]
    days = pl.Series(boundaries, dtype=pl.Date)
    grouped = records.with_columns(each.group.alias(_key(each.name)) for each in dimensions)
    # Events on the same day of a record are counted in one pass.
    counted = [
        grouped.filter(on.is_not_null())
        # A day has place k where k boundaries lie on or before it, so it is before boundary k.
        .group_by(*keys, place=pl.lit(days).search_sorted(on, side="right"))
        .agg(_weight(event).alias(column) for column, event in events)
        for on, events in ledger.by_day()
    ]
    groups = grouped.select(keys).unique() if places is None else places.lazy()
    present, *weights = pl.collect_all([groups, *counted], engine="streaming")
    days_and_places = pl.DataFrame({"boundary": days}).with_row_index("place")
    wide = present.join(days_and_places, how="cross") if keys else days_and_places
    for each in weights:
        wide = wide.join(each, on=[*keys, "place"], how="left")
    running = pl.col(ledger.columns).fill_null(0).cum_sum()
    return wide.sort(*keys, "place").select(*keys, "boundary", running.over(keys) if keys else running)


def _weight(event: Event) -> pl.Expr:
    """What the records of a group add to the event."""
    if event.weight is None:
        return (pl.len() if event.where is None else event.where.sum()).cast(pl.Int64)
    return (event.weight if event.where is None else event.weight.filter(event.where)).sum().cast(pl.Int64)
