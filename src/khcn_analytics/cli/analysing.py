"""``khcn indicators``, ``khcn explain`` and ``khcn trends``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.analysis.explaining import explain as explain_value
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import ROWS_SHOWN, print_json, print_table, text_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.explanation_card import records_shown
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.text import nfc

_VERDICT_STYLES = {"better": "green", "worse": "red"}
_INDICATOR = Label("Chỉ số", "Indicator")
_VALUE = Label("Giá trị", "Value")
_RECORDS_OF = {"numerator": Label("Tử số", "Numerator"), "denominator": Label("Mẫu số", "Denominator")}


def indicators(
    language: Language,
    workspace: Path | None,
    periods: tuple[str, ...],
    by: tuple[str, ...],
    indicators: tuple[str, ...],
    as_of: str | None,
    *,
    list_only: bool,
    as_json: bool,
) -> None:
    """Print values, or the catalogue of indicators."""
    if list_only:
        _print_cards(language, as_json=as_json)
        return
    data = opened_workspace(workspace, language, as_of=as_of)
    analysis = analyse(data, periods or _years(data)[-1:], by or ("department",), indicators or None)
    if as_json:
        print_json(analysis.values.to_dicts())
        return
    unit = Label("Đơn vị tính", "Measured in")
    _print_words(
        analysis,
        {"indicator_name": _INDICATOR, **_where_and_when(analysis), "value_text": _VALUE, "unit_name": unit},
        language,
    )


def trends(
    language: Language,
    workspace: Path | None,
    periods: tuple[str, ...],
    by: tuple[str, ...],
    indicators: tuple[str, ...],
    against: Against | int,
    as_of: str | None,
    *,
    as_json: bool,
) -> None:
    """Print values against their base, verdicts in colour."""
    data = opened_workspace(workspace, language, as_of=as_of)
    analysis = analyse(data, periods or _years(data), by or ("department",), indicators or None, against=against)
    if as_json:
        print_json(analysis.changes.to_dicts())
        return
    columns = {"indicator_name": _INDICATOR, **_where_and_when(analysis), "value_text": _VALUE}
    columns |= {"base_text": Label("Kỳ gốc", "Base"), "change_text": Label("Tăng, giảm", "Change")}
    _print_words(analysis, {**columns, "note": Label("Ghi chú", "Note")}, language)


def explain(
    language: Language,
    indicator: str,
    workspace: Path | None,
    period: str | None,
    unit: str | None,
    where: tuple[str, ...],
    as_of: str | None,
    *,
    as_json: bool,
) -> None:
    """Print the definition, the arithmetic and the records behind a value, personal columns aside."""
    groups = _groups(unit, where)
    data = opened_workspace(workspace, language, as_of=as_of).without_personal_data()
    explanation = explain_value(data, indicator, period or _years(data)[-1], groups)
    records = {"numerator": explanation.numerator_records, "denominator": explanation.denominator_records}
    if as_json:
        print_json(
            {
                "indicator": explanation.card.code,
                "period": explanation.period.code,
                "where": dict(explanation.where),
                "value": explanation.value,
                "flag": explanation.flag,
                "data_version": explanation.data_version,
                **{f"{name}_records": None if each is None else each.to_dicts() for name, each in records.items()},
            }
        )
        return
    click.echo(explanation.text(language))
    datasets = {"numerator": explanation.card.dataset, "denominator": explanation.denominator_dataset}
    for name, frame in records.items():
        if frame is not None and frame.height:
            click.echo(f"\n{_RECORDS_OF[name].text(language)}: {frame.height}")
            _print_records(frame, datasets[name], explanation.columns_read, language)


def _print_records(records: pl.DataFrame, dataset: str, columns_read: Sequence[str], language: Language) -> None:
    """The first records and how many there are beside them."""
    shown = records_shown(records.head(ROWS_SHOWN), dataset, columns_read, language)
    print_table(shown.columns, shown.rows())
    if records.height > shown.height:
        more = Label("… và {n} bản ghi nữa; dùng --json để xem hết.", "… and {n} more records; --json shows all.")
        click.echo(more.text(language).format(n=records.height - shown.height))


def _groups(unit: str | None, where: tuple[str, ...]) -> dict[str, str]:
    """The group asked for, dimension -> group.

    Raises:
        WrongUseError: If an option is no name=group, or a dimension is named twice.
    """
    groups: dict[str, str] = {}
    for each in (*([f"unit={unit}"] if unit else []), *where):
        name, equals, group = nfc(each).partition("=")
        if not equals:
            raise WrongUseError(
                f"--where cần dạng tên=nhóm, không phải “{each}”.", f"--where takes name=group, not “{each}”."
            )
        if name in groups:
            raise WrongUseError(
                f"Chiều “{name}” được nêu hai lần: “{groups[name]}” và “{group}”. Chỉ nêu một nhóm.",
                f"Dimension “{name}” is named twice: “{groups[name]}” and “{group}”. Name one group.",
            )
        groups[name] = group
    return groups


def _years(workspace: Workspace) -> tuple[Period, ...]:
    """The years the data cover.

    Raises:
        WrongUseError: If they cover none.
    """
    if not workspace.years:
        raise WrongUseError(
            "Dữ liệu chưa bao trùm trọn năm nào. Hãy chỉ rõ kỳ, ví dụ --period 2024Q2.",
            "The data cover no whole year. Name a period, for example --period 2024Q2.",
        )
    return workspace.years


def _where_and_when(analysis: Analysis) -> dict[str, Label]:
    named = (
        set(analysis.by) > {"department"} or len(analysis.workspace.departments) > 1 or "department" not in analysis.by
    )
    group = {"group_name": Label("Nhóm", "Group")} if named and analysis.by else {}
    return {**group, "period_name": Label("Kỳ", "Period")}


def _print_words(analysis: Analysis, columns: dict[str, Label], language: Language) -> None:
    words = analysis.in_words(language)
    styles = [_VERDICT_STYLES.get(each, "") for each in words["verdict"]] if "change_text" in columns else None
    rows = [tuple(map(text_of, row)) for row in words.select(*columns).iter_rows()]
    print_table([each.text(language) for each in columns.values()], rows, styles)


def _print_cards(language: Language, *, as_json: bool) -> None:
    """The catalogue of indicators."""
    if as_json:
        print_json(
            [
                {
                    "code": each.code,
                    "label_vi": each.label.vi,
                    "label_en": each.label.en,
                    "definition_vi": each.definition.vi,
                    "definition_en": each.definition.en,
                    "unit": each.unit.name.lower(),
                    "direction": each.direction.name.lower(),
                    "dimensions": each.dimensions,
                    "source": each.source,
                }
                for each in INDICATORS.values()
            ]
        )
        return
    headers = (Label("Mã", "Code"), Label("Chỉ số", "Indicator"), Label("Định nghĩa", "Definition"))
    rows = [(each.code, each.label.text(language), each.definition.text(language)) for each in INDICATORS.values()]
    print_table([each.text(language) for each in headers], rows)
