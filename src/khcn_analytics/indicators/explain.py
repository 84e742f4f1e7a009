"""From a value back to the records behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.indicators.measures import Additive, parts
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.formats import format_date, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language

COUNTED = "counted"
"""Column of the records of an explanation: what each adds to the sum (1 for a count)."""

_NO_VALUE = {
    "zero_denominator": Label("không có giá trị vì mẫu số bằng 0", "no value: the denominator is 0"),
    "not_covered": Label("không có giá trị vì dữ liệu không bao trùm kỳ này", "no value: the data do not cover it"),
    "period_kind": Label("chỉ số này không tính cho loại kỳ này", "not defined for this kind of period"),
}


@dataclass(frozen=True, eq=False, slots=True)
class Explanation:
    """Why a value is what it is.

    Attributes:
        card: The definition.
        period: The period.
        where: The group, dimension -> group.
        value: The value; ``None`` with the reason in ``flag``.
        numerator: What was counted or summed.
        denominator: What it was divided by; ``None`` for counts and sums.
        flag: Why there is no value.
        numerator_records: The records counted, with what each adds in the column ``counted``;
            the column sums to ``numerator``.
        denominator_records: The same for the denominator; ``None`` for counts and sums.
    """

    card: Indicator
    period: Period
    where: Mapping[str, str]
    value: float | None
    numerator: float | None
    denominator: float | None
    flag: str | None
    numerator_records: pl.DataFrame
    denominator_records: pl.DataFrame | None

    def text(self, language: Language = "vi") -> str:
        """Definition, arithmetic and source in words."""
        words = {
            "vi": ("Định nghĩa", "Kỳ", "đến hết", "Phép tính", "Nguồn", "bản ghi"),
            "en": ("Definition", "Period", "to", "Arithmetic", "Source", "records"),
        }[language]
        definition, period, until, arithmetic, source, records = words
        days = f"{format_date(self.period.start, language)} {until} {format_date(self.period.last_day, language)}"
        return "\n".join(
            (
                f"{self.card.label.text(language)} = {self._written(language)}",
                f"{definition}: {self.card.definition.text(language)}",
                f"{period}: {self.period.label(language)} ({days})",
                f"{arithmetic}: {self._arithmetic(language)} [{self.numerator_records.height} {records}]",
                f"{source}: {self.card.source}",
            )
        )

    def _written(self, language: Language) -> str:
        if self.flag is not None:
            return _NO_VALUE[self.flag].text(language)
        value = format_value(self.value, self.card.unit, language)
        unit = self.card.unit.label.text(language)
        return value if value.endswith("%") else f"{value} {unit}"

    def _arithmetic(self, language: Language) -> str:
        above = format_number(self.numerator, language)
        if self.denominator_records is None:
            return above
        return f"{above} : {format_number(self.denominator, language)} = {self._written(language)}"


def explain(
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    indicator: str,
    period: Period,
    where: Mapping[str, str] | None = None,
    *,
    coverage: Mapping[str, Coverage] | None = None,
) -> Explanation:
    """The records and the arithmetic behind one value.

    Args:
        datasets: The records the value was computed from.
        indicator: Code of the indicator.
        period: The period.
        where: The group, for example ``{"department": "cao_bang", "unit": "…"}``; empty for the
            value over everything.
        coverage: As given to :func:`compute`.

    Raises:
        UnknownNameError: If the indicator, a dimension or the group doesn't exist.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.periods import Period
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"),
        ...     started_on=pl.date_range(pl.date(2020, 5, 1), pl.date(2020, 5, 3)), subjects=pl.lit(7),
        ... )
        >>> why = explain({"inspections": frame}, "inspections.checked_subjects", Period("year", 2020))
        >>> why.value, why.numerator_records["counted"].to_list()
        (21.0, [7, 7, 7])
    """
    card, group = indicator_named(indicator), dict(where or {})
    values: pl.DataFrame = compute(datasets, [period], tuple(group), [indicator], coverage=coverage)
    for name, wanted in group.items():
        if wanted not in values[name]:
            raise UnknownNameError(f"nhóm “{name}”", f"group of “{name}”", wanted, values[name].unique())
        values = values.filter(pl.col(name) == wanted)
    row = values.row(0, named=True)
    records = datasets[card.dataset].lazy()
    for name, wanted in group.items():
        records = records.filter(DIMENSIONS[card.dataset][name].group == wanted)
    above, below = parts(card.measure)
    explanation = Explanation(
        card=card,
        period=period,
        where=group,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        flag=row["flag"],
        numerator_records=_records(records, above, period),
        denominator_records=None if below is None else _records(records, below, period),
    )
    _assert_adds_up(explanation)
    return explanation


def _records(records: pl.LazyFrame, measure: Additive, period: Period) -> pl.DataFrame:
    weight = pl.lit(1) if measure.weight is None else measure.weight
    counted = records.filter(measure.select(period.start, period.end))
    return counted.with_columns(weight.cast(pl.Int64).alias(COUNTED)).collect()


def _assert_adds_up(explanation: Explanation) -> None:
    # NOTE: records are selected one by one and values are computed from running totals; should the
    # two ways ever disagree, no explanation is better than a wrong one.
    for total, records in (
        (explanation.numerator, explanation.numerator_records),
        (explanation.denominator, explanation.denominator_records),
    ):
        if total is not None and records is not None and float(records[COUNTED].sum()) != total:
            raise RuntimeError(f"{explanation.card.code}: records sum to {records[COUNTED].sum()}, value is {total}")
