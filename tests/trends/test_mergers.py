"""Mergers of provinces as breaks."""

from datetime import date

import pytest

from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.trends.mergers import territory_breaks

TERRITORY = bundled_territory()


def test_a_merger_names_its_parts_and_its_day():
    (merger,) = territory_breaks(TERRITORY, ["kon_tum"])

    assert merger.text.vi == "Quảng Ngãi từ 01/07/2025 gồm Quảng Ngãi và Kon Tum."
    assert (merger.first_day, merger.kind, merger.severity) == (date(2025, 7, 1), "territory", "not_comparable")
    assert merger.citation == "Nghị quyết 202/2025/QH15"


@pytest.mark.parametrize("department", ["cao_bang", "lang_son", "hue", "thua_thien_hue", "vi_du"])
def test_a_province_that_stays_and_what_is_none_have_no_merger(department):
    assert territory_breaks(TERRITORY, [department]) == ()


def test_with_all_parts_at_hand_their_sum_is_what_it_was():
    (part,) = territory_breaks(TERRITORY, ["kon_tum", "cao_bang"])
    (whole,) = territory_breaks(TERRITORY, ["kon_tum", "quang_ngai"])

    assert (part.departments, part.of_total) == (("kon_tum",), True)
    assert (whole.departments, whole.of_total) == (("kon_tum", "quang_ngai"), False)


def test_codes_of_ones_own_can_be_given_a_province():
    (merger,) = territory_breaks(TERRITORY, ["sk_kt"], {"sk_kt": "kon_tum"})
    assert merger.departments == ("sk_kt",)


def test_the_country_has_twenty_three_mergers():
    assert len(territory_breaks(TERRITORY, [each.department for each in TERRITORY.provinces])) == 23
