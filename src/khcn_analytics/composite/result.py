"""What a composite index came to: every stage on the way, and the questions people ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from khcn_analytics.composite.displays import result_display
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.ranking import Ties, with_ranks
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.stages import Stage
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError

LONG_TYPES: dict[str, type[pl.DataType]] = {
    "unit": pl.String,
    "code": pl.String,
    "stage": pl.String,
    "value": pl.Float64,
    "reason": pl.String,
}


@dataclass(frozen=True, repr=False)
class CompositeResult(Shown):
    """An index with its data, computed.

    Attributes:
        index: The index.
        recipe: How it was computed.
        unit: Column of the units.
        steps: The stages in the order in which they were made.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import build, CompositeIndex, MinMax, Node, Recipe
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> result = build(index, data, Recipe(MinMax(0, 100)))
        >>> result.ranks().rows()
        [('Z', 75.0, 1.0), ('X', 50.0, 2.0), ('Y', 25.0, 3.0)]
    """

    index: CompositeIndex
    recipe: Recipe
    unit: str
    steps: tuple[Stage, ...]

    def _shown(self) -> Display:
        return result_display(self)

    def stage(self, name: str) -> Stage:
        """One stage.

        Raises:
            UnknownNameError: If there is none of that name; an optional one only where it was asked for.
        """
        found = {each.name: each for each in self.steps}
        if name not in found:
            raise UnknownNameError("giai đoạn tính", "stage", name, found)
        return found[name]

    @property
    def scores(self) -> pl.DataFrame:
        """The units and their score in each aggregate."""
        return self.stage("aggregated").frame

    def level(self, level: int) -> pl.DataFrame:
        """The scores of the aggregates of one level; 2 is the lowest.

        Raises:
            UnknownNameError: If no aggregate is of that level.
        """
        if level not in self.index.levels:
            raise UnknownNameError("cấp", "level", level, map(str, self.index.levels))
        codes = [each.code for each in self.index.aggregates if self.index.level(each.code) == level]
        return self.scores.select(self.unit, *codes)

    @cached_property
    def notes(self) -> pl.DataFrame:
        """Every note of every stage, with the name of its ``stage``."""
        return pl.concat([each.notes.select(pl.lit(each.name).alias("stage"), pl.all()) for each in self.steps])

    def stages(self) -> pl.DataFrame:
        """Every value at every stage, in long form: ``unit``, ``code``, ``stage``, ``value``, ``reason``.

        ``reason`` tells what the stage did to the cell, or why it is empty.
        """
        return pl.concat([self._long(each) for each in self.steps])

    def ranks(
        self, code: str | None = None, *, ties: Ties = "competition", decimals: int | None = None
    ) -> pl.DataFrame:
        """Units by one aggregate, the best first.

        Args:
            code: The aggregate; the one at the top where none is named.
            ties: Equal scores (see ``with_ranks``).
            decimals: Round before ranking; ``None`` ranks the exact scores.

        Returns:
            The units, ``score`` and ``rank``; those without a score last, without a rank.

        Raises:
            UnknownNameError: If the aggregate is unknown.
        """
        known = [each.code for each in self.index.aggregates]
        asked = self.index.top.code if code is None else code
        if asked not in known:
            raise UnknownNameError("nhóm gộp", "aggregate", asked, known)
        scores = self.scores.select(self.unit, pl.col(asked).alias("score"))
        ranked = with_ranks(scores, "score", ties=ties, decimals=decimals)
        return ranked.sort("rank", nulls_last=True, maintain_order=True)

    def explain(self, unit: str) -> pl.DataFrame:
        """How the score of one unit came to be, one row a node, parents before children.

        Args:
            unit: The unit.

        Returns:
            ``code``, ``parent``, ``level``, ``name_vi``, ``name_en``; the value at each stage; ``weight``, the share of
            the node in its parent once the weights of missing ones are shared out; ``contribution``, what it
            adds to the score of the parent (null where that is no arithmetic mean); ``reasons``.

        Raises:
            UnknownNameError: If there is no such unit.
        """
        self._known_unit(unit)
        rows = self.index.weights().select("code", "parent", "level")
        told = rows.with_columns(
            name_vi=pl.col("code").replace_strict({each.code: each.name.vi for each in self.index.nodes}),
            name_en=pl.col("code").replace_strict({each.code: each.name.en for each in self.index.nodes}),
        )
        mine = self.stages().filter(unit=unit)
        values = mine.pivot("stage", index="code", values="value")
        reasons = mine.group_by("code").agg(pl.col("reason").drop_nulls().unique(maintain_order=True).alias("reasons"))
        whole = told.join(values, on="code", how="left", maintain_order="left").join(
            reasons, on="code", how="left", maintain_order="left"
        )
        return self._with_contributions(whole).select(pl.exclude("reasons"), "reasons")

    def strengths_and_weaknesses(self, unit: str, *, count: int = 5) -> pl.DataFrame:
        """The indicators in which a unit stands best and worst among the others.

        Args:
            unit: The unit.
            count: How many of either; never more than half of its indicators, so that none is both.

        Returns:
            ``side`` (``strength`` or ``weakness``), ``code``, ``name_vi``, ``name_en``, ``value`` (before treatment
            and normalising), ``rank``, ``ranked`` (units that have a value), ``weight`` (in the whole); strengths
            from the best, weaknesses from the worst. Of equal places the heavier indicator is told first.

        Raises:
            UnknownNameError: If there is no such unit.
            WrongUseError: If the count is negative.
        """
        self._known_unit(unit)
        if count < 0:
            raise WrongUseError(f"count không thể âm, đang là {count}.", f"count can't be negative; it is {count}.")
        standing = pl.DataFrame(
            [row for node in self.index.indicators if (row := self._standing(node.code, unit)) is not None],
            schema=["code", "name_vi", "name_en", "value", "rank", "ranked"],
            orient="row",
        ).join(self.index.weights().select("code", weight="effective"), on="code", maintain_order="left")
        place = (pl.col("rank") - 1) / pl.max_horizontal(pl.col("ranked") - 1, 1)
        ordered = standing.with_columns(place=place).sort(
            "place", "weight", descending=[False, True], maintain_order=True
        )
        most = min(count, ordered.height // 2)
        worst = ordered.tail(ordered.height - most).sort(
            "place", "weight", descending=[True, True], maintain_order=True
        )
        sides = [("strength", ordered.head(most)), ("weakness", worst.head(most))]
        return pl.concat([side.drop("place").select(pl.lit(name).alias("side"), pl.all()) for name, side in sides])

    def _standing(self, code: str, unit: str) -> tuple[str, str, str, float, float, int] | None:
        """Name, value and rank of one unit in one indicator."""
        scaled = self.stage("normalised").frame.select(self.unit, pl.col(code).alias("score"))
        rank = with_ranks(scaled, "score").filter(pl.col(self.unit) == unit)["rank"].item()
        if rank is None:
            return None
        before = [each for each in self.steps if each.name in {"raw", "denominated", "imputed"}][-1].frame
        value = before.filter(pl.col(self.unit) == unit)[code].item()
        name = self.index[code].name
        return code, name.vi, name.en, value, rank, scaled["score"].count()

    def _known_unit(self, unit: str) -> None:
        units = self.scores[self.unit].to_list()
        if unit not in units:
            raise UnknownNameError("đơn vị", "unit", unit, units)

    def _long(self, stage: Stage) -> pl.DataFrame:
        codes = [each.code for each in self.index.nodes if each.role != "group" and each.code in stage.frame.columns]
        long = pl.concat(
            stage.frame.select(unit=pl.col(self.unit).cast(pl.String), code=pl.lit(code), value=pl.col(code))
            for code in codes
        )
        cells = stage.notes.filter(pl.col("unit").is_not_null()).select("code", "unit", reason_of_cell="reason")
        columns = stage.notes.filter(pl.col("unit").is_null()).select("code", reason_of_column="reason")
        noted = long.join(cells, on=["code", "unit"], how="left", maintain_order="left").join(
            columns, on="code", how="left", maintain_order="left"
        )
        whole = noted.with_columns(
            pl.lit(stage.name).alias("stage"), reason=pl.coalesce("reason_of_cell", "reason_of_column")
        )
        return whole.select(pl.col(name).cast(kind) for name, kind in LONG_TYPES.items())

    def _with_contributions(self, whole: pl.DataFrame) -> pl.DataFrame:
        weights = {each.code: each.weight or 0.0 for each in self.index.nodes if each.is_scored}
        additive = [code for code, method in self.recipe.methods(self.index).items() if method == "arithmetic"]
        score = pl.coalesce("aggregated", "normalised")
        own = pl.when(score.is_not_null()).then(pl.col("code").replace_strict(weights, return_dtype=pl.Float64))
        family = own.sum().over("parent")
        share = pl.when(pl.col("parent").is_not_null() & (family > 0)).then(own / family)
        told = whole.with_columns(weight=share)
        parents = dict(told.select("code", "aggregated").iter_rows())
        has_score = pl.col("parent").replace_strict(
            {code: value is not None for code, value in parents.items()}, default=False, return_dtype=pl.Boolean
        )
        counts = pl.col("parent").is_in(additive) & has_score
        return told.with_columns(contribution=pl.when(counts).then(pl.col("weight") * score))
