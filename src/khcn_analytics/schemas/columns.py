"""How a column of a dataset is declared, once, with everything that is known about it.

From these declarations come the checks, the header mapping of imports, the data dictionary and
the labels on screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pandera.polars as pa
import polars as pl
from pandera.api.extensions import register_check_method

from khcn_analytics.vocabulary.codes import CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

# On a model class, ``Tasks.accepted_on`` is the column's *name*. pandera reads the annotation as
# the column's type; the type checker is told the truth about the attribute, so that a misspelt
# column is an error before anything runs.
if TYPE_CHECKING:
    Text: TypeAlias = str
    Date: TypeAlias = str
    Integer: TypeAlias = str
    Number: TypeAlias = str
    Boolean: TypeAlias = str
else:
    Text, Date, Integer, Number, Boolean = pl.String, pl.Date, pl.Int64, pl.Float64, pl.Boolean

_CARD = "card"
LARGEST_AMOUNT_VND = 10**13
"""Ten thousand billion đồng: more than any department's amount, and a sum of 900,000 such is still exact."""


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """What is known about a column beside its type and checks.

    Attributes:
        label: The header in a Vietnamese or English table.
        description: What the column holds, in one sentence.
        unit: What a number counts; ``None`` for text, dates and yes/no.
        aliases: Other headers seen in departments' tables.
        personal: Whether it identifies a person (Law 91/2025/QH15).
        codes: The allowed values, if it is a coded column.
        example: One valid value, as written in a file.
    """

    label: Label
    description: Label
    unit: Unit | None
    aliases: tuple[str, ...]
    personal: bool
    codes: CodeList | None
    example: str


def column(
    label: Label,
    description: Label,
    *,
    example: str,
    unit: Unit | None = None,
    aliases: tuple[str, ...] = (),
    personal: bool = False,
    codes: CodeList | None = None,
    required: bool = False,
    at_least: int | None = None,
    at_most: int | None = None,
    matches: str | None = None,
    a_number: bool | None = None,
) -> Any:
    """Declare a column of a dataset.

    Args:
        label: Header in both languages.
        description: What the column holds.
        example: One valid value, as written in a file.
        unit: Unit of a number.
        aliases: Other headers to recognise on import.
        personal: Whether the column identifies a person.
        codes: Allowed values.
        required: Whether every record must have a value.
        at_least: Smallest allowed value.
        at_most: Largest allowed value.
        matches: Regular expression the whole text must match (Rust syntax, no look-around).
        a_number: ``True`` on columns of floats: NaN and infinity are refused, since polars takes
            NaN for the largest number and would let it pass ``at_least``.

    Returns:
        A pandera field; typed ``Any`` because the class attribute is the column's name.
    """
    own_checks: dict[str, Any] = {"a_finite_number": True} if a_number else {}
    card = ColumnCard(label, description, unit, aliases, personal, codes, example)
    return pa.Field(
        nullable=not required,
        title=label.vi,
        description=description.vi,
        metadata={_CARD: card},
        isin=codes.codes if codes else None,
        ge=at_least,
        le=at_most,
        # pandera's str_matches tests a prefix only; we mean the whole text.
        str_matches=f"^(?:{matches})$" if matches else None,
        **own_checks,
    )


@register_check_method(statistics=["finite"])  # type: ignore[untyped-decorator]
def a_finite_number(data: Any, *, finite: bool) -> pl.LazyFrame:
    """True where a number is neither NaN nor infinite."""
    lazy: pl.LazyFrame = data.lazyframe
    return lazy.select(pl.col(data.key).is_finite() == finite)


def column_cards(model: type[pa.DataFrameModel]) -> dict[str, ColumnCard]:
    """Card of each column of a dataset, in order."""
    return {name: each.metadata[_CARD] for name, each in model.to_schema().columns.items()}


def column_types(model: type[pa.DataFrameModel]) -> dict[str, pl.DataType]:
    """Polars type of each column of a model, in order."""
    return {name: each.dtype.type for name, each in model.to_schema().columns.items()}


def required_columns(model: type[pa.DataFrameModel]) -> list[str]:
    """Columns in which every record must have a value."""
    return [name for name, each in model.to_schema().columns.items() if not each.nullable]
