"""The written-out list of datasets."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Any

from khcn_analytics.displays.display import Display, Listing
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError
from khcn_analytics.schemas.activities import ACTIVITIES
from khcn_analytics.schemas.awards import AWARDS
from khcn_analytics.schemas.campaigns import CAMPAIGNS
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.dossiers import DOSSIERS
from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.ratings import RATINGS
from khcn_analytics.schemas.reviews import REVIEWS
from khcn_analytics.schemas.score_entries import SCORE_ENTRIES
from khcn_analytics.schemas.score_events import SCORE_EVENTS
from khcn_analytics.schemas.score_groups import SCORE_GROUPS
from khcn_analytics.schemas.staff import STAFF
from khcn_analytics.schemas.targets import TARGETS
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.vocabulary.labels import Label


class Datasets(Shown, dict[str, Dataset[Any]]):
    """Datasets by name; shown as a table."""

    def _shown(self) -> Display:
        rows = [(name, each.label, each.row, str(len(column_cards(each.model)))) for name, each in self.items()]
        header = (
            Label("Mã", "Name"),
            Label("Bộ dữ liệu", "Dataset"),
            Label("Mỗi dòng là", "One row is"),
            Label("Cột", "Columns"),
        )
        return Display(
            Label("Danh mục", "Catalogue"),
            Label(f"{len(self)} bộ dữ liệu", f"{len(self)} datasets"),
            listings=[
                Listing(Label("Bộ dữ liệu", "Datasets"), header, rows, len(rows), is_open=True, numbers=(3,)),
            ],
            then=['kh.DATASETS["tasks"]', 'kh.write_template(kh.DATASETS["tasks"], "tasks.xlsx")'],
        )


DATASETS: dict[str, Dataset[Any]] = Datasets(
    (each.name, each)
    for each in (
        TASKS,
        FUNDING,
        INSPECTIONS,
        INITIATIVES,
        AWARDS,
        ACTIVITIES,
        DOSSIERS,
        RATINGS,
        REVIEWS,
        CAMPAIGNS,
        TARGETS,
        STAFF,
        SCORE_GROUPS,
        SCORE_ENTRIES,
        SCORE_EVENTS,
        PUBLISHED,
    )
)


def dataset_named(name: str) -> Dataset[Any]:
    """The dataset with this name.

    Raises:
        UnknownNameError: If there is none; close names are suggested.
    """
    if name not in DATASETS:
        raise UnknownNameError("bộ dữ liệu", "dataset", name, DATASETS)
    return DATASETS[name]


def in_order_of_links(names: Iterable[str]) -> list[str]:
    """Datasets so that each comes after those its links look into; otherwise in the order of the list.

    Examples:
        >>> in_order_of_links(["funding", "tasks"])
        ['tasks', 'funding']
    """
    given = set(names)
    wanted = [name for name in DATASETS if name in given]
    looked_into = {name: [link.other for link in DATASETS[name].links if link.other in wanted] for name in wanted}
    return list(TopologicalSorter(looked_into).static_order())
