"""What is shown of a workspace, of its card and of an import. No value of a record is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from khcn_analytics.displays.display import Display, Listing, Text
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.schemas.record_displays import problem_listing, tone_of
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.trends.breaks import Break
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    from khcn_analytics.store.card import Origin, WorkspaceCard
    from khcn_analytics.store.importing import ImportReport
    from khcn_analytics.store.workspace import Workspace

_MOST_NAMED = 6
_WARNINGS: dict[Origin, Label] = {
    "made": Label(
        "Dữ liệu minh họa, không có thật: không dùng để báo cáo.", "Made-up data: nothing to be reported from."
    ),
    "reconstructed": Label(
        "Bản ghi dựng lại cho khớp tổng số của báo cáo: từng bản ghi không có thật.",
        "Records made up so that their totals are the printed ones: no single record is real.",
    ),
}
_WORKSPACE = Label("Kho dữ liệu", "Workspace")
_DEPARTMENTS = Label("Sở", "Departments")
_CALENDAR = Label("Lịch", "Calendar")
_ADMINISTRATIVE = Label("năm hành chính, chốt ngày 14", "administrative year, closing on the 14th")
_NAME, _CODE = Label("Bộ dữ liệu", "Dataset"), Label("Mã", "Name")
_FROM, _TO = Label("Đầy đủ từ", "Complete from"), Label("đến hết", "to")


def workspace_display(workspace: Workspace) -> Display:
    """What is shown of a workspace."""
    year = workspace.years[-1].code if workspace.coverage and workspace.years else "2025"
    version = workspace.version
    if workspace.import_version is not None:
        version = f"{workspace.import_version} ({version})"
    facts: list[tuple[Label, Text]] = [
        (_DEPARTMENTS, _departments(workspace.departments)),
        *([(_CALENDAR, _ADMINISTRATIVE)] if workspace.calendar == "administrative" else []),
        (Label("Phiên bản", "Version"), version),
        *([(Label("Dòng còn giữ lại", "Rows kept out"), format_number(workspace.kept_out))] * bool(workspace.kept_out)),
    ]
    rows = [
        (name, DATASETS[name].label, format_number(frame.height), *_days(workspace.coverage.get(name)))
        for name, frame in workspace.datasets.items()
    ]
    header = (_CODE, _NAME, Label("Bản ghi", "Records"), _FROM, _TO)
    return Display(
        _WORKSPACE,
        workspace.name,
        facts=facts,
        listings=[
            Listing(Label("Bộ dữ liệu", "Datasets"), header, rows, len(rows), is_open=True, numbers=(2,)),
            problem_listing(workspace.problems),
            _breaks(workspace.breaks),
        ],
        warning=_WARNINGS.get(workspace.origin, ""),
        then=[f'kh.analyse(workspace, ["{year}"])', 'workspace.datasets["…"]', "workspace.problems"]
        if workspace.datasets
        else ['kh.import_files("…", "….xlsx")', 'kh.write_template(kh.DATASETS["tasks"], "….xlsx")'],
        tone=tone_of(workspace.problems, workspace.kept_out),
    )


def card_display(card: WorkspaceCard) -> Display:
    """What is shown of the card of a workspace."""
    rows = [(name, DATASETS[name].label, *_days(days)) for name, days in card.coverage.items()]
    return Display(
        Label("Thẻ kho dữ liệu", "Card of a workspace"),
        card.name,
        code="workspace.toml",
        facts=[
            (_DEPARTMENTS, _departments(card.departments)),
            *([(_CALENDAR, _ADMINISTRATIVE)] if card.calendar == "administrative" else []),
        ],
        listings=[
            Listing(
                Label("Số liệu đầy đủ", "Complete data"), (_CODE, _NAME, _FROM, _TO), rows, len(rows), is_open=True
            ),
            _breaks(card.breaks),
        ],
        warning=_WARNINGS.get(card.origin, ""),
    )


def import_display(report: ImportReport) -> Display:
    """What is shown of an import."""
    rows: list[tuple[Text, ...]] = [
        (each.name, DATASETS[each.dataset].label, *map(format_number, counts))
        for each in report.files
        for counts in [(each.read, each.added, each.changed, each.unchanged, each.quarantined)]
    ]
    header = (
        Label("Tệp", "File"),
        _NAME,
        Label("Đọc", "Read"),
        Label("Thêm", "Added"),
        Label("Sửa", "Changed"),
        Label("Như cũ", "As before"),
        Label("Giữ lại", "Kept out"),
    )
    nothing = Label("không có gì mới, không tạo phiên bản", "nothing new, no version was made")
    made = Label(f"đã tạo phiên bản {report.version}", f"version {report.version} was made")
    forgotten = Label("Dòng giữ lại trước đây không còn nhớ", "Rows kept out before, no longer remembered")
    return Display(
        Label("Nhập dữ liệu", "Import"),
        nothing if report.version is None else made,
        facts=[(forgotten, format_number(report.forgotten))] if report.forgotten else [],
        listings=[
            Listing(Label("Tệp", "Files"), header, rows, len(rows), is_open=True, numbers=(2, 3, 4, 5, 6)),
            problem_listing(report.problems, is_open=bool(report.kept_out)),
        ],
        then=['kh.open_workspace("…")', 'kh.history("…")', *(['kh.undo("…")'] if report.version else [])],
        tone=tone_of(report.problems, report.kept_out),
    )


def _departments(departments: Mapping[str, Label]) -> Label:
    """Names, or the first of them and how many more."""
    shown, left = list(departments.values())[:_MOST_NAMED], len(departments) - _MOST_NAMED
    more = Label(f" và {left} sở nữa", f" and {left} more") if left > 0 else Label("", "")
    return Label(", ".join(each.vi for each in shown) + more.vi, ", ".join(each.en for each in shown) + more.en)


def _days(coverage: Coverage | None) -> tuple[Text, Text]:
    return (MISSING, MISSING) if coverage is None else (_day(coverage.since), _day(coverage.until - timedelta(days=1)))


def _breaks(breaks: tuple[Break, ...]) -> Listing:
    rows = [(_day(each.first_day), each.text, each.citation) for each in breaks]
    header = (Label("Từ ngày", "From"), Label("Thay đổi", "What changes"), Label("Căn cứ", "Citation"))
    return Listing(Label("Mốc gãy chuỗi của sở", "Breaks of the department's own"), header, rows, len(rows))


def _day(day: date) -> Label:
    return Label(format_date(day), format_date(day, "en"))
