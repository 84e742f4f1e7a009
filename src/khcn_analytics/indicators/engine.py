"""Cards + records + periods -> values.

Every measure is a sum of events counted up to a boundary of a period (see ``measures``). So the
engine groups each event once, by the asked-for groups and by the stretch between two boundaries
it falls in; running totals over the stretches then answer every period at once, overlapping or
not. Parts that several indicators share are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Literal, get_args

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.derived import with_derived
from khcn_analytics.indicators.dimensions import DIMENSIONS, PLACES, splits
from khcn_analytics.indicators.ledger import BOUNDARY, Ledger, total
from khcn_analytics.indicators.measures import SIDES, Additive, Level, Mean, Ratio, parts
from khcn_analytics.indicators.registry import INDICATORS, indicators_named
from khcn_analytics.periods import Calendar, Period
from khcn_analytics.progress import reported
from khcn_analytics.schemas.results import UNKNOWN, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

KnownBy = Literal["day", "month", "quarter", "half", "year", "span"]
KNOWN_BY: tuple[KnownBy, ...] = get_args(KnownBy)
_MONTHS_KNOWN: dict[KnownBy, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_COUNTING = Label("Tính chỉ số", "Computing indicators")
_KNOWN_BY_LABELS: dict[KnownBy, Label] = {
    "day": Label("ngày", "the day"),
    "month": Label("tháng", "the month"),
    "quarter": Label("quý", "the quarter"),
    "half": Label("6 tháng", "the half-year"),
    "year": Label("năm", "the year"),
    "span": Label("cả giai đoạn", "the whole of it"),
}


@dataclass(frozen=True, slots=True)
class Coverage(Shown):
    """The days a dataset's records are complete for, half-open.

    A period that reaches outside has no value (flag ``not_covered``): no records there means
    "not known", not zero. So has a part of a whole that records know only as such: where a report prints
    yearly totals, a quarter is not known.

    Attributes:
        since: The first day.
        until: The day after the last one.
        known_by: How finely the days of records are known: ``day``; by the ``month``, ``quarter``, ``half`` or
            ``year``, counted from ``since`` (a record may stand on any day of its year); or only as one
            ``span`` (on any day of all).

    Examples:
        >>> coverage = Coverage(date(2015, 1, 1), date(2021, 1, 1), known_by="year")
        >>> coverage.holds(Period("year", 2020)), coverage.holds(Period("quarter", 2020, 1))
        (True, False)
    """

    since: date
    until: date
    known_by: KnownBy = "day"

    def _shown(self) -> Display:
        languages: tuple[Language, Language] = ("vi", "en")
        last = self.until - timedelta(days=1)
        days = Label(*(f"{format_date(self.since, each)} – {format_date(last, each)}" for each in languages))
        return Display(
            Label("Số liệu đầy đủ", "Complete data"),
            days,
            facts=[(Label("Biết đến từng", "Known by"), _KNOWN_BY_LABELS[self.known_by])],
        )

    def holds(self, period: Period) -> bool:
        """Whether the records tell all of a period, and of it alone."""
        if self.known_by == "span":
            return (period.start, period.end) == (self.since, self.until)
        known = all(self._is_told(day) for day in (period.start, period.end))
        return known and self.since <= period.start and period.end <= self.until

    def _is_told(self, day: date) -> bool:
        """Whether what was before a day is known apart from what came after."""
        if self.known_by == "day":
            return True
        months = 12 * (day.year - self.since.year) + day.month - self.since.month
        return day.day == self.since.day and months % _MONTHS_KNOWN[self.known_by] == 0


def compute(
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    periods: Iterable[Period],
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
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
        calendar: The calendar on which the periods of targets are read.

    Returns:
        One row for each indicator, group and period, sorted by them. Departments and units are
        those that occur in any of the datasets; other groups, and that of records without a unit,
        those of the indicator's own. A group without records in a period has count 0, and a ratio
        without denominator is null with the flag ``zero_denominator``.

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
    for each in wanted:
        if not isinstance(each, Period):
            raise WrongUseError(
                f"periods cần các Period, không phải “{each}”. Hãy dùng kh.parse_period(“{each}”).",
                f"periods takes Periods, not “{each}”. Use kh.parse_period(“{each}”).",
            )
    if isinstance(indicators, str):
        raise WrongUseError(
            f"indicators cần một danh sách, ví dụ [“{indicators}”].",
            f"indicators takes a list, for example [“{indicators}”].",
        )
    cards = _cards(datasets, by, None if indicators is None else tuple(dict.fromkeys(indicators)))
    keys = [name for name in _columns(by) if name not in _FIGURES]
    frames = [pl.DataFrame(schema=_columns(by))]
    if cards and wanted:
        again = partial(compute, datasets, coverage=coverage, calendar=calendar)
        records = with_derived(datasets, {name for card in cards for name in card.datasets}, again, calendar)
        tables = _tables(cards, records, wanted, by, coverage or {})
        # All in one query: as many small ones would take longer to begin than to answer.
        frames.append(pl.concat(_values(card, tables, by) for card in cards).collect())
    return as_result(pl.concat(frames).sort(keys, nulls_last=True), IndicatorValues)


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
        every = INDICATORS.values()
        return tuple(each for each in every if each.datasets <= datasets.keys() and set(by) <= set(splits(each)))
    for card in (cards := indicators_named(codes)):
        missing = sorted(card.datasets - datasets.keys())
        if missing:
            raise WrongUseError(
                f"Chỉ số “{card.code}” cần bộ dữ liệu {', '.join(missing)}; "
                f"chỉ có: {', '.join(datasets) or 'không có gì'}.",
                f"Indicator “{card.code}” needs dataset {', '.join(missing)}; given: {', '.join(datasets) or 'none'}.",
            )
        wrong = next((name for name in by if name not in splits(card)), None)
        if wrong is not None:
            raise UnknownNameError(f"chiều phân tích cho {card.code}", f"dimension of {card.code}", wrong, splits(card))
    return cards


def _placed_parts(card: Indicator) -> list[tuple[str, Additive]]:
    """Numerator, denominator and reports of an indicator, each with the dataset it is computed from."""
    numerator, denominator = parts(card.measure)
    other = card.measure.denominator_dataset if isinstance(card.measure, Ratio) else None
    placed = [(card.dataset, numerator)]
    if denominator is not None:
        placed.append((other or card.dataset, denominator))
    reports = [(dataset, part.reports) for dataset, part in placed if isinstance(part, Level)]
    return [*placed, *reports]


def _tables(
    cards: Sequence[Indicator],
    datasets: Mapping[str, pl.LazyFrame],
    periods: Sequence[Period],
    by: Sequence[str],
    coverage: Mapping[str, Coverage],
) -> dict[str, pl.DataFrame]:
    """For each dataset the running totals at both ends of every period, a row for each group and period."""
    needed: dict[str, list[Additive]] = {}
    for card in cards:
        for dataset, part in _placed_parts(card):
            needed.setdefault(dataset, []).append(part)
    ledgers = {name: Ledger.of(name, measures) for name, measures in needed.items()}
    boundaries = sorted({day for each in periods for day in (each.start, each.end)})
    by_place = set(by) <= set(PLACES)
    grouped = {
        name: records.with_columns(DIMENSIONS[name][each].group.alias(_key(each)) for each in by)
        for name, records in datasets.items()
        if (by_place or name in ledgers) and name in DIMENSIONS and set(by) <= DIMENSIONS[name].keys()
    }
    keys = [_key(each) for each in by]
    for name, ledger in ledgers.items():
        _need_columns(name, grouped[name], ledger)
    # One query after the other: together, the scan they share would be held in memory as a whole.
    groups = {name: each.select(keys).unique().collect(engine="streaming") for name, each in grouped.items()}
    places = pl.concat(groups.values()).unique() if by_place else None
    tables = {}
    for name, ledger in reported(_COUNTING, list(ledgers.items())):
        counted = [each.collect(engine="streaming") for each in ledger.queries(grouped[name], keys, boundaries)]
        totals = ledger.running_totals(groups[name] if places is None else places, counted, keys, boundaries)
        covered = [name not in coverage or coverage[name].holds(each) for each in periods]
        tables[name] = _at_both_ends(totals, periods, keys).join(
            _asked(periods).with_columns(pl.Series(_covered(name), covered)), on=_WHEN
        )
        if keys:
            tables[name] = tables[name].join(_belonging(name, groups, keys), on=keys, how="left")
    return tables


def _need_columns(name: str, records: pl.LazyFrame, ledger: Ledger) -> None:
    """Records must have every column that decides what counts.

    Raises:
        WrongUseError: If they lack some.
    """
    there = set(records.collect_schema().names())
    missing = sorted(ledger.columns_read - there)
    if missing:
        raise WrongUseError(
            f"Bảng {name} thiếu {len(missing)} cột để tính: {', '.join(missing)}. "
            "Hãy đọc bằng kh.check hay kh.check_frame, các cột thiếu sẽ được thêm, để trống.",
            f"Table {name} lacks {len(missing)} columns to compute with: {', '.join(missing)}. "
            "Read it with kh.check or kh.check_frame: missing columns are added, empty.",
        )


def _belonging(name: str, groups: Mapping[str, pl.DataFrame], keys: Sequence[str]) -> pl.DataFrame:
    """For each group whether this dataset has records of it, and whether any dataset of records has.

    A target of a place that no record knows makes no place of it.
    """
    mine = groups[name].select(*keys, pl.lit(value=True).alias(_known(name)))
    of_records = [each for other, each in groups.items() if other != "targets"]
    anywhere = pl.concat([groups[name].clear(), *of_records]).unique()
    return anywhere.with_columns(pl.lit(value=True).alias(_known(""))).join(
        mine, on=list(keys), how="full", coalesce=True
    )


_WHEN = ("period_start", "period_end", "period_kind")


def _asked(periods: Sequence[Period]) -> pl.DataFrame:
    days = {"period_start": [each.start for each in periods], "period_end": [each.end for each in periods]}
    return pl.DataFrame({**days, "period_kind": [each.kind for each in periods]})


def _at_both_ends(totals: pl.DataFrame, periods: Sequence[Period], keys: Sequence[str]) -> pl.DataFrame:
    """Running totals when each period starts and when it ends."""
    at = {
        side: totals.select(*keys, BOUNDARY, pl.all().exclude(*keys, BOUNDARY).name.suffix(f" {side}"))
        for side in SIDES
    }
    return (
        _asked(periods)
        .join(at["end"], left_on="period_end", right_on=BOUNDARY)
        .join(at["start"], left_on=["period_start", *keys], right_on=[BOUNDARY, *keys])
    )


def _values(card: Indicator, tables: Mapping[str, pl.DataFrame], by: Sequence[str]) -> pl.LazyFrame:
    """The values of one indicator."""
    first, *others = dict.fromkeys(dataset for dataset, _ in _placed_parts(card))
    table = tables[first].lazy()
    for other in others:
        table = table.join(tables[other].lazy(), on=[*_WHEN, *map(_key, by)], suffix=" again")
    if by:
        table = table.filter(_is_told(card, by))
    where = {**dict.fromkeys(PLACES, pl.lit(None, pl.String)), **{name: pl.col(_key(name)) for name in by}}
    found = table.select(
        **where, indicator=pl.lit(card.code), **{each: pl.col(each) for each in _WHEN}, **_figures(card)
    )
    return found.select(*_columns(by))


def _is_told(card: Indicator, by: Sequence[str]) -> pl.Expr:
    """Which groups an indicator tells of: a unit without inspections has 0 of them.

    Places that any record knows; but records without a unit make the group "unknown" only for
    indicators of the datasets that hold some.
    """
    known = pl.any_horizontal(pl.col(_known(each)).fill_null(value=False) for each in sorted(card.datasets))
    named = pl.all_horizontal(pl.col(_key(each)) != UNKNOWN for each in by)
    return known | (named & pl.col(_known("")).fill_null(value=False))


def _known(dataset: str) -> str:
    """Column that says whether a dataset, or any, has records of a group."""
    return f"{dataset} known"


def _key(dimension: str) -> str:
    """Column of the groups; never the record column of the same name, which conditions still need."""
    return f"by {dimension}"


def _covered(dataset: str) -> str:
    """Column that says whether a dataset is complete for a period."""
    return f"{dataset} covered"


@lru_cache(maxsize=1024)
def _figures(card: Indicator) -> dict[str, pl.Expr]:
    """Value, numerator, denominator and flag of one indicator."""
    placed = _placed_parts(card)
    totals = [total(dataset, part) for dataset, part in placed]
    is_divided = isinstance(card.measure, Ratio | Mean)
    above, below = totals[0], totals[1] if is_divided else pl.lit(None, pl.Float64)
    reports = totals[2 if is_divided else 1 :]
    per = card.measure.per if isinstance(card.measure, Ratio) else 1
    flag = (
        pl.when(pl.col("period_kind").is_in(card.period_kinds).not_())
        .then(pl.lit("period_kind"))
        .when(pl.all_horizontal(_covered(dataset) for dataset, _ in placed).not_())
        .then(pl.lit("not_covered"))
        .when(pl.any_horizontal(pl.lit(value=False), *(each == 0 for each in reports)))
        .then(pl.lit("not_reported"))
    )
    known = flag.otherwise(None).is_null()
    value = above * per / below if is_divided else above
    return {
        "value": pl.when(known & (below != 0).fill_null(value=True)).then(value),
        "numerator": pl.when(known).then(above),
        "denominator": pl.when(known).then(below),
        "flag": flag.when(below == 0).then(pl.lit("zero_denominator")),
    }
