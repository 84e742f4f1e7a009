"""Orders made of orders: who is preferred to whom, by how many voters or how much weight.

OECD/JRC Handbook on Constructing Composite Indicators (2008), pages 104-116. Support is a long frame:
for each ordered pair of options how much prefers the one to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations, permutations

import polars as pl

from khcn_analytics.composite.criteria import checked_criteria
from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.stages import require_columns
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.labels import Label

MOST_OPTIONS = 8
"""Kemeny's method tries every order: 40,320 of 8 options, ten times as many of each further one."""
_SUPPORT = {"option": pl.String, "other": pl.String, "support": pl.Float64}


def borda(ballots: pl.DataFrame) -> pl.DataFrame:
    """Points by place: 0 for the last of an order, 1 for the one before, and so on.

    Args:
        ballots: ``order`` (list of options, best first, each ballot all of them) and ``voters``.

    Returns:
        ``option`` and ``points``, highest first.

    Raises:
        WrongUseError: If ballots are not orders of the same options.

    Examples:
        >>> borda(pl.DataFrame({"voters": [2, 1], "order": [["a", "b"], ["b", "a"]]})).rows()
        [('a', 2), ('b', 1)]
    """
    points: dict[str, int] = dict.fromkeys(_options(ballots), 0)
    for order, voters in ballots.select("order", "voters").iter_rows():
        for below, option in enumerate(reversed(order)):
            points[option] += below * voters
    frame = pl.DataFrame({"option": list(points), "points": list(points.values())})
    return frame.sort("points", descending=True, maintain_order=True)


def pairwise_support(ballots: pl.DataFrame) -> pl.DataFrame:
    """How many voters prefer each option to each other (the matrix of Condorcet).

    Args:
        ballots: ``order`` (list of options, best first, each ballot all of them) and ``voters``.

    Returns:
        ``option``, ``other``, ``support``.

    Raises:
        WrongUseError: If ballots are not orders of the same options.
    """
    options = _options(ballots)
    support: dict[tuple[str, str], float] = dict.fromkeys(permutations(options, 2), 0.0)
    for order, voters in ballots.select("order", "voters").iter_rows():
        for pair in combinations(order, 2):
            support[pair] += voters
    return _frame(support)


def outranking(
    data: pl.DataFrame, weights: Mapping[str, float], *, lower_is_better: Collection[str] = (), unit: str = "unit"
) -> pl.DataFrame:
    """By how much of the weight each unit is better than each other; what is equal gives half to either.

    Args:
        data: One row a unit, all values known.
        weights: Weight of each column that counts; only shares of their sum matter.
        lower_is_better: Columns of which less is better.
        unit: Column of the units.

    Returns:
        ``option``, ``other``, ``support``: that of a pair and of its reverse add up to 1.

    Raises:
        WrongUseError: If values are missing, units repeated, or weights negative.
        UnknownNameError: If a column that should be lower has no weight.

    Examples:
        >>> data = pl.DataFrame({"unit": ["a", "b"], "x": [2, 1], "y": [5, 5]})
        >>> outranking(data, {"x": 1, "y": 1}).rows()
        [('a', 'b', 0.75), ('b', 'a', 0.25)]
    """
    shares = checked_criteria(data, weights, lower_is_better, unit)
    signs = {code: -1 if code in lower_is_better else 1 for code in shares}
    rows = {
        str(row[unit]): [row[code] * signs[code] for code in shares]
        for row in data.select(unit, *shares).iter_rows(named=True)
    }
    return _frame(
        {
            (one, other): sum(
                share if mine > theirs else share / 2 if mine == theirs else 0.0
                for mine, theirs, share in zip(rows[one], rows[other], shares.values(), strict=True)
            )
            for one, other in permutations(rows, 2)
        }
    )


def copeland(support: pl.DataFrame) -> pl.DataFrame:
    """Pairs won less pairs lost.

    Args:
        support: ``option``, ``other``, ``support``.

    Returns:
        ``option``, ``wins``, ``losses``, ``score``, highest first.
    """
    require_columns(support, _SUPPORT)
    reverse = support.select(option="other", other="option", against="support")
    pairs = support.join(reverse, on=["option", "other"], maintain_order="left")
    # Halves and eighths of weights need not be the same binary fraction.
    margin = (pl.col("support") - pl.col("against")).round(12)
    counted = pairs.group_by("option", maintain_order=True).agg(wins=(margin > 0).sum(), losses=(margin < 0).sum())
    signed = counted.with_columns(pl.col("wins", "losses").cast(pl.Int64))
    return signed.with_columns(score=(pl.col("wins") - pl.col("losses")).cast(pl.Float64)).sort(
        "score", descending=True, maintain_order=True
    )


def kemeny(support: pl.DataFrame) -> pl.DataFrame:
    """Every order by the support of all its pairs (Condorcet, Kemeny, Young, Levenglick).

    Args:
        support: ``option``, ``other``, ``support``, of at most 8 options.

    Returns:
        ``order`` (best first) and ``score``, highest first; several orders may share the first place.

    Raises:
        WrongUseError: If there are too many options, or pairs without support.
    """
    require_columns(support, _SUPPORT)
    pairs = {(one, other): value for one, other, value in support.select(*_SUPPORT).iter_rows()}
    options = list(dict.fromkeys(name for pair in pairs for name in pair))
    if len(options) > MOST_OPTIONS:
        raise WrongUseError(
            f"Phương pháp Kemeny thử mọi thứ tự nên chỉ nhận tối đa {MOST_OPTIONS} phương án, đang có {len(options)}. "
            "Hãy dùng copeland.",
            f"Kemeny's method tries every order and takes at most {MOST_OPTIONS} options; there are {len(options)}. "
            "Use copeland.",
        )
    if lacking := [pair for pair in permutations(options, 2) if pair not in pairs]:
        raise WrongUseError(
            f"{len(lacking)} cặp phương án không có số liệu, ví dụ {lacking[0]}. Hãy nêu đủ cả hai chiều.",
            f"{len(lacking)} pair(s) of options have no support, for example {lacking[0]}. Give both directions.",
        )
    orders = list(permutations(options))
    scores = [sum(pairs[pair] for pair in combinations(order, 2)) for order in orders]
    frame = pl.DataFrame({"order": [list(order) for order in orders], "score": scores})
    return frame.sort(pl.col("score").round(12), descending=True, maintain_order=True)


def _options(ballots: pl.DataFrame) -> list[str]:
    require_columns(ballots, ["order", "voters"])
    orders = ballots["order"].to_list()
    options = sorted({option for order in orders for option in order})
    mistakes = [
        Label(
            f"phiếu {place} phải xếp đủ {len(options)} phương án, mỗi phương án một lần",
            f"ballot {place} must order all {len(options)} options, each once",
        )
        for place, order in enumerate(orders, 1)
        if sorted(order) != options
    ]
    if mistakes:
        raise listed_error(Label("Các phiếu xếp hạng", "The ballots"), mistakes)
    return options


def _frame(support: Mapping[tuple[str, str], float]) -> pl.DataFrame:
    rows = [(one, other, float(value)) for (one, other), value in support.items()]
    return pl.DataFrame(rows, schema=_SUPPORT, orient="row")
