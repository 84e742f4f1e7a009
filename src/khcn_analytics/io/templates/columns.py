"""What the sheets of a template know of a column, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.json_schema import NOT_BLANK, json_schema
from khcn_analytics.vocabulary.labels import Label

YES, NO = "có", "không"
REQUIRED = Label("Bắt buộc", "Required")
UNIT = Label("Đơn vị tính", "Measured in")
FOR_EXAMPLE = Label("Ví dụ", "Example")
FROM_LIST = Label("chọn một giá trị trong danh sách", "choose a value from the list")
DELETE_EXAMPLE = Label(
    "Dòng 2 là ví dụ: xóa cả dòng trước khi gửi.", "Row 2 is an example: delete the whole row before handing it in."
)

_HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
REQUIRED_HEADER = {**_HEADER, "bg_color": "#0b5c8a", "font_color": "#ffffff"}
OPTIONAL_HEADER = {**_HEADER, "bg_color": "#e3e9ed", "font_color": "#1d2b36"}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """What a column of the data sheet needs to know about itself."""

    name: str
    card: ColumnCard
    type: pl.DataType
    required: bool
    limits: tuple[int | None, int | None]
    has_form: bool

    @property
    def number_format(self) -> str:
        """The format of its cells; years and ordinals have no separator between thousands."""
        if self.type == pl.Date:
            return "dd/mm/yyyy"
        if self.type == pl.Int64:
            return "#,##0" if self.card.unit else "0"
        return "General" if self.type == pl.Float64 else "@"


def template_columns(dataset: Dataset[Any]) -> list[TemplateColumn]:
    types, required = column_types(dataset.model), required_columns(dataset.model)
    properties = json_schema(dataset)["properties"]
    return [
        TemplateColumn(
            name=name,
            card=card,
            type=types[name],
            required=name in required,
            limits=(properties[name].get("minimum"), properties[name].get("maximum")),
            has_form=properties[name].get("pattern", NOT_BLANK) != NOT_BLANK,
        )
        for name, card in column_cards(dataset.model).items()
    ]


def allowed_values(column: TemplateColumn) -> Label:
    """What may stand in a column, in words."""
    codes, (lowest, highest) = column.card.codes, column.limits
    if codes:
        labels = [each.label for each in codes.entries]
        # What is to be written is Vietnamese for every reader.
        return Label("; ".join(each.vi for each in labels), "; ".join(f"{each.vi} ({each.en})" for each in labels))
    if column.type == pl.Boolean:
        return Label(f"{YES} hoặc {NO}", f"{YES} (yes) or {NO} (no)")
    if column.type == pl.Date:
        return Label("ngày/tháng/năm, từ năm 1900 đến năm 2200", "day/month/year, from 1900 to 2200")
    if column.type in (pl.Int64, pl.Float64):
        whole = column.type == pl.Int64
        return Label(
            ("số nguyên" if whole else "số")
            + ("" if lowest is None else f" từ {lowest}")
            + ("" if highest is None else f" đến {highest}"),
            ("whole number" if whole else "number")
            + ("" if lowest is None else f" from {lowest}")
            + ("" if highest is None else f" to {highest}"),
        )
    if column.has_form:
        return Label(f"văn bản theo mẫu: {column.card.example}", f"text like: {column.card.example}")
    return Label("văn bản", "text")
