"""Files -> the store: all of an import or nothing of it."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.checking import CheckedFile, check_all
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.progress import report
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.registry import DATASETS, in_order_of_links
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity, rules_of
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.store.batches import Batch, batch_of, key_in_two_files, problems_of
from khcn_analytics.store.card import need_coverage, read_card
from khcn_analytics.store.displays import import_display
from khcn_analytics.store.files import file_digest, refuse_changed, refuse_files_beside, refuse_wrong_table
from khcn_analytics.store.invalid import invalid
from khcn_analytics.store.kept_out import KEPT_OUT_TABLES, PROBLEMS, QUARANTINE, in_order, still_kept_out, still_told
from khcn_analytics.store.tables import read_table, write_table
from khcn_analytics.store.upsert import aligned, completed, shared_keys, upsert
from khcn_analytics.store.versions import (
    ImportedFile,
    OvertakenError,
    TableVersion,
    newest_number,
    next_version,
    publish,
    read_version,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_TRIES = 30
_LONGEST_PAUSE = 0.5
_READING = Label("Đọc và kiểm tra tệp", "Reading and checking files")
_WRITING = Label("Ghi vào kho dữ liệu", "Writing to the workspace")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ImportReport(Shown):
    """What an import did.

    Attributes:
        version: Number of the version it made; ``None`` if nothing changed.
        files: Counts for each file and dataset.
        problems: Every problem of the files, those included that only show beside other records.
        checked: The files after checking.
        forgotten: Rows kept out by earlier imports that are no longer remembered though they did
            not come in: no key could be read in them, and a file of the same name now has another
            row in their place.

    Examples:
        >>> import tempfile
        >>> from datetime import date
        >>> import khcn_analytics as kh
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> since = {"tasks": kh.Coverage(date(2022, 1, 1), date(2023, 1, 1))}
        >>> name, tasks = kh.Label("Kon Tum", "Kon Tum"), bundled_folder("reconstructed") / "kon_tum_2022" / "tasks.csv"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kh.create_workspace(f"{folder}/so", kh.WorkspaceCard(name, "made", {"kon_tum": name}, since))
        ...     done = kh.import_files(f"{folder}/so", tasks)
        >>> done.version, done.kept_out, [(each.dataset, each.added) for each in done.files]
        (1, 0, [('tasks', 32)])
    """

    version: int | None
    files: tuple[ImportedFile, ...]
    problems: DataFrame[Problems]
    checked: tuple[CheckedFile[Any], ...]
    forgotten: int

    def _shown(self) -> Display:
        return import_display(self)

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
    forgotten: int


@dataclass(frozen=True, slots=True, eq=False)
class _Refused:
    """Records of one file that were kept out beside the others, by ``row``, and why."""

    records: pl.DataFrame
    problems: pl.DataFrame


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

    Returns:
        The version that was made, counts for each file, and every problem.

    Raises:
        DataNotFoundError: If the workspace or a file is not there.
        UnreadableDataError: If a file holds no table or can't be opened, changes while it is read, or the
            card lacks coverage of a dataset.
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
        (1, 32, None)
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
        refuse_changed(path, digests[path])
        checked += found
        batches += [batch_of(each, path.name, digests[path], card.departments) for each in found]
    report(_READING, len(files), len(files))
    need_coverage(folder, card, {each.dataset.name for each in batches})
    number, merged = _bring_in(folder, batches, who, strict=strict)
    return ImportReport(number, merged.files, problems_of(merged.batches), tuple(checked), merged.forgotten)


def _paths(paths: str | Path | Sequence[str | Path]) -> list[Path]:
    """Each file once, even if it is named in two ways."""
    given = [paths] if isinstance(paths, (str, Path)) else paths
    files = list({Path(each).resolve(): Path(each) for each in given}.values())
    if not files:
        raise WrongUseError("Cần ít nhất một tệp để nhập.", "At least one file to import is needed.")
    return files


def _bring_in(folder: Path, batches: Sequence[Batch], who: str | None, *, strict: bool) -> tuple[int | None, _Merged]:
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


def _written(
    folder: Path, base: int, before: Mapping[str, TableVersion], merged: _Merged, who: str | None
) -> int | None:
    if not merged.tables:
        return None
    tables = dict(before)
    for place, (name, frame) in enumerate(merged.tables.items()):
        report(_WRITING, place, len(merged.tables))
        tables[name] = write_table(folder, name, frame)
    publish(folder, next_version(base, "import", who, tables, files=merged.files))
    report(_WRITING, len(merged.tables), len(merged.tables))
    return base + 1


def _merged(folder: Path, before: Mapping[str, TableVersion], batches: Sequence[Batch]) -> _Merged:
    """What the tables will be; only those that change."""
    stored = _reader(folder, before)
    tables: dict[str, pl.DataFrame] = {}
    counts: dict[int, ImportedFile] = {}
    judged: dict[int, Batch] = {}
    records: dict[str, pl.DataFrame] = {}
    for name in in_order_of_links({each.dataset.name for each in batches}):
        mine = {place: each for place, each in enumerate(batches) if each.dataset.name == name}
        others = {link.other for link in DATASETS[name].links}
        beside = {
            other: records[other] if other in records else stored(other)
            for other in others
            if other in records or other in before
        }
        records[name], done = _upserted(stored(name), list(mine.values()), beside)
        for place, (batch, counted) in zip(mine, done, strict=True):
            judged[place], counts[place] = batch, counted
        if name not in before or not records[name].equals(stored(name)):
            tables[name] = records[name]
    final = tuple(judged[place] for place in sorted(judged))
    remembered, forgotten = _remembered(stored, final)
    tables |= {name: after for name, after in remembered.items() if not after.equals(stored(name))}
    return _Merged(tables, tuple(counts[place] for place in sorted(counts)), final, forgotten)


def _reader(folder: Path, before: Mapping[str, TableVersion]) -> Callable[[str], pl.DataFrame]:
    """Tables as they are stored, with the columns of today; each is read once."""

    @functools.cache
    def stored(name: str) -> pl.DataFrame:
        types = KEPT_OUT_TABLES[name] if name in KEPT_OUT_TABLES else column_types(DATASETS[name].model)
        return aligned(read_table(folder, name, before[name]) if name in before else pl.DataFrame(), types)

    return stored


def _upserted(
    stored: pl.DataFrame, batches: Sequence[Batch], beside: Mapping[str, pl.DataFrame]
) -> tuple[pl.DataFrame, list[tuple[Batch, ImportedFile]]]:
    """The records of one dataset after every file, and what became of each file.

    A record that is equal in two files shares the fate of the first: once in, or kept out twice.
    """
    let_in = stored.clear()
    refused: list[_Refused] = []
    done = []
    for given in batches:
        key = given.dataset.key
        equal, other = shared_keys(given.clean, let_in, key)
        batch = given.without(other, key_in_two_files(given.clean, other, given.dataset))
        there, batch = _refused_again(equal.filter(~other), batch, refused)
        judged, bad = _judged(batch, there, stored, beside, refused)
        let_in = pl.concat([let_in, batch.clean.filter(~(bad | there))])
        result = upsert(stored, judged.clean.filter(~there.filter(~bad)), key)
        stored = result.records
        done.append(
            (
                judged,
                ImportedFile(
                    name=batch.source,
                    sha256=batch.sha256,
                    dataset=batch.dataset.name,
                    read=batch.read,
                    added=result.added,
                    changed=result.changed,
                    unchanged=result.unchanged + int(there.sum()),
                    quarantined=judged.quarantine.height,
                ),
            )
        )
    return stored, done


def _refused_again(there: pl.Series, batch: Batch, refused: Sequence[_Refused]) -> tuple[pl.Series, Batch]:
    """The batch without the records that were refused in an earlier file; which of the others are there already."""
    for each in refused:
        columns = batch.clean.columns
        pairs = (
            batch.clean.with_row_index("now", 1)
            .filter(~there)
            .join(each.records, on=columns, how="inner", nulls_equal=True)
            .select("now", "row")
        )
        why = each.problems.join(pairs, on="row").drop("row").rename({"now": "row"})
        again = pl.Series(range(1, batch.clean.height + 1), dtype=pl.UInt32).is_in(pairs["now"].implode())
        there, batch = there.filter(~again), batch.without(again, why)
    return there, batch


def _judged(
    batch: Batch, there: pl.Series, stored: pl.DataFrame, beside: Mapping[str, pl.DataFrame], refused: list[_Refused]
) -> tuple[Batch, pl.Series]:
    """The batch with what is stored in columns its tables lack, judged among all records, and which are kept out.

    Args:
        batch: The records.
        there: True for those that came in with an earlier file: they are not kept out any more.
        stored: The records that are there.
        beside: The records of other datasets.
        refused: Is told of the records that are kept out.
    """
    dataset = batch.dataset
    whole = completed(batch.clean, stored, dataset.key, batch.lacking)
    others = stored.join(whole, on=dataset.key, how="anti", nulls_equal=True)
    found = check_frame(pl.concat([whole, others]), dataset, beside=beside).problems
    mine = found.filter(pl.col("row") <= whole.height)
    is_error = pl.col("severity") == Severity.ERROR.code
    errors = mine.filter(is_error, pl.col("row").is_in((there.not_().arg_true() + 1).implode()))
    bad = pl.Series(range(1, whole.height + 1), dtype=pl.Int64).is_in(errors["row"].implode())
    if bad.any():
        records = batch.clean.with_row_index("row", 1).filter(bad)
        refused.append(_Refused(records, errors.with_columns(pl.col("row").cast(pl.UInt32))))
    rules = [each.name for each in (*rules_of(dataset.model), *(link.rule for link in dataset.links))]
    # The file's own check saw neither what is stored nor the other datasets.
    told = batch.rejudged(mine.filter(~is_error), rules).without(bad, errors)
    return told.with_records(whole.filter(~bad)), bad


def _remembered(stored: Callable[[str], pl.DataFrame], batches: Sequence[Batch]) -> tuple[dict[str, pl.DataFrame], int]:
    """The tables of rows kept out and of problems, and how many rows are forgotten that did not come in."""
    brought = pl.concat([each.brought for each in batches])
    kept_out, replaced = still_kept_out(stored(QUARANTINE), brought)
    told = still_told(stored(PROBLEMS), brought, kept_out)
    new = pl.concat([each.quarantine for each in batches])
    tables = {
        QUARANTINE: in_order(pl.concat([kept_out, new])),
        PROBLEMS: in_order(pl.concat([told, *(each.problems for each in batches)])),
    }
    return tables, replaced.join(new, on=new.columns, how="anti", nulls_equal=True).height


def _refuse_kept_out(merged: _Merged) -> None:
    count = sum(each.quarantined for each in merged.files)
    if not count:
        return
    raise invalid(pl.concat([each.problems for each in merged.batches]).filter(severity=Severity.ERROR.code))
