"""Values of a workspace know its coverage and calendar; printed figures are those of its departments."""

from dataclasses import replace

import pytest
from builders import published

from khcn_analytics.analysis.values import breaks_of, period_of, printed_figures, values_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace, published_figures, reconstructed_workspace


def test_days_that_records_do_not_cover_have_no_value():
    flags = values_of(example_workspace(), [Period("year", 2017)], (), ["tasks.accepted"])["flag"].to_list()
    assert flags == ["not_covered"]


def test_texts_and_years_are_read_on_the_calendar_of_the_workspace():
    workspace = example_workspace()
    assert period_of("6T/2024", workspace) == Period("half", 2024, 1)
    assert period_of(2024, workspace) == period_of(Period("year", 2024), workspace)


def test_figures_of_other_departments_are_left_aside():
    figures = published(department=["kon_tum", "cao_bang"])
    assert printed_figures(reconstructed_workspace("kon_tum_2022"), figures)["department"].to_list() == ["kon_tum"]


def test_without_a_workspace_the_bundled_figures_are_taken():
    assert printed_figures(None, None).equals(published_figures())


def test_a_workspace_without_printed_figures_says_so():
    with pytest.raises(WrongUseError, match="chưa có số liệu đã công bố"):
        printed_figures(example_workspace(), None)


def test_mergers_are_those_of_the_provinces_the_card_names():
    workspace = replace(example_workspace(), provinces={"vi_du": "kon_tum"})
    merger = "province-quang_ngai-2025"

    assert [each.departments for each in breaks_of(workspace) if each.id == merger] == [("vi_du",)]
    assert merger not in [each.id for each in breaks_of(example_workspace())]
    assert merger not in [each.id for each in breaks_of(workspace, mergers=False)]
