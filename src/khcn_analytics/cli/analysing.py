"""``khcn indicators``, ``khcn explain`` and ``khcn trends``."""

from __future__ import annotations

from pathlib import Path

import click

from khcn_analytics.analysis import Analysis, analyse
from khcn_analytics.analysis import explain as explain_value
from khcn_analytics.cli.printing import ROWS_SHOWN, print_json, print_table, text_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.store.workspace import Workspace, example_workspace, open_workspace
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.labels import Label, Language

_VERDICT_STYLES = {"better": "green", "worse": "red"}
_COLUMNS_SHOWN = 8
_INDICATOR = Label("Chỉ số", "Indicator")
_VALUE = Label("Giá trị", "Value")


def indicators(
    language: Language,
    workspace: Path | None,
    periods: tuple[str, ...],
    by: tuple[str, ...],
    indicators: tuple[str, ...],
    *,
    list_only: bool,
    as_json: bool,
) -> None:
    """Print values, or the catalogue of indicators."""
    if list_only:
        _print_cards(language, as_json=as_json)
        return
    data = opened(workspace)
    analysis = analyse(data, periods or data.years[-1:], by or ("department",), indicators or None)
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
    against: Against,
    *,
    as_json: bool,
) -> None:
    """Print values against their base, verdicts in colour."""
    data = opened(workspace)
    analysis = analyse(data, periods or data.years, by or ("department",), indicators or None, against=against)
    if as_json:
        print_json(analysis.changes.to_dicts())
        return
    columns = {"indicator_name": _INDICATOR, **_where_and_when(analysis), "value_text": _VALUE}
    columns |= {"base_text": Label("Kỳ gốc", "Base"), "change_text": Label("Tăng, giảm", "Change")}
    _print_words(analysis, {**columns, "note": Label("Ghi chú", "Note")}, language)


def explain(
    language: Language, indicator: str, period: str, workspace: Path | None, where: tuple[str, ...], *, as_json: bool
) -> None:
    """Print the definition, the arithmetic and the records behind a value, personal columns aside."""
    for each in where:
        if "=" not in each:
            raise WrongUseError(
                f"--where cần dạng tên=nhóm, không phải “{each}”.", f"--where takes name=group, not “{each}”."
            )
    groups = dict(each.split("=", maxsplit=1) for each in where)
    explanation = explain_value(opened(workspace).without_personal_data(), indicator, period, groups)
    records = {"numerator": explanation.numerator_records, "denominator": explanation.denominator_records}
    if as_json:
        print_json(
            {
                "indicator": explanation.card.code,
                "period": explanation.period.code,
                "where": dict(explanation.where),
                "value": explanation.value,
                "flag": explanation.flag,
                **{f"{name}_records": None if each is None else each.to_dicts() for name, each in records.items()},
            }
        )
        return
    click.echo(explanation.text(language))
    names = {"numerator": Label("Tử số", "Numerator"), "denominator": Label("Mẫu số", "Denominator")}
    for name, frame in records.items():
        if frame is None or frame.is_empty():
            continue
        filled = [column for column in frame.columns if frame[column].null_count() < frame.height][:_COLUMNS_SHOWN]
        click.echo(f"\n{names[name].text(language)}: {frame.height}")
        print_table(filled, [tuple(map(text_of, row)) for row in frame.select(filled).head(ROWS_SHOWN).iter_rows()])


def opened(workspace: Path | None) -> Workspace:
    """The workspace named, else the bundled example."""
    return example_workspace() if workspace is None else open_workspace(workspace)


def _where_and_when(analysis: Analysis) -> dict[str, Label]:
    group = {} if set(analysis.by) <= {"department"} else {"group_name": Label("Nhóm", "Group")}
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
