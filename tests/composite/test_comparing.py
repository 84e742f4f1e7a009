import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.building import build
from khcn_analytics.composite.comparing import compare_variants, shift_summary
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import MinMax
from khcn_analytics.errors import MissingColumnsError, WrongUseError

WHOLE = build(INDEX, DATA, Recipe(MinMax(0, 100)))
# By geometric means D pays for its 1 in lateness: C (50.5 x 50.5^2 x 100)^(1/4) = 59.9, B 33.7, D (100 x 100^2)^(1/4) = 31.6.
GEOMETRIC = build(INDEX, DATA, Recipe(MinMax(1, 100), method="geometric"))


def test_places_gained_are_positive():
    variants = compare_variants({"arithmetic": WHOLE, "geometric": GEOMETRIC})
    shifts = dict(variants.filter(variant="geometric").select("unit", "shift").rows())

    assert variants.filter(variant="arithmetic")["shift"].to_list() == [0, 0, 0, 0]
    assert shifts == {"C": 1, "B": 1, "D": -2, "A": 0}


def test_how_much_a_variant_moves_all_units():
    summary = shift_summary(compare_variants({"arithmetic": WHOLE, "geometric": GEOMETRIC}))

    assert summary.rows() == [("arithmetic", 0, 0, 0, 4), ("geometric", 3, 1, 2, 4)]


def test_a_unit_that_one_variant_lacks_has_no_shift():
    fewer = build(INDEX, DATA.head(3), Recipe(MinMax(0, 100)))
    variants = compare_variants({"three": fewer, "four": WHOLE})

    assert variants.filter(variant="four", unit="D")["shift"].to_list() == [None]
    assert shift_summary(variants)["compared"].to_list() == [3, 3]


def test_nothing_to_compare_is_refused():
    with pytest.raises(WrongUseError, match="Chưa có phương án"):
        compare_variants({})


def test_a_summary_is_of_compared_variants():
    with pytest.raises(MissingColumnsError, match="shift"):
        shift_summary(compare_variants({"arithmetic": WHOLE}).drop("shift"))
