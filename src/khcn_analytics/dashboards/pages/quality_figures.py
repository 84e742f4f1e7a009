"""How good the data are: problems, rows kept out, how fresh, and what printed figures say against each other.

Nothing here names a person: problems are counted, and findings are about figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import Any

import polars as pl

from khcn_analytics.analysis.reconciling import reconcile
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.pages.frame import read_at
from khcn_analytics.dashboards.parts.figures import Figure
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.dashboards.parts.words import Item
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.reconciliation.findings import SEVERITIES, SEVERITY_LABELS, Severity
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

_SHOWN_TO_LEADERS: tuple[Severity, ...] = ("contradiction", "look")
_VERDICTS: Mapping[str, str | None] = {"contradiction": "worse", "holds": "better"}
_MEANING: Mapping[Severity, Label] = {
    "contradiction": Label("Không thể cùng đúng: phải sửa báo cáo hoặc dữ liệu", "Not all can be true: mend one"),
    "look": Label("Có thể đúng nhưng dễ hiểu sai", "True perhaps, but easily misread"),
    "note": Label("Để biết, hoặc chưa đủ căn cứ để so", "For information, or not enough to judge"),
    "holds": Label("Đã so và thấy khớp", "Compared, and they agree"),
}
_KEPT_OUT = Label("Dòng bị giữ lại", "Rows kept out")
_WARNINGS = Label("Cảnh báo", "Warnings")
_COMPLETE = Label("Dữ liệu đầy đủ đến hết ngày", "Data complete up to")
_VERSION = Label("Phiên bản dữ liệu", "Version of the data")
_NONE = Label("không có", "none")
_BY_DATASET = Label("Từng bộ dữ liệu", "Each dataset")
_BY_DATASET_NOTE = Label(
    "Lỗi làm dòng bị giữ lại, chưa tính vào số liệu; cảnh báo thì dòng vẫn được tính.",
    "An error keeps a row out of all figures; with a warning it counts all the same.",
)
_HEADERS = (
    Label("Bộ dữ liệu", "Dataset"),
    Label("Lỗi", "Errors"),
    Label("Cảnh báo", "Warnings"),
    Label("Đủ đến hết ngày", "Complete up to"),
    Label("Bản ghi", "Records"),
)
_FILE = Label("Tệp {}", "File {}")
_WHOLE = Label("Chung cho cả kho", "The workspace as a whole")
_FINDINGS = Label(
    "Số liệu đã công bố: chỗ mâu thuẫn, chỗ cần xem lại", "Printed figures: contradictions, what to look at"
)
_RECONCILED = Label("Đối chiếu số liệu đã công bố", "Printed figures reconciled")
_FINDING_HEADERS = (
    Label("Điều tìm thấy", "Finding"),
    Label("Mức", "Kind"),
    Label("Cần làm gì", "What now"),
    Label("Nguồn", "Source"),
)


def key_figures(chosen: Chosen) -> list[Figure]:
    """What is kept out, what to look at, how fresh the data are and which version."""
    workspace, language = chosen.store.workspace, chosen.language
    errors, warnings = (workspace.problems.filter(severity=each).height for each in ("error", "warning"))
    read, number = read_at(chosen.store), workspace.import_version
    kept_out = Label(
        f"{format_number(errors, 'vi')} lỗi; chưa tính vào số liệu nào",
        f"{format_number(errors, 'en')} errors; they count in no figure",
    )
    to_look_at = Label("nên xem lại; vẫn được tính", "to look at; they count all the same")
    since = Label(f"từ {format_date(workspace.since, 'vi')}", f"from {format_date(workspace.since, 'en')}")
    moment = {each: f"{read:%H:%M} {format_date(read.date(), each)}" for each in LANGUAGES}
    told = [
        (_KEPT_OUT, format_number(workspace.kept_out, language), kept_out if errors else _NONE),
        (_WARNINGS, format_number(warnings, language), to_look_at if warnings else _NONE),
        (_COMPLETE, format_date(workspace.last_day, language), since),
        (
            _VERSION,
            workspace.version[:8] if number is None else str(number),
            Label(f"đọc lúc {moment['vi']}", f"read at {moment['en']}"),
        ),
    ]
    return [
        Figure(name=name.text(language), value=value, against=against.text(language), address=chosen.address())
        for name, value, against in told
    ]


def by_dataset(chosen: Chosen) -> Table:
    """Records, freshness and problems of each dataset; problems of other files follow."""
    workspace, language = chosen.store.workspace, chosen.language
    counts = _problem_counts(workspace)
    rows: list[tuple[Any, ...]] = [
        (DATASETS[name].label.text(language), *counts.pop(name, (0, 0)), _last_day(workspace, name), frame.height)
        for name, frame in workspace.datasets.items()
    ]
    rows += [(_told_source(name, language), *both, None, None) for name, both in counts.items()]
    headers = [each.text(language) for each in _HEADERS]
    types = (pl.String, pl.Int64, pl.Int64, pl.Date, pl.Int64)
    table = pl.DataFrame(rows, schema=dict(zip(headers, types, strict=True)), orient="row")
    # Days stand with the other figures.
    shown = table.with_columns(pl.Series(headers[3], [_told_day(each, language) for each in table[headers[3]]]))
    return Table(
        title=_BY_DATASET.text(language),
        rows=shown,
        figures=table,
        note=_BY_DATASET_NOTE.text(language),
        verdicts={headers[1]: ["worse" if each else None for each in table[headers[1]]]},
        numbers=(headers[3],),
    )


def severities(chosen: Chosen) -> list[Item]:
    """How many findings of each severity."""
    language = chosen.language
    counts = dict(_found(chosen.store).group_by("severity").len().iter_rows())
    return [
        Item(
            count=format_number(counts.get(each, 0), language),
            what=SEVERITY_LABELS[each].text(language),
            detail=_MEANING[each].text(language),
            is_fine=each in ("note", "holds") or not counts.get(each, 0),
        )
        for each in SEVERITIES
    ]


def findings(chosen: Chosen) -> Table | None:
    """What leaders are told of printed figures: what can't be true, and what is easily misread; ``None`` without any."""
    if not has_printed_figures(chosen.store):
        return None
    shown = _found(chosen.store).filter(pl.col("severity").is_in(_SHOWN_TO_LEADERS))
    return _finding_table(shown, _FINDINGS.text(chosen.language), chosen.language)


def reconciled(chosen: Chosen) -> Table | None:
    """Everything reconciling found; ``None`` without printed figures."""
    if not has_printed_figures(chosen.store):
        return None
    return _finding_table(_found(chosen.store), _RECONCILED.text(chosen.language), chosen.language)


def has_printed_figures(store: Store) -> bool:
    """Whether there is anything to reconcile."""
    return "published" in store.workspace.datasets


@kept
def _found(store: Store) -> pl.DataFrame:
    if not has_printed_figures(store):
        raise WrongUseError(
            "Chưa có gì để đối chiếu: kho dữ liệu chưa có bộ “Số liệu đã công bố” (published).\n"
            "Khi bộ này được nhập, các con số trong báo cáo sẽ được so với nhau và với bản ghi.",
            "Nothing to reconcile yet: the workspace has no printed figures (published).\n"
            "Once they are imported, the figures of reports are compared with each other and with the records.",
        )
    return reconcile(store.workspace)


def _problem_counts(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """Errors and warnings by dataset, or by file where a file is not named by its dataset."""
    severity = pl.col("severity")
    sources = pl.Series("source", [_source(file) for file in workspace.problems["file"]], pl.String)
    rows = (
        workspace.problems.with_columns(sources)
        .group_by("source", maintain_order=True)
        .agg(severity.eq("error").sum().alias("errors"), severity.eq("warning").sum().alias("warnings"))
    )
    return {source: (errors, warnings) for source, errors, warnings in rows.iter_rows()}


def _source(file: str | None) -> str:
    stem = PurePath(file or "").stem
    return stem if stem in DATASETS else file or ""


def _told_source(source: str, language: Language) -> str:
    if source in DATASETS:
        return DATASETS[source].label.text(language)
    return _FILE.text(language).format(source) if source else _WHOLE.text(language)


def _last_day(workspace: Workspace, dataset: str) -> Any:
    coverage = workspace.coverage.get(dataset)
    return None if coverage is None else coverage.until - timedelta(days=1)


def _told_day(day: Any, language: Language) -> str:
    return MISSING if day is None else format_date(day, language)


def _finding_table(found: pl.DataFrame, title: str, language: Language) -> Table:
    headers = [each.text(language) for each in _FINDING_HEADERS]
    rows = [
        (
            row[f"message_{language}"],
            SEVERITY_LABELS[row["severity"]].text(language),
            row[f"fix_{language}"],
            _places(row["sources"], row["locators"]),
        )
        for row in found.iter_rows(named=True)
    ]
    return Table(
        title=title,
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        verdicts={headers[1]: [_VERDICTS.get(each) for each in found["severity"]]},
        quiet=headers[2:],
    )


def _places(sources: Sequence[str], locators: Sequence[str]) -> str:
    """Reports and places in them, each once."""
    return "; ".join(dict.fromkeys(map(", ".join, zip(sources, locators, strict=True))))
