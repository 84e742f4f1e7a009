import polars as pl
import pytest
from reports.made import workspace

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.reports.findings import find, of_department
from khcn_analytics.store.workspace import example_workspace


def test_a_report_is_of_one_department():
    whole = workspace()

    own = of_department(whole, "cao_bang")

    assert list(own.departments) == ["cao_bang"]
    assert own.datasets["tasks"].height == 5
    assert of_department(own, None) is own
    with pytest.raises(WrongUseError, match=r"có 2 sở.*cao_bang, lang_son"):
        of_department(whole, None)
    with pytest.raises(UnknownNameError, match="kon_tum"):
        of_department(whole, "kon_tum")


def test_figures_stand_in_the_order_of_the_catalogue_with_why_one_is_missing():
    found = find(of_department(workspace(), "cao_bang"), "2018", "same_period_last_year")
    row = found.words.row(by_predicate=pl.col("indicator") == "tasks.accepted", named=True)

    assert found.words["indicator"][0].startswith("tasks.")
    assert (row["value"], row["value_flag"], row["base_flag"]) == (0, None, "not_covered")
    assert [each.label() for each in (found.period, found.base)] == ["năm 2018", "năm 2017"]
    assert found.header(found.base) == "Năm 2017"


def test_only_targets_of_the_period_are_told():
    own = of_department(workspace(), "cao_bang")

    assert find(own, 2020, 2019).targets["verdict_text"].to_list() == ["không đạt", "đạt"]
    assert find(own, 2019, "same_period_last_year").targets.is_empty()
    assert find(own, "6T/2020", "same_period_last_year").targets.is_empty()


def test_every_sentence_of_the_narrative_has_its_place():
    found = find(example_workspace(), 2025, "same_period_last_year")

    themes = {each.theme.text() for each in found.narrative.sentences if each.theme is not None}
    placed = [*found.overall, *found.incomparable]
    placed += [each for _, sentences in found.moves() for each in sentences]
    placed += [each for theme in themes for each in found.causes(theme)]
    assert sorted(map(id, placed)) == sorted(map(id, found.narrative.sentences))
    assert found.overall[0].text.startswith("Năm 2025 so với năm 2024: trong ")
    assert all("không so sánh được" in each.text or "thận trọng" in each.text for each in found.incomparable)
