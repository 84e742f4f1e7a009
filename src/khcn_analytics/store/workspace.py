"""A department's data, validated: one folder with ``workspace.toml`` and files or a store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.checking import CheckedFile, certified_file, check
from khcn_analytics.io.files.reading import READABLE
from khcn_analytics.periods import Calendar, Period, years
from khcn_analytics.progress import reported
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.published import PUBLISHED, Published
from khcn_analytics.schemas.registry import DATASETS, in_order_of_links
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.validation import problem_frame
from khcn_analytics.store.card import CARD, ORIGIN_LABELS, Origin, WorkspaceCard, need_coverage, read_card
from khcn_analytics.store.departments import unknown_department, without_province
from khcn_analytics.store.displays import workspace_display
from khcn_analytics.store.files import dataset_files, refuse_files_beside, refuse_wrong_table
from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.store.versions import AsOf, is_store
from khcn_analytics.trends.breaks import Break
from khcn_analytics.vocabulary.labels import Label

__all__ = [
    "CARD",
    "ORIGIN_LABELS",
    "Origin",
    "Workspace",
    "example_workspace",
    "open_workspace",
    "published_figures",
    "reconstructed_workspace",
]

_OPENING = Label("Mở kho dữ liệu", "Opening the workspace")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Workspace(Shown):
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
        version: The first 12 hexadecimal digits of a digest of the data: the same data, the
            same version.
        import_version: Number of the version of the store; ``None`` for a folder of files.
        breaks: Days from which the departments' own figures mean something else, as the card says.
        provinces: Code of the province of each department for which the card tells it.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.reconstructed_workspace("kon_tum_2022")
        >>> list(workspace.datasets), workspace.origin, workspace.last_day
        (['tasks', 'initiatives', 'awards', 'activities', 'dossiers'], 'reconstructed', datetime.date(2022, 12, 31))
    """

    name: Label
    origin: Origin
    departments: Mapping[str, Label]
    coverage: Mapping[str, Coverage]
    datasets: Mapping[str, pl.DataFrame]
    problems: DataFrame[Problems]
    kept_out: int
    version: str
    calendar: Calendar = "calendar"
    import_version: int | None = None
    breaks: tuple[Break, ...] = ()
    provinces: Mapping[str, str] = field(default_factory=dict)

    def _shown(self) -> Display:
        return workspace_display(self)

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
        """The day after the last one any dataset is complete for.

        Raises:
            WrongUseError: If no dataset here has indicators.
        """
        return max(each.until for each in self._known_days())

    @property
    def since(self) -> date:
        """The first day any dataset is complete for.

        Raises:
            WrongUseError: If no dataset here has indicators.
        """
        return min(each.since for each in self._known_days())

    @property
    def last_day(self) -> date:
        """The last day any dataset is complete for."""
        return self.until - timedelta(days=1)

    def _known_days(self) -> Collection[Coverage]:
        if not self.coverage:
            there, wanted = (", ".join(names) for names in (self.datasets, DIMENSIONS))
            raise WrongUseError(
                f"Dữ liệu đang có ({there}) chưa tính được chỉ số nào. Hãy nhập thêm một trong: {wanted}.",
                f"No indicator can be computed of the data there ({there}). Import one of: {wanted}.",
            )
        return self.coverage.values()


def open_workspace(path: str | Path, as_of: AsOf | None = None) -> Workspace:
    """Read and check every table of a workspace folder.

    Args:
        path: Folder with ``workspace.toml`` and either files named by dataset (``tasks.csv``,
            ``inspections.xlsx``, ``initiatives.parquet`` …) or the store that imports fill.
        as_of: Read a store as it was: a version number, the end of a day (local time) or a
            moment. ``None`` is the newest version.

    Returns:
        The valid records of every dataset there, and what was wrong with the others.

    Raises:
        DataNotFoundError: If the folder or its ``workspace.toml`` is not there.
        UnreadableDataError: If a file can't be read, no table is there, or the card is wrong.
        InvalidDataError: If a table is wrong as a whole: it lacks a required column.
        WrongUseError: If there was no version then, ``as_of`` is asked of a folder of files, or
            dataset files lie beside the store that were never imported.

    Examples:
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> workspace = open_workspace(bundled_folder("reconstructed") / "kon_tum_2022")
        >>> workspace.datasets["tasks"].height, workspace.kept_out
        (32, 0)
    """
    folder = Path(path)
    card = read_card(folder)
    if is_store(folder):
        return _open_store(folder, card, as_of)
    if as_of is not None:
        raise WrongUseError(
            f"“{folder}” là thư mục tệp, không có lịch sử để xem tại {as_of}. "
            "Nhập bằng khcn import thì mỗi lần nhập được lưu thành một phiên bản.",
            f"“{folder}” is a folder of files, without a history to see as of {as_of}. "
            "With khcn import each import is kept as a version.",
        )
    return _open_files(folder, card)


def _open_files(folder: Path, card: WorkspaceCard) -> Workspace:
    files = dataset_files(folder)
    _need_files(folder, set(files), set(card.coverage))
    need_coverage(folder, card, files)
    checked: dict[str, CheckedFile[Any]] = {}
    # A dataset that looks into others comes after them.
    for name in reported(_OPENING, in_order_of_links(files)):
        others = {each: one.clean for each, one in checked.items()}
        checked[name] = check(files[name], DATASETS[name], beside=others)
    checked = {name: checked[name] for name in files}
    for each in checked.values():
        refuse_wrong_table(each)
    return _workspace(
        card,
        {name: each.clean for name, each in checked.items()},
        [each.problems for each in checked.values()],
        kept_out=sum(each.quarantined.height for each in checked.values()),
        version=_digest((file.name, file.read_bytes()) for file in (folder / CARD, *files.values())),
    )


def _open_store(folder: Path, card: WorkspaceCard, as_of: AsOf | None) -> Workspace:
    # Folders of files, as the bundled ones are, do without the Delta library.
    from khcn_analytics.store.state import read_state  # noqa: PLC0415

    state = read_state(folder, as_of)
    need_coverage(folder, card, state.datasets)
    refuse_files_beside(folder)
    digests = ((name, state.digests[name].encode()) for name in sorted(state.datasets))
    # Of what was never imported nothing is known, whatever the card promises.
    known = {name: days for name, days in card.coverage.items() if name in state.datasets}
    return _workspace(
        replace(card, coverage=known),
        state.datasets,
        [state.problems],
        kept_out=state.kept_out,
        version=_digest([(CARD, (folder / CARD).read_bytes()), *digests]),
        import_version=state.number,
    )


def _workspace(
    card: WorkspaceCard,
    records: Mapping[str, pl.DataFrame],
    problems: Sequence[pl.DataFrame],
    *,
    kept_out: int,
    version: str,
    import_version: int | None = None,
) -> Workspace:
    """The workspace of valid records; those of departments that the card does not name are left out."""
    known = pl.col("department").is_in(list(card.departments))
    datasets = {name: each.filter(known) for name, each in records.items()}
    strangers = [_unknown_departments(name, each.filter(~known)) for name, each in records.items()]
    return Workspace(
        name=card.name,
        origin=card.origin,
        departments=card.departments,
        coverage=card.coverage,
        calendar=card.calendar,
        datasets=datasets,
        problems=problem_frame([*problems, *strangers, *_without_province(card)]),
        kept_out=kept_out + sum(records[name].height - datasets[name].height for name in datasets),
        version=version,
        import_version=import_version,
        breaks=card.breaks,
        provinces=card.provinces,
    )


def _need_files(folder: Path, files: set[str], covered: set[str]) -> None:
    """Each dataset that the card covers is there."""
    if not files:
        raise UnreadableDataError(
            folder,
            vi=f'chưa nhập dữ liệu nào. Hãy nhập: khcn import TỆP --into "{folder}"',
            en=f'nothing was imported yet. Bring files in: khcn import FILE --into "{folder}"',
        )
    without = sorted(covered - files)
    if without:
        names = ", ".join(without)
        raise UnreadableDataError(
            folder,
            vi=f"thiếu tệp dữ liệu cho: {names}; đọc được: {READABLE}; hoặc nhập bằng khcn import",
            en=f"no data file for: {names}; readable: {READABLE}; or bring files in with khcn import",
        )


def _unknown_departments(dataset: str, records: pl.DataFrame) -> pl.DataFrame:
    """A problem for each of the departments."""
    counts = records.group_by("department").len().sort("department")
    return problem_frame(
        [
            unknown_department(
                values=pl.Series([code]),
                whose=Label(
                    f"{dataset}: {count} bản ghi của sở “{code}”",
                    f"department “{code}” of {count} records of {dataset}",
                ),
            )
            for code, count in counts.iter_rows()
        ]
    )


def _without_province(card: WorkspaceCard) -> list[pl.DataFrame]:
    """A problem for each department whose province nothing tells; those made up or rebuilt need none."""
    if card.origin != "department":
        return []
    known = bundled_territory().department_of
    return [without_province(each) for each in card.departments if each not in card.provinces and known(each) is None]


def example_workspace() -> Workspace:
    """The bundled example: made-up records of a fictional department, 2018 to 2025.

    Returns:
        The workspace; its ``origin`` is ``made``.

    Examples:
        >>> workspace = example_workspace()
        >>> workspace.origin, workspace.since, workspace.last_day
        ('made', datetime.date(2018, 1, 1), datetime.date(2025, 12, 31))
    """
    return open_workspace(bundled_folder("example"))


def reconstructed_workspace(name: Literal["cao_bang_2020", "kon_tum_2022", "unnamed_2020"]) -> Workspace:
    """Bundled made-up records whose totals equal what a real department printed.

    Args:
        name: The department and the year of its report; one report names no department.

    Returns:
        The workspace; its ``origin`` is ``reconstructed``.

    Raises:
        DataNotFoundError: If there is none of that name.

    Examples:
        >>> reconstructed_workspace("kon_tum_2022").origin
        'reconstructed'
    """
    return open_workspace(bundled_folder("reconstructed") / name)


def published_figures() -> DataFrame[Published]:
    """The bundled figures as printed in five reports of 2020 to 2023, contradictions included.

    Returns:
        One row a printed figure: ``department``, ``indicator``, ``period_start``, ``value``, and where it is
        printed (``source``, ``locator``).

    Examples:
        >>> figures = published_figures()
        >>> figures.height, figures["department"].n_unique()
        (121, 3)
    """
    return certified_file(bundled_folder("published") / "published.csv", PUBLISHED)


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:12]
