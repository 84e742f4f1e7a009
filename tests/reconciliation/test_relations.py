import pytest

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.reconciliation.relations import RELATIONS, AtMost, PartsOf, ShareOf
from khcn_analytics.schemas.indicator_codes import is_share


def test_a_relation_names_its_indicators():
    assert PartsOf("a.whole", ("a.one", "a.other")).indicators == ("a.whole", "a.one", "a.other")
    assert AtMost("a.less", "a.more").indicators == ("a.less", "a.more")
    assert ShareOf("a.x_share", "a.part", "a.all").indicators == ("a.x_share", "a.part", "a.all")


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: each.indicators[0])
def test_a_relation_is_between_different_indicators_of_the_catalogue(relation):
    assert len(set(relation.indicators)) == len(relation.indicators)
    assert set(relation.indicators) <= set(INDICATORS)


def test_shares_and_nothing_else_are_shares():
    shares = {each.share for each in RELATIONS if isinstance(each, ShareOf)}
    others = {code for each in RELATIONS for code in each.indicators} - shares

    assert all(map(is_share, shares))
    assert not any(map(is_share, others))


def test_no_relation_is_told_twice():
    assert len(set(RELATIONS)) == len(RELATIONS)
