"""What one file brings for one dataset, on its way into a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.io.checking import CheckedFile
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import problem, problem_frame
from khcn_analytics.store.card import CARD
from khcn_analytics.store.kept_out import entries, key_texts, keys_of_text, told
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The records of one file for one dataset, and what of them is kept out.

    Attributes:
        source: Name of the file.
        sha256: Digest of the file.
        dataset: What the records are.
        given: The columns the file has.
        read: How many records it holds.
        clean: The records that may come in.
        places: The sheet and the row of each of them.
        quarantine: Rows for the table ``quarantine``.
        problems: Rows for the table ``problems``.
    """

    source: str
    sha256: str
    dataset: Dataset[Any]
    given: tuple[str, ...]
    read: int
    clean: pl.DataFrame
    places: pl.DataFrame
    quarantine: pl.DataFrame
    problems: pl.DataFrame

    def without(self, bad: pl.Series, problems: pl.DataFrame) -> Batch:
        """The batch with some of its clean records kept out.

        Args:
            bad: True for the records to keep out.
            problems: Why; their rows are positions in ``clean``, from 1.
        """
        if not bad.any():
            return self
        text = self.clean.filter(bad).select(pl.all().cast(pl.String))
        keys = key_texts(self.clean, self.dataset).filter(bad)
        kept_out = entries(text, self.places.filter(bad), keys, self.dataset.name, self.source)
        return replace(
            self.telling(problems),
            clean=self.clean.filter(~bad),
            places=self.places.filter(~bad),
            quarantine=pl.concat([self.quarantine, kept_out]),
        )

    def telling(self, problems: pl.DataFrame) -> Batch:
        """The batch with more problems of its clean records; their rows are positions in ``clean``, from 1."""
        at = self.places.with_columns(key_texts(self.clean, self.dataset).alias("key")).with_row_index("position", 1)
        why = (
            problem_frame([problems])
            .with_columns(pl.col("row").cast(pl.UInt32).alias("position"), pl.lit(self.source).alias("file"))
            .drop("sheet", "row")
            .join(at, on="position", how="left", maintain_order="left")
        )
        return replace(self, problems=pl.concat([self.problems, told(why, self.dataset.name, self.source)]))

    def only(self, wanted: pl.Series) -> Batch:
        """The batch with some of its clean records, the others being there already."""
        return replace(self, clean=self.clean.filter(wanted), places=self.places.filter(wanted))

    def with_records(self, clean: pl.DataFrame) -> Batch:
        """The batch with other values in its clean records, one for one."""
        return replace(self, clean=clean)


def batch_of(
    checked: CheckedFile[Any], source: str, sha256: str, departments: Collection[str], defaults: Mapping[str, str]
) -> Batch:
    """A checked file as a batch; records of departments that the card does not name are kept out.

    Args:
        checked: The file after checking.
        source: Name of the file.
        sha256: Digest of the file.
        departments: Codes of the departments the workspace is of.
        defaults: What columns hold that the file does not have.
    """
    dataset, name = checked.dataset, checked.dataset.name
    is_out = pl.Series(range(checked.rows_read), dtype=pl.UInt32).is_in(checked.kept_out.implode())
    places, text = checked.places, checked.quarantined.drop(*checked.places.columns)
    filled = {**defaults, **checked.layout.defaults}
    clean_keys, out_keys = key_texts(checked.clean, dataset), keys_of_text(text, dataset, filled)
    at = pl.concat([places.filter(~is_out), places.filter(is_out)]).with_columns(
        pl.concat([clean_keys, out_keys]).alias("key")
    )
    known = at.filter(pl.col("row").is_not_null()).unique(["sheet", "row"])
    found = checked.problems.join(known, on=["sheet", "row"], how="left", nulls_equal=True, maintain_order="left")
    batch = Batch(
        source=source,
        sha256=sha256,
        dataset=dataset,
        given=(*text.columns, *filled),
        read=checked.rows_read,
        clean=checked.clean.select(*column_types(dataset.model)),
        places=places.filter(~is_out),
        quarantine=entries(text, places.filter(is_out), out_keys, name, source),
        problems=told(found, name, source),
    )
    strangers = batch.clean["department"].is_in(list(departments)).not_()
    return batch.without(strangers, _unknown_department(batch.clean, strangers))


def key_in_two_files(records: pl.DataFrame, bad: pl.Series, dataset: Dataset[Any]) -> pl.DataFrame:
    """The problem of keys that another file of the same import has with other values."""
    listed = " + ".join(dataset.key)
    return problem(
        rule="key_in_two_files",
        severity=Severity.ERROR,
        field=dataset.key[-1],
        rows=bad.arg_true() + 1,
        values=records[dataset.key[-1]].filter(bad),
        message=Label(
            f"Khóa {listed} có trong tệp khác của lần nhập này với giá trị khác",
            f"The key {listed} is in another file of this import with other values",
        ),
        fix=Label(
            "Sửa cho hai tệp khớp nhau, hoặc nhập từng tệp để tệp sau thay tệp trước",
            "Make the files agree, or import them one by one so that the later one counts",
        ),
    )


def problems_of(batches: Iterable[Batch]) -> DataFrame[Problems]:
    """Every problem of the batches, as :class:`~khcn_analytics.schemas.results.Problems`."""
    return problem_frame([each.problems.select(*column_types(Problems)) for each in batches])


def _unknown_department(records: pl.DataFrame, bad: pl.Series) -> pl.DataFrame:
    return problem(
        rule="unknown_department",
        severity=Severity.ERROR,
        field="department",
        rows=bad.arg_true() + 1,
        values=records["department"].filter(bad),
        message=Label(f"Sở không có trong {CARD}", f"{CARD} does not name this department"),
        fix=Label(
            f"Thêm [departments.…] vào {CARD} hoặc sửa mã sở", f"Add [departments.…] to {CARD} or correct the code"
        ),
    )
