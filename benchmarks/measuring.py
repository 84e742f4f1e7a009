"""How benchmarks measure: ours and theirs in turns within one run, told as a ratio."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

ROUNDS = 5


def ratio(
    what: str, bound: float, ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = ROUNDS
) -> dict[str, Any]:
    """Median time of ours over that of theirs, measured in turns."""
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(rounds):
        for name, run in (("ours", ours), ("theirs", theirs)):
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    measured = median(times["ours"]) / median(times["theirs"])
    seconds = {name: round(median(each), 4) for name, each in times.items()}
    return {"what": what, "bound": bound, "measured": round(measured, 3), "seconds": seconds}
