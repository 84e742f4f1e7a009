"""Pages: panes put in order, bound to the filters."""

from __future__ import annotations

import logging
import weakref
from html import escape
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
from altair.utils.schemapi import debug_mode

from khcn_analytics.charts.comparison import comparison_chart
from khcn_analytics.charts.trend_lines import trend_chart
from khcn_analytics.dashboards import style, texts, views
from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.tables import change_table
from khcn_analytics.vocabulary.labels import Label

_LOG = logging.getLogger(__name__)

_SELECTS: dict[str, Label] = {
    "kind": texts.KIND,
    "period": texts.PERIOD,
    "unit": texts.UNIT,
    "indicator": texts.INDICATOR,
}


class Overview:
    """The overview: key figures, one indicator over the periods and by unit, every indicator.

    Args:
        store: The figures.
        filters: The choices of this session.
    """

    def __init__(self, store: Store, filters: Filters) -> None:
        self.store, self.filters = store, filters
        self.selects = {name: pmui.Select(size="small", sizing_mode="stretch_width") for name in _SELECTS}
        self.language = pmui.RadioButtonGroup(
            options={"VI": "vi", "EN": "en"}, value=filters.language, size="small", width=92, sx=style.ON_BAR
        )
        self.heading = _html(style.HEADING)
        self.cards = _html(style.CARDS)
        self.trend_title, self.by_unit_title, self.table_title = (_html(style.SECTION) for _ in range(3))
        self.trend = pn.pane.Vega(sizing_mode="stretch_width", height=310, show_actions=False)
        self.by_unit = pn.pane.Vega(sizing_mode="stretch_width", height=310, show_actions=False)
        self.table = pn.pane.HTML(sizing_mode="stretch_width")
        self.footer = _html(style.FOOTER)
        self.show()
        self._listen()

    def show(self) -> None:
        """Bring every pane in line with the filters."""
        store, filters, language = self.store, self.filters, self.filters.language
        period, unit, code = filters.chosen_period, filters.chosen_unit, filters.indicator
        card = indicator_named(code)
        for name, select in self.selects.items():
            select.param.update(
                label=_SELECTS[name].text(language), options=filters.choices(name), value=getattr(filters, name)
            )
        self.language.value = language
        self.heading.object = views.heading(store.workspace, period, unit, language)
        self.cards.object = views.key_figure_cards(store.key_figures(period, unit, language), language)
        trend, by_unit = store.trend(code, period, unit, language), store.by_unit(code, period, language)
        name, measured = card.label.text(language), card.unit.label.text(language)
        self.trend_title.object = views.section(f"{name} ({measured})", card.definition.text(language))
        key = texts.NOTHING if by_unit.is_empty() else texts.BY_UNIT_KEY
        self.by_unit_title.object = views.section(texts.BY_UNIT.text(language), key.text(language))
        # Charts are checked against Vega-Lite's schema by tests; checking them at each change takes a third of it.
        with debug_mode(arg=False):
            self.trend.object = _drawn(
                trend_chart(
                    trend, unit=card.unit, highlight=period.label(language), language=language, width="container"
                )
            )
            self.by_unit.object = _drawn(
                comparison_chart(by_unit, unit=card.unit, language=language, width="container")
            )
        theme = DATASETS[card.dataset].label.text(language)
        self.table_title.object = views.section(
            texts.TABLE.text(language).format(theme=theme),
            texts.AGAINST.text(language).format(base=period.same_period_last_year().label(language)),
        )
        self.table.object = change_table(store.table(period, unit, language, card.dataset), language).as_raw_html()
        self.footer.object = views.footer(store.workspace, language)

    def _listen(self) -> None:
        for name, select in self.selects.items():
            select.param.watch(lambda event, name=name: self.filters.param.update(**{name: event.new}), "value")
        self.language.param.watch(lambda event: self.filters.param.update(language=event.new), "value")
        self.filters.param.watch(lambda *_: self.show(), ["language", "period", "unit", "indicator"])

    def page(self) -> Any:
        """The page itself."""
        return pmui.Page(
            title=texts.TITLE.text(self.filters.language),
            template=_template(self.filters.language),
            theme_config=style.THEME,
            theme_toggle=False,
            sidebar=[],
            header=[pn.HSpacer(), self.language],
            stylesheets=[style.PRINT],
            main=[
                pmui.Column(
                    self.heading,
                    pmui.Grid(
                        *(pmui.Grid(each, size={"xs": 12, "sm": 6, "lg": 3}) for each in self.selects.values()),
                        container=True,
                        spacing=1,
                        margin=(2, 6),
                        sizing_mode="stretch_width",
                    ),
                    self.cards,
                    pmui.Grid(
                        pmui.Grid(_paper(self.trend_title, self.trend), size={"xs": 12, "lg": 7}),
                        pmui.Grid(_paper(self.by_unit_title, self.by_unit), size={"xs": 12, "lg": 5}),
                        container=True,
                        spacing=2,
                        margin=(6, 10),
                        sizing_mode="stretch_width",
                    ),
                    _paper(self.table_title, self.table, margin=(6, 10)),
                    self.footer,
                    sizing_mode="stretch_width",
                    sx=style.CONTENT,
                )
            ],
            sx=style.PAGE,
        )


def overview_page(store: Store) -> Any:
    """The overview for one session, with its choices in the address; on failure a page that says so.

    Args:
        store: The figures, shared by all sessions.
    """
    pn.extension("vega", raw_css=[style.PRINT])
    try:
        location = pn.state.location
        filters = Filters(store, location.query_params if location else None)
        overview = Overview(store, filters)
        page = overview.page()
        if location:
            _keep_address(filters, location)
    # Whatever it is: without this page an endless spinner would be the reader's only sign.
    except Exception:  # noqa: BLE001
        _LOG.exception("the overview could not be built")
        return _failure_page()
    _release_at_end(page)
    return page


def _failure_page() -> Any:
    return pmui.Page(
        title=texts.FAILED.vi,
        main=[pn.pane.HTML(f"<h1>{escape(texts.FAILED.vi)}</h1><p>{escape(texts.FAILED_HELP.vi)}</p>")],
    )


def _keep_address(filters: Filters, location: Any) -> None:
    """Choices -> address, and back when the reader goes back in the browser."""

    def write(*_: Any) -> None:
        location.update_query(**filters.query)

    filters.param.watch(write, ["language", "period", "unit", "indicator"])
    location.param.watch(lambda _: filters.adopt(location.query_params), "search")
    write()


def _html(stylesheet: str) -> Any:
    return pn.pane.HTML(stylesheets=[stylesheet], sizing_mode="stretch_width", margin=(6, 10))


def _drawn(chart: Any) -> dict[str, Any]:
    """The chart as Panel draws it fastest: it would turn a chart object into this four times."""
    # Panel's viewer is of an earlier 6.x than Altair writes for and says so in the console at each chart.
    return {**chart.to_dict(validate=False), "$schema": "https://vega.github.io/schema/vega-lite/v6.json"}


def _paper(*content: Any, margin: Any = 0) -> Any:
    return pmui.Paper(*content, sx=style.PAPER, elevation=0, margin=margin, sizing_mode="stretch_width")


def _template(language: str) -> str:
    """Panel's page, telling screen readers and browsers the language."""
    base = (Path(pmui.__file__).parent / "_templates" / "base.html").read_text("utf-8")
    return base.replace('<html lang="en"', f'<html lang="{language}"')


def _release_at_end(page: Any) -> None:
    """Let a session's page go when the session ends.

    Panel keeps every page of panel-material-ui for ever: it listens to the global ``busy`` state.
    """
    reference = weakref.ref(page)

    def release(context: Any) -> None:
        ended = reference()
        for watcher in list(pn.state.param.watchers.get("busy", {}).get("value", [])):
            listener = getattr(watcher.fn, "__self__", None)
            if ended is not None and getattr(listener, "self", None) is ended:
                pn.state.param.unwatch(watcher)
        document = getattr(context, "_document", None)
        for key, view in list(pn.state._views.items()):  # noqa: SLF001
            if view[2] is document:
                del pn.state._views[key]  # noqa: SLF001

    pn.state.on_session_destroyed(release)
