"""The budget of trends: what changed, where from, and whether it is a trend, for a whole department at once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from benchmarks.measuring import ratio
from khcn_analytics.indicators.measures import Mean, Ratio
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import years
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends import change, contributions, trend_tests

YEARS = years(2021, 2025)
CODES = tuple(INDICATORS)[:60]
UNITS = 30


def trend_measures() -> list[dict[str, Any]]:
    """Measure changes, contributions and trend tests together: in seconds, and beside one join that finds the bases."""
    values = made_up_values()
    of_values = (
        f"changes, contributions and trend tests of {len(YEARS)} years x {len(CODES)} indicators x {UNITS} units"
    )
    beside_join = ratio(
        f"{of_values} / joining each value with its base", 100.0, lambda: judged(values), lambda: bare_join(values)
    )
    seconds = {"what": f"seconds of {of_values}", "bound": 1.0, "measured": round(beside_join["seconds"]["ours"], 3)}
    return [seconds, beside_join]


def judged(values: DataFrame[IndicatorValues]) -> list[pl.DataFrame]:
    """Every change, the parts of the units in each change from year to year, and a test of every series."""
    parts = [contributions(values, this, last) for last, this in pairwise(YEARS)]
    return [change(values), *parts, trend_tests(values)]


def bare_join(values: pl.DataFrame) -> pl.DataFrame:
    """Each value beside that of the year before, without any judgement."""
    later = pl.col("period_start").dt.offset_by("1y")
    bases = values.select("department", "unit", "indicator", later, base="value")
    return values.join(bases, on=["department", "unit", "indicator", "period_start"], how="left").with_columns(
        absolute=pl.col("value") - pl.col("base")
    )


def made_up_values() -> DataFrame[IndicatorValues]:
    """Values from formulas: no two years alike, ratios with what they are made of."""
    periods = pl.DataFrame(
        [(each.start, each.end, each.kind) for each in YEARS],
        schema={"period_start": pl.Date, "period_end": pl.Date, "period_kind": pl.String},
        orient="row",
    )
    units = pl.select(department=pl.lit("so_0"), unit=pl.format("Phòng {}", pl.int_range(UNITS)))
    divided = [code for code in CODES if isinstance(INDICATORS[code].measure, Ratio | Mean)]
    per = {code: card.measure.per for code, card in INDICATORS.items() if isinstance(card.measure, Ratio)}
    number = pl.col("number")
    numerator = (number * 4_447 % 10_007 % 89 + 10).cast(pl.Float64)
    denominator = pl.when(pl.col("indicator").is_in(divided)).then(
        (number * 7_919 % 10_007 % 50 + 100).cast(pl.Float64)
    )
    times = pl.col("indicator").replace_strict(per, default=1, return_dtype=pl.Int64)
    rows = (
        units.join(pl.DataFrame({"indicator": CODES}), how="cross")
        .join(periods, how="cross")
        .with_row_index("number")
        .with_columns(numerator=numerator, denominator=denominator)
        .with_columns(
            value=pl.col("numerator") * times / pl.col("denominator").fill_null(1.0), flag=pl.lit(None, pl.String)
        )
    )
    figures = ["value", "numerator", "denominator", "flag"]
    return as_result(rows.select("department", "unit", "indicator", *periods.columns, *figures), IndicatorValues)
