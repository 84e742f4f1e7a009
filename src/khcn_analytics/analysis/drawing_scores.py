"""The charts of a scoring: figures of the scoring with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from khcn_analytics import charts, score_wording
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.score_wording import line_name, unit_names
from khcn_analytics.scoring.matrix import UnitKey
from khcn_analytics.scoring.parts import score_parts
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.robustness import Dirichlet, Spread
from khcn_analytics.scoring.scored_units import is_unit
from khcn_analytics.scoring.swings import weight_swings
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS
from khcn_analytics.vocabulary.units import Unit

if TYPE_CHECKING:
    from khcn_analytics.analysis.scoring import Scoring

_TITLE = Label("Điểm thi đua {} ({})", "Emulation scores, {} ({})")
_MADE = Label("Bảng tiêu chí tự đặt, để minh họa.", "A made scheme, for illustration.")
_RANKS = Label("Thứ hạng {} khi trọng số thay đổi {}", "Ranks of {} when weights vary {}")
_ANY = Label("tùy ý", "at will")
_SPREAD = Label("±{}", "by ±{}")
_AROUND = Label("quanh mức đã chọn", "around those chosen")
_ACCOUNT = Label("Điểm của {}: {}", "Score of {}: {}")
_SWINGS = Label("Điểm của {} khi đổi trọng số: {}", "Score of {} as weights change: {}")
_UNRANKED = Label("chưa xếp hạng: {}", "not ranked: {}")
_TOTAL = Label("Tổng điểm", "Total")
_WEIGHT = Label("trọng số {}", "weight {}")
_SEEN = 0.005
_BUMP = Label("Thứ hạng qua các kỳ: {}", "Ranks over periods: {}")


def title_of(scoring: Scoring, language: Language) -> str:
    """What was scored, and whose points count."""
    layer = SCORE_LAYERS.label(scoring.scores.layer, language)
    return _TITLE.text(language).format(scoring.period.label(language), layer)


def ranks_in_words(scoring: Scoring, language: Language) -> pl.DataFrame:
    """Ranks with the texts people read."""
    return score_wording.ranks_in_words(
        scoring.ranks, scoring.totals, scoring.scheme, language, departments=scoring.workspace.departments
    )


def points(scoring: Scoring, language: Language) -> Any:
    """A bar a unit of the parts of its total; who has none is named with the reason."""
    words = ranks_in_words(scoring, language)
    parts = _named(scoring, score_parts(scoring.scores), language)
    why = pl.when(pl.col("total").is_null()).then("note").otherwise("total_text")
    told = words.select(*UNIT, "rank_group", name="unit_name", total_text=why)
    first = parts["part_name"].first() if parts.height else ""
    rows = told.join(parts.drop("name", "rank_group"), on=UNIT, how="left", nulls_equal=True, maintain_order="left")
    return charts.score_bars(
        rows.with_columns(pl.col("part_name").fill_null(first), pl.col("starts_at", "ends_at").fill_null(0.0)),
        title=title_of(scoring, language),
        source=_source(scoring, language),
        language=language,
    )


def ranking(scoring: Scoring, ranges: pl.DataFrame, how: Spread | Dirichlet, language: Language) -> Any:
    """Ranks and ranges, rank group by rank group."""
    words = ranks_in_words(scoring, language)
    unranked = pl.concat_str(pl.lit(_UNRANKED.text(language).format("")), "note")
    told = words.select(*UNIT, "unit_name", "rank_group", told=pl.when(pl.col("rank").is_null()).then(unranked))
    rows = told.join(ranges.drop("rank_group"), on=UNIT, how="left", nulls_equal=True, maintain_order="left")
    return charts.rank_ranges(
        rows.rename({"unit_name": "name"}),
        title=_RANKS.text(language).format(scoring.period.label(language), _varied(how, language)),
        source=_source(scoring, language),
        language=language,
    )


def waterfall(scoring: Scoring, total: Mapping[str, Any], language: Language) -> Any:
    """The total of one unit as steps of its parts."""
    is_it = is_unit(total)
    parts = _named(scoring, score_parts(scoring.scores).filter(is_it), language)
    rows = parts.select(
        step_name="part_name", step=pl.lit("part"), amount="points", starts_at="before", ends_at="after"
    )
    whole = pl.DataFrame(
        {
            "step_name": [_TOTAL.text(language)],
            "step": ["value"],
            "amount": [total["total"]],
            "starts_at": [0.0],
            "ends_at": [total["total"]],
        },
        schema=rows.schema,
    )
    name = _name_of(scoring, (total["department"], total["unit"]), language)
    return charts.waterfall(
        pl.concat([rows, whole]),
        unit=Unit.POINT,
        title=_ACCOUNT.text(language).format(name, scoring.period.label(language)),
        source=_source(scoring, language),
        language=language,
    )


def tornado(scoring: Scoring, unit: UnitKey, share: float, language: Language, *, most: int) -> Any:
    """Where less and more of each weight takes the total of one unit."""
    found = weight_swings(scoring.scores.matrix(), unit, share).head(most)
    names = [line_name(scoring.scheme, code, language) for code in found["criterion"]]
    varied = format_value(share, Unit.SHARE, language)
    return charts.tornado(
        found.select(name=pl.Series(names), at_less="total_at_less", at_more="total_at_more"),
        base=found["total"][0],
        unit=Unit.POINT,
        less=_WEIGHT.text(language).format(f"−{varied}"),
        more=_WEIGHT.text(language).format(f"+{varied}"),
        title=_SWINGS.text(language).format(_name_of(scoring, unit, language), scoring.period.label(language)),
        source=_source(scoring, language),
        language=language,
    )


def bump(scorings: Sequence[Scoring], rank_group: str | None, language: Language) -> Any:
    """The ranks of one rank group over periods."""
    last = scorings[-1]
    group = _rank_group(last, rank_group)
    rows = pl.concat(
        _named_units(each, each.ranks.filter(rank_group=group), language).select(
            pl.lit(each.period.start).alias("period_start"),
            pl.lit(each.period.label(language)).alias("period_name"),
            "group_name",
            "rank",
        )
        for each in scorings
    )
    return charts.bump(
        rows.sort("period_start", maintain_order=True),
        title=_BUMP.text(language).format(group),
        source=_source(last, language),
        language=language,
    )


def _rank_group(scoring: Scoring, rank_group: str | None) -> str:
    """The rank group meant: ranks of several don't stand on one line."""
    known = scoring.ranks["rank_group"].unique(maintain_order=True).to_list()
    if rank_group is None and len(known) > 1:
        listed = ", ".join(f"“{each}”" for each in known)
        raise WrongUseError(
            f"Có {len(known)} khối xếp hạng riêng: {listed}. Hãy chọn một khối bằng rank_group.",
            f"{len(known)} groups are ranked apart: {listed}. Choose one with rank_group.",
        )
    chosen = known[0] if rank_group is None else rank_group
    if chosen not in known:
        raise UnknownNameError("khối", "rank group", chosen, known)
    return str(chosen)


def _name_of(scoring: Scoring, unit: UnitKey, language: Language) -> str:
    row = scoring.totals.filter(is_unit(dict(zip(UNIT, unit, strict=True))))
    name: str = unit_names(row, language, departments=scoring.workspace.departments)[0]
    return name


def _named(scoring: Scoring, parts: pl.DataFrame, language: Language) -> pl.DataFrame:
    # What rounding takes away is too little to be seen.
    seen = (pl.col("points").abs() >= _SEEN).any().over("part")
    parts = parts.filter((pl.col("part") != "adjusted") | seen)
    part_names = [line_name(scoring.scheme, code, language) for code in parts["part"]]
    return parts.with_columns(
        name=unit_names(parts, language, departments=scoring.workspace.departments),
        part_name=pl.Series(part_names, dtype=pl.String),
    )


def _named_units(scoring: Scoring, ranks: pl.DataFrame, language: Language) -> pl.DataFrame:
    return ranks.with_columns(group_name=unit_names(ranks, language, departments=scoring.workspace.departments))


def _varied(how: Spread | Dirichlet, language: Language) -> str:
    if isinstance(how, Spread):
        return _SPREAD.text(language).format(format_value(how.share, Unit.SHARE, language))
    return (_ANY if how.concentration is None else _AROUND).text(language)


def _source(scoring: Scoring, language: Language) -> str:
    """The data, the scheme and its version; a made scheme says so."""
    scheme = scoring.scheme
    made = f" {_MADE.text(language)}" if scheme.origin == "made" else ""
    named = f"{scheme.label.text(language)} ({scheme.code} {scheme.version})."
    note = Label(f"{named}{made}", f"{named}{made}")
    return source_of(scoring.workspace, language, note)
