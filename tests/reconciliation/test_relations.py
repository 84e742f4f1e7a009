import dataclasses

import polars as pl
import pytest

from khcn_analytics.indicators.measures import Ratio
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.reconciliation.relations import RELATIONS, AtMost, PartsOf, ShareOf, ShareOfBoth
from khcn_analytics.schemas.indicator_codes import is_share


def test_a_relation_names_its_indicators():
    assert PartsOf("a.whole", ("a.one", "a.other")).indicators == ("a.whole", "a.one", "a.other")
    assert AtMost("a.less", "a.more").indicators == ("a.less", "a.more")
    assert ShareOf("a.x_share", "a.part", "a.all").indicators == ("a.x_share", "a.part", "a.all")
    assert ShareOfBoth("a.x_share", "a.part", "a.rest").indicators == ("a.x_share", "a.part", "a.rest")


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: each.indicators[0])
def test_a_relation_is_between_different_indicators_of_the_catalogue(relation):
    assert len(set(relation.indicators)) == len(relation.indicators)
    assert set(relation.indicators) <= set(INDICATORS)


def test_shares_and_nothing_else_are_shares():
    shares = {each.share for each in RELATIONS if isinstance(each, ShareOf | ShareOfBoth)}
    others = {code for each in RELATIONS for code in each.indicators} - shares

    assert all(map(is_share, shares))
    assert not any(map(is_share, others))


def test_no_relation_is_told_twice():
    assert len(set(RELATIONS)) == len(RELATIONS)


def formula(measure):
    """What a measure says, comparable."""
    told = (getattr(measure, each.name) for each in dataclasses.fields(measure))
    return (type(measure), *(each.meta.serialize() if isinstance(each, pl.Expr) else each for each in told))


def test_every_share_whose_parts_have_cards_is_a_relation():
    by_formula = {
        formula(card.measure): code for code, card in INDICATORS.items() if not isinstance(card.measure, Ratio)
    }
    shares = {
        (code, by_formula.get(formula(card.measure.numerator)), by_formula.get(formula(card.measure.denominator)))
        for code, card in INDICATORS.items()
        if isinstance(card.measure, Ratio) and card.measure.denominator_dataset is None and is_share(code)
    }
    known = {each.indicators for each in RELATIONS if isinstance(each, ShareOf) and each.by_definition}

    assert {each for each in shares if None not in each} == known
