"""Ranks by two well-known libraries, in an environment of their own: they want other versions than we do.

    python benchmarks/peers.py SCORES.npz RANKS.npz

Run by :mod:`benchmarks.robustness`; needs only what requirements-peers.txt names.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel


def main(arguments: list[str]) -> int:
    """Rank what the first file holds, write the ranks to the second, print the seconds each library took."""
    given = np.load(arguments[0])
    shares, weights = given["shares"], given["weights"]
    ways: dict[str, Callable[[Any, Any], Any]] = {"pymcdm": by_pymcdm, "scikit_criteria": by_scikit_criteria}
    ranks, seconds = {}, {}
    for name, rank in ways.items():
        start = time.perf_counter()
        ranks[name] = rank(shares, weights)
        seconds[name] = time.perf_counter() - start
    np.savez(arguments[1], **ranks)
    sys.stdout.write(json.dumps(seconds))
    return 0


def by_pymcdm(shares: Any, weights: Any) -> Any:
    """A weighted sum a draw, without any normalisation of its own."""
    method, upwards = WSM(normalization_function=_as_they_are), np.ones(shares.shape[1])
    return np.array([method.rank(method(shares, each / each.sum(), upwards)) for each in weights])


def by_scikit_criteria(shares: Any, weights: Any) -> Any:
    """A decision matrix a draw."""
    method, upwards = WeightedSumModel(), [max] * shares.shape[1]
    return np.array([method.evaluate(mkdm(shares, upwards, weights=each)).rank_ for each in weights])


def _as_they_are(column: Any, cost: bool = False) -> Any:  # noqa: FBT001, FBT002 - so pymcdm calls it
    return -column if cost else column


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
