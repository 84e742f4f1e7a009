"""The part of a report on emulation: points and ranks by a scheme."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from khcn_analytics.analysis.drawing_scores import ranks_in_words
from khcn_analytics.analysis.scoring import Scoring
from khcn_analytics.reports.content import Block, Paragraph, Table, chart_block
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

_BY = Label(
    "Điểm {layer} theo bảng tiêu chí “{label}” ({code} {version}).",
    "{layer} points by the scheme “{label}” ({code} {version}).",
)
_MADE = Label("Bảng tiêu chí này tự đặt, để minh họa.", "This scheme is a made one, for illustration.")
_NONE = Label("Chưa đơn vị nào được chấm theo bảng tiêu chí này.", "Nobody is scored by this scheme.")
_TITLE = Label("Điểm và thứ hạng: {group}", "Points and ranks: {group}")
_RANK, _UNIT, _TOTAL = Label("Hạng", "Rank"), Label("Đơn vị", "Unit"), Label("Tổng điểm", "Total")
_GAP, _NOTE = Label("Chênh với hạng sau", "To the next"), Label("Ghi chú", "Notes")
_WIDTHS = (1, 5, 1.7, 2, 4)


def emulation_blocks(scoring: Scoring, language: Language) -> Iterator[Block]:
    """By which scheme, the ranks of each rank group, and what the totals are made of."""
    scheme = scoring.scheme
    told = _BY.text(language).format(
        layer=SCORE_LAYERS.label(scoring.scores.layer, language).lower(),
        label=scheme.label.text(language),
        code=scheme.code,
        version=scheme.version,
    )
    yield Paragraph(f"{told} {_MADE.text(language)}" if scheme.origin == "made" else told)
    words = ranks_in_words(scoring, language)
    if words.is_empty():
        yield Paragraph(_NONE.text(language))
        return
    for (group,), rows in words.group_by("rank_group", maintain_order=True):
        yield _ranks(str(group), rows, language)
    yield chart_block(scoring.points_chart(language))


def _ranks(group: str, rows: pl.DataFrame, language: Language) -> Table:
    headers = [each.text(language) for each in (_RANK, _UNIT, _TOTAL, _GAP, _NOTE)]
    columns = dict(zip(headers, ("rank_text", "unit_name", "total_text", "gap_text", "note"), strict=True))
    numbers = dict(zip(headers, ("rank", "unit_name", "total", "gap", "note"), strict=True))
    return Table(
        _TITLE.text(language).format(group=group),
        rows.select(pl.col(name).fill_null("").alias(header) for header, name in columns.items()),
        figures=rows.select(pl.col(name).alias(header) for header, name in numbers.items()),
        numbers=tuple(headers[2:4]),
        centred=(headers[0],),
        widths=dict(zip(headers, _WIDTHS, strict=True)),
    )
