"""Upload a file, see what is wrong with it, take the coloured copy home, import it once it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import panel_material_ui as pmui
import polars as pl

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.aside import aside
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.quality_problems import problem_table
from khcn_analytics.dashboards.parts.downloading import File, as_csv, as_xlsx, button_html, kind_buttons
from khcn_analytics.dashboards.parts.part import Part, html, paper, section_head
from khcn_analytics.dashboards.parts.tables import table_html
from khcn_analytics.dashboards.parts.uploading import UploadField
from khcn_analytics.errors import KhcnError
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.importing import ImportReport
from khcn_analytics.store.uploads import ENDINGS, LARGEST_UPLOAD, Upload
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.io.checking import CheckedFile
    from khcn_analytics.io.problems.annotating import AnnotatedCopy

_MOST = LARGEST_UPLOAD // 2**20
_TITLE = Label("Tải tệp lên để kiểm tra và nhập", "Upload a file to check and import it")
_NOTE = Label(
    "Tệp được kiểm tra trước; chưa có gì vào kho dữ liệu cho đến khi bấm “Nhập vào kho dữ liệu”.",
    "The file is checked first; nothing enters the workspace before you press “Import”.",
)
_CHOOSE = Label("Chọn tệp, hoặc kéo thả tệp vào đây", "Choose a file, or drop it here")
_HINT = Label(
    f"Excel (xlsx, xlsm, xls, xlsb), ods, csv, tsv hoặc parquet · không quá {_MOST} MB",
    f"Excel (xlsx, xlsm, xls, xlsb), ods, csv, tsv or parquet · at most {_MOST} MB",
)
_TOO_LARGE = Label(
    f"Tệp “{{name}}” có {{size}} MB, quá giới hạn {_MOST} MB nên chưa gửi đi. Hãy chia thành nhiều tệp, "
    "hoặc nhập bằng lệnh khcn import.",
    f"“{{name}}” has {{size}} MB, over the limit of {_MOST} MB, and was not sent. Split it into several files, "
    "or use khcn import.",
)
_UNREADABLE = Label(
    "Trình duyệt không đọc được “{name}”: tệp có thể đang mở ở nơi khác hoặc đã bị chuyển đi. Hãy chọn lại.",
    "The browser can't read “{name}”: it may be open elsewhere or was moved. Choose it again.",
)
_SENDING = Label("Đang gửi tệp…", "Sending the file…")
_CHECKING = Label("Đang kiểm tra tệp…", "Checking the file…")
_IMPORTING = Label("Đang nhập vào kho dữ liệu…", "Importing…")
_STEP = Label("{step}: {done}/{total}", "{step}: {done}/{total}")
_IMPORT = Label("Nhập vào kho dữ liệu", "Import")
_COPY = Label("Tải bản tô màu chỗ sai", "Download the coloured copy")
_COPYING = Label("Đang tạo bản tô màu…", "Making the coloured copy…")
_COPY_NAME = "da-kiem-tra"
_KINDS = ("xlsx", "csv")
_SUMMARY = Label(
    "{label}: {clean} dòng dùng được, {quarantined} dòng sai; {errors} lỗi, {warnings} cảnh báo.",
    "{label}: {clean} usable rows, {quarantined} wrong; {errors} errors, {warnings} warnings.",
)
_RIGHT = Label("Tệp đúng, có thể nhập.", "The file is right and can be imported.")
_WRONG = Label(
    "Tệp còn lỗi nên chưa nhập được. Hãy sửa theo bảng dưới đây hoặc theo bản tô màu, lưu rồi tải lên lại.",
    "The file has errors and can't be imported yet. Mend it by the table below or the coloured copy, and upload again.",
)
_NO_ROWS = Label("Tệp không có bản ghi nào để nhập.", "The file has no record to import.")
_ONLY_LOOKED_AT = Label(
    "Dữ liệu ví dụ kèm theo không thay đổi được. Để nhập, hãy mở kho của đơn vị: khcn studio THƯ-MỤC.",
    "The bundled example can't be changed. To import, open a workspace of your own: khcn studio FOLDER.",
)
_NOT_KEPT = Label("Bản tô màu không giữ được: {what}.", "The coloured copy could not keep: {what}.")
_COUNTED = Label(
    "{label}: {added} thêm mới, {changed} thay đổi, {unchanged} như cũ.",
    "{label}: {added} added, {changed} changed, {unchanged} as before.",
)
_DONE = Label("Đã nhập xong: kho dữ liệu lên phiên bản {version}.", "Imported: the workspace is at version {version}.")
_RELOAD = Label(
    "Trong vài giây, đầu trang sẽ báo có số liệu mới: bấm “Tải lại trang” để mọi trang dùng số liệu ấy.",
    "In a few seconds the top of the page tells of newer figures: press “Reload” and every page uses them.",
)
_NOTHING_NEW = Label("Tệp không có gì mới; kho dữ liệu giữ nguyên.", "Nothing new; the workspace is as it was.")
_LOOK = """
.verdict { font-size: 15.5px; font-weight: 600; margin: 0; line-height: 1.5; color: var(--ink); overflow-wrap: anywhere; }
.verdict.good { color: var(--better); } .verdict.bad { color: var(--worse); }
.told { border-left: 4px solid var(--line); padding: 4px 0 4px 14px; margin: 14px 0 10px; }
.told.good { border-color: var(--better); } .told.bad { border-color: var(--worse); }
.told p { margin: 3px 0 0; font-size: 14px; line-height: 1.5; color: var(--ink); white-space: pre-line; overflow-wrap: anywhere; }
.told p.quiet { color: var(--muted); font-size: 13px; }
"""
_MAIN_BUTTON = {"textTransform": "none", "@media print": {"display": "none"}}


class UploadPart(Part[bool]):
    """Where the planner hands in a file; what came of it stays until the next one, or the page is left.

    Args:
        imported: Called after an import.
    """

    def __init__(self, imported: Callable[[], None]) -> None:
        super().__init__(_always, on=())
        self._imported = imported
        self._upload: Upload | None = None
        self.checked: Sequence[CheckedFile[Any]] = ()
        self.refused: KhcnError | None = None
        self.copy: AnnotatedCopy | KhcnError | None = None
        self.report: ImportReport | None = None
        self._doing: Label | None = None
        self.heading = html(style.SECTION)
        self.field = UploadField(
            self.take, accept=",".join(ENDINGS), most=LARGEST_UPLOAD, sizing_mode="stretch_width", margin=0
        )
        self.outcome = html(style.SECTION + _LOOK)
        self.table = html(style.SECTION + style.TABLE)
        self.enter = pmui.Button(size="small", color="primary", margin=(0, 0, 10, 0), visible=False, sx=_MAIN_BUTTON)
        self.enter.on_click(lambda _: self.bring_in())
        self._view = paper(self.heading, self.field, self.outcome, self.enter, self.table)

    @property
    def view(self) -> Any:
        return self._view

    def fill(self, made: bool, chosen: Chosen) -> None:  # noqa: ARG002, FBT001 - there is nothing that was made
        language = chosen.language
        self.heading.object = section_head(_TITLE.text(language), _NOTE.text(language))
        self.field.param.update(
            label=_CHOOSE.text(language),
            hint=_HINT.text(language),
            too_large=_TOO_LARGE.text(language),
            unreadable=_UNREADABLE.text(language),
            sending=_SENDING.text(language),
            language=language,
        )
        self._tell_outcome()

    def say(self, told: str) -> None:
        self.heading.object = section_head(_TITLE.text(self.chosen.language)) + told
        self.outcome.object = self.table.object = ""
        self.enter.visible = False

    def file(self, wanted: str) -> File | None:
        name = "khcn" if self._upload is None else self._upload.path.stem
        if wanted == _COPY_NAME:
            copied = self._copied
            return None if copied is None else File(f"{name}-{_COPY_NAME}.xlsx", copied.path.read_bytes())
        problems = self._problems()
        if wanted not in _KINDS or problems.is_empty():
            return None
        listed = problem_table(problems, self.chosen.language).rows
        return File(f"{name}-van-de.{wanted}", as_csv(listed) if wanted == "csv" else as_xlsx(listed))

    def take(self, name: str, content: bytes) -> None:
        """Check a file that came; an earlier one is forgotten."""
        workspace = self.chosen.store.workspace
        self._upload, self.checked, self.refused, self.copy, self.report = None, (), None, None, None
        try:
            upload = self._upload = Upload(name, content)
        except KhcnError as error:
            self.refused = error
            self._tell_outcome()
            return
        self._begin(_CHECKING)
        aside(lambda: upload.check(workspace), self._was_checked, self._tell_step)

    def bring_in(self) -> None:
        """Import the file that was checked."""
        upload, folder = self._upload, self.chosen.store.folder
        # A browser may press a button that it does not show.
        if upload is None or folder is None or not self.is_right or self._doing is not None:
            return
        self._begin(_IMPORTING)
        aside(lambda: upload.bring_in(folder), self._was_imported, self._tell_step)

    @property
    def is_right(self) -> bool:
        """Whether every record of the file is right, and none of it was imported yet."""
        has_errors = any(each.quarantined.height or "error" in each.problems["severity"] for each in self.checked)
        return any(each.clean.height for each in self.checked) and not has_errors and self.report is None

    def _was_checked(self, result: Sequence[CheckedFile[Any]] | KhcnError) -> None:
        self._doing = None
        if isinstance(result, KhcnError):
            self.refused = result
        else:
            self.checked = result
        self._tell_outcome()
        upload, checked, language = self._upload, self.checked, self.chosen.language
        if upload is not None and self._problems().height:
            aside(
                lambda: upload.annotated(checked, language),
                lambda result: self._was_copied(upload, result),
                lambda *_: None,
            )

    def _was_copied(self, upload: Upload, result: AnnotatedCopy | KhcnError) -> None:
        # Meanwhile the reader may have handed in another file.
        if upload is self._upload:
            self.copy = result
            self._tell_outcome()

    def _was_imported(self, result: ImportReport | KhcnError) -> None:
        self._doing = None
        if isinstance(result, KhcnError):
            self.refused = result
        else:
            self.report, self.refused = result, None
        self._tell_outcome()
        self._imported()

    def _begin(self, doing: Label) -> None:
        self._doing = doing
        self._tell_outcome()

    def _tell_step(self, step: Label, done: int, total: int) -> None:
        if self._doing is None:
            return
        language = self.chosen.language
        told = _STEP.text(language).format(
            step=step.text(language), done=format_number(done, language), total=format_number(total, language)
        )
        self.outcome.object = _told_html("", self._doing.text(language), [], told)

    def _tell_outcome(self) -> None:
        """Say how things stand."""
        language = self.chosen.language
        self.field.is_busy = self._doing is not None
        self.outcome.object = self._outcome_html(language)
        problems = pl.DataFrame() if self._doing is not None or self.report is not None else self._problems()
        self.table.object = self._problems_html(problems, language) if problems.height else ""
        self.enter.param.update(
            label=_IMPORT.text(language),
            visible=self._doing is None and self.is_right and self.chosen.store.folder is not None,
        )

    def _problems_html(self, problems: pl.DataFrame, language: Language) -> str:
        """What is wrong, below the buttons that hand it over."""
        table, is_copied = problem_table(problems, language), self._copied is not None
        copy = button_html(self.code, _COPY_NAME, (_COPY if is_copied else _COPYING).text(language), is_ready=is_copied)
        lists = kind_buttons(self.code, _KINDS, table.title, language)
        buttons = lists if isinstance(self.copy, KhcnError) else copy + lists
        return f'<div class="files">{buttons}</div>' + table_html(table, language)

    def _outcome_html(self, language: Language) -> str:
        if self._doing is not None:
            return _told_html("", self._doing.text(language), [])
        if self.refused is not None:
            return _told_html("bad", self.refused.text(language), self._summaries(language))
        if self.report is not None:
            return _report_html(self.report, language)
        if not self.checked:
            return ""
        return self._checked_html(language)

    def _checked_html(self, language: Language) -> str:
        """What the check found, and what can be done now."""
        wrong = _WRONG if any(each.rows_read for each in self.checked) else _NO_ROWS
        verdict = _RIGHT if self.is_right else wrong
        notes = []
        if self.is_right and self.chosen.store.folder is None:
            notes.append(_ONLY_LOOKED_AT.text(language))
        if isinstance(self.copy, KhcnError):
            notes.append(self.copy.text(language))
        elif self.copy is not None and self.copy.not_kept:
            what = "; ".join(each.text(language) for each in self.copy.not_kept)
            notes.append(_NOT_KEPT.text(language).format(what=what))
        return _told_html("good" if self.is_right else "bad", verdict.text(language), self._summaries(language), *notes)

    def _summaries(self, language: Language) -> list[str]:
        """Counts of each dataset in the file."""
        return [
            _SUMMARY.text(language).format(
                label=f"{each.file} – {each.dataset.label.text(language)}",
                clean=format_number(each.clean.height, language),
                quarantined=format_number(each.quarantined.height, language),
                errors=format_number(each.problems.filter(severity="error").height, language),
                warnings=format_number(each.problems.filter(severity="warning").height, language),
            )
            for each in self.checked
        ]

    def _problems(self) -> pl.DataFrame:
        return pl.concat([each.problems for each in self.checked]) if self.checked else pl.DataFrame()

    @property
    def _copied(self) -> AnnotatedCopy | None:
        return None if isinstance(self.copy, KhcnError) else self.copy


def _always(_chosen: Chosen) -> bool:
    return True


def _report_html(report: ImportReport, language: Language) -> str:
    counts = [
        _COUNTED.text(language).format(
            label=DATASETS[each.dataset].label.text(language),
            added=format_number(each.added, language),
            changed=format_number(each.changed, language),
            unchanged=format_number(each.unchanged, language),
        )
        for each in report.files
    ]
    if report.version is None:
        return _told_html("good", _NOTHING_NEW.text(language), counts)
    return _told_html("good", _DONE.text(language).format(version=report.version), counts, _RELOAD.text(language))


def _told_html(kind: str, verdict: str, lines: Sequence[str], *quiet: str) -> str:
    """A verdict, the counts below it, and remarks; every text is escaped."""
    below = "".join(f"<p>{escape(each)}</p>" for each in lines)
    remarks = "".join(f'<p class="quiet">{escape(each)}</p>' for each in quiet)
    return f'<div class="told {kind}" role="status"><div class="verdict {kind}">{escape(verdict)}</div>{below}{remarks}</div>'
