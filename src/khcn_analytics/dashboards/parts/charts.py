"""A chart with its heading and its downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import wrap
from typing import Any

import panel as pn
from altair.utils.schemapi import debug_mode
from bokeh.core.serialization import Serializable, Serializer

from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.charts.exporting import picture
from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.downloading import File, file_name, kind_buttons
from khcn_analytics.dashboards.parts.part import Part, html, paper, section_head
from khcn_analytics.reports.content import Block, chart_block
from khcn_analytics.vocabulary.labels import Label

_KINDS = ("png", "svg")
_SOURCE = Label("Nguồn: ", "Source: ")
# Panel's viewer is of an earlier 6.x than Altair writes for and says so in the console at each chart.
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_SELECTION = "picked"
_IN_LINES = "split(datum.label, '\\n')"
"""How a chart sets names beside their bars in lines."""
_NARROW, _LETTERS, _LINE = 600, range(12, 23), 14
"""Pixels of a narrow window, letters in a line of a name there, and pixels between lines."""
_REMARK, _ENTRY = 16, 24
"""Letters in a line of a remark beside a bar, and of an entry of the legend, in a narrow window."""
_CLICKED = ("bar", "point", "circle")

Draw = Callable[[Chosen], Any]
Pick = Callable[[str, Chosen], Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class Drawn:
    """A chart as the page shows it: its title stands above it, where it wraps and is read out."""

    title: str
    note: str
    spec: Mapping[str, Any]

    @cached_property
    def on_light(self) -> Mapping[str, Any]:
        """What is sent to a light page."""
        return {name: _Encoded.of(each) for name, each in self.spec.items()}

    @cached_property
    def on_dark(self) -> Mapping[str, Any]:
        """What is sent to a dark page."""
        return {name: _Encoded.of(each) for name, each in style.on_dark(dict(self.spec)).items()}


class _Encoded(Serializable):  # type: ignore[misc]
    """A part of a chart in the words that Bokeh sends it in.

    Panel and Bokeh would compare the whole chart with the one before, look through it for models and put it into
    these words anew, for every reader.
    """

    def __init__(self, value: Any) -> None:
        self._told = Serializer().encode(value)

    @classmethod
    def of(cls, value: Any) -> Any:
        """The value itself where it is short."""
        return cls(value) if isinstance(value, dict | list) else value

    def to_serializable(self, serializer: Serializer) -> Any:  # noqa: ARG002 - as Bokeh calls it
        return self._told


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws a chart for a page; two of the same function are the same."""

    draw: Draw
    picked: tuple[str, ...]

    def __call__(self, chosen: Chosen) -> Drawn | None:
        # Charts are checked against Vega-Lite's schema by tests; checking them at each change takes a third of it.
        with debug_mode(arg=False):
            chart = self.draw(chosen)
            return None if chart is None else _drawn(chart.to_dict(validate=False), self.picked, chosen)


class ChartPart(Part[Drawn]):
    """A chart that follows the filters, with its downloads.

    Args:
        draw: The chart of the choices with title and source, ``None`` where there is none.
        on: Names of the choices it depends on; ``None``: on all.
        title: Stands above the chart instead of its own title.
        height: Room for it in pixels, kept while there is none.
        picks: Columns of the chart's data -> what a click on a mark changes: the choice whose value
            reads as the mark does, or a function of the mark's text.
    """

    def __init__(
        self,
        draw: Draw,
        *,
        on: Sequence[str] | None = None,
        title: Label | None = None,
        height: int = 320,
        picks: Mapping[str, str | Pick] | None = None,
    ) -> None:
        super().__init__(_Drawing(draw, tuple(picks or ())), on=on)
        self._draw, self._title, self._picks = draw, title, dict(picks or {})
        self._named = ""
        self.heading = html(style.SECTION)
        self.chart: _Vega | None = None
        self.height = height
        self._view = paper(self.heading)

    @property
    def view(self) -> Any:
        return self._view

    def fill(self, made: Drawn, chosen: Chosen) -> None:
        title = made.title if self._title is None else self._title.text(chosen.language)
        self._named = title
        self.heading.object = section_head(title, made.note, kind_buttons(self.code, _KINDS, title, chosen.language))
        self._draw_on_page(made.on_dark if chosen.is_dark else made.on_light)

    def report_blocks(self, made: Drawn, chosen: Chosen) -> Sequence[Block]:
        with debug_mode(arg=False):
            block = chart_block(_Sourced(self._draw(chosen), chosen))
        return [replace(block, title=made.title if self._title is None else self._title.text(chosen.language))]

    def say(self, told: str) -> None:
        if self.chart is not None:
            self.chart.visible = False
        title = self._named if self._title is None else self._title.text(self.chosen.language)
        self.heading.object = (section_head(title) if title else "") + told

    def _draw_on_page(self, spec: Mapping[str, Any]) -> None:
        if self.chart is not None:
            self.chart.param.update(object=spec, visible=True)
            return
        # NOTE: put there with its first chart: the viewer fails at one that comes before it is drawn itself.
        picked = self.pick if self._picks else None
        self.chart = _Vega(
            picked,
            object=spec,
            sizing_mode="stretch_width",
            show_actions=False,
            margin=0,
            styles={"overflow-x": "auto"},
        )
        self._view.objects = [self.heading, self.chart]

    def pick(self, mark: Mapping[str, Any]) -> None:
        """Choose what a mark stands for."""
        for column, pick in self._picks.items():
            # What comes from a browser may be anything.
            if isinstance(text := mark.get(column), str):
                self.filters.change(
                    **(_option(pick, text, self.chosen) if isinstance(pick, str) else pick(text, self.chosen))
                )

    def file(self, wanted: str) -> File | None:
        chosen = self.chosen
        with debug_mode(arg=False):
            chart = self._draw(chosen) if wanted in _KINDS else None
            if chart is None:
                return None
            content = picture(_Sourced(chart, chosen), f".{wanted}")
        return File(f"{file_name(self._named, chosen.period.label(chosen.language))}.{wanted}", content)


@dataclass(frozen=True, slots=True)
class _Sourced:
    """A chart that leaves the page: it names its source, even where it has none of its own."""

    chart: Any
    chosen: Chosen

    def to_dict(self) -> dict[str, Any]:
        spec: dict[str, Any] = self.chart.to_dict()
        told = spec.get("title") or {"text": ""}
        if told.get("subtitle"):
            return spec
        source = _SOURCE.text(self.chosen.language) + source_of(self.chosen.store.workspace, self.chosen.language)
        return {**spec, "title": {**told, "subtitle": source}}


class _Vega(pn.pane.Vega):  # type: ignore[misc]
    """Panel's pane for charts that are made anew at each change.

    Panel would take the data out of the chart, keep those of every chart there ever was, and fail at
    a selection in a second chart (1.9.4 and 1.10).
    """

    def __init__(self, picked: Callable[[Mapping[str, Any]], None] | None, **settings: Any) -> None:
        self._picked = picked
        super().__init__(**settings)

    @property
    def _selections(self) -> dict[str, str]:
        # The same from the beginning: the viewer can't listen to a new one before there is a chart.
        return {_SELECTION: "point"} if self._picked else {}

    def _get_sources(self, json: Any, sources: Any = None) -> dict[str, Any]:  # noqa: ARG002 - as Panel calls it
        return {}

    def _update_selections(self, *_changes: Any) -> None:
        """Selections are heard, not kept."""

    def _process_event(self, event: Any) -> None:
        for each in event.data["value"]:
            if self._picked and isinstance(each, dict):
                self._picked(each)


def _option(name: str, text: str, chosen: Chosen) -> dict[str, str]:
    """The choice of the value that reads like this."""
    options = {label.casefold(): value for label, value in chosen.options(name).items()}
    found = options.get(text.casefold())
    return {} if found is None else {name: found}


def _drawn(spec: dict[str, Any], picked: Sequence[str], chosen: Chosen) -> Drawn:
    told = spec.pop("title", None) or {}
    lines = told.get("subtitle", "")
    source = _SOURCE.text(chosen.language) + source_of(chosen.store.workspace, chosen.language)
    note = (lines if isinstance(lines, str) else " ".join(lines)).removeprefix(source).lstrip(". ")
    if isinstance(spec.get("width"), int):
        spec["width"] = "container"
    if isinstance(spec.get("height"), dict):
        spec = _of_rows(spec)
        # Figures stand at the right of the longest bar.
        spec.setdefault("padding", {"left": 5, "top": 5, "right": 40, "bottom": 5})
    if picked:
        spec = _pickable(spec, picked)
    heading = told.get("text", "")
    # A long title stands in lines in a picture; a page wraps it itself.
    heading = heading if isinstance(heading, str) else " ".join(heading)
    spec |= {"$schema": _SCHEMA, "config": _told_as_one(spec["config"])}
    return Drawn(heading, note, spec)


def _told_as_one(config: Mapping[str, Any]) -> dict[str, Any]:
    """A chart is read out by its description; of each mark the viewer would tell the names of columns, in English."""
    return {**config, **{kind: {**config.get(kind, {}), "aria": False} for kind in ("mark", "axis", "legend")}}


def _of_rows(spec: dict[str, Any]) -> dict[str, Any]:
    """A chart of so much a row with the height of them all, since the viewer warns that it can't fit it to the page.

    In a narrow window, as of a phone, names beside the bars stand in shorter lines.
    """
    step = int(spec["height"]["step"])
    names = {
        str(row.get(layer["encoding"]["y"].get("field")))
        for layer in spec["layer"]
        if "y" in layer.get("encoding", {})
        for row in _rows(layer, spec)
    } - {"None"}
    short = _in_short_lines(names, step // _LINE)
    layers = [
        {**layer, "encoding": {**layer["encoding"], "y": _replaced(layer["encoding"]["y"], _IN_LINES, short)}}
        if "y" in layer.get("encoding", {})
        else layer
        for layer in (_with_short_entries(_with_short_remarks(each, spec)) for each in spec["layer"])
    ]
    return {**spec, "layer": layers, "height": step * max(len(names), 1)}


def _with_short_remarks(layer: dict[str, Any], spec: Mapping[str, Any]) -> dict[str, Any]:
    """A layer of remarks right of the bars, set in short lines in a narrow window."""
    field = layer.get("encoding", {}).get("text", {}).get("field")
    # What is set so far above or below its bar, as names are, has the room it needs.
    is_beside = layer["mark"].get("align") == "left" and not isinstance(layer["mark"].get("dy"), int | float)
    if not is_beside or not any(_is_long(row.get(field)) for row in _rows(layer, spec)):
        return layer
    told = f"datum['{field}']"
    remark = f"windowSize()[0] < {_NARROW} && isValid({told}) ? {_in_lines_of(_REMARK, told)} : {told}"
    up = f"-{_LINE / 2} * (split(datum.remark || '', '\\n').length - 1)"
    return {
        **layer,
        "transform": [*layer.get("transform", ()), {"calculate": remark, "as": "remark"}],
        "mark": {**layer["mark"], "lineBreak": "\n", "lineHeight": _LINE, "dy": {"expr": up}},
        "encoding": {**layer["encoding"], "text": {**layer["encoding"]["text"], "field": "remark"}},
    }


def _with_short_entries(layer: dict[str, Any]) -> dict[str, Any]:
    """A layer whose legend has short lines in a narrow window."""
    colour = layer.get("encoding", {}).get("color", {})
    legend = colour.get("legend", {})
    if "field" not in colour or legend is None:
        return layer
    entry = f"windowSize()[0] < {_NARROW} ? split({_in_lines_of(_ENTRY, 'datum.label')}, '\\n') : datum.label"
    short = {**colour, "legend": {"labelExpr": entry, **legend}}
    return {**layer, "encoding": {**layer["encoding"], "color": short}}


def _in_lines_of(letters: int, told: str) -> str:
    """What sets a text in lines of so many letters at most."""
    return rf"trim(replace(replace({told}, /\n/g, ' '), /(.{{1,{letters}}})(\s|$)/g, '$1\n'))"


def _is_long(remark: object) -> bool:
    return isinstance(remark, str) and any(len(line) > _REMARK for line in remark.split("\n"))


def _rows(layer: Mapping[str, Any], spec: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The rows that a layer draws."""
    rows: Sequence[Mapping[str, Any]] = spec["datasets"][(layer.get("data") or spec["data"])["name"]]
    return rows


def _in_short_lines(names: Iterable[str], most: int) -> str:
    """What sets a name in lines: shorter ones in a narrow window, but no more than fit into a row."""
    plain = [" ".join(name.split()) for name in names]
    letters = next((each for each in _LETTERS if all(len(wrap(name, each)) <= most for name in plain)), _LETTERS[-1])
    cut = f"truncate(replace(datum.label, /\\n/g, ' '), {letters * most})"
    short = rf"trim(replace({cut}, /(.{{1,{letters}}})(\s|$)/g, '$1\n'))"
    return rf"split(windowSize()[0] < {_NARROW} ? {short} : datum.label, '\n')"


def _replaced(part: Any, old: str, new: str) -> Any:
    """A part of a chart with other texts in it."""
    if isinstance(part, dict):
        return {name: _replaced(each, old, new) for name, each in part.items()}
    if isinstance(part, list):
        return [_replaced(each, old, new) for each in part]
    return part.replace(old, new) if isinstance(part, str) else part


def _pickable(spec: dict[str, Any], picked: Sequence[str]) -> dict[str, Any]:
    """The chart with marks that can be clicked: the first bars or points of it."""
    layers = list(spec.get("layer", []))
    place = next((n for n, each in enumerate(layers) if each["mark"].get("type") in _CLICKED), None)
    if place is None:
        # The viewer listens all the same.
        return {**spec, "params": [{"name": _SELECTION, "value": None}]}
    params = [{"name": _SELECTION, "select": {"type": "point", "fields": list(picked), "toggle": False}}]
    layers[place] = {**layers[place], "mark": {**layers[place]["mark"], "cursor": "pointer"}, "params": params}
    return {**spec, "layer": layers}
