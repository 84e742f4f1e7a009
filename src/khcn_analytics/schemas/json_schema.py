"""JSON Schema of a dataset's records, for programs that hand records over or take them in."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.rules import rules_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A blank text is no value; "at least one character" would let a space pass.
NOT_BLANK = r"\S"
_TYPES: dict[pl.DataType, dict[str, Any]] = {
    pl.String(): {"type": "string"},
    pl.Date(): {"type": "string", "format": "date"},
    pl.Int64(): {"type": "integer"},
    pl.Float64(): {"type": "number"},
    pl.Boolean(): {"type": "boolean"},
}


def json_schema(dataset: Dataset[Any]) -> dict[str, Any]:
    """JSON Schema (2020-12) of one record.

    What JSON Schema has no word for stands beside it: ``x-label-en``, ``x-description-en``,
    ``x-unit``, ``x-personal`` on a column; ``x-key`` and ``x-rules`` (rules across columns, to be
    judged by :func:`~khcn_analytics.schemas.validation.check_frame`) on the record.

    Args:
        dataset: What the records are.

    Returns:
        The schema, ready for ``json.dumps``. An optional column may be left out or null; days are
        ISO texts; codes are the stored ones, not their labels.

    Raises:
        NotImplementedError: If a column has a check that is not known here; none is left out.

    Examples:
        >>> from khcn_analytics.schemas.inspections import INSPECTIONS
        >>> schema = json_schema(INSPECTIONS)
        >>> schema["properties"]["subjects"]["type"], schema["properties"]["subjects"]["minimum"]
        ('integer', 0)
        >>> schema["required"]
        ['inspection_id', 'department', 'activity', 'started_on', 'subjects']
    """
    required = required_columns(dataset.model)
    types, cards = column_types(dataset.model), column_cards(dataset.model)
    checks = {name: each.checks for name, each in dataset.model.to_schema().columns.items()}
    return {
        "$schema": _DIALECT,
        "title": dataset.label.vi,
        "description": f"Mỗi bản ghi là {dataset.row.vi}",
        "x-label-en": dataset.label.en,
        "x-description-en": f"A record is {dataset.row.en}",
        "type": "object",
        "properties": {
            name: _property(card, types[name], checks[name], required=name in required) for name, card in cards.items()
        },
        "required": required,
        "additionalProperties": False,
        "x-key": list(dataset.key),
        "x-rules": [
            {
                "name": each.name,
                "severity": each.severity.code,
                "column": each.blames,
                "message": each.message.vi,
                "x-message-en": each.message.en,
            }
            for each in rules_of(dataset.model)
        ],
    }


def _property(card: ColumnCard, wanted: pl.DataType, checks: list[pa.Check], *, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": card.label.vi,
        "description": card.description.vi,
        "x-label-en": card.label.en,
        "x-description-en": card.description.en,
        **_TYPES[wanted],
    }
    for check in checks:
        found |= _keywords(check)
    if required and wanted == pl.String and "enum" not in found:
        found.setdefault("pattern", NOT_BLANK)
    if not required:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    if card.unit is not None:
        found["x-unit"] = card.unit.label.vi
    return {**found, "x-personal": card.personal}


def _keywords(check: pa.Check) -> dict[str, Any]:
    """The words of JSON Schema for a check of a column."""
    statistics = check.statistics or {}
    match check.name:
        case "isin":
            return {"enum": list(statistics["allowed_values"])}
        case "greater_than_or_equal_to":
            return {"minimum": statistics["min_value"]}
        case "less_than_or_equal_to":
            return {"maximum": statistics["max_value"]}
        case "str_matches":
            return {"pattern": statistics["pattern"]}
        case "a_finite_number":
            return {}  # JSON has no other numbers
        case unknown:
            raise NotImplementedError(f"no JSON Schema keyword for the check {unknown}")
