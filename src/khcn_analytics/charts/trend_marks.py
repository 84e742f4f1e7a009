"""What stands beside the line of a trend: targets, breaks of the series, and figures."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from khcn_analytics.charts.placing import evenly_wrapped
from khcn_analytics.charts.theme import INK, MUTED, TARGET, y_at
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_LINE_HEIGHT = 13
_BETWEEN, _FIGURE = 4, 24
"""Pixels between the texts of two breaks, and those that the figure of the highest point takes above the plot."""
_TARGET = Label("chỉ tiêu {}", "target {}")


def figures(base: alt.Chart) -> list[alt.Chart]:
    """The figures above the points, on a halo that keeps them readable where the line passes."""
    label = base.encode(y=alt.Y("label_at:Q"), text=alt.Text("value_text:N"))
    return [
        label.mark_text(dy=-14, fontSize=12, stroke="white", strokeWidth=4, strokeJoin="round"),
        label.mark_text(dy=-14, fontSize=12).encode(color=alt.ColorValue(INK)),
    ]


def targets(rows: pl.DataFrame, x: alt.X, unit: Unit, language: Language) -> list[alt.Chart]:
    """A bar across each period that has a target; the first one is named, away from the line."""
    wanted = rows.filter(pl.col("target").is_not_null())
    if wanted.is_empty():
        return []
    texts = [_TARGET.text(language).format(format_value(each, unit, language)) for each in wanted["target"]]
    wanted = wanted.select("period_name", "target", "value").with_columns(target_text=pl.Series(texts))
    base = alt.Chart(wanted.drop("value")).encode(
        x=x, y=alt.Y("target:Q"), tooltip=[alt.Tooltip("target_text:N", title=" ")]
    )
    first = wanted.row(0, named=True)
    below = first["value"] is None or first["target"] <= first["value"]
    label = base.properties(data=wanted.head(1).drop("value")).encode(text=alt.Text("target_text:N"))
    return [
        base.mark_tick(color=TARGET, thickness=3, size=46, opacity=1),
        label.mark_text(align="center", dy=14 if below else -12, fontSize=11, color=TARGET, fontStyle="italic"),
    ]


def breaks(rows: pl.DataFrame, periods: Sequence[str]) -> list[alt.Chart]:
    """A rule before each period that a break precedes, and what changed, above the plot and its figures.

    The texts stand above each other, that of the last break lowest.
    """
    found = rows.filter(pl.col("break_text").is_not_null()).select("period_name", "break_text").unique()
    in_order = sorted(found.iter_rows(), key=lambda each: periods.index(each[0]), reverse=True)
    layers: list[alt.Chart] = []
    foot = -_FIGURE
    for name, told in in_order:
        text = evenly_wrapped(told, width=60)
        layers += _break(name, text, periods, top=foot - _LINE_HEIGHT * text.count("\n"))
        foot -= _LINE_HEIGHT * (text.count("\n") + 1) + _BETWEEN
    # Texts last: the rule of an earlier break passes behind the text of a later one.
    return sorted(layers, key=lambda layer: layer.to_dict()["mark"]["type"] == "text")


def _break(name: str, text: str, periods: Sequence[str], *, top: int) -> list[alt.Chart]:
    """The rule and the text of one break."""
    late = periods.index(name) * 2 >= len(periods)
    base = alt.Chart(pl.DataFrame({"period_name": [name], "break_text": [text]})).encode(
        x=alt.X("period_name:O", sort=list(periods), bandPosition=0)
    )
    label = base.encode(y=y_at(top), text=alt.Text("break_text:N"))
    return [
        base.mark_rule(color=MUTED, strokeDash=[2, 3], strokeWidth=1.5).encode(
            y=y_at(top - _LINE_HEIGHT),
            y2=alt.Y2Value("height"),  # type: ignore[no-untyped-call]
        ),
        *(
            # The last line stands lowest, the others above it; below each the same in thick white.
            label.mark_text(
                align="right" if late else "left",
                dx=-5 if late else 5,
                baseline="bottom",
                fontSize=11,
                color=MUTED,
                lineBreak="\n",
                lineHeight=_LINE_HEIGHT,
                stroke=halo,
                strokeWidth=4,
            )
            for halo in ("white", None)
        ),
    ]
