"""A department's data, validated: one folder with ``workspace.toml`` and one table a dataset."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.checking import certified_file, check_file
from khcn_analytics.periods import Period, years
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.published import PUBLISHED, Published
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.validation import problem_frame
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
_FORMATS = (".csv", ".parquet", ".xlsx")


@dataclass(frozen=True, eq=False, slots=True)
class Workspace:
    """Validated data of one or several departments.

    Attributes:
        name: What it is called.
        origin: Whether the records are a department's own, made up, or reconstructed.
        departments: Name of each department by code.
        coverage: The days each dataset is complete for.
        datasets: Clean records by dataset name.
        problems: What was wrong in the files; rows with errors are not in ``datasets``.
        version: The first 12 hexadecimal digits of a digest of the files: the same data, the
            same version.
    """

    name: Label
    origin: Origin
    departments: Mapping[str, Label]
    coverage: Mapping[str, Coverage]
    datasets: Mapping[str, pl.DataFrame]
    problems: DataFrame[Problems]
    version: str

    def without_personal_data(self) -> Workspace:
        """The same workspace without the columns that identify people."""
        personal = [
            name for each in DATASETS.values() for name, card in column_cards(each.model).items() if card.personal
        ]
        about_people = pl.col(Problems.field).is_in(personal)
        return replace(
            self,
            datasets={name: frame.drop(personal, strict=False) for name, frame in self.datasets.items()},
            problems=problem_frame(
                [self.problems.with_columns(pl.when(about_people.not_()).then(Problems.value).alias("value"))]
            ),
        )

    @property
    def years(self) -> tuple[Period, ...]:
        """The calendar years the data cover."""
        every = years(self.since.year, self.until.year)
        return tuple(each for each in every if self.since <= each.start and each.end <= self.until)

    @property
    def until(self) -> date:
        """The day after the last one any dataset is complete for."""
        return max(each.until for each in self.coverage.values())

    @property
    def since(self) -> date:
        """The first day any dataset is complete for."""
        return min(each.since for each in self.coverage.values())


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
    missing = [name for name in card["coverage"] if name not in files]
    if missing or not files:
        raise UnreadableDataError(
            folder,
            vi=f"thiếu tệp dữ liệu cho: {', '.join(missing) or 'mọi bộ dữ liệu'}",
            en=f"no data file for: {', '.join(missing) or 'any dataset'}",
        )
    checked = {name: check_file(file, DATASETS[name]) for name, file in files.items()}
    return Workspace(
        name=card["name"],
        origin=card["origin"],
        departments=card["departments"],
        coverage=card["coverage"],
        datasets={name: each.clean for name, each in checked.items()},
        problems=problem_frame([each.problems for each in checked.values()]),
        version=_digest([card_path, *files.values()]),
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
    found = [file for ending in _FORMATS if (file := folder / f"{dataset}{ending}").is_file()]
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise UnreadableDataError(
            folder, vi=f"có nhiều tệp cho một bộ dữ liệu: {names}", en=f"several files for one dataset: {names}"
        )
    return found[0] if found else None


def _read_card(path: Path) -> dict[str, Any]:
    try:
        card = tomllib.loads(path.read_text("utf-8"))
        return {
            "origin": {each: each for each in get_args(Origin)}[card["origin"]],
            "name": Label(**card["name"]),
            "departments": {code: Label(**names) for code, names in card["departments"].items()},
            "coverage": {name: Coverage(**days) for name, days in card["coverage"].items()},
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableDataError(
            path,
            vi=f"cần origin, [name], [departments.…] và [coverage.…]; lỗi ở: {error}",
            en=f"origin, [name], [departments.…] and [coverage.…] are needed; wrong at: {error}",
        ) from error


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
