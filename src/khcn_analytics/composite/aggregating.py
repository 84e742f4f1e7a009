"""Indicators gathered into aggregates, level by level, up to the top.

Weights are those of the children that have a value, so that a missing one neither counts as 0 nor
pulls the score down; how many may be missing is said by ``least_share`` and never assumed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import polars as pl

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.ranking import NEGLIGIBLE
from khcn_analytics.composite.requiring import is_number, with_numbers
from khcn_analytics.composite.social_choice import copeland, outranking
from khcn_analytics.composite.stages import Stage, all_notes, notes_where
from khcn_analytics.errors import UnknownNameError, WrongUseError

Method = Literal["arithmetic", "geometric", "harmonic", "copeland"]
Methods = Method | Mapping[int | str, Method]
"""One for all aggregates, or one for each level, or one for each aggregate by its code."""


def aggregate(
    data: pl.DataFrame,
    index: CompositeIndex,
    method: Methods = "arithmetic",
    *,
    least_share: float = 1.0,
    unit: str = "unit",
) -> Stage:
    """Every aggregate of the index.

    Args:
        data: One row a unit, indicators normalised.
        index: Says what belongs to what, and the weights.
        method: For all levels, for each level its own (2 is the lowest, see ``CompositeIndex.level``), or for
            each aggregate its own, by its code.
            ``copeland`` counts the units an aggregate beats less those that beat it, each pair by
            the weight of the children in which it is better; it needs every child.
        least_share: The share of its children that must have a value; below, the aggregate is null with a note.
        unit: Column of the units.

    Returns:
        The units and a column for each aggregate, children before parents.

    Raises:
        UnknownNameError: If a method is unknown.
        WrongUseError: If levels or aggregates lack a method or have one too many, the share is not above 0 and
            at most 1, values are no finite numbers, or a geometric or harmonic mean is asked of values that are
            not positive.
        MissingColumnsError: If an indicator is not among the data.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import aggregate, CompositeIndex, MinMax, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> scaled = normalise(data, index, MinMax(0, 100)).frame
        >>> aggregate(scaled, index).frame.rows()
        [('X', 50.0), ('Y', 25.0), ('Z', 75.0)]
    """
    if not (is_number(least_share) and 0 < least_share <= 1):
        raise WrongUseError(
            f"least_share phải lớn hơn 0 và không quá 1, đang là {least_share}.",
            f"least_share must be above 0 and at most 1; it is {least_share}.",
        )
    methods = methods_of(index, method)
    whole = with_numbers(data, [each.code for each in index.indicators], unit=unit)
    notes = []
    for node in index.aggregates:
        children = index.children(node.code)
        share = 1.0 if methods[node.code] == "copeland" else least_share
        scores = _scores(whole, children, methods[node.code], unit)
        enough = pl.mean_horizontal(pl.col(each.code).is_not_null() for each in children) >= share
        whole = whole.with_columns(pl.when(enough).then(scores).alias(node.code))
        lost = pl.when(pl.col("after").is_null()).then(pl.lit("too_few_parts"))
        notes.append(notes_where(data, whole, node.code, lost, unit=unit))
    return Stage("aggregated", whole.select(unit, *(each.code for each in index.aggregates)), all_notes(notes))


def methods_of(index: CompositeIndex, method: Methods) -> dict[str, Method]:
    """How each aggregate of an index is made, by its code.

    Raises:
        UnknownNameError: If a method is unknown.
        WrongUseError: If levels or aggregates lack a method or have one too many.
    """
    codes = [each.code for each in index.aggregates]
    if not isinstance(method, Mapping):
        return dict.fromkeys(codes, _known(method))
    given = {key: _known(each) for key, each in method.items()}
    if set(given) == set(codes):
        return {code: given[code] for code in codes}
    if set(given) == set(index.levels):
        return {code: given[index.level(code)] for code in codes}
    told = ", ".join(map(str, given))
    raise WrongUseError(
        f"Cách gộp phải nêu cho đúng các cấp {list(index.levels)}, hoặc đúng các nhóm {', '.join(codes)}; "
        f"đang nêu cho {told or 'không có gì'}.",
        f"Methods are needed for exactly the levels {list(index.levels)}, or exactly the aggregates "
        f"{', '.join(codes)}; given are {told or 'none'}.",
    )


def _known(method: Method) -> Method:
    if method not in get_args(Method):
        raise UnknownNameError("cách gộp", "way to aggregate", method, get_args(Method))
    return method


def _scores(data: pl.DataFrame, children: Sequence[Node], method: Method, unit: str) -> pl.Series | pl.Expr:
    if method == "copeland":
        return _copeland(data, children, unit)
    if method in {"geometric", "harmonic"}:
        _refuse_not_positive(data, children, method, unit)
    return weighted_mean({each.code: each.weight or 0.0 for each in children}, method)


def weighted_mean(weights: Mapping[str, float], method: Method) -> pl.Expr:
    """The mean of the columns that have a value, by their weights; null where none of weight has one."""
    total = pl.sum_horizontal(pl.col(code).is_not_null() * weight for code, weight in weights.items())
    some = pl.when(total > 0).then(total)
    summed = pl.sum_horizontal(_transformed(pl.col(code), method) * weight for code, weight in weights.items())
    if method == "geometric":
        return (summed / some).exp()
    if method == "harmonic":
        return some / summed
    # Values that cancel each other out leave the last binary digits, which would make an order.
    size = pl.sum_horizontal(pl.col(code).abs() * weight for code, weight in weights.items())
    return pl.when(summed.abs() > NEGLIGIBLE * size).then(summed / some).otherwise(0 * some)


def _transformed(value: pl.Expr, method: Method) -> pl.Expr:
    if method == "geometric":
        return value.log()
    return 1 / value if method == "harmonic" else value


def _copeland(data: pl.DataFrame, children: Sequence[Node], unit: str) -> pl.Series:
    codes = [each.code for each in children]
    complete = data.select(pl.col(unit).cast(pl.String), *codes).drop_nulls()
    support = outranking(complete, {each.code: each.weight or 0.0 for each in children}, unit=unit)
    # A unit alone has nobody to beat and nobody to lose to.
    points = dict.fromkeys(complete[unit], 0.0) | dict(copeland(support).select("option", "score").iter_rows())
    return pl.Series([points.get(name) for name in data[unit].cast(pl.String)], dtype=pl.Float64)


def _refuse_not_positive(data: pl.DataFrame, children: Sequence[Node], method: Method, unit: str) -> None:
    found = [
        (each.code, data.filter(pl.col(each.code) <= 0)[unit].to_list())
        for each in children
        if (data[each.code] <= 0).any()
    ]
    if not found:
        return
    listed = "; ".join(f"“{code}”: {', '.join(map(str, units))}" for code, units in found)
    name = {"geometric": ("nhân", "geometric"), "harmonic": ("điều hòa", "harmonic")}[method]
    raise WrongUseError(
        f"Trung bình {name[0]} cần giá trị dương, nhưng {len(found)} chỉ tiêu có giá trị từ 0 trở xuống ({listed}). "
        "Hãy chuẩn hóa về khoảng 1–100, ví dụ MinMax(1, 100) hoặc Goalposts(1, 100).",
        f"A {name[1]} mean needs positive values, but {len(found)} part(s) have values of 0 or less ({listed}). "
        "Normalise to 1–100, for example by MinMax(1, 100) or Goalposts(1, 100).",
    )
