"""Files -> the store: all of an import or nothing of it."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import InvalidDataError, WrongUseError
from khcn_analytics.io.checking import CheckedFile, check_all
from khcn_analytics.io.problems.column_names import column_names
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.progress import report
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.store.batches import Batch, batch_of, key_in_two_files, problems_of
from khcn_analytics.store.card import need_coverage, read_card
from khcn_analytics.store.files import file_digest, refuse_files_beside, refuse_wrong_table
from khcn_analytics.store.kept_out import KEPT_OUT_TABLES, QUARANTINE, key_texts, remembered
from khcn_analytics.store.tables import read_table, write_table
from khcn_analytics.store.upsert import aligned, completed, shared_keys, upsert
from khcn_analytics.store.versions import (
    ImportedFile,
    OvertakenError,
    StoredVersion,
    TableVersion,
    newest_number,
    publish,
    read_version,
    user_name,
)
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_TRIES = 30
_LONGEST_PAUSE = 0.5
_READING = Label("Đọc và kiểm tra tệp", "Reading and checking files")
_WRITING = Label("Ghi vào kho dữ liệu", "Writing to the workspace")


@dataclass(frozen=True, slots=True, eq=False)
class ImportReport:
    """What an import did.

    Attributes:
        version: Number of the version it made; ``None`` if nothing changed.
        files: Counts for each file and dataset.
        problems: Every problem of the files, those included that only show beside other records.
        checked: The files after checking.
    """

    version: int | None
    files: tuple[ImportedFile, ...]
    problems: DataFrame[Problems]
    checked: tuple[CheckedFile[Any], ...]

    @property
    def kept_out(self) -> int:
        """How many records of the files were kept out."""
        return sum(each.quarantined for each in self.files)


@dataclass(frozen=True, slots=True, eq=False)
class _Merged:
    """Every table an import touches, as it will be, and the batches after all checks."""

    tables: Mapping[str, pl.DataFrame]
    files: tuple[ImportedFile, ...]
    batches: tuple[Batch, ...]


def import_files(
    workspace: str | Path,
    paths: str | Path | Sequence[str | Path],
    *,
    dataset: Dataset[Any] | None = None,
    layout: Layout | None = None,
    legacy: LegacyEncoding | None = None,
    who: str | None = None,
    strict: bool = False,
) -> ImportReport:
    """Bring the records of files into a workspace, by key: new ones are added, others replaced.

    Good records come in, the others are kept out and remembered with what is wrong with them. All
    files come in together: readers see all of the import or nothing of it, and an error leaves the
    workspace as it was. Files that bring nothing new make no version. Columns that a file does not
    have keep the values they hold.

    Args:
        workspace: Folder with ``workspace.toml``.
        paths: The files.
        dataset: What the records are; ``None`` recognises it by the headers.
        layout: A department's own layout of its tables.
        legacy: The legacy encoding to convert text from.
        who: Who imports; ``None`` is the user of this computer.
        strict: Refuse everything if any record would be kept out.

    Raises:
        DataNotFoundError: If the workspace or a file is not there.
        UnreadableDataError: If a file holds no table, or the card lacks coverage of a dataset.
        InvalidDataError: If a table is wrong as a whole, or a record is kept out and ``strict``.
        WrongUseError: If no file is given, dataset files that were never imported lie in the
            workspace, the folder can't be written, or others write without a pause.
        KhcnError: As :func:`~khcn_analytics.io.checking.check_all`.

    Examples:
        >>> import tempfile
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> bundled = bundled_folder("reconstructed") / "kon_tum_2022"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     card = (bundled / "workspace.toml").read_text("utf-8")
        ...     _ = (Path(folder) / "workspace.toml").write_text(card, "utf-8")
        ...     done = import_files(folder, bundled / "tasks.csv")
        ...     again = import_files(folder, bundled / "tasks.csv")
        >>> done.version, done.files[0].added, again.version
        (1, 29, None)
    """
    folder, files = Path(workspace), _paths(paths)
    card = read_card(folder)
    defaults = {} if card.only_department is None else {"department": card.only_department}
    checked: list[CheckedFile[Any]] = []
    batches: list[Batch] = []
    digests = {path: file_digest(path) for path in files if path.is_file()}
    refuse_files_beside(folder, digests.values())
    for place, path in enumerate(files):
        report(_READING, place, len(files))
        # Records of other datasets may be in the store or in another file: links are judged when all are together.
        found = check_all(path, dataset, layout=layout, legacy=legacy, defaults=defaults, linked=False)
        for each in found:
            refuse_wrong_table(each)
        checked += found
        batches += [batch_of(each, path.name, digests[path], card.departments, defaults) for each in found]
    report(_READING, len(files), len(files))
    need_coverage(folder, card, {each.dataset.name for each in batches})
    number, merged = _bring_in(folder, batches, user_name(who), strict=strict)
    return ImportReport(number, merged.files, problems_of(merged.batches), tuple(checked))


def _paths(paths: str | Path | Sequence[str | Path]) -> list[Path]:
    """Each file once, even if it is named in two ways."""
    given = [paths] if isinstance(paths, (str, Path)) else paths
    files = list({Path(each).resolve(): Path(each) for each in given}.values())
    if not files:
        raise WrongUseError("Cần ít nhất một tệp để nhập.", "At least one file to import is needed.")
    return files


def _bring_in(folder: Path, batches: Sequence[Batch], who: str, *, strict: bool) -> tuple[int | None, _Merged]:
    """Merge on top of the newest version; if another writer is faster, again on top of theirs."""
    for tried in range(_TRIES):
        base = newest_number(folder)
        before = read_version(folder, base).tables if base else {}
        merged = _merged(folder, before, batches)
        if strict:
            _refuse_kept_out(merged)
        try:
            return _written(folder, base, before, merged, who), merged
        except OvertakenError:
            # Random, so that two writers do not meet again and again.
            time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.02 * 2**tried)))  # noqa: S311
    raise WrongUseError(
        f"Người khác đang nhập liên tục vào “{folder}”; đã thử {_TRIES} lần. Dữ liệu giữ nguyên, hãy nhập lại sau.",
        f"Others keep importing into “{folder}”; {_TRIES} tries were made. Nothing was changed, import again later.",
    )


def _written(folder: Path, base: int, before: Mapping[str, TableVersion], merged: _Merged, who: str) -> int | None:
    if not merged.tables:
        return None
    tables = dict(before)
    for place, (name, frame) in enumerate(merged.tables.items()):
        report(_WRITING, place, len(merged.tables))
        tables[name] = write_table(folder, name, frame)
    publish(
        folder,
        StoredVersion(
            number=base + 1,
            action="import",
            when=datetime.now(UTC),
            who=who,
            base=base,
            tables=tables,
            files=merged.files,
        ),
    )
    report(_WRITING, len(merged.tables), len(merged.tables))
    return base + 1


def _merged(folder: Path, before: Mapping[str, TableVersion], batches: Sequence[Batch]) -> _Merged:
    """What the tables will be; only those that change."""
    tables: dict[str, pl.DataFrame] = {}
    counts: dict[int, ImportedFile] = {}
    judged: dict[int, Batch] = {}
    records: dict[str, pl.DataFrame] = {}
    for name in sorted({each.dataset.name for each in batches}, key=lambda each: (len(DATASETS[each].links), each)):
        mine = {place: each for place, each in enumerate(batches) if each.dataset.name == name}
        stored = _stored(folder, before, name, _types(name))
        beside = {
            link.other: records.get(link.other, _stored(folder, before, link.other, _types(link.other)))
            for link in DATASETS[name].links
            if link.other in records or link.other in before
        }
        records[name], done = _upserted(stored, list(mine.values()), beside)
        for place, (batch, counted) in zip(mine, done, strict=True):
            judged[place], counts[place] = batch, counted
        if name not in before or not records[name].equals(stored):
            tables[name] = records[name]
    final = tuple(judged[place] for place in sorted(judged))
    tables |= _kept_out(folder, before, final)
    return _Merged(tables, tuple(counts[place] for place in sorted(counts)), final)


def _types(dataset: str) -> dict[str, pl.DataType]:
    return column_types(DATASETS[dataset].model)


def _upserted(
    stored: pl.DataFrame, batches: Sequence[Batch], beside: Mapping[str, pl.DataFrame]
) -> tuple[pl.DataFrame, list[tuple[Batch, ImportedFile]]]:
    """The records of one dataset after every file, and what became of each file."""
    seen = stored.clear()
    done = []
    for given in batches:
        key = given.dataset.key
        equal, other = shared_keys(given.clean, seen, key)
        seen = pl.concat([seen, given.clean.filter(~(equal | other))])
        batch = given.without(other, key_in_two_files(given.clean, other, given.dataset))
        fitting = _completed(batch.only(~equal.filter(~other)), stored, beside)
        result = upsert(stored, fitting.clean, key)
        stored = result.records
        done.append(
            (
                fitting,
                ImportedFile(
                    name=batch.source,
                    sha256=batch.sha256,
                    dataset=batch.dataset.name,
                    read=batch.read,
                    added=result.added,
                    changed=result.changed,
                    unchanged=result.unchanged + int(equal.sum()),
                    quarantined=fitting.quarantine.height,
                ),
            )
        )
    return stored, done


def _completed(batch: Batch, stored: pl.DataFrame, beside: Mapping[str, pl.DataFrame]) -> Batch:
    """The batch with what is stored in columns its file lacks, judged again among all records."""
    whole = completed(batch.clean, stored, batch.dataset.key, batch.given)
    if whole is batch.clean and not beside:
        return batch
    others = stored.join(whole, on=batch.dataset.key, how="anti", nulls_equal=True)
    checked = check_frame(pl.concat([whole, others]), batch.dataset, beside=beside)
    mine = checked.problems.filter(pl.col("row") <= whole.height)
    links = [each.rule.name for each in batch.dataset.links]
    errors = mine.filter(pl.col("severity") == Severity.ERROR.code)
    bad = pl.Series(range(1, whole.height + 1), dtype=pl.Int64).is_in(errors["row"].implode())
    # Other warnings were told when the file was checked.
    warned = batch.telling(mine.filter(pl.col("severity") != Severity.ERROR.code, pl.col("rule").is_in(links)))
    return warned.without(bad, errors).with_records(whole.filter(~bad))


def _kept_out(folder: Path, before: Mapping[str, TableVersion], batches: Sequence[Batch]) -> dict[str, pl.DataFrame]:
    """The tables of rows kept out and of problems, where they change."""
    sources: dict[str, set[str]] = {}
    for each in batches:
        sources.setdefault(each.dataset.name, set()).add(each.source)
    clean = {
        name: pl.concat([key_texts(each.clean, each.dataset) for each in batches if each.dataset.name == name])
        for name in sources
    }
    tables = {}
    for name, types in KEPT_OUT_TABLES.items():
        stored = _stored(folder, before, name, types)
        new = [each.quarantine if name == QUARANTINE else each.problems for each in batches]
        after = remembered(stored, new, sources, clean)
        if not after.equals(stored):
            tables[name] = after
    return tables


def _stored(
    folder: Path, before: Mapping[str, TableVersion], name: str, types: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    frame = read_table(folder, name, before[name]) if name in before else pl.DataFrame()
    return aligned(frame, types)


def _refuse_kept_out(merged: _Merged) -> None:
    count = sum(each.quarantined for each in merged.files)
    if not count:
        return
    errors = pl.concat([each.problems for each in merged.batches]).filter(severity=Severity.ERROR.code)
    names = sorted({each.name for each in merged.files if each.quarantined})
    first = [
        (f"{_place(each, names, 'vi')}: {each['message_vi']}", f"{_place(each, names, 'en')}: {each['message_en']}")
        for each in errors.head(3).iter_rows(named=True)
    ]
    raise InvalidDataError(", ".join(names), errors.height, first)


_SHEET, _ROW = Label("trang “{sheet}”", "sheet “{sheet}”"), Label("dòng {row}", "row {row}")
_COLUMN = Label("cột {column} “{header}”", "column {column} “{header}”")


def _place(problem: Mapping[str, Any], files: Sequence[str], language: Language) -> str:
    """File where there are several, sheet, row and column; a column no file has is called by its name."""
    names = column_names(DATASETS[problem["dataset"]], language)
    header = problem["header"] or names.get(problem["field"] or "", problem["field"])
    column = _COLUMN.text(language) if problem["column"] else "“{header}”"
    parts = [
        *(["{source}"] if len(files) > 1 else []),
        *([_SHEET.text(language)] if problem["sheet"] else []),
        *([_ROW.text(language)] if problem["row"] else []),
        *([column] if header else []),
    ]
    return ", ".join(each.format(**{**problem, "header": header}) for each in parts)
