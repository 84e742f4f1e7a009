import pytest

from khcn_analytics.charts.theme import value_axis
from khcn_analytics.vocabulary.units import Unit


def test_shares_are_labelled_in_percent():
    assert value_axis(Unit.SHARE).to_dict()["format"] == ".0%"


@pytest.mark.parametrize(("language", "word"), [("vi", "tỷ"), ("en", "bn")])
def test_money_is_labelled_in_millions_and_billions(language, word):
    assert word in value_axis(Unit.VND, language).to_dict()["labelExpr"]


def test_counts_have_no_fractions():
    assert value_axis(Unit.TASK).to_dict()["tickMinStep"] == 1
