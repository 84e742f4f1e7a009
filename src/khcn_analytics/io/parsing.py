"""Text cells -> typed values. What can't be read is reported, never guessed."""

from __future__ import annotations

import polars as pl

from khcn_analytics.schemas.columns import ColumnCard
from khcn_analytics.vocabulary.text import accent_free_key

_YES = ("có", "x", "đúng", "yes", "true", "1", "theo kế hoạch")
_NO = ("không", "sai", "no", "false", "0", "đột xuất")
_BOOLEANS = {**{accent_free_key(each): "true" for each in _YES}, **{accent_free_key(each): "false" for each in _NO}}
# 1.500.000 and 1500000 are the same number; 1.5 is none of an integer column's business.
_INTEGER = r"^-?(?:\d+|\d{1,3}(?:\.\d{3})+)$"


def parse_cells(cells: pl.Series, card: ColumnCard, wanted: pl.DataType) -> pl.Series:
    """Typed values of a column; null where the text can't be read as that type.

    Dates are ISO or day first; integers may have dots between thousands; codes may be written as
    code, label or alias. An unknown code stays as written, for the schema to refuse.
    """
    text = pl.col(cells.name)
    if card.codes is not None:
        known = card.codes.spellings()
        keys = {each: known.get(accent_free_key(each), each) for each in cells.drop_nulls().unique()}
        parsed = text.replace(keys)
    elif wanted == pl.Date:
        parsed = pl.coalesce(text.str.to_date(form, strict=False) for form in ("%Y-%m-%d", "%d/%m/%Y"))
    elif wanted == pl.Int64:
        whole = text.str.contains(_INTEGER)
        parsed = pl.when(whole).then(text.str.replace_all(".", "", literal=True)).cast(pl.Int64, strict=False)
    elif wanted == pl.Boolean:
        keys = {each: _BOOLEANS.get(accent_free_key(each)) for each in cells.drop_nulls().unique()}
        parsed = text.replace_strict(keys, default=None, return_dtype=pl.String) == "true"
    elif wanted == pl.Float64:
        parsed = text.cast(pl.Float64, strict=False)
    else:
        parsed = text
    return cells.to_frame().select(parsed.alias(cells.name)).to_series()
