"""Which changes and series cross a break: never in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Date, Text, column_types
from khcn_analytics.schemas.results import BREAK_COLUMNS, BREAK_SEVERITIES, AcrossBreaks, Changes, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import keys_of
from khcn_analytics.trends.windows import window_end, window_start

_BETWEEN_IDS = "; "


class ChangesAcrossBreaks(AcrossBreaks, Changes):
    """Changes that know the breaks between base and period.

    Where ``break_severity`` is ``not_comparable`` no change is told: ``absolute`` and ``relative`` are null with the
    reason ``break``; value and base stay. A ``warning`` leaves the change as it is.
    """


class BreakPoints(pa.DataFrameModel):
    """The breaks within series of values: one row is one break in one series."""

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    id: Text = pa.Field()
    first_day: Date = pa.Field()
    severity: Text = pa.Field(isin=BREAK_SEVERITIES)
    text_vi: Text = pa.Field()
    text_en: Text = pa.Field()


def with_breaks(
    changes: DataFrame[Changes] | DataFrame[ChangesAcrossBreaks], breaks: Iterable[Break]
) -> DataFrame[ChangesAcrossBreaks]:
    """The changes, with what breaks them.

    A break lies between base and period if one of them has days before it and one has days from it
    on; a period that holds it is broken itself. Which days count is the indicator's: of a backlog
    only the last one.

    Args:
        changes: Changes of any indicators and groups; where they know breaks already, those stay, and these are
            told beside them.
        breaks: Known and declared ones, and mergers of provinces. Which territory the values are on can't
            be seen from them: after ``on_territory`` pass the breaks without the mergers it has mended.

    Returns:
        The same rows in the same order.

    Raises:
        WrongUseError: If the frame has no changes, such as one of indices or of average changes.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> values = kh.analyse(workspace, ["2023", "2024"], indicators=["awards.emulation_fighter_grassroots"]).values
        >>> changes = kh.trends.with_breaks(kh.trends.change(values), kh.trends.known_breaks())
        >>> changes.select("absolute", "reason").row(-1)
        (None, 'break')
    """
    missing = [name for name in Changes.to_schema().columns if name not in changes.columns]
    if missing:
        raise WrongUseError(
            f"Bảng thiếu {len(missing)} cột của kết quả so sánh: {', '.join(missing)}. "
            "Hãy đưa vào kết quả của change hoặc compare.",
            f"The frame lacks {len(missing)} column(s) of changes: {', '.join(missing)}. "
            "Pass what change or compare returns.",
        )
    windows = changes.with_columns(
        first=pl.min_horizontal(_start(), window_start("base_start", "base_end")),
        after=pl.max_horizontal(_end(), window_end("base_start", "base_end")),
    )
    broken = windows.with_columns(break_columns(windows.columns, within(windows, breaks)))
    told = is_not_comparable() & pl.col("absolute").is_not_null()
    judged = broken.with_columns(
        verdict=pl.when(is_not_comparable()).then(pl.lit("not_comparable")).otherwise("verdict"),
        reason=pl.when(told).then(pl.lit("break")).otherwise("reason"),
        absolute=pl.when(told.not_()).then("absolute"),
        relative=pl.when(told.not_()).then("relative"),
    )
    return as_result(judged.drop("first", "after"), ChangesAcrossBreaks)


def within(rows: pl.DataFrame, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The breaks that some row may cross, by its indicator and the days from ``first`` to before ``after``.

    Each break is asked of every row in several columns, and most lie on other days or touch other indicators.
    """
    first, after = rows.select(pl.col("first").min(), pl.col("after").max()).row(0)
    if first is None or after is None:
        return ()
    codes = set(rows["indicator"].unique())
    return tuple(
        each
        for each in breaks
        if first < each.first_day < after and (not each.affects or not codes.isdisjoint(each.indicators))
    )


def break_columns(columns: Sequence[str], breaks: Iterable[Break], *, of_whole: Sequence[str] = ()) -> list[pl.Expr]:
    """The columns of :class:`AcrossBreaks` for rows that are about the days from ``first`` to before ``after``.

    Args:
        columns: The columns of the rows: a break may touch only values split by one of them. Those of
            :class:`AcrossBreaks` among them keep what they tell.
        breaks: As for :func:`with_breaks`.
        of_whole: Columns that tell wholes apart whose parts are the rows: what breaks one part breaks the
            whole. None are needed where rows stand for themselves.
    """
    known_before = set(BREAK_COLUMNS) <= set(columns)
    crossed = [(each, crosses(each, columns)) for each in breaks]
    if known_before:
        crossed = [(each, condition & _is_told(each).not_()) for each, condition in crossed]
    if of_whole:
        crossed = [(each, condition.any().over(of_whole)) for each, condition in crossed]
    nothing = pl.lit(value=False)
    cut = pl.any_horizontal(nothing, *(condition for each, condition in crossed if each.severity == "not_comparable"))
    # Why nothing is compared is told by what cuts the series; what only asks for care would mislead beside it.
    told = [(each, condition if each.severity == "not_comparable" else condition & ~cut) for each, condition in crossed]
    advised = [(each.advice, condition) for each, condition in told if each.advice is not None]
    severity = (
        pl.when(cut)
        .then(pl.lit("not_comparable"))
        .when(pl.any_horizontal(nothing, *(condition for _, condition in crossed)))
        .then(pl.lit("warning"))
    )
    found = [
        _joined([(each.id, condition) for each, condition in crossed], _BETWEEN_IDS).alias(AcrossBreaks.breaks),
        severity.alias(AcrossBreaks.break_severity),
        _joined([(each.text.vi, condition) for each, condition in told], " ").alias(AcrossBreaks.break_vi),
        _joined([(each.text.en, condition) for each, condition in told], " ").alias(AcrossBreaks.break_en),
        _joined([(each.vi, condition) for each, condition in advised], " ").alias(AcrossBreaks.break_advice_vi),
        _joined([(each.en, condition) for each, condition in advised], " ").alias(AcrossBreaks.break_advice_en),
    ]
    return _beside_earlier(found) if known_before else found


def _is_told(each: Break) -> pl.Expr:
    """Whether a row knows a break already."""
    return pl.col(AcrossBreaks.breaks).str.split(_BETWEEN_IDS).list.contains(each.id).fill_null(value=False)


def _beside_earlier(found: list[pl.Expr]) -> list[pl.Expr]:
    """The columns joined with what the rows knew before: of two severities the texts of the severer one stay."""
    now = dict(zip(BREAK_COLUMNS, found, strict=True))
    severity = AcrossBreaks.break_severity
    cut = pl.lit("not_comparable")
    is_cut, was_cut = now[severity].eq_missing(cut), pl.col(severity).eq_missing(cut)
    texts = [name for name in BREAK_COLUMNS if name not in (AcrossBreaks.breaks, severity)]
    return [
        _both(pl.col(AcrossBreaks.breaks), now[AcrossBreaks.breaks], _BETWEEN_IDS).alias(AcrossBreaks.breaks),
        pl.when(is_cut | was_cut).then(cut).otherwise(pl.coalesce(now[severity], severity)).alias(severity),
        *(
            _both(
                pl.when(was_cut | is_cut.not_()).then(name), pl.when(is_cut | was_cut.not_()).then(now[name]), " "
            ).alias(name)
            for name in texts
        ),
    ]


def _both(before: pl.Expr, now: pl.Expr, separator: str) -> pl.Expr:
    joined = pl.concat_str([before, now], separator=separator, ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def is_not_comparable() -> pl.Expr:
    """Whether a row that knows its breaks crosses one that leaves nothing to compare."""
    return pl.col(AcrossBreaks.break_severity).eq_missing(pl.lit("not_comparable"))


def break_points(values: DataFrame[IndicatorValues], breaks: Iterable[Break]) -> DataFrame[BreakPoints]:
    """Where the series of each group and indicator breaks, for a chart to draw and a test of trend to know.

    Args:
        values: Values of several periods; only those with a value make the series.
        breaks: As for :func:`with_breaks`.

    Returns:
        One row for each break that has values before it and values from it on, by group,
        indicator and day.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> code = "awards.emulation_fighter_grassroots"
        >>> values = kh.analyse(workspace, range(2022, 2025), indicators=[code]).values
        >>> kh.trends.break_points(values, kh.trends.known_breaks())["id"].to_list()
        ['emulation-fighters-2024']
    """
    keys = keys_of(values)
    series = (
        values.filter(pl.col("value").is_not_null())
        .group_by(keys)
        .agg(_start().min().alias("first"), _end().max().alias("after"))
    )
    points = [
        series.filter(crosses(each, keys)).select(
            *keys,
            id=pl.lit(each.id),
            first_day=pl.lit(each.first_day),
            severity=pl.lit(each.severity, pl.String),
            text_vi=pl.lit(each.text.vi),
            text_en=pl.lit(each.text.en),
        )
        for each in within(series, breaks)
    ]
    empty = pl.DataFrame(schema={**dict.fromkeys(keys, pl.String), **column_types(BreakPoints)})
    return as_result(pl.concat([empty, *points]).sort(*keys, "first_day", "id"), BreakPoints)


def _start() -> pl.Expr:
    return window_start("period_start", "period_end")


def _end() -> pl.Expr:
    return window_end("period_start", "period_end")


def crosses(each: Break, columns: Sequence[str]) -> pl.Expr:
    """Whether a row has days (``first`` to before ``after``) on both sides of a break that touches it."""
    days = (pl.col("first") < each.first_day) & (pl.col("after") > each.first_day)
    return (touches(each, columns) & days).fill_null(value=False)


def touches(each: Break, columns: Sequence[str]) -> pl.Expr:
    """Whether the indicator and the group of a row are among those that a break is about."""
    touched = pl.col("indicator").is_not_null()
    if each.dimensions:
        # Department and unit are columns of every frame, null where values are not split by them.
        split = [pl.col(name).is_not_null() for name in each.dimensions if name in columns]
        touched &= pl.any_horizontal(pl.lit(value=False), *split)
    if each.affects:
        touched &= pl.col("indicator").is_in(sorted(each.indicators))
    if each.departments:
        touched &= pl.col("department").is_in(each.departments).fill_null(each.of_total)
    return touched


def _joined(texts: Sequence[tuple[str, pl.Expr]], separator: str) -> pl.Expr:
    """The texts whose condition holds; null if none does."""
    if not texts:
        return pl.lit(None, pl.String)
    parts = [pl.when(condition).then(pl.lit(text)) for text, condition in texts]
    joined = pl.concat_str(parts, separator=separator, ignore_nulls=True)
    return pl.when(joined != "").then(joined)
