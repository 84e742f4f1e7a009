"""What is shown of an analysis where no table can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khcn_analytics.displays.display import Display, Listing, Text
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    from khcn_analytics.analysis.analysing import Analysis


def analysis_display(analysis: Analysis) -> Display:
    """What is shown of an analysis: what was asked, and how many values there are or why not."""
    values = analysis.values
    counts = values.drop_nulls("flag").group_by("flag", maintain_order=True).len("count")
    rows = [(FLAG_LABELS[flag], format_number(count)) for flag, count in counts.iter_rows()]
    first, last = analysis.periods[0], analysis.periods[-1]
    periods: Text = Label(first.label(), first.label("en"))
    if first != last:
        periods = Label(f"{first.label()} … {last.label()}", f"{first.label('en')} … {last.label('en')}")
    by = [DIMENSION_LABELS[each] for each in analysis.by]
    whole = Label("toàn bộ", "the whole")
    split = Label(", ".join(each.vi for each in by), ", ".join(each.en for each in by)) if by else whole
    return Display(
        Label("Phân tích", "Analysis"),
        analysis.workspace.name,
        facts=[
            (Label("Kỳ", "Periods"), periods),
            (Label("Chia theo", "Split by"), split),
            (Label("Chỉ số", "Indicators"), format_number(values["indicator"].n_unique())),
            (Label("Giá trị", "Values"), format_number(values["value"].count())),
        ],
        listings=[
            Listing(
                Label("Chưa có giá trị", "Without a value"),
                (Label("Lý do", "Reason"), Label("Số giá trị", "Values")),
                rows,
                len(rows),
                is_open=True,
                numbers=(1,),
            )
        ],
        then=["….table()", "….narrative()", '….trend_chart("…")', '….explain("…", "…")'],
    )
