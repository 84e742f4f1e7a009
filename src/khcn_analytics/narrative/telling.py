"""Changes -> plain sentences.

Nothing is told that was not given: better and worse only where the card has a direction, where a
change came from only with contributions, and what can't be compared with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.narrative.causes import cause
from khcn_analytics.narrative.incomparable import incomparable
from khcn_analytics.narrative.moves import with_size
from khcn_analytics.narrative.phrases import Clause, move
from khcn_analytics.narrative.sentences import Figure, Narrative, Sentence
from khcn_analytics.periods import Period
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.wording import in_words, period_of

_PERIODS = ["period_start", "period_end", "period_kind", "base_start", "base_end"]


def narrative(
    changes: pl.DataFrame,
    values: pl.DataFrame,
    language: Language = "vi",
    *,
    contributions: pl.DataFrame | None = None,
    split: Sequence[str] = (),
    departments: Mapping[str, Label] | None = None,
    most: int = 3,
) -> Narrative:
    """The largest moves of each theme, where they came from, and what can't be compared.

    Args:
        changes: Rows of :class:`Changes`, or better of :class:`ChangesAcrossBreaks`; each of their periods is
            told by itself.
        values: The values they were made from.
        language: ``vi`` or ``en``.
        contributions: Where changes came from: a frame with the columns ``indicator``,
            ``dimension``, ``group`` and ``contribution`` and, where they differ, the columns that
            tell periods and groups of the changes apart. Without it no origin is told.
        split: The dimensions that tell the rows apart, to name their groups.
        departments: Name of each department by code.
        most: How many moves of one kind a theme is told with.

    Returns:
        The sentences; the same changes always give the same ones.

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> from khcn_analytics.trends.change import change
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 25]),
        ...     started_on=pl.Series(["2019-05-01", "2020-05-01"]).str.to_date(),
        ... )
        >>> values = compute({"inspections": frame}, years(2019, 2020),
        ...                  indicators=["inspections.checked_subjects"])
        >>> changes = change(values).filter(base=20)
        >>> print(narrative(changes, values).sentences[1].text)
        Năm 2020 có 1 chỉ số thay đổi mà không xét tốt hay xấu so với năm 2019: số cơ sở được kiểm tra là 25, tăng 5 (+25 %).
    """
    groups = in_words(changes, language, split=split, departments=departments)["group_name"]
    has_groups = bool(split) and groups.n_unique() > 1
    rows = with_size(changes, values).with_columns(
        groups.alias("group") if has_groups else pl.lit(None, pl.String).alias("group")
    )
    sentences: list[Sentence] = []
    for _, of_period in rows.sort(_PERIODS, maintain_order=True).group_by(_PERIODS, maintain_order=True):
        telling = _Telling(of_period, language, most, contributions, departments, has_groups)
        sentences += telling.sentences()
    return Narrative(tuple(sentences), language)


@dataclass(frozen=True, eq=False, slots=True)
class _Telling:
    """The sentences on one period."""

    rows: pl.DataFrame
    language: Language
    most: int
    contributions: pl.DataFrame | None
    departments: Mapping[str, Label] | None
    has_groups: bool

    @property
    def periods(self) -> tuple[Period, Period]:
        first = self.rows.row(0, named=True)
        now, then = (
            period_of(first[f"{each}_start"], first[f"{each}_end"], first["period_kind"]) for each in ("period", "base")
        )
        return now, then

    def sentences(self) -> list[Sentence]:
        compared = self.rows.filter(pl.col("verdict") != "not_comparable")
        told = [self._overall(compared)] if compared.height else []
        for theme in dict.fromkeys(card.dataset for card in INDICATORS.values()):
            codes = [code for code, card in INDICATORS.items() if card.dataset == theme]
            told += self._theme(compared.filter(pl.col("indicator").is_in(codes)), DATASETS[theme].label)
        return [*told, *incomparable(self.rows, self.periods, self.language, of_groups=self.has_groups)]

    def _overall(self, compared: pl.DataFrame) -> Sentence:
        total = _count(compared.height)
        counts = [(text, _count(compared.filter(verdict=name).height)) for name, text in _VERDICTS.items()]
        parts = [(text.text(self.language), each) for text, each in counts if each.number]
        now, then = (each.label(self.language) for each in self.periods)
        noun = _noun(compared.height, self.language, of_groups=self.has_groups)
        text = Label(
            f"{now} so với {then}: trong {total.text} {noun} so sánh được, ",
            f"{now} against {then}: of {total.text} {noun} compared, ",
        ).text(self.language)
        text += ", ".join(f"{each.text} {words}" for words, each in parts)
        return self._sentence(Clause(text, (total, *(each for _, each in parts))), None)

    def _theme(self, rows: pl.DataFrame, theme: Label) -> Iterator[Sentence]:
        """What got better, what worse, what moved neither way and what stayed; the first names the periods."""
        led = False
        for verdict, most in _LEADS.items():
            of_verdict = rows.filter(verdict=verdict).sort(
                "size", "indicator", "group", descending=[True, False, False], maintain_order=True
            )
            if of_verdict.is_empty():
                continue
            told = [] if most is None else list(of_verdict.head(self.most).iter_rows(named=True))
            clauses = [move(row, indicator_named(row["indicator"]), self.language) for row in told]
            count, head = self._head(of_verdict.height, _VERDICTS[verdict], with_periods=not led)
            led = True
            if most is not None:
                head += f", {most.text(self.language)}: " if of_verdict.height > len(told) else ": "
            figures = (count, *(figure for each in clauses for figure in each.figures))
            codes = of_verdict["indicator"] if most is None else [each["indicator"] for each in told]
            text = head + "; ".join(each.text for each in clauses)
            yield self._sentence(Clause(text, figures, tuple(dict.fromkeys(codes))), theme)
            yield from self._causes(told, theme)

    def _head(self, number: int, said: Label, *, with_periods: bool) -> tuple[Figure, str]:
        count, noun = _count(number), _noun(number, self.language, of_groups=self.has_groups)
        now, then = (each.label(self.language) for each in self.periods)
        if not with_periods:
            label = Label(f"có {count.text} {noun} {said.vi}", f"{count.text} {noun} {said.en}")
        else:
            label = Label(
                f"{now} có {count.text} {noun} {said.vi} so với {then}",
                f"{now} against {then}: {count.text} {noun} {said.en}",
            )
        return count, label.text(self.language)

    def _causes(self, rows: Sequence[Mapping[str, Any]], theme: Label) -> Iterator[Sentence]:
        if self.contributions is None:
            return
        for row in rows:
            for clause in cause(row, self.contributions, self.language, self.departments):
                yield self._sentence(clause, theme)

    def _sentence(self, clause: Clause, theme: Label | None) -> Sentence:
        text = clause.text[0].upper() + clause.text[1:] + "."
        return Sentence(text, clause.indicators, clause.figures, self.periods, theme)


def _count(number: int) -> Figure:
    return Figure("count", number, str(number))


def _noun(number: int, language: Language, *, of_groups: bool) -> str:
    if of_groups:
        return Label("giá trị", "value" if number == 1 else "values").text(language)
    return Label("chỉ số", "indicator" if number == 1 else "indicators").text(language)


_VERDICTS = {
    "better": Label("tốt lên", "improved"),
    "worse": Label("kém đi", "worsened"),
    "neither": Label("thay đổi mà không xét tốt hay xấu", "changed, neither for better nor for worse"),
    "unchanged": Label("không đổi", "did not change"),
}
# What leads to the largest moves; what did not change has none.
_LEADS = {
    "better": Label("rõ nhất", "most of all"),
    "worse": Label("nhiều nhất", "most of all"),
    "neither": Label("nhiều nhất", "most of all"),
    "unchanged": None,
}
