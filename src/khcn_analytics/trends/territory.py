"""Values on the territory of another day: a series that a merger of provinces does not break.

Numerators and denominators of the parts are added, and ratios recomputed from the sums. What can't be
added, or divided again, is refused; a sum that lacks one of its parts is null and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.measures import Level, Mean, Ratio, parts
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.trends.windows import window_end, window_start
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.provinces import Territory

_FIGURES = ("value", "numerator", "denominator", "flag")
_WINDOW = ("first", "after")


def on_territory(
    values: DataFrame[IndicatorValues],
    territory: Territory,
    *,
    as_of: date,
    departments: Mapping[str, str] | None = None,
) -> DataFrame[IndicatorValues]:
    """Values as if the provinces of a day had always been there.

    Args:
        values: Values of departments, split by what one likes but not by unit: an office of one
            province is not that of another because both are called "Văn phòng".
        territory: The provinces by date.
        as_of: The day.
        departments: For codes that are no province's: the province's, for example ``{"sk": "kon_tum"}``.

    Returns:
        One row for each province of that day where there were rows of its parts, in the order of the
        first, under one code: the first that the province goes by among the values, or its own where only its parts are there. Where one of the parts that stood in the period is not among the values, or has no
        value, there is no sum: flag ``part_missing``, or the flag all of them have. Values over all
        departments, and of provinces that nothing was merged into, stay as they are.

    Raises:
        UnknownNameError: If a department, or what ``departments`` says of one, is no province's.
        IncomparableError: If values would have to be added or divided that can't be.
        WrongUseError: If the table of provinces does not reach back to a period, ``as_of`` is no day, or a value is
            no number.
    """
    _refuse_no_day(as_of)
    need_numbers(values)
    placed = values.with_row_index("place").with_columns(
        window_start("period_start", "period_end").alias("first"),
        window_end("period_start", "period_end").alias("after"),
    )
    where = _where(placed, territory, as_of, departments or {})
    found = placed.join(where, on=["department", *_WINDOW], how="left", maintain_order="left")
    is_merged = pl.col("is_merged").fill_null(value=False)
    merged, alone = found.filter(is_merged), found.filter(is_merged.not_())
    _refuse_what_cannot_be_added(merged)
    moved = _sums(merged, [*values.columns, "heir"])
    whole = pl.concat([alone.select(moved.columns), moved])
    whole = whole.with_columns(pl.col("heir").replace(_codes(found))).with_columns(
        pl.coalesce("heir", "department").alias("department")
    )
    return as_result(whole.sort("place").select(values.columns), IndicatorValues)


def _refuse_no_day(as_of: object) -> None:
    if not isinstance(as_of, date) or isinstance(as_of, datetime):
        raise WrongUseError(
            f"as_of cần một ngày, ví dụ date(2025, 12, 31), không phải “{as_of}”.",
            f"as_of takes a day, for example date(2025, 12, 31), not “{as_of}”.",
        )


def _codes(found: pl.DataFrame) -> dict[str, str]:
    """What each province of the day is called: as it is among the values, or by its own code."""
    own = found.filter(part=pl.col("heir")).unique(subset="heir", keep="first", maintain_order=True)
    return dict(own.select("heir", "department").iter_rows())


def _where(placed: pl.DataFrame, territory: Territory, as_of: date, given: Mapping[str, str]) -> pl.DataFrame:
    """For each department and window: which part it is, whose territory it is now, which parts that takes."""
    asked: list[tuple[str, date, date]] = (
        placed.filter(pl.col("department").is_not_null()).select("department", *_WINDOW).unique().sort(pl.all()).rows()
    )
    windows = {(first, after) for _, first, after in asked}
    standing = {(first, after): _standing(territory, first, after, as_of) for first, after in windows}
    there: dict[tuple[str, date, date], set[str]] = {}
    rows = []
    for code, first, after in asked:
        part = _department(code, territory, given)
        heir = _heir(territory, part, (code, first, after), as_of)
        there.setdefault((heir, first, after), set()).add(code)
        rows.append((code, first, after, part, heir, sorted(standing[first, after].get(heir, ()))))
    told = [
        (code, first, after, part, heir, needed, len(needed) > 1 or len(there[heir, first, after]) > 1)
        for code, first, after, part, heir, needed in rows
    ]
    days: dict[str, pl.DataType] = dict.fromkeys(_WINDOW, pl.Date())
    texts = {"part": pl.String(), "heir": pl.String(), "needed": pl.List(pl.String())}
    schema = {"department": pl.String(), **days, **texts, "is_merged": pl.Boolean()}
    return pl.DataFrame(told, schema=schema, orient="row")


def _standing(territory: Territory, first: date, after: date, as_of: date) -> dict[str, set[str]]:
    """The departments that stood on some day of a window, by the one that has their territory on ``as_of``."""
    territory.on(first)
    found: dict[str, set[str]] = {}
    for each in territory.provinces:
        if each.stands(first, after) and (heir := territory.heir(each, as_of)) is not None:
            found.setdefault(heir.department, set()).add(each.department)
    return found


def _department(code: str, territory: Territory, given: Mapping[str, str]) -> str:
    name = given.get(code, code)
    found = territory.department_of(name)
    if found is None:
        known = {each.department for each in territory.provinces}
        raise UnknownNameError("tỉnh của Sở (chỉ rõ bằng departments)", "province of the department", name, known)
    return found


def _heir(territory: Territory, part: str, asked: tuple[str, date, date], as_of: date) -> str:
    code, first, after = asked
    heirs = [territory.heir(each, as_of) for each in territory.of_department(part, first, after)]
    if None in heirs:
        raise IncomparableError(
            f"Không chia lại được số liệu của “{code}” từ {format_date(first)} cho các tỉnh của ngày "
            f"{format_date(as_of)}: các tỉnh đó đã hợp nhất. Hãy bỏ các kỳ này hoặc chọn as_of muộn hơn.",
            f"Values of “{code}” from {first} can't be divided among the provinces of {as_of}: these had been merged. "
            "Leave those periods out, or choose a later as_of.",
        )
    return next(each.department for each in heirs if each is not None)


def _refuse_what_cannot_be_added(merged: pl.DataFrame) -> None:
    if units := merged["unit"].drop_nulls().unique().sort().to_list():
        raise IncomparableError(
            f"Không cộng được số liệu theo đơn vị ({len(units)} đơn vị, ví dụ “{units[0]}”): đơn vị trùng tên của hai "
            "tỉnh không phải là một. Hãy tính lại với by không có unit.",
            f"Values by unit are not added ({len(units)} units, for example “{units[0]}”): units of two provinces are "
            "not one because they share a name. Compute again without unit in by.",
        )
    divided = [code for code, card in INDICATORS.items() if isinstance(card.measure, Ratio | Mean)]
    lacking = (
        pl.col("indicator").is_in(list(INDICATORS)).not_()
        | pl.col("numerator").is_null()
        | (pl.col("indicator").is_in(divided) & pl.col("denominator").is_null())
    )
    if codes := merged.filter(pl.col("value").is_not_null() & lacking)["indicator"].unique().sort().to_list():
        raise IncomparableError(
            f"Không cộng được {len(codes)} chỉ số vì thiếu tử số, mẫu số hoặc định nghĩa: {', '.join(codes)}. "
            "Hãy tính từ bản ghi rồi quy đổi.",
            f"{len(codes)} indicators can't be added, for want of a numerator, a denominator or a definition: "
            f"{', '.join(codes)}. Compute them from records first.",
        )


def _sums(merged: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """One row for each heir, group and period."""
    own = [name for name in columns if name not in {"department", "heir", *_FIGURES}]
    keys = ["heir", *own]
    sums = merged.group_by(keys, maintain_order=True).agg(
        pl.col("place").min(),
        pl.col("numerator", "denominator").sum(),
        has_denominator=pl.col("denominator").is_not_null().any(),
    )
    told = sums.join(_missing(merged, keys), on=keys, how="left", nulls_equal=True, maintain_order="left")
    known = pl.col("missing").is_null()
    above = pl.when(known).then("numerator")
    below = pl.when(known & pl.col("has_denominator")).then("denominator")
    per = {code: card.measure.per for code, card in INDICATORS.items() if isinstance(card.measure, Ratio)}
    times = pl.col("indicator").replace_strict(per, default=1, return_dtype=pl.Int64)
    return told.select(
        "place",
        "heir",
        pl.col("heir").alias("department"),
        *own,
        value=pl.when(below.is_null()).then(above).when(below != 0).then(above * times / below),
        numerator=above,
        denominator=below,
        flag=pl.coalesce("missing", pl.when(below == 0).then(pl.lit("zero_denominator"))),
    ).select("place", *columns)


def _missing(merged: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Why there is no sum, for each group that lacks one of its parts."""
    period = ["heir", "indicator", "period_start", "period_end", "period_kind"]
    needed = merged.unique(subset=keys).select(*keys, part="needed").explode("part")
    told = pl.col("numerator").is_not_null() & (pl.col("flag").is_null() | (pl.col("flag") == "zero_denominator"))
    rows = merged.select(*keys, "part", "flag", told=told)
    reports = merged.select(*period, "part", reports=True).unique()
    levels = [code for code, card in INDICATORS.items() if any(isinstance(each, Level) for each in parts(card.measure))]
    # A part that has other groups in the period has none of this one, except of what must be reported.
    has_none = pl.col("reports").fill_null(value=False) & pl.col("indicator").is_in(levels).not_()
    lack = pl.when(pl.col("told").fill_null(has_none).not_()).then(pl.coalesce("flag", pl.lit("part_missing")))
    return (
        needed.join(rows, on=[*keys, "part"], how="left", nulls_equal=True)
        .join(reports, on=[*period, "part"], how="left")
        .with_columns(lack=lack)
        .group_by(keys)
        .agg(
            missing=pl.when(pl.col("lack").n_unique() == 1)
            .then(pl.col("lack").first())
            .otherwise(pl.lit("part_missing"))
        )
    )
