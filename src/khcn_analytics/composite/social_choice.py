"""Orders made of orders: who is preferred to whom, by how many voters or how much weight.

OECD/JRC Handbook on Constructing Composite Indicators (2008), pages 104-116. Support is a long frame:
for each ordered pair of options how much prefers the one to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, permutations

import polars as pl

from khcn_analytics.composite.criteria import checked_criteria
from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.ranking import NEGLIGIBLE, levels
from khcn_analytics.composite.requiring import mistakes_of_numbers, require_columns
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.labels import Label

MOST_OPTIONS = 8
"""Kemeny's method tries every order: 40,320 of 8 options, ten times as many of each further one."""
_SUPPORT = {"option": pl.String, "other": pl.String, "support": pl.Float64}


def borda(ballots: pl.DataFrame) -> pl.DataFrame:
    """Points by place: 0 for the last of an order, 1 for the one before, and so on.

    Args:
        ballots: ``order`` (list of options, best first, each ballot all of them) and ``voters``, 0 or more.

    Returns:
        ``option`` and ``points``, highest first.

    Raises:
        WrongUseError: If ballots are not orders of the same options, or voters no numbers of 0 or more.

    Examples:
        >>> borda(pl.DataFrame({"voters": [2, 1], "order": [["a", "b"], ["b", "a"]]})).rows()
        [('a', 2), ('b', 1)]
    """
    given = _checked_ballots(ballots)
    points: dict[str, float] = dict.fromkeys(_options(given), 0)
    for order, voters in given:
        for below, option in enumerate(reversed(order)):
            points[option] += below * voters
    frame = pl.DataFrame({"option": list(points), "points": list(points.values())})
    return frame.sort("points", descending=True, maintain_order=True)


def pairwise_support(ballots: pl.DataFrame) -> pl.DataFrame:
    """How many voters prefer each option to each other (the matrix of Condorcet).

    Args:
        ballots: ``order`` (list of options, best first, each ballot all of them) and ``voters``, 0 or more.

    Returns:
        ``option``, ``other``, ``support``.

    Raises:
        WrongUseError: If ballots are not orders of the same options, or voters no numbers of 0 or more.

    Examples:
        >>> import polars as pl
        >>> ballots = pl.DataFrame({"voters": [2, 1], "order": [["a", "b"], ["b", "a"]]})
        >>> pairwise_support(ballots).rows()
        [('a', 'b', 2.0), ('b', 'a', 1.0)]
    """
    given = _checked_ballots(ballots)
    support: dict[tuple[str, str], float] = dict.fromkeys(permutations(_options(given), 2), 0.0)
    for order, voters in given:
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
    # Levels, for equal values need not be the same binary fraction.
    turned = [[place * signs[code] for place in levels(data[code])] for code in shares]
    rows = dict(zip(data[unit].cast(pl.String).to_list(), zip(*turned, strict=True), strict=True))
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
        support: ``option``, ``other``, ``support``: every pair once in each direction.

    Returns:
        ``option``, ``wins``, ``losses``, ``score``, highest first.

    Raises:
        WrongUseError: If support is missing, told twice, or no number.

    Examples:
        >>> import polars as pl
        >>> ballots = pl.DataFrame({"voters": [2, 1], "order": [["a", "b"], ["b", "a"]]})
        >>> copeland(pairwise_support(ballots)).rows()
        [('a', 1, 0, 1.0), ('b', 0, 1, -1.0)]
    """
    given = _checked_support(support)
    reverse = given.select(option="other", other="option", against="support")
    pairs = given.join(reverse, on=["option", "other"], maintain_order="left")
    margin = pl.col("support") - pl.col("against")
    # Halves and eighths of weights need not be the same binary fraction.
    decided = margin.abs() > NEGLIGIBLE * pl.col("support").abs().max()
    signed = pairs.select("option", sign=pl.when(decided).then(margin.sign()).otherwise(0.0))
    counted = signed.group_by("option", maintain_order=True).agg(
        wins=(pl.col("sign") > 0).sum().cast(pl.Int64),
        losses=(pl.col("sign") < 0).sum().cast(pl.Int64),
        score=pl.col("sign").sum(),
    )
    return counted.sort("score", descending=True, maintain_order=True)


def kemeny(support: pl.DataFrame) -> pl.DataFrame:
    """Every order by the support of all its pairs (Condorcet, Kemeny, Young, Levenglick).

    Args:
        support: ``option``, ``other``, ``support``, of at most 8 options: every pair once in each direction.

    Returns:
        ``order`` (best first) and ``score``, highest first; several orders may share the first place.

    Raises:
        WrongUseError: If there are too many options, or support is missing, told twice, or no number.

    Examples:
        >>> import polars as pl
        >>> ballots = pl.DataFrame({"voters": [2, 1], "order": [["a", "b"], ["b", "a"]]})
        >>> kemeny(pairwise_support(ballots)).rows()
        [(['a', 'b'], 2.0), (['b', 'a'], 1.0)]
    """
    given = _checked_support(support)
    options = given["option"].unique(maintain_order=True).to_list()
    if len(options) > MOST_OPTIONS:
        raise WrongUseError(
            f"Phương pháp Kemeny thử mọi thứ tự nên chỉ nhận tối đa {MOST_OPTIONS} phương án, đang có {len(options)}. "
            "Hãy dùng copeland.",
            f"Kemeny's method tries every order and takes at most {MOST_OPTIONS} options; there are {len(options)}. "
            "Use copeland.",
        )
    pairs = {(one, other): value for one, other, value in given.iter_rows()}
    orders = list(permutations(options))
    scores = [sum(pairs[pair] for pair in combinations(order, 2)) for order in orders]
    frame = pl.DataFrame({"order": [list(order) for order in orders], "score": scores})
    return frame.sort(levels(frame["score"]), descending=True, maintain_order=True)


def _checked_support(support: pl.DataFrame) -> pl.DataFrame:
    """Every pair once in each direction; anything less would win or lose pairs nobody spoke of."""
    require_columns(support, _SUPPORT)
    if mistakes := list(_unreadable(support)) or list(_of_pairs(support)):
        raise listed_error(Label("Bảng ưu tiên từng cặp", "The table of support"), mistakes)
    return support.select(pl.col(name).cast(kind) for name, kind in _SUPPORT.items())


def _unreadable(support: pl.DataFrame) -> Iterator[Label]:
    yield from mistakes_of_numbers(support, "support", None)
    for name in _SUPPORT:
        if count := support[name].null_count():
            yield Label(f"cột “{name}” có {count} ô trống", f"column “{name}” has {count} empty cell(s)")


def _of_pairs(support: pl.DataFrame) -> Iterator[Label]:
    pairs = support.select(pl.col("option", "other").cast(pl.String))
    options = pl.concat([pairs["option"], pairs["other"]]).unique(maintain_order=True).to_frame("option")
    every = options.join(options.rename({"option": "other"}), how="cross").filter(pl.col("option") != pl.col("other"))
    alone = pairs.filter(pl.col("option") == pl.col("other"))
    repeated = pairs.filter(pairs.is_duplicated()).unique(maintain_order=True)
    lacking = every.join(pairs, on=["option", "other"], how="anti", maintain_order="left")
    if alone.height:
        yield Label(f"“{alone.item(0, 0)}” so với chính nó", f"“{alone.item(0, 0)}” is compared with itself")
    if repeated.height:
        yield Label(
            f"{repeated.height} cặp nêu nhiều lần, ví dụ {_pair(repeated)}",
            f"{repeated.height} pair(s) are told more than once, for example {_pair(repeated)}",
        )
    if lacking.height:
        yield Label(
            f"{lacking.height} cặp không có số liệu, ví dụ {_pair(lacking)}; hãy nêu đủ cả hai chiều",
            f"{lacking.height} pair(s) have no support, for example {_pair(lacking)}; give both directions",
        )


def _pair(pairs: pl.DataFrame) -> str:
    return " – ".join(f"“{each}”" for each in pairs.row(0))


def _checked_ballots(ballots: pl.DataFrame) -> list[tuple[list[str], float]]:
    """Orders with their voters, each of the same options."""
    require_columns(ballots, ["order", "voters"])
    if mistakes := list(_of_columns(ballots)) or list(_of_ballots(ballots)):
        raise listed_error(Label("Bảng phiếu xếp hạng", "The table of ballots"), mistakes)
    return list(ballots.select(pl.col("order").cast(pl.List(pl.String)), "voters").iter_rows())


def _of_columns(ballots: pl.DataFrame) -> Iterator[Label]:
    kind = ballots.schema["order"]
    if not isinstance(kind, pl.List):
        yield Label(
            f"cột “order” phải là danh sách phương án, tốt nhất trước ({kind})",
            f"column “order” must be a list of options, best first ({kind})",
        )
    yield from mistakes_of_numbers(ballots, "voters", None)


def _of_ballots(ballots: pl.DataFrame) -> Iterator[Label]:
    orders = ballots["order"].cast(pl.List(pl.String)).to_list()
    options = sorted({option for order in orders for option in order or [] if option is not None})
    for place, (order, voters) in enumerate(zip(orders, ballots["voters"], strict=True), 1):
        if order is None or None in order or sorted(order) != options:
            yield Label(
                f"phiếu {place} phải xếp đủ {len(options)} phương án, mỗi phương án một lần",
                f"ballot {place} must order all {len(options)} options, each once",
            )
        if voters is None or voters < 0:
            yield Label(
                f"phiếu {place}: số người bỏ phiếu phải từ 0 trở lên ({voters})",
                f"ballot {place}: the voters must be 0 or more ({voters})",
            )


def _options(ballots: Sequence[tuple[list[str], float]]) -> list[str]:
    return sorted({option for order, _ in ballots for option in order})


def _frame(support: Mapping[tuple[str, str], float]) -> pl.DataFrame:
    rows = [(one, other, float(value)) for (one, other), value in support.items()]
    return pl.DataFrame(rows, schema=_SUPPORT, orient="row")
