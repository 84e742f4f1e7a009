"""What a score is made of, unit by unit."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from khcn_analytics.charts.alt_text import sentence
from khcn_analytics.charts.drawable import NUMBER, TEXT, drawable
from khcn_analytics.charts.placing import headed, row_height, wrapped
from khcn_analytics.charts.theme import GROUPS, INK, MANY, Width, finished, name_axis, nothing_to_draw, value_axis
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_KIND = Label("Biểu đồ điểm theo phần", "Scores by part")
_NUMBER = 16
"""Pixels that the number of a part takes in its bar."""
_LONG = 30
"""Letters from which the names of parts stand below each other."""
_NEEDS = {"name": TEXT, "part_name": TEXT, "points": NUMBER, "starts_at": NUMBER, "ends_at": NUMBER, "total_text": TEXT}


def score_bars(
    frame: pl.DataFrame,
    *,
    title: str | None = None,
    source: str | None = None,
    description: str | None = None,
    language: Language = "vi",
    width: Width = 420,
) -> Any:
    """A bar for each unit of the parts its score is made of, its total at the end.

    More parts than colours that are told apart are numbered, in the legend and in the bars.

    Args:
        frame: One row for each ``name`` and ``part_name``, units from top to bottom and parts from left
            to right: ``points`` (below 0 is a penalty, drawn left of zero), ``starts_at`` and ``ends_at`` (where the part
            lies on the axis) and ``total_text``, the same in all rows of a unit. Null points draw nothing. It may have
            ``rank_group``, whose name then stands above its units where there are several.
        title: Text above the chart.
        source: Where the data come from.
        description: Alt text; ``None`` tells each total.
        language: ``vi`` or ``en``.
        width: Width of the bars in pixels, or ``"container"`` to fill a page.

    Returns:
        An Altair chart.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"name": ["Văn phòng"] * 2, "part_name": ["A", "B"], "points": [60.0, 20.0],
        ...                       "starts_at": [0.0, 60.0], "ends_at": [60.0, 80.0], "total_text": ["80"] * 2})
        >>> chart = score_bars(frame, language="en")
        >>> chart.to_dict()["description"]
        'Scores by part: Văn phòng 80.'
    """
    rows = drawable(frame, needs=_NEEDS, may_have={"rank_group": TEXT})
    if rows.is_empty():
        return nothing_to_draw(language, title=title, source=source, width=width)
    points = [format_value(each, Unit.POINT, language) for each in rows["points"]]
    rows = rows.with_columns(points_text=pl.Series(points, dtype=pl.String))
    rows = _numbered(rows)
    parts = rows["part_name"].unique(maintain_order=True).to_list()
    colours = [MANY[place % len(MANY)] for place in range(len(parts))]
    facts = [
        f"{name} {total}" for name, total in rows.select("name", "total_text").unique(maintain_order=True).iter_rows()
    ]
    rows = wrapped(headed(rows, "rank_group", "name"), "name")
    headings = rows.filter(pl.col("part_name").is_null())["name_lines"].to_list()
    names = rows["name_lines"].unique(maintain_order=True).to_list()
    bars = rows.filter(pl.col("part_name").is_not_null())
    totals = rows.group_by("name", "name_lines", "total_text", maintain_order=True).agg(pl.col("ends_at").max())
    y = alt.Y("name_lines:N", sort=names, axis=name_axis(headings=headings))
    x = alt.X("starts_at:Q", axis=value_axis(Unit.POINT, language), scale=alt.Scale(zero=True, nice=True))
    # Long names side by side would be cut where the picture ends.
    columns = 1 if max(map(len, parts)) > _LONG else 3
    # Named rows first, so that headings keep their place.
    base = alt.Chart(totals).encode(y=y)
    layers = [
        base.properties(data=bars)
        .mark_bar(height=18, stroke="white", strokeWidth=1)
        .encode(
            x=x,
            x2=alt.X2("ends_at:Q"),
            color=alt.Color(
                "part_name:N",
                scale=alt.Scale(domain=parts, range=colours),
                legend=alt.Legend(columns=columns, labelLimit=0),
            ),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("part_name:N", title=" "),
                alt.Tooltip("points_text:N", title=" "),
            ],
        ),
        base.mark_text(align="left", dx=8, fontSize=12, fontWeight=600, color=INK).encode(
            x=alt.X("ends_at:Q"), text=alt.Text("total_text:N")
        ),
    ]
    layers += _numbers(bars, y, width if isinstance(width, int) else 420)
    told = sentence(_KIND, facts, language, title=title) if description is None else description
    chart = alt.layer(*layers, width=width, height=alt.Step(row_height(rows, "name_lines", least=36)))
    return finished(chart, language, title=title, source=source, description=told)


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``number``, and with it before the name of each part, where there are more parts than colours."""
    parts = rows["part_name"].unique(maintain_order=True).to_list()
    if len(parts) <= len(GROUPS):
        return rows.with_columns(number=pl.lit(None, pl.String))
    numbers = {name: str(place) for place, name in enumerate(parts, start=1)}
    numbered = rows.with_columns(number=pl.col("part_name").replace_strict(numbers, return_dtype=pl.String))
    return numbered.with_columns(part_name=pl.format("{}. {}", "number", "part_name"))


def _numbers(bars: pl.DataFrame, y: alt.Y, width: int) -> list[Any]:
    """The numbers of the parts in the middle of their bars, where they have room."""
    shown = bars.drop_nulls(["number", "starts_at", "ends_at"])
    if shown.is_empty():
        return []
    across = pl.max_horizontal(pl.col("starts_at", "ends_at").max()) - pl.min_horizontal(
        pl.lit(0.0), pl.col("starts_at", "ends_at").min()
    )
    wide = shown.filter((pl.col("ends_at") - pl.col("starts_at")).abs() * width >= _NUMBER * across)
    middle = wide.select("name_lines", "number", middle=(pl.col("starts_at") + pl.col("ends_at")) / 2)
    mark = alt.Chart(middle).encode(y=y, x=alt.X("middle:Q"), text=alt.Text("number:N"))
    # Below each number the same in thick white: it is read on light and dark parts alike.
    return [
        mark.mark_text(fontSize=10, fontWeight=600, stroke="white", strokeWidth=3, strokeJoin="round"),
        mark.mark_text(fontSize=10, fontWeight=600, color=INK),
    ]
