"""The budget of robustness: ranks under thousands of weights, beside numpy alone and beside two libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import ratio
from khcn_analytics.scoring.matrix import Numbers, ScoreMatrix
from khcn_analytics.scoring.robustness import Spread, rank_ranges, weight_draws
from khcn_analytics.scoring.sobol import weight_sensitivity

UNITS, CRITERIA, DRAWS = 63, 50, 10_000
SOBOL_SAMPLES = 10_000
ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-peers"
WHAT = f"ranks of {UNITS} units, {CRITERIA} criteria, {DRAWS} weight draws"


def robustness_measures() -> list[dict[str, Any]]:
    """Measure ranks, their ranges and Sobol indices; the ranks of all ways must be the same.

    Raises:
        AssertionError: If another way ranks otherwise.
    """
    scores = made_up_scores()
    weights = weight_draws(scores.weights, Spread(), DRAWS)
    _same("numpy", by_us(scores, weights), by_numpy(scores, weights))
    return [
        ratio(
            f"{WHAT} / numpy's product and sorting",
            5.0,
            lambda: by_us(scores, weights),
            lambda: by_numpy(scores, weights),
            rounds=15,
        ),
        ratio(
            f"{WHAT}: drawn, ranked and told as ranges / numpy's product and sorting alone",
            10.0,
            lambda: rank_ranges(scores),
            lambda: by_numpy(scores, weights),
            rounds=15,
        ),
        *beside_peers(scores, weights),
        sobol_seconds(scores),
    ]


def by_us(scores: ScoreMatrix, weights: Numbers) -> Numbers:
    """Totals and ranks, ties seen to."""
    return scores.ranks(scores.totals(weights))


def by_numpy(scores: ScoreMatrix, weights: Numbers) -> Numbers:
    """The bare arithmetic: a product, and places by sorting twice; ties are not seen to."""
    places: Numbers = (np.argsort(np.argsort(-(weights @ scores.shares.T), axis=1), axis=1) + 1).astype(float)
    return places


def beside_peers(scores: ScoreMatrix, weights: Numbers) -> list[dict[str, Any]]:
    """Our seconds over those of other libraries, measured right after each other."""
    python = _environment()
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "scores.npz", Path(folder) / "ranks.npz"
        np.savez(given, shares=scores.shares, weights=weights)
        start = time.perf_counter()
        ours = by_us(scores, weights)
        our_seconds = time.perf_counter() - start
        # -P: nothing beside that file is taken for a library of theirs.
        command = [str(python), "-P", str(ROOT / "benchmarks" / "peers.py"), str(given), str(found)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        seconds: dict[str, float] = json.loads(run.stdout)
        with np.load(found) as ranks:
            for name in seconds:
                _same(name, ours, ranks[name])
    return [
        {
            "what": f"{WHAT} / {name}",
            "bound": 0.02,
            "measured": round(our_seconds / theirs, 4),
            "seconds": {"ours": round(our_seconds, 4), "theirs": round(theirs, 2)},
        }
        for name, theirs in seconds.items()
    ]


def sobol_seconds(scores: ScoreMatrix) -> dict[str, Any]:
    """Seconds of first and total indices of every weight."""
    start = time.perf_counter()
    weight_sensitivity(scores, samples=SOBOL_SAMPLES)
    seconds = time.perf_counter() - start
    what = f"seconds of Sobol indices of {CRITERIA} weights over {UNITS} units, {SOBOL_SAMPLES} base samples"
    return {"what": what, "bound": 10.0, "measured": round(seconds, 2)}


def made_up_scores() -> ScoreMatrix:
    """Shares and maxima by chance, no two units alike."""
    random = np.random.default_rng(2026)
    none = np.zeros(UNITS)
    return ScoreMatrix(
        tuple(("so", f"Đơn vị {each}") for each in range(UNITS)),
        ("khối",) * UNITS,
        tuple(f"c{each}" for each in range(CRITERIA)),
        (("A",),) * CRITERIA,
        random.random((UNITS, CRITERIA)),
        random.uniform(1, 10, CRITERIA),
        none,
        none,
    )


def _same(name: str, ours: Numbers, theirs: Numbers) -> None:
    if not np.array_equal(ours, theirs):
        raise AssertionError(f"{name} ranks otherwise")


def _environment() -> Path:
    """The Python of the other libraries, installed on first use from the pinned file."""
    python = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = ROOT / "requirements-peers.txt"
    stamp = PEERS / "installed.txt"
    if not stamp.exists() or stamp.read_text("utf-8") != pins.read_text("utf-8"):
        sys.stdout.write(f"Installing {pins.name} into {PEERS.name} …\n")
        venv.create(PEERS, with_pip=True)
        pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--require-hashes"]
        subprocess.run([*pip, "-r", str(pins)], check=True)
        stamp.write_text(pins.read_text("utf-8"), "utf-8")
    return python
