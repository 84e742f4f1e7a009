import pytest

from khcn_analytics.vocabulary.units import Direction, Unit


@pytest.mark.parametrize("member", [*Unit, *Direction], ids=str)
def test_units_and_directions_have_words_in_both_languages(member):
    assert member.label.vi
    assert member.label.en


@pytest.mark.parametrize("kind", [Unit, Direction])
def test_no_two_members_share_a_label(kind):
    # An enum whose members share a value would silently be one member under two names.
    assert len(kind) == len(kind.__members__)
