"""Scores: what units achieved and what people gave -> points, totals, ranks, each with its account.

    import khcn_analytics as kh

    inputs = kh.scoring.score_inputs(scheme, period, participants, values=values, entries=entries, events=events)
    scores = kh.scoring.score(scheme, period, inputs)
    print(scores.explain("Phòng A").text())

A scheme is data, scoring is one pure function of it and of the records. What is missing stays missing, with a
reason; what the scheme does about it is written in the scheme.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_analytics.scoring.account import ScoreAccount
    from khcn_analytics.scoring.comparing import compare_scores
    from khcn_analytics.scoring.inputs import ScoreInputs, score_inputs
    from khcn_analytics.scoring.layers import layer_differences
    from khcn_analytics.scoring.matrix import ScoreMatrix
    from khcn_analytics.scoring.parts import score_parts
    from khcn_analytics.scoring.reaching import reach
    from khcn_analytics.scoring.removal import leave_one_out
    from khcn_analytics.scoring.robustness import Dirichlet, Spread, rank_ranges, weight_draws
    from khcn_analytics.scoring.scheme_notes import notes
    from khcn_analytics.scoring.scheme_text import parse_scheme
    from khcn_analytics.scoring.scheme_writing import write_scheme
    from khcn_analytics.scoring.schemes import Scheme
    from khcn_analytics.scoring.scores import Scores, score
    from khcn_analytics.scoring.sobol import weight_sensitivity
    from khcn_analytics.scoring.supposing import Supposition, WhatIf, what_if
    from khcn_analytics.scoring.swapping import dominance, overtaking
    from khcn_analytics.scoring.swings import weight_swings

__all__ = [
    "Dirichlet",
    "Scheme",
    "ScoreAccount",
    "ScoreInputs",
    "ScoreMatrix",
    "Scores",
    "Spread",
    "Supposition",
    "WhatIf",
    "compare_scores",
    "dominance",
    "layer_differences",
    "leave_one_out",
    "notes",
    "overtaking",
    "parse_scheme",
    "rank_ranges",
    "reach",
    "score",
    "score_inputs",
    "score_parts",
    "weight_draws",
    "weight_sensitivity",
    "weight_swings",
    "what_if",
    "write_scheme",
]

# No module has the name of what it holds: importing it would hide that.
_HOMES = {
    "account": ["ScoreAccount"],
    "comparing": ["compare_scores"],
    "inputs": ["ScoreInputs", "score_inputs"],
    "layers": ["layer_differences"],
    "matrix": ["ScoreMatrix"],
    "parts": ["score_parts"],
    "reaching": ["reach"],
    "removal": ["leave_one_out"],
    "robustness": ["Dirichlet", "Spread", "rank_ranges", "weight_draws"],
    "scheme_notes": ["notes"],
    "scheme_text": ["parse_scheme"],
    "scheme_writing": ["write_scheme"],
    "schemes": ["Scheme"],
    "scores": ["Scores", "score"],
    "sobol": ["weight_sensitivity"],
    "supposing": ["Supposition", "WhatIf", "what_if"],
    "swapping": ["dominance", "overtaking"],
    "swings": ["weight_swings"],
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name from its module (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
