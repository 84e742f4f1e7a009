import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.store import Store
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace

PAGES = ("overview", "trends")


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, query, pages=PAGES)


def test_without_an_address_the_latest_year_of_the_whole_department_is_shown(store):
    chosen = chosen_of(store)

    assert chosen.query == {"page": "overview", "period": "2025"}
    assert (chosen.unit, chosen.language, chosen.is_dark) == (None, "vi", False)


def test_an_address_brings_its_choices_back(store):
    query = {
        "page": "trends",
        "language": "en",
        "look": "dark",
        "period": "2021Q3",
        "since": "2020",
        "day": "2021-02-17",
        "unit": store.units[2],
        "theme": "tasks",
        "indicator": "tasks.accepted",
        "by": "level",
        "group": "provincial",
        "against": "previous_period",
        "level": "provincial",
    }

    chosen = chosen_of(store, **query)

    assert chosen.query == query
    assert chosen["kind"] == "quarter"


@pytest.mark.parametrize(
    "query",
    [
        {"page": "admin"},
        {"period": "2099"},
        {"period": "<script>"},
        {"period": ["2020"]},
        {"unit": "Phòng không có"},
        {"unit": "' OR 1=1 --"},
        {"indicator": "tasks.nothing"},
        {"language": "fr"},
        {"language": '"en"'},
        {"day": "2199-01-01"},
        {"day": "0"},
        {"since": "1900"},
        {"by": "department"},
        {"group": "x"},
        {"against": "2031"},
        {"nothing": "x", "kind": "century"},
    ],
)
def test_values_that_are_no_choices_are_ignored(store, query):
    assert chosen_of(store, **query).query == chosen_of(store).query


def test_what_does_not_go_with_a_change_falls_back(store):
    chosen = chosen_of(store, indicator="tasks.accepted", by="level", group="provincial")

    assert chosen.changed(indicator="activities.plans_advised").query.keys().isdisjoint({"by", "group"})


def test_a_theme_leaves_its_own_indicators(store):
    chosen = chosen_of(store).changed(theme="inspections")

    assert chosen["indicator"] == "inspections.checked_subjects"
    assert {each.split(".")[0] for each in chosen.offered("indicator")} == {"inspections"}


def test_an_indicator_of_another_theme_brings_it_along(store):
    chosen = chosen_of(store, theme="inspections").changed(indicator="tasks.accepted")

    assert (chosen["theme"], chosen["indicator"]) == ("tasks", "tasks.accepted")


def test_another_kind_of_period_stays_in_the_year(store):
    assert chosen_of(store, period="2021").changed(kind="quarter")["period"] == "2021Q4"
    assert chosen_of(store, period="2021Q2").changed(kind="year")["period"] == "2021"


def test_the_periods_go_from_the_first_year_to_the_one_of_the_report(store):
    periods = chosen_of(store, period="2021H1", since="2020").periods

    assert periods == (Period("half", 2020, 1), Period("half", 2020, 2), Period("half", 2021, 1))


def test_records_are_narrowed_by_what_they_know(store):
    chosen = chosen_of(store, level="provincial", unit=store.units[0])

    assert chosen.where("tasks") == {"unit": store.units[0], "level": "provincial"}
    assert chosen.where("inspections") == {"unit": store.units[0]}
    assert chosen.where("campaigns") == {}


def test_a_link_keeps_the_other_choices(store):
    assert chosen_of(store, period="2024", level="provincial").address(page="trends") == (
        "?page=trends&period=2024&level=provincial"
    )


def test_a_link_to_a_page_that_there_is_not_leads_to_the_first(store):
    chosen = chosen_of(store, page="trends", period="2024")

    assert chosen.changed(page="admin")["page"] == "overview"
    assert chosen.changed(page="overview", language="en", look="x").query == {
        "page": "overview",
        "language": "en",
        "period": "2024",
    }


def test_a_unit_called_as_the_whole_can_still_be_chosen(store):
    options = chosen_of(store).options("unit")

    assert options["Toàn sở"] == ""
    assert set(store.units) < set(options.values())


def test_a_day_of_the_address_is_among_the_options(store):
    assert chosen_of(store, day="2021-02-17").options("day")["17/02/2021"] == "2021-02-17"


def test_the_first_language_is_the_one_asked_for(store):
    english = Chosen.of(store, {}, first_language="en")

    assert english.language == "en"
    assert english.changed(language="vi").query["language"] == "vi"


def test_listeners_hear_changes_once_and_nothing_else(store):
    filters, heard = Filters(chosen_of(store)), []
    filters.listen(lambda: heard.append((filters.chosen["period"], filters.chosen["unit"])))

    filters.change(unit=store.units[1], period="2023")
    filters.change(unit=store.units[1])
    filters.change(unit="nobody")
    filters.adopt({"period": "2022"})

    assert heard == [("2023", store.units[1]), ("2023", ""), ("2022", "")]
