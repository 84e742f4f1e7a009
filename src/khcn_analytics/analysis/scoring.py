"""The recipe of scoring: a workspace, a scheme and a period -> points, ranks, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pandera.typing.polars import DataFrame

from khcn_analytics.analysis import drawing_scores
from khcn_analytics.analysis.values import period_of, values_of
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.progress import reported
from khcn_analytics.scoring.account import ScoreAccount
from khcn_analytics.scoring.displays import scores_display
from khcn_analytics.scoring.inputs import score_inputs
from khcn_analytics.scoring.layers import layer_differences
from khcn_analytics.scoring.reaching import Reach, reach
from khcn_analytics.scoring.removal import RanksWithout, leave_one_out
from khcn_analytics.scoring.results import NO_TOTAL_LABELS, LayerDifferences, RankedScores, ScorePoints, ScoreTotals
from khcn_analytics.scoring.robustness import AROUND, DRAWS, Dirichlet, RankRanges, Spread, rank_ranges
from khcn_analytics.scoring.schemes import Layer, Scheme
from khcn_analytics.scoring.scored_units import only_unit
from khcn_analytics.scoring.scores import Scores
from khcn_analytics.scoring.scores import score as scored
from khcn_analytics.scoring.sobol import SAMPLES, WeightSensitivity, weight_sensitivity
from khcn_analytics.scoring.supposing import Supposition, WhatIf, what_if
from khcn_analytics.scoring.swapping import Overtaking, overtaking
from khcn_analytics.store.schemes import scheme_named
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.tables import ranking_table
from khcn_analytics.vocabulary.labels import Label, Language

_SCORING = Label("Chấm từng kỳ", "Scoring each period")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Scoring(Shown):
    """The scores of a workspace, and the ways to look at them: accounts, ranges, suppositions, charts.

    Where a method takes a unit, ``None`` is a whole department, and ``department`` is needed only where several
    have a unit of that name. Charts and tables take ``language``, ``vi`` or ``en``.

    Attributes:
        workspace: The data they were computed from.
        scores: The scoring, with every step kept.

    Examples:
        >>> import khcn_analytics as kh
        >>> scoring = kh.score(kh.example_workspace(), "mau_100", 2025)
        >>> scoring.scheme.code, scoring.period.code, scoring.ranks.height
        ('mau_100', '2025', 6)
        >>> scoring.explain("Văn phòng").total
        89.1
    """

    workspace: Workspace
    scores: Scores

    @property
    def scheme(self) -> Scheme:
        """The scheme."""
        return self.scores.scheme

    @property
    def period(self) -> Period:
        """The period that was scored."""
        return self.scores.period

    @property
    def points(self) -> DataFrame[ScorePoints]:
        """Points by unit and criterion or item."""
        return self.scores.points

    @property
    def totals(self) -> DataFrame[ScoreTotals]:
        """Totals by unit; what could not be scored is null with a ``reason``."""
        return self.scores.totals

    @property
    def ranks(self) -> DataFrame[RankedScores]:
        """Ranks within rank groups."""
        return self.scores.ranks()

    def explain(self, unit: str | None, department: str | None = None) -> ScoreAccount:
        """The account of one unit, line by line; the lines add up to its total."""
        return self.scores.explain(unit, department)

    def differences(self) -> DataFrame[LayerDifferences]:
        """What units scored themselves, what was reviewed and what was decided, side by side."""
        return layer_differences(self.scheme, self.period, self.scores.inputs)

    def ranges(
        self, how: Spread | Dirichlet = AROUND, draws: int = DRAWS, *, places: int = 3, seed: int = 0
    ) -> DataFrame[RankRanges]:
        """The range of ranks of each unit when weights vary; see :func:`scoring.rank_ranges`."""
        return rank_ranges(self.scores.matrix(), how, draws, places=places, seed=seed)

    def leave_one_out(self) -> DataFrame[RanksWithout]:
        """The ranks without each criterion in turn."""
        return leave_one_out(self.scores.matrix())

    def overtaking(
        self,
        ahead: str | None,
        behind: str | None,
        department: str | None = None,
        behind_department: str | None = None,
    ) -> DataFrame[Overtaking]:
        """The smallest change of each weight that lets one unit draw level with another, of the same department or another."""
        second = self._key(behind, behind_department or department)
        return overtaking(self.scores.matrix(), self._key(ahead, department), second)

    def sensitivity(
        self,
        unit: str | None = None,
        department: str | None = None,
        *,
        share: float = 0.25,
        samples: int = SAMPLES,
        seed: int = 0,
    ) -> DataFrame[WeightSensitivity]:
        """Which weights the ranks hang on, or the rank of one unit, where one is named."""
        of = None if unit is None and department is None else self._key(unit, department)
        return weight_sensitivity(self.scores.matrix(), share=share, of=of, samples=samples, seed=seed)

    def what_if(self, supposed: Iterable[Supposition] = (), *, maxima: Mapping[str, float] | None = None) -> WhatIf:
        """The same scoring with something else supposed; see :func:`scoring.what_if`."""
        return what_if(self.scores, supposed, maxima=maxima)

    def reach(
        self, unit: str | None, *, points: float | None = None, rank: int | None = None, department: str | None = None
    ) -> DataFrame[Reach]:
        """What each line alone would have to come to for a total or a rank; see :func:`scoring.reach`."""
        return reach(self.scores, unit, points=points, rank=rank, department=department)

    def table(self, language: Language = "vi") -> Any:
        """Ranks and totals, a great_tables table."""
        words = drawing_scores.ranks_in_words(self, language)
        return ranking_table(words, language, title=drawing_scores.title_of(self, language))

    def points_chart(self, language: Language = "vi") -> Any:
        """What each total is made of, one bar a unit, the first on top."""
        return drawing_scores.points(self, language)

    def ranking_chart(self, how: Spread | Dirichlet = AROUND, *, seed: int = 0, language: Language = "vi") -> Any:
        """The rank of each unit and the range of it when weights vary."""
        return drawing_scores.ranking(self, self.ranges(how, seed=seed), how, language)

    def waterfall(self, unit: str | None, department: str | None = None, language: Language = "vi") -> Any:
        """The total of one unit, group by group, bonus and penalty last."""
        return drawing_scores.waterfall(self, self._with_total(unit, department), language)

    def tornado(
        self,
        unit: str | None,
        department: str | None = None,
        share: float = 0.25,
        language: Language = "vi",
        *,
        most: int = 10,
    ) -> Any:
        """Where less and more of each weight takes the total of one unit; the ``most`` that move it furthest."""
        return drawing_scores.tornado(self, self._key(unit, department), share, language, most=most)

    def bump_chart(
        self, others: Sequence[Period | str | int], rank_group: str | None = None, language: Language = "vi"
    ) -> Any:
        """The ranks of each unit over this period and others; of several rank groups one has to be chosen."""
        periods = [period_of(each, self.workspace) for each in others]
        scorings = [score(self.workspace, self.scheme, each, self.scores.layer) for each in reported(_SCORING, periods)]
        return drawing_scores.bump([*scorings, self], rank_group, language)

    def _key(self, unit: str | None, department: str | None) -> tuple[str, str | None]:
        found = self._with_total(unit, department)
        return found["department"], found["unit"]

    def _with_total(self, unit: str | None, department: str | None) -> dict[str, Any]:
        """The total of a unit.

        Raises:
            WrongUseError: If it has none.
        """
        found = only_unit(self.scores.totals, unit, department)
        if found["total"] is None:
            name, why = unit or found["department"], NO_TOTAL_LABELS[found["reason"]]
            which = "" if found["blocked_by"] is None else f" ({found['blocked_by']})"
            raise WrongUseError(
                f"“{name}” chưa có tổng điểm: {why.vi}{which}. Hãy bổ sung rồi chấm lại.",
                f"“{name}” has no total: {why.en}{which}. Add what is missing and score again.",
            )
        return found

    def _shown(self) -> Display:
        return scores_display(self.scores)

    def _repr_html_(self) -> str:
        html: str = self.table().as_raw_html()
        return html


def score(
    workspace: Workspace, scheme: Scheme | str | Path, period: Period | str | int, layer: Layer = "decided"
) -> Scoring:
    """Score the units of a workspace by a scheme.

    Args:
        workspace: Where the records come from: ``score_groups`` says who is scored, indicators are computed,
            ``targets``, ``score_entries`` and ``score_events`` are taken where there are any.
        scheme: A scheme, the path of a file of one, or the code of a bundled scheme.
        period: The period, or a text such as ``"2025"``, read on the workspace's calendar.
        layer: Whose points count: ``self``, ``reviewed`` or ``decided``.

    Returns:
        Points, totals and ranks; what could not be scored is null with a reason.

    Raises:
        WrongUseError: If nobody is scored, or the scheme is not in force on the last day of the period or
            is for another kind of period.
        ScoreInputsError: If entries, events or groups can't belong to the scheme; all are listed.
        SchemeError: If the scheme is wrong; all of it is told at once.

    Examples:
        >>> from khcn_analytics.store.workspace import example_workspace
        >>> scoring = score(example_workspace(), "mau_100", 2025)
        >>> scoring.ranks.select("unit", "total", "rank").row(0)
        ('Văn phòng', 89.1, 1.0)
    """
    chosen, asked = scheme_named(scheme), period_of(period, workspace)
    if not chosen.in_force(asked.last_day):
        raise WrongUseError(
            f"Bảng tiêu chí {chosen.code} ({chosen.version}) không có hiệu lực vào ngày cuối của {asked.label()}.",
            f"Scheme {chosen.code} ({chosen.version}) is not in force on the last day of {asked.label('en')}.",
        )
    records = workspace.datasets
    if "score_groups" not in records:
        raise WrongUseError(
            "Kho dữ liệu chưa có khối thi đua (score_groups) nên không biết chấm cho ai. Tạo mẫu bằng "
            "khcn template score_groups, rồi nhập bằng khcn import.",
            "The workspace has no score_groups, so who is scored is not known. Make a template with "
            "khcn template score_groups and bring it in with khcn import.",
        )
    inputs = score_inputs(
        chosen,
        asked,
        records["score_groups"],
        values=_values(workspace, chosen, asked),
        targets=records.get("targets"),
        entries=records.get("score_entries"),
        events=records.get("score_events"),
    )
    return Scoring(workspace, scored(chosen, asked, inputs, layer))


def _values(workspace: Workspace, scheme: Scheme, period: Period) -> Any:
    """The values of the indicators a scheme counts; ``None`` where it counts none."""
    codes = {*(each.indicator for each in scheme.criteria), *(each.indicator for each in scheme.events)} - {None}
    if not codes:
        return None
    by = ("department", "unit") if scheme.scored == "unit" else ("department",)
    return values_of(workspace, [period], by, sorted(each for each in codes if each is not None))
