"""What can't be compared, or only with care, one sentence for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.narrative.phrases import broken_series, named
from khcn_analytics.narrative.sentences import Figure, Sentence
from khcn_analytics.periods import Period
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import REASONS

_NAMED = 5
_BREAK = ["break_vi", "break_en"]
_HEADS = (
    Label(
        "{now} có {count} {noun} không so sánh được với {then} vì {why}",
        "{now}: {count} {noun} can't be compared with {then} ({why})",
    ),
    Label(
        "{now} có {count} {noun} cần thận trọng khi so sánh với {then} vì {why}",
        "{now}: {count} {noun} must be compared with care with {then} ({why})",
    ),
)
_DIFFERENT_KINDS = Label("hai kỳ khác loại", "the periods differ in kind")


def incomparable(
    rows: pl.DataFrame, periods: tuple[Period, Period], language: Language, *, of_groups: bool = False
) -> Iterator[Sentence]:
    """A sentence for each reason: the indicators by name, or many of them by theme.

    Args:
        rows: Changes of one period, with the ``flag`` of each value, the name of its ``group`` and the
            texts of breaks, ``break_vi`` and ``break_en``.
        periods: The period and its base.
        language: ``vi`` or ``en``.
        of_groups: Whether an indicator has several rows.
    """
    place = {code: number for number, code in enumerate(INDICATORS)}
    ordered = rows.sort(pl.col("indicator").replace_strict(place, default=len(place)), maintain_order=True)
    reason = pl.when(pl.col("value").is_null()).then(pl.coalesce("flag", "reason")).otherwise("reason")
    why = ["why", *_BREAK]
    without = ordered.filter(verdict="not_comparable").with_columns(
        reason.alias("why"), *(pl.when(reason == "break").then(name) for name in _BREAK)
    )
    for _, same in without.group_by(why, maintain_order=True):
        yield _sentence(same, _reason(same.row(0, named=True)), _HEADS[0], periods, language, of_groups=of_groups)
    careful = ordered.filter(pl.col("verdict") != "not_comparable", pl.col("break_vi").is_not_null())
    for _, same in careful.group_by(_BREAK, maintain_order=True):
        yield _sentence(same, broken_series(same.row(0, named=True)), _HEADS[1], periods, language, of_groups=of_groups)


def _reason(row: Mapping[str, Any]) -> Label:
    if row["why"] is None or (row["why"] != "break" and None not in (row["value"], row["base"])):
        return _DIFFERENT_KINDS
    return broken_series(row) if row["why"] == "break" else {**REASONS, **FLAG_LABELS}[row["why"]]


def _sentence(
    rows: pl.DataFrame, why: Label, head: Label, periods: tuple[Period, Period], language: Language, *, of_groups: bool
) -> Sentence:
    now, then = (each.label(language) for each in periods)
    count = Figure("count", rows.height, str(rows.height))
    listed, figures = _listed(rows, language)
    vi, en = ("giá trị", "value") if of_groups else ("chỉ số", "indicator")
    noun = Label(vi, en if rows.height == 1 else f"{en}s").text(language)
    form = f"{head.text(language)}: {{listed}}."
    text = form.format(now=now, then=then, count=count.text, noun=noun, why=why.text(language), listed=listed)
    return Sentence(text[0].upper() + text[1:], tuple(dict.fromkeys(rows["indicator"])), (count, *figures), periods)


def _listed(rows: pl.DataFrame, language: Language) -> tuple[str, list[Figure]]:
    cards = [indicator_named(code) for code in rows["indicator"]]
    if len(cards) <= _NAMED:
        names = [named(row, card, language) for row, card in zip(rows.iter_rows(named=True), cards, strict=True)]
        return "; ".join(names), []
    counts = Counter(DATASETS[card.dataset].label.text(language) for card in cards)
    figures = {theme: Figure("count", number, str(number)) for theme, number in counts.items()}
    form = Label("{count} về {theme}", "{count} on {theme}").text(language)
    return "; ".join(form.format(count=each.text, theme=theme) for theme, each in figures.items()), [*figures.values()]
