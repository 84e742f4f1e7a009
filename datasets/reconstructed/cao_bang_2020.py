"""Cao Bằng 2020: two reports, the first half of the year and the year."""

from __future__ import annotations

from datetime import date

from records import Row, award, begun, numbered, of_department, times

DEPARTMENT = "cao_bang"
HOST = "Tổ chức chủ trì dựng lại"


def datasets() -> dict[str, list[Row]]:
    """The records of each dataset."""
    found = {
        "tasks": numbered(_tasks(), "task_id", "NV", "title", "Nhiệm vụ dựng lại"),
        "inspections": numbered(_inspections(), "inspection_id", "TKT"),
        "initiatives": numbered(_initiatives(), "initiative_id", "SK", "title", "Sáng kiến dựng lại"),
        "awards": numbered(_awards(), "award_id", "KT", "recipient", "Người, tập thể dựng lại"),
        "activities": _activities(),
        "dossiers": numbered(_dossiers(), "dossier_id", "HS"),
        "targets": _targets(),
        "staff": _staff(),
    }
    return {name: of_department(DEPARTMENT, rows) for name, rows in found.items()}


def _tasks() -> list[Row]:
    """37 tasks in progress at the end of June and, with other provincial ones among them, of December."""
    long_running: Row = {"started_on": date(2019, 4, 1)}
    provincial: Row = {"level": "provincial", "started_on": date(2018, 10, 1)}
    first_batch = begun("provincial", date(2020, 2, 17), date(2020, 5, 25), date(2020, 6, 1))
    second_batch = begun("provincial", date(2020, 7, 20), date(2020, 10, 26), date(2020, 11, 2))
    return [
        {"level": "national", **long_running},
        {"level": "national", "programme": "urgent_local", **long_running},
        {"level": "ministry", **long_running},
        *times(7, {"level": "national", "programme": "rural_mountain", **long_running}),
        # Of 27 provincial tasks carried over, 3 end in the first half and 5 in the second …
        *times(19, provincial),
        *times(3, {**provincial, "accepted_on": date(2020, 5, 20)}),
        *times(5, {**provincial, "accepted_on": date(2020, 11, 18)}),
        # … and as many begin: the 8 tasks approved to begin in 2020, in two batches.
        *times(3, {**first_batch, "host_organisation": HOST, "selection": "open_selection"}),
        *times(5, {**second_batch, "host_organisation": HOST, "selection": "direct"}),
        # Proposed to the ministry, to begin in 2021.
        *times(2, {"level": "national", "programme": "rural_mountain", "proposed_on": date(2020, 6, 10)}),
    ]


def _inspections() -> list[Row]:
    """Inspections of 2 then 4 more subjects; checks of 21 then 37 more, 23 of them for their quality system."""
    goods, quality_system = "goods", "iso_9001"
    visits = (
        ("check", goods, date(2020, 1, 6), 6),
        ("check", goods, date(2020, 3, 9), 5),
        ("inspection", None, date(2020, 3, 16), 1),
        ("check", goods, date(2020, 5, 11), 5),
        ("inspection", None, date(2020, 5, 18), 1),
        ("check", goods, date(2020, 6, 8), 5),
        ("check", goods, date(2020, 7, 13), 7),
        ("inspection", None, date(2020, 8, 3), 2),
        ("survey", goods, date(2020, 8, 10), 16),
        ("check", quality_system, date(2020, 8, 17), 6),
        ("check", quality_system, date(2020, 9, 14), 9),
        ("inspection", None, date(2020, 9, 28), 2),
        ("survey", goods, date(2020, 10, 5), 14),
        ("check", goods, date(2020, 10, 19), 7),
        ("check", quality_system, date(2020, 11, 16), 8),
    )
    return [
        {"activity": activity, "field": field, "started_on": day, "subjects": subjects}
        for activity, field, day, subjects in visits
    ]


def _initiatives() -> list[Row]:
    """A wider scope for 10 initiatives in batch 1 and for 42 in batch 2."""
    recognised: Row = {"grassroots_recognised_on": date(2019, 12, 16), "scope": "provincial"}
    return [
        *times(10, {**recognised, "scope_recognised_on": date(2020, 5, 28), "batch": 1}),
        *times(42, {**recognised, "scope_recognised_on": date(2020, 11, 26), "batch": 2}),
    ]


def _awards() -> list[Row]:
    """The examples to follow of 2015 to 2020, commended on one day in June 2020."""
    conference_on = date(2020, 6, 4)
    return [
        *times(3, award("commendation", "director_commendation", "collective", conference_on)),
        *times(9, award("commendation", "director_commendation", "individual", conference_on)),
    ]


def _activities() -> list[Row]:
    """What was done in the first half, then in the second; how many gave is not printed."""
    first, second = date(2020, 6, 30), date(2020, 12, 18)
    funds = ("Quỹ xây dựng nông thôn mới", "Quỹ phòng, chống Covid-19", "Quỹ phòng, chống thiên tai", "Đảo Trường Sa")
    return [
        {"activity": "legal_drafts", "done_on": first, "quantity": 2},
        {"activity": "technology_appraisals", "done_on": first, "quantity": 1},
        {"activity": "supported_enterprises", "done_on": first, "quantity": 2, "amount_vnd": 175_000_000},
        # A quarter of 29 831 000 đồng for each fund.
        *(
            {"activity": "donations", "done_on": first, "quantity": 30, "amount_vnd": 7_457_750, "note": fund}
            for fund in funds
        ),
        *(
            {"activity": "information_publication_issues", "done_on": day, "quantity": 1}
            for day in (date(2020, 3, 31), first, date(2020, 9, 30), second)
        ),
        {"activity": "provincial_workshops", "done_on": second, "quantity": 1},
        {"activity": "surveyed_districts", "done_on": second, "quantity": 4},
        {"activity": "barcode_guided_subjects", "done_on": second, "quantity": 12},
        {"activity": "technology_appraisals", "done_on": second, "quantity": 1},
        {"activity": "technology_opinions", "done_on": second, "quantity": 10},
        {"activity": "support_dossiers", "done_on": second, "quantity": 2, "amount_vnd": 100_000_000},
        {"activity": "startup_forums", "done_on": second, "quantity": 1},
        {"activity": "statistical_surveys", "done_on": second, "quantity": 2},
    ]


def _dossiers() -> list[Row]:
    """Radiation safety: 10 resolved in the first half, 10 in the second."""
    radiation: Row = {"field": "radiation", "result": "granted"}
    first: Row = {"received_on": date(2020, 4, 6), "due_on": date(2020, 5, 8), "resolved_on": date(2020, 5, 4)}
    second: Row = {"received_on": date(2020, 9, 7), "due_on": date(2020, 10, 9), "resolved_on": date(2020, 10, 5)}
    return [*times(10, {**radiation, **first}), *times(10, {**radiation, **second})]


def _targets() -> list[Row]:
    """The contest that was still to be held."""
    return [{"indicator": "activities.startup_contests", "period": "2020", "operator": "equal", "target": 1}]


def _staff() -> list[Row]:
    """Two service units that were merged in 2020; how many people they have is not printed."""
    centre, information = "Trung tâm Ứng dụng tiến bộ KH&CN", "Trung tâm Thông tin và Thống kê KH&CN"
    return [
        {"unit": centre, "unit_kind": "service_unit", "year": 2019, "headcount": 10},
        {"unit": information, "unit_kind": "service_unit", "year": 2019, "headcount": 10},
        {"unit": centre, "unit_kind": "service_unit", "year": 2020, "headcount": 20},
    ]
