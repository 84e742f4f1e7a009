"""A page as a report: what its parts show, with the choices above and the version of the data below."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.dashboards import texts
from khcn_analytics.dashboards.choices import CHOICE_BY_NAME
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.registry import PageCard
from khcn_analytics.dashboards.parts.part import Part
from khcn_analytics.errors import KhcnError
from khcn_analytics.reports.content import Block, Paragraph, Section
from khcn_analytics.reports.report import Report
from khcn_analytics.reports.sources import origin_told
from khcn_analytics.vocabulary.labels import Label

_LOG = logging.getLogger(__name__)
_SHOWN = Label("Nội dung trang", "What the page shows")


def page_report(chosen: Chosen, card: PageCard, parts: Sequence[Part[Any]]) -> Report:
    """The page that is open, as a report.

    Args:
        chosen: The choices.
        card: The page.
        parts: Its parts, in reading order.
    """
    workspace, language = chosen.store.workspace, chosen.language
    blocks: list[Block] = [block for part in parts for block in _blocks(part, chosen)]
    return Report(
        title=card.title.text(language),
        # A page without this choice may be about another period, or about none.
        period=chosen.period.label(language) if "period" in card.filters else "",
        department=", ".join(each.text(language) for each in workspace.departments.values()),
        sections=(Section(_SHOWN.text(language), tuple(blocks or [Paragraph(texts.NOTHING.text(language))])),),
        source=source_of(workspace, language),
        day=workspace.last_day,
        language=language,
        origin=origin_told(workspace, language),
        about=tuple((CHOICE_BY_NAME[name].label.text(language), chosen.told(name)) for name in card.filters),
    )


def _blocks(part: Part[Any], chosen: Chosen) -> Iterator[Block]:
    """What a part shows; it says so when it fails, as it does on the page."""
    try:
        made = part.made(chosen)
        if made is not None:
            yield from part.report_blocks(made, chosen)
    except KhcnError as error:
        yield Paragraph(error.text(chosen.language), is_note=True)
    # One part that fails must not take the report with it, whatever it is.
    except Exception:  # noqa: BLE001
        _LOG.exception("a part of the page could not be reported")
        yield Paragraph(texts.PART_FAILED.text(chosen.language), is_note=True)
