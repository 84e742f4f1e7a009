import panel as pn
import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.registry import pages_of
from khcn_analytics.dashboards.pages.shell import Shell
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.fixture
def shell(store):
    pages = pages_of(PAGES, "leaders", store.workspace.datasets)
    opened = Shell(Filters(Chosen.of(store, pages=list(pages))), pages, "leaders")
    opened.show()
    return opened


def parts(shell):
    return [part for row in shell.rows for part, _ in row]


def choose(shell, name, value):
    """As the browser tells it."""
    shell.choices._handle_msg({"name": name, "value": value})


def test_a_field_changes_the_figures_and_the_address(shell, store):
    before = parts(shell)[0].cards.object

    choose(shell, "unit", store.units[1])

    assert parts(shell)[0].cards.object != before
    assert store.units[1] in shell.heading.object
    assert "unit=" in shell.browser.address


def test_the_language_changes_everything_at_once(shell):
    shell.browser._handle_msg("?language=en")

    assert shell.choices.shown["period"].label == "Period"
    assert "Tasks accepted" in parts(shell)[0].cards.object
    assert "Overview" in shell.navigation.object
    assert (shell.browser.language, shell.browser.title) == ("en", "Overview · S&T performance")
    assert ">Dark</a>" in shell.bar.object


def test_another_kind_moves_the_period_list(shell):
    choose(shell, "kind", "half")

    period = shell.choices.shown["period"]
    assert next(iter(period.options.items())) == ("6 tháng cuối năm 2025", "2025H2")
    assert period.value == "2025H2"


def test_dark_and_back(shell):
    light = shell.page.sx["--ground"]

    shell.browser._handle_msg("?look=dark")
    assert shell.page.dark_theme
    assert shell.page.sx["--ground"] != light
    assert "look=dark" in shell.browser.address

    shell.browser._handle_msg("?look=light")
    assert not shell.page.dark_theme


def test_a_link_opens_another_page_in_the_same_session(shell):
    first = parts(shell)

    shell.browser._handle_msg("?page=trends&period=2023&indicator=inspections.fines_vnd")

    assert parts(shell) != first
    assert ">Xu hướng</h1>" in shell.heading.object
    assert shell.choices.shown["indicator"].value == "inspections.fines_vnd"
    assert "Số tiền phạt" in parts(shell)[0].heading.object


def test_a_choice_stays_from_page_to_page(shell):
    choose(shell, "period", "2022")

    shell.filters.change(page="trends")

    assert shell.choices.shown["period"].value == "2022"
    assert "against" in shell.choices.shown


def test_only_fields_of_the_page_can_be_chosen_in(shell):
    before = shell.filters.chosen

    for told in ({"name": "award", "value": "x"}, {"name": "page", "value": "trends"}, {"name": "unit"}, "unit", None):
        shell.choices._handle_msg(told)
    choose(shell, "unit", "Phòng không có")

    assert shell.filters.chosen is before


def test_each_row_begins_a_line_of_twelve_columns(shell):
    shell.filters.change(page="trends")

    classes = [each.css_classes for each in shell.body.objects]
    assert classes[:2] == [["cell", "of-7", "first"], ["cell", "of-5"]]
    assert sum("first" in each for each in classes) == len(shell.rows)


def test_work_for_one_reader_is_none_for_the_pages_of_others(shell):
    watchers = pn.state.param.watchers.get("busy", {}).get("value", [])

    assert shell.page not in [getattr(getattr(each.fn, "__self__", None), "self", None) for each in watchers]


def test_nothing_is_going_on_when_all_is_shown(shell):
    assert shell.browser.busy == ""


def test_a_part_that_breaks_down_does_not_keep_the_others_waiting(shell, monkeypatch):
    class BreakdownError(BaseException):
        """Not one that parts tell of, as when the engine below gives up."""

    def break_down():
        raise BreakdownError

    first, *others = parts(shell)
    monkeypatch.setattr(first, "show", break_down)
    shell.filters._listeners.clear()
    shell.filters.change(period="2023")
    before = [each._shown for each in others]

    with pytest.raises(BreakdownError):
        shell.show()

    assert all(each._shown != was for each, was in zip(others, before, strict=True))
    assert shell.browser.busy == ""
