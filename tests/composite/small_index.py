"""A small index many tests are about: two pillars, one indicator divided by the population, one better when lower."""

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node

NODES = (
    Node("score", "aggregate", name_vi="Điểm chung", name_en="Overall score"),
    Node("inputs", "aggregate", "score", weight=1),
    Node("results", "aggregate", "score", weight=3),
    Node("spending", "indicator", "inputs", low=0, high=10, target=8),
    Node("patents", "indicator", "results", weight=2, denominator="people", per=1000),
    Node("late", "indicator", "results", weight=1, direction="lower", low=0, high=20),
    Node("people", "denominator"),
    Node("region", "group"),
)
INDEX = CompositeIndex(NODES)

# Patents per 1,000 people: 1, 2, 3, 5.
DATA = pl.DataFrame(
    {
        "unit": ["A", "B", "C", "D"],
        "spending": [2, 4, 6, 10],
        "patents": [1, 4, 3, 10],
        "late": [10, 5, 0, 20],
        "people": [1000, 2000, 1000, 2000],
        "region": ["north", "north", "south", "south"],
    }
)
