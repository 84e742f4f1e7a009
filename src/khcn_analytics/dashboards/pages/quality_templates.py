"""Templates to fill in, one for each dataset: as ``khcn template``."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.downloading import File, button_html
from khcn_analytics.dashboards.parts.part import WrittenPart, section_head
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


class TemplatesPart(WrittenPart[Sequence[str]]):
    """A button for each dataset."""

    def __init__(self) -> None:
        super().__init__(_datasets, "", on=())

    def written(self, made: Sequence[str], chosen: Chosen) -> str:
        language = chosen.language
        buttons = "".join(button_html(self.code, name, DATASETS[name].label.text(language)) for name in made)
        return section_head(_TITLE.text(language), _NOTE.text(language)) + f'<div class="files">{buttons}</div>'

    def head(self, chosen: Chosen) -> str:
        return section_head(_TITLE.text(chosen.language))

    def file(self, wanted: str) -> File | None:
        return File(f"mau-{wanted}.xlsx", template(wanted)) if wanted in DATASETS else None


def _datasets(_chosen: Chosen) -> Sequence[str]:
    return tuple(DATASETS)
