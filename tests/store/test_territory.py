from collections import Counter
from datetime import date

import polars as pl
import pytest

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.territory import bundled_territory, province_code

TERRITORY = bundled_territory()
BEFORE, AFTER = TERRITORY.on(date(2025, 6, 30)), TERRITORY.on(date(2025, 7, 1))


def test_sixty_three_provinces_become_thirty_four():
    heirs = Counter(TERRITORY.heir(each, date(2025, 7, 1)) for each in BEFORE)

    assert (len(BEFORE), len(AFTER)) == (63, 34)
    assert set(heirs) == set(AFTER)
    # Resolution 202/2025/QH15: 11 stay, 17 of two, 6 of three.
    assert Counter(heirs.values()) == {1: 11, 2: 17, 3: 6}


def test_the_eleven_that_stay():
    stay = {each.name for each in BEFORE if each in AFTER}
    assert stay == {
        "Hà Nội",
        "Huế",
        "Lai Châu",
        "Điện Biên",
        "Sơn La",
        "Lạng Sơn",
        "Quảng Ninh",
        "Thanh Hóa",
        "Nghệ An",
        "Hà Tĩnh",
        "Cao Bằng",
    }


def test_codes_and_names_are_unique_on_each_day():
    for day in (BEFORE, AFTER):
        for names in ([each.code for each in day], [each.name for each in day], [each.department for each in day]):
            assert len(set(names)) == len(day)


def test_every_province_that_ends_goes_on_in_another_from_that_day():
    begun = {(each.department, each.since) for each in TERRITORY.provinces}
    ended = [each for each in TERRITORY.provinces if each.until is not None]

    assert all((each.into, each.until) in begun for each in ended)
    assert all(each.into is None for each in TERRITORY.provinces if each.until is None)


def test_every_province_says_where_it_is_written_and_how_sure_that_is():
    assert all(each.citation for each in TERRITORY.provinces)
    assert {each.confidence for each in TERRITORY.provinces} <= {"verified", "likely", "unverified"}


def test_populations_are_of_the_thirty_four():
    kinds = {"code": pl.String, "population": pl.Int64}
    populations = pl.read_csv(bundled_folder("territory") / "populations.csv", schema_overrides=kinds)

    assert set(populations["code"]) == {each.code for each in AFTER}
    assert populations["population"].sum() == 113_571_926
    assert set(populations["confidence"]) == {"likely", "unverified"}


@pytest.mark.parametrize("name", ["kon_tum", "Kon Tum", "tỉnh Kon Tum"])
def test_a_province_is_known_by_its_names(name):
    assert province_code(name) == "kon_tum"


def test_a_province_must_have_stood_on_some_of_the_days():
    # Kon Tum became part of Quảng Ngãi on 1 July 2025.
    assert province_code("kon_tum", (date(2025, 6, 30), date(2026, 1, 1))) == "kon_tum"
    with pytest.raises(UnknownNameError, match="Quảng Ngãi"):
        province_code("kon_tum", (date(2025, 7, 1), date(2026, 1, 1)))
    with pytest.raises(UnknownNameError, match="cao_bang"):
        province_code("cao_bangg")
