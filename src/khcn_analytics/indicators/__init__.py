"""What an indicator is made of, and how one's own is added.

    import khcn_analytics as kh
    import polars as pl

    card = kh.Indicator(
        code="tasks.accepted_late",
        measure=kh.indicators.Flow("accepted_on", where=pl.col("accepted_on") > pl.col("due_on")),
        ...,
    )
    kh.indicators.add_indicator(card)

A card (``kh.Indicator``) says what is counted, by one of a few general measures; the engine makes values of it.
All cards are in ``kh.INDICATORS``.
"""

from khcn_analytics.indicators.adding import add_indicator
from khcn_analytics.indicators.measures import Flow, Level, Mean, Ratio, Running, Stock
from khcn_analytics.vocabulary.units import Direction, Unit

__all__ = ["Direction", "Flow", "Level", "Mean", "Ratio", "Running", "Stock", "Unit", "add_indicator"]
