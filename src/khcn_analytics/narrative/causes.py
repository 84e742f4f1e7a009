"""Where a change came from, said only with contributions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.narrative.phrases import Clause, broken_series, difference, move_as_noun, rounds_to_nothing
from khcn_analytics.narrative.sentences import Figure
from khcn_analytics.schemas.results import BREAK_COLUMNS
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import group_name

_MAY_BE_TOLD = ("unreported", "break_vi", "break_en")
_OWN = frozenset({"indicator", "dimension", "group", "contribution", "value", "base", "reason", *_MAY_BE_TOLD})
_MOST = 2
_UNREPORTED = {
    "period": Label("kỳ này chưa có báo cáo", "no report in this period"),
    "base": Label("kỳ gốc chưa có báo cáo", "no report in the base period"),
    "both": Label("hai kỳ đều chưa có báo cáo", "no report in either period"),
}


def by_group(contributions: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Contributions of the groups of one dimension, in the columns that sentences are made from.

    Args:
        contributions: Rows of :class:`Contributions`, made ``of`` the dimension.
        dimension: ``unit``, ``level`` or any other.

    Returns:
        One row for each group: the columns that tell periods and wholes apart, ``dimension``, ``group``,
        ``contribution``, ``unreported`` and, of a change that a break leaves without parts, ``break_vi`` and ``break_en``.
    """
    figures = {"value", "base", "presence", "within", "mix", "share", "whole", "whole_base", "whole_change", "reason"}
    told = ["contribution", "unreported"]
    # What breaks a series is told of its change; of the parts only where it leaves none.
    is_cut = pl.col("reason").eq_missing(pl.lit("break"))
    why = [pl.when(is_cut).then(name).alias(name) for name in ("break_vi", "break_en")]
    keys = [name for name in contributions.columns if name not in {*figures, *told, *BREAK_COLUMNS, dimension}]
    return contributions.select(
        *keys, pl.lit(dimension).alias("dimension"), pl.col(dimension).alias("group"), *told, *why
    )


def cause(
    row: Mapping[str, Any],
    contributions: pl.DataFrame,
    language: Language,
    departments: Mapping[str, Label] | None = None,
) -> Iterator[Clause]:
    """For each dimension the groups that a change mostly came from, and the one most against it.

    A part that rounds to nothing is not told, nor are the parts of a change that does.

    Args:
        row: A change.
        contributions: A frame with ``indicator``, ``dimension``, ``group`` and ``contribution``; where it has
            ``unreported``, a missing report is told beside the part that comes from it; where it has ``break_vi`` and
            ``break_en``, that there are no parts and why.
        language: ``vi`` or ``en``.
        departments: Name of each department by code; a code without name stands for itself.
    """
    card = indicator_named(row["indicator"])
    if rounds_to_nothing(difference(row["absolute"], card, language)):
        return
    shared = [name for name in contributions.columns if name in row and name not in _OWN]
    here = pl.all_horizontal(
        pl.col("indicator") == row["indicator"], *(pl.col(name).eq_missing(row[name]) for name in shared)
    )
    untold = [pl.lit(None, pl.String).alias(name) for name in _MAY_BE_TOLD if name not in contributions.columns]
    # A change of shares has two parts a group, within and mix; both are the group's.
    parts = (
        contributions.filter(here)
        .with_columns(untold)
        .group_by("dimension", "group", maintain_order=True)
        .agg(pl.sum("contribution"), pl.first(*_MAY_BE_TOLD))
    )
    names = {code: name.text(language) for code, name in (departments or {}).items()}
    called = pl.when(dimension="department").then(pl.col("group").replace(names)).otherwise("group").alias("group")
    for (dimension,), groups in _told(parts.with_columns(called), card, language).group_by(
        "dimension", maintain_order=True
    ):
        if (first := groups.row(0, named=True))["break_vi"] is not None:
            yield _no_parts(row, str(dimension), broken_series(first), language)
            continue
        with_it = groups.with_columns(along=pl.col("contribution") * (1 if row["absolute"] > 0 else -1))
        largest = with_it.sort("along", "group", descending=[True, False])
        drivers, against = largest.filter(pl.col("along") > 0), largest.filter(pl.col("along") < 0).tail(1)
        if drivers.height:
            yield _clause(row, str(dimension), drivers, against, language)


def _told(parts: pl.DataFrame, card: Indicator, language: Language) -> pl.DataFrame:
    """The parts that are more than nothing once they are written, and those that a break leaves none of."""
    written = [difference(each, card, language) for each in parts["contribution"]]
    is_something = pl.Series([not rounds_to_nothing(each) for each in written], dtype=pl.Boolean)
    return parts.filter(is_something | parts["break_vi"].is_not_null())


def _no_parts(row: Mapping[str, Any], dimension: str, why: Label, language: Language) -> Clause:
    card = indicator_named(row["indicator"])
    noun = move_as_noun(row, card, language)
    text = Label(
        "xét theo {dimension}, không tách được {move} vì {why}", "by {dimension}, {move} can't be split: {why}"
    ).text(language)
    name = _dimension_name(card, dimension, language)
    return Clause(text.format(dimension=name, move=noun.text, why=why.text(language)), noun.figures, noun.indicators)


def _dimension_name(card: Indicator, dimension: str, language: Language) -> str:
    name = DIMENSIONS[card.dataset][dimension].label.text(language)
    return name[0].lower() + name[1:]


def _clause(
    row: Mapping[str, Any], dimension: str, drivers: pl.DataFrame, against: pl.DataFrame, language: Language
) -> Clause:
    card = indicator_named(row["indicator"])
    noun = move_as_noun(row, card, language)
    told = [_group(each, card, dimension, language) for each in drivers.head(_MOST).iter_rows(named=True)]
    opposed = [_group(each, card, dimension, language) for each in against.iter_rows(named=True)]
    mainly = drivers.height > _MOST
    text = Label(
        "xét theo {dimension}, {move} {source} {groups}", "by {dimension}, {move} came {source} {groups}"
    ).text(language)
    source = Label("chủ yếu từ" if mainly else "đến từ", "mainly from" if mainly else "from").text(language)
    both = Label(" và ", " and ").text(language)
    text = text.format(
        dimension=_dimension_name(card, dimension, language),
        move=noun.text,
        source=source,
        groups=both.join(each.text for each in told),
    )
    for each in opposed:
        text += Label(f", trong khi {each.text} theo chiều ngược lại", f", while {each.text} went the other way").text(
            language
        )
    figures = tuple(figure for each in [noun, *told, *opposed] for figure in each.figures)
    return Clause(text, figures, noun.indicators)


def _group(part: Mapping[str, Any], card: Indicator, dimension: str, language: Language) -> Clause:
    text = difference(part["contribution"], card, language, signed=True)
    name = group_name(dimension, part["group"], card.dataset, language)
    # A report that is missing is no fall of the group: it is told, so that nobody reads it as one.
    note = f", {_UNREPORTED[part['unreported']].text(language)}" if part["unreported"] else ""
    return Clause(f"{name} ({text}{note})", (Figure("contribution", part["contribution"], text, card.code),))
