"""What stands beside the line of a trend: targets, breaks of the series, and figures."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from khcn_analytics.charts.placing import evenly_wrapped
from khcn_analytics.charts.theme import INK, MUTED, TARGET
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_LINE_HEIGHT = 13
_TARGET = Label("chỉ tiêu {}", "target {}")


def figures(base: alt.Chart) -> list[alt.Chart]:
    """The figures above the points, on a halo that keeps them readable where the line passes."""
    label = base.encode(y="label_at:Q", text="value_text:N")
    return [
        label.mark_text(dy=-14, fontSize=12, stroke="white", strokeWidth=4, strokeJoin="round"),
        label.mark_text(dy=-14, fontSize=12).encode(color=alt.value(INK)),
    ]


def targets(rows: pl.DataFrame, x: alt.X, unit: Unit, language: Language) -> list[alt.Chart]:
    """A bar across each period that has a target; the first one is named, away from the line."""
    wanted = rows.filter(pl.col("target").is_not_null())
    if wanted.is_empty():
        return []
    texts = [_TARGET.text(language).format(format_value(each, unit, language)) for each in wanted["target"]]
    wanted = wanted.select("period_name", "target", "value").with_columns(target_text=pl.Series(texts))
    base = alt.Chart(wanted.drop("value")).encode(x=x, y="target:Q", tooltip=[alt.Tooltip("target_text:N", title=" ")])
    first = wanted.row(0, named=True)
    below = first["value"] is None or first["target"] <= first["value"]
    label = base.properties(data=wanted.head(1).drop("value")).encode(text="target_text:N")
    return [
        base.mark_tick(color=TARGET, thickness=3, size=46, opacity=1),
        label.mark_text(align="center", dy=14 if below else -12, fontSize=11, color=TARGET, fontStyle="italic"),
    ]


def breaks(rows: pl.DataFrame, periods: Sequence[str]) -> list[alt.Chart]:
    """A rule before each period that a break precedes, and what changed, above the plot."""
    found = rows.filter(pl.col("break_text").is_not_null()).unique(["period_name", "break_text"], maintain_order=True)
    layers: list[alt.Chart] = []
    for name, told in found.select("period_name", "break_text").iter_rows():
        text = evenly_wrapped(told, width=60)
        late = periods.index(name) * 2 >= len(periods)
        base = alt.Chart(pl.DataFrame({"period_name": [name], "break_text": [text]})).encode(
            x=alt.X("period_name:O", sort=list(periods), bandPosition=0)
        )
        # The last line stands just above the plot, the others above it.
        top = -5 - _LINE_HEIGHT * text.count("\n")
        label = base.mark_text(
            align="right" if late else "left",
            dx=-5 if late else 5,
            baseline="bottom",
            fontSize=11,
            color=MUTED,
            lineBreak="\n",
            lineHeight=_LINE_HEIGHT,
        )
        layers += [
            base.mark_rule(color=MUTED, strokeDash=[2, 3], strokeWidth=1.5).encode(
                y=alt.value(top - _LINE_HEIGHT), y2=alt.value("height")
            ),
            label.encode(y=alt.value(top), text="break_text:N"),
        ]
    return layers
