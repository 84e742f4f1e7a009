"""Weights of pairs compared by judges: the analytic hierarchy process (Saaty 1980)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import isclose, isfinite

import polars as pl

from khcn_analytics.composite.displays import pairs_display
from khcn_analytics.composite.index_checks import listed_error
from khcn_analytics.composite.requiring import mistakes_of_numbers, require_columns
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.vocabulary.labels import Label

RANDOM_INDICES = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random judgements of 1 to 10 things (Saaty 1980, The Analytic Hierarchy Process)."""
GREATEST_RATIO = 0.1
"""Above this Saaty asks for the judgements to be made again (Saaty 1980)."""
_STEPS, _CLOSE = 1000, 1e-14
_TABLE = Label("Bảng so sánh từng cặp", "The table of pairwise comparisons")


@dataclass(frozen=True, repr=False)
class PairwiseWeights(Shown):
    """Weights and how well the judgements agree with one another.

    Attributes:
        weights: ``code`` and ``weight``; weights add up to 1.
        largest_eigenvalue: Of the matrix of judgements; the number of things compared where they agree entirely.
        consistency_index: (largest eigenvalue − n) / (n − 1).
        consistency_ratio: The index over that of random judgements; 0 for two things, which can't disagree.
        warning: What to do where the ratio is above 0.1.

    Examples:
        >>> import polars as pl
        >>> pairs = pl.DataFrame({"first": ["a", "a", "b"], "second": ["b", "c", "c"], "ratio": [2, 4, 2]})
        >>> found = weights_of_pairs(pairs)
        >>> found.weights["code"].to_list(), found.warning is None
        (['a', 'b', 'c'], True)
    """

    weights: pl.DataFrame
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    warning: Label | None

    def _shown(self) -> Display:
        return pairs_display(self)


def weights_of_pairs(comparisons: pl.DataFrame) -> PairwiseWeights:
    """Weights from judgements of pairs.

    Args:
        comparisons: One row a pair: ``first``, ``second`` and ``ratio``, how many times as important the first
            is. Every pair once, either way round.

    Returns:
        The weights, and how far the judgements agree with one another.

    Raises:
        MissingColumnsError: If a column is not there.
        WrongUseError: If names or pairs are missing, pairs judged in two ways, a ratio is no positive number, or there
            are more than 10 things.

    Examples:
        >>> pairs = pl.DataFrame({"first": ["a", "a", "b"], "second": ["b", "c", "c"], "ratio": [2, 4, 2]})
        >>> found = weights_of_pairs(pairs)
        >>> [round(each, 3) for each in found.weights["weight"]], abs(round(found.consistency_ratio, 3))
        ([0.571, 0.286, 0.143], 0.0)
    """
    _refuse_unreadable(comparisons)
    rows: list[tuple[str, str, float | None]] = comparisons.select(
        "first", "second", pl.col("ratio").cast(pl.Float64)
    ).rows()
    codes = list(dict.fromkeys(code for first, second, _ in rows for code in (first, second)))
    if mistakes := list(_mistakes(rows, codes)):
        raise listed_error(_TABLE, mistakes)
    ratios = {(first, second): ratio for first, second, ratio in rows if ratio is not None}
    matrix = [[_ratio(ratios, one, other) for other in codes] for one in codes]
    weights, eigenvalue = _principal(matrix)
    n = len(codes)
    # Of two things the index is 0 but for the last binary digits.
    index = (eigenvalue - n) / (n - 1) if n > 2 else 0.0
    ratio = index / RANDOM_INDICES[n - 1] if n > 2 else 0.0
    frame = pl.DataFrame({"code": codes, "weight": weights})
    return PairwiseWeights(frame, eigenvalue, index, ratio, _warning(ratio))


def _refuse_unreadable(comparisons: pl.DataFrame) -> None:
    require_columns(comparisons, ["first", "second", "ratio"])
    unnamed = [
        Label(f"cột “{column}” có {count} ô trống", f"column “{column}” has {count} empty cell(s)")
        for column in ("first", "second")
        if (count := comparisons[column].null_count())
    ]
    if mistakes := [*unnamed, *mistakes_of_numbers(comparisons, "ratio", None)]:
        raise listed_error(_TABLE, mistakes)


def _mistakes(rows: list[tuple[str, str, float | None]], codes: list[str]) -> Iterator[Label]:
    if not 2 <= len(codes) <= len(RANDOM_INDICES):
        yield Label(
            f"cần từ 2 đến {len(RANDOM_INDICES)} đối tượng, đang có {len(codes)}; nhiều hơn thì chia thành nhóm",
            f"2 to {len(RANDOM_INDICES)} things can be compared, there are {len(codes)}; make groups of more",
        )
    judged: dict[frozenset[str], float] = {}
    for first, second, ratio in rows:
        pair = frozenset((first, second))
        if ratio is None or not (isfinite(ratio) and ratio > 0):
            yield Label(
                f"“{first}” so với “{second}”: tỷ số phải dương ({ratio})",
                f"“{first}” to “{second}”: the ratio must be positive ({ratio})",
            )
            continue
        if first == second:
            yield Label(f"“{first}” so với chính nó", f"“{first}” is compared with itself")
        towards = ratio if first == min(pair) else 1 / ratio
        if pair in judged and not isclose(judged[pair], towards):
            yield Label(
                f"“{first}” và “{second}” được chấm hai cách", f"“{first}” and “{second}” are judged in two ways"
            )
        judged[pair] = towards
    asked = {frozenset((first, second)) for first, second, _ in rows}
    for one, other in combinations(codes, 2):
        if frozenset((one, other)) not in asked:
            yield Label(f"thiếu cặp “{one}” – “{other}”", f"the pair “{one}” – “{other}” is missing")


def _ratio(ratios: Mapping[tuple[str, str], float], one: str, other: str) -> float:
    if one == other:
        return 1.0
    return ratios[one, other] if (one, other) in ratios else 1 / ratios[other, one]


def _principal(matrix: list[list[float]]) -> tuple[list[float], float]:
    """The principal eigenvector, adding up to 1, and its eigenvalue; of a positive matrix powers lead there."""
    weights = [1 / len(matrix)] * len(matrix)
    total = float(len(matrix))
    for _ in range(_STEPS):
        product = [sum(ratio * weight for ratio, weight in zip(row, weights, strict=True)) for row in matrix]
        total = sum(product)
        following = [each / total for each in product]
        moved = max(abs(new - old) for new, old in zip(following, weights, strict=True))
        weights = following
        if moved < _CLOSE:
            break
    return weights, total


def _warning(ratio: float) -> Label | None:
    if ratio <= GREATEST_RATIO:
        return None
    return Label(
        f"Tỷ số nhất quán {ratio:.3f} lớn hơn {GREATEST_RATIO}: các đánh giá mâu thuẫn nhau. Hãy xem lại các cặp.",
        f"The consistency ratio, {ratio:.3f}, is above {GREATEST_RATIO}: the judgements contradict each other. "
        "Look at the pairs again.",
    )
