"""A text file with delimiters -> its cells, each where Excel would show it.

Texts without quotes, nearly all of them, are cut by polars; the others by Python's csv module.
Both give the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from threading import Lock

import polars as pl

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.delimiters import likely_delimiter, lines, said_delimiter
from khcn_analytics.io.files.guard import refuse_large
from khcn_analytics.io.files.sheets import MARKS, MOST_COLUMNS, MOST_ROWS, Sheet
from khcn_analytics.io.files.text_encoding import decoded, refuse_nul

LONGEST_CELL = 2**20
LONGEST_LINE = 8 * 2**20
MOST_CELLS = 100_000_000

_BLANK = " \t\u00a0"
_CELLS_AT_ONCE = 1_000_000
_field_limit = Lock()


@dataclass(frozen=True, slots=True)
class DelimitedFile:
    """A text file after reading.

    Attributes:
        sheet: Its cells; the sheet has no name.
        encoding: How its text was encoded: ``utf-8``, ``utf-16-le``, ``utf-16-be``,
            ``windows-1258``, or ``windows-1252`` for texts of old Vietnamese fonts.
        delimiter: The character between its cells.
    """

    sheet: Sheet
    encoding: str
    delimiter: str


@dataclass(frozen=True, slots=True, eq=False)
class _Records:
    """Records with at least one cell that is not blank.

    Attributes:
        cells: Their cells; may lack columns that are empty in all of them.
        rows: The row of each, blank ones counted.
        sizes: The number of cells of each.
        filled: The number of cells up to the last one that is not empty.
    """

    cells: pl.DataFrame
    rows: pl.Series
    sizes: pl.Series
    filled: pl.Series


def read_delimited(path: Path) -> DelimitedFile:
    r"""Read a .csv or .tsv file without changing a letter of its cells.

    The encoding is known by the bytes, the delimiter (comma, semicolon, tab, vertical bar) by what
    cuts the records most evenly, or by a first line such as ``sep=;``. Rows are those Excel shows:
    every record is one, a blank line too, a line break within quotes is none. Blank records are
    left out. A record that has another number of cells than most is marked as ragged, with its
    number of cells.

    Args:
        path: The file.

    Returns:
        Its cells, encoding and delimiter; no rows if nothing but blanks is in it.

    Raises:
        UnreadableDataError: If it is too large, in no known encoding, holds NULs, or its quotes
            don't match; the message names the line.

    Examples:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "nhiem-vu.csv"
        >>> _ = file.write_text("Mã số;Kinh phí\n\nNV-01;1,5\nNV-02\n", "utf-8")
        >>> read = read_delimited(file)
        >>> read.delimiter, read.sheet.rows.to_list(), read.sheet.cells.rows()
        (';', [1, 3, 4], [('Mã số', 'Kinh phí'), ('NV-01', '1,5'), ('NV-02', None)])
        >>> read.sheet.marks.rows()
        [(4, None, 'ragged', '1')]
    """
    refuse_large(path)
    text, encoding = decoded(path, path.read_bytes())
    refuse_nul(path, text)
    # Where a text ended, in the days of CP/M and DOS.
    text = text.rstrip("\x1a")
    said = said_delimiter(text)
    with _longer_cells():
        delimiter, start = said or (likely_delimiter(text), 0)
        records = _cut(path, text, delimiter, start) if '"' not in text else _parsed(path, text, delimiter, start)
    return DelimitedFile(_sheet(path, records), encoding, delimiter)


@contextmanager
def _longer_cells() -> Iterator[None]:
    """The csv module has one limit for the whole process: it is changed by one thread at a time."""
    with _field_limit:
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _cut(path: Path, text: str, delimiter: str, start: int) -> _Records:
    """Records of a text without quotes: every line end ends one, every delimiter a cell."""
    plain = text[start:].replace("\r\n", "\n").replace("\r", "\n")
    first = 2 if start else 1
    count = plain.count("\n") + (not plain.endswith("\n")) if plain else 0
    _refuse_many_records(path, count)
    plain = plain.removesuffix("\n")
    line = pl.Series(plain.split("\n") if count else [], dtype=pl.String)
    rows = pl.int_range(first, first + len(line), eager=True)
    sizes = _size(line, delimiter)
    is_even = sizes.n_unique() == 1
    is_filled = line.str.strip_chars(_BLANK + delimiter) != ""
    if not is_filled.all():
        line, rows, sizes = line.filter(is_filled), rows.filter(is_filled), sizes.filter(is_filled)
    length = line.str.len_bytes()
    if (length > LONGEST_LINE).any():
        raise _too_long(path, int(rows[length.arg_max() or 0]))
    if (sizes > MOST_COLUMNS).any():
        raise _too_wide(path, int(rows[sizes.arg_max() or 0]))
    filled = _size(line.str.strip_chars_end(delimiter), delimiter)
    width = _width(path, sizes, filled)
    if is_even and width > 1 and delimiter.isascii() and not plain.startswith("\ufeff"):
        # Twice as fast, and right where no record is short, long, or an empty line.
        cells = pl.read_csv(
            plain.encode(), has_header=False, infer_schema=False, quote_char=None, separator=delimiter
        ).filter(is_filled)
    elif width:
        cells = line.str.split_exact(delimiter, width - 1).struct.unnest().with_columns(pl.all().replace("", None))
    else:
        cells = pl.DataFrame()
    cells.columns = [str(place) for place in range(width)]
    _refuse_long_cells(path, cells, rows, length)
    return _Records(cells, rows, sizes, filled)


def _size(line: pl.Series, delimiter: str) -> pl.Series:
    return line.str.count_matches(delimiter, literal=True).cast(pl.Int64) + 1


def _refuse_long_cells(path: Path, cells: pl.DataFrame, rows: pl.Series, length: pl.Series) -> None:
    for place in (length > LONGEST_CELL).arg_true():
        if any(cell is not None and len(cell) > LONGEST_CELL for cell in cells.row(place)):
            raise _too_long(path, int(rows[place]))


def _parsed(path: Path, text: str, delimiter: str, start: int) -> _Records:
    """Records of a text with quotes, which may hide delimiters and line ends."""
    first = 2 if start else 1
    reader = csv.reader(_bounded(path, text, start, first), delimiter=delimiter, strict=True)
    chunks, chunk, widest = [pl.DataFrame()], list[list[str]](), 0
    rows, sizes, filled = list[int](), list[int](), list[int]()
    line = first
    try:
        for row, record in enumerate(reader, first):
            line = reader.line_num + first
            _refuse_many_records(path, row - first + 1)
            if not any(each.strip(_BLANK) for each in record):
                continue
            if len(record) > MOST_COLUMNS:
                raise _too_wide(path, row)
            rows.append(row)
            sizes.append(len(record))
            while not record[-1]:
                record.pop()
            filled.append(len(record))
            chunk.append(record)
            widest = max(widest, len(record))
            if widest * len(chunk) > _CELLS_AT_ONCE:
                chunks.append(_columns(chunk))
                chunk, widest = [], 0
    except csv.Error as error:
        raise _bad_quotes(path, line, error) from error
    chunks.append(_columns(chunk))
    numbers = [pl.Series(each, dtype=pl.Int64) for each in (rows, sizes, filled)]
    _width(path, numbers[1], numbers[2])
    return _Records(pl.concat(chunks, how="diagonal"), *numbers)


def _bounded(path: Path, text: str, start: int, first: int) -> Iterator[str]:
    for number, line in enumerate(lines(text, start), first):
        if len(line) > LONGEST_LINE:
            raise _too_long(path, number)
        yield line


def _columns(records: Sequence[list[str]]) -> pl.DataFrame:
    columns = {str(place): [each or None for each in column] for place, column in enumerate(zip_longest(*records))}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _sheet(path: Path, records: _Records) -> Sheet:
    """All records with the same columns, and a mark on those that have another number of cells."""
    width = _width(path, records.sizes, records.filled)
    usual = _usual(records.sizes)
    missing = [pl.lit(None, pl.String).alias(str(place)) for place in range(records.cells.width, width)]
    cells = records.cells.with_columns(missing) if width else pl.DataFrame()
    # An empty cell too many counts as well: "1,500" without quotes moves all that comes behind it.
    is_ragged = records.sizes != usual
    marks = pl.DataFrame(
        {"row": records.rows.filter(is_ragged), "text": records.sizes.filter(is_ragged).cast(pl.String)}
    ).select("row", pl.lit(None, pl.Int64).alias("column"), pl.lit("ragged").alias("kind"), "text")
    return Sheet(
        None,
        is_hidden=False,
        cells=cells,
        rows=records.rows.rename(""),
        marks=marks.select(pl.col(name).cast(kind) for name, kind in MARKS.items()),
    )


def _usual(sizes: pl.Series) -> int:
    """The most common number of cells; of two equally common ones the larger."""
    usual = sizes.mode().max()
    return int(usual) if isinstance(usual, int) else 0


def _width(path: Path, sizes: pl.Series, filled: pl.Series) -> int:
    """Columns that hold something, and those most records have."""
    widest = filled.max()
    width = max(_usual(sizes), widest if isinstance(widest, int) else 0)
    if width * len(sizes) > MOST_CELLS:
        raise UnreadableDataError(
            path,
            vi=f"bảng có {len(sizes)} dòng × {width} cột, quá lớn; hãy bỏ cột trống hoặc chia thành nhiều tệp",
            en=f"{len(sizes)} rows × {width} columns are too many; drop empty columns or split the file",
        )
    return width


def _refuse_many_records(path: Path, count: int) -> None:
    if count > MOST_ROWS:
        raise UnreadableDataError(
            path,
            vi=f"tệp có hơn {MOST_ROWS} dòng, nhiều hơn một trang Excel; hãy chia thành nhiều tệp",
            en=f"over {MOST_ROWS} rows, more than a sheet of Excel holds; split it into several files",
        )


def _too_wide(path: Path, row: int) -> UnreadableDataError:
    return UnreadableDataError(
        path,
        vi=f"dòng {row} có hơn {MOST_COLUMNS} cột; hãy kiểm tra dấu phân cách rồi xuất lại",
        en=f"row {row} has over {MOST_COLUMNS} columns; check the delimiter and export it again",
    )


def _too_long(path: Path, row: int) -> UnreadableDataError:
    return UnreadableDataError(
        path,
        vi=f"dòng {row} dài bất thường (một ô quá {LONGEST_CELL} ký tự hoặc cả dòng quá {LONGEST_LINE}); hãy xuất lại",
        en=f"row {row} is too long (a cell over {LONGEST_CELL} characters or a line over {LONGEST_LINE}); export it again",
    )


def _bad_quotes(path: Path, line: int, error: csv.Error) -> UnreadableDataError:
    return UnreadableDataError(
        path,
        vi=f'bản ghi bắt đầu ở dòng {line} có dấu " không khớp, hoặc có ô quá {LONGEST_CELL} ký tự; '
        f"hãy sửa dòng đó hoặc xuất lại ({error})",
        en=f'the record that starts on line {line} has a " without its pair, or a cell over {LONGEST_CELL} characters; '
        f"mend that line or export it again ({error})",
    )
