"""Templates to fill in, one for each dataset: as ``khcn template``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import panel_material_ui as pmui

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.downloading import download_button
from khcn_analytics.dashboards.parts.part import Part, html, paper, section_head
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.templates import template
from khcn_analytics.vocabulary.labels import Label

_TITLE = Label("Mẫu để điền", "Templates to fill in")
_NOTE = Label(
    "Mỗi mẫu là một tệp Excel có danh sách chọn, một dòng ví dụ và hướng dẫn từng cột. "
    "Tệp sẵn có của đơn vị cũng dùng được nếu tên cột gần đúng.",
    "Each is a workbook with drop-downs, an example and a guide to its columns. "
    "Files you have already will do where their headers come close.",
)


class TemplatesPart(Part[Sequence[str]]):
    """A button for each dataset."""

    def __init__(self) -> None:
        super().__init__(_datasets, on=())
        self.heading = html(style.SECTION, margin=(0, 0, 10, 0))
        self.buttons = {
            name: download_button("xlsx", partial("mau-{}".format, name), partial(template, name)) for name in DATASETS
        }
        row = pmui.Row(*self.buttons.values(), margin=0, sx={"gap": "8px", "flexWrap": "wrap"})
        self._view = paper(self.heading, row, self.state)

    @property
    def view(self) -> Any:
        return self._view

    def fill(self, made: Sequence[str], chosen: Chosen) -> None:
        self.heading.object = section_head(_TITLE.text(chosen.language), _NOTE.text(chosen.language))
        for name in made:
            self.buttons[name].param.update(label=DATASETS[name].label.text(chosen.language), visible=True)

    def clear(self) -> None:
        self.heading.object = section_head(_TITLE.text(self.chosen.language))
        for each in self.buttons.values():
            each.visible = False


def _datasets(_chosen: Chosen) -> Sequence[str]:
    return tuple(DATASETS)
