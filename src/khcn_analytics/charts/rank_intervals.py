"""Ranks and how sure they are."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import headed, row_height, wrapped
from khcn_analytics.charts.theme import BRAND, INK, MUTED, PALE, Width, finished, name_axis, nothing_to_draw, x_at
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_KIND = Label("Biểu đồ thứ hạng và khoảng hạng", "Ranks and their ranges")
_SURE = Label("hạng {rank}", "rank {rank}")
_RANGED = Label("hạng {rank}, từ {lowest} đến {highest}", "rank {rank}, {lowest} to {highest}")
_UNRANKED = Label("chưa xếp hạng", "not ranked")
_AXIS = Label("Hạng", "Rank")
_TOLD_WIDTH = 30
"""Letters in a line: a reason in one line would leave the bars no room on a phone."""
_LINE = 14
_NEEDS = {"name": TEXT, "rank": NUMBER, "lowest": NUMBER, "highest": NUMBER}


def rank_ranges(
    frame: pl.DataFrame,
    *,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 380,
) -> Any:
    """A dot for the rank of each unit on a bar over the ranks it might as well have, the first on top.

    Args:
        frame: One row for each ``name``, from top to bottom: its ``rank``, and the ``lowest`` and
            ``highest`` rank of its range, as in ``RankRanges``; a range of null draws the dot alone, a rank of null
            nothing. It may have ``told``, what to write at the right (null: the rank and the range), and
            ``rank_group``, whose name then stands above its rows where there are several.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells each rank with its range.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"name": ["Văn phòng"], "rank": [1.0], "lowest": [1.0], "highest": [2.0]})
        >>> chart = rank_ranges(frame, language="en")
        >>> chart.to_dict()["description"]
        'Ranks and their ranges: Văn phòng rank 1, 1 to 2.'
    """
    rows = drawable(frame, needs=_NEEDS, may_have={"told": TEXT, "rank_group": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    figures = [_told(*each, language=language) for each in rows.select("rank", "lowest", "highest").iter_rows()]
    rank_text = [format_number(each, language, decimals=1) for each in rows["rank"]]
    rows = rows.with_columns(
        told=pl.coalesce("told", pl.Series(figures, dtype=pl.String)), rank_text=pl.Series(rank_text, dtype=pl.String)
    )
    facts = [f"{name} {told}" for name, told in rows.select("name", "told").iter_rows()]
    rows = wrapped(wrapped(headed(rows, "rank_group", "name"), "name"), "told", width=_TOLD_WIDTH)
    headings = rows.filter(pl.col("told").is_null())["name_lines"].to_list()
    ranked = rows.filter(pl.col("rank").is_not_null())
    worst = max([1.0, *ranked["rank"], *rows["highest"].drop_nulls()])
    base = alt.Chart(rows).encode(
        y=alt.Y("name_lines:N", sort=rows["name_lines"].to_list(), axis=name_axis(headings=headings)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=" ")],
    )
    axis = alt.Axis(
        values=list(range(1, math.ceil(worst) + 1)),
        format="d",
        domain=False,
        ticks=False,
        title=_AXIS.text(language),
        orient="top",
    )
    scale = alt.Scale(domain=[0.6, worst + 0.4], nice=False, zero=False)
    layers = [
        base.mark_bar(height=12, cornerRadius=6, color=PALE, stroke=MUTED, strokeWidth=0.5).encode(
            x=alt.X("lowest:Q", axis=axis, scale=scale), x2=alt.X2("highest:Q")
        ),
        base.properties(data=ranked)
        .mark_point(shape="circle", filled=True, size=420, color=BRAND, opacity=1)
        .encode(x=alt.X("rank:Q", axis=axis, scale=scale)),
        base.properties(data=ranked)
        .mark_text(color="white", fontSize=11, fontWeight=600)
        .encode(x=alt.X("rank:Q"), text=alt.Text("rank_text:N")),
        base.properties(data=rows.filter(pl.col("told").is_not_null()))
        # Lines are counted from the first, and stand around the middle of the row.
        .mark_text(
            align="left",
            dx=14,
            dy={"expr": f"-{_LINE / 2} * (split(datum.told_lines, '\\n').length - 1)"},
            lineBreak="\n",
            lineHeight=_LINE,
            fontSize=12,
            color=INK,
        )
        .encode(x=x_at("width"), text=alt.Text("told_lines:N")),
    ]
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    height = max(row_height(rows, lines, least=36) for lines in ("name_lines", "told_lines"))
    chart = alt.layer(*layers, width=width, height=alt.Step(height))
    return finished(chart, language, title=title, source=source, description=told)


def _told(rank: float | None, lowest: float | None, highest: float | None, *, language: Language) -> str:
    if rank is None:
        return _UNRANKED.text(language)
    pattern = _SURE if lowest == highest else _RANGED
    rank_text, low, high = (format_number(each, language, decimals=1) for each in (rank, lowest, highest))
    return pattern.text(language).format(rank=rank_text, lowest=low, highest=high)
