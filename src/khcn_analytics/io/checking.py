"""A file -> checked records, with every problem located as the planner sees the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.errors import UnknownNameError, UnreadableDataError, WrongUseError
from khcn_analytics.io.cells.legacy_text import encoding_told, in_unicode, legacy_problems, refuse_legacy_headers
from khcn_analytics.io.cells.parsing import COERCIONS
from khcn_analytics.io.cells.record_cells import RecordCells, read_records
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.files.sheets import Document, column_letter
from khcn_analytics.io.tables.finding import FoundTable, find_tables, refuse_missing_sheets
from khcn_analytics.io.tables.layout import Layout
from khcn_analytics.io.tables.understanding import layout_of, table_problems, understood_columns
from khcn_analytics.progress import report
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset, Model
from khcn_analytics.schemas.examples import example_record, has_example_texts
from khcn_analytics.schemas.record_displays import checked_display
from khcn_analytics.schemas.registry import DATASETS, dataset_named, in_order_of_links
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import CheckedFrame, check_frame, only_valid, problem, problem_frame
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_CHECKING = Label("Kiểm tra quy tắc", "Checking rules")


@dataclass(frozen=True, slots=True, repr=False)
class CheckedFile(CheckedFrame[Model]):
    """A file after checking: the records of one dataset.

    Attributes:
        dataset: What the records are.
        clean: The valid records, typed.
        problems: Every broken rule, with its place in the file.
        file: Its name.
        places: The ``sheet`` and ``row`` of each record, clean or not, in order.
        keys: The columns of the key of each record, as far as they can be read.
        given: Sheet -> the columns of the dataset that its table has or that were filled for it.
        kept_out: Positions of the quarantined records among all records, from 0.
        quarantined: Their text as it stands in the file, with ``sheet`` and ``row``.
        understood: How each header was understood, see :data:`~khcn_analytics.io.tables.understanding.UNDERSTOOD`.
        skipped: What is no record, see :data:`~khcn_analytics.io.tables.finding.SKIPPED`.
        coercions: What reading took upon itself, see :data:`~khcn_analytics.io.cells.parsing.COERCIONS`.
        layout: The layout of its tables, to be saved and given next time.

    Examples:
        >>> import khcn_analytics as kh
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> checked = kh.check(bundled_folder("reconstructed") / "kon_tum_2022" / "tasks.csv", "tasks")
        >>> checked.rows_read, checked.clean.height, checked.quarantined.height
        (32, 32, 0)
    """

    file: str
    places: pl.DataFrame
    keys: pl.DataFrame
    given: Mapping[str | None, tuple[str, ...]]
    understood: pl.DataFrame
    skipped: pl.DataFrame
    coercions: pl.DataFrame
    layout: Layout

    def _shown(self) -> Display:
        return checked_display(
            self.dataset,
            clean=self.clean.height,
            kept_out=self.quarantined.height,
            problems=self.problems,
            file=self.file,
        )

    def _repr_html_(self) -> str:
        """The report as a notebook shows it."""
        from khcn_analytics.io.problems.problem_page import problem_fragment  # noqa: PLC0415  # it knows this class

        return problem_fragment(self)

    def showing(
        self,
        *,
        severity: Literal["error", "warning"] | None = None,
        rule: str | None = None,
        field: str | None = None,
        sheet: str | None = None,
    ) -> CheckedFile[Model]:
        """The same check with only some of its problems, to look at.

        Args:
            severity: Only errors or only warnings.
            rule: Only this rule.
            field: Only this column of the dataset.
            sheet: Only this sheet.

        Raises:
            UnknownNameError: If no problem has that rule, column or sheet.

        Examples:
            >>> from khcn_analytics.io.bundled import bundled_folder
            >>> file = bundled_folder("messy") / "danh-muc-nhiem-vu.xlsx"
            >>> checked = check(file, "inspections", defaults={"department": "vi_du"})
            >>> checked.showing(severity="error").problems["rule"].to_list()
            ['violating_within_subjects']
        """
        asked = {"severity": severity, "rule": rule, "field": field, "sheet": sheet}
        wanted = {name: value for name, value in asked.items() if value is not None}
        for name, value in wanted.items():
            known = set(self.problems[name].drop_nulls())
            if value not in known and name != "severity":
                raise UnknownNameError(f"vấn đề có {name} là", f"problem whose {name} is", value, known)
        conditions = [pl.col(name) == value for name, value in wanted.items()]
        return replace(self, problems=problem_frame([self.problems.filter(conditions)]))

    @property
    def rows_read(self) -> int:
        """Records in the file: the clean ones and the quarantined ones."""
        return self.clean.height + self.quarantined.height


def check(
    path: str | Path,
    dataset: Dataset[Any] | str | None = None,
    *,
    layout: Layout | None = None,
    legacy: LegacyEncoding | None = None,
    defaults: Mapping[str, str] | None = None,
    beside: Mapping[str, pl.DataFrame] | None = None,
) -> CheckedFile[Any]:
    """Read the table in a file and check it.

    Args:
        path: A workbook, a .csv or .tsv file, or a .parquet file.
        dataset: What the records are, or its name; ``None`` recognises it by the headers.
        layout: A department's own layout.
        legacy: The legacy encoding to convert text from; ``None``: such text is a problem.
        defaults: Text for a column that the file does not have, as a layout gives it.
        beside: Valid records of other datasets by name, for the rules between datasets.

    Returns:
        Clean records, quarantined records as the text they were, the problems with file, sheet,
        row and column letter, what was skipped and what reading took upon itself.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it can't be read or holds no such table.
        WrongUseError: If the dataset can't be recognised, or the file holds tables of several.

    Examples:
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> checked = check(bundled_folder("example") / "tasks.csv")
        >>> checked.dataset.name, checked.quarantined.height
        ('tasks', 0)
    """
    found = check_all(path, dataset, layout=layout, legacy=legacy, defaults=defaults, beside=beside)
    if len(found) > 1:
        names = ", ".join(each.dataset.name for each in found)
        raise WrongUseError(
            f"Tệp “{path}” có bảng của nhiều bộ dữ liệu: {names}. Hãy chỉ rõ dataset, hoặc dùng check_all.",
            f"“{path}” holds tables of several datasets: {names}. Name one as dataset, or use check_all.",
        )
    return found[0]


def check_all(
    path: str | Path,
    dataset: Dataset[Any] | str | None = None,
    *,
    layout: Layout | None = None,
    legacy: LegacyEncoding | None = None,
    defaults: Mapping[str, str] | None = None,
    beside: Mapping[str, pl.DataFrame] | None = None,
    linked: bool = True,
) -> tuple[CheckedFile[Any], ...]:
    """Check every table in a file: one result for each dataset it holds, as :func:`check`.

    Args:
        path: As :func:`check`.
        dataset: As :func:`check`.
        layout: As :func:`check`.
        legacy: As :func:`check`.
        defaults: As :func:`check`.
        beside: As :func:`check`; the other datasets of the file count as well.
        linked: Whether the rules between datasets are judged.

    Returns:
        One result for each dataset that was found.

    Examples:
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> book = bundled_folder("messy") / "danh-muc-nhiem-vu.xlsx"
        >>> [each.dataset.name for each in check_all(book, defaults={"department": "vi_du"})]
        ['tasks', 'inspections']
    """
    asked = layout or Layout()
    wanted = dataset if dataset is not None else asked.dataset
    kind = dataset_named(wanted) if isinstance(wanted, str) else wanted
    given = replace(asked, defaults={**(defaults or {}), **asked.defaults})
    document, converted = in_unicode(read_document(path), legacy)
    refuse_missing_sheets(document, given)
    try:
        tables, left_out = find_tables(document, kind, given)
    except (UnreadableDataError, WrongUseError):
        refuse_legacy_headers(document)
        raise
    found: dict[str, list[FoundTable]] = {}
    for table in tables:
        found.setdefault(table.dataset.name, []).append(table)
    told = pl.concat([converted, encoding_told(document)])
    checked: dict[str, CheckedFile[Any]] = {}
    for name in in_order_of_links(found):
        others = _beside(beside or {}, checked, {each.other for each in DATASETS[name].links if linked})
        is_first = name == next(iter(found))
        checked[name] = _checked(
            document,
            found[name],
            given,
            # What is said of the file as a whole is said with its first dataset.
            left_out=left_out if is_first else left_out.clear(),
            told=told if is_first else told.clear(),
            beside=others,
        )
    return tuple(checked[name] for name in found)


def _beside(
    given: Mapping[str, pl.DataFrame], checked: Mapping[str, CheckedFile[Any]], asked: Collection[str]
) -> dict[str, pl.DataFrame]:
    """The records of other datasets that rules ask for: those of the same file before those given."""
    together: dict[str, list[pl.DataFrame]] = {name: [each.clean] for name, each in checked.items() if name in asked}
    for name, frame in given.items():
        if name in asked:
            together.setdefault(name, []).append(frame)
    return {name: parts[0] if len(parts) == 1 else _by_key(parts, DATASETS[name]) for name, parts in together.items()}


def _by_key(parts: Iterable[pl.DataFrame], dataset: Dataset[Any]) -> pl.DataFrame:
    """Records of one dataset from several places, each once: the first of a key counts."""
    return pl.concat(parts, how="diagonal").unique(dataset.key, keep="first", maintain_order=True)


def certified_file(path: str | Path, dataset: Dataset[Model]) -> DataFrame[Model]:
    """The records of a file, if every one is valid.

    Raises:
        InvalidDataError: If any record breaks a rule of severity error.
        KhcnError: As :func:`check`.
    """
    return only_valid(check(path, dataset))


def _checked(
    document: Document,
    tables: Sequence[FoundTable],
    layout: Layout,
    *,
    left_out: pl.DataFrame,
    told: pl.DataFrame,
    beside: Mapping[str, pl.DataFrame],
) -> CheckedFile[Any]:
    """Check the records of all tables of one dataset together: a key may not occur in two sheets either."""
    dataset = tables[0].dataset
    read = [read_records(each, layout) for each in tables]
    of_tables = [table_problems(each, layout) for each in tables]
    places, raw = _places(read), _stacked([each.raw for each in read], list(column_types(dataset.model)))
    report(_CHECKING, 0, 1)
    broken = [at for at, each in enumerate(of_tables) if each.filter(severity=Severity.ERROR.code).height]
    typed = _typed(read, dataset)
    refused = [each for each in [*_refused(read), *legacy_problems(raw)] if each.height]
    records = check_frame(
        typed,
        dataset,
        refused=[*refused, *_example_rows(typed, dataset)],
        left_out=places["table"].is_in(broken).arg_true(),
        beside=beside,
    )
    report(_CHECKING, 1, 1)
    located = _located(_with_raw_values(_with_suggestions(records.problems, read), raw), tables, places)
    return CheckedFile(
        dataset=dataset,
        clean=records.clean,
        quarantined=places.select("sheet", "row").hstack(raw)[records.kept_out],
        kept_out=records.kept_out,
        problems=problem_frame([each.with_columns(file=pl.lit(document.path.name)) for each in (*of_tables, located)]),
        file=document.path.name,
        places=places.select("sheet", "row"),
        keys=typed.select(dataset.key),
        given={each.table.sheet.name: tuple(each.values.columns) for each in read},
        understood=pl.concat([understood_columns(each, layout) for each in tables]),
        skipped=pl.concat([*(each.skipped for each in tables), left_out]),
        coercions=_summed([told, *(each.coercions for each in read)]),
        layout=layout_of(tables, layout),
    )


def _refused(read: Sequence[RecordCells]) -> list[pl.DataFrame]:
    """What could not be read in each table, by positions among the records of all."""
    starts = [0, *accumulate(each.raw.height for each in read)]
    return [
        problems.with_columns(pl.col("row") + start)
        for start, each in zip(starts, read, strict=False)
        for problems in each.refused
    ]


def _typed(read: Sequence[RecordCells], dataset: Dataset[Any]) -> pl.DataFrame:
    """The records of all tables; columns that none of them has are null."""
    types = column_types(dataset.model)
    typed = _stacked([each.values for each in read], list(types))
    missing = [pl.lit(None, kind).alias(name) for name, kind in types.items() if name not in typed.columns]
    return typed.with_columns(missing).select(list(types))


def _example_rows(records: pl.DataFrame, dataset: Dataset[Any]) -> list[pl.DataFrame]:
    """The example of a template that nobody deleted: it is no record of the department."""
    like_it = records.with_row_index("row", offset=1).filter(has_example_texts(dataset))
    if like_it.is_empty():
        return []
    rows = like_it.join(example_record(dataset), on=records.columns, how="semi", nulls_equal=True)
    if rows.is_empty():
        return []
    return [
        problem(
            rule="example_row",
            severity=Severity.ERROR,
            field=dataset.key[-1],
            rows=rows["row"],
            values=rows[dataset.key[-1]],
            message=Label("Dòng ví dụ của tệp mẫu chưa được xóa", "The example row of the template was not deleted"),
            fix=Label("Xóa cả dòng", "Delete the whole row"),
        )
    ]


def _stacked(parts: Sequence[pl.DataFrame], order: Sequence[str]) -> pl.DataFrame:
    """The columns of several tables under each other; what a table lacks is null."""
    whole = pl.concat(parts, how="diagonal")
    return whole.select(name for name in order if name in whole.columns)


def _places(read: Sequence[RecordCells]) -> pl.DataFrame:
    """Where each record stands: ``table``, ``sheet`` and ``row`` of the file."""
    return pl.concat(
        pl.DataFrame({"row": each.table.rows}).select(
            pl.lit(at, pl.Int64).alias("table"), pl.lit(each.table.sheet.name, pl.String).alias("sheet"), "row"
        )
        for at, each in enumerate(read)
    )


def _with_suggestions(problems: pl.DataFrame, read: Sequence[RecordCells]) -> pl.DataFrame:
    """Problems of words outside a list name the closest word inside it."""
    known = pl.concat([each.suggestions for each in read]).unique(["field", "value"])
    shown = pl.when(pl.col(Problems.rule).is_in(["one_of", "unreadable"])).then("close")
    return (
        problems.join(known.rename({"suggestion": "close"}), on=["field", "value"], how="left", maintain_order="left")
        .with_columns(pl.coalesce(Problems.suggestion, shown).alias(Problems.suggestion))
        .drop("close")
    )


def _with_raw_values(problems: pl.DataFrame, raw: pl.DataFrame) -> pl.DataFrame:
    """The value of each problem as it stands in the file, not as it was read."""
    in_cells = problems.with_row_index("order").filter(pl.col("row").is_not_null(), pl.col("field").is_in(raw.columns))
    values = [
        cells.select("order", raw[field].gather(cells["row"] - 1).alias("raw_value"))
        for (field,), cells in in_cells.group_by("field", maintain_order=True)
    ]
    found = pl.concat([pl.DataFrame(schema={"order": pl.UInt32, "raw_value": pl.String}), *values])
    return (
        problems.with_row_index("order")
        .join(found, on="order", how="left", maintain_order="left")
        .with_columns(pl.coalesce("raw_value", "value").alias("value"))
        .drop("order", "raw_value")
    )


def _located(problems: pl.DataFrame, tables: Sequence[FoundTable], places: pl.DataFrame) -> pl.DataFrame:
    """Positions among the records -> sheet, row of the file, column letter and header."""
    columns = pl.DataFrame(
        [
            (at, field, column_letter(match.header.place), match.header.text)
            for at, each in enumerate(tables)
            for field, match in each.used.items()
        ],
        schema={"table": pl.Int64, "field": pl.String, "column": pl.String, "header": pl.String},
        orient="row",
    )
    by_position = places.with_row_index("position", offset=1).with_columns(pl.col("position").cast(pl.Int64))
    return (
        problems.drop("sheet", "column", "header")
        .rename({"row": "position"})
        .join(by_position, on="position", how="left", maintain_order="left")
        .join(columns, on=["table", "field"], how="left", maintain_order="left")
        .drop("position", "table")
    )


def _summed(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """What reading took upon itself, in all; of sheets read alike the first example stands."""
    whole = pl.concat([pl.DataFrame(schema=COERCIONS), *parts])
    return whole.group_by("sheet", "field", "kind", maintain_order=True).agg(
        pl.col("count").sum(), pl.col("row", "example", "read_as").first()
    )
