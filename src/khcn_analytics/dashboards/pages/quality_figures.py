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
from khcn_analytics.vocabulary.labels import Label, Language

_SHOWN_TO_LEADERS: tuple[Severity, ...] = ("contradiction", "look")
_VERDICTS: Mapping[str, str | None] = {"contradiction": "worse", "holds": "better"}
_MEANING: Mapping[Severity, Label] = {
    "contradiction": Label("Không thể cùng đúng: phải sửa báo cáo hoặc dữ liệu", "Not all can be true: mend one"),
    "look": Label("Có thể đúng nhưng dễ hiểu sai", "True perhaps, but easily misread"),
    "note": Label("Để biết, hoặc chưa đủ căn cứ để so", "For information, or not enough to judge"),
    "holds": Label("Đã so và thấy khớp", "Compared, and they agree"),
}
_BY_DATASET = Label("Từng bộ dữ liệu", "Each dataset")
_BY_DATASET_NOTE = Label(
    "Lỗi làm dòng bị giữ lại, chưa tính vào số liệu; cảnh báo thì dòng vẫn được tính.",
    "An error keeps a row out of all figures; with a warning it counts all the same.",
)
_HEADERS = (
    Label("Bộ dữ liệu", "Dataset"),
    Label("Bản ghi", "Records"),
    Label("Đủ đến hết ngày", "Complete up to"),
    Label("Lỗi", "Errors"),
    Label("Cảnh báo", "Warnings"),
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
    """How many problems, how fresh, which version."""
    workspace, language, here = chosen.store.workspace, chosen.language, chosen.address()
    errors, warnings = (workspace.problems.filter(severity=each).height for each in ("error", "warning"))
    read = read_at(chosen.store)
    number = workspace.import_version
    return [
        _count(Label("Lỗi", "Errors"), errors, Label("phải sửa trong tệp gốc", "to be mended in the file"), chosen),
        _count(Label("Cảnh báo", "Warnings"), warnings, Label("nên xem lại, vẫn được tính", "to look at"), chosen),
        _count(
            Label("Dòng bị giữ lại", "Rows kept out"),
            workspace.kept_out,
            Label("chưa tính vào số liệu nào", "count in no figure"),
            chosen,
        ),
        _contradictions(chosen),
        Figure(
            name=Label("Dữ liệu đầy đủ đến hết ngày", "Data complete up to").text(language),
            value=format_date(workspace.last_day, language),
            against=Label("từ {}", "from {}").text(language).format(format_date(workspace.since, language)),
            address=here,
        ),
        Figure(
            name=Label("Phiên bản dữ liệu", "Version of the data").text(language),
            value=workspace.version[:8] if number is None else str(number),
            against=Label("đọc lúc {}", "read at {}")
            .text(language)
            .format(f"{read:%H:%M} {format_date(read.date(), language)}"),
            address=here,
        ),
    ]


def by_dataset(chosen: Chosen) -> Table:
    """Records, freshness and problems of each dataset; problems of other files follow."""
    workspace, language = chosen.store.workspace, chosen.language
    counts = _problem_counts(workspace)
    rows: list[tuple[Any, ...]] = [
        (DATASETS[name].label.text(language), frame.height, _last_day(workspace, name), *counts.pop(name, (0, 0)))
        for name, frame in workspace.datasets.items()
    ]
    rows += [(_told_source(name, language), None, None, *both) for name, both in counts.items()]
    headers = [each.text(language) for each in _HEADERS]
    types = (pl.String, pl.Int64, pl.Date, pl.Int64, pl.Int64)
    table = pl.DataFrame(rows, schema=dict(zip(headers, types, strict=True)), orient="row")
    # Days stand with the other figures.
    shown = table.with_columns(pl.Series(headers[2], [_told_day(each, language) for each in table[headers[2]]]))
    return Table(
        title=_BY_DATASET.text(language),
        rows=shown,
        figures=table,
        note=_BY_DATASET_NOTE.text(language),
        verdicts={headers[3]: ["worse" if each else None for each in table[headers[3]]]},
        numbers=(headers[2],),
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


def findings(chosen: Chosen) -> Table:
    """What leaders are told of printed figures: what can't be true, and what is easily misread."""
    shown = _found(chosen.store).filter(pl.col("severity").is_in(_SHOWN_TO_LEADERS))
    return _finding_table(shown, _FINDINGS.text(chosen.language), chosen.language)


def reconciled(chosen: Chosen) -> Table:
    """Everything reconciling found."""
    return _finding_table(_found(chosen.store), _RECONCILED.text(chosen.language), chosen.language)


@kept
def _found(store: Store) -> pl.DataFrame:
    if "published" not in store.workspace.datasets:
        raise WrongUseError(
            "Chưa có gì để đối chiếu: kho dữ liệu chưa có bộ “Số liệu đã công bố” (published).\n"
            "Khi bộ này được nhập, các con số trong báo cáo sẽ được so với nhau và với bản ghi.",
            "Nothing to reconcile yet: the workspace has no printed figures (published).\n"
            "Once they are imported, the figures of reports are compared with each other and with the records.",
        )
    return reconcile(store.workspace)


def _contradictions(chosen: Chosen) -> Figure:
    """How often printed figures contradict each other or the records."""
    what = Label("Mâu thuẫn trong số đã công bố", "Contradictions of printed figures")
    try:
        found = _found(chosen.store).filter(severity="contradiction").height
    except WrongUseError:
        return Figure(
            name=what.text(chosen.language),
            value=MISSING,
            against=Label("chưa có số đã công bố để so", "no printed figures to compare").text(chosen.language),
            address=chosen.address(),
        )
    return _count(what, found, Label("không thể cùng đúng", "not all can be true"), chosen)


def _count(what: Label, count: int, meaning: Label, chosen: Chosen) -> Figure:
    language = chosen.language
    none = Label("không có", "none")
    return Figure(
        name=what.text(language),
        value=format_number(count, language),
        against=(meaning if count else none).text(language),
        address=chosen.address(),
    )


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
        quiet=(headers[3],),
    )


def _places(sources: Sequence[str], locators: Sequence[str]) -> str:
    """Reports and places in them, each once."""
    return "; ".join(dict.fromkeys(map(", ".join, zip(sources, locators, strict=True))))
