"""What can't be right about the inputs of a scoring: each mistake says where, how many and what now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from khcn_analytics.scoring.billionths import DECIMALS
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.rules import Manual
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label

_EXAMPLES = 3


def input_mistakes(
    scheme: Scheme,
    *,
    participants: pl.DataFrame,
    values: pl.DataFrame,
    targets: pl.DataFrame,
    entries: pl.DataFrame,
    events: pl.DataFrame,
) -> list[Label]:
    """Everything in these frames that does not fit the scheme or each other.

    Args:
        scheme: The scheme.
        participants: Who is scored.
        values: Values of its indicators.
        targets: Targets of its indicators.
        entries: What people gave.
        events: Bonus and penalty.
    """
    found = (
        *_participants(scheme, participants),
        *_numbers(values, targets, entries, events),
        *_repeats(values, targets, entries, events),
        *_strangers(participants, entries, events),
        *_entries(scheme, entries),
        *_events(scheme, events),
    )
    return [each for each in found if each is not None]


def _participants(scheme: Scheme, participants: pl.DataFrame) -> Iterator[Label | None]:
    if participants.is_empty():
        yield Label(
            "không có đơn vị nào được chấm theo bảng này trong kỳ này; hãy kiểm tra bảng khối, cụm thi đua (score_groups)",
            "nobody is scored by this scheme for this period; check score_groups",
        )
    whole = pl.col("unit").is_null()
    wrong_kind = whole if scheme.scored == "unit" else ~whole
    wanted = Label("từng đơn vị", "units") if scheme.scored == "unit" else Label("cả sở", "whole departments")
    yield _told(
        participants.filter(wrong_kind),
        Label(f"bảng này chấm {wanted.vi}, không phải", f"this scheme scores {wanted.en}, not"),
        UNIT,
    )
    yield _told(
        participants.filter(pl.struct(UNIT).is_duplicated()),
        Label("đơn vị được ghi nhiều lần trong cùng một kỳ", "units that are there several times"),
        UNIT,
    )


def _numbers(
    values: pl.DataFrame, targets: pl.DataFrame, entries: pl.DataFrame, events: pl.DataFrame
) -> Iterator[Label | None]:
    """What is infinite or no number at all."""
    message = Label("con số vô hạn hoặc không phải là số", "numbers that are infinite or no numbers")
    for frame, key, columns in (
        (values, "indicator", ["value"]),
        (targets, "indicator", ["target"]),
        (entries, "criterion", ["actual", "points"]),
        (events, "event_id", ["quantity"]),
    ):
        yield _told(frame.filter(pl.any_horizontal(pl.col(columns).is_finite().not_())), message, (*UNIT, key))


def _repeats(
    values: pl.DataFrame, targets: pl.DataFrame, entries: pl.DataFrame, events: pl.DataFrame
) -> Iterator[Label | None]:
    for frame, key, message in (
        (values, (*UNIT, "indicator"), Label("chỉ số có nhiều giá trị", "indicators with several values")),
        (targets, (*UNIT, "indicator"), Label("chỉ số có nhiều chỉ tiêu", "indicators with several targets")),
        (
            entries,
            (*UNIT, "criterion", "layer"),
            Label("tiêu chí được chấm nhiều lần ở cùng một bước", "criteria scored several times in one layer"),
        ),
        (
            events,
            ("department", "event_id"),
            Label("mã điểm thưởng, điểm trừ bị trùng", "events with the same ID"),
        ),
    ):
        yield _told(frame.filter(pl.struct(key).is_duplicated()), message, key)


def _strangers(participants: pl.DataFrame, entries: pl.DataFrame, events: pl.DataFrame) -> Iterator[Label | None]:
    for frame, key, message in (
        (entries, "criterion", Label("điểm chấm của đơn vị không được chấm", "entries of units that are not scored")),
        (
            events,
            "event_id",
            Label("điểm thưởng, điểm trừ của đơn vị không được chấm", "events of units that are not scored"),
        ),
    ):
        others = frame.join(participants, on=UNIT, how="anti", nulls_equal=True, maintain_order="left")
        yield _told(others, message, (*UNIT, key))


def _entries(scheme: Scheme, entries: pl.DataFrame) -> Iterator[Label | None]:
    maxima = {each.code: float(each.maximum) for each in scheme.criteria}
    key = (*UNIT, "criterion", "layer")
    yield _told(
        entries.filter(pl.col("criterion").is_in(list(maxima)).not_()),
        Label("điểm chấm cho tiêu chí không có trong bảng", "entries for criteria the scheme doesn't have"),
        key,
    )
    maximum = pl.col("criterion").replace_strict(maxima, default=None, return_dtype=pl.Float64)
    yield _told(
        entries.filter(pl.col("points").is_finite(), (pl.col("points") - maximum).round(DECIMALS) > 0),
        Label("điểm chấm cao hơn điểm tối đa của tiêu chí", "points above the maximum of the criterion"),
        (*key, "points"),
    )
    yield _told(
        entries.filter(pl.col("points") < 0),
        Label("điểm chấm nhỏ hơn 0", "points below 0"),
        (*key, "points"),
    )
    counted = [each.code for each in scheme.criteria if each.indicator is not None or isinstance(each.rule, Manual)]
    yield _told(
        entries.filter(pl.col("points").is_null() & pl.col("criterion").is_in(counted)),
        Label(
            "dòng không có điểm cho tiêu chí chấm theo chỉ số hoặc chấm tay, nên không dùng được",
            "rows without points for criteria that an indicator counts or people score, so they can't be used",
        ),
        key,
    )


def _events(scheme: Scheme, events: pl.DataFrame) -> Iterator[Label | None]:
    items = [each.code for each in scheme.events]
    key = (*UNIT, "event_id", "item")
    yield _told(
        events.filter(pl.col("item").is_in(items).not_()),
        Label("điểm thưởng, điểm trừ ở mục không có trong bảng", "events of items the scheme doesn't have"),
        key,
    )
    by_indicator = [each.code for each in scheme.events if each.indicator is not None]
    yield _told(
        events.filter(pl.col("item").is_in(by_indicator)),
        Label("điểm thưởng, điểm trừ ở mục đã tính theo chỉ số", "events of items that an indicator counts"),
        key,
    )
    yield _told(
        events.filter(pl.col("quantity") <= 0),
        Label("số lượng không lớn hơn 0 (điểm trừ cũng ghi số dương)", "quantities not above 0 (of penalties too)"),
        (*key, "quantity"),
    )


def _told(rows: pl.DataFrame, message: Label, columns: Sequence[str]) -> Label | None:
    """A mistake with its number of rows and the first of them; ``None`` where there are none."""
    if rows.is_empty():
        return None
    shown = [
        " · ".join(_text(each) for each in row if each is not None)
        for row in rows.select(columns).unique(maintain_order=True).head(_EXAMPLES).rows()
    ]
    examples = "; ".join(shown)
    return Label(f"{message.vi}: {rows.height} dòng ({examples})", f"{message.en}: {rows.height} row(s) ({examples})")


def _text(value: object) -> str:
    return format_number(value, decimals=2) if isinstance(value, float) and abs(value) < float("inf") else str(value)
