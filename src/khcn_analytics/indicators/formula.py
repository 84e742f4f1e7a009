"""The formula of a measure in words: what is counted or summed, when, and which columns decide.

Conditions are named by the columns they look at; what they ask of them is in the definition of
the indicator.
"""

from __future__ import annotations

import polars as pl

from khcn_analytics.indicators.measures import Additive, Flow, Level, Measure, Ratio, Running, Stock, parts
from khcn_analytics.vocabulary.labels import Label


def in_words(measure: Measure) -> Label:
    """The formula, with the names of columns in backticks.

    Examples:
        >>> from khcn_analytics.indicators.measures import Flow
        >>> in_words(Flow("accepted_on")).vi
        'số bản ghi có `accepted_on` trong kỳ'
    """
    numerator, denominator = parts(measure)
    above = _additive(numerator)
    if denominator is None:
        return above
    other = measure.denominator_dataset if isinstance(measure, Ratio) else None
    per = measure.per if isinstance(measure, Ratio) else 1
    below = _additive(denominator, other)
    times = "" if per == 1 else f", × {per}"
    return Label(f"{above.vi}, chia cho {below.vi}{times}", f"{above.en}, divided by {below.en}{times}")


def _additive(part: Additive, dataset: str | None = None) -> Label:
    """A count or a sum; ``dataset`` is named where it is not that of the indicator."""
    of = f" `{dataset}`" if dataset else ""
    when = _when(part)
    records = Label(f"bản ghi{of} {when.vi}", f"{of} records {when.en}".strip())
    if part.weight is None:
        counted = Label(f"số {records.vi}", f"number of {records.en}")
    else:
        total = _columns(part.weight)
        counted = Label(f"tổng {total} của các {records.vi}", f"sum of {total} of the {records.en}")
    if part.where is None:
        return counted
    decide = _columns(part.where)
    return Label(f"{counted.vi} (xét theo {decide})", f"{counted.en} (depending on {decide})")


def _when(part: Additive) -> Label:
    """Which records, by their days."""
    if isinstance(part, Flow):
        return Label(f"có {_columns(part.on)} trong kỳ", f"with {_columns(part.on)} in the period")
    if isinstance(part, Level):
        if part.at == "end":
            return Label(f"có `{part.year}` là năm của ngày cuối kỳ", f"with `{part.year}` the year of the last day")
        return Label(f"có `{part.year}` là năm của ngày trước kỳ", f"with `{part.year}` the year of the day before")
    opened, closed = _columns(part.opened), _columns(pl.min_horizontal(part.closed))
    if isinstance(part, Running):
        return Label(
            f"mở trước khi kỳ kết thúc ({opened}) và chưa đóng khi kỳ bắt đầu ({closed})",
            f"opened before the period ends ({opened}) and not closed when it starts ({closed})",
        )
    assert isinstance(part, Stock)
    vi, en = ("kết thúc", "ends") if part.at == "end" else ("bắt đầu", "starts")
    return Label(
        f"đã mở ({opened}) và chưa đóng ({closed}) khi kỳ {vi}",
        f"opened ({opened}) and not closed ({closed}) when the period {en}",
    )


def _columns(expression: str | pl.Expr) -> str:
    """The columns an expression looks at, each once, in its order."""
    names = [expression] if isinstance(expression, str) else expression.meta.root_names()
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))
