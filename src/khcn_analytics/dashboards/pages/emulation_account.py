"""Why a unit has its points: line by line, part by part, and in the three layers."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_scoring import is_chosen, scoring_of, texts_of, unit_of
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.score_wording import account_in_words, line_name, unit_names
from khcn_analytics.vocabulary.formats import MISSING, format_value
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

_UNIT, _TOTAL = Label("Đơn vị", "Unit"), Label("Tổng điểm", "Total")
_ACCOUNT = Label("Vì sao {} được {} điểm", "Why {} has {} points")
_NO_ACCOUNT = Label("{}: chưa có tổng điểm", "{}: no total")
_LACKING = Label("{why}. Các dòng đã có điểm:", "{why}. The lines that have points:")
_LAYER = Label("Điểm theo bước “{}”; {}.", "Points of the layer “{}”; {}.")
_LINE, _POINTS, _HOW = Label("Nội dung", "Line"), Label("Điểm", "Points"), Label("Cách tính", "How")
_LAYERS = (Label("Tự chấm", "Self-scored"), Label("Thẩm định", "Reviewed"), Label("Quyết định", "Decided"))
_DIFFERENCES = Label("Ba bước chấm của {}", "The three layers of {}")
_DIFFERENT = Label(
    "{} dòng khác nhau giữa các bước; mọi đơn vị: {} trong {} dòng. Tệp tải về có đủ các đơn vị.",
    "{} lines differ between layers; of all units: {} of {}. Downloads hold every unit.",
)


def account(chosen: Chosen) -> Table:
    """The account of the unit, line by line; without a total it says what is missing."""
    scoring, language = scoring_of(chosen), chosen.language
    found = scoring.explain(unit_of(chosen))
    name = chosen.told("scored_unit")
    lines = account_in_words(found.lines, language)
    headers = texts_of((_LINE, _POINTS, _HOW), language)
    total = _TOTAL.text(language)
    rows = [*lines.select("name", "points_text", "how").iter_rows()]
    figures = [*lines.select("name", "points", "how").iter_rows()]
    if found.reason is None:
        title = _ACCOUNT.text(language).format(name, format_value(found.total, Unit.POINT, language))
        layer = chosen.told("layer")
        note = _LAYER.text(language).format(layer, scoring.scheme.label.text(language))
        rows.append((total, format_value(found.total, Unit.POINT, language), ""))
        figures.append((total, found.total, ""))
    else:
        title = _NO_ACCOUNT.text(language).format(name)
        why = _capital(found.reason.text(language))
        note = _LACKING.text(language).format(why=why)
        rows.append((total, MISSING, why))
    return Table(
        title=title,
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=pl.DataFrame(
            figures, schema=dict(zip(headers, (pl.String, pl.Float64, pl.String), strict=True)), orient="row"
        ),
        note=note,
        numbers=headers[1:2],
        quiet=headers[2:],
    )


def layers(chosen: Chosen) -> Table:
    """The points of the unit in the three layers; the file holds every unit. Who gave them is not told."""
    scoring, language = scoring_of(chosen), chosen.language
    every = scoring.differences()
    line, *steps = headers = texts_of((_LINE, *_LAYERS), language)
    names = unit_names(every, language, departments=scoring.workspace.departments)
    lines = pl.Series([line_name(scoring.scheme, each, language) for each in every["code"]], dtype=pl.String)
    points = zip(steps, ("self", "reviewed", "decided"), strict=True)
    figures = every.select(
        names.alias(_UNIT.text(language)), lines.alias(line), *(pl.col(name).alias(header) for header, name in points)
    )
    ours = every.select(is_chosen(chosen)).to_series()
    texts = [
        pl.Series(
            name, [format_value(each, Unit.POINT, language) for each in figures.filter(ours)[name]], dtype=pl.String
        )
        for name in steps
    ]
    differ = every.select(_differs()).to_series()
    changes = (every.filter(ours)[name].to_list() for name in ("review_change", "decision_change"))
    return Table(
        title=_DIFFERENCES.text(language).format(chosen.told("scored_unit")),
        rows=figures.filter(ours).select(headers).with_columns(texts),
        figures=figures,
        note=_DIFFERENT.text(language).format((differ & ours).sum(), differ.sum(), every.height),
        verdicts={name: list(map(_better, each)) for name, each in zip(steps[1:], changes, strict=True)},
        numbers=steps,
    )


def waterfall(chosen: Chosen) -> Any:
    """The total of the unit, group by group; ``None`` where it has none."""
    scoring, unit = scoring_of(chosen), unit_of(chosen)
    has_total = scoring.totals.filter(is_chosen(chosen))["total"].item() is not None
    return scoring.waterfall(unit, language=chosen.language) if has_total else None


def _differs() -> pl.Expr:
    """Whether a line has other points in another layer, or none in one of them."""
    changed = pl.any_horizontal(pl.col("review_change", "decision_change").fill_null(0) != 0)
    there = [pl.col(each).is_not_null() for each in ("self", "reviewed", "decided")]
    return changed | (pl.any_horizontal(there) & ~pl.all_horizontal(there))


def _better(change: float | None) -> str | None:
    return None if not change else "better" if change > 0 else "worse"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
