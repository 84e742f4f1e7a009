"""``khcn check``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click
import polars as pl

from khcn_analytics.cli.printing import plain, print_json
from khcn_analytics.cli.problem_table import print_problems
from khcn_analytics.errors import KhcnError, MissingColumnsError, UnreadableDataError, WrongUseError
from khcn_analytics.io.checking import CheckedFile, check_all
from khcn_analytics.io.problems.annotating import AnnotatedCopy, annotate
from khcn_analytics.io.problems.problem_page import refuse_page, write_problem_page
from khcn_analytics.io.tables.layout import Layout, read_layout, write_layout
from khcn_analytics.io.writing import refuse_place
from khcn_analytics.progress import report
from khcn_analytics.schemas.registry import dataset_named
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_ANNOTATED_NAME = "{stem}-da-kiem-tra"

_SUMMARY = Label(
    "{file} – {label}: {clean} dòng dùng được, {quarantined} dòng bị giữ lại; {errors} lỗi, {warnings} cảnh báo.",
    "{file} – {label}: {clean} usable rows, {quarantined} kept out; {errors} errors, {warnings} warnings.",
)
_READ = Label(
    "Đã đọc {read} dòng; bỏ qua {skipped} dòng không phải bản ghi; {ambiguous} ô có thể hiểu hai cách, "
    "{filled} ô được chuyển đổi hoặc điền khi đọc.",
    "{read} rows read; {skipped} rows skipped that are no records; {ambiguous} cells could mean two things, "
    "{filled} were converted or filled in.",
)
_NOT_READ = Label(
    "Trang không được đọc (không có bảng, hoặc bị ẩn): {sheets}.", "Sheets not read (no table, or hidden): {sheets}."
)
_WHERE_ALL = Label(
    "Xem toàn bộ: thêm --html TRANG.html (trang để đọc, in), --annotate BẢN-CHÉP.xlsx (tô màu ngay trong tệp) "
    "hoặc --json.",
    "To see all of them add --html PAGE.html (to read, to print), --annotate COPY.xlsx (coloured in the workbook) "
    "or --json.",
)
_LAYOUT_WRITTEN = Label(
    "Tệp bố cục, dùng cho lần sau: --layout {path}", "Layout, to be used next time: --layout {path}"
)
_PAGE_WRITTEN = Label("Trang kết quả: {path}", "Page: {path}")
_COPY_WRITTEN = Label(
    "Bản chép tô màu {cells} ô, có {comments} chú thích: {path}",
    "Copy with {cells} cells coloured and {comments} comments: {path}",
)
_LEFT_OUT = Label(
    "  {left_out} ô chỉ tô màu, không có chú thích, vì nhiều hơn nữa thì Excel mở rất chậm.",
    "  {left_out} cells are coloured only: with more comments Excel opens very slowly.",
)
_NOT_KEPT = Label("  Bản chép không giữ được: {what}.", "  The copy could not keep: {what}.")


_CHECKING = Label("Kiểm tra tệp", "Checking files")
_COPYING = Label("Ghi bản chép tô màu", "Writing coloured copies")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of all files."""

    checked: Sequence[tuple[Path, CheckedFile[Any]]]
    refused: Mapping[str, KhcnError]
    copies: Sequence[AnnotatedCopy]
    not_copied: Mapping[str, KhcnError]
    layout: Path | None
    not_saved: KhcnError | None
    page: Path | None

    def code(self) -> int:
        """1 if rows were kept out or a file could not be read, 2 if something was asked wrongly."""
        about_data = (UnreadableDataError, MissingColumnsError)
        errors = [*self.refused.values(), *self.not_copied.values(), *filter(None, [self.not_saved])]
        if any(not isinstance(each, about_data) for each in errors):
            return 2
        return 1 if errors or any(each.quarantined.height for _, each in self.checked) else 0


def check(
    language: Language,
    files: tuple[Path, ...],
    dataset: str | None,
    department: str | None,
    sheets: tuple[str, ...],
    layout: Path | None,
    legacy: LegacyEncoding | None,
    saved_layout: Path | None,
    html: Path | None,
    annotated: Path | None,
    *,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Check files and tell what is wrong; 1 if rows were kept out or a file could not be read."""
    # What can't work is refused before the work.
    asked = _layout(layout, sheets)
    kind = None if dataset is None else dataset_named(dataset)
    copies = _copies(files, annotated)
    if html is not None:
        refuse_page(html, overwrite=overwrite)
    if saved_layout is not None:
        refuse_place(saved_layout, (".toml",), overwrite=overwrite)
    defaults = {} if department is None else {"department": department}
    read, refused = _of_each(
        files,
        lambda file: check_all(file, kind, layout=asked, legacy=legacy, defaults=defaults),
        _CHECKING,
        language,
    )
    checked = [(file, each) for file, found in read for each in found]
    found_in = dict(read)
    copied, not_copied = _of_each(
        [] if annotated is None else list(found_in),
        lambda file: annotate(file, found_in[file], copies[file], language=language, overwrite=overwrite),
        _COPYING,
        language,
    )
    not_saved = None
    if saved_layout is not None:
        not_saved = _save_layout([each for _, each in checked], saved_layout, language, overwrite=overwrite)
    if html is not None:
        write_problem_page([each for _, each in checked], html, language, refused=refused, overwrite=overwrite)
    outcome = _Outcome(
        checked=checked,
        refused=refused,
        copies=[each for _, each in copied],
        not_copied=not_copied,
        layout=saved_layout if not_saved is None else None,
        not_saved=not_saved,
        page=html,
    )
    if as_json:
        print_json(_as_json(outcome))
    else:
        _print(outcome, language)
    return outcome.code()


def _layout(path: Path | None, sheets: tuple[str, ...]) -> Layout | None:
    """The layout asked for; sheets named on the command line go before those it names."""
    if path is None and not sheets:
        return None
    given = Layout() if path is None else read_layout(path)
    return replace(given, sheets=sheets) if sheets else given


_Done = TypeVar("_Done")


def _of_each(
    files: Sequence[Path], work: Callable[[Path], _Done], step: Label, language: Language
) -> tuple[list[tuple[Path, _Done]], dict[str, KhcnError]]:
    """What was made of each file; what is wrong with one is told, and the others follow all the same."""
    done: list[tuple[Path, _Done]] = []
    failed: dict[str, KhcnError] = {}
    for place, file in enumerate(files):
        report(step, place, len(files))
        try:
            done.append((file, work(file)))
        except KhcnError as error:
            failed[str(file)] = error
            click.echo(error.text(language), err=True)
    report(step, len(files), len(files))
    return done, failed


def _save_layout(
    checked: Sequence[CheckedFile[Any]], path: Path, language: Language, *, overwrite: bool
) -> KhcnError | None:
    """Write the layout of what was checked, or tell why there is none to write."""
    try:
        write_layout(_only_layout(checked), path, overwrite=overwrite)
    except KhcnError as error:
        click.echo(error.text(language), err=True)
        return error
    return None


def _only_layout(checked: Sequence[CheckedFile[Any]]) -> Layout:
    """The layout of what was checked, if it is one.

    Raises:
        WrongUseError: If nothing was read, or what was read has several.
    """
    names = list(dict.fromkeys(each.dataset.name for each in checked))
    if len(names) > 1:
        raise WrongUseError(
            f"--save-layout ghi bố cục của một bộ dữ liệu, mà ở đây có {', '.join(names)}. Hãy chọn một: --dataset TÊN.",
            f"--save-layout writes the layout of one dataset, and here are {', '.join(names)}. Choose: --dataset NAME.",
        )
    if not checked:
        raise WrongUseError(
            "Không đọc được tệp nào nên không có bố cục để ghi.", "No file was read, so no layout is known."
        )
    first = checked[0].layout
    if any(each.layout != first for each in checked):
        raise WrongUseError(
            "Các tệp có bố cục khác nhau. Hãy ghi --save-layout cho từng tệp.",
            "The files have different layouts. Save that of each file by itself.",
        )
    return first


def _copies(files: Sequence[Path], annotated: Path | None) -> dict[Path, Path]:
    """Where the copy of each file goes."""
    if annotated is None:
        return {}
    if len(files) == 1 and not annotated.is_dir():
        return {files[0]: annotated}
    if not annotated.is_dir():
        raise WrongUseError(
            f"Có nhiều tệp: --annotate cần một thư mục đã có, không phải “{annotated}”.",
            f"There are several files: --annotate takes a folder that is there, not “{annotated}”.",
        )
    copies = {
        file: annotated / (_ANNOTATED_NAME.format(stem=file.stem) + _suffix(file)) for file in dict.fromkeys(files)
    }
    if len({str(each).casefold() for each in copies.values()}) < len(copies):
        raise WrongUseError(
            "Có hai tệp cùng tên nên bản chép sẽ đè lên nhau. Hãy kiểm tra từng tệp.",
            "Two files have the same name, their copies would replace each other. Check them one by one.",
        )
    return copies


def _suffix(file: Path) -> str:
    return ".xlsm" if file.suffix.casefold() == ".xlsm" else ".xlsx"


def _counts(checked: CheckedFile[Any]) -> dict[str, int]:
    severities = checked.problems["severity"]
    return {
        "clean": checked.clean.height,
        "quarantined": checked.quarantined.height,
        "errors": int(severities.eq("error").sum()),
        "warnings": int(severities.eq("warning").sum()),
    }


def _as_json(outcome: _Outcome) -> dict[str, Any]:
    """The same keys whether one file was checked or many."""
    return {
        "checked": [
            {
                "file": str(file),
                "dataset": each.dataset.name,
                "rows_read": each.rows_read,
                **_counts(each),
                "problems": each.problems.to_dicts(),
                "understood": each.understood.to_dicts(),
                "skipped": each.skipped.to_dicts(),
                "coercions": each.coercions.to_dicts(),
            }
            for file, each in outcome.checked
        ],
        "refused": _told(outcome.refused),
        "not_copied": _told(outcome.not_copied),
        "layout": outcome.layout,
        "not_saved": None if outcome.not_saved is None else _message(outcome.not_saved),
        "page": outcome.page,
        "copies": [
            {
                "file": each.path,
                "cells": each.cells,
                "comments": each.comments,
                "left_out": each.left_out,
                "not_kept_vi": [what.vi for what in each.not_kept],
                "not_kept_en": [what.en for what in each.not_kept],
            }
            for each in outcome.copies
        ],
    }


def _told(errors: Mapping[str, KhcnError]) -> list[dict[str, str]]:
    return [{"file": file, **_message(error)} for file, error in errors.items()]


def _message(error: KhcnError) -> dict[str, str]:
    return {"message_vi": error.vi, "message_en": error.en}


def _print(outcome: _Outcome, language: Language) -> None:
    """Each file with its first problems, then where all of them are to be seen."""
    has_problems = [_print_file(each, language) for _, each in outcome.checked]
    if outcome.layout is not None:
        click.echo(_LAYOUT_WRITTEN.text(language).format(path=outcome.layout))
    if outcome.page is not None:
        click.echo(_PAGE_WRITTEN.text(language).format(path=outcome.page))
    for copy in outcome.copies:
        _print_copy(copy, language)
    if any(has_problems) and outcome.page is None and not outcome.copies:
        click.echo(_WHERE_ALL.text(language))


def _print_file(checked: CheckedFile[Any], language: Language) -> bool:
    """Counts first, then problems with place and fix; whether there are any."""
    written = {name: format_number(count, language) for name, count in _counts(checked).items()}
    label = checked.dataset.label.text(language)
    click.echo(_SUMMARY.text(language).format(file=plain(checked.file), label=label, **written))
    click.echo(_READ.text(language).format(**_reading(checked, language)))
    not_read = checked.skipped.filter(pl.col("reason").is_in(["sheet", "hidden_sheet"]))["sheet"].drop_nulls()
    if not_read.len():
        listed = ", ".join(f"“{plain(each)}”" for each in not_read)
        click.echo(_NOT_READ.text(language).format(sheets=listed))
    if checked.problems.is_empty():
        return False
    print_problems(checked.problems, [checked], language)
    return True


def _reading(checked: CheckedFile[Any], language: Language) -> dict[str, str]:
    skipped = int(checked.skipped["rows"].sum())
    is_ambiguous, cells = checked.coercions["kind"] == "ambiguous", checked.coercions["count"]
    ambiguous, filled = cells.filter(is_ambiguous).sum(), cells.filter(~is_ambiguous).sum()
    counts = {"read": checked.rows_read, "skipped": skipped, "ambiguous": ambiguous, "filled": filled}
    return {name: format_number(count, language) for name, count in counts.items()}


def _print_copy(copy: AnnotatedCopy, language: Language) -> None:
    counts = {name: format_number(getattr(copy, name), language) for name in ("cells", "comments", "left_out")}
    click.echo(_COPY_WRITTEN.text(language).format(path=copy.path, **counts))
    if copy.left_out:
        click.echo(_LEFT_OUT.text(language).format(**counts))
    if copy.not_kept:
        click.echo(_NOT_KEPT.text(language).format(what="; ".join(each.text(language) for each in copy.not_kept)))
