"""Write the pages of docs/ that follow from the code; ``--check`` fails if one is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import KIND_LABELS, PERIOD_KINDS
from khcn_analytics.schemas.columns import column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.json_schema import json_schema
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import rules_of

DOCS = Path(__file__).parent
WRITTEN = "<!-- Written by docs/generate.py from the code; do not edit. -->\n\n"


def indicators_page() -> str:
    """One section an indicator."""
    parts = [WRITTEN, "# Chỉ số / Indicators\n\n", f"{len(INDICATORS)} chỉ số. / {len(INDICATORS)} indicators.\n"]
    for card in INDICATORS.values():
        kinds = "" if card.period_kinds == PERIOD_KINDS else f" · kỳ: {KIND_LABELS[card.period_kinds[0]].vi}"
        parts.append(
            f"\n## `{card.code}`\n\n**{card.label.vi}** / {card.label.en}\n\n"
            f"{card.definition.vi}.\n*{card.definition.en}.*\n\n"
            f"- đơn vị tính / measured in: {card.unit.label.vi} / {card.unit.label.en}{kinds}\n"
            f"- hướng tốt / direction: {card.direction.label.vi} / {card.direction.label.en}\n"
            f"- cách tính / measure: {type(card.measure).__name__.lower()}\n"
            f"- chia được theo / dimensions: {', '.join(('department', 'unit', *card.dimensions))}\n"
            f"- nguồn / source: {card.source}\n"
        )
    return "".join(parts)


def datasets_page() -> str:
    """The data dictionary: columns and rules of each dataset, and the rules between them."""
    parts = [WRITTEN, "# Bộ dữ liệu / Datasets\n"]
    for dataset in DATASETS.values():
        parts.append(f"\n## `{dataset.name}`: {dataset.label.vi} / {dataset.label.en}\n\n")
        parts.append(
            f"Mỗi dòng là {dataset.row.vi}. / A row is {dataset.row.en}. "
            f"JSON Schema: [schemas/{dataset.name}.json](schemas/{dataset.name}.json). "
            f"Tệp mẫu / template: `khcn template {dataset.name}`.\n\n"
        )
        parts.append(
            "| cột / column | nhãn / label | nội dung / content | kiểu / type | bắt buộc | ví dụ |\n|---|---|---|---|---|---|\n"
        )
        types, required = column_types(dataset.model), required_columns(dataset.model)
        for name, card in column_cards(dataset.model).items():
            content = f"{card.description.vi} / {card.description.en}" + (" (dữ liệu cá nhân)" if card.personal else "")
            if card.codes:
                content += ": " + ", ".join(f"`{each.code}` {each.label.vi}" for each in card.codes.entries)
            parts.append(
                f"| `{name}` | {card.label.vi} / {card.label.en} | {content} | {types[name]} "
                f"| {'có' if name in required else ''} | {card.example} |\n"
            )
        parts.append("\n| quy tắc / rule | mức / severity | nội dung / message |\n|---|---|---|\n")
        for rule in rules_of(dataset.model):
            source = f" ({rule.source})" if rule.source else ""
            parts.append(
                f"| `{rule.name}` | {rule.severity.label.vi} | {rule.message.vi} / {rule.message.en}{source} |\n"
            )
        parts.append(_links_table(dataset))
    return "".join(parts)


def _links_table(dataset: Dataset[Any]) -> str:
    """The rules between a dataset and others; nothing where there are none."""
    if not dataset.links:
        return ""
    rows = "".join(
        f"| `{link.rule.name}` | `{link.other}` | {link.rule.severity.label.vi} "
        f"| {link.rule.message.vi} / {link.rule.message.en} |\n"
        for link in dataset.links
    )
    return (
        "\nSo với bộ dữ liệu khác, nếu có trong tệp hay trong kho. "
        "/ Against other datasets, where the file or the workspace has them.\n\n"
        f"| quy tắc / rule | bộ dữ liệu / dataset | mức / severity | nội dung / message |\n|---|---|---|---|\n{rows}"
    )


def schema_page(name: str) -> str:
    """The JSON Schema of a dataset's records."""
    written = {"$comment": "Written by docs/generate.py from the code; do not edit."}
    return json.dumps({**written, **json_schema(DATASETS[name])}, ensure_ascii=False, indent=2) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "indicators.md": indicators_page,
    "datasets.md": datasets_page,
    **{f"schemas/{name}.json": partial(schema_page, name) for name in DATASETS},
}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, build in PAGES.items():
        path, text = DOCS / name, build()
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
    if stale and "--check" in arguments:
        sys.stderr.write(f"stale: {', '.join(stale)}; run: python3 run.py docs\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
