"""``khcn scheme``: the schemes there are, whether one is right, other forms of one, and sheets to enter points in."""

from __future__ import annotations

from pathlib import Path

import click
import polars as pl

from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import plain, print_json, print_table, quoted
from khcn_analytics.errors import SchemeError, WrongUseError
from khcn_analytics.io.schemes.files import bundled_schemes, read_scheme, write_scheme_file
from khcn_analytics.io.templates.score_entries import write_entries_template
from khcn_analytics.io.writing import refuse_place
from khcn_analytics.periods import KIND_LABELS, Period, parse_period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.score_groups import ScoreGroups
from khcn_analytics.scoring.inputs import score_inputs
from khcn_analytics.scoring.scheme_notes import notes
from khcn_analytics.scoring.schemes import Layer, Scheme
from khcn_analytics.store.schemes import scheme_named
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

_NO_GROUPS = pl.DataFrame(schema=column_types(ScoreGroups))
_HEADERS = (
    Label("Mã", "Code"),
    Label("Bảng tiêu chí, căn cứ, điều cần biết", "Scheme, source, what to know"),
    Label("Chấm", "Scores"),
)
_SCORED = {"unit": Label("đơn vị", "units"), "department": Label("cả sở", "departments")}
_SIZE = Label(
    "{groups} nhóm, {criteria} tiêu chí, {items} mục thưởng, trừ", "{groups} groups, {criteria} criteria, {items} items"
)
_MAXIMUM, _SINCE = Label("{} điểm", "{} points"), Label("từ {}", "since {}")
_RIGHT = Label("{path} dùng được: {label} ({code} {version}).", "{path} can be used: {label} ({code} {version}).")
_WRITTEN = Label("Đã ghi bảng tiêu chí {code} vào {path}.", "Scheme {code} was written to {path}.")
_BEGUN = Label(
    "Đã ghi tệp nhập điểm {layer} vào {path}. Nhập xong: khcn import {quoted} --dataset score_entries --into KHO",
    "The workbook for {layer} points is {path}. Once filled in: khcn import {quoted} --dataset score_entries "
    "--into WORKSPACE",
)


def list_schemes(language: Language, *, as_json: bool) -> None:
    """Print every bundled scheme with its source and what should be known of it."""
    schemes = list(bundled_schemes().values())
    if as_json:
        print_json([_as_json(each) for each in schemes])
    else:
        _print(schemes, language)


def check_scheme(language: Language, file: Path, *, as_json: bool) -> int:
    """Tell everything that is wrong with a scheme; 1 if anything is.

    Raises:
        SchemeError: If anything is wrong and JSON was not asked for; all of it is told at once.
    """
    try:
        scheme = read_scheme(file)
    except SchemeError as error:
        if not as_json:
            raise
        mistakes = [{"sheet": each.sheet, "line": each.line, "vi": each.vi, "en": each.en} for each in error.mistakes]
        print_json({"mistakes": mistakes})
        return 1
    if as_json:
        print_json({"mistakes": [], "scheme": _as_json(scheme)})
        return 0
    label = plain(scheme.label.text(language))
    click.echo(_RIGHT.text(language).format(path=file, label=label, code=scheme.code, version=scheme.version))
    _print([scheme], language)
    return 0


def export_scheme(language: Language, scheme: str, out: Path, *, overwrite: bool) -> None:
    """Write a scheme as a workbook or as text."""
    found = scheme_named(scheme)
    write_scheme_file(found, out, overwrite=overwrite)
    click.echo(_WRITTEN.text(language).format(code=found.code, path=out))


def begin_entries(
    language: Language,
    workspace: Path | None,
    scheme: str,
    period: str,
    layer: Layer,
    out: Path,
    as_of: str | None,
    *,
    overwrite: bool,
) -> None:
    """Write the workbook that points of one layer are entered in."""
    refuse_place(out, (".xlsx",), overwrite=overwrite)
    opened, found = opened_workspace(workspace, language, as_of=as_of), scheme_named(scheme)
    asked = parse_period(period, opened.calendar)
    if not found.in_force(asked.last_day):
        raise WrongUseError(
            f"Bảng tiêu chí {found.code} ({found.version}) không có hiệu lực vào ngày cuối của {asked.label()}.",
            f"Scheme {found.code} ({found.version}) is not in force on the last day of {asked.label('en')}.",
        )
    groups = opened.datasets.get("score_groups", _NO_GROUPS)
    inputs = score_inputs(found, asked, groups, entries=opened.datasets.get("score_entries"))
    written = _as_written(opened, found, asked)
    write_entries_template(found, inputs, layer, written, out, overwrite=overwrite)
    named = SCORE_LAYERS.label(layer, language)
    click.echo(_BEGUN.text(language).format(layer=named, path=out, quoted=quoted(out)))


def _as_written(workspace: Workspace, scheme: Scheme, period: Period) -> str:
    """The period in the words of the records: entries of one period in other words would stand beside them."""
    return next(
        text
        for name in ("score_entries", "score_groups")
        for text in _periods(workspace.datasets.get(name), scheme)
        if parse_period(text, period.calendar) == period
    )


def _periods(records: pl.DataFrame | None, scheme: Scheme) -> list[str]:
    if records is None:
        return []
    return records.filter(scheme=scheme.code)["period"].unique(maintain_order=True).to_list()


def _print(schemes: list[Scheme], language: Language) -> None:
    print_table([each.text(language) for each in _HEADERS], [_row(each, language) for each in schemes])


def _row(scheme: Scheme, language: Language) -> tuple[str, ...]:
    size = _SIZE.text(language).format(
        groups=len(scheme.groups), criteria=len(scheme.criteria), items=len(scheme.events)
    )
    about = [f"{scheme.label.text(language)} ({scheme.version}): {size}", scheme.source]
    beside = [
        _SCORED[scheme.scored].text(language),
        KIND_LABELS[scheme.period_kind].text(language),
        _MAXIMUM.text(language).format(format_number(scheme.maximum, language)),
        _days(scheme, language),
    ]
    known = [f"- {each.text(language)}" for each in notes(scheme)]
    return scheme.code, plain("\n".join([*about, *known])), "\n".join(beside)


def _days(scheme: Scheme, language: Language) -> str:
    first = format_date(scheme.valid_from, language)
    if scheme.valid_to is None:
        return _SINCE.text(language).format(first)
    return f"{first} – {format_date(scheme.valid_to, language)}"


def _as_json(scheme: Scheme) -> dict[str, object]:
    return {
        "code": scheme.code,
        "version": scheme.version,
        "label_vi": scheme.label.vi,
        "label_en": scheme.label.en,
        "origin": scheme.origin,
        "source": scheme.source,
        "scored": scheme.scored,
        "period_kind": scheme.period_kind,
        "from": scheme.valid_from,
        "to": scheme.valid_to,
        "maximum": scheme.maximum,
        "digest": scheme.digest,
        "notes_vi": [each.vi for each in notes(scheme)],
        "notes_en": [each.en for each in notes(scheme)],
    }
