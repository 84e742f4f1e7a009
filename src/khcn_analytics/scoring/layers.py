"""What units gave themselves, what the review made of it, and what was decided."""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.results import UNIT, LayerDifferences
from khcn_analytics.scoring.schemes import Layer, Scheme
from khcn_analytics.scoring.scores import score

_LAYERS: tuple[Layer, ...] = ("self", "reviewed", "decided")
_LINE = [*UNIT, "code"]


def layer_differences(scheme: Scheme, period: Period, inputs: ScoreInputs) -> DataFrame[LayerDifferences]:
    """The points of the three layers side by side, with who changed them, when and why.

    Names of those who gave points are personal data, as they are in ``score_entries``.

    Args:
        scheme: The scheme.
        period: The period that is scored.
        inputs: The records.

    Returns:
        One row a unit and criterion or item, in the order of the points.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> found = kh.scoring.layer_differences(scores.scheme, scores.period, scores.inputs)
        >>> found.select("unit", "code", "self", "decided").row(0)
        ('Chi cục Tiêu chuẩn Đo lường Chất lượng', 'A1', 15.0, 15.0)
    """
    by_layer = {layer: score(scheme, period, inputs, layer).points for layer in _LAYERS}
    found = by_layer["self"].select(*_LINE, "kind")
    for layer, points in by_layer.items():
        found = _beside(found, points.select(*_LINE, pl.col("points").alias(layer)))
        found = _beside(found, _told(inputs.entries, layer))
    of_events = _reasons_of_events(inputs.events)
    found = _beside(found, of_events).with_columns(
        review_change=pl.col("reviewed") - pl.col("self"),
        decision_change=pl.col("decided") - pl.col("reviewed"),
        reviewed_reason=pl.coalesce("reviewed_reason", "event_reason"),
    )
    changes = pl.col("review_change", "decision_change").round(9)
    chosen = found.with_columns(changes).select(
        pl.col(name).cast(kind) for name, kind in column_types(LayerDifferences).items()
    )
    return as_result(chosen, LayerDifferences)


def _beside(frame: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    return frame.join(more, on=_LINE, how="left", nulls_equal=True, maintain_order="left")


def _told(entries: pl.DataFrame, layer: Layer) -> pl.DataFrame:
    """Who gave the points of a layer, when and why."""
    return entries.filter(pl.col("layer") == layer).select(
        *UNIT,
        pl.col("criterion").alias("code"),
        pl.col("scored_by").alias(f"{layer}_by"),
        pl.col("scored_on").alias(f"{layer}_on"),
        pl.col("reason").alias(f"{layer}_reason"),
    )


def _reasons_of_events(events: pl.DataFrame) -> pl.DataFrame:
    """Why events of each item were accepted or not."""
    told = events.filter(pl.col("reason").is_not_null()).sort("event_id")
    return told.group_by(*UNIT, pl.col("item").alias("code"), maintain_order=True).agg(
        event_reason=pl.col("reason").str.join("; ")
    )
