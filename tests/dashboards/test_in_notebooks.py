import subprocess
import sys
from dataclasses import replace

import pytest

from khcn_analytics import dashboards
from khcn_analytics.dashboards.browser import Browser
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def view():
    return dashboards.overview(example_workspace())


@pytest.fixture(scope="module")
def browser(view):
    (found,) = view.select(Browser)
    return found


def texts_of(view) -> str:
    """What the panes of a view say."""
    return " ".join(pane.object for pane in view.select() if isinstance(getattr(pane, "object", None), str))


def test_the_overview_is_shown_with_its_figures(view):
    told = texts_of(view)

    assert ">Tổng quan</h1>" in told
    assert "Nhiệm vụ nghiệm thu" in told
    # As many tasks as the analysis of 2025 counts.
    assert ">38<" in told


def test_links_open_other_pages_and_leave_the_window_of_the_notebook_alone(view, browser):
    browser._handle_msg("?page=explanation&indicator=tasks.accepted&language=en")

    assert ">Explanation</h1>" in texts_of(view)
    assert not browser.owns_window


def test_a_workspace_of_no_department_is_refused():
    with pytest.raises(WrongUseError):
        dashboards.overview(replace(example_workspace(), departments={}))


def test_the_namespace_loads_panel_on_first_use_only():
    told = "print('panel' in sys.modules)"
    script = f"import sys, khcn_analytics as kh; kh.dashboards; {told}; kh.dashboards.overview; {told}"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["False", "True"]
