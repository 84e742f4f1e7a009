"""How ranks moved over periods."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.charts.drawable import DAY, NUMBER, TEXT, drawable
from khcn_analytics.charts.marks_told import breaks_told, gaps_told
from khcn_analytics.charts.placing import row_height as fitting
from khcn_analytics.charts.placing import wrapped
from khcn_analytics.charts.theme import GROUPS, INK, MUTED, PALE, finished, nothing_to_draw
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_KIND = Label("Biểu đồ thứ hạng", "Rank chart")
_RANK = Label("hạng {}", "rank {}")
_NEEDS = {"period_start": DAY, "period_name": TEXT, "group_name": TEXT, "rank": NUMBER}
_LETTER, _GAP = 7, 16
_BELOW = 14
"""Pixels from the middle of a circle to the name below it."""
_NAME = 26
"""Letters of a line of a name: a page of a phone has room for names of three lines and circles, not for long ones."""


def bump(
    frame: pl.DataFrame,
    *,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    highlight: Sequence[str] = (),
    language: Language = "vi",
    width: int = 420,
    row_height: int = 38,
) -> Any:
    """A line for each group through its ranks, the first rank on top, named where it ends.

    Args:
        frame: Rows in words, one for each group and period: ``period_start``, ``period_name``,
            ``group_name`` and ``rank`` (1 is the first; null: not ranked, which leaves a gap).
            Groups of equal rank stand below each other, each with that rank. It may have ``break_text``,
            what changed before the period began (null: nothing did): it cuts the lines and has a dotted
            rule; in the picture it is not told.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells the first and the last rank of each group, gaps and breaks.
        highlight: Groups to colour, the others being grey; empty colours all.
        language: ``vi`` or ``en``.
        width: Width in pixels; where the names of the periods need more, they get it.
        row_height: Pixels between two ranks; where the names of the groups need more, they get it.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> from datetime import date
        >>> frame = pl.DataFrame({"period_start": [date(2023, 1, 1), date(2024, 1, 1)], "period_name": ["2023", "2024"],
        ...                       "group_name": ["Văn phòng", "Văn phòng"], "rank": [2, 1]})
        >>> chart = bump(frame, language="en")
        >>> chart.to_dict()["description"]
        'Rank chart: Văn phòng from rank 2 (2023) to rank 1 (2024).'
    """
    rows = drawable(frame, needs=_NEEDS, may_have={"break_text": TEXT})
    rows = rows.sort("period_start", "rank", nulls_last=True, maintain_order=True)
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    periods = rows["period_name"].unique(maintain_order=True).to_list()
    groups = rows["group_name"].unique(maintain_order=True).sort().to_list()
    rows = wrapped(rows, "group_name", width=_NAME).with_columns(
        run=pl.col("break_text").is_not_null().cum_sum().over("group_name"),
        rank_text=pl.Series([format_number(each, language, decimals=1) for each in rows["rank"]], dtype=pl.String),
    )
    coloured = list(highlight) or groups
    colours = [GROUPS[coloured.index(each) % len(GROUPS)] if each in coloured else PALE for each in groups]
    # Ties take the places that follow, so that no circle covers another.
    rows = rows.with_columns(place=pl.col("rank").rank("ordinal").over("period_start"))
    lowest = int(rows["place"].max() or 1)  # type: ignore[arg-type]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "period_name:O",
            sort=periods,
            title=None,
            scale=alt.Scale(type="band", padding=0.15),
            axis=alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False, labelColor=INK, labelPadding=8),
        ),
        y=alt.Y(
            "place:Q", axis=_names_at_the_end(rows), scale=alt.Scale(domain=[lowest + 0.5, 0.5], nice=False, zero=False)
        ),
        color=alt.Color("group_name:N", legend=None, scale=alt.Scale(domain=groups, range=colours)),
        detail=[alt.Detail("group_name:N"), alt.Detail("run:N")],
        tooltip=[
            alt.Tooltip("group_name:N", title=" "),
            alt.Tooltip("period_name:N", title=" "),
            alt.Tooltip("rank_text:N", title=" "),
        ],
    )
    last_ranked = pl.col("period_start").filter(pl.col("rank").is_not_null()).max().over("group_name")
    ends = rows.filter(pl.col("period_start") == last_ranked)
    ended_before = ends.filter(pl.col("period_start") < rows["period_start"].max())
    broken = rows.drop_nulls("break_text").select("period_name", "break_text").unique(maintain_order=True)
    layers = [
        base.mark_line(strokeWidth=3, interpolate="monotone"),
        # Not first: labels of the axis would stand where rules do, at the beginning of their periods.
        *([] if broken.is_empty() else [_rules(broken, periods)]),
        # White circles with the rank inside: lines are followed by number where colours print alike.
        base.mark_point(shape="circle", filled=False, fill="white", size=430, strokeWidth=2.5, opacity=1),
        base.mark_text(fontSize=12, fontWeight=600).encode(text=alt.Text("rank_text:N"), color=alt.ColorValue(INK)),
        *_names(base, ended_before),
    ]
    pattern = _RANK.text(language)
    facts = []
    for group in ends["group_name"]:
        line = rows.filter(pl.col("rank").is_not_null() & (pl.col("group_name") == group))
        if not line.is_empty():
            first, last = line.row(0, named=True), line.row(-1, named=True)
            before, after = pattern.format(first["rank_text"]), pattern.format(last["rank_text"])
            facts.append(from_to(group, (before, first["period_name"]), (after, last["period_name"]), language))
    marks = [*gaps_told(rows.select("period_name", value="rank"), language), *breaks_told(rows, language)]
    told = sentence(_KIND, facts, language, title=title, marks=marks) if description is None else description
    # The names stand side by side above the chart and must not run into each other.
    needed = len(periods) * (_LETTER * max(map(len, periods)) + _GAP)
    # A name below its circle has the room between two circles.
    below = 0 if ended_before.is_empty() else fitting(ended_before, "group_name_lines", least=0) + 18
    between = max(fitting(rows, "group_name_lines", least=row_height), below)
    chart = alt.layer(*layers, width=max(width, needed), height=between * lowest)
    return finished(chart, language, title=title, source=source, description=told)


def _rules(broken: pl.DataFrame, periods: list[str]) -> Any:
    """A rule before each period that a break precedes."""
    rules = alt.Chart(broken).encode(
        x=alt.X("period_name:O", sort=periods, bandPosition=0), tooltip=[alt.Tooltip("break_text:N", title=" ")]
    )
    return rules.mark_rule(color=MUTED, strokeDash=[2, 3], strokeWidth=1.5)


def _names_at_the_end(rows: pl.DataFrame) -> alt.Axis:
    """The names of those ranked in the last period beside their circles: as an axis, so that a page makes room for them."""
    last = rows.filter(pl.col("period_start") == pl.col("period_start").max()).drop_nulls("place").sort("place")
    names = [each.split("\n") for each in last["group_name_lines"]]
    moved = [
        {
            "test": f"length({json.dumps(names, ensure_ascii=False)}[datum.value - 1]) == {lines}",
            "value": -7 * (lines - 1),
        }
        for lines in sorted({len(each) for each in names})
    ]
    return alt.Axis(
        orient="right",
        values=list(range(1, len(names) + 1)),
        labelExpr=f"{json.dumps(names, ensure_ascii=False)}[datum.value - 1]",
        labelPadding=0,
        labelOffset={"condition": moved, "value": 0},
        labelLimit=400,
        labelFontSize=12,
        labelLineHeight=14,
        labelColor=INK,
        domain=False,
        ticks=False,
        grid=False,
        title=None,
    )


def _names(base: alt.Chart, ends: pl.DataFrame) -> list[Any]:
    """The names of those not ranked any more, below their last circles."""
    # Below each name the same in thick white, where a line may pass.
    return [
        base.properties(data=ends)
        .mark_text(baseline="top", dy=_BELOW, fontSize=12, lineBreak="\n", lineHeight=14, stroke=halo, strokeWidth=4)
        .encode(text=alt.Text("group_name_lines:N"), color=alt.ColorValue(INK))
        for halo in ("white", None)
    ]
