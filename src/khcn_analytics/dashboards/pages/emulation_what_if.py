"""Sliders: what would come of other results, events and points, beside what is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import panel_material_ui as pmui
import polars as pl

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_levers import Kind, Lever, levers_of, supposed_of
from khcn_analytics.dashboards.pages.emulation_scoring import is_chosen, scoring_of, unit_of
from khcn_analytics.dashboards.parts.downloading import File, as_xlsx, file_name, kind_buttons
from khcn_analytics.dashboards.parts.part import Part, html, paper, section_head
from khcn_analytics.dashboards.parts.tables import Table, table_html
from khcn_analytics.errors import KhcnError
from khcn_analytics.score_wording import line_name, unit_names
from khcn_analytics.scoring.account_wording import CHANGE_LABELS
from khcn_analytics.scoring.supposing import WhatIf
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

ON = ("scheme", "scored_period", "layer", "scored_unit")

_TITLE = Label("Nếu… thì sao: {}", "What if: {}")
_NOTE = Label(
    "Kéo thanh trượt, hoặc chọn thanh rồi bấm phím mũi tên. Chỉ là giả định: không ghi vào kho, không đổi kết quả.",
    "Move a slider, or focus it and press the arrow keys. It is only supposed: nothing is written, no result changes.",
)
_SECTIONS: Mapping[Kind, Label] = {
    "result": Label("Kết quả của đơn vị", "Results of the unit"),
    "event": Label("Điểm thưởng, điểm trừ", "Bonus and penalty"),
    "weight": Label("Điểm tối đa của tiêu chí (mọi đơn vị)", "Points of criteria (every unit)"),
}
_RESET = Label("Đặt lại như hiện có", "Back to what is")
_SUPPOSED = Label("Giả định", "Supposed")
_NOTHING_MOVED = Label("Chưa giả định gì: đây là kết quả hiện có.", "Nothing is supposed yet: this is what is.")
_MOVED = Label("Đang giả định {} thay đổi", "{} changes supposed")
_POINTS_RANK = Label("{points} điểm · hạng {rank}", "{points} points · rank {rank}")
_NO_TOTAL = Label("chưa có tổng điểm", "no total")
_HEADERS = (
    Label("Đơn vị", "Unit"),
    Label("Hiện có", "Now"),
    Label("Giả định", "Supposed"),
    Label("Tăng, giảm", "Change"),
    Label("Hạng", "Rank"),
    Label("Hạng giả định", "Supposed rank"),
)
_GROUP = Label("Cả khối: {}", "The rank group: {}")
_FROM = Label("Thay đổi của {} đến từ đâu", "Where the change of {} comes from")
_STEP_HEADERS = (
    Label("Nội dung", "Line"),
    Label("Hiện có", "Now"),
    Label("Giả định", "Supposed"),
    Label("Tăng, giảm", "Change"),
)
_OWN = """
.what-if { border: 2px dashed var(--warned); border-radius: 12px; padding: 14px 16px; margin-bottom: 14px; }
.what-if p { margin: 0; font-size: 14px; color: var(--muted); line-height: 1.5; }
.what-if .big { font-size: 25px; font-weight: 600; color: var(--ink); font-variant-numeric: tabular-nums; line-height: 1.35; }
.what-if .badge { display: inline-block; background: var(--warning); color: var(--warned); border-radius: 99px;
                  padding: 2px 12px; font-size: 13px; font-weight: 600; margin-bottom: 4px; }
.what-if .better { color: var(--better); font-weight: 600; } .what-if .worse { color: var(--worse); font-weight: 600; }
h3 { font-size: 14.5px; font-weight: 600; margin: 16px 0 4px; }
"""
_IN_VIEW = "@media (min-width: 1200px) { :host { position: sticky; top: 12px; } }"
_SLIDER = {
    "& .MuiFormLabel-root": {"color": "var(--ink)", "fontSize": "13.5px", "lineHeight": 1.4},
    "& .MuiFormLabel-root.Mui-focused": {"color": "var(--brand)"},
    "& .MuiSlider-root": {"color": "var(--brand)"},
}
_SECTION = {"backgroundColor": "transparent", "backgroundImage": "none", "boxShadow": "none", "color": "var(--ink)"}


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be moved of whom."""

    unit_name: str
    levers: tuple[Lever, ...]


def ways(chosen: Chosen) -> Ways:
    """What can be supposed of the chosen unit."""
    levers = levers_of(scoring_of(chosen), unit_of(chosen), chosen.language)
    return Ways(chosen.told("scored_unit"), levers)


class WhatIfPart(Part[Ways]):
    """Sliders of a unit and of the points of criteria, and what would come of them.

    What is supposed stays until the reader resets it or looks at another scoring or unit; it is no
    part of the address.
    """

    def __init__(self) -> None:
        super().__init__(ways, on=ON)
        self.moved: dict[tuple[Kind, str], str] = {}
        self._whose: tuple[str, ...] = ()
        self._made: Ways | None = None
        self.sliders: dict[tuple[Kind, str], Any] = {}
        self.heading = html(style.SECTION)
        self.outcome = html(style.SECTION + style.TABLE + _OWN)
        self.reset = pmui.Button(variant="outlined", size="small", sx=style.QUIET_BUTTON, margin=0)
        self.reset.on_click(lambda _: self._forget())
        self._panels = pmui.Column(sizing_mode="stretch_width", margin=0)
        told = pmui.Column(self.outcome, self.reset, sizing_mode="stretch_width", margin=0, sx={"gap": "12px"})
        self._content = pmui.Grid(
            # What comes of it stays in view: beside the sliders, on a phone above them.
            pmui.Grid(told, size={"xs": 12, "lg": 6}, stylesheets=[_IN_VIEW]),
            pmui.Grid(self._panels, size={"xs": 12, "lg": 6}),
            container=True,
            sx={"flexDirection": {"lg": "row-reverse"}},
            spacing=3,
            sizing_mode="stretch_width",
            margin=0,
        )
        self._view = paper(self.heading, self._content)

    @property
    def view(self) -> Any:
        return self._view

    def fill(self, made: Ways, chosen: Chosen) -> None:
        whose = tuple(chosen[name] for name in ON)
        # Words of another language read differently: what was moved is kept by its place.
        places = self._places() if whose == self._whose else {}
        self._whose, self._made = whose, made
        self.moved = {
            (each.kind, each.code): list(each.options)[places[each.kind, each.code]]
            for each in made.levers
            if (each.kind, each.code) in places
        }
        title = _TITLE.text(chosen.language).format(made.unit_name)
        buttons = kind_buttons(self.code, ("xlsx",), title, chosen.language)
        self.heading.object = section_head(title, _NOTE.text(chosen.language), buttons)
        self.reset.label = _RESET.text(chosen.language)
        self._lay_out()
        for each in (self._content, self.reset):
            each.visible = True
        self._tell()

    def say(self, told: str) -> None:
        title = _TITLE.text(self.chosen.language).format(self.chosen.told("scored_unit"))
        self.heading.object = section_head(title) + told
        for each in (self._content, self.reset):
            each.visible = False

    def file(self, wanted: str) -> File | None:
        if wanted != "xlsx" or self._made is None:
            return None
        name = file_name(_SUPPOSED.text(self.chosen.language), self._ways.unit_name, self.chosen["scored_period"])
        return File(f"{name}.xlsx", as_xlsx(self._figures(), self._about()))

    def move(self, kind: Kind, code: str, to: str) -> None:
        """Suppose that something stands elsewhere."""
        lever = next(each for each in self._ways.levers if (each.kind, each.code) == (kind, code))
        self.moved = {key: text for key, text in self.moved.items() if key != (kind, code)}
        if to in lever.options and to != lever.now:
            self.moved[kind, code] = to
        self._tell()

    def supposed(self) -> WhatIf:
        """The scoring as supposed."""
        return supposed_of(scoring_of(self.chosen), unit_of(self.chosen), self._ways.levers, self.moved)

    @property
    def _ways(self) -> Ways:
        if self._made is None:
            raise RuntimeError("nothing can be supposed yet")
        return self._made

    def _places(self) -> dict[tuple[Kind, str], int]:
        levers = {(each.kind, each.code): each for each in self._ways.levers}
        return {key: list(levers[key].options).index(text) for key, text in self.moved.items()}

    def _forget(self) -> None:
        """Back to what is; new sliders, since one that is set from here would not tell when it is moved back."""
        self.moved = {}
        self._lay_out()
        self._tell()

    def _lay_out(self) -> None:
        language = self.chosen.language
        self.sliders = {(each.kind, each.code): self._slider(each) for each in self._ways.levers}
        sections = [
            (label.text(language), pmui.Column(*sliders, sizing_mode="stretch_width", margin=0))
            for kind, label in _SECTIONS.items()
            if (sliders := [slider for key, slider in self.sliders.items() if key[0] == kind])
        ]
        self._panels.objects = [
            pmui.Accordion(
                *sections,
                active=[0],
                disable_gutters=True,
                elevation=0,
                title_variant="subtitle2",
                sizing_mode="stretch_width",
                margin=0,
                sx=_SECTION,
            )
        ]

    def _slider(self, lever: Lever) -> Any:
        slider = pmui.DiscreteSlider(
            label=lever.name,
            options=list(lever.options),
            value=self.moved.get((lever.kind, lever.code), lever.now),
            size="small",
            sizing_mode="stretch_width",
            margin=(2, 6, 6, 6),
            sx=_SLIDER,
        )
        slider.param.watch(
            lambda event: self.move(lever.kind, lever.code, _option(lever, event.new)), "value_throttled"
        )
        return slider

    def _tell(self) -> None:
        chosen = self.chosen
        try:
            found = self.supposed()
        except KhcnError as error:
            told = error.vi if chosen.language == "vi" else error.en
            self.outcome.object = f'<div class="what-if" role="status"><p class="worse">{escape(told)}</p></div>'
            return
        self.outcome.object = "".join(
            [
                _headline(found, chosen, len(self.moved)),
                _told_table(totals_table(found, chosen), chosen.language),
                _told_table(steps_table(found, chosen), chosen.language) if self.moved else "",
            ]
        )

    def _figures(self) -> pl.DataFrame:
        figures = totals_table(self.supposed(), self.chosen).figures
        assert figures is not None
        return figures

    def _about(self) -> list[tuple[str, str]]:
        """What is supposed, so that the file is never taken for a result."""
        names = {(each.kind, each.code): each.name for each in self._ways.levers}
        language = self.chosen.language
        return [
            (_SUPPOSED.text(language), self._ways.unit_name),
            *((f"{_SECTIONS[key[0]].text(language)}: {names[key]}", text) for key, text in self.moved.items()),
        ]


def totals_table(found: WhatIf, chosen: Chosen) -> Table:
    """Totals and ranks of the rank group, as they are and as supposed."""
    language, is_it = chosen.language, is_chosen(chosen)
    every = found.totals()
    group = every.filter(is_it)["rank_group"].item()
    shown = every.filter(rank_group=group)
    headers = [each.text(language) for each in _HEADERS]
    names = unit_names(shown, language, departments=chosen.store.workspace.departments).alias(headers[0])
    figures = shown.select(names, "total", "supposed_total", "change", "rank", "supposed_rank")
    figures.columns = headers
    texts = [
        (
            name,
            _points(row["total"], language),
            _points(row["supposed_total"], language),
            _change(row["change"], language),
            format_number(row["rank"], language, decimals=1),
            format_number(row["supposed_rank"], language, decimals=1) + _arrow(row["shift"]),
        )
        for name, row in zip(names, shown.iter_rows(named=True), strict=True)
    ]
    return Table(
        title=_GROUP.text(language).format(group),
        rows=pl.DataFrame(texts, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=figures,
        verdicts={headers[3]: list(map(_verdict, shown["change"])), headers[5]: list(map(_verdict, shown["shift"]))},
        numbers=headers[1:],
    )


def steps_table(found: WhatIf, chosen: Chosen) -> Table:
    """The lines of the unit that would have other points; their changes add up to that of its total."""
    language = chosen.language
    headers = [each.text(language) for each in _STEP_HEADERS]
    steps = found.steps().filter(is_chosen(chosen)).sort("code", nulls_last=True, maintain_order=True)
    rows = [
        (
            _step_name(found, row, language),
            *(_points(row[each], language) for each in ("value", "supposed")),
            _change(row["change"], language),
        )
        for row in steps.iter_rows(named=True)
    ]
    return Table(
        title=_FROM.text(language).format(chosen.told("scored_unit")),
        rows=pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row"),
        verdicts={headers[3]: list(map(_verdict, steps["change"]))},
        numbers=headers[1:],
    )


def _headline(found: WhatIf, chosen: Chosen, moved: int) -> str:
    language = chosen.language
    row = found.totals().filter(is_chosen(chosen)).row(0, named=True)
    now, then = (
        _stand(row["total"], row["rank"], language),
        _stand(row["supposed_total"], row["supposed_rank"], language),
    )
    if not moved:
        return (
            f'<div class="what-if" role="status"><p class="big">{escape(now)}</p>'
            f"<p>{escape(_NOTHING_MOVED.text(language))}</p></div>"
        )
    change = (
        f' <span class="{_verdict(row["change"]) or ""}">({escape(_change(row["change"], language))})</span>'
        if row["change"] is not None
        else ""
    )
    return (
        f'<div class="what-if" role="status"><span class="badge">{escape(_SUPPOSED.text(language))}</span>'
        f'<p class="big">{escape(then)}{change}</p>'
        f"<p>{escape(_HEADERS[1].text(language))}: {escape(now)} · {escape(_MOVED.text(language).format(moved))}</p></div>"
    )


def _told_table(table: Table, language: Language) -> str:
    return "" if table.rows.is_empty() else f"<h3>{escape(table.title)}</h3>{table_html(table, language)}"


def _step_name(found: WhatIf, row: Mapping[str, Any], language: Language) -> str:
    label = CHANGE_LABELS.get(row["step"])
    told = [] if label is None else [label.text(language)]
    return " – ".join(
        [*told, *([] if row["code"] is None else [line_name(found.before.scheme, row["code"], language)])]
    )


def _stand(total: float | None, rank: float | None, language: Language) -> str:
    if total is None:
        return _NO_TOTAL.text(language)
    points, place = _points(total, language), format_number(rank, language, decimals=1)
    return _POINTS_RANK.text(language).format(points=points, rank=place)


def _points(value: float | None, language: Language) -> str:
    return format_value(value, Unit.POINT, language)


def _change(value: float | None, language: Language) -> str:
    return MISSING if value is None else format_signed(value, Unit.POINT, language)


def _verdict(change: float | None) -> str | None:
    return None if not change else "better" if change > 0 else "worse"


def _arrow(shift: float | None) -> str:
    return "" if not shift else " ▲" if shift > 0 else " ▼"


def _option(lever: Lever, told: object) -> str:
    """Where a slider was moved to: a browser tells the place, and what it tells may be anything."""
    options = list(lever.options)
    if isinstance(told, int) and 0 <= told < len(options):
        return options[told]
    return told if isinstance(told, str) else lever.now
