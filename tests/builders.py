"""Valid records in one call: say what the test is about, the rest is filled in.

``tasks(started_on=["2020-01-01", None], kind="topic")`` is two valid tasks. Every record gets an
id of its own and what its dataset requires; columns that are not named are empty. A single value
stands for every record, days are written ``"2020-01-31"``. What a test names is taken as it is, so
an invalid record is built the same way.

``any_tasks()`` and its like are the hypothesis strategies: frames of valid records whose days lie
around the boundaries of periods on both calendars.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from khcn_analytics.indicators.engine import compute
from khcn_analytics.io.files.sheets import MergedCells, Sheet
from khcn_analytics.periods import CALENDARS, PERIOD_KINDS, Period, periods_of_kind
from khcn_analytics.schemas.activities import ACTIVITIES
from khcn_analytics.schemas.awards import AWARDS
from khcn_analytics.schemas.campaigns import CAMPAIGNS
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.dossiers import DOSSIERS
from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.ratings import RATINGS
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.reviews import REVIEWS
from khcn_analytics.schemas.score_entries import SCORE_ENTRIES
from khcn_analytics.schemas.score_events import SCORE_EVENTS
from khcn_analytics.schemas.score_groups import SCORE_GROUPS
from khcn_analytics.schemas.staff import STAFF
from khcn_analytics.schemas.targets import TARGETS
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.trends.breaks import Break
from khcn_analytics.vocabulary.activity_codes import WITH_AMOUNT
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS, CATEGORY_OF_AWARD, TITLES_OF_COLLECTIVES
from khcn_analytics.vocabulary.labels import Label

# Column -> the value of the record at a place, for the columns a dataset requires.
_REQUIRED: dict[str, dict[str, Any]] = {
    "tasks": {
        "task_id": "NV-{place:03}",
        "department": "cao_bang",
        "title": "Nhiệm vụ {place}",
        "level": "provincial",
    },
    "funding": {"task_id": "NV-{place:03}", "department": "cao_bang", "year": 2020, "planned_vnd": 300_000_000},
    "inspections": {
        "inspection_id": "TT-{place:03}",
        "department": "cao_bang",
        "activity": "check",
        "started_on": "2020-05-04",
        "subjects": 10,
    },
    "initiatives": {"initiative_id": "SK-{place:03}", "department": "cao_bang", "title": "Sáng kiến {place}"},
    "awards": {
        "award_id": "KT-{place:03}",
        "department": "cao_bang",
        "recipient_kind": "direct_worker",
        "category": "title",
        "award": "advanced_labour",
        "decided_on": "2020-12-18",
        "status": "granted",
    },
    "activities": {
        "department": "cao_bang",
        "activity": "news_items",
        "done_on": "2020-05-04",
        "quantity": 3,
        "note": "tin {place}",
    },
    "dossiers": {"dossier_id": "HS-{place:03}", "department": "cao_bang", "received_on": "2020-05-04"},
    "ratings": {
        "department": "cao_bang",
        "unit": "Phòng {place}",
        "subject_kind": "civil_servant",
        "year": 2020,
        "level": "good",
        "subjects": 4,
    },
    "reviews": {
        "department": "cao_bang",
        "subject_kind": "individual",
        "subject": "Cán bộ {place:03}",
        "year": 2020,
        "level": "good",
    },
    "campaigns": {
        "campaign_id": "PT-{place:03}",
        "department": "cao_bang",
        "name": "Phong trào {place}",
        "launched_on": "2020-01-15",
    },
    "targets": {
        "department": "cao_bang",
        "unit": "Phòng {place}",
        "indicator": "tasks.accepted",
        "period": "2020",
        "operator": "at_least",
        "target": 9.0,
    },
    "staff": {"department": "cao_bang", "unit": "Phòng {place}", "year": 2020, "headcount": 7},
    "score_groups": {
        "department": "cao_bang",
        "unit": "Phòng {place}",
        "scheme": "mau_100",
        "period": "2020",
        "rank_group": "Khối phòng chuyên môn",
    },
    "score_entries": {
        "department": "cao_bang",
        "unit": "Phòng {place}",
        "scheme": "mau_100",
        "period": "2020",
        "criterion": "B1",
        "layer": "self",
        "points": 9.5,
    },
    "score_events": {
        "event_id": "DTT-{place:03}",
        "department": "cao_bang",
        "scheme": "mau_100",
        "period": "2020",
        "item": "T1",
        "happened_on": "2020-05-04",
        "quantity": 1.0,
        "evidence": "Quyết định số {place}/QĐ-UBND",
        "status": "accepted",
    },
    "published": {
        "department": "cao_bang",
        "indicator": "tasks.accepted",
        "period_start": "2020-01-01",
        "period_end": "2021-01-01",
        "status": "actual",
        "value": 9.0,
        "qualifier": "exact",
        "source": "cao_bang_2020",
        "locator": "đoạn {place}",
    },
}


def tasks(**columns: Any) -> pl.DataFrame:
    return records(TASKS, **columns)


def funding(**columns: Any) -> pl.DataFrame:
    return records(FUNDING, **columns)


def inspections(**columns: Any) -> pl.DataFrame:
    return records(INSPECTIONS, **columns)


def initiatives(**columns: Any) -> pl.DataFrame:
    return records(INITIATIVES, **columns)


def awards(**columns: Any) -> pl.DataFrame:
    return records(AWARDS, **columns)


def activities(**columns: Any) -> pl.DataFrame:
    return records(ACTIVITIES, **columns)


def dossiers(**columns: Any) -> pl.DataFrame:
    return records(DOSSIERS, **columns)


def ratings(**columns: Any) -> pl.DataFrame:
    return records(RATINGS, **columns)


def reviews(**columns: Any) -> pl.DataFrame:
    return records(REVIEWS, **columns)


def campaigns(**columns: Any) -> pl.DataFrame:
    return records(CAMPAIGNS, **columns)


def targets(**columns: Any) -> pl.DataFrame:
    return records(TARGETS, **columns)


def staff(**columns: Any) -> pl.DataFrame:
    return records(STAFF, **columns)


def score_groups(**columns: Any) -> pl.DataFrame:
    return records(SCORE_GROUPS, **columns)


def score_entries(**columns: Any) -> pl.DataFrame:
    return records(SCORE_ENTRIES, **columns)


def score_events(**columns: Any) -> pl.DataFrame:
    return records(SCORE_EVENTS, **columns)


def published(**columns: Any) -> pl.DataFrame:
    return records(PUBLISHED, **columns)


def other_key(dataset: Dataset[Any]) -> Any:
    """A value for the last column of a key that no example has."""
    others = {"year": 2019, "note": "khác", "period": "2019", "level": "completed", "layer": "decided"}
    return others.get(dataset.key[-1], "KHAC-1")


def records(dataset: Dataset[Any], **columns: Any) -> pl.DataFrame:
    """Records of a dataset, typed: as many as the longest list says, one if there is no list."""
    lengths = {len(each) for each in columns.values() if isinstance(each, list)}
    assert len(lengths) <= 1, f"lists of different lengths: {lengths}"
    height = lengths.pop() if lengths else 1
    given = {**dict.fromkeys(column_types(dataset.model)), **_REQUIRED[dataset.name], **columns}
    return pl.DataFrame(
        [
            pl.Series(name, _cells(given.pop(name), wanted, height), dtype=wanted)
            for name, wanted in column_types(dataset.model).items()
        ]
    ).with_columns(pl.Series(name, _cells(value, None, height)) for name, value in given.items())


def _cells(value: Any, wanted: Any, height: int) -> list[Any]:
    cells = value if isinstance(value, list) else [value] * height
    if wanted == pl.Date:
        return [date.fromisoformat(each) if isinstance(each, str) else each for each in cells]
    return [
        each.format(place=place) if isinstance(each, str) and "{place" in each else each
        for place, each in enumerate(cells, 1)
    ]


def values(**columns: Any) -> Any:
    """Values of indicators made by hand: ``values(year=[2019, 2020], value=[4, 5])``.

    The periods are the calendar years ``year``, or those given as ``period``.
    """
    count = max(len(each) for each in columns.values() if isinstance(each, list))
    periods = columns.pop("period", None) or [Period("year", each) for each in columns.pop("year")]
    whole = {"department": "cao_bang", "unit": None, "indicator": "tasks.accepted", **columns}
    flag = [None if each is not None else "not_covered" for each in whole["value"]]
    frame = {
        **{name: each if isinstance(each, list) else [each] * count for name, each in whole.items()},
        "period_start": [each.start for each in periods],
        "period_end": [each.end for each in periods],
        "period_kind": [each.kind for each in periods],
        "numerator": whole["value"],
        "denominator": [None] * count,
        "flag": flag,
    }
    types = {**column_types(IndicatorValues), **{name: pl.String() for name in frame if name not in _VALUE_COLUMNS}}
    return pl.DataFrame({name: pl.Series(frame[name], dtype=kind, strict=False) for name, kind in types.items()})


_VALUE_COLUMNS = list(column_types(IndicatorValues))


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_break(first_day: str, **options: Any) -> Break:
    """A change of forms from a day on, after which nothing can be compared unless told otherwise."""
    forms = Label("Đổi biểu mẫu.", "New forms.")
    return Break(options.pop("id", "forms"), forms, day(first_day), **options)


def figures(code: str, frame: pl.DataFrame, period: Period) -> tuple[Any, Any, Any]:
    """Value, numerator and denominator of an indicator over all the records given."""
    row = compute({code.split(".", 1)[0]: frame}, [period], (), [code]).row(0, named=True)
    return row["value"], row["numerator"], row["denominator"]


def broken_rules(frame: pl.DataFrame, dataset: Dataset[Any]) -> list[tuple[str, str]]:
    """Name and severity of each problem found, once for each record."""
    problems = check_frame(frame, dataset).problems
    return list(problems.select("rule", "severity").iter_rows())


# --- hypothesis ---------------------------------------------------------------------------------

_BOUNDARIES = sorted(
    {
        boundary + timedelta(days=shift)
        for calendar in CALENDARS
        for period in periods_of_kind("month", 2019, 2020, calendar)
        for boundary in (period.start, period.end)
        for shift in (-1, 0, 1)
    }
)


def any_day() -> st.SearchStrategy[date]:
    """A day of 2018 to 2021, often the first or last of a period or next to it."""
    return st.sampled_from(_BOUNDARIES) | st.dates(date(2018, 10, 1), date(2021, 3, 31))


def any_period(kinds: Iterable[Any] = PERIOD_KINDS) -> st.SearchStrategy[Period]:
    """A period of 2018 to 2021, on either calendar, of each kind as often."""
    every = [periods_of_kind(kind, 2018, 2021, calendar) for kind in kinds for calendar in CALENDARS]
    return st.one_of([st.sampled_from(each) for each in every])


@st.composite
def any_tasks(draw: st.DrawFn, *, max_size: int = 12) -> pl.DataFrame:
    rows = []
    for _ in range(draw(st.integers(0, max_size))):
        chain = sorted(draw(st.lists(any_day(), min_size=5, max_size=5)))
        dates: dict[str, date | None] = dict(
            zip(("proposed_on", "approved_on", "contracted_on", "started_on"), chain, strict=False)
        )
        dates[draw(st.sampled_from(["accepted_on", "terminated_on", "settled_on"]))] = chain[4]
        due = chain[3] + timedelta(days=draw(st.sampled_from([0, 30, 400])))
        dates["due_on"], dates["extended_until"] = due, due + timedelta(days=draw(st.sampled_from([0, 1, 90])))
        emptied = draw(st.sets(st.sampled_from(sorted(dates)), max_size=4))
        rows.append(
            {
                **{name: None if name in emptied else each for name, each in dates.items()},
                "department": draw(st.sampled_from(["cao_bang", "kon_tum"])),
                "unit": draw(st.sampled_from([None, "Phòng Quản lý khoa học", "Trung tâm"])),
                "level": draw(st.sampled_from(["national", "ministry", "provincial", "grassroots"])),
                "programme": draw(st.sampled_from([None, "rural_mountain", "urgent_local", "other"])),
                "kind": draw(st.sampled_from([None, "topic", "project", "routine"])),
                "field": draw(st.sampled_from([None, "4", "402", "20301"])),
                "serves_agriculture": draw(st.sampled_from([None, True, False])),
                "outcome": "no_applicant" if "contracted_on" in emptied else None,
            }
        )
    return records(TASKS, **_by_column(rows))


@st.composite
def any_inspections(draw: st.DrawFn, *, max_size: int = 12) -> pl.DataFrame:
    rows = []
    for _ in range(draw(st.integers(0, max_size))):
        subjects = draw(st.integers(0, 40))
        violating = draw(st.none() | st.integers(0, subjects))
        rows.append(
            {
                "department": draw(st.sampled_from(["cao_bang", "kon_tum"])),
                "unit": draw(st.sampled_from([None, "Thanh tra Sở"])),
                "activity": draw(st.sampled_from(["inspection", "check", "survey"])),
                "planned": draw(st.sampled_from([None, True, False])),
                "field": draw(st.sampled_from([None, "measurement", "goods"])),
                "started_on": draw(any_day()),
                "subjects": subjects,
                "violating_subjects": violating,
                "fines_vnd": draw(st.sampled_from([None, 0, 11_500_000, 3])),
            }
        )
    return records(INSPECTIONS, **_by_column(rows))


@st.composite
def any_initiatives(draw: st.DrawFn, *, max_size: int = 12) -> pl.DataFrame:
    rows = []
    for _ in range(draw(st.integers(0, max_size))):
        submitted, judged, wider = sorted(draw(st.lists(any_day(), min_size=3, max_size=3)))
        judgement = draw(st.sampled_from([None, "grassroots_recognised_on", "rejected_on"]))
        scope = draw(st.sampled_from([None, "provincial", "national"]))
        rows.append(
            {
                "department": draw(st.sampled_from(["cao_bang", "kon_tum"])),
                "unit": draw(st.sampled_from([None, "Trung tâm"])),
                "field": draw(st.sampled_from([None, "technical", "management"])),
                "authors": draw(st.none() | st.integers(1, 4)),
                "initiative_year": draw(st.none() | st.integers(2018, 2021)),
                "submitted_on": draw(st.sampled_from([None, submitted])),
                "grassroots_recognised_on": judged if judgement == "grassroots_recognised_on" else None,
                "rejected_on": judged if judgement == "rejected_on" else None,
                "scope": scope,
                "scope_recognised_on": draw(st.sampled_from([None, wider])) if scope else None,
            }
        )
    return records(INITIATIVES, **_by_column(rows))


def any_funding() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        FUNDING,
        # Of tasks that any_tasks() may hold, or not.
        task_id=st.sampled_from(["NV-001", "NV-002", "NV-003", "NV-099"]),
        year=_YEARS,
        planned_vnd=st.integers(0, 900_000_000),
        disbursed_vnd=st.none() | st.integers(0, 900_000_000),
    )


def any_awards() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        AWARDS,
        unit=_UNITS,
        award=st.sampled_from(AWARDS_OF_BOTH_LISTS.codes),
        of_individual=st.sampled_from(["leader_department", "direct_worker", "individual"]),
        decided_on=st.none() | any_day(),
        for_year=_YEARS,
        status=st.sampled_from(["proposed", "granted", "granted", "revoked"]),
    ).map(_awarded_to_whom_it_is_for)


def _awarded_to_whom_it_is_for(frame: pl.DataFrame) -> pl.DataFrame:
    """Awards of their category, titles of collectives to collectives."""
    award = pl.col("award").cast(pl.String)
    return frame.with_columns(
        category=award.replace_strict(CATEGORY_OF_AWARD, return_dtype=pl.String),
        recipient_kind=pl.when(award.is_in(TITLES_OF_COLLECTIVES))
        .then(pl.lit("collective"))
        .otherwise(pl.col("of_individual").cast(pl.String)),
    ).drop("of_individual")


def any_activities() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        ACTIVITIES,
        unit=_UNITS,
        activity=st.sampled_from(["donations", "support_dossiers", "assigned_work", "assigned_work_completed"]),
        done_on=any_day(),
        quantity=st.integers(0, 9),
        amount_vnd=st.none() | st.integers(0, 90_000_000),
    ).map(lambda frame: frame.with_columns(pl.when(pl.col("activity").is_in(_WITH_AMOUNT)).then("amount_vnd")))


def any_dossiers() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        DOSSIERS,
        unit=_UNITS,
        field=st.sampled_from([None, "radiation", "technology"]),
        received_on=any_day(),
        days_to_due=st.none() | st.integers(0, 200),
        days_to_resolved=st.none() | st.integers(0, 200),
    ).map(lambda frame: _days_after(frame, "received_on", due_on="days_to_due", resolved_on="days_to_resolved"))


def any_ratings() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        RATINGS,
        unit=_UNITS,
        subject_kind=st.sampled_from(["civil_servant", "party_member", "party_cell", "collective"]),
        year=_YEARS,
        level=st.sampled_from(["excellent", "good", "completed", "not_completed"]),
        subjects=st.integers(0, 40),
    )


def any_campaigns() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        CAMPAIGNS,
        plan_no=st.sampled_from([None, "12/KH-SKHCN"]),
        launched_on=any_day(),
        days_to_end=st.none() | st.integers(0, 400),
    ).map(lambda frame: _days_after(frame, "launched_on", ends_on="days_to_end"))


def any_targets() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        TARGETS,
        unit=_UNITS,
        indicator=st.sampled_from(["tasks.accepted", "tasks.running", "inspections.checks", "nowhere.known"]),
        period=st.sampled_from(["2019", "2020", "6T/2020", "2020Q3"]),
        operator=st.sampled_from(["at_least", "at_most", "equal"]),
        target=st.sampled_from([0.0, 0.5, 1.0, 3.0]),
    )


def any_staff() -> st.SearchStrategy[pl.DataFrame]:
    return _any(
        STAFF,
        unit=st.sampled_from(["Văn phòng", "Trung tâm"]),
        unit_kind=st.sampled_from([None, "division", "service_unit"]),
        year=_YEARS,
        headcount=st.integers(0, 60),
    )


def _days_after(frame: pl.DataFrame, first: str, **later: str) -> pl.DataFrame:
    """The frame with days that come so many days after the first, as these columns say."""
    days = {name: pl.col(first) + pl.duration(days=pl.col(after).cast(pl.Int64)) for name, after in later.items()}
    return frame.with_columns(**days).drop(later.values())


_WITH_AMOUNT = [each.code for each in WITH_AMOUNT]
_YEARS = st.integers(2018, 2021)
_UNITS = st.sampled_from([None, "Phòng Quản lý khoa học", "Trung tâm"])


def _any(dataset: Dataset[Any], **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[pl.DataFrame]:
    """Records of a dataset with what is drawn for these columns, in two departments."""
    row = st.fixed_dictionaries({"department": st.sampled_from(["cao_bang", "kon_tum"]), **columns})
    frames = st.lists(row, max_size=8).map(lambda rows: records(dataset, **_by_column(rows, columns)))
    return frames.map(lambda frame: frame.unique(dataset.key, keep="first", maintain_order=True))


ANY_RECORDS: dict[str, st.SearchStrategy[pl.DataFrame]] = {
    "tasks": any_tasks(),
    "funding": any_funding(),
    "inspections": any_inspections(),
    "initiatives": any_initiatives(),
    "awards": any_awards(),
    "activities": any_activities(),
    "dossiers": any_dossiers(),
    "ratings": any_ratings(),
    "campaigns": any_campaigns(),
    "targets": any_targets(),
    "staff": any_staff(),
}
"""For each dataset that has indicators, records whose cells are valid."""


@st.composite
def any_data(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Records of two or three datasets that have indicators."""
    names = draw(st.lists(st.sampled_from(list(ANY_RECORDS)), min_size=2, max_size=3, unique=True))
    return {name: draw(ANY_RECORDS[name]) for name in names}


def _by_column(rows: list[dict[str, Any]], columns: Iterable[str] = ()) -> dict[str, list[Any]]:
    names = sorted({name for row in rows for name in row} | {*columns, "department"})
    return {name: [row.get(name) for row in rows] for name in names}


assert set(_REQUIRED) == set(DATASETS), "a new dataset needs a builder"


def sheet(
    *rows: Iterable[Any], name: str | None = "Danh sách", merged: Iterable[tuple[int, int, int, int]] = ()
) -> Sheet:
    """A sheet of texts from its rows, the first in row 1; None and "" are empty, short rows are filled up."""
    grid = [[None if each in (None, "") else str(each) for each in row] for row in rows]
    width = max(map(len, grid), default=0)
    columns = {str(place): [row[place] if place < len(row) else None for row in grid] for place in range(width)}
    return Sheet(
        name=name,
        is_hidden=False,
        cells=pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)),
        rows=pl.Series(range(1, len(grid) + 1), dtype=pl.Int64),
        merged=tuple(MergedCells(*each) for each in merged),
    )


def yearly_words(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of the yearly table in words; what a row does not say is that of a plan which was met."""
    plain = {
        "theme": "Nhiệm vụ",
        "indicator_name": "Nghiệm thu",
        "unit_name": "nhiệm vụ",
        "group_name": "Toàn sở",
        "period_name": "năm 2020",
        "base_name": "năm 2019",
        "base_text": "0",
        "target_text": "≥ 9",
        "value_text": "12",
        "target_change_text": "133,3 % (đạt)",
        "change_text": "+12",
        "verdict": "better",
        "base_note": None,
        "value_note": None,
        "target_note": None,
        "change_note": "Kỳ gốc bằng 0.",
    }
    types = {**dict.fromkeys(plain, pl.String), "is_met": pl.Boolean}
    return pl.DataFrame([{**plain, "is_met": True, **each} for each in rows], schema=types)
