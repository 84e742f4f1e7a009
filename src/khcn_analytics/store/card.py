"""``workspace.toml``: what a workspace is called, whose data it holds and for which days."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import (
    DataNotFoundError,
    KhcnError,
    UnknownNameError,
    UnreadableDataError,
    WrongUseError,
)
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import KNOWN_BY, Coverage
from khcn_analytics.periods import CALENDARS, Calendar
from khcn_analytics.schemas.registry import dataset_named
from khcn_analytics.store.displays import card_display
from khcn_analytics.store.territory import bundled_territory, province_code
from khcn_analytics.trends.breaks import Break, known_breaks, read_breaks
from khcn_analytics.trends.mergers import territory_breaks
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


@dataclass(frozen=True, slots=True, repr=False)
class WorkspaceCard(Shown):
    """What ``workspace.toml`` says.

    Attributes:
        name: What the workspace is called.
        origin: Whether the records are a department's own, made up, or reconstructed.
        departments: Name of each department by code.
        coverage: The days each dataset is complete for, and how finely they are known.
        calendar: The calendar on which texts such as "2024" are read.
        breaks: Days from which the department's own figures mean something else.
        provinces: Code of the province of each department that says so; needed where its own code is none.

    Examples:
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> card = read_card(bundled_folder("reconstructed") / "kon_tum_2022")
        >>> card.only_department, card.coverage["tasks"].since
        ('kon_tum', datetime.date(2022, 1, 1))
    """

    name: Label
    origin: Origin
    departments: Mapping[str, Label]
    coverage: Mapping[str, Coverage]
    calendar: Calendar = "calendar"
    breaks: tuple[Break, ...] = ()
    provinces: Mapping[str, str] = field(default_factory=dict)

    def _shown(self) -> Display:
        return card_display(self)

    @property
    def only_department(self) -> str | None:
        """The department all records are of, where there is just one."""
        return next(iter(self.departments)) if len(self.departments) == 1 else None


def read_card(folder: Path) -> WorkspaceCard:
    """Read the card of a workspace folder.

    Raises:
        DataNotFoundError: If the folder or its card is not there.
        UnreadableDataError: If the card is wrong.
    """
    path = folder / CARD
    if not path.is_file():
        raise DataNotFoundError(path)
    try:
        card = tomllib.loads(path.read_text("utf-8-sig"))
        coverage = {dataset_named(name).name: _coverage(**days) for name, days in card["coverage"].items()}
        return WorkspaceCard(
            name=Label(**card["name"]),
            origin={each: each for each in get_args(Origin)}[card["origin"]],
            departments={code: _name(told) for code, told in card["departments"].items()},
            coverage=coverage,
            calendar={each: each for each in CALENDARS}[card.get("calendar", CALENDARS[0])],
            breaks=_breaks(path, card),
            provinces=_provinces(path, card["departments"], coverage.values()),
        )
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, UnknownNameError) as error:
        raise UnreadableDataError(
            path,
            vi=f"cần origin, [name], [departments.…] và [coverage.…] với since, until là ngày; lỗi ở: {error}",
            en=f"origin, [name], [departments.…] and [coverage.…] with days since, until are needed; wrong at: {error}",
        ) from error


def need_coverage(folder: Path, card: WorkspaceCard, datasets: Iterable[str]) -> None:
    """Each dataset with indicators must say for which days it is complete.

    Raises:
        UnreadableDataError: If one of the datasets does not.
    """
    without = sorted(set(datasets) & set(DIMENSIONS) - set(card.coverage))
    if without:
        names = ", ".join(without)
        raise UnreadableDataError(
            folder / CARD,
            vi=f"thiếu [coverage.…] cho: {names}; không rõ số liệu đầy đủ cho những ngày nào",
            en=f"no [coverage.…] for: {names}; the days they are complete for are not known",
        )


def _breaks(path: Path, card: Mapping[str, Any]) -> tuple[Break, ...]:
    """The breaks declared as ``[[breaks]]``, of departments that the card names, under ids of their own."""
    try:
        breaks = read_breaks(card.get("breaks", ()))
        _need_own_ids(breaks)
        for each in (code for one in breaks for code in one.departments):
            if each not in card["departments"]:
                raise UnknownNameError("Sở", "department", each, card["departments"])
    except KhcnError as error:
        raise UnreadableDataError(path, vi=f"[[breaks]]: {error.vi}", en=f"[[breaks]]: {error.en}") from error
    return breaks


def _need_own_ids(breaks: Iterable[Break]) -> None:
    """A break with the id of a known one would be taken for it.

    Raises:
        WrongUseError: If there is one.
    """
    provinces = {each.department for each in bundled_territory().provinces}
    taken = {each.id for each in (*known_breaks(), *territory_breaks(bundled_territory(), provinces))}
    if repeated := ", ".join(each.id for each in breaks if each.id in taken):
        raise WrongUseError(
            f"mã {repeated} là của mốc gãy chuỗi có sẵn. Hãy đặt mã khác.",
            f"id {repeated} is that of a known break. Choose another id.",
        )


def _name(told: Mapping[str, str]) -> Label:
    """The name of a department; its province is read by itself."""
    return Label(**{language: text for language, text in told.items() if language != "province"})


def _provinces(path: Path, departments: Mapping[str, Any], covered: Collection[Coverage]) -> dict[str, str]:
    """The provinces that departments name, each one that stood on some of the days covered."""
    given = {code: told["province"] for code, told in departments.items() if "province" in told}
    days = (min(each.since for each in covered), max(each.until for each in covered)) if covered else None
    found = {}
    for code, province in given.items():
        try:
            found[code] = province_code(str(province), days)
        except KhcnError as error:
            where = f"[departments.{code}] province"
            raise UnreadableDataError(path, vi=f"{where}: {error.vi}", en=f"{where}: {error.en}") from error
    return found


def _coverage(since: object, until: object, known_by: str = KNOWN_BY[0]) -> Coverage:
    """The days of a coverage; ``datetime`` is a ``date`` too, and is refused."""
    finely = next((each for each in KNOWN_BY if each == known_by), None)
    if finely is None:
        raise ValueError(f"known_by = “{known_by}” ({', '.join(KNOWN_BY)})")
    days = (since, until)
    if not all(
        isinstance(each, date) and not isinstance(each, datetime) and 1900 <= each.year <= 2200 for each in days
    ):
        raise ValueError(f"{since} – {until}")
    coverage = Coverage(*days, known_by=finely)  # type: ignore[arg-type]
    if coverage.since >= coverage.until:
        raise ValueError(f"{since} >= {until}")
    return coverage
