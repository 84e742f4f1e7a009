"""Where a change came from, said only with contributions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.narrative.phrases import Clause, difference, move_as_noun
from khcn_analytics.narrative.sentences import Figure
from khcn_analytics.schemas.results import BREAK_COLUMNS
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import group_name

_OWN = frozenset({"indicator", "dimension", "group", "contribution", "value", "base", "reason", "unreported"})
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
        ``contribution`` and ``unreported``.
    """
    figures = {"value", "base", "presence", "within", "mix", "share", "whole", "whole_base", "whole_change", "reason"}
    told = {"contribution", "unreported"}
    # What breaks a series is told of its change, not of the parts.
    keys = [name for name in contributions.columns if name not in {*figures, *told, *BREAK_COLUMNS, dimension}]
    return contributions.select(
        *keys, pl.lit(dimension).alias("dimension"), pl.col(dimension).alias("group"), *sorted(told)
    )


def cause(row: Mapping[str, Any], contributions: pl.DataFrame, language: Language) -> Iterator[Clause]:
    """For each dimension the groups that a change mostly came from, and the one most against it.

    Args:
        row: A change.
        contributions: A frame with ``indicator``, ``dimension``, ``group`` and ``contribution``; where it has
            ``unreported``, a missing report is told beside the part that comes from it.
        language: ``vi`` or ``en``.
    """
    shared = [name for name in contributions.columns if name in row and name not in _OWN]
    here = pl.all_horizontal(
        pl.col("indicator") == row["indicator"], *(pl.col(name).eq_missing(row[name]) for name in shared)
    )
    # A change of shares has two parts a group, within and mix; both are the group's.
    unreported = pl.col("unreported") if "unreported" in contributions.columns else pl.lit(None, pl.String)
    parts = (
        contributions.filter(here)
        .with_columns(unreported.alias("unreported"))
        .group_by("dimension", "group", maintain_order=True)
        .agg(pl.sum("contribution"), pl.first("unreported"))
    )
    for (dimension,), groups in parts.group_by("dimension", maintain_order=True):
        with_it = groups.with_columns(along=pl.col("contribution") * (1 if row["absolute"] > 0 else -1))
        largest = with_it.sort("along", "group", descending=[True, False])
        drivers, against = largest.filter(pl.col("along") > 0), largest.filter(pl.col("along") < 0).tail(1)
        if drivers.height:
            yield _clause(row, str(dimension), drivers, against, language)


def _clause(
    row: Mapping[str, Any], dimension: str, drivers: pl.DataFrame, against: pl.DataFrame, language: Language
) -> Clause:
    card = indicator_named(row["indicator"])
    noun = move_as_noun(row, card, language)
    told = [_group(each, row, dimension, language) for each in drivers.head(_MOST).iter_rows(named=True)]
    opposed = [_group(each, row, dimension, language) for each in against.iter_rows(named=True)]
    mainly = drivers.height > _MOST
    name = DIMENSIONS[card.dataset][dimension].label.text(language)
    text = Label(
        "xét theo {dimension}, {move} {source} {groups}", "by {dimension}, {move} came {source} {groups}"
    ).text(language)
    source = Label("chủ yếu từ" if mainly else "đến từ", "mainly from" if mainly else "from").text(language)
    both = Label(" và ", " and ").text(language)
    text = text.format(
        dimension=name[0].lower() + name[1:],
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


def _group(part: Mapping[str, Any], row: Mapping[str, Any], dimension: str, language: Language) -> Clause:
    card = indicator_named(row["indicator"])
    text = difference(part["contribution"], card, language, signed=True)
    name = group_name(dimension, part["group"], card.dataset, language)
    # A report that is missing is no fall of the group: it is told, so that nobody reads it as one.
    note = f", {_UNREPORTED[part['unreported']].text(language)}" if part["unreported"] else ""
    return Clause(f"{name} ({text}{note})", (Figure("contribution", part["contribution"], text, card.code),))
