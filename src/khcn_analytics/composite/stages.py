"""A frame as one step of the way left it, and a note on every cell that step changed or could not fill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from khcn_analytics.composite.displays import stage_display
from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.vocabulary.labels import Label

REASONS: dict[str, Label] = {
    "not_in_index": Label("cột không thuộc chỉ số nên không dùng", "a column the index does not use"),
    "missing": Label("thiếu số liệu", "no data"),
    "no_denominator": Label("thiếu mẫu số", "no denominator"),
    "zero_denominator": Label("mẫu số bằng 0", "the denominator is 0"),
    "imputed": Label("số ước thay cho ô trống", "put in place of an empty cell"),
    "nothing_to_impute_from": Label("không có số liệu nào để ước", "no data to impute from"),
    "raised": Label("nâng lên bằng giá trị kế trên vì quá thấp", "an outlier raised to the next value above"),
    "lowered": Label("hạ xuống bằng giá trị kế dưới vì quá cao", "an outlier lowered to the next value below"),
    "logarithm": Label("lấy lôgarit vì phân bố quá lệch", "logarithm taken, for the distribution is too skewed"),
    "still_skewed": Label("vẫn lệch sau khi xử lý", "still skewed after treatment"),
    "too_few_to_judge": Label("ít hơn 4 giá trị nên không xét độ lệch", "fewer than 4 values: skewness is not judged"),
    "no_scale": Label(
        "không chuẩn hóa được: các giá trị bằng nhau, hoặc mốc so sánh không có hay trùng giá trị thấp nhất",
        "can't be normalised: all values are equal, or what they are set against is missing or the worst value",
    ),
    "too_few_parts": Label("không đủ phần có số liệu để gộp", "too few parts have a value to aggregate"),
}
NOTE_TYPES: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "unit": pl.String,
    "reason": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
}


@dataclass(frozen=True, repr=False)
class Stage(Shown):
    """What a step made of the data.

    Attributes:
        name: ``raw``, ``denominated``, ``imputed``, ``treated``, ``normalised`` or ``aggregated``.
        frame: One row a unit, one column a node.
        notes: One row for each cell that was changed or left empty: ``code``, ``unit`` (null: all of
            them), ``reason`` (see ``REASONS``), the values ``before`` and ``after``.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import build, CompositeIndex, MinMax, Node, Recipe
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> result = build(index, data, Recipe(MinMax(0, 100)))
        >>> result.stage("normalised").frame.rows()
        [('X', 0.0, 100.0), ('Y', 50.0, 0.0), ('Z', 100.0, 50.0)]
    """

    name: str
    frame: pl.DataFrame
    notes: pl.DataFrame

    def _shown(self) -> Display:
        return stage_display(self, REASONS)


def all_notes(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Notes of several places in one frame."""
    return pl.concat([pl.DataFrame(schema=NOTE_TYPES), *parts])


def column_note(code: str, reason: str) -> pl.DataFrame:
    """A note on a whole column."""
    return pl.DataFrame([(code, None, reason, None, None)], schema=NOTE_TYPES, orient="row")


def notes_where(
    before: pl.DataFrame, after: pl.DataFrame, code: str, reason: pl.Expr, *, unit: str, beside: str | None = None
) -> pl.DataFrame:
    """Notes on the cells of one column.

    Args:
        before: The frame before the step.
        after: The frame after it, rows in the same order.
        code: The column.
        reason: Says the reason, or null where there is nothing to note; it knows the columns ``before``,
            ``after`` and, where one is named, ``beside``.
        unit: Column of the units.
        beside: A further column of the frame before.
    """
    nothing = pl.Series(values=[None] * before.height, dtype=pl.Float64)
    # Made of series, so that no column of the data can be taken for one of the note.
    cells = pl.DataFrame(
        {
            "unit": before[unit],
            "before": before[code] if code in before.columns else nothing,
            "after": after[code],
            "beside": nothing if beside is None else before[beside],
        }
    )
    told = cells.lazy().with_columns(code=pl.lit(code), reason=reason.cast(pl.String))
    kept = told.filter(pl.col("reason").is_not_null())
    return kept.select(pl.col(name).cast(kind) for name, kind in NOTE_TYPES.items()).collect()
