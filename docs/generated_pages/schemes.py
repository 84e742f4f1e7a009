"""The page of the schemes that come with the library: groups, criteria, how each earns points."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from generated_pages.writing import WRITTEN, anchor, both, table
from khcn_analytics.io.schemes.files import bundled_schemes
from khcn_analytics.scoring.rules import RULES
from khcn_analytics.scoring.schemes import Criterion, Scheme
from khcn_analytics.vocabulary.formats import format_date, format_number

_ABOUT = """\
# Bảng tiêu chí kèm theo / Bundled schemes

**Cả ba đều tự đặt**, để học, để thử và làm khung; điều gì có căn cứ: [datasets/schemes](../../datasets/schemes/README.md). Cách
viết một bảng tiêu chí: [schemes.md](../schemes.md).
*All are made up, to learn from and as frames. How to write one: there.*
"""
_KINDS = {kind: name for name, kind in RULES.items()}


def page() -> str:
    """Every bundled scheme."""
    return "".join([WRITTEN, _ABOUT, *(_section(each) for each in bundled_schemes().values())])


def _section(scheme: Scheme) -> str:
    days = f"từ {format_date(scheme.valid_from)}" + (f" đến {format_date(scheme.valid_to)}" if scheme.valid_to else "")
    criteria = [
        (f"`{each.code}`", both(each.label), format_number(each.maximum), _how(each), f"`{each.missing}`")
        for each in scheme.criteria
    ]
    events = [
        (f"`{each.code}`", both(each.label), f"`{each.kind}`", format_number(each.points_each), _number(each.cap))
        for each in scheme.events
    ]
    return (
        f"\n## `{scheme.code}`: {both(scheme.label)}\n\n"
        f"- phiên bản / version: {scheme.version}; {days}\n- nguồn / source: {scheme.source}\n"
        f"- điểm tối đa / maximum: {format_number(scheme.maximum)}; thưởng nhiều nhất / bonus cap: {_number(scheme.bonus_cap)}\n\n"
        + table(["mã", "tiêu chí / criterion", "điểm / points", "cách chấm / rule", "thiếu số / missing"], criteria)
        + ("\n" + table(["mã", "thưởng, trừ / event", "loại", "mỗi việc", "trần"], events) if events else "")
    )


def _how(criterion: Criterion) -> str:
    rule: Any = criterion.rule
    settings = ", ".join(f"{each.name} = {_setting(getattr(rule, each.name))}" for each in fields(rule))
    code = criterion.indicator
    indicator = f" [`{code}`](../indicators.md#{anchor(code)})" if code else ""
    return f"`{_KINDS[type(rule)]}`{f' ({settings})' if settings else ''}{indicator}"


def _setting(value: Any) -> str:
    """A setting as a scheme writes it."""
    if isinstance(value, tuple):
        return "; ".join(f"{_setting(each.bound)}: {_setting(each.points)}" for each in value)
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _number(value: float | None) -> str:
    return "–" if value is None else format_number(value)
