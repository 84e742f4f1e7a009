"""Which rows of a sheet are the header of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from khcn_analytics.io.files.sheets import Sheet
from khcn_analytics.io.tables.headers import Header, fields_named
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.units import amount_unit, split_unit
from khcn_analytics.schemas.columns import required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.vocabulary.text import comparable, nfc

ROWS_SEARCHED = 50
"""A header stands among so many filled rows; one further down is asked for with a layout."""
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """A possible header.

    Attributes:
        positions: Positions of its one or two rows among the cells of the sheet, from 0.
        dataset: What the records below would be.
        headers: The headers.
        fields: The columns they name for certain.
    """

    positions: tuple[int, ...]
    dataset: Dataset[Any]
    headers: tuple[Header, ...]
    fields: frozenset[str]

    def lacks(self, defaults: Iterable[str] = ()) -> frozenset[str]:
        """The required columns that it does not name and that have no default."""
        return frozenset(required_columns(self.dataset.model)) - self.fields - set(defaults)


def best_header(sheet: Sheet, dataset: Dataset[Any], layout: Layout, *, until: int | None = None) -> HeaderRows | None:
    """The rows that name the most columns of a dataset; ``None`` if none names any.

    Args:
        sheet: Where to look.
        dataset: What the records would be.
        layout: May name the rows and the headers.
        until: Position of the last row to look at; ``None`` looks at the first :data:`ROWS_SEARCHED`.
    """
    wanted = {name: comparable(text) for name, text in layout.columns.items()}
    best: HeaderRows | None = None
    seen: dict[tuple[int, ...], int] = {}
    for positions in _places(sheet, layout.header_rows):
        is_below = best is not None and not best.lacks() and positions[0] > best.positions[0]
        if is_below or (until is not None and positions[0] > until):
            break  # whatever comes below a whole header is the table
        found = _header_at(sheet, positions, dataset, wanted)
        seen[positions] = len(found.fields)
        alone = [] if len(positions) == 1 or not found.fields else [(each,) for each in positions]
        for each in alone:
            seen[each] = seen[each] if each in seen else len(_header_at(sheet, each, dataset, wanted).fields)
        most = max([len(best.fields) if best else 0, *(seen[each] for each in alone)])
        # Two rows are a header if they name more columns together than either of them alone; as many
        # are enough below merged cells, if the upper row is no title but names columns of its own.
        is_below_merged = (
            bool(alone)
            and seen[alone[0]] >= _FEWEST_COLUMNS
            and (_spans(sheet, positions[0]) or _has_units(dict(enumerate(sheet.cells.row(positions[-1])))))
        )
        if len(found.headers) >= _FEWEST_COLUMNS and len(found.fields) > most - is_below_merged:
            best = found
    return best


def _header_at(
    sheet: Sheet, positions: tuple[int, ...], dataset: Dataset[Any], wanted: Mapping[str, str]
) -> HeaderRows:
    headers = _headers(sheet, positions)
    meanings = [each.meanings for each in headers]
    texts = {comparable(text) for each in meanings for text in each} if wanted else set()
    fields = fields_named(meanings, dataset) | {name for name, text in wanted.items() if text in texts}
    return HeaderRows(positions, dataset, headers, frozenset(fields))


def _places(sheet: Sheet, wanted: Sequence[int]) -> list[tuple[int, ...]]:
    """Positions where a header may stand: in one row, or in it and the next."""
    if wanted:
        found = [(sheet.rows == row).arg_true() for row in wanted]
        return [tuple(int(each[0]) for each in found)] if all(each.len() for each in found) else []
    filled = filled_rows(sheet.cells).arg_true().head(ROWS_SEARCHED)
    return [place for row in filled for place in ((row,), (row, row + 1)) if place[-1] < sheet.cells.height]


def filled_rows(cells: pl.DataFrame) -> pl.Series:
    """Which rows hold anything."""
    if cells.width == 0:
        return pl.Series([], dtype=pl.Boolean)
    return cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()


def _headers(sheet: Sheet, positions: Sequence[int]) -> tuple[Header, ...]:
    """The headers in one row, or in two of which the upper one may span several columns."""
    rows = [{place: nfc(text) for place, text in enumerate(sheet.cells.row(each)) if text} for each in positions]
    upper, lower = rows[0], rows[-1]
    if len(rows) == 1:
        return tuple(Header(place, text, (text,)) for place, text in upper.items() if text)
    spread = _spread(upper, lower, sheet, sheet.rows[positions[0]])
    if spread == upper and not _has_units(lower):
        return ()  # nothing spans: the second row is no part of a header
    return tuple(_joined(place, spread.get(place, ""), lower.get(place, "")) for place in sorted({*spread, *lower}))


def _joined(place: int, upper: str, lower: str) -> Header:
    if not upper or not lower:
        return Header(place, upper or lower, (upper or lower,), row=0 if upper else 1)
    if amount_unit(lower.strip("()[] ")) is not None:
        told = lower.strip("()[] ")
        return Header(place, f"{upper} ({told})", (f"{upper} ({told})",), row=0)
    parts = split_unit(upper)
    name, unit = parts if parts and amount_unit(parts[1]) else (upper, "")
    # The unit of the upper row holds for every column below it.
    told = f" ({unit})" if unit and split_unit(lower) is None else ""
    meanings = [f"{name} {lower}{told}"]
    if _says_nothing_more(name):
        meanings.append(f"{lower}{told}")
    if comparable(lower) in _WHOLES:
        meanings.append(f"{name}{told}")
    return Header(place, f"{upper} / {lower}", tuple(meanings), row=1)


def _says_nothing_more(upper: str) -> bool:
    """Whether an upper header only gathers the lower ones: "Kinh phí cấp năm 2025" over "NSNN" does not."""
    key = comparable(upper)
    return key in _GATHERING or key.startswith(_INFORMATION)


_INFORMATION = tuple(comparable(each) for each in ("Thông tin", "Trong đó", "Nội dung"))
_GATHERING = frozenset(
    comparable(each)
    for each in (
        *("Thời gian", "Thời gian thực hiện", "Thời gian thực hiện (bắt đầu - kết thúc)", "Thời hạn", "Tiến độ"),
        *(
            "Kinh phí",
            "Kinh phí thực hiện",
            "Kinh phí được duyệt",
            "Kinh phí phê duyệt",
            "Tổng kinh phí",
            "Tổng mức kinh phí",
        ),
        *(
            "Nhiệm vụ",
            "Đề tài",
            "Đề tài, dự án",
            "Đơn vị",
            "Kết quả",
            "Kết quả nghiệm thu",
            "Nghiệm thu",
            "Ngày",
            "Ngày tháng",
        ),
        *("Kết quả kiểm tra", "Kết quả thanh tra", "Xử phạt", "Vi phạm", "Cơ sở", "Số cơ sở", "Sáng kiến", "Công nhận"),
        *("Funding", "Budget", "Period", "Time", "Results"),
    )
)
_WHOLES = frozenset(comparable(each) for each in ("Tổng", "Tổng số", "Tổng cộng", "Cộng"))
"""Below "Kinh phí" these say no more than the upper row does."""


def _has_units(row: Mapping[int, str | None]) -> bool:
    """Whether a row below headers tells what their amounts are in, and nothing else."""
    texts = [each for each in row.values() if each]
    return bool(texts) and all(amount_unit(each.strip("()[] ")) is not None for each in texts)


def _spans(sheet: Sheet, position: int) -> bool:
    """Whether a row holds a text merged over several columns that has texts of its own below it."""
    row = sheet.rows[position]
    below = sheet.cells.row(position + 1)
    return any(
        each.first_row == each.last_row == row
        and each.last_column > each.first_column
        and sum(text is not None for text in below[each.first_column : each.last_column + 1]) > 1
        for each in sheet.merged
    )


def _spread(upper: Mapping[int, str], lower: Mapping[int, str], sheet: Sheet, row: int) -> dict[int, str]:
    """The upper row with each text over all the columns that it spans."""
    blocks = [each for each in sheet.merged if each.first_row == each.last_row == row]
    spread = dict(upper)
    if blocks:
        for each in blocks:
            for place in range(each.first_column + 1, each.last_column + 1):
                if each.first_column in upper and place in lower:
                    spread[place] = upper[each.first_column]
        return spread
    # Without merged cells a text spans the empty cells to its right that have one below.
    last = ""
    for place in range(max([*upper, *lower], default=-1) + 1):
        last = upper.get(place, last if place in lower else "")
        if last:
            spread[place] = last
    return spread
