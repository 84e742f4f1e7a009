"""Which changes and series cross a break: never in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Date, Text, column_types
from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import BREAK_SEVERITY_LABELS, Break
from khcn_analytics.trends.change import keys_of
from khcn_analytics.trends.windows import window_end, window_start


class ChangesAcrossBreaks(Changes):
    """Changes that know the breaks between base and period.

    ``breaks`` are their ids, separated by "; ", null where there is none, and ``break_vi`` and
    ``break_en`` what they are. Where ``break_severity`` is ``not_comparable`` no change is told:
    ``absolute`` and ``relative`` are null with the reason ``break``; value and base stay. A
    ``warning`` leaves the change as it is.
    """

    breaks: Text = pa.Field(nullable=True)
    break_severity: Text = pa.Field(nullable=True, isin=list(BREAK_SEVERITY_LABELS))
    break_vi: Text = pa.Field(nullable=True)
    break_en: Text = pa.Field(nullable=True)


class BreakPoints(pa.DataFrameModel):
    """The breaks within series of values: one row is one break in one series."""

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    id: Text = pa.Field()
    first_day: Date = pa.Field()
    severity: Text = pa.Field(isin=list(BREAK_SEVERITY_LABELS))
    text_vi: Text = pa.Field()
    text_en: Text = pa.Field()


def with_breaks(changes: DataFrame[Changes], breaks: Iterable[Break]) -> DataFrame[ChangesAcrossBreaks]:
    """The changes, with what breaks them.

    A break lies between base and period if one of them has days before it and one has days from it
    on; a period that holds it is broken itself. Which days count is the indicator's: of a backlog
    only the last one.

    Args:
        changes: Changes of any indicators and groups.
        breaks: Known, declared, and mergers of provinces; these are left out for values that are on
            one territory already.

    Returns:
        The same rows in the same order.

    Raises:
        WrongUseError: If the frame has no changes, such as one of indices or of average changes.
    """
    missing = [name for name in Changes.to_schema().columns if name not in changes.columns]
    if missing:
        raise WrongUseError(
            f"Bảng thiếu {len(missing)} cột của kết quả so sánh: {', '.join(missing)}. "
            "Hãy đưa vào kết quả của change hoặc compare.",
            f"The frame lacks {len(missing)} column(s) of changes: {', '.join(missing)}. "
            "Pass what change or compare returns.",
        )
    found = tuple(breaks)
    windows = changes.with_columns(
        first=pl.min_horizontal(_start(), window_start("base_start", "base_end")),
        after=pl.max_horizontal(_end(), window_end("base_start", "base_end")),
    )
    crossed = [(each, _crosses(each, windows.columns)) for each in found]
    severe = pl.any_horizontal(
        pl.lit(value=False), *(condition for each, condition in crossed if each.severity == "not_comparable")
    )
    told = severe & pl.col("absolute").is_not_null()
    judged = windows.with_columns(
        breaks=_joined([(each.id, condition) for each, condition in crossed], "; "),
        break_severity=pl.when(severe)
        .then(pl.lit("not_comparable"))
        .when(pl.any_horizontal(pl.lit(value=False), *(condition for _, condition in crossed)))
        .then(pl.lit("warning")),
        break_vi=_joined([(each.text.vi, condition) for each, condition in crossed], " "),
        break_en=_joined([(each.text.en, condition) for each, condition in crossed], " "),
        verdict=pl.when(severe).then(pl.lit("not_comparable")).otherwise("verdict"),
        reason=pl.when(told).then(pl.lit("break")).otherwise("reason"),
        absolute=pl.when(told.not_()).then("absolute"),
        relative=pl.when(told.not_()).then("relative"),
    )
    return as_result(judged.drop("first", "after"), ChangesAcrossBreaks)


def break_points(values: DataFrame[IndicatorValues], breaks: Iterable[Break]) -> DataFrame[BreakPoints]:
    """Where the series of each group and indicator breaks, for a chart to draw and a test of trend to know.

    Args:
        values: Values of several periods; only those with a value make the series.
        breaks: As for :func:`with_breaks`.

    Returns:
        One row for each break that has values before it and values from it on, by group,
        indicator and day.
    """
    keys = keys_of(values)
    series = (
        values.filter(pl.col("value").is_not_null())
        .group_by(keys)
        .agg(_start().min().alias("first"), _end().max().alias("after"))
    )
    points = [
        series.filter(_crosses(each, keys)).select(
            *keys,
            id=pl.lit(each.id),
            first_day=pl.lit(each.first_day),
            severity=pl.lit(each.severity, pl.String),
            text_vi=pl.lit(each.text.vi),
            text_en=pl.lit(each.text.en),
        )
        for each in breaks
    ]
    empty = pl.DataFrame(schema={**dict.fromkeys(keys, pl.String), **column_types(BreakPoints)})
    return as_result(pl.concat([empty, *points]).sort(*keys, "first_day", "id"), BreakPoints)


def _start() -> pl.Expr:
    return window_start("period_start", "period_end")


def _end() -> pl.Expr:
    return window_end("period_start", "period_end")


def _crosses(each: Break, columns: Sequence[str]) -> pl.Expr:
    """Whether a row has days (``first`` to before ``after``) on both sides of a break that touches it."""
    if each.dimensions and not set(each.dimensions) & set(columns):
        return pl.lit(value=False)
    crosses = (pl.col("first") < each.first_day) & (pl.col("after") > each.first_day)
    if each.affects:
        crosses &= pl.col("indicator").is_in(sorted(each.indicators))
    if each.departments:
        crosses &= pl.col("department").is_in(each.departments).fill_null(each.of_total)
    return crosses


def _joined(texts: Sequence[tuple[str, pl.Expr]], separator: str) -> pl.Expr:
    """The texts whose condition holds; null if none does."""
    if not texts:
        return pl.lit(None, pl.String)
    parts = [pl.when(condition).then(pl.lit(text)) for text, condition in texts]
    joined = pl.concat_str(parts, separator=separator, ignore_nulls=True)
    return pl.when(joined != "").then(joined)
