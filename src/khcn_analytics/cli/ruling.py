"""``khcn rules``: the rules of law of a day, and what the records of a workspace say about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

import click
import polars as pl

from khcn_analytics.analysis.judging import check_law
from khcn_analytics.cli.moments import parse_day
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import ROWS_SHOWN, plain, print_json, print_table, text_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.law.rules import (
    SEVERITY_LABELS,
    LawParameter,
    LawRule,
    law_rules,
    rules_in_force,
)
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number, format_value
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS
from khcn_analytics.vocabulary.units import Unit

_PARAMETER = re.compile(r"\s*([\w-]+)\.(\w+)\s*([=>])\s*(\d+(?:[.,]\d+)?)\s*(?:(%)|/\s*([1-9]\d*))?\s*")

_ID = Label("Mã", "ID")
_RULE_HEADERS = (
    _ID,
    Label("Nội dung, căn cứ", "Rule and source"),
    Label("Hiệu lực, mức, kiểm tra", "In force, checked"),
)
_CHECKED_ON = Label("kiểm tra trên {datasets}", "checked on {datasets}")
_NOT_CHECKED = Label("không tự kiểm tra", "not checked")
_SOURCE = Label("Căn cứ: {citation} ({confidence}).", "Source: {citation} ({confidence}).")
_UNTIL_NOW = Label("từ {first}", "since {first}")
_FINDING_HEADERS = {
    "rule": _ID,
    "year": Label("Năm", "Year"),
    "department": Label("Sở", "Department"),
    "subject": Label("Đối tượng", "Subject"),
    "verdict": Label("Kết luận", "Verdict"),
    "message": Label("Vì sao", "Why"),
    "severity": Label("Mức", "Severity"),
}
_VERDICTS: Mapping[bool | None, Label] = {
    False: Label("không đạt", "broken"),
    None: Label("chưa xét được", "undecided"),
    True: Label("đạt", "holds"),
}
_STYLES = {(False, "error"): "red", (False, "warning"): "yellow", (False, "information"): "yellow"}
_DIM = "dim"
_BESIDE = 26
"""How wide what stands beside the texts of rules may be, so that they fit a terminal of 100 columns."""
_PARAMETER_NAME = Label("tham số", "parameter")
_NO_NUMBER = Label("không đặt mức", "no such number")
_MORE_THAN = Label("trên {}", "more than {}")
_COUNTS = Label(
    "Không đạt: {errors} lỗi, {warnings} cảnh báo, {notes} thông tin; đạt: {held}; chưa xét được: {untold}.",
    "Broken: {errors} errors, {warnings} warnings, {notes} notes; held: {held}; undecided: {untold}.",
)
_BY_HAND = Label(
    "Không tự kiểm tra được (xem khcn rules): {ids}.", "Not checked, for want of records (see khcn rules): {ids}."
)
_MORE = Label("… và {more} dòng nữa; dùng --json để xem hết.", "… and {more} more rows; --json shows all.")
_FINE = Label("{} lượt khen thưởng đủ điều kiện này.", "{} awards that meet it.")
_COMPRESSED = ("rule", "department", "subject", "holds", "reason", "severity", "message_vi", "message_en")


def rules(
    language: Language, workspace: Path | None, on: str | None, parameters: tuple[str, ...], *, as_json: bool
) -> int:
    """List the rules of a day or, with a workspace, judge its records; 1 if a rule of severity error is broken."""
    day = None if on is None else parse_day(on)
    numbers = [parse_parameter(each) for each in parameters]
    if workspace is None:
        if numbers:
            raise WrongUseError(
                "--parameter chỉ dùng khi kiểm tra một kho: hãy nêu thư mục KHO.",
                "--parameter is for judging a workspace: name the folder WORKSPACE.",
            )
        _list_rules(day or date.today(), language, as_json=as_json)  # noqa: DTZ011 - the day of the person asking
        return 0
    return _judge(opened_workspace(workspace, language), day, numbers, language, as_json=as_json)


def parse_parameter(text: str) -> LawParameter:
    """A number of all departments and years, written ``TD-05b.cap=10%``, ``TD-14b.votes>2/3``.

    Raises:
        WrongUseError: If the text is none.
    """
    read = _PARAMETER.fullmatch(text)
    if read is None:
        raise WrongUseError(
            "--parameter cần dạng mã.tên=số, hoặc mã.tên>số nếu phải trên mức đó, "
            f"ví dụ TD-05b.cap=10%, SK-02.limit=2, TD-14b.votes>2/3; không phải “{text}”.",
            "--parameter takes id.name=number, or id.name>number for more than it, "
            f"for example TD-05b.cap=10%, SK-02.limit=2, TD-14b.votes>2/3; not “{text}”.",
        )
    rule, name, sign, number, percent, parts = read.groups()
    value = float(number.replace(",", ".")) / (100 if percent else int(parts or 1))
    return LawParameter(rule, name, value, over=sign == ">")


def _list_rules(day: date, language: Language, *, as_json: bool) -> None:
    known = rules_in_force(day)
    if as_json:
        print_json({"on": day, "rules": [_as_json(each) for each in known]})
        return
    title = Label("Quy định có hiệu lực ngày {day}: {count}", "Rules in force on {day}: {count}")
    click.echo(title.text(language).format(day=format_date(day, language), count=len(known)))
    rows = [_row(each, day, language) for each in known]
    print_table([each.text(language) for each in _RULE_HEADERS], rows, ["" if each.check else _DIM for each in known])


def _row(rule: LawRule, day: date, language: Language) -> tuple[str, ...]:
    """A rule as a row: its text and source, and beside them when it applies, how severe it is, what is checked."""
    confidence = CONFIDENCE_LABELS[rule.confidence].text(language)
    source = _SOURCE.text(language).format(citation=rule.citation, confidence=confidence)
    beside = [
        _days(rule, language),
        SEVERITY_LABELS[rule.severity].text(language),
        _checked_on(rule, language),
        *_numbers(rule, day, language),
    ]
    return (
        rule.id,
        "\n".join([rule.text.text(language), source, *([rule.note.text(language)] if rule.note else [])]),
        "\n".join(line for each in beside for line in wrap(each, _BESIDE)),
    )


def _days(rule: LawRule, language: Language) -> str:
    first = format_date(rule.first_day, language)
    if rule.last_day is None:
        return _UNTIL_NOW.text(language).format(first=first)
    return f"{first} – {format_date(rule.last_day, language)}"


def _checked_on(rule: LawRule, language: Language) -> str:
    if rule.check is None:
        return _NOT_CHECKED.text(language)
    names = ", ".join(DATASETS[each].label.text(language).lower() for each in rule.datasets)
    return _CHECKED_ON.text(language).format(datasets=names)


def _numbers(rule: LawRule, day: date, language: Language) -> list[str]:
    """The number of that day, and those of single departments."""
    if "parameter" not in rule.settings:
        return []
    name = rule.settings["parameter"]
    general = rule.parameter(None, day.year)
    own = [each for each in rule.parameters if each.department and each.holds_for(each.department, day.year)]
    told = [_number(general, name, language), *(f"{_number(each, name, language)} ({each.department})" for each in own)]
    return [f"{_PARAMETER_NAME.text(language)} {name} = {', '.join(told)}"]


def _number(parameter: LawParameter | None, name: str, language: Language) -> str:
    """A number as people read it: caps and votes are shares, limits are counts."""
    if parameter is None:
        return MISSING
    if parameter.value is None:
        return _NO_NUMBER.text(language)
    if name not in ("cap", "votes"):
        return format_number(parameter.value, language)
    share = format_value(parameter.value, Unit.SHARE, language)
    return _MORE_THAN.text(language).format(share) if parameter.over else share


def _as_json(rule: LawRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "text_vi": rule.text.vi,
        "text_en": rule.text.en,
        "from": rule.first_day,
        "to": rule.last_day,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "citation": rule.citation,
        "seen": rule.seen,
        "note_vi": rule.note.vi if rule.note else None,
        "note_en": rule.note.en if rule.note else None,
        "checked": rule.check is not None,
        "datasets": rule.datasets,
        "parameters": [
            {
                "name": each.name,
                "value": each.value,
                "department": each.department,
                "from_year": each.from_year,
                "to_year": each.to_year,
                "citation": each.citation,
                "over": each.over,
            }
            for each in rule.parameters
        ],
    }


def _judge(
    workspace: Workspace, day: date | None, numbers: Sequence[LawParameter], language: Language, *, as_json: bool
) -> int:
    found = check_law(workspace, day, numbers)
    broken = found.filter(~pl.col("holds"))
    if as_json:
        print_json(found.to_dicts())
    else:
        _print_findings(found, language, several=len(workspace.departments) > 1)
        counts = {each: broken.filter(severity=each).height for each in SEVERITY_LABELS}
        told = _COUNTS.text(language).format(
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["information"],
            held=found["holds"].sum(),
            untold=found["holds"].null_count(),
        )
        click.echo(told)
        by_hand = [each.id for each in (law_rules() if day is None else rules_in_force(day)) if each.check is None]
        click.echo(_BY_HAND.text(language).format(ids=", ".join(by_hand)))
    return 1 if broken.filter(severity="error").height else 0


def _print_findings(found: pl.DataFrame, language: Language, *, several: bool) -> None:
    """What is broken first, then what can't be told; years that say the same share a row."""
    order = {False: 0, None: 1, True: 2}
    rows = sorted(
        _counted_records(found).group_by(_COMPRESSED, maintain_order=True).agg("year").iter_rows(named=True),
        key=lambda row: order[row["holds"]],
    )
    shown = rows[:ROWS_SHOWN]
    left_out = {*([] if several else ["department"]), *([] if any(row["subject"] for row in shown) else ["subject"])}
    headers = {name: label.text(language) for name, label in _FINDING_HEADERS.items() if name not in left_out}
    cells = [_finding_cells(row, language) for row in shown]
    styles = [_STYLES.get((row["holds"], row["severity"]), "" if row["holds"] else _DIM) for row in shown]
    print_table(list(headers.values()), [[each[name] for name in headers] for each in cells], styles)
    if len(rows) > len(shown):
        click.echo(_MORE.text(language).format(more=len(rows) - len(shown)))


def _finding_cells(row: Mapping[str, Any], language: Language) -> dict[str, str]:
    return {
        "rule": row["rule"],
        "year": _years(row["year"]),
        "department": plain(text_of(row["department"])),
        "subject": plain(text_of(row["subject"])),
        "verdict": _VERDICTS[row["holds"]].text(language),
        "message": plain(row[f"message_{language}"]),
        "severity": "" if row["holds"] else SEVERITY_LABELS[row["severity"]].text(language),
    }


def _counted_records(found: pl.DataFrame) -> pl.DataFrame:
    """The findings; single records that are fine are counted by rule and department instead of named."""
    fine = pl.col("holds").fill_null(value=False) & pl.col("subject").is_not_null()
    count = pl.len().over("rule", "department", "holds", pl.col("subject").is_null())
    messages = [
        pl.when(fine).then(pl.format(_FINE.text(each), count)).otherwise(f"message_{each}").alias(f"message_{each}")
        for each in LANGUAGES
    ]
    return found.with_columns(*messages, pl.when(~fine).then("subject"))


def _years(years: Sequence[int | None]) -> str:
    """Years that follow each other as first–last."""
    known = sorted({each for each in years if each is not None})
    starts = [each for each in known if each - 1 not in known]
    ends = [each for each in known if each + 1 not in known]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
