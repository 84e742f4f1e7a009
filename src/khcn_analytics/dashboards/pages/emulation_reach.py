"""What each line alone would have to come to for a unit to reach a rank."""

from __future__ import annotations

import polars as pl

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_scoring import is_chosen, scoring_of, texts_of, unit_of
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.errors import WrongUseError
from khcn_analytics.score_wording import reach_in_words
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import LANGUAGES, Label

_REACH = Label("{}: cần gì để đạt hạng {}?", "{}: what would rank {} take?")
_REACH_NOTE = Label(
    "Giả định từng dòng một, các dòng khác giữ nguyên; cả thứ hạng cũng tính lại.",
    "One line at a time is supposed, all others stay; ranks are computed again.",
)
_THERE = Label(
    "{unit} đang ở hạng {rank}, không cần gì thêm để đạt hạng {goal}. Hãy chọn hạng cao hơn hoặc đơn vị khác.",
    "{unit} stands at rank {rank}: rank {goal} takes nothing more. Choose a higher rank or another unit.",
)
_WITH_IT = (
    Label("Tổng điểm khi đó", "Total then"),
    Label("Hạng khi đó", "Rank then"),
    Label("Tổng điểm nhiều nhất", "Total at most"),
)
_REACH_HEADERS = (
    Label("Chỉ thay đổi dòng này", "This line alone"),
    Label("Hiện có", "Now"),
    Label("Cần (giả định)", "Needed (supposed)"),
    Label("Khi đó", "Then"),
    Label("Kết luận", "Verdict"),
)


def reaching(chosen: Chosen) -> Table:
    """What each line alone would have to come to for the rank.

    Raises:
        WrongUseError: If the unit has no total, or stands there already.
    """
    scoring, language, goal = scoring_of(chosen), chosen.language, int(chosen["goal"])
    # What is enough comes first.
    found = scoring.reach(unit_of(chosen), rank=goal).sort("reached", descending=True, maintain_order=True)
    if (rank := scoring.ranks.filter(is_chosen(chosen))["rank"].item()) <= goal:
        told = {name: format_number(rank, name, decimals=1) for name in LANGUAGES}
        unit = chosen.told("scored_unit")
        raise WrongUseError(*(_THERE.text(name).format(unit=unit, rank=told[name], goal=goal) for name in LANGUAGES))
    line, now, needed, then, verdict = headers = texts_of(_REACH_HEADERS, language)
    words = reach_in_words(found, scoring.scheme, language)
    rows = words.select("name", "actual_text", "needed_text", "then_text", "verdict_text")
    rows.columns = headers
    amounts = zip(
        ("actual", "needed", "supposed_total", "supposed_rank", "most"),
        (now, needed, *texts_of(_WITH_IT, language)),
        strict=True,
    )
    return Table(
        title=_REACH.text(language).format(chosen.told("scored_unit"), goal),
        rows=rows,
        figures=words.select(
            pl.col("name").alias(line),
            *(pl.col(name).alias(header) for name, header in amounts),
            pl.col("verdict_text").alias(verdict),
        ),
        note=_REACH_NOTE.text(language),
        verdicts={verdict: ["met" if each else None for each in found["reached"]]},
        numbers=[now, needed, then],
    )
