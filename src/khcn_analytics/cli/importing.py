"""``khcn import``, ``khcn history`` and ``khcn undo``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from khcn_analytics.cli.printing import print_json, print_table, quoted
from khcn_analytics.cli.problem_table import print_problems
from khcn_analytics.io.tables.layout import read_layout
from khcn_analytics.schemas.registry import DATASETS, dataset_named
from khcn_analytics.store.card import read_card
from khcn_analytics.store.history import history as history_of
from khcn_analytics.store.history import undo as undo_import
from khcn_analytics.store.importing import ImportReport, import_files
from khcn_analytics.store.versions import read_version
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_IMPORTED = Label("nhập", "import")
_RESTORED = Label("hoàn tác, về bản {restores}", "undo, back to {restores}")
_EMPTY = Label(" (kho trống)", " (empty)")
_OUTCOME = Label(
    "{dataset}: {added} thêm, {changed} đổi, {unchanged} như cũ, {quarantined} giữ lại",
    "{dataset}: {added} added, {changed} changed, {unchanged} as before, {quarantined} kept out",
)
_COUNTED = Label(
    "{name} ({dataset}): đọc {read} dòng: {added} thêm mới, {changed} thay đổi, {unchanged} như cũ, "
    "{quarantined} bị giữ lại.",
    "{name} ({dataset}): {read} rows read: {added} added, {changed} changed, {unchanged} as before, "
    "{quarantined} kept out.",
)
_FORGOTTEN = Label(
    "{count} dòng không có khóa, bị giữ lại từ lần trước, nay ở chỗ ấy là dòng khác: không còn được nhớ.",
    "{count} rows without a key, kept out before, are no longer remembered: other rows stand in their places.",
)
_DONE = Label("Đã lưu thành phiên bản {version} của {folder}.", "Kept as version {version} of {folder}.")
_NOTHING = Label("Không có gì mới; kho dữ liệu giữ nguyên.", "Nothing new; the workspace is as it was.")
_WHERE_ALL = Label(
    "Xem từng ô lỗi, tô màu ngay trong tệp: {command} --annotate {copy}; hoặc --html TRANG.html để đọc, in, gửi.",
    "To see each cell coloured in the workbook: {command} --annotate {copy}; or --html PAGE.html to read, print, send.",
)
_AGAIN = Label(
    "Dòng bị giữ lại chưa được tính. Hãy sửa trong tệp rồi nhập lại tệp ấy: dòng đúng sẽ vào kho.",
    "Rows kept out count in nothing yet. Mend them in the file and import it again: they come in when they are right.",
)
_COPY = Label("BẢN-CHÉP.xlsx", "COPY.xlsx")
_FOLDER = Label("THƯ-MỤC", "FOLDER")


def import_(
    language: Language,
    files: tuple[Path, ...],
    into: Path,
    dataset: str | None,
    layout: Path | None,
    legacy: LegacyEncoding | None,
    who: str | None,
    *,
    strict: bool,
    as_json: bool,
) -> int:
    """Import files and print what they brought; 1 if rows were kept out."""
    done = import_files(
        into,
        files,
        dataset=None if dataset is None else dataset_named(dataset),
        layout=None if layout is None else read_layout(layout),
        legacy=legacy,
        who=who,
        strict=strict,
    )
    if as_json:
        files_read = [asdict(each) for each in done.files]
        print_json({"version": done.version, "files": files_read, "problems": done.problems.to_dicts()})
    else:
        _print_report(done, into, language)
        if done.problems.height:
            options = {"--dataset": dataset, "--layout": layout, "--legacy": legacy}
            click.echo(_where_all(files, done, {"--department": read_card(into).only_department, **options}, language))
    return 1 if done.kept_out else 0


def history(language: Language, workspace: Path, *, as_json: bool) -> None:
    """Print every import and undo, the newest first."""
    rows = history_of(workspace)
    if as_json:
        print_json(rows.to_dicts())
        return
    if rows.is_empty():
        click.echo(Label("Chưa có lần nhập nào.", "Nothing was imported yet.").text(language))
        return
    headers = (
        *(Label("Bản", "No."), Label("Lúc", "When"), Label("Ai", "Who"), Label("Việc", "Action")),
        Label("Kết quả", "Outcome"),
    )
    print_table(
        [each.text(language) for each in headers], [_history_row(each, language) for each in rows.iter_rows(named=True)]
    )


def undo(language: Language, workspace: Path, to: int | None, who: str | None, *, as_json: bool) -> None:
    """Put the workspace back and say to which version."""
    number = undo_import(workspace, to=to, who=who)
    restored = read_version(workspace, number).restores
    if as_json:
        print_json({"version": number, "restores": restored})
        return
    told = Label(
        "Đã trở về phiên bản {restored}{empty}, lưu thành phiên bản {number}. Lấy lại: khcn undo {folder} --to {before}",
        "Back at version {restored}{empty}, kept as version {number}. To take that back: khcn undo {folder} --to {before}",
    )
    empty = "" if restored else _EMPTY.text(language)
    words = {"restored": restored, "empty": empty, "number": number, "before": number - 1, "folder": quoted(workspace)}
    click.echo(told.text(language).format(**words))


def _print_report(done: ImportReport, into: Path, language: Language) -> None:
    """Counts of each file, the problems, and what became of the workspace."""
    for each in done.files:
        label = DATASETS[each.dataset].label.text(language)
        click.echo(_COUNTED.text(language).format(**_written(asdict(each), language) | {"dataset": label}))
    if done.problems.height:
        print_problems(done.problems, done.checked, language)
    told = _NOTHING if done.version is None else _DONE
    click.echo(told.text(language).format(version=done.version, folder=into))
    if done.forgotten:
        told_forgotten = _FORGOTTEN.text(language)
        click.echo(told_forgotten.format(count=format_number(done.forgotten, language)))
    if done.kept_out:
        click.echo(_AGAIN.text(language))


def _where_all(files: Sequence[Path], done: ImportReport, options: Mapping[str, object], language: Language) -> str:
    """The check that shows all that was found in these files, read as they were."""
    bad = [each for each in files if each.name in done.problems["file"]]
    given = [f"{name} {quoted(value)}" for name, value in options.items() if value is not None]
    return _WHERE_ALL.text(language).format(
        command=" ".join(["khcn check", *map(quoted, bad), *given]),
        copy=(_COPY if len(bad) == 1 else _FOLDER).text(language),
    )


_COUNTS = ("read", "added", "changed", "unchanged", "quarantined")


def _written(counts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """What was counted, as numbers are written."""
    return {**counts, **{name: format_number(counts[name], language) for name in _COUNTS}}


def _history_row(row: dict[str, Any], language: Language) -> tuple[str, ...]:
    if row["restores"] is None:
        action, outcome = f"{_IMPORTED.text(language)} {row['file']}", _OUTCOME.text(language)
    else:
        empty = "" if row["restores"] else _EMPTY.text(language)
        action, outcome = _RESTORED.text(language).format(**row) + empty, ""
    dataset = DATASETS[row["dataset"]].label.text(language) if row["dataset"] in DATASETS else row["dataset"]
    when = f"{row['when'].astimezone():%d/%m/%Y %H:%M}"
    return (
        str(row["version"]),
        when,
        row["who"],
        action,
        outcome.format(**_written(row, language) | {"dataset": dataset}),
    )
