"""``khcn score``: points and ranks by a scheme, where they come from and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import polars as pl

from khcn_analytics.analysis.drawing_scores import ranks_in_words
from khcn_analytics.analysis.scoring import Scoring
from khcn_analytics.analysis.scoring import score as score_by
from khcn_analytics.cli import score_tables
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import print_json, quoted
from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.score_workbook import write_scores
from khcn_analytics.io.writing import refuse_place
from khcn_analytics.scoring.comparing import compare_scores
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.robustness import AROUND, DRAWS, Spread
from khcn_analytics.scoring.schemes import Layer
from khcn_analytics.scoring.scored_units import only_unit
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Label, Language

_WHO = ("self_by", "reviewed_by", "decided_by")
_WRITTEN = Label("Đã ghi kết quả vào {path}.", "Written to {path}.")
_INCOMPLETE = Label("{count} đơn vị chưa có tổng điểm nên chưa xếp hạng.", "{count} unit(s) have no total and no rank.")


@dataclass(frozen=True, eq=False, slots=True)
class _Asked:
    """What a call asked for beside points and ranks; where it names a unit, all is about that one."""

    department: str | None
    unit: str | None
    is_one: bool
    ranges: pl.DataFrame | None
    spread: Spread
    seed: int
    compared: pl.DataFrame | None
    reach: pl.DataFrame | None
    differences: pl.DataFrame | None

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows a call is about."""
        if not self.is_one:
            return frame
        named = {"department": self.department, "unit": self.unit}
        return frame.filter(pl.col(name).eq_missing(pl.lit(named[name], pl.String)) for name in UNIT)


def score(
    language: Language,
    workspace: Path | None,
    scheme: str,
    period: str,
    layer: Layer,
    unit: str | None,
    department: str | None,
    spread: float | None,
    draws: int | None,
    seed: int | None,
    others: tuple[str, ...],
    reach_rank: int | None,
    reach_points: float | None,
    out: Path | None,
    as_of: str | None,
    *,
    differences: bool,
    robust: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Score and tell; 1 if a unit has no total."""
    _refuse_contradictions(
        unit,
        department,
        settings=not robust and (spread, draws, seed) != (None, None, None),
        goals=[each for each in (reach_rank, reach_points) if each is not None],
    )
    if out is not None:
        refuse_place(out, (".xlsx",), overwrite=overwrite)
    opened = opened_workspace(workspace, language, as_of=as_of)
    scoring = score_by(opened, scheme, period, layer)
    of, place = _place_of(scoring, unit, department)
    varied, sown = AROUND if spread is None else Spread(spread), seed or 0
    goal = reach_rank is not None or reach_points is not None
    asked = _Asked(
        department=place,
        unit=of,
        is_one=unit is not None,
        ranges=scoring.ranges(varied, DRAWS if draws is None else draws, seed=sown) if robust else None,
        spread=varied,
        seed=sown,
        compared=_compared(opened, scoring, scheme, others) if others else None,
        reach=scoring.reach(of, points=reach_points, rank=reach_rank, department=place) if goal else None,
        differences=scoring.differences() if differences else None,
    )
    if as_json:
        print_json(_as_json(scoring, asked))
    else:
        _print(scoring, asked, reach_rank, reach_points, language)
    without = scoring.totals["total"].null_count()
    if out is not None:
        words = ranks_in_words(scoring, language)
        write_scores(scoring.scores, words, scoring.differences(), out, language=language, overwrite=overwrite)
    if not as_json:
        _tell(out, without, language)
    return 1 if without else 0


def _refuse_contradictions(unit: str | None, department: str | None, *, settings: bool, goals: list[float]) -> None:
    if settings:
        raise WrongUseError(
            "--spread, --draws, --seed chỉ dùng cùng --robust.", "--spread, --draws and --seed go with --robust."
        )
    if goals and unit is None:
        raise WrongUseError(
            "--reach-rank, --reach-points cần biết đơn vị nào: hãy thêm --unit.",
            "--reach-rank and --reach-points are about one unit: add --unit.",
        )
    if len(goals) > 1:
        raise WrongUseError(
            "Chỉ chọn một: --reach-rank hoặc --reach-points.", "Choose one: --reach-rank or --reach-points."
        )
    if department is not None and unit is None:
        raise WrongUseError("--department chỉ dùng cùng --unit.", "--department goes with --unit.")


def _place_of(scoring: Scoring, unit: str | None, department: str | None) -> tuple[str | None, str | None]:
    """The unit and department meant."""
    if unit is None:
        return None, None
    found = only_unit(scoring.totals, unit, department)
    return found["unit"], found["department"]


def _compared(workspace: Workspace, scoring: Scoring, scheme: str, others: tuple[str, ...]) -> pl.DataFrame:
    """The same workspace by other schemes, each named as it was typed."""
    scorings = {each: score_by(workspace, each, scoring.period, scoring.scores.layer).scores for each in others}
    return compare_scores({scheme: scoring.scores, **scorings})


def _print(scoring: Scoring, asked: _Asked, rank: int | None, points: float | None, language: Language) -> None:
    score_tables.print_heading(scoring, language)
    ranks = asked.of(ranks_in_words(scoring, language))
    score_tables.print_ranks(ranks, asked.ranges, language)
    if asked.ranges is not None:
        score_tables.print_range_note(asked.ranges, asked.spread, asked.seed, language)
    if asked.is_one:
        score_tables.print_account(scoring.explain(asked.unit, asked.department), language)
    if asked.reach is not None:
        score_tables.print_reach(scoring.scheme, asked.reach, rank, points, language)
    if asked.compared is not None:
        score_tables.print_compared(asked.of(asked.compared), scoring.workspace.departments, language)
    if asked.differences is not None:
        shown = asked.of(asked.differences)
        score_tables.print_differences(scoring.scheme, shown, scoring.workspace.departments, language)


def _tell(out: Path | None, without: int, language: Language) -> None:
    if out is not None:
        click.echo(_WRITTEN.text(language).format(path=quoted(out)))
    if without:
        click.echo(_INCOMPLETE.text(language).format(count=without))


def _as_json(scoring: Scoring, asked: _Asked) -> dict[str, Any]:
    """Everything asked for; who gave points is not told."""
    scheme = scoring.scheme
    frames: dict[str, pl.DataFrame | None] = {
        "ranks": scoring.ranks,
        "totals": scoring.totals,
        "points": scoring.points,
        "ranges": asked.ranges,
        "compared": asked.compared,
        "differences": None if asked.differences is None else asked.differences.drop(_WHO),
    }
    told: dict[str, Any] = {name: asked.of(each).to_dicts() for name, each in frames.items() if each is not None}
    if asked.is_one:
        told["account"] = scoring.explain(asked.unit, asked.department).lines.to_dicts()
    if asked.ranges is not None:
        told["varied"] = {"spread": asked.spread.share, "seed": asked.seed}
    if asked.reach is not None:
        told["reach"] = asked.reach.to_dicts()
    return {
        "scheme": {"code": scheme.code, "version": scheme.version, "origin": scheme.origin, "digest": scheme.digest},
        "period": scoring.period.code,
        "layer": scoring.scores.layer,
        **told,
    }
