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
from khcn_analytics.store.departments import unknown_department
from khcn_analytics.store.kept_out import entries, key_texts, told
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The records of one file for one dataset, and what of them is kept out.

    Attributes:
        source: Name of the file.
        sha256: Digest of the file.
        dataset: What the records are.
        given: Sheet -> the columns its table has.
        read: How many records it holds.
        clean: The records that may come in.
        places: The sheet and the row of each of them.
        quarantine: Rows for the table ``quarantine``.
        problems: Rows for the table ``problems``.
    """

    source: str
    sha256: str
    dataset: Dataset[Any]
    given: Mapping[str | None, tuple[str, ...]]
    read: int
    clean: pl.DataFrame
    places: pl.DataFrame
    quarantine: pl.DataFrame
    problems: pl.DataFrame

    @property
    def keys(self) -> pl.Series:
        """The key of each clean record as one text."""
        return key_texts(self.clean, self.dataset)

    @property
    def lacking(self) -> dict[str, pl.Series]:
        """Column -> true for the clean records whose sheet does not have it."""
        without = {
            name: [sheet for sheet, columns in self.given.items() if name not in columns]
            for name in self.clean.columns
            if name not in self.dataset.key
        }
        stand_in = self.places["sheet"].cast(pl.String)
        return {
            name: stand_in.is_in(pl.Series(sheets, dtype=pl.String).implode(), nulls_equal=True)
            for name, sheets in without.items()
            if sheets
        }

    @property
    def brought(self) -> pl.DataFrame:
        """``dataset``, ``source``, ``sheet``, ``row`` and ``key`` of every record, clean or not."""
        kept_out = self.quarantine.drop("record")
        clean = self.places.with_columns(
            self.keys.alias("key"), dataset=pl.lit(self.dataset.name), source=pl.lit(self.source)
        )
        return pl.concat([kept_out, clean.select(pl.col(name).cast(kind) for name, kind in kept_out.schema.items())])

    def without(self, bad: pl.Series, problems: pl.DataFrame) -> Batch:
        """The batch with some of its clean records kept out.

        Args:
            bad: True for the records to keep out.
            problems: Why; their rows are positions in ``clean``, from 1.
        """
        if not bad.any():
            return self
        text = self.clean.filter(bad).select(pl.all().cast(pl.String))
        kept_out = entries(text, self.places.filter(bad), self.keys.filter(bad), self.dataset.name, self.source)
        return replace(
            self.telling(problems),
            clean=self.clean.filter(~bad),
            places=self.places.filter(~bad),
            quarantine=pl.concat([self.quarantine, kept_out]),
        )

    def telling(self, problems: pl.DataFrame) -> Batch:
        """The batch with more problems of its clean records; their rows are positions in ``clean``, from 1."""
        return replace(self, problems=pl.concat([self.problems, self._located(problems)]))

    def rejudged(self, warnings: pl.DataFrame, rules: Collection[str]) -> Batch:
        """The batch with the warnings that some rules give its clean records among all others.

        What the file's own check told of these rules stays only where they still say so: it knew
        less.

        Args:
            warnings: The warnings; their rows are positions in ``clean``, from 1.
            rules: The names of the rules.
        """
        now, same = self._located(warnings), ["key", "rule"]
        of_rules = (
            pl.col("rule").is_in(list(rules))
            & (pl.col("severity") == Severity.WARNING.code)
            & pl.col("key").is_in(self.keys.implode()).fill_null(value=False)
        )
        others, own = self.problems.filter(~of_rules), self.problems.filter(of_rules)
        still, new = own.join(now, on=same, how="semi"), now.join(own, on=same, how="anti")
        return replace(self, problems=pl.concat([others, still, new]))

    def with_records(self, clean: pl.DataFrame) -> Batch:
        """The batch with other values in its clean records, one for one."""
        return replace(self, clean=clean)

    def _located(self, problems: pl.DataFrame) -> pl.DataFrame:
        """Problems at positions in ``clean`` as rows for the table ``problems``."""
        at = self.places.with_columns(self.keys.alias("key")).with_row_index("position", 1)
        why = (
            problem_frame([problems])
            .with_columns(pl.col("row").cast(pl.UInt32).alias("position"), pl.lit(self.source).alias("file"))
            .drop("sheet", "row")
            .join(at, on="position", how="left", maintain_order="left")
        )
        return told(why, self.dataset.name, self.source)


def batch_of(checked: CheckedFile[Any], source: str, sha256: str, departments: Collection[str]) -> Batch:
    """A checked file as a batch; records of departments that the card does not name are kept out.

    Args:
        checked: The file after checking.
        source: Name of the file.
        sha256: Digest of the file.
        departments: Codes of the departments the workspace is of.
    """
    dataset, name = checked.dataset, checked.dataset.name
    is_out = pl.Series(range(checked.rows_read), dtype=pl.UInt32).is_in(checked.kept_out.implode())
    places, text = checked.places, checked.quarantined.drop(*checked.places.columns)
    keys = key_texts(checked.keys, dataset)
    at = places.with_columns(keys)
    found = checked.problems.join(at, on=["sheet", "row"], how="left", nulls_equal=True, maintain_order="left")
    batch = Batch(
        source=source,
        sha256=sha256,
        dataset=dataset,
        given=checked.given,
        read=checked.rows_read,
        clean=checked.clean.select(*column_types(dataset.model)),
        places=places.filter(~is_out),
        quarantine=entries(text, places.filter(is_out), keys.filter(is_out), name, source),
        problems=told(found, name, source),
    )
    strangers = batch.clean["department"].is_in(list(departments)).not_()
    return batch.without(
        strangers, unknown_department(rows=strangers.arg_true() + 1, values=batch.clean["department"].filter(strangers))
    )


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
