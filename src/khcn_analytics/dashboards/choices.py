"""What a reader can choose, and among what: each choice is data, so a page only names those it shows.

The values of a choice may depend on those before it: the periods on the kind of period, the
indicators on the theme. The first value on offer stands until another is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from khcn_analytics.dashboards import emulation_choices as emulation
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.store import KEY_INDICATORS, Store
from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.indicators.dimensions import DIMENSION_LABELS, DIMENSIONS, group_label, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import KIND_LABELS, Period, PeriodKind, parse_period, periods_of_kind
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.schemes import scheme_named
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS
from khcn_analytics.vocabulary.text import dictionary_order
from khcn_analytics.wording import WHOLE

EVERY = ""
"""The value that narrows nothing: the whole department, all levels, all themes."""
LAST_YEAR: Against = "same_period_last_year"
PREVIOUS: Against = "previous_period"

Chosen = Mapping[str, str]
Values = Callable[[Store, Chosen], Sequence[str]]


@dataclass(frozen=True, eq=False, slots=True)
class Choice:
    """Something to choose.

    Attributes:
        name: What it is called in the address.
        label: What it is called on the page.
        values: The values on offer, the first one unless another is chosen; given what is chosen before it.
        told: What the reader sees of a value.
        also: Whether a value that is not on the list may come from an address.
        instead: What stands for a value that is not on offer.
        of: Dataset and dimension whose records it narrows.
        is_long: Whether its values are searched by typing.
        columns: How many of 12 columns it takes on a phone and on wider screens.
    """

    name: str
    label: Label
    values: Values
    told: Callable[[str, Store, Language], str]
    also: Callable[[str, Store], bool] = lambda _value, _store: False
    instead: Callable[[Sequence[str], str | None], str] = lambda offered, _value: offered[0]
    of: tuple[str, str] | None = None
    is_long: bool = False
    columns: Mapping[str, int] = field(default_factory=lambda: {"xs": 6, "sm": 4, "md": 3})


def owner_of(dataset: str) -> str:
    """The dataset whose groups narrow the records of another: money has the groups of its tasks."""
    return "tasks" if dataset == "funding" else dataset


@kept
def groups_of(store: Store, dataset: str, dimension: str) -> tuple[str, ...]:
    """The groups of a dimension that records have, in the order of the dictionary."""
    records = store.workspace.datasets.get(owner_of(dataset))
    if records is None:
        return ()
    groups = records.select(DIMENSIONS[dataset][dimension].group.unique()).to_series().to_list()
    named = {group: group_label(dimension, group, dataset).vi for group in groups}
    return tuple(sorted(named, key=lambda group: dictionary_order(named[group])))


def _narrowing(name: str, label: Label, every: Label, dataset: str, dimension: str) -> Choice:
    """A choice of one group of the records of a dataset, or of all."""
    return Choice(
        name,
        label,
        lambda store, _: (EVERY, *groups_of(store, dataset, dimension)),
        lambda value, _store, language: (group_label(dimension, value, dataset) if value else every).text(language),
        of=(dataset, dimension),
    )


@kept
def _periods_of(store: Store, kind: PeriodKind) -> tuple[Period, ...]:
    return store.periods(kind)


def _periods(store: Store, chosen: Chosen) -> Sequence[str]:
    return [each.code for each in _periods_of(store, cast("PeriodKind", chosen["kind"]))]


def _of_the_same_year(offered: Sequence[str], value: str | None) -> str:
    """The newest period of the year of another one: from a year to its last quarter."""
    return next((each for each in offered if each[:4] == (value or "")[:4]), offered[0])


def _first_years(store: Store, chosen: Chosen) -> Sequence[str]:
    """The years a chart can begin with, the earliest first."""
    last = parse_period(chosen["period"], store.workspace.calendar).year
    years = {each.year for each in _periods_of(store, cast("PeriodKind", chosen["kind"])) if each.year <= last}
    return [str(each) for each in sorted(years)]


@kept
def _days(store: Store) -> Sequence[str]:
    """The last day of the data, and the last day of each month before it."""
    workspace = store.workspace
    months = periods_of_kind("month", workspace.since.year, workspace.until.year, workspace.calendar)
    ends = {each.last_day for each in months if workspace.since <= each.last_day < workspace.last_day}
    return [str(each) for each in sorted({*ends, workspace.last_day}, reverse=True)]


def _is_known_day(value: str, store: Store) -> bool:
    try:
        return store.workspace.since <= date.fromisoformat(value) < store.workspace.until
    except ValueError:
        return False


def _themes(store: Store, _chosen: Chosen) -> Sequence[str]:
    return [EVERY, *dict.fromkeys(each.dataset for each in store.indicators)]


def _indicators(store: Store, chosen: Chosen) -> Sequence[str]:
    """The indicators of the theme, the first key one of them first."""
    codes = [each.code for each in store.indicators if chosen["theme"] in (EVERY, each.dataset)]
    key = [code for code in KEY_INDICATORS if code in codes][:1]
    return [*key, *(code for code in codes if code not in key)]


def _dimensions(_store: Store, chosen: Chosen) -> Sequence[str]:
    return [EVERY, *(each for each in splits(indicator_named(chosen["indicator"])) if each != "department")]


def _groups(store: Store, chosen: Chosen) -> Sequence[str]:
    if not chosen["by"]:
        return [EVERY]
    return [EVERY, *groups_of(store, indicator_named(chosen["indicator"]).dataset, chosen["by"])]


def _bases(store: Store, chosen: Chosen) -> Sequence[str]:
    last = parse_period(chosen["period"], store.workspace.calendar).year
    before = {each.year for each in _periods_of(store, cast("PeriodKind", chosen["kind"])) if each.year < last - 1}
    return [LAST_YEAR, PREVIOUS, *(str(each) for each in sorted(before, reverse=True))]


def _told_base(value: str, _store: Store, language: Language) -> str:
    names: dict[str, Label] = {
        LAST_YEAR: Label("cùng kỳ năm trước", "same period last year"),
        PREVIOUS: Label("kỳ liền trước", "previous period"),
    }
    return names.get(value, Label(f"cùng kỳ năm {value}", f"same period of {value}")).text(language)


def _told_group(value: str, store: Store, language: Language) -> str:
    """A group of any dimension: whichever of them has it names it."""
    if not value:
        return Label("Tất cả các nhóm", "Every group").text(language)
    for dataset, dimensions in DIMENSIONS.items():
        for dimension in dimensions:
            if value in groups_of(store, dataset, dimension) and dimension != "department":
                return group_label(dimension, value, dataset).text(language)
    return value


CHOICES: tuple[Choice, ...] = (
    Choice(
        "language",
        Label("Ngôn ngữ", "Language"),
        lambda _store, _: LANGUAGES,
        lambda value, _store, _language: {"vi": "Tiếng Việt", "en": "English"}[value],
    ),
    Choice(
        "look",
        Label("Nền trang", "Look"),
        lambda _store, _: ("light", "dark"),
        lambda value, _store, language: {"light": Label("Sáng", "Light"), "dark": Label("Tối", "Dark")}[value].text(
            language
        ),
    ),
    Choice(
        "kind",
        Label("Loại kỳ", "Kind of period"),
        lambda store, _: store.kinds,
        lambda value, _store, language: KIND_LABELS[cast("PeriodKind", value)].text(language),
    ),
    Choice(
        "period",
        Label("Kỳ báo cáo", "Period"),
        _periods,
        lambda value, store, language: parse_period(value, store.workspace.calendar).label(language),
        instead=_of_the_same_year,
    ),
    Choice("since", Label("Từ năm", "From year"), _first_years, lambda value, _store, _language: value),
    Choice(
        "day",
        Label("Tính đến ngày", "As of"),
        lambda store, _: _days(store),
        lambda value, _store, language: format_date(date.fromisoformat(value), language),
        also=_is_known_day,
    ),
    Choice(
        "unit",
        Label("Đơn vị", "Unit"),
        lambda store, _: (EVERY, *store.units),
        lambda value, _store, language: value or WHOLE.text(language),
    ),
    Choice(
        "theme",
        Label("Lĩnh vực chỉ số", "Theme"),
        _themes,
        lambda value, _store, language: (
            DATASETS[value].label if value else Label("Tất cả lĩnh vực", "Every theme")
        ).text(language),
        columns={"xs": 12, "sm": 4, "md": 3},
    ),
    Choice(
        "indicator",
        Label("Chỉ số (gõ để tìm)", "Indicator (type to search)"),
        _indicators,
        lambda value, _store, language: indicator_named(value).label.text(language),
        is_long=True,
        columns={"xs": 12, "sm": 8, "md": 6},
    ),
    Choice(
        "by",
        Label("Chia theo", "Split by"),
        _dimensions,
        lambda value, _store, language: (DIMENSION_LABELS[value] if value else Label("Không chia", "Not split")).text(
            language
        ),
    ),
    Choice("group", Label("Nhóm", "Group"), _groups, _told_group),
    Choice("against", Label("So với", "Against"), _bases, _told_base),
    _narrowing("level", Label("Cấp nhiệm vụ", "Level of tasks"), Label("Mọi cấp", "Every level"), "tasks", "level"),
    _narrowing(
        "programme",
        Label("Chương trình", "Programme"),
        Label("Mọi chương trình", "Every programme"),
        "tasks",
        "programme",
    ),
    _narrowing(
        "field", Label("Lĩnh vực nghiên cứu", "Research field"), Label("Mọi lĩnh vực", "Every field"), "tasks", "field"
    ),
    _narrowing(
        "inspected_field",
        Label("Lĩnh vực thanh tra, kiểm tra", "Inspected field"),
        Label("Mọi lĩnh vực", "Every field"),
        "inspections",
        "field",
    ),
    _narrowing(
        "initiative_field",
        Label("Lĩnh vực sáng kiến", "Field of initiatives"),
        Label("Mọi lĩnh vực", "Every field"),
        "initiatives",
        "field",
    ),
    _narrowing(
        "scope", Label("Phạm vi ảnh hưởng", "Scope"), Label("Mọi phạm vi", "Every scope"), "initiatives", "scope"
    ),
    Choice(
        "scheme",
        Label("Bảng tiêu chí", "Scheme"),
        lambda store, _: emulation.schemes_on_offer(store),
        lambda value, _store, language: scheme_named(value).label.text(language),
    ),
    Choice(
        "scored_period",
        Label("Kỳ thi đua", "Emulation period"),
        lambda store, chosen: emulation.period_codes(store, chosen["scheme"], chosen["period"]),
        lambda value, store, language: parse_period(value, store.workspace.calendar).label(language),
    ),
    Choice(
        "layer",
        Label("Bước chấm", "Layer of points"),
        lambda _store, _: emulation.LAYERS,
        lambda value, _store, language: SCORE_LAYERS.label(value, language),
    ),
    Choice(
        "scored_unit",
        Label("Xem kỹ đơn vị", "Unit in detail"),
        lambda store, chosen: emulation.scored_units(store, chosen["scheme"], chosen["scored_period"], chosen["unit"]),
        emulation.told_unit,
    ),
    Choice(
        "goal",
        Label("Hạng muốn đạt", "Rank to reach"),
        lambda store, chosen: emulation.ranks_to_reach(
            store, chosen["scheme"], chosen["scored_period"], chosen["scored_unit"]
        ),
        lambda value, _store, language: Label(f"Hạng {value}", f"Rank {value}").text(language),
    ),
    Choice(
        "award",
        Label("Danh hiệu, hình thức", "Award"),
        lambda _store, _: emulation.awards_on_offer(),
        lambda value, _store, language: (
            AWARDS_OF_BOTH_LISTS.label(value, language) if value else emulation.EVERY_AWARD.text(language)
        ),
    ),
)
"""Every choice, each after those it depends on."""

CHOICE_BY_NAME = {each.name: each for each in CHOICES}


def as_period_on_offer(text: str, store: Store) -> tuple[str, str] | None:
    """Kind and code of the period that a text names, if the data cover it."""
    try:
        period = parse_period(text, store.workspace.calendar)
    except InvalidPeriodError:
        return None
    return (period.kind, period.code) if period in store.periods(period.kind) else None
