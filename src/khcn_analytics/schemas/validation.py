"""The one way records are validated.

pandera does the checking; this module closes the doors it leaves open on polars: a LazyFrame is
collected first (pandera would look at its columns only), the environment can't switch checks off
or down, the experimental narwhals engine (which names wrong rows) stays off, columns are never
coerced, and every broken rule is reported with its row instead of the first few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, NoReturn, cast

import pandera.polars as pa
import polars as pl
import polars.selectors as cs
from pandera.config import ValidationDepth, config_context, set_config
from pandera.errors import SchemaErrors
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import InvalidDataError, MissingColumnsError, UnreadableDataError
from khcn_analytics.schemas.columns import column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset, Model
from khcn_analytics.schemas.record_displays import checked_display
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import HOLDS, RULE, Rule, Severity
from khcn_analytics.vocabulary.labels import Label

set_config(use_narwhals_backend=False)

_POSITION = "__position"


@dataclass(frozen=True, slots=True, repr=False)
class CheckedFrame(Shown, Generic[Model]):
    """A frame after checking: what may be used, what may not, and why.

    Attributes:
        dataset: What it was checked as.
        clean: The valid records, typed.
        quarantined: The records kept out, as they were given.
        kept_out: Their positions in the frame given, from 0.
        problems: Every broken rule; errors and warnings.

    Examples:
        >>> import polars as pl
        >>> import khcn_analytics as kh
        >>> frame = pl.DataFrame({"department": ["kon_tum"], "unit": ["Văn phòng"], "year": [2022], "headcount": [-3]})
        >>> checked = kh.check_frame(frame, kh.DATASETS["staff"])
        >>> checked.clean.height, checked.kept_out.to_list(), checked.problems["field"].to_list()
        (0, [0], ['headcount'])
    """

    dataset: Dataset[Model]
    clean: DataFrame[Model]
    quarantined: pl.DataFrame
    kept_out: pl.Series
    problems: DataFrame[Problems]

    def _shown(self) -> Display:
        return checked_display(
            self.dataset, clean=self.clean.height, kept_out=self.quarantined.height, problems=self.problems
        )


def check_frame(
    frame: pl.DataFrame | pl.LazyFrame,
    dataset: Dataset[Model],
    *,
    refused: Sequence[pl.DataFrame] = (),
    left_out: pl.Series | None = None,
    beside: Mapping[str, pl.DataFrame] | None = None,
) -> CheckedFrame[Model]:
    """Split records into valid and quarantined, and say what is wrong with each.

    Args:
        frame: Columns named and typed as the dataset says. Optional columns may be missing and
            are added empty; a column the dataset doesn't know is left out with a warning.
        dataset: What the records are.
        refused: Problems found before, such as unreadable cells (see :func:`problem`). Their
            records are kept out; nothing more is said of these cells, but of the others is.
        left_out: Positions, from 0, of records that are kept out unjudged, for a reason told elsewhere.
        beside: Valid records of other datasets by name, for the rules between datasets; a rule
            whose other dataset is not there is not judged.

    Returns:
        Every record is either in ``clean`` or in ``quarantined``. Records that break only
        warnings are clean.

    Raises:
        MissingColumnsError: If a required column is not there.
        UnreadableDataError: If a column has a type that can't be read as the dataset's.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.schemas.inspections import INSPECTIONS
        >>> frame = pl.select(
        ...     inspection_id=pl.Series(["TT-1", "TT-2"]),
        ...     department=pl.lit("cao_bang"),
        ...     activity=pl.lit("check"),
        ...     started_on=pl.date(2020, 5, 4),
        ...     subjects=pl.Series([3, -1]),
        ... )
        >>> checked = check_frame(frame, INSPECTIONS)
        >>> checked.clean.height, checked.quarantined.height, checked.problems["rule"].to_list()
        (1, 1, ['at_least'])
    """
    given = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    problems = list(_unknown_columns(given, dataset))
    typed = _typed(given, dataset).with_row_index(_POSITION)
    unjudged = pl.Series(_POSITION, [], dtype=pl.UInt32) if left_out is None else left_out.cast(pl.UInt32)
    # Of a record refused as a whole nothing is known; of others all that can be read is judged.
    unknown = _positions([each.filter(pl.col(Problems.field).is_null()) for each in refused])
    judged = _without(typed, pl.concat([unjudged, unknown]))
    found = list(_beyond(refused, _every_broken_rule(judged, dataset, beside or {})))
    problems += [*refused, *found]
    candidates, bad = typed, pl.Series(_POSITION, [], dtype=pl.UInt32)
    more = pl.concat([unjudged, _positions([*refused, *_errors(found)])])
    while more.len():
        bad = pl.concat([bad, more]).unique()
        # Rules over groups can only be judged again once bad rows are out; the last round finds
        # no error and is the certificate of the clean frame.
        candidates = _without(typed, bad)
        errors = _errors(_every_broken_rule(candidates, dataset, beside or {}))
        problems += errors
        more = _positions(errors)
    clean = candidates.drop(_POSITION)
    kept_out = bad.sort()
    assert clean.height + kept_out.len() == given.height
    return CheckedFrame(dataset, cast("DataFrame[Model]", clean), given[kept_out], kept_out, problem_frame(problems))


def certified(frame: pl.DataFrame | pl.LazyFrame, dataset: Dataset[Model]) -> DataFrame[Model]:
    """The same records, if every one is valid.

    Args:
        frame: Columns named and typed as the dataset says, as for ``check_frame``.
        dataset: What the records are.

    Returns:
        The rows given, in the columns and types of the dataset.

    Raises:
        InvalidDataError: If any record breaks a rule of severity error.
        MissingColumnsError: If a required column is not there.
        UnreadableDataError: If a column has a type that can't be read as the dataset's.

    Examples:
        >>> import polars as pl
        >>> import khcn_analytics as kh
        >>> frame = pl.DataFrame({"department": ["kon_tum"], "unit": ["Văn phòng"], "year": [2022], "headcount": [12]})
        >>> kh.certified(frame, kh.DATASETS["staff"]).select("year", "headcount").row(0)
        (2022, 12)
    """
    return only_valid(check_frame(frame, dataset))


def only_valid(checked: CheckedFrame[Model]) -> DataFrame[Model]:
    """The clean records, if nothing was kept out.

    Raises:
        InvalidDataError: If any record breaks a rule of severity error.
    """
    errors = checked.problems.filter(severity=Severity.ERROR.code)
    if errors.height or checked.kept_out.len():
        first = [
            (
                f"dòng {each['row']}, {each['field']} = {_quoted(each['value'], 'trống')}: {each['message_vi']}",
                f"row {each['row']}, {each['field']} = {_quoted(each['value'], 'empty')}: {each['message_en']}",
            )
            for each in errors.head(3).iter_rows(named=True)
        ]
        raise InvalidDataError(checked.dataset.label.vi, errors.height, first)
    return checked.clean


def _quoted(value: str | None, nothing: str) -> str:
    return f"({nothing})" if value is None else f"“{value}”"


def as_result(frame: pl.DataFrame, model: type[Model]) -> DataFrame[Model]:
    """A frame this library made, checked against its result model before anyone sees it."""
    plain, others = _plain_columns(model)
    # pandera asks each column several times; of most there is only the type and the nulls to look at.
    schema = others if all(_is_right(frame, name, column) for name, column in plain.items()) else model.to_schema()
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        return cast("DataFrame[Model]", schema.validate(frame))


@lru_cache(maxsize=256)
def _plain_columns(model: type[pa.DataFrameModel]) -> tuple[Mapping[str, Any], pa.DataFrameSchema]:
    """The columns that a model asks no more of than their type and their nulls, and its schema without them."""
    schema = model.to_schema()
    # A strict schema must know every column; of numbers that must be there pandera asks that they are numbers.
    plain = {
        name: each
        for name, each in schema.columns.items()
        if not (schema.strict or schema.ordered or each.checks or each.unique or each.regex or each.coerce)
        and (each.nullable or not each.dtype.type.is_float())
    }
    return plain, schema.remove_columns(list(plain)) if plain else schema


def _is_right(frame: pl.DataFrame, name: str, column: Any) -> bool:
    is_typed = frame.schema.get(name) == column.dtype.type
    return is_typed and (column.nullable or not frame[name].null_count())


def problem_frame(parts: list[pl.DataFrame]) -> DataFrame[Problems]:
    """Problems from several places in one frame, in the order of file rows."""
    if all(each.is_empty() for each in parts):
        return _no_problems()
    types = column_types(Problems)
    empty = pl.DataFrame(schema=types)
    whole = pl.concat([empty, *parts], how="diagonal_relaxed").select(pl.col(c).cast(t) for c, t in types.items())
    return as_result(whole.sort(Problems.row, nulls_last=False, maintain_order=True), Problems)


@lru_cache(maxsize=1)
def _no_problems() -> DataFrame[Problems]:
    """Checked once: most frames have no problems, and a frame never changes."""
    return as_result(pl.DataFrame(schema=column_types(Problems)), Problems)


def problem(
    *,
    rule: str,
    severity: Severity,
    message: Label,
    fix: Label,
    field: str | None = None,
    rows: pl.Series | None = None,
    values: pl.Series | None = None,
) -> pl.DataFrame:
    """One problem for a whole table, or the same problem in several rows (counted from 1)."""
    height = 1 if rows is None else len(rows)
    nothing = pl.Series([None] * height)
    return pl.DataFrame(
        {
            "row": (nothing if rows is None else rows).cast(pl.Int64),
            "field": [field] * height,
            "value": (nothing if values is None else values).cast(pl.String),
            "rule": [rule] * height,
            "severity": [severity.code] * height,
            **{f"message_{language}": [message.text(language)] * height for language in ("vi", "en")},
            **{f"fix_{language}": [fix.text(language)] * height for language in ("vi", "en")},
        },
        schema_overrides={"field": pl.String},
    )


def _without(typed: pl.DataFrame, positions: pl.Series) -> pl.DataFrame:
    return typed.filter(pl.col(_POSITION).is_in(positions.implode()).not_()) if positions.len() else typed


def _errors(problems: Iterable[pl.DataFrame]) -> list[pl.DataFrame]:
    return [each for each in problems if each[Problems.severity][0] == Severity.ERROR.code]


def _beyond(refused: Sequence[pl.DataFrame], found: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Problems that say more than those found before: a cell that can't be read is not also missing."""
    cells = pl.concat(
        [pl.DataFrame(schema={"row": pl.Int64, "field": pl.String}), *(each.select("row", "field") for each in refused)]
    )
    for each in found:
        more = each.join(cells, on=["row", "field"], how="anti", maintain_order="left")
        if more.height:
            yield more


def _positions(problems: Sequence[pl.DataFrame]) -> pl.Series:
    """Positions, from 0, of the records that have problems."""
    rows = [each[Problems.row].drop_nulls() for each in problems]
    return pl.concat([pl.Series(_POSITION, [], dtype=pl.Int64), *rows]).unique().cast(pl.UInt32) - 1


def _unknown_columns(frame: pl.DataFrame, dataset: Dataset[Any]) -> Iterator[pl.DataFrame]:
    known = column_types(dataset.model)
    for name in frame.columns:
        if name not in known:
            yield problem(
                rule="unknown_column",
                severity=Severity.WARNING,
                field=name,
                message=Label(
                    f"Cột “{name}” không có trong bộ dữ liệu {dataset.label.vi}, đã bỏ qua",
                    f"Column “{name}” is not part of {dataset.name} and was left out",
                ),
                fix=Label("Đổi tên cột nếu là cột cần dùng", "Rename the column if it should be used"),
            )


def _typed(frame: pl.DataFrame, dataset: Dataset[Any]) -> pl.DataFrame:
    """The dataset's columns in its order and types; only casts that lose nothing."""
    cards = column_cards(dataset.model)
    missing = [(name, cards[name].label.vi) for name in required_columns(dataset.model) if name not in frame.columns]
    if missing:
        raise MissingColumnsError(dataset.label.vi, missing, frame.columns)
    columns = []
    for name, wanted in column_types(dataset.model).items():
        if name not in frame.columns:
            columns.append(pl.lit(None, dtype=wanted).alias(name))
            continue
        if not _is_lossless(frame.schema[name], wanted):
            raise UnreadableDataError(
                dataset.label.vi,
                vi=f"cột {name} có kiểu {frame.schema[name]}, cần kiểu {wanted}",
                en=f"column {name} has type {frame.schema[name]}, {wanted} is needed",
            )
        columns.append(pl.col(name).cast(wanted))
    return _without_blanks(frame.select(columns))


def _without_blanks(frame: pl.DataFrame) -> pl.DataFrame:
    """Blank texts as null: a required column would take one for a value."""
    # Whatever sorts before "!" is empty or starts with a blank. Few columns hold such a text, and
    # looking closer at every text would cost more than all rules together.
    suspects = frame.select((cs.string() < "!").any())
    blank = [name for name in suspects.columns if suspects[name].item()]
    return frame.with_columns(pl.when(pl.col(blank).str.strip_chars() != "").then(pl.col(blank))) if blank else frame


def _is_lossless(given: pl.DataType, wanted: pl.DataType) -> bool:
    if given in (wanted, pl.Null):
        return True
    if wanted == pl.String:
        return isinstance(given, (pl.Categorical, pl.Enum))
    small = given in (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)
    if wanted == pl.Int64:
        return small
    return wanted == pl.Float64 and (small or given in (pl.Int64, pl.Float32))


def _every_broken_rule(
    frame: pl.DataFrame, dataset: Dataset[Any], beside: Mapping[str, pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    yield from _broken_rules(frame, dataset)
    for link in dataset.links:
        if link.other in beside:
            kept = link.holds(frame.drop(_POSITION), beside[link.other]).fill_null(value=True)
            assert kept.len() == frame.height, "a rule must answer for every row"
            if not kept.all():
                yield _broken(link.rule, frame, kept)


def _broken(rule: Rule, frame: pl.DataFrame, kept: pl.Series) -> pl.DataFrame:
    """The problems of the records that break a rule."""
    return problem(
        rule=rule.name,
        severity=rule.severity,
        field=rule.blames,
        rows=frame[_POSITION].filter(~kept) + 1,
        values=frame[rule.blames].filter(~kept),
        message=rule.message,
        fix=rule.fix,
    )


def _broken_rules(frame: pl.DataFrame, dataset: Dataset[Any]) -> Iterator[pl.DataFrame]:
    """One frame of problems for each rule that some record breaks."""
    records = frame.drop(_POSITION)
    if _is_flawless(records, dataset.model):
        return
    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            dataset.model.to_schema().validate(records, lazy=True)
    except SchemaErrors as errors:
        for each in errors.schema_errors:
            rule = _rule_of(each, dataset)
            kept = each.check_output["check_output"]
            assert kept.len() == records.height, "a check must answer for every row"
            yield _broken(rule, frame, kept)


def _is_flawless(records: pl.DataFrame, model: type[pa.DataFrameModel]) -> bool:
    """Whether typed records meet every check of their model for certain.

    pandera runs several queries for each check. Most records are fine: they are asked for all in one, and
    pandera is left to say what is wrong with those that are not.
    """
    is_met: bool = records.select(pl.all_horizontal(each.all() for each in _what_is_asked(model))).item()
    return is_met


@lru_cache(maxsize=64)
def _what_is_asked(model: type[pa.DataFrameModel]) -> tuple[pl.Expr, ...]:
    """All that a model asks of typed records, true where it is met."""
    schema = model.to_schema()
    asked = [pl.lit(value=True)]
    for name, column in schema.columns.items():
        if not column.nullable:
            asked.append(pl.col(name).is_not_null())
            # pandera takes NaN for a missing number.
            asked += [pl.col(name).is_not_nan()] if column.dtype.type.is_float() else []
        asked += [_COLUMN_CHECKS[each.name](pl.col(name), each.statistics) for each in column.checks]
    asked += [each.statistics[HOLDS](model) for each in schema.checks]
    # What can't be told is no mistake.
    return tuple(each.fill_null(value=True) for each in asked)


def _rule_of(error: Any, dataset: Dataset[Any]) -> Rule:
    """The rule behind a pandera failure: one of the model's own, or one of a column's."""
    check = error.check
    if isinstance(check, pa.Check) and check.statistics and RULE in check.statistics:
        rule: Rule = check.statistics[RULE]
        return rule
    name, statistics = (check, {}) if isinstance(check, str) else (check.name, check.statistics)
    if name not in _COLUMN_RULES or error.column_name is None or error.check_output is None:
        _unforeseen(error)
    card = column_cards(dataset.model)[error.column_name]
    rule_name, message, fix = _COLUMN_RULES[name]
    words: Mapping[str, Any] = {
        "vi": card.label.vi,
        "en": card.label.en,
        "minimum": statistics.get("min_value"),
        "maximum": statistics.get("max_value"),
        "example": card.example,
        "codes_vi": ", ".join(each.label.vi for each in card.codes.entries) if card.codes else "",
        "codes_en": ", ".join(each.code for each in card.codes.entries) if card.codes else "",
    }
    return Rule(
        name=rule_name,
        severity=Severity.ERROR,
        blames=error.column_name,
        message=Label(message.vi.format(**words), message.en.format(**words)),
        fix=Label(fix.vi.format(**words), fix.en.format(**words)),
        source="",
    )


def _unforeseen(error: Any) -> NoReturn:
    # NOTE: a failure we can't place in a row must stop everything: reporting it as "no problem"
    # is how unvalidated data gets through.
    raise RuntimeError(f"pandera reported a failure this library does not know: {error!r}")


# Name of pandera's check -> what it asks of a column; a test holds each against pandera.
_COLUMN_CHECKS: dict[str, Callable[[pl.Expr, Mapping[str, Any]], pl.Expr]] = {
    "isin": lambda column, asks: column.is_in(list(asks["allowed_values"])),
    "greater_than_or_equal_to": lambda column, asks: column >= asks["min_value"],
    "less_than_or_equal_to": lambda column, asks: column <= asks["max_value"],
    "str_matches": lambda column, asks: column.str.contains(asks["pattern"]),
    "a_finite_number": lambda column, asks: column.is_finite() == asks["finite"],
}

# Name of pandera's check -> our rule, its message and its fix.
_COLUMN_RULES: dict[str, tuple[str, Label, Label]] = {
    "not_nullable": (
        "required",
        Label("Thiếu {vi}", "{en} is missing"),
        Label("Điền {vi}, ví dụ: {example}", "Fill in {en}, for example: {example}"),
    ),
    "isin": (
        "one_of",
        Label("{vi} không có trong danh mục", "{en} is not in the code list"),
        Label("Chọn một trong: {codes_vi}", "Choose one of: {codes_en}"),
    ),
    "greater_than_or_equal_to": (
        "at_least",
        Label("{vi} nhỏ hơn {minimum}", "{en} is below {minimum}"),
        Label("Kiểm tra lại con số; nhỏ nhất là {minimum}", "Check the number; the smallest is {minimum}"),
    ),
    "less_than_or_equal_to": (
        "at_most",
        Label("{vi} lớn hơn {maximum}", "{en} is above {maximum}"),
        Label("Kiểm tra lại con số; lớn nhất là {maximum}", "Check the number; the largest is {maximum}"),
    ),
    "str_matches": (
        "format",
        Label("{vi} không đúng dạng", "{en} has the wrong form"),
        Label("Viết theo mẫu: {example}", "Write it like: {example}"),
    ),
    "a_finite_number": (
        "a_number",
        Label("{vi} không phải là số", "{en} is not a number"),
        Label("Nhập một con số, ví dụ: {example}", "Enter a number, for example: {example}"),
    ),
}
