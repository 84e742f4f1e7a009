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


def test_a_widget_changes_the_figures_and_the_address(shell, store):
    before = parts(shell)[0].cards.object

    shell.fields["unit"].value = store.units[1]

    assert parts(shell)[0].cards.object != before
    assert store.units[1] in shell.heading.object
    assert "unit=" in shell.browser.address


def test_the_language_changes_everything_at_once(shell):
    shell.language.value = "en"

    assert shell.fields["period"].label == "Period"
    assert "Tasks accepted" in parts(shell)[0].cards.object
    assert "Overview" in shell.navigation.object
    assert (shell.browser.language, shell.browser.title) == ("en", "Overview · S&T performance")
    assert shell.look.label == "Dark"


def test_another_kind_moves_the_period_list(shell):
    shell.fields["kind"].value = "half"

    assert shell.fields["period"].options[0] == ("6 tháng cuối năm 2025", "2025H2")
    assert shell.fields["period"].value == "2025H2"


def test_dark_and_back(shell):
    light = shell.page.sx["--ground"]

    shell.look.clicks += 1
    assert shell.page.dark_theme
    assert shell.page.sx["--ground"] != light
    assert "look=dark" in shell.browser.address

    shell.look.clicks += 1
    assert not shell.page.dark_theme


def test_a_link_opens_another_page_in_the_same_session(shell):
    first = parts(shell)

    shell.browser._handle_msg("?page=trends&period=2023&indicator=inspections.fines_vnd")

    assert parts(shell) != first
    assert ">Xu hướng</h1>" in shell.heading.object
    assert shell.fields["indicator"].value == "inspections.fines_vnd"
    assert "Số tiền phạt" in parts(shell)[0].heading.object


def test_a_choice_stays_from_page_to_page(shell):
    shell.fields["period"].value = "2022"

    shell.filters.change(page="trends")

    assert shell.fields["period"].value == "2022"


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
