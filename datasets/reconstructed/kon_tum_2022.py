"""Kon Tum 2022: one report, the year 2022 with the initiatives of 2021."""

from __future__ import annotations

from datetime import date

from records import Row, award, begun, numbered, of_department, times

DEPARTMENT = "kon_tum"
SERVICE_UNIT = "Đơn vị sự nghiệp dựng lại"
YEAR_END = date(2022, 12, 30)


def datasets() -> dict[str, list[Row]]:
    """The records of each dataset."""
    found = {
        "tasks": numbered(_tasks(), "task_id", "NV", "title", "Nhiệm vụ dựng lại"),
        "initiatives": numbered(_initiatives(), "initiative_id", "SK", "title", "Sáng kiến dựng lại"),
        "awards": numbered(_awards(), "award_id", "KT"),
        "activities": [
            {"activity": name, "done_on": YEAR_END, "quantity": quantity} for name, quantity in ACTIVITIES.items()
        ],
        "dossiers": numbered(_dossiers(), "dossier_id", "HS"),
    }
    return {name: of_department(DEPARTMENT, rows) for name, rows in found.items()}


def _tasks() -> list[Row]:
    """28 tasks carried out: 19 carried over, of which 9 were accepted, and 9 begun; 23 serve agriculture."""
    carried_over: Row = {"started_on": date(2021, 3, 1)}
    approved_on = date(2022, 1, 17)
    new = begun("provincial", approved_on, date(2022, 4, 14), date(2022, 4, 18))
    serving: Row = {"serves_agriculture": "true"}
    other: Row = {"serves_agriculture": "false"}
    rural: Row = {"level": "national", "programme": "rural_mountain", **carried_over, **serving}
    ginseng: Row = {"level": "national", "programme": "national_product", **carried_over, **serving}
    provincial: Row = {"level": "provincial", **carried_over, "accepted_on": date(2022, 11, 14)}
    by_service_unit: Row = {"unit": SERVICE_UNIT, "host_organisation": SERVICE_UNIT}
    return [
        # Carried over: the 10 of two programmes, and the 9 provincial ones that were accepted.
        *times(3, {**rural, "managed_by": "central"}),
        {**rural, "managed_by": "delegated"},
        *times(6, ginseng),
        *times(5, {**provincial, **serving}),
        *times(4, {**provincial, **other}),
        # Begun: 9 of the 10 approved for 2022.
        *times(2, {**new, **serving, **by_service_unit}),
        *times(6, {**new, **serving}),
        {**new, **other},
        {"level": "provincial", "approved_on": approved_on, "plan_year": 2022, "outcome": "no_applicant"},
        # Approved for 2023.
        *times(3, {"level": "provincial", "approved_on": date(2022, 11, 21), "plan_year": 2023}),
    ]


def _initiatives() -> list[Row]:
    """25 of 2021 with a wider scope, 2 recognised in 2022 with 5 authors together."""
    scoped: Row = {
        "grassroots_recognised_on": date(2021, 11, 15),
        "scope": "provincial",
        "scope_recognised_on": date(2022, 3, 15),
        "initiative_year": 2021,
    }
    recognised: Row = {"grassroots_recognised_on": date(2022, 11, 15), "initiative_year": 2022}
    return [*times(25, scoped), {**recognised, "authors": 2}, {**recognised, "authors": 3}]


def _awards() -> list[Row]:
    """Titles and one certificate of the Prime Minister; the fighters are among the advanced labourers."""
    advanced, collective = (
        award("title", name, kind, YEAR_END)
        for name, kind in (("advanced_labour", "individual"), ("advanced_labour_collective", "collective"))
    )
    grassroots, provincial = (
        award("title", f"emulation_fighter_{level}", "individual", YEAR_END) for level in ("grassroots", "provincial")
    )
    certificate = award("commendation", "prime_minister_merit", "individual", YEAR_END)
    return [
        *({**advanced, "recipient": _person(number)} for number in range(1, 36)),
        *({**collective, "recipient": f"Tập thể dựng lại {number:02}"} for number in range(1, 7)),
        *({**grassroots, "recipient": _person(number)} for number in (1, 2)),
        {**provincial, "recipient": _person(1)},
        {**certificate, "recipient": _person(2)},
    ]


def _person(number: int) -> str:
    return f"Cá nhân dựng lại {number:02}"


def _dossiers() -> list[Row]:
    """37 received and resolved in time."""
    return times(
        37,
        {
            "received_on": date(2022, 6, 6),
            "due_on": date(2022, 6, 27),
            "resolved_on": date(2022, 6, 20),
            "result": "granted",
        },
    )


ACTIVITIES = {
    "resolutions_advised": 1,
    "decisions_advised": 13,
    "plans_advised": 3,
    "technology_opinions": 106,
    "radiation_licences": 15,
    "radiation_certificates": 4,
    "certification_marks": 2,
    "bulletin_issues": 4,
    "information_publication_issues": 4,
    "news_items": 492,
    "tv_programmes": 6,
    "instruments_verified": 6499,
    "samples_tested": 742,
    "earthing_measurements": 148,
    "environment_report_enterprises": 20,
    "service_contracts": 5,
    "bio_preparations_kg": 1600,
    "cordyceps_jars": 1500,
    "mushroom_bags": 2000,
    # Printed as “hơn 100” and “hơn 18.000”.
    "mushroom_kg": 105,
    "orchid_seedlings": 18_200,
    "tomato_cucumber_m2": 1200,
    "vegetables_m2": 1050,
    "salary_days_donated": 1,
    # Of these only shares are printed, 100 percent; how many there were is set here.
    "assigned_work": 120,
    "assigned_work_completed": 120,
    "assigned_work_overdue": 0,
    "key_work": 8,
    "key_work_completed": 8,
    "staff_reviewed": 40,
    "staff_in_compliance": 40,
    "discipline_cases": 0,
    "staff_study_expected": 45,
    "staff_study_attended": 45,
}
