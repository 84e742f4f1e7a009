"""The scoring that the page of emulation shows, computed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

import polars as pl

from khcn_analytics.analysis.scoring import Scoring, score
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.store import Store
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.scoring.schemes import Layer
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Label, Language


def scoring_of(chosen: Chosen) -> Scoring:
    """The scoring that was chosen."""
    return _scoring(chosen.store, chosen["scheme"], period_of(chosen), cast("Layer", chosen["layer"]))


def period_of(chosen: Chosen) -> Period:
    """The period that is scored."""
    return parse_period(chosen["scored_period"], chosen.store.workspace.calendar)


def unit_of(chosen: Chosen) -> str | None:
    """The scored unit; ``None`` is the whole department."""
    return chosen["scored_unit"] or None


def is_chosen(chosen: Chosen) -> pl.Expr:
    """Whether a row is that of the chosen unit."""
    return pl.col("unit").eq_missing(pl.lit(unit_of(chosen), pl.String))


def texts_of(labels: Iterable[Label], language: Language) -> list[str]:
    """Labels as one language reads them."""
    return [each.text(language) for each in labels]


@kept
def _scoring(store: Store, scheme: str, period: Period, layer: Layer) -> Scoring:
    return score(_with_scorers(store.workspace), scheme, period, layer)


def _with_scorers(workspace: Workspace) -> Workspace:
    """The workspace with nobody named as having given points, where names were left out: points need no names."""
    entries = workspace.datasets.get("score_entries")
    if entries is None or "scored_by" in entries.columns:
        return workspace
    nobody = entries.with_columns(pl.lit(None, pl.String).alias("scored_by"))
    return replace(workspace, datasets={**workspace.datasets, "score_entries": nobody})
