"""Printed results against the values computed from records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from khcn_analytics.periods import period_from_days
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


def judge_records(quantities: Iterable[Quantity], values: pl.DataFrame) -> Iterator[Finding]:
    """A finding for each printed result; plans and estimates say nothing of records.

    Args:
        quantities: What was printed.
        values: Values of whole departments (see :class:`IndicatorValues`).
    """
    computed = computed_by_key(values)
    for each in quantities:
        if each.first.status == "actual":
            yield _judge(each, computed.get(each.first.value_key))


def _judge(quantity: Quantity, row: dict[str, Any] | None) -> Finding:
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
    indicator, group = quantity.first.indicator, f"--period {period.code} --where department={row['department']}"
    look = Label(
        f"Xem các bản ghi được tính: khcn explain {indicator} KHO {group}. Sửa bản ghi, hoặc đính chính báo cáo.",
        f"See the records that count: khcn explain {indicator} WORKSPACE {group}. Mend them, or correct the report.",
    )
    return Finding("record_differs", "contradiction", wrong, filled_in(_DIFFERS, texts), look, computed=value)


def _texts(figures: tuple[Figure, ...]) -> dict[str, Label]:
    return {
        "name": name_text(figures[0]),
        "period": period_text(figures[0].days),
        "values": listed([figure_text(each) for each in figures]),
    }
