"""``khcn eligibility``: who may be proposed for titles and commendations of a year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import polars as pl

from khcn_analytics.analysis.eligibility import eligibility as eligibility_of
from khcn_analytics.cli.moments import parse_day
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import ROWS_SHOWN, plain, print_json, print_table, quoted, text_of
from khcn_analytics.cli.ruling import parse_parameter
from khcn_analytics.io.proposals import write_proposals
from khcn_analytics.io.writing import refuse_place
from khcn_analytics.law.eligibility_results import Eligibility
from khcn_analytics.vocabulary.award_codes import AWARD_STATUSES, AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, VERDICT_LABELS
from khcn_analytics.vocabulary.text import accent_free_key
from khcn_analytics.vocabulary.units import Unit

_AWARD, _SOURCE = Label("Danh hiệu, hình thức", "Award"), Label("Căn cứ", "Source")
_DEPARTMENT = Label("Sở", "Department")
_SUBJECT_HEADERS = (
    _AWARD,
    Label("Cá nhân, tập thể", "Subject"),
    Label("Đơn vị", "Unit"),
    Label("Kết luận", "Verdict"),
    Label("Vì sao", "Why"),
    Label("Tình trạng", "Status"),
)
_QUOTA_HEADERS = (
    Label("Tỷ lệ tối đa", "Cap"),
    Label("Đã dùng", "Used"),
    Label("Đề nghị", "Proposed"),
    Label("Trên tổng số", "Of"),
    Label("Tỷ lệ", "Share"),
    Label("Mức", "Limit"),
    Label("Nhiều nhất", "At most"),
    Label("Còn", "Left"),
    Label("Ghi chú", "Note"),
)
_NAMES_ON_REQUEST = Label(
    "Xem từng người: thêm --award, --unit hoặc --out TỆP.xlsx.", "To see who: add --award, --unit or --out FILE.xlsx."
)
_NOBODY = Label(
    "Năm {year} chưa có đánh giá (reviews) hay khen thưởng (awards) nào để xét.",
    "There are no reviews or awards of {year} to judge.",
)
_MORE = Label(
    "… và {more} dòng nữa; dùng --out hoặc --json để xem hết.", "… and {more} more rows; --out or --json shows all."
)
_WRITTEN = Label(
    "Đã ghi dự thảo danh sách vào {path}. Tệp có họ tên.", "Draft list written to {path}. It names people."
)
_WRONGLY = Label(
    "{count} lượt đã đề nghị hoặc đã khen nhưng chưa đủ điều kiện.", "{count} proposed or granted, yet not eligible."
)


def eligibility(
    language: Language,
    workspace: Path | None,
    year: int,
    awards: tuple[str, ...],
    units: tuple[str, ...],
    on: str | None,
    parameters: tuple[str, ...],
    out: Path | None,
    *,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Tell who may be proposed; 1 if somebody is proposed or rewarded who is not eligible."""
    if out is not None:
        refuse_place(out, (".xlsx",), overwrite=overwrite)
    found = eligibility_of(
        opened_workspace(workspace, language),
        year,
        awards=[_award(each) for each in awards] or None,
        units=units or None,
        on=None if on is None else parse_day(on),
        parameters=[parse_parameter(each) for each in parameters],
    )
    if out is not None:
        write_proposals(found.verdicts, found.conditions, found.quotas, out, language=language, overwrite=overwrite)
    wrongly = found.verdicts.filter(pl.col("status").is_not_null(), verdict="not_eligible").height
    with_names = bool(awards or units)
    if as_json:
        # Names are told where somebody asks for them, in either form.
        named = ("verdicts", "conditions") if with_names else ()
        print_json(
            {"year": year, "counts": _counts(found), **{name: _rows(found, name) for name in (*named, "quotas")}}
        )
    else:
        _print(found, language, with_names=with_names)
        if out is not None:
            click.echo(_WRITTEN.text(language).format(path=quoted(out)))
        if wrongly:
            click.echo(_WRONGLY.text(language).format(count=wrongly))
    return 1 if wrongly else 0


def _award(text: str) -> str:
    """The code of an award, however it is written: LĐTT, Chiến sĩ thi đua cơ sở, advanced_labour."""
    return AWARDS_OF_BOTH_LISTS.spellings().get(accent_free_key(text), text)


def _counts(found: Eligibility) -> list[dict[str, object]]:
    """How many of each award have which verdict."""
    return [
        {"award": award, **{each: of_award.filter(verdict=each).height for each in VERDICT_LABELS}}
        for (award,), of_award in found.verdicts.group_by("award", maintain_order=True)
    ]


def _rows(found: Eligibility, name: str) -> list[dict[str, object]]:
    frame: pl.DataFrame = getattr(found, name)
    return frame.to_dicts()


def _print(found: Eligibility, language: Language, *, with_names: bool) -> None:
    if found.verdicts.is_empty():
        click.echo(_NOBODY.text(language).format(year=found.year))
    else:
        _print_counts(found.verdicts, language)
    if with_names and not found.verdicts.is_empty():
        _print_subjects(found.verdicts, language)
    if not found.quotas.is_empty():
        click.echo()
        several = found.quotas["department"].n_unique() > 1
        quotas = [_quota(each, language, several=several) for each in found.quotas.to_dicts()]
        print_table(_texts(_QUOTA_HEADERS, language), quotas)
    if not with_names and not found.verdicts.is_empty():
        click.echo(_NAMES_ON_REQUEST.text(language))


def _print_counts(verdicts: pl.DataFrame, language: Language) -> None:
    headers = _texts((_AWARD, *VERDICT_LABELS.values(), _SOURCE), language)
    rows = [
        [
            AWARDS_OF_BOTH_LISTS.label(str(award), language),
            *(format_number(of_award.filter(verdict=each).height, language) for each in VERDICT_LABELS),
            _source(of_award.row(0, named=True), language),
        ]
        for (award,), of_award in verdicts.group_by("award", maintain_order=True)
    ]
    print_table(headers, rows)


def _print_subjects(verdicts: pl.DataFrame, language: Language) -> None:
    order = {name: place for place, name in enumerate(VERDICT_LABELS)}
    several = verdicts["department"].n_unique() > 1
    rows = sorted(verdicts.to_dicts(), key=lambda row: order[row["verdict"]])
    cells = [
        [
            AWARDS_OF_BOTH_LISTS.label(row["award"], language),
            plain(row["subject"]),
            *([plain(row["department"])] if several else []),
            plain(text_of(row["unit"])),
            VERDICT_LABELS[row["verdict"]].text(language),
            plain(row[f"reason_{language}"]),
            "" if row["status"] is None else AWARD_STATUSES.label(row["status"], language),
        ]
        for row in rows[:ROWS_SHOWN]
    ]
    click.echo()
    headers = [*_SUBJECT_HEADERS[:2], *([_DEPARTMENT] if several else []), *_SUBJECT_HEADERS[2:]]
    print_table(_texts(headers, language), cells)
    if len(rows) > ROWS_SHOWN:
        click.echo(_MORE.text(language).format(more=len(rows) - ROWS_SHOWN))


def _source(row: dict[str, object], language: Language) -> str:
    if row["citation"] is None:
        return CONFIDENCE_LABELS["unverified"].text(language)
    confidence = next(label for name, label in CONFIDENCE_LABELS.items() if name == row["confidence"])
    return f"{row['citation']} ({confidence.text(language)})"


def _quota(row: dict[str, object], language: Language, *, several: bool) -> list[str]:
    shares = [_share(row[name], language) for name in ("share", "limit")]
    counts = {name: _count(row[name], language) for name in ("used", "proposed", "base", "ceiling", "room")}
    named = f"{row['rule']}: {row[f'counted_{language}']} / {row[f'base_name_{language}']}"
    named = f"{row['department']}, {named}" if several else named
    before, after = (("used", "proposed", "base"), ("ceiling", "room"))
    note = text_of(row[f"reason_{language}"])
    return [named, *(counts[name] for name in before), *shares, *(counts[name] for name in after), note]


def _share(value: object, language: Language) -> str:
    return format_value(value, Unit.SHARE, language) if isinstance(value, float) else MISSING


def _count(value: object, language: Language) -> str:
    return format_number(value, language) if isinstance(value, int) else MISSING


def _texts(labels: Sequence[Label], language: Language) -> list[str]:
    return [each.text(language) for each in labels]
