"""Write the pages of docs/ that follow from the code; ``--check`` fails if one is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

# The worked examples live with the tests that they are.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from generated_pages import api, commands, decisions, law_rules, performance, pictures, results, schemes
from generated_pages.writing import WRITTEN
from generated_pages.writing import anchor as _anchor
from generated_pages.writing import table as _markdown
from spec.reading import REMARK, Example, Table, figures, read_examples

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS, splits
from khcn_analytics.indicators.formula import in_words
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import KIND_LABELS, PERIOD_KINDS, parse_period
from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.json_schema import json_schema
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import format_date, format_number, format_value
from khcn_analytics.wording import group_name

DOCS = Path(__file__).parent

_ABOUT = (
    """\
Ví dụ của mỗi chỉ số được tính tay và là một phép thử của phần mềm (`tests/spec/`). \
/ The example of each is worked out by hand and is a test of the software.

Không có giá trị thì nói lý do / where there is no value, the reason is told:

"""
    + "".join(f"- `{flag}`: {label.vi} / {label.en}\n" for flag, label in FLAG_LABELS.items())
    + """\

Theo chủ đề / by theme:

"""
)


def indicators_page() -> str:
    """Every indicator by theme: definition, formula, and the worked example that is its test."""
    examples = read_examples(INDICATORS)
    themes = {name: [card for card in INDICATORS.values() if card.dataset == name] for name in DATASETS}
    headings = {
        name: f"{DATASETS[name].label.vi} / {DATASETS[name].label.en}" for name, cards in themes.items() if cards
    }
    parts = [
        WRITTEN,
        "# Chỉ số / Indicators\n\n",
        f"{len(INDICATORS)} chỉ số. / {len(INDICATORS)} indicators. {_ABOUT}",
    ]
    for name, heading in headings.items():
        links = " · ".join(f"[{card.label.vi}](#{_anchor(card.code)})" for card in themes[name])
        parts.append(f"- [{heading}](#{_anchor(heading)}) ({len(themes[name])}): {links}\n")
    shown: dict[str, str] = {}
    for name, heading in headings.items():
        parts.append(f"\n## {heading}\n")
        for card in themes[name]:
            parts += [_indicator_section(card), _worked_example(card, examples[card.code], shown)]
    return "".join(parts)


def _indicator_section(card: Indicator) -> str:
    names = ", ".join(f"{KIND_LABELS[kind].vi} / {KIND_LABELS[kind].en}" for kind in card.period_kinds)
    kinds = "" if card.period_kinds == PERIOD_KINDS else f"- chỉ tính cho / only for: {names}\n"
    formula = in_words(card.measure)
    return (
        f"\n### `{card.code}`\n\n**{card.label.vi}** / {card.label.en}\n\n"
        f"{card.definition.vi}.\n*{card.definition.en}.*\n\n"
        f"- cách tính: {formula.vi}\n- *formula: {formula.en}*\n"
        f"- đơn vị tính / measured in: {card.unit.label.vi} / {card.unit.label.en}\n"
        f"- hướng tốt / direction: {card.direction.label.vi} / {card.direction.label.en}\n"
        f"{kinds}"
        f"- chia được theo / dimensions: {', '.join(splits(card))}\n"
        f"- nguồn / source: {card.source}\n"
    )


def _worked_example(card: Indicator, example: Example, shown: dict[str, str]) -> str:
    """The tables of an example; where several indicators share one, only the first shows it."""
    first = shown.setdefault(example.form, card.code)
    if first != card.code:
        return f"- ví dụ / example: [`{first}`](#{_anchor(first)})\n"
    tables = [_records_table(DATASETS[name], table) for name, table in example.records.items()]
    return "\n" + "\n".join([*tables, _values_table(card, example)])


def _records_table(dataset: Dataset[Any], table: Table) -> str:
    cards = column_cards(dataset.model)
    columns = [name for name in table.columns if name != REMARK]
    remarks = any(row.get(REMARK) for row in table.rows)
    header = [*(f"{cards[name].label.vi} `{name}`" for name in columns), *(["ghi chú"] if remarks else [])]
    types = column_types(dataset.model)
    rows = [
        [*(_cell(row[name], cards[name], types[name]) for name in columns), *([row[REMARK]] if remarks else [])]
        for row in table.rows
    ]
    return f"`{dataset.name}`:\n\n{_markdown(header, rows)}"


def _cell(text: str, card: ColumnCard, wanted: object) -> str:
    """A cell as people read it."""
    if not text:
        return ""
    if card.codes is not None:
        return card.codes.label(text)
    if wanted == pl.Date():
        return format_date(date.fromisoformat(text))
    if wanted == pl.Boolean():
        return {"true": "có", "false": "không"}[text]
    # A year is a number without unit, and has no separators.
    return format_number(float(text)) if card.unit is not None else text


def _values_table(card: Indicator, example: Example) -> str:
    dimensions = DIMENSIONS[card.dataset]
    divided = {"numerator": "tử số", "denominator": "mẫu số"} if "denominator" in example.values.columns else {}
    header = ["kỳ", *(dimensions[name].label.vi for name in example.by), *divided.values(), card.label.vi]
    rows = []
    for row in example.values.rows:
        wanted = figures(row)
        value = f"`{wanted.flag}`" if wanted.value is None else f"**{format_value(wanted.value, card.unit)}**"
        groups = [group_name(name, row[name], card.dataset) for name in example.by]
        parts = [format_number(float(row[name])) if row[name] else "" for name in divided]
        rows.append([parse_period(row["period"]).label(), *groups, *parts, value])
    return _markdown(header, rows)


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
    "gallery-of-pages.md": pictures.page,
    "decisions/index.md": decisions.page,
    "performance.md": performance.page,
    "reference/result-frames.md": results.page,
    "reference/command-line.md": commands.page,
    "reference/rules-of-law.md": law_rules.page,
    "reference/bundled-schemes.md": schemes.page,
    **{f"reference/api/{theme.name}.md": partial(api.page, theme) for theme in api.told()},
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
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    if stale and "--check" in arguments:
        sys.stderr.write(f"stale: {', '.join(stale)}; run: python3 run.py docs\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
