"""What a picture of a trend marks beside its lines, in words: breaks, estimates, targets."""

from __future__ import annotations

import polars as pl

from khcn_analytics.charts.alt_text import from_to
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_BREAK = Label("gãy chuỗi từ {period} ({text})", "broken from {period} on ({text})")
_ESTIMATE = Label("{period} là ước", "{period} is an estimate")
_GAP = Label("không có giá trị: {}", "no values: {}")
_RANGE = Label("{name}, trong khoảng {low} – {high}", "{name}, between {low} and {high}")
_TARGET, _TARGET_OF = Label("chỉ tiêu", "target"), Label("chỉ tiêu của {}", "target of {}")


def marks_told(rows: pl.DataFrame, unit: Unit, language: Language = "vi") -> list[str]:
    """The gaps, breaks, estimates and targets that stand in the rows.

    Args:
        rows: Rows of a trend chart by period: ``group_name``, ``period_name``, ``break_text``, ``estimated``,
            ``low``, ``high`` and ``target``.
        unit: Unit of the values.
        language: ``vi`` or ``en``.
    """
    return [
        *gaps_told(rows, language),
        *breaks_told(rows, language),
        *_estimates(rows, unit, language),
        *_targets(rows.drop_nulls("target"), unit, language, of_groups=rows["group_name"].n_unique() > 1),
    ]


def gaps_told(rows: pl.DataFrame, language: Language = "vi") -> list[str]:
    """The periods in which no line has a value, between the first and the last that have one.

    Args:
        rows: Rows by period, with ``period_name`` and ``value``.
        language: ``vi`` or ``en``.

    Examples:
        >>> gaps_told(pl.DataFrame({"period_name": ["năm 2020", "năm 2021", "năm 2022"], "value": [1, None, 3]}))
        ['không có giá trị: năm 2021']
    """
    known = rows.group_by("period_name", maintain_order=True).agg(pl.col("value").is_not_null().any())
    has = known["value"].to_list()
    if True not in has:
        return []
    first, last = has.index(True), len(has) - has[::-1].index(True)
    gaps = [name for name, value in known.rows()[first:last] if not value]
    return [_GAP.text(language).format(", ".join(gaps))] if gaps else []


def breaks_told(rows: pl.DataFrame, language: Language = "vi") -> list[str]:
    """What breaks the lines, each break once.

    Args:
        rows: Rows by period, with ``period_name`` and ``break_text``.
        language: ``vi`` or ``en``.

    Examples:
        >>> breaks_told(pl.DataFrame({"period_name": ["năm 2020", "năm 2021"], "break_text": [None, "Quy chế mới."]}))
        ['gãy chuỗi từ năm 2021 (Quy chế mới)']
    """
    found = rows.select("period_name", "break_text").drop_nulls("break_text").unique(maintain_order=True)
    pattern = _BREAK.text(language)
    return [pattern.format(period=period, text=text.removesuffix(".")) for period, text in found.iter_rows()]


def _estimates(rows: pl.DataFrame, unit: Unit, language: Language) -> list[str]:
    """The periods that are estimated; of a single line with the range of its estimate."""
    told: list[str] = []
    of_groups = rows["group_name"].n_unique() > 1
    for period, low, high in rows.filter("estimated").select("period_name", "low", "high").iter_rows():
        name = _ESTIMATE.text(language).format(period=period)
        if not of_groups and low is not None and high is not None:
            ends = {"low": format_value(low, unit, language), "high": format_value(high, unit, language)}
            name = _RANGE.text(language).format(name=name, **ends)
        told.append(name)
    return list(dict.fromkeys(told))


def _targets(rows: pl.DataFrame, unit: Unit, language: Language, *, of_groups: bool) -> list[str]:
    """The targets of each line, by the first and the last."""
    told = []
    for (group,), wanted in rows.group_by("group_name", maintain_order=True):
        name = _TARGET_OF.text(language).format(group) if of_groups else _TARGET.text(language)
        ends = [(format_value(each["target"], unit, language), each["period_name"]) for each in wanted.to_dicts()]
        told.append(
            f"{name} {ends[0][0]} ({ends[0][1]})" if len(ends) == 1 else from_to(name, ends[0], ends[-1], language)
        )
    return told
