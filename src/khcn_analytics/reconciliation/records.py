"""Printed results against the values computed from records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.periods import Calendar, Period, parse_period, period_from_days
from khcn_analytics.reconciliation.figures import Figure, Quantity, computed_by_key
from khcn_analytics.reconciliation.findings import NO_ACTION, Finding
from khcn_analytics.reconciliation.texts import figure_text, filled_in, listed, name_text, period_text, value_text
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.labels import Label

_AGREES = Label(
    "{name} ({period}) in {values}, đúng với {computed} tính từ bản ghi.",
    "{name} ({period}) is printed as {values}, in accord with {computed} from the records.",
)
_DIFFERS = Label(
    "{name} ({period}) in {values}, nhưng tính từ bản ghi là {computed}.",
    "{name} ({period}) is printed as {values}, but the records give {computed}.",
)
_NOT_COMPARED = Label(
    "Chưa so được {name} ({period}), in {values}, với bản ghi: {why}.",
    "{name} ({period}), printed as {values}, could not be compared with the records: {why}.",
)
_NOT_COMPUTED = Label(
    "không có giá trị tính được cho chỉ số này trong kỳ này của sở này",
    "there is no computed value of this indicator, in this period, of this department",
)


def judge_records(
    quantities: Iterable[Quantity], values: pl.DataFrame, calendar: Calendar = "calendar"
) -> Iterator[Finding]:
    """A finding for each printed result; plans and estimates say nothing of records.

    Args:
        quantities: What was printed.
        values: Values of whole departments (see :class:`IndicatorValues`).
        calendar: How the workspace of the records reads periods.
    """
    computed = computed_by_key(values)
    for each in quantities:
        if each.first.status == "actual":
            yield _judge(each, computed.get(each.first.value_key), calendar)


def _judge(quantity: Quantity, row: dict[str, Any] | None, calendar: Calendar) -> Finding:
    if row is None or row["value"] is None:
        why = _NOT_COMPUTED if row is None else FLAG_LABELS[row["flag"]]
        texts = {**_texts(quantity.figures), "why": why}
        missing = Label(
            "Bổ sung bản ghi, hoặc để nguyên nếu sở không giữ bản ghi loại này.",
            "Add the records, or leave it if the department keeps none of this kind.",
        )
        return Finding("not_compared", "note", quantity.figures, filled_in(_NOT_COMPARED, texts), missing)
    value = row["value"]
    wrong = tuple(each for each in quantity.figures if value not in each.range)
    texts = {**_texts(wrong or quantity.figures), "computed": value_text(value, quantity.first)}
    if not wrong:
        message = filled_in(_AGREES, texts)
        return Finding("record_agrees", "holds", quantity.figures, message, NO_ACTION, computed=value)
    period = period_from_days(row["period_start"], row["period_end"], row["period_kind"])
    how = _how_to_explain(quantity.first.indicator, period, row["department"], calendar)
    look = Label(
        f"Xem các bản ghi được tính: {how.vi}. Sửa bản ghi, hoặc đính chính báo cáo.",
        f"See the records that count: {how.en}. Mend them, or correct the report.",
    )
    return Finding("record_differs", "contradiction", wrong, filled_in(_DIFFERS, texts), look, computed=value)


def _how_to_explain(indicator: str, period: Period, department: str, calendar: Calendar) -> Label:
    """The command; in Python where the command would read the period on another calendar."""
    for text in (period.code, f"{period.code} (chốt ngày 14)"):
        if _read(text, calendar) == period:
            quoted = f'"{text}"' if " " in text else text
            group = f"--period {quoted} --where department={department}"
            return Label(f"khcn explain {indicator} KHO {group}", f"khcn explain {indicator} WORKSPACE {group}")
    same = f'Period("{period.kind}", {period.year}, {period.number}, "{period.calendar}")'
    call = f'kh.explain({{}}, "{indicator}", kh.{same}, {{{{"department": "{department}"}}}})'
    return Label(call.format("kho"), call.format("workspace"))


def _read(text: str, calendar: Calendar) -> Period | None:
    try:
        return parse_period(text, calendar)
    except InvalidPeriodError:
        return None


def _texts(figures: tuple[Figure, ...]) -> dict[str, Label]:
    return {
        "name": name_text(figures[0]),
        "period": period_text(figures[0].days),
        "values": listed([figure_text(each) for each in figures]),
    }
