"""The guide sheet of a template: every column and every rule, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khcn_analytics.io.templates.columns import (
    DELETE_EXAMPLE,
    FOR_EXAMPLE,
    REQUIRED,
    REQUIRED_HEADER,
    UNIT,
    TemplateColumn,
    allowed_values,
)
from khcn_analytics.schemas.columns import ColumnCard, column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

_PERSONAL = Label("dữ liệu cá nhân", "personal data")
_COLUMN = Label("Cột", "Column")
_OF_COLUMNS = (
    _COLUMN,
    REQUIRED,
    Label("Nội dung", "Content"),
    Label("Giá trị được phép", "Allowed values"),
    UNIT,
    FOR_EXAMPLE,
)
_OF_RULES = (
    _COLUMN,
    Label("Mức", "Severity"),
    Label("Khi nào báo", "What is reported"),
    Label("Cách sửa", "How to mend it"),
    Label("Căn cứ", "Source"),
)
_SEVERITIES = Label(
    "Lỗi: dòng bị giữ lại cho đến khi sửa. Cảnh báo: dòng vẫn được nhận, có đánh dấu.",
    "Error: the row is kept out until it is mended. Warning: the row is let in, flagged.",
)
_GUIDE_WIDTHS = (32, 12, 46, 46, 16, 36)


def write_guide(
    book: Any, sheet: Any, dataset: Dataset[Any], columns: Sequence[TemplateColumn], *, has_example: bool
) -> None:
    """Every column and every rule, in Vietnamese, then in English."""
    title, header = book.add_format({"bold": True, "font_size": 14}), book.add_format(REQUIRED_HEADER)
    line = book.add_format({"valign": "top"})
    cell = book.add_format({"valign": "top", "text_wrap": True, "border": 1, "num_format": "@"})
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    row = 0
    for language in LANGUAGES:
        sheet.write_string(row, 0, dataset.label.text(language), title)
        for each in _how_to(dataset, has_example=has_example):
            row += 1
            sheet.write_string(row, 0, each.text(language), line)
        for headers, body in (
            (_OF_COLUMNS, [_guide_of_column(each, language) for each in columns]),
            (_OF_RULES, _guide_of_rules(dataset, language)),
        ):
            row += 2
            for place, text in enumerate(headers):
                sheet.write_string(row, place, text.text(language), header)
            for texts in body:
                row += 1
                for place, each_text in enumerate(texts):
                    sheet.write_string(row, place, each_text, cell)
        row += 3
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _how_to(dataset: Dataset[Any], *, has_example: bool) -> list[Label]:
    return [
        Label(
            f"Nhập vào trang “{dataset.label.vi}”: mỗi dòng là {dataset.row.vi}. Giữ nguyên tiêu đề các cột.",
            f"Fill in the sheet “{dataset.label.vi}”: a row is {dataset.row.en}. Keep the headers as they are.",
        ),
        Label(
            "Cột có tiêu đề nền xanh đậm là bắt buộc; các cột khác có thể để trống.",
            "Columns with a dark blue header are required; others may be left empty.",
        ),
        *([DELETE_EXAMPLE] if has_example else []),
        _SEVERITIES,
    ]


def _header_text(card: ColumnCard, language: Language) -> str:
    """A header as it stands in the data sheet, where it is Vietnamese for every reader."""
    return card.label.vi if language == "vi" else f"{card.label.vi} ({card.label.en})"


def _guide_of_column(column: TemplateColumn, language: Language) -> tuple[str, ...]:
    card = column.card
    personal = f" ({_PERSONAL.text(language)})" if card.personal else ""
    return (
        _header_text(card, language),
        REQUIRED.text(language) if column.required else "",
        card.description.text(language) + personal,
        allowed_values(column).text(language),
        card.unit.label.text(language) if card.unit else "",
        card.example,
    )


def _guide_of_rules(dataset: Dataset[Any], language: Language) -> list[tuple[str, ...]]:
    cards = column_cards(dataset.model)
    return [
        (
            _header_text(cards[each.blames], language),
            each.severity.label.text(language),
            each.message.text(language),
            each.fix.text(language),
            each.source,
        )
        for each in rules_of(dataset.model)
    ]
