"""Ranks on the page of emulation: beside their ranges, over periods, and what each total is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.analysis.drawing_scores import ranks_in_words, title_of
from khcn_analytics.dashboards.emulation_choices import scored_periods
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_scoring import is_chosen, period_of, scoring_of, texts_of
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.scoring.robustness import AROUND
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_UNIT, _GROUP, _RANK = Label("Đơn vị", "Unit"), Label("Khối", "Rank group"), Label("Hạng", "Rank")
_RANGE, _TOTAL = Label("Khoảng hạng", "Range of ranks"), Label("Tổng điểm", "Total")
_GAP, _NOTE = Label("Chênh với hạng sau", "To the next"), Label("Ghi chú", "Note")
_RANKS = Label("Xếp hạng theo khối", "Ranks by group")
_RANGE_NOTE = Label(
    "Khoảng hạng: trong 90 % của {draws} lần thử (bỏ 5 % ở mỗi đầu), mỗi trọng số xê dịch tới ±{spread}. Bấm tên đơn vị để xem kỹ.",
    "Range: the middle 90 % of {draws} draws, each weight off by up to ±{spread}. A name leads to its details.",
)


def ranks(chosen: Chosen) -> Table:
    """Ranks, their ranges and totals; each unit leads to its details."""
    scoring, language = scoring_of(chosen), chosen.language
    words = ranks_in_words(scoring, language)
    found = {row["unit"]: row for row in scoring.ranges().iter_rows(named=True)}
    headers = texts_of((_UNIT, _RANK, _TOTAL, _RANGE, _GAP, _GROUP, _NOTE), language)
    rows = [
        (
            row["unit_name"],
            row["rank_text"],
            row["total_text"],
            _range(found.get(row["unit"]), language),
            row["gap_text"],
            row["rank_group"],
            row["note"] or "",
        )
        for row in words.iter_rows(named=True)
    ]
    varied = format_value(AROUND.share, Unit.SHARE, language)
    draws = next((format_number(each["draws"], language) for each in found.values()), MISSING)
    return Table(
        title=f"{_RANKS.text(language)} · {title_of(scoring, language)}",
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=_rank_figures(words, found, headers),
        note=_RANGE_NOTE.text(language).format(draws=draws, spread=varied),
        links=[chosen.address(scored_unit=each or "") for each in words["unit"]],
        numbers=headers[1:5],
        quiet=headers[5:],
    )


def ranking_chart(chosen: Chosen) -> Any:
    """Ranks and their ranges when weights vary."""
    return scoring_of(chosen).ranking_chart(language=chosen.language)


def points_chart(chosen: Chosen) -> Any:
    """What each total is made of."""
    return scoring_of(chosen).points_chart(chosen.language)


def rank_lines(chosen: Chosen) -> Any:
    """The ranks of the rank group of the unit over the periods there are; ``None`` of a single one."""
    scoring, period = scoring_of(chosen), period_of(chosen)
    others = [each for each in scored_periods(chosen.store, chosen["scheme"]) if each.end < period.end]
    if not others:
        return None
    group = scoring.ranks.filter(is_chosen(chosen))["rank_group"].item()
    return scoring.bump_chart(others[::-1], group, chosen.language)


def _range(row: Mapping[str, Any] | None, language: Language) -> str:
    if row is None:
        return MISSING
    lowest, highest = (format_number(row[each], language, decimals=1) for each in ("lowest", "highest"))
    return lowest if lowest == highest else f"{lowest}–{highest}"


def _rank_figures(
    words: pl.DataFrame, ranges: Mapping[str | None, Mapping[str, Any]], headers: list[str]
) -> pl.DataFrame:
    ends = [[ranges[each][end] if each in ranges else None for each in words["unit"]] for end in ("lowest", "highest")]
    unit, rank, total, between, gap, group, note = headers
    return words.select(
        pl.col("unit_name").alias(unit),
        pl.col("rank_group").alias(group),
        pl.col("rank").alias(rank),
        pl.Series(f"{between} (1)", ends[0], dtype=pl.Float64),
        pl.Series(f"{between} (2)", ends[1], dtype=pl.Float64),
        pl.col("total").alias(total),
        pl.col("gap").alias(gap),
        pl.col("note").alias(note),
    )
