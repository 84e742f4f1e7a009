"""A department's data, validated: one folder with ``workspace.toml`` and one table a dataset."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import DataNotFoundError, UnknownNameError, UnreadableDataError
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.checking import certified_file, check_file
from khcn_analytics.io.reading import READABLE
from khcn_analytics.periods import CALENDARS, Calendar, Period, years
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.published import PUBLISHED, Published
from khcn_analytics.schemas.registry import DATASETS, dataset_named
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem, problem_frame
from khcn_analytics.vocabulary.labels import Label

Origin = Literal["department", "made", "reconstructed"]
ORIGIN_LABELS: dict[Origin, Label] = {
    "department": Label("dữ liệu của sở", "the department's data"),
    "made": Label("dữ liệu minh họa, không có thật", "made-up example data"),
    "reconstructed": Label(
        "bản ghi dựng lại, tổng số theo báo cáo", "made-up records whose totals are the printed figures"
    ),
}
CARD = "workspace.toml"


@dataclass(frozen=True, eq=False, slots=True)
class Workspace:
    """Validated data of one or several departments.

    Attributes:
        name: What it is called.
        origin: Whether the records are a department's own, made up, or reconstructed.
        departments: Name of each department by code.
        coverage: The days each dataset is complete for.
        datasets: Clean records by dataset name.
        kept_out: How many rows of the files are not in ``datasets`` because of errors.
        problems: What was wrong in the files.
        calendar: The calendar on which texts such as "2024" are read.
        version: The first 12 hexadecimal digits of a digest of the files: the same data, the
            same version.
    """

    name: Label
    origin: Origin
    departments: Mapping[str, Label]
    coverage: Mapping[str, Coverage]
    # Records may name people: they are not for logs.
    datasets: Mapping[str, pl.DataFrame] = field(repr=False)
    problems: DataFrame[Problems] = field(repr=False)
    kept_out: int
    version: str
    calendar: Calendar = "calendar"

    def without_personal_data(self) -> Workspace:
        """The same workspace without the columns that identify people."""
        personal = [
            name for each in DATASETS.values() for name, card in column_cards(each.model).items() if card.personal
        ]
        # A row shifted by one column puts a name anywhere, so no value of a problem is kept.
        no_values = self.problems.with_columns(pl.lit(None, pl.String).alias(Problems.value))
        return replace(
            self,
            datasets={name: frame.drop(personal, strict=False) for name, frame in self.datasets.items()},
            problems=problem_frame([no_values]),
        )

    @property
    def years(self) -> tuple[Period, ...]:
        """The years the data cover, on the workspace's calendar."""
        every = years(self.since.year, self.until.year, self.calendar)
        return tuple(each for each in every if self.since <= each.start and each.end <= self.until)

    @property
    def until(self) -> date:
        """The day after the last one any dataset is complete for."""
        return max(each.until for each in self.coverage.values())

    @property
    def since(self) -> date:
        """The first day any dataset is complete for."""
        return min(each.since for each in self.coverage.values())

    @property
    def last_day(self) -> date:
        """The last day any dataset is complete for."""
        return self.until - timedelta(days=1)


def open_workspace(path: str | Path) -> Workspace:
    """Read and check every table of a workspace folder.

    Args:
        path: Folder with ``workspace.toml`` and files named by dataset: ``tasks.csv``,
            ``inspections.xlsx``, ``initiatives.parquet`` …

    Raises:
        DataNotFoundError: If the folder or its ``workspace.toml`` is not there.
        UnreadableDataError: If a file can't be read, no table is there, or the card is wrong.
        MissingColumnsError: If a table lacks a required column.
    """
    folder = Path(path)
    card_path = folder / CARD
    if not card_path.is_file():
        raise DataNotFoundError(card_path)
    card = _read_card(card_path)
    files = {name: found for name in DATASETS if (found := _file_of(folder, name))}
    _match_coverage(folder, set(files), set(card["coverage"]))
    checked = {name: check_file(file, DATASETS[name]) for name, file in files.items()}
    strangers = [_unknown_departments(name, each.clean, card["departments"]) for name, each in checked.items()]
    known = pl.col("department").is_in(list(card["departments"]))
    datasets = {name: each.clean.filter(known) for name, each in checked.items()}
    return Workspace(
        **card,
        datasets=datasets,
        problems=problem_frame([*(each.problems for each in checked.values()), *strangers]),
        kept_out=sum(each.clean.height + each.quarantined.height for each in checked.values())
        - sum(each.height for each in datasets.values()),
        version=_digest([card_path, *files.values()]),
    )


def _match_coverage(folder: Path, files: set[str], covered: set[str]) -> None:
    """Each dataset with indicators says for which days it is complete, and each that says so is there."""
    without_file, without_coverage = sorted(covered - files), sorted(files & set(DIMENSIONS) - covered)
    if without_file or not files:
        names = ", ".join(without_file) or "tasks, inspections, initiatives …"
        raise UnreadableDataError(
            folder,
            vi=f"thiếu tệp dữ liệu cho: {names}; đọc được: {READABLE}",
            en=f"no data file for: {names}; readable: {READABLE}",
        )
    if without_coverage:
        names = ", ".join(without_coverage)
        raise UnreadableDataError(
            folder / CARD,
            vi=f"thiếu [coverage.…] cho: {names}; không rõ số liệu đầy đủ cho những ngày nào",
            en=f"no [coverage.…] for: {names}; the days they are complete for are not known",
        )


def _unknown_departments(dataset: str, records: pl.DataFrame, departments: Mapping[str, Label]) -> pl.DataFrame:
    """A problem for each department the card does not name; its records are left out."""
    counts = (
        records.filter(pl.col("department").is_in(list(departments)).not_())
        .group_by("department")
        .len()
        .sort("department")
    )
    return problem_frame(
        [
            problem(
                rule="unknown_department",
                severity=Severity.ERROR,
                field="department",
                values=pl.Series([code]),
                message=Label(
                    f"{dataset}: {count} bản ghi của sở “{code}” không có trong {CARD}",
                    f"{dataset}: {count} records of department “{code}”, which {CARD} does not name",
                ),
                fix=Label(f"Thêm [departments.{code}] hoặc sửa mã sở", f"Add [departments.{code}] or correct the code"),
            )
            for code, count in counts.iter_rows()
        ]
    )


def example_workspace() -> Workspace:
    """The bundled example: made-up records of a fictional department, 2018 to 2025."""
    return open_workspace(bundled_folder("example"))


def reconstructed_workspace(name: Literal["cao_bang_2020", "kon_tum_2022"]) -> Workspace:
    """Bundled made-up records whose totals equal what a real department printed.

    Raises:
        DataNotFoundError: If there is none of that name.
    """
    return open_workspace(bundled_folder("reconstructed") / name)


def published_figures() -> DataFrame[Published]:
    """The bundled figures as printed in five reports of 2020 to 2023, contradictions included."""
    return certified_file(bundled_folder("published") / "published.csv", PUBLISHED)


def _file_of(folder: Path, dataset: str) -> Path | None:
    found = [file for ending in READABLE.split(", ") if (file := folder / f"{dataset}{ending}").is_file()]
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise UnreadableDataError(
            folder, vi=f"có nhiều tệp cho một bộ dữ liệu: {names}", en=f"several files for one dataset: {names}"
        )
    return found[0] if found else None


def _read_card(path: Path) -> dict[str, Any]:
    try:
        card = tomllib.loads(path.read_text("utf-8-sig"))
        return {
            "origin": {each: each for each in get_args(Origin)}[card["origin"]],
            "calendar": {each: each for each in CALENDARS}[card.get("calendar", CALENDARS[0])],
            "name": Label(**card["name"]),
            "departments": {code: Label(**names) for code, names in card["departments"].items()},
            "coverage": {dataset_named(name).name: _coverage(**days) for name, days in card["coverage"].items()},
        }
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, UnknownNameError) as error:
        raise UnreadableDataError(
            path,
            vi=f"cần origin, [name], [departments.…] và [coverage.…] với since, until là ngày; lỗi ở: {error}",
            en=f"origin, [name], [departments.…] and [coverage.…] with days since, until are needed; wrong at: {error}",
        ) from error


def _coverage(since: object, until: object) -> Coverage:
    """The days of a coverage; ``datetime`` is a ``date`` too, and is refused."""
    days = (since, until)
    if not all(
        isinstance(each, date) and not isinstance(each, datetime) and 1900 <= each.year <= 2200 for each in days
    ):
        raise ValueError(f"{since} – {until}")
    coverage = Coverage(*days)  # type: ignore[arg-type]
    if coverage.since >= coverage.until:
        raise ValueError(f"{since} >= {until}")
    return coverage


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
