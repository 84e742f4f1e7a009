"""The points of each criterion and each bonus or penalty item, in one layer and before anything is added up.

A layer is taken as it is: points entered in it, or else points computed from the indicator or from what was
counted in that layer. What was entered in another layer never stands in.
"""

from __future__ import annotations

import polars as pl

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.achieving import achieved
from khcn_analytics.scoring.billionths import MOST_POINTS, billionths, rounded
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.schemes import Criterion, EventItem, Layer, Scheme

WHO = "who"
"""Position of a participant, from 0, in :func:`people_of`."""

_COLUMNS: dict[str, pl.DataType] = {
    WHO: pl.UInt32(),
    "code": pl.String(),
    "kind": pl.String(),
    "maximum": pl.Float64(),
    "actual": pl.Float64(),
    "target": pl.Float64(),
    "share": pl.Float64(),
    "exact": pl.Int64(),
    "points": pl.Int64(),
    "origin": pl.String(),
    "reason": pl.String(),
}


def people_of(inputs: ScoreInputs) -> pl.DataFrame:
    """Who is scored, in an order that does not depend on that of the rows."""
    return inputs.participants.sort(UNIT).with_row_index(WHO)


def awarded(scheme: Scheme, inputs: ScoreInputs, layer: Layer, people: pl.DataFrame) -> pl.DataFrame:
    """Points in billionths of every participant for every criterion and item, in the order of the scheme.

    Args:
        scheme: The scheme.
        inputs: The records.
        layer: The layer.
        people: The participants, from :func:`people_of`.

    Returns:
        The columns of :class:`ScorePoints` with ``who`` instead of the unit; ``exact`` and ``points`` in
        billionths. ``share`` of a missing criterion that the scheme counts as zero is 0.
    """
    who = people.drop("rank_group")
    values = _of(who, inputs.values)
    targets = _of(who, inputs.targets)
    entries = _of(who, inputs.entries.filter(pl.col("layer") == layer))
    events = _of(who, _counting(inputs.events, layer))
    criteria = [
        _criterion(each, scheme, people, values=values, targets=targets, entries=entries) for each in scheme.criteria
    ]
    items = [_item(each, people, values, events) for each in scheme.events]
    return pl.concat([pl.DataFrame(schema=_COLUMNS), *criteria, *items])


def _of(who: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Records with the position of the participant they are of."""
    return records.join(who, on=UNIT, how="inner", nulls_equal=True, maintain_order="left").drop(UNIT)


def _is_of(indicator: str | None) -> pl.Expr:
    """Whether a row is of an indicator; none is where there is no indicator."""
    return pl.col("indicator") == pl.lit(indicator, pl.String)


def _counting(events: pl.DataFrame, layer: Layer) -> pl.DataFrame:
    """Events that count in a layer: a unit claims what was later accepted, or not."""
    return events if layer == "self" else events.filter(pl.col("status") == "accepted")


def _criterion(
    criterion: Criterion,
    scheme: Scheme,
    people: pl.DataFrame,
    *,
    values: pl.DataFrame,
    targets: pl.DataFrame,
    entries: pl.DataFrame,
) -> pl.DataFrame:
    given = entries.filter(pl.col("criterion") == criterion.code).select(WHO, "points", pl.col("actual").alias("noted"))
    own = targets.filter(_is_of(criterion.indicator)).select(WHO, "target", "operator")
    counted = _counted(criterion.indicator, people, values)
    frame = counted.join(given, on=WHO, how="left").join(own, on=WHO, how="left").sort(WHO)
    if criterion.indicator is None:
        nothing = pl.when(pl.col("noted").is_null()).then(pl.lit("not_entered"))
        frame = frame.with_columns(actual="noted", reason=nothing)
    found = achieved(frame.rename({"points": "given"}), criterion)
    is_given = pl.col("given").is_not_null()
    share = pl.when(is_given).then((pl.col("given") / criterion.maximum).clip(0, 1)).otherwise("share")
    if criterion.missing == "zero":
        share = share.fill_null(0.0)
    # Entered points are taken as they are, not by way of their share.
    exact = billionths(pl.coalesce("given", share * criterion.maximum))
    return _rows(
        found.with_columns(
            reason=pl.when(~is_given).then("reason"),
            origin=pl.when(is_given).then(pl.lit("entered")).when(pl.col("reason").is_null()).then(pl.lit("computed")),
            share=share,
            exact=exact,
            points=_rounded_here(exact, scheme),
        ),
        criterion.code,
        "criterion",
        criterion.maximum,
    )


def _rounded_here(exact: pl.Expr, scheme: Scheme) -> pl.Expr:
    return rounded(exact, scheme.rounding.decimals) if "criterion" in scheme.rounding.at else exact


def _counted(indicator: str | None, people: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """``actual`` of each participant by an indicator, or the ``reason`` why there is none."""
    found = values.filter(_is_of(indicator)).select(WHO, pl.col("value").alias("actual"), "flag")
    joined = people.select(WHO, "rank_group").join(found, on=WHO, how="left")
    reason = pl.when(pl.col("actual").is_null()).then(pl.coalesce("flag", pl.lit("not_in_values")))
    return joined.with_columns(reason=reason).drop("flag")


def _item(item: EventItem, people: pl.DataFrame, values: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    if item.indicator is None:
        of_item = events.filter(pl.col("item") == item.code).sort("event_id")
        found = of_item.group_by(WHO, maintain_order=True).agg(actual=pl.col("quantity").sum())
        counted = (
            people.select(WHO)
            .join(found, on=WHO, how="left")
            .with_columns(pl.col("actual").fill_null(0.0), reason=pl.lit(None, pl.String))
        )
    else:
        counted = _counted(item.indicator, people, values)
    _refuse_too_many(item, people, counted)
    # Less than nothing neither costs a bonus nor takes back a penalty.
    exact = billionths(pl.col("actual").clip(lower_bound=0) * item.points_each)
    points = exact if item.cap is None else pl.min_horizontal(exact, billionths(pl.lit(item.cap)))
    origin = "entered" if item.indicator is None else "computed"
    return _rows(
        counted.sort(WHO).with_columns(
            target=pl.lit(None, pl.Float64),
            share=pl.lit(None, pl.Float64),
            exact=exact,
            points=pl.when(exact.is_not_null()).then(points),
            origin=pl.when(pl.col("reason").is_null()).then(pl.lit(origin)),
        ),
        item.code,
        item.kind,
        item.cap,
    )


def _refuse_too_many(item: EventItem, people: pl.DataFrame, counted: pl.DataFrame) -> None:
    found = counted.filter(pl.col("actual") * item.points_each > MOST_POINTS).join(people, on=WHO).sort(WHO)
    if found.is_empty():
        return
    first = found.row(0, named=True)
    name = first["unit"] or first["department"]
    raise WrongUseError(
        f"Mục {item.code}: {found.height} đơn vị vượt quá {MOST_POINTS} điểm, đầu tiên là “{name}” "
        f"({first['actual']:g} × {item.points_each:g}). Hãy kiểm tra số lượng đã ghi.",
        f"Item {item.code}: {found.height} unit(s) come to more than {MOST_POINTS} points, the first “{name}” "
        f"({first['actual']:g} × {item.points_each:g}). Check the quantities that were recorded.",
    )


def _rows(frame: pl.DataFrame, code: str, kind: str, maximum: float | None) -> pl.DataFrame:
    return frame.with_columns(code=pl.lit(code), kind=pl.lit(kind), maximum=pl.lit(maximum, pl.Float64)).select(
        pl.col(name).cast(wanted) for name, wanted in _COLUMNS.items()
    )
