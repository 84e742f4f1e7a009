"""The public names by theme; what is said of each comes from its docstring when the site is built."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import khcn_analytics as kh
from generated_pages.writing import WRITTEN, both
from khcn_analytics import errors
from khcn_analytics.scoring.rules import RULES, Band
from khcn_analytics.vocabulary.labels import Label

_ABOUT = """\
`import khcn_analytics as kh`. Tên, tham số, cột, đơn vị và ví dụ viết bằng tiếng Anh, như trong mã; ví dụ được chạy mỗi lần kiểm
thử. / *Every example is run with the tests.*
"""


@dataclass(frozen=True, slots=True)
class Theme:
    """A page of the reference.

    Attributes:
        name: Of the page.
        label: Its heading.
        homes: Where the names of ``kh`` live that it tells, as the beginnings of their modules.
        namespace: The part of ``kh`` it tells whole, such as ``trends``.
        also: Types that signatures name and that have no public name, by their modules.
        see: The page that explains it.
    """

    name: str
    label: Label
    homes: tuple[str, ...] = ()
    namespace: str = ""
    also: tuple[str, ...] = ()
    see: str = ""


_REPORTS = (
    *(f"reports.content.{name}" for name in ("Section", "Paragraph", "Table", "Chart")),
    "reports.official_form.OfficialForm",
)
THEMES = (
    Theme(
        "data",
        Label("Kho dữ liệu, kiểm tra, nhập", "Workspaces, checking, importing"),
        ("store", "io", "schemas"),
        also=(
            *("schemas.dataset.Dataset", "schemas.links.Link", "store.versions.ImportedFile"),
            *("io.problems.annotating.AnnotatedCopy", "schemas.rules.Rule", "schemas.rules.Severity"),
        ),
        see="importing.md",
    ),
    Theme(
        "figures",
        Label("Chỉ số, phân tích, giải thích", "Indicators, analysis, explanations"),
        ("analysis", "indicators", "narrative"),
        "indicators",
        also=(
            "vocabulary.provinces.Province",
            *("narrative.sentences.Sentence", "narrative.sentences.Figure"),
        ),
        see="indicators.md",
    ),
    Theme(
        "periods-and-words",
        Label("Kỳ, cách viết, bảng", "Periods, words, tables"),
        ("periods", "vocabulary", "wording", "target_wording", "yearly_wording", "tables", "notebook"),
    ),
    Theme(
        "trends",
        Label("Tăng, giảm, xu hướng", "Change and trend"),
        ("trends",),
        "trends",
        ("trends.backtest.Accuracy",),
        "trends.md",
    ),
    Theme(
        "scores",
        Label("Chấm điểm, xếp hạng", "Scores and ranks"),
        ("analysis.scoring", "io.schemes"),
        "scoring",
        (
            *(f"scoring.schemes.{name}" for name in ("Group", "Criterion", "EventItem", "Rounding", "Ranking")),
            *(f"scoring.rules.{kind.__name__}" for kind in (*RULES.values(), Band)),
        ),
        "scoring.md",
    ),
    Theme(
        "law",
        Label("Quy định, điều kiện khen thưởng", "Rules of law, eligibility"),
        ("law", "analysis.judging", "analysis.eligibility", "io.proposals"),
        see="law.md",
    ),
    Theme("composite", Label("Chỉ số tổng hợp", "Composite indices"), (), "composite", see="composite.md"),
    Theme("charts", Label("Biểu đồ", "Charts"), (), "charts", ("charts.exporting.Chart",), "gallery.md"),
    Theme("reports", Label("Báo cáo", "Reports"), ("reports",), also=_REPORTS, see="reports.md"),
    Theme("dashboards", Label("Bảng điều khiển", "The dashboard"), ("dashboards",), "dashboards", see="serving.md"),
    Theme("errors", Label("Lỗi", "Errors"), ("errors",)),
)


def told() -> list[Theme]:
    """The themes that have something to tell."""
    return [theme for theme in THEMES if names_of(theme)]


def names_of(theme: Theme) -> list[str]:
    """The full names that the page of a theme tells, in their order."""
    top = [name for name in kh.__all__ if not isinstance(getattr(kh, name), ModuleType) and _theme_of(name) is theme]
    within = [f"{theme.namespace}.{name}" for name in getattr(kh, theme.namespace).__all__] if theme.namespace else []
    if theme.name == "errors":
        top = ["KhcnError", *(f"errors.{name}" for name in dir(errors) if _is_another_error(name))]
    return [f"khcn_analytics.{name}" for name in [*top, *within, *theme.also]]


def _is_another_error(name: str) -> bool:
    value = getattr(errors, name)
    return isinstance(value, type) and value.__module__ == errors.__name__ and name != "KhcnError"


def _theme_of(name: str) -> Theme:
    """The theme whose home is nearest to where a name of ``kh`` is defined."""
    module = f"{kh._MODULES[name]}."  # noqa: SLF001 - where it is loaded from is told nowhere else
    fitting = [
        (len(home), number)
        for number, theme in enumerate(THEMES)
        for home in theme.homes
        if module.startswith(f"{home}.")
    ]
    if not fitting:
        raise LookupError(f"kh.{name} is in no theme of docs/generated_pages/api.py")
    return THEMES[max(fitting)[1]]


def page(theme: Theme) -> str:
    """The page of a theme."""
    told = "\n".join(_directive(name) for name in names_of(theme))
    see = f"Quy ước, giải thích / conventions: [{theme.see}](../../{theme.see}).\n" if theme.see else ""
    return f"{WRITTEN}# {both(theme.label)}\n\n{_ABOUT}{see}\n```{{eval-rst}}\n{told}```\n"


def _directive(name: str) -> str:
    module, _, last = name.rpartition(".")
    # A function may hide the module of its name, so the module is asked for as a module.
    value = getattr(import_module(module), last)
    if isinstance(value, type):
        return f".. autoclass:: {name}\n"
    if callable(value):
        return f".. autofunction:: {name}\n"
    return f".. py:data:: {name}\n\n   {_DATA[last]}\n"


_DATA = {
    "DATASETS": "Every dataset by name: its model, keys, labels and links. The data dictionary tells them.",
    "INDICATORS": "The card of every indicator by code. The catalogue of indicators tells them.",
    "DIRECTIONS": "Which way an indicator of a composite index is better: ``higher`` or ``lower``.",
    "REASONS": "Why a cell of a composite index has no value, or was changed.",
    "ROLES": "What a node of a composite index may be.",
}
