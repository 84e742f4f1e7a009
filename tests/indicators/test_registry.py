"""Every card is complete, and what it names exists."""

import pytest
from builders import broken_rules, published

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators import (
    activities,
    awards,
    campaigns,
    dossiers,
    funding,
    initiatives,
    inspections,
    ratings,
    staff,
    targets,
    tasks,
)
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.measures import Mean, Ratio
from khcn_analytics.indicators.registry import INDICATORS, indicator_named, indicators_named
from khcn_analytics.periods import PERIOD_KINDS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.units import Direction, Unit

THEMES = (
    *(tasks, funding, inspections, initiatives, awards, activities),
    *(dossiers, ratings, campaigns, targets, staff),
)


def test_no_two_cards_share_a_code():
    codes = [card.code for module in THEMES for card in module.CARDS]
    assert len(codes) == len(set(codes)) == len(INDICATORS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_cards_share_a_label(language):
    labels = [card.label.text(language) for card in INDICATORS.values()]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("card", INDICATORS.values(), ids=INDICATORS)
class TestEveryCard:
    def test_has_words_in_both_languages(self, card):
        assert all((card.label.vi, card.label.en, card.definition.vi, card.definition.en))

    def test_names_its_source(self, card):
        assert card.source

    def test_is_computed_from_a_dataset_that_its_code_begins_with(self, card):
        assert card.dataset in DATASETS
        assert card.code.startswith(f"{card.dataset}.")
        assert INDICATORS[card.code] is card

    def test_can_be_split_by_dimensions_that_exist(self, card):
        assert set(card.dimensions) <= set(DIMENSIONS[card.dataset])
        assert len(set(card.dimensions)) == len(card.dimensions)

    def test_has_a_unit_and_a_direction(self, card):
        assert isinstance(card.unit, Unit)
        assert isinstance(card.direction, Direction)

    def test_is_a_share_exactly_where_the_code_says_so(self, card):
        # ``published`` knows shares by their codes alone.
        assert (card.unit is Unit.SHARE) == card.code.endswith(("_share", "_rate"))

    def test_divides_where_its_unit_says_so(self, card):
        per_another = {
            Unit.AUTHOR_PER_INITIATIVE,
            Unit.INITIATIVE_PER_100_STAFF,
            Unit.VND_PER_SUBJECT,
            Unit.VND_PER_PERSON,
        }
        divided = isinstance(card.measure, Ratio | Mean)
        assert divided == (card.unit in {Unit.SHARE, Unit.DAY, *per_another})
        assert card.unit is not Unit.SHARE or isinstance(card.measure, Ratio)

    def test_counts_dong_exactly_where_the_code_says_so(self, card):
        assert card.unit.is_money == card.code.endswith("_vnd")

    def test_exists_for_some_kind_of_period(self, card):
        assert card.period_kinds
        assert set(card.period_kinds) <= set(PERIOD_KINDS)


@pytest.mark.parametrize("code", INDICATORS)
def test_every_code_can_stand_among_published_figures(code):
    assert broken_rules(published(indicator=code, value=0.5), PUBLISHED) == []


def test_a_card_is_found_by_its_code():
    assert indicator_named("tasks.accepted").label.vi == "Nhiệm vụ nghiệm thu"


def test_an_unknown_code_suggests_a_close_one():
    with pytest.raises(UnknownNameError, match=r"Did you mean: inspections.checks") as caught:
        indicator_named("inspections.check")
    assert "Có phải: inspections.checks" in caught.value.vi


def test_cards_come_in_the_order_they_are_named():
    codes = ["inspections.checks", "tasks.accepted"]
    assert [card.code for card in indicators_named(codes)] == codes


def test_no_names_mean_every_card():
    assert indicators_named(None) == tuple(INDICATORS.values())


def test_one_unknown_code_among_known_ones_is_refused():
    with pytest.raises(UnknownNameError, match="no indicator “x”") as caught:
        indicators_named(["tasks.accepted", "x"])
    assert "Không có chỉ số “x”" in caught.value.vi
