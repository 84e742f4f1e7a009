import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.key_figures import key_figures
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.wording import in_words

CODES = ("tasks.accepted", "tasks.accepted_on_time_rate", "funding.disbursement_rate")


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", **query}, pages=("tasks", "explanation"))


def test_figures_are_those_of_the_analysis_in_the_order_asked_for(store):
    words = in_words(analyse(store.workspace, ["2024"], (), CODES).changes)
    printed = dict(words.select("indicator", "value_text").iter_rows())

    assert [each.value for each in key_figures(chosen_of(store), "tasks", CODES)] == [printed[code] for code in CODES]


def test_a_target_is_told_of_the_whole_and_of_no_level(store):
    whole, *_ = key_figures(chosen_of(store), "tasks", CODES)
    level, *_ = key_figures(chosen_of(store, level="provincial"), "tasks", CODES)

    assert whole.target.startswith("chỉ tiêu từ ")
    assert whole.target_told in ("đạt", "không đạt")
    assert level.target == ""


def test_a_figure_of_years_is_left_out_of_a_quarter(store):
    assert len(key_figures(chosen_of(store, period="2024Q3"), "tasks", CODES)) == 2


def test_the_change_tells_its_direction_and_its_base_in_the_language(store):
    figure, *_ = key_figures(chosen_of(store, language="en"), "tasks", CODES)

    assert figure.name == "Tasks accepted"
    assert figure.change[0] in "▲▼u"
    assert figure.against == "against 2023"
    assert len(figure.history) == 7
