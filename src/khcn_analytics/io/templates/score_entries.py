"""The sheet on which points are entered: every unit and criterion that people score, begun for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.templates.columns import TemplateColumn, template_columns
from khcn_analytics.io.templates.writing import write_begun
from khcn_analytics.schemas.columns import ColumnCard
from khcn_analytics.schemas.score_entries import SCORE_ENTRIES
from khcn_analytics.scoring.inputs import ScoreInputs
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.rules import Manual
from khcn_analytics.scoring.schemes import Criterion, Layer, Scheme
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

_KEPT = ("actual", "points", "scored_by", "scored_on", "reason")
_POINTS, _ACTUAL = Label("ghi điểm", "enter points"), Label("ghi kết quả thực hiện", "enter what was counted")
_ONLY_READ = Label("Chỉ để xem, không nhập vào kho", "Only to be read, not imported")


def _only_read(name: str, label: Label, kind: pl.DataType) -> TemplateColumn:
    card = ColumnCard(label, _ONLY_READ, unit=None, aliases=(), personal=False, codes=None, example="")
    return TemplateColumn(name, card, kind, required=False, limits=(None, None), has_form=False)


_BESIDE_CRITERION = (
    _only_read("name", Label("(Tên của tiêu chí)", "(Name)"), pl.String()),
    _only_read("maximum", Label("(Nhiều nhất)", "(At most)"), pl.Float64()),
    _only_read("way", Label("(Cách ghi)", "(What to enter)"), pl.String()),
    _only_read("before", Label("(Ở bước trước)", "(In the layer before)"), pl.Float64()),
)


def write_entries_template(
    scheme: Scheme, inputs: ScoreInputs, layer: Layer, period: str, path: str | Path, *, overwrite: bool = False
) -> None:
    """Write the workbook to enter points in, for one scheme, period and layer.

    One row is one unit and one criterion without an indicator, in the order of the scheme. What is entered
    already in this layer stands in its row, with names; of the layer before only what was given is shown.
    Filled in, it is imported as ``score_entries``.

    Args:
        scheme: The scheme.
        inputs: Who is scored, and what was entered so far.
        layer: The layer that will be entered.
        period: The period as the records write it.
        path: An .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the scheme has nothing to enter; if the folder is not there, the file is and may not
            be replaced, can't be written, or is not an .xlsx file.
    """
    asked = [each for each in scheme.criteria if each.indicator is None]
    if not asked:
        raise WrongUseError(
            f"Bảng tiêu chí {scheme.code} không có tiêu chí nào phải nhập: tất cả tính theo chỉ số.",
            f"Scheme {scheme.code} has nothing to enter: indicators count all of it.",
        )
    columns = list(_columns())
    given = {_key(row): row for row in inputs.entries.iter_rows(named=True)}
    participants = inputs.participants.sort("rank_group", *UNIT).select(UNIT).iter_rows(named=True)
    same = {"scheme": scheme.code, "period": period, "layer": layer}
    rows = [_row({**unit, **same}, each, given) for unit in participants for each in asked]
    frame = pl.DataFrame(rows, schema={each.name: each.type for each in columns}, orient="row")
    write_begun(SCORE_ENTRIES, frame, columns, path, overwrite=overwrite)


def _columns() -> Iterator[TemplateColumn]:
    for each in template_columns(SCORE_ENTRIES):
        yield each
        if each.name == "criterion":
            yield from _BESIDE_CRITERION


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in (*UNIT, "criterion", "layer"))


def _row(
    told: Mapping[str, Any], criterion: Criterion, given: Mapping[tuple[Any, ...], Mapping[str, Any]]
) -> dict[str, Any]:
    row = {**told, "criterion": criterion.code}
    kept = given.get(_key(row), {})
    way = _POINTS if isinstance(criterion.rule, Manual) else _ACTUAL
    return {
        **row,
        **{name: kept.get(name) for name in _KEPT},
        "name": criterion.label.vi,
        "maximum": criterion.maximum,
        "way": way.vi,
        "before": _before(row, way, given),
    }


def _before(key: Mapping[str, Any], way: Label, given: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> float | None:
    """What the last layer before this one gave."""
    earlier = SCORE_LAYERS.codes[: SCORE_LAYERS.codes.index(key["layer"])]
    found = [given.get(_key({**key, "layer": each})) for each in reversed(earlier)]
    value: float | None = next((each["points" if way is _POINTS else "actual"] for each in found if each), None)
    return value
