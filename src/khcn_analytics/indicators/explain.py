"""From a value back to the records behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.derived import with_derived
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.indicators.measures import Additive, Ratio, columns_read, parts
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Calendar, Period
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import format_date, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language

COUNTED = "counted"
"""Column of the records of an explanation: what each adds to the sum (1 for a count)."""

LINE_LABELS: dict[str, Label] = {
    "definition": Label("Định nghĩa", "Definition"),
    "period": Label("Kỳ", "Period"),
    "group": Label("Phạm vi", "Group"),
    "arithmetic": Label("Phép tính", "Arithmetic"),
    "source": Label("Nguồn", "Source"),
    "data": Label("Dữ liệu", "Data"),
}
"""What stands before each line of an explanation, wherever it is told."""

_NO_VALUE = Label("không có giá trị: {why}", "no value: {why}")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Explanation(Shown):
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
            the column sums to ``numerator``. None where the period or the kind of period is not known.
        denominator_records: The same for the denominator; ``None`` for counts and sums.

    Examples:
        >>> import khcn_analytics as kh
        >>> why = kh.explain(kh.reconstructed_workspace("kon_tum_2022"), "tasks.accepted", "2022")
        >>> isinstance(why, kh.Explanation), why.numerator == why.numerator_records["counted"].sum()
        (True, True)
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

    def __str__(self) -> str:
        return self.text()

    def _shown(self) -> Display:
        languages: tuple[Language, Language] = ("vi", "en")
        told = {
            "definition": self.card.definition,
            "period": Label(*(self.period_text(each) for each in languages)),
            "arithmetic": Label(*(self.arithmetic(each) for each in languages)),
            "source": Label(self.card.source, self.card.source),
        }
        values = [f"{self.card.label.text(each)} = {self.value_text(each)}" for each in languages]
        return Display(
            Label("Vì sao có giá trị này", "Why a value is what it is"),
            Label(*values),
            code=self.card.code,
            facts=[(LINE_LABELS[name], text) for name, text in told.items() if text.vi],
            then=["….numerator_records", "….denominator_records"],
            tone="plain" if self.flag is None else "look",
        )

    @property
    def denominator_dataset(self) -> str:
        """What the records of the denominator are."""
        other = self.card.measure.denominator_dataset if isinstance(self.card.measure, Ratio) else None
        return other or self.card.dataset

    @property
    def columns_read(self) -> list[str]:
        """The columns that decided which records count, and how much."""
        measures = [each for each in parts(self.card.measure) if each is not None]
        return list(dict.fromkeys(name for each in measures for name in columns_read(each)))

    def text(self, language: Language = "vi") -> str:
        """Definition, arithmetic and source in words."""
        told = {
            "definition": self.card.definition.text(language),
            "period": self.period_text(language),
            "arithmetic": self.arithmetic(language),
            "source": self.card.source,
        }
        title = f"{self.card.label.text(language)} = {self.value_text(language)}"
        return "\n".join(
            [title, *(f"{LINE_LABELS[each].text(language)}: {text}" for each, text in told.items() if text)]
        )

    def period_text(self, language: Language = "vi") -> str:
        """The period and its first and last day."""
        until = Label("đến hết", "to").text(language)
        first, last = format_date(self.period.start, language), format_date(self.period.last_day, language)
        return f"{self.period.label(language)} ({first} {until} {last})"

    def value_text(self, language: Language = "vi") -> str:
        """The value with its unit, or why there is none."""
        if self.flag is not None:
            return _NO_VALUE.text(language).format(why=FLAG_LABELS[self.flag].text(language))
        value = format_value(self.value, self.card.unit, language)
        return value if value.endswith("%") else f"{value} {self.card.unit.label.text(language)}"

    def arithmetic(self, language: Language = "vi") -> str:
        """How the value comes from its records; empty where nothing was counted."""
        if self.numerator is None:
            return ""
        above, below = parts(self.card.measure)
        top = _added(above, self.numerator_records, language)
        if below is None or self.denominator_records is None:
            return top
        per = self.card.measure.per if isinstance(self.card.measure, Ratio) else 1
        times = "" if per == 1 else f" × {format_number(per, language)}"
        names = Label("tử số: {top}; mẫu số: {bottom}", "numerator: {top}; denominator: {bottom}").text(language)
        bottom = _added(below, self.denominator_records, language)
        return (
            f"{format_number(self.numerator, language)} : {format_number(self.denominator, language)}{times} = "
            f"{self.value_text(language)} ({names.format(top=top, bottom=bottom)})"
        )


def _added(measure: Additive, records: pl.DataFrame, language: Language) -> str:
    """What was done with the records, and what it came to."""
    count = format_number(records.height, language)
    if measure.weight is None:
        return Label(f"đếm được {count} bản ghi", f"{count} records counted").text(language)
    total = format_number(int(records[COUNTED].sum()), language)
    return Label(f"cộng {count} bản ghi được {total}", f"{count} records add up to {total}").text(language)


def explain(
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    indicator: str,
    period: Period,
    where: Mapping[str, str] | None = None,
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> Explanation:
    """The records and the arithmetic behind one value.

    Args:
        datasets: The records the value was computed from.
        indicator: Code of the indicator.
        period: The period.
        where: The group, for example ``{"department": "cao_bang", "unit": "…"}``; empty for the
            value over everything.
        coverage: As given to :func:`compute`.
        calendar: As given to :func:`compute`.

    Raises:
        UnknownNameError: If the indicator, a dimension or the group doesn't exist.
        WrongUseError: If a dataset it needs was not given, or a group is no text.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.periods import Calendar, Period
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"),
        ...     started_on=pl.date_range(pl.date(2020, 5, 1), pl.date(2020, 5, 3)), subjects=pl.lit(7),
        ... )
        >>> why = explain({"inspections": frame}, "inspections.checked_subjects", Period("year", 2020))
        >>> why.value, why.numerator_records["counted"].to_list()
        (21.0, [7, 7, 7])
    """
    card, group = indicator_named(indicator), dict(where or {})
    for name, wanted in group.items():
        if not isinstance(wanted, str):
            raise WrongUseError(
                f"Nhóm “{name}” cần là chữ, như trong kết quả: “true”, “provincial”; không phải {wanted!r}.",
                f"The group of “{name}” is a text, as in results: “true”, “provincial”; not {wanted!r}.",
            )
    values_of = partial(compute, datasets, coverage=coverage, calendar=calendar)
    values: pl.DataFrame = values_of([period], tuple(group), [indicator])
    for name, wanted in group.items():
        if wanted not in values[name]:
            raise UnknownNameError(f"nhóm “{name}”", f"group of “{name}”", wanted, values[name].unique())
        values = values.filter(pl.col(name) == wanted)
    row = values.row(0, named=True)
    records = with_derived(datasets, card.datasets, values_of, calendar)
    above, below = parts(card.measure)
    below_from = card.measure.denominator_dataset if isinstance(card.measure, Ratio) else None
    is_counted = row["numerator"] is not None
    explanation = Explanation(
        card=card,
        period=period,
        where=group,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        flag=row["flag"],
        numerator_records=_records(records, card.dataset, above, period, group, is_counted=is_counted),
        denominator_records=None
        if below is None
        else _records(records, below_from or card.dataset, below, period, group, is_counted=is_counted),
    )
    _assert_adds_up(explanation)
    return explanation


def _records(
    datasets: Mapping[str, pl.LazyFrame],
    dataset: str,
    measure: Additive,
    period: Period,
    group: Mapping[str, str],
    *,
    is_counted: bool,
) -> pl.DataFrame:
    """The records of a group that a measure counts, with what each adds."""
    of_group = [DIMENSIONS[dataset][name].group == wanted for name, wanted in group.items()]
    selected = measure.select(period.start, period.end) & pl.lit(value=is_counted)
    counted = datasets[dataset].filter(*of_group, selected)
    weight = pl.lit(1) if measure.weight is None else measure.weight
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
