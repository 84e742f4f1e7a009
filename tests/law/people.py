"""Records of one person in one line, for tests of eligibility: facts of a year are named, the rest is fine."""

from datetime import date

from builders import awards, initiatives, reviews, staff, tasks

from khcn_analytics.law.facts import Facts, Subject
from khcn_analytics.law.judged import Case
from khcn_analytics.law.names import name_key
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.rules import law_rules, with_parameters
from khcn_analytics.law.standards import standards_in_force

AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"
UNIT = "Trung tâm Ứng dụng"
LABOUR, GRASSROOTS = "advanced_labour", "emulation_fighter_grassroots"
PROVINCIAL, NATIONAL = "emulation_fighter_provincial", "emulation_fighter_national"


def person(name=AN, unit=UNIT):
    return Subject("cao_bang", "individual", name_key(name) or "", name, unit)


def collective(name=UNIT):
    return Subject("cao_bang", "collective", name_key(name) or "", name, name)


def reviewed(*years, name=AN, **columns):
    """Reviews of a person, good in all: twelve months, never disciplined, taking part."""
    fine = {"level": "good", "months_worked": 12, "discipline": "none", "took_part": True, "unit": UNIT}
    return reviews(subject=name, year=list(years), **{**fine, **columns})


def held(award, *years, name=AN, **columns):
    """Titles of a person, granted; ids differ between calls."""
    ids = [f"KT-{award}-{name}-{year}" for year in years]
    return awards(award_id=ids, award=award, recipient=name, for_year=list(years), **columns)


def initiative(year, names=AN, key="SK-1", **columns):
    recognised = {"grassroots_recognised_on": f"{year}-06-01", "initiative_year": year}
    return initiatives(initiative_id=key, author_names=names, **{**recognised, **columns})


def task(year, name=AN, **columns):
    accepted = {"accepted_on": f"{year}-06-01", "outcome": "passed"}
    return tasks(principal_investigator=name, **{**accepted, **columns})


def headcount(year, people, unit=UNIT):
    return staff(unit=unit, year=year, headcount=people)


def facts(coverage=None, **datasets):
    return Facts(LawRecords(datasets, coverage or {}))


def case(year, parameters=(), coverage=None, **datasets):
    """Facts of a year with the standards of its last day."""
    rules = {each.id: each for each in with_parameters(law_rules(), parameters)}
    return Case(facts(coverage, **datasets), year, standards_in_force(date(year, 12, 31)), rules)
