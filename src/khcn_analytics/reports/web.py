"""A report as one page of HTML: no scripts, no other file, no network; it prints on A4."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from khcn_analytics.charts.exporting import picture
from khcn_analytics.charts.theme import VERDICT_COLOURS
from khcn_analytics.reports import labels
from khcn_analytics.reports.content import Block, Chart, Table
from khcn_analytics.reports.visible_text import unbroken, visible

if TYPE_CHECKING:
    from khcn_analytics.reports.report import Report


def web_page(report: Report) -> bytes:
    """The report as a .html file.

    Args:
        report: What is written.

    Returns:
        The file, in UTF-8; the same report gives the same bytes.
    """
    words = {
        name: label.text(report.language)
        for name, label in (
            ("table", labels.TABLE),
            ("figure", labels.FIGURE),
            ("data", labels.DATA),
            ("period", labels.PERIOD),
            ("department", labels.DEPARTMENT),
            ("empty", labels.EMPTY),
            ("contents", labels.CONTENTS),
        )
    }
    page = _template().render(report=report, words=words, colours=VERDICT_COLOURS, places=_places(report))
    return page.encode("utf-8")


def _places(report: Report) -> dict[int, int]:
    """The number of each table among the tables, of each chart among the charts."""
    blocks: list[Block] = [block for section in report.every_section() for block in section.blocks]
    return {
        id(block): place
        for kind in (Table, Chart)
        for place, block in enumerate((each for each in blocks if isinstance(each, kind)), 1)
    }


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["seen"] = lambda value: "" if value is None else visible(str(value))
    environment.filters["unbroken"] = unbroken
    environment.filters["picture"] = _picture
    environment.globals.update(id=id, total=_total_width)
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["chart"] = lambda block: isinstance(block, Chart)
    return environment.get_template("report.html.jinja")


def _total_width(table: Table) -> float:
    return sum(table.widths.get(each, 1) for each in table.rows.columns)


def _picture(chart: Chart) -> str:
    """The chart as an address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(picture(chart, '.svg')).decode('ascii')}"
