"""The frames that functions give back: what a row is, and its columns."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from textwrap import indent
from typing import Any

import pandera.polars as pa

import khcn_analytics
from generated_pages.writing import WRITTEN, table
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks

_CALCULATIONS = ("schemas", "indicators", "trends", "reconciliation", "law", "scoring", "analysis")

_ABOUT = """\
# Bảng kết quả / Result frames

Hàm của thư viện trả về bảng polars; kiểu ghi ở mỗi hàm (`DataFrame[IndicatorValues]`) là một mục ở đây: mỗi dòng là gì, có
những cột nào, cột nào có thể trống (khi ấy có cột nói lý do).
*Functions give polars frames. Here are their columns, and which may be null; another column then tells why.*
"""


def page() -> str:
    """The page of result frames, by where they are made."""
    parts = [WRITTEN, _ABOUT]
    package = ""
    for model in result_models():
        home = model.__module__.split(".")[1]
        if home != package:
            package = home
            parts.append(f"\n## `{package}`\n")
        parts.append(_section(model))
    return "".join(parts)


def result_models() -> list[type[pa.DataFrameModel]]:
    """Every model of a frame that is computed, not read."""
    for package in _CALCULATIONS:
        path = [f"{khcn_analytics.__path__[0]}/{package}"]
        for found in pkgutil.walk_packages(path, f"khcn_analytics.{package}."):
            import_module(found.name)
    read = {dataset.model for dataset in DATASETS.values()}
    found_models = {each for each in _descendants(pa.DataFrameModel) if each not in read}
    return sorted(
        found_models, key=lambda each: (_CALCULATIONS.index(each.__module__.split(".")[1]), each.__qualname__)
    )


def _descendants(model: type[Any]) -> Iterator[type[pa.DataFrameModel]]:
    for each in model.__subclasses__():
        if each.__module__.split(".")[0] == "khcn_analytics" and each.__module__.split(".")[1] in _CALCULATIONS:
            yield each
        yield from _descendants(each)


def _section(model: type[pa.DataFrameModel]) -> str:
    told = inspect.cleandoc(vars(model).get("__doc__") or "")
    inherits = issubclass(model, AcrossBreaks) and model is not AcrossBreaks
    rows = [
        (f"`{name}`", f"`{column.dtype}`", "✓" if column.nullable else "", _allowed(column))
        for name, column in model.to_schema().columns.items()
        if not (inherits and name in BREAK_COLUMNS)
    ]
    more = "\nvà các cột của / and the columns of [AcrossBreaks](#acrossbreaks).\n" if inherits else ""
    directive = (
        f".. py:class:: {model.__module__}.{model.__qualname__}\n   :no-contents-entry:\n\n{indent(told, '   ')}"
    )
    return (
        f"\n### {model.__qualname__}\n\n```{{eval-rst}}\n{directive}\n```\n\n"
        + table(["cột / column", "kiểu / type", "có thể trống / may be null", "giá trị / values"], rows)
        + more
    )


def _allowed(column: Any) -> str:
    """What a check of the column allows, where it is a list or a bound."""
    told = []
    for check in column.checks:
        given = check.statistics or {}
        if "allowed_values" in given:
            told.append(", ".join(f"`{each}`" for each in sorted(given["allowed_values"], key=str)))
        elif "min_value" in given:
            told.append(f"{'>' if check.name == 'greater_than' else '≥'} {given['min_value']}")
        elif "max_value" in given:
            told.append(f"{'<' if check.name == 'less_than' else '≤'} {given['max_value']}")
    return "; ".join(told)
