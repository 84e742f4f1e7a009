"""A department's own layout of a table, given once and used every time.

A layout is a TOML file beside the workbooks it describes::

    dataset = "tasks"
    sheets = ["Danh mục 2024"]          # else every sheet with such a table
    header_rows = [4, 5]                # else found by itself
    [columns]                           # column of the dataset = header in the file
    task_id = "Số hiệu"
    [units]                             # what amounts are told in, where the header does not say
    budget_vnd = "triệu đồng"
    [defaults]                          # one value for a column that the file does not have
    department = "cao_bang"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from khcn_analytics.displays.display import Display, Listing, Text
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import DataNotFoundError, UnknownNameError, UnreadableDataError, WrongUseError
from khcn_analytics.io.tables.units import amount_unit
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS, dataset_named
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Layout(Shown):
    """Where what stands in a department's own table.

    Attributes:
        dataset: What the records are; ``None``: recognised by the headers.
        sheets: Names of the sheets to read, hidden ones too; empty: every visible one that fits.
        header_rows: The row of the file with the headers, or the two rows; empty: found.
        columns: Column of the dataset -> header in the file.
        units: Column of an amount -> what it is told in, such as ``triệu đồng``.
        defaults: Column of the dataset -> text for every record, where the file has no such column.

    Examples:
        >>> Layout(dataset="tasks", columns={"task_id": "Số hiệu"}).columns["task_id"]
        'Số hiệu'
    """

    dataset: str | None = None
    sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what can't be meant.

        Raises:
            WrongUseError: If the rows are not one row or two neighbours, or a unit is none of money.
            UnknownNameError: If the dataset or a column does not exist.
        """
        first, last = (self.header_rows[0], self.header_rows[-1]) if self.header_rows else (1, 1)
        if len(self.header_rows) > 2 or first < 1 or last - first != max(len(self.header_rows) - 1, 0):
            raise WrongUseError(
                f"header_rows cần một dòng hoặc hai dòng liền nhau, đã ghi {list(self.header_rows)}.",
                f"header_rows takes one row or two neighbours, not {list(self.header_rows)}.",
            )
        kinds = DATASETS.values() if self.dataset is None else [dataset_named(self.dataset)]
        cards = {name: card for each in kinds for name, card in column_cards(each.model).items()}
        for name in (*self.columns, *self.units, *self.defaults):
            if name not in cards:
                raise UnknownNameError("cột", "column", name, cards)
        self._refuse_unknown_units(cards)

    def _shown(self) -> Display:
        found = Label("tự nhận ra", "found by itself")
        facts: list[tuple[Label, Text]] = [
            (Label("Trang tính", "Sheets"), ", ".join(self.sheets) or found),
            (Label("Dòng tiêu đề", "Rows of headers"), ", ".join(map(str, self.header_rows)) or found),
        ]
        rows = [
            *((name, header, self.units.get(name, "")) for name, header in self.columns.items()),
            *((name, "", unit) for name, unit in self.units.items() if name not in self.columns),
        ]
        columns = (Label("Cột", "Column"), Label("Tiêu đề trong tệp", "Header in the file"), Label("Đơn vị", "Unit"))
        defaults = (Label("Cột", "Column"), Label("Giá trị cho mọi dòng", "Text for every record"))
        return Display(
            Label("Bố cục bảng", "Layout of a table"),
            found if self.dataset is None else dataset_named(self.dataset).label,
            code=self.dataset or "",
            facts=facts,
            listings=[
                Listing(columns[0], columns, rows, len(rows), is_open=True),
                Listing(defaults[1], defaults, list(self.defaults.items()), len(self.defaults), is_open=True),
            ],
            then=['kh.check("….xlsx", layout=layout)', 'kh.write_layout(layout, "….toml")'],
        )

    def _refuse_unknown_units(self, cards: Mapping[str, Any]) -> None:
        for name, unit in self.units.items():
            if cards[name].unit is not Unit.VND or amount_unit(unit) is None:
                raise WrongUseError(
                    f"Không hiểu đơn vị “{unit}” của cột {name}; ví dụ đúng: triệu đồng, cho một cột tiền.",
                    f"The unit “{unit}” of column {name} is not understood; write triệu đồng, for a column of money.",
                )


def read_layout(path: str | Path) -> Layout:
    """A layout from its TOML file.

    Args:
        path: The TOML file.

    Returns:
        The layout.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is no TOML or holds something that a layout does not have.
        KhcnError: As :class:`Layout`.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_layout(Layout(dataset="tasks", columns={"task_id": "Số hiệu"}), f"{folder}/so-a.toml")
        ...     read_layout(f"{folder}/so-a.toml").columns
        {'task_id': 'Số hiệu'}
    """
    path = Path(path)
    if not path.is_file():
        raise DataNotFoundError(path)
    try:
        given = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableDataError(path, vi=f"không phải TOML ({error})", en=f"not TOML ({error})") from error
    wrong = [name for name, value in given.items() if name not in _KINDS or not _is_kind(value, _KINDS[name])]
    if wrong:
        names = ", ".join(wrong)
        raise UnreadableDataError(
            path,
            vi=f"mục không hợp lệ: {names}; bố cục gồm: {', '.join(_KINDS)}",
            en=f"not part of a layout: {names}; it has: {', '.join(_KINDS)}",
        )
    lists = {name: tuple(given.get(name, ())) for name in ("sheets", "header_rows")}
    return Layout(**{**given, **lists})


def write_layout(layout: Layout, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a layout as TOML; :func:`read_layout` gives it back.

    Args:
        layout: The layout.
        path: A file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, or can't be written.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_layout(Layout(dataset="tasks", header_rows=(4,)), f"{folder}/so-a.toml")
        ...     Path(folder, "so-a.toml").read_text("utf-8").splitlines()[0]
        'dataset = "tasks"'
    """
    filled = {name: value for name in _KINDS if (value := getattr(layout, name))}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in filled.items()}
    refuse_place(path, overwrite=overwrite)
    write_bytes(tomli_w.dumps(plain).encode("utf-8"), path, overwrite=overwrite)


# Entry -> what it is: a text, a list of texts or rows, a table of texts.
_KINDS: dict[str, tuple[type, type | None]] = {
    "dataset": (str, None),
    "sheets": (list, str),
    "header_rows": (list, int),
    "columns": (dict, str),
    "units": (dict, str),
    "defaults": (dict, str),
}


def _is_kind(value: Any, kind: tuple[type, type | None]) -> bool:
    whole, part = kind
    if not isinstance(value, whole):
        return False
    parts = list(value.values() if isinstance(value, dict) else value) if isinstance(value, (dict, list)) else []
    # A yes or no is a whole number to Python.
    return part is None or all(isinstance(each, part) and not isinstance(each, bool) for each in parts)
