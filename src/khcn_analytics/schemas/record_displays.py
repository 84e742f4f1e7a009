"""What is shown of datasets, of checked records and of what is wrong with them. No value of a record is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from khcn_analytics.displays.display import Display, Listing, Tone
from khcn_analytics.schemas.columns import column_cards, column_types, required_columns
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    from khcn_analytics.schemas.dataset import Dataset

MOST_PROBLEMS = 40
"""Kinds of problem a listing holds; all are counted."""
_PROBLEMS = Label("Các loại vấn đề", "Kinds of problem")
_TYPES: dict[pl.DataType, Label] = {
    pl.String(): Label("chữ", "text"),
    pl.Date(): Label("ngày", "day"),
    pl.Int64(): Label("số nguyên", "whole number"),
    pl.Float64(): Label("số", "number"),
    pl.Boolean(): Label("có/không", "yes or no"),
}


def dataset_display(dataset: Dataset[Any]) -> Display:
    """What is shown of a dataset: its columns, and what a record is."""
    cards, types, needed = column_cards(dataset.model), column_types(dataset.model), required_columns(dataset.model)
    required = Label("bắt buộc", "required")
    rows = [
        (name, card.label, _TYPES[types[name]], required if name in needed else "", card.example, card.description)
        for name, card in cards.items()
    ]
    header = (
        Label("Cột", "Column"),
        Label("Tiêu đề", "Header"),
        Label("Kiểu", "Type"),
        Label("Bắt buộc", "Required"),
        Label("Ví dụ", "Example"),
        Label("Nội dung", "What it holds"),
    )
    return Display(
        Label("Bộ dữ liệu", "Dataset"),
        dataset.label,
        code=dataset.name,
        facts=[
            (Label("Mỗi dòng là", "One row is"), dataset.row),
            (Label("Khóa", "Key"), ", ".join(dataset.key)),
        ],
        listings=[Listing(Label("Cột", "Columns"), header, rows, len(rows))],
        then=[f'kh.write_template(kh.DATASETS["{dataset.name}"], "{dataset.name}.xlsx")', 'kh.check("….xlsx")'],
    )


def checked_display(
    dataset: Dataset[Any], *, clean: int, kept_out: int, problems: pl.DataFrame, file: str | None = None
) -> Display:
    """What is shown of records after checking."""
    errors = problems.filter(severity=Severity.ERROR.code).height
    return Display(
        Label("Kết quả kiểm tra", "Checked"),
        dataset.label if file is None else Label(f"{file}: {dataset.label.vi}", f"{file}: {dataset.label.en}"),
        code=dataset.name,
        facts=[
            (Label("Dùng được", "Can be used"), _records(clean)),
            (Label("Giữ lại", "Kept out"), _records(kept_out)),
            (Label("Lỗi", "Errors"), format_number(errors)),
            (Label("Cảnh báo", "Warnings"), format_number(problems.height - errors)),
        ],
        listings=[problem_listing(problems, is_open=True)],
        then=["….clean", "….quarantined", "….problems"],
        tone=tone_of(problems, kept_out),
    )


def tone_of(problems: pl.DataFrame, kept_out: int = 0) -> Tone:
    """Whether all is well: ``bad`` with errors or rows kept out, ``look`` with warnings, else ``good``."""
    if kept_out or not problems.filter(severity=Severity.ERROR.code).is_empty():
        return "bad"
    return "good" if problems.is_empty() else "look"


def problem_listing(problems: pl.DataFrame, *, is_open: bool = False) -> Listing:
    """The kinds of problem, errors first, the most frequent first; never a value, which may name a person."""
    kinds = (
        problems.group_by("severity", "message_vi", "message_en", "fix_vi", "fix_en", maintain_order=True)
        .len("count")
        .sort("severity", "count", descending=[False, True], maintain_order=True)
    )
    rows = [_problem_row(each) for each in kinds.head(MOST_PROBLEMS).iter_rows(named=True)]
    header = (
        Label("Mức", "Severity"),
        Label("Vấn đề", "Problem"),
        Label("Cách sửa", "What to do"),
        Label("Chỗ", "Places"),
    )
    return Listing(_PROBLEMS, header, rows, kinds.height, is_open=is_open, numbers=(3,))


def _problem_row(kind: Mapping[str, Any]) -> tuple[str | Label, ...]:
    severity = Label("lỗi", "error") if kind["severity"] == Severity.ERROR.code else Label("cảnh báo", "warning")
    message, fix = (Label(kind[f"{each}_vi"], kind[f"{each}_en"]) for each in ("message", "fix"))
    return severity, message, fix, format_number(kind["count"])


def _records(count: int) -> Label:
    return Label(f"{format_number(count)} bản ghi", f"{format_number(count, 'en')} records")
