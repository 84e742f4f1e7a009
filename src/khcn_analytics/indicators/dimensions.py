"""What each dataset can be split by."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics.indicators.cards import Dimension, Indicator
from khcn_analytics.schemas.activities import ACTIVITIES
from khcn_analytics.schemas.awards import AWARDS
from khcn_analytics.schemas.campaigns import CAMPAIGNS
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.dossiers import DOSSIERS
from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.ratings import RATINGS
from khcn_analytics.schemas.results import UNKNOWN
from khcn_analytics.schemas.staff import STAFF
from khcn_analytics.schemas.targets import TARGETS
from khcn_analytics.schemas.tasks import TASKS, Tasks
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.task_codes import RESEARCH_FIELDS

PLACES = ("department", "unit")
"""Where records belong; every result has these as columns. Some datasets know no unit."""


def _of_columns(dataset: Dataset[Any], *names: str) -> dict[str, Dimension]:
    """Dimensions that are columns as they stand."""
    cards = column_cards(dataset.model)
    return {
        name: Dimension(name, cards[name].label, pl.col(name).cast(pl.String).fill_null(UNKNOWN), cards[name].codes)
        for name in names
    }


# Codes of 1, 3, 5 or 7 digits are grouped by their first digit, the six fields.
_RESEARCH_FIELD = Dimension(
    "field",
    column_cards(Tasks)[Tasks.field].label,
    pl.col(Tasks.field).str.head(1).fill_null(UNKNOWN),
    RESEARCH_FIELDS,
)
_OF_TASKS = {**_of_columns(TASKS, "level", "programme", "managed_by", "kind"), "field": _RESEARCH_FIELD}

DIMENSIONS: dict[str, dict[str, Dimension]] = {
    "tasks": {**_of_columns(TASKS, *PLACES, "serves_agriculture"), **_OF_TASKS},
    # Money is split by what its task is.
    "funding": {**_of_columns(FUNDING, "department"), **_of_columns(TASKS, "unit"), **_OF_TASKS},
    "inspections": _of_columns(INSPECTIONS, *PLACES, "activity", "field", "planned"),
    "initiatives": _of_columns(INITIATIVES, *PLACES, "field", "scope"),
    "awards": _of_columns(AWARDS, *PLACES, "recipient_kind", "category", "award", "authority", "mode"),
    "activities": _of_columns(ACTIVITIES, *PLACES),
    "dossiers": _of_columns(DOSSIERS, *PLACES, "field"),
    "ratings": _of_columns(RATINGS, *PLACES, "subject_kind"),
    "campaigns": _of_columns(CAMPAIGNS, "department"),
    "targets": _of_columns(TARGETS, *PLACES),
    "staff": _of_columns(STAFF, *PLACES, "unit_kind"),
}

DIMENSION_LABELS: dict[str, Label] = {
    name: dimension.label for dimensions in DIMENSIONS.values() for name, dimension in dimensions.items()
}
"""What people call each dimension."""


UNKNOWN_GROUP = Label("chưa rõ", "unknown")
WHOLE_TARGETS = Label("chỉ tiêu của toàn sở", "targets of the whole department")
_YES_NO = {"true": Label("có", "yes"), "false": Label("không", "no")}


def group_label(dimension: str, group: str, dataset: str) -> Label:
    """What to call a group of a dimension; places, and codes that no list has, are called what records call them.

    Examples:
        >>> group_label("serves_agriculture", "true", "tasks").vi
        'có'
    """
    if group == UNKNOWN:
        # A target without unit is the department's own, not one whose unit is unknown.
        return WHOLE_TARGETS if (dataset, dimension) == ("targets", "unit") else UNKNOWN_GROUP
    if dimension in PLACES:
        return Label(group, group)
    codes = DIMENSIONS[dataset][dimension].codes
    if codes is not None and group in codes.codes:
        return Label(codes.label(group, "vi"), codes.label(group, "en"))
    return _YES_NO.get(group, Label(group, group))


def splits(card: Indicator) -> tuple[str, ...]:
    """Everything the values of an indicator can be split by: its places, then its own dimensions."""
    places = [name for name in PLACES if all(name in DIMENSIONS[each] for each in card.datasets)]
    return (*places, *card.dimensions)
