"""Provinces by date, on the bundled table."""

from datetime import date

import pytest

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.store.territory import bundled_territory

TERRITORY = bundled_territory()
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("name", "on", "full_name", "code"),
    [
        ("Quảng Ngãi", BEFORE, "Tỉnh Quảng Ngãi", "51"),
        ("Tỉnh Kon Tum", BEFORE, "Tỉnh Kon Tum", "62"),
        ("kon_tum", BEFORE, "Tỉnh Kon Tum", "62"),
        # Code 15 was Yên Bái before it was Lào Cai.
        ("Yên Bái", BEFORE, "Tỉnh Yên Bái", "15"),
        ("Lào Cai", BEFORE, "Tỉnh Lào Cai", "10"),
        ("LÀO CAI", AFTER, "Tỉnh Lào Cai", "15"),
        ("TP.HCM", AFTER, "Thành phố Hồ Chí Minh", "79"),
        ("TPHCM", BEFORE, "Thành phố Hồ Chí Minh", "79"),
        ("TP. Hồ Chí Minh", AFTER, "Thành phố Hồ Chí Minh", "79"),
        ("Hoà Bình", BEFORE, "Tỉnh Hòa Bình", "17"),
        ("Khánh Hoà", AFTER, "Tỉnh Khánh Hòa", "56"),
        ("Đăk Lăk", AFTER, "Tỉnh Đắk Lắk", "66"),
        ("Đắc Lắc", AFTER, "Tỉnh Đắk Lắk", "66"),
        ("Bà Rịa – Vũng Tàu", BEFORE, "Tỉnh Bà Rịa - Vũng Tàu", "77"),
        ("Huế", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế", "46"),
        ("Thừa Thiên Huế", date(2025, 1, 1), "Thành phố Huế", "46"),
    ],
)
def test_a_name_is_understood_with_its_day(name, on, full_name, code):
    found = TERRITORY.named(name, on)
    assert (found.full_name, found.code) == (full_name, code)


def test_a_name_that_stays_may_mean_another_territory():
    old, new = TERRITORY.named("Quảng Ngãi", BEFORE), TERRITORY.named("Quảng Ngãi", AFTER)

    assert old != new
    assert [each.name for each in TERRITORY.merged(new)] == ["Quảng Ngãi", "Kon Tum"]
    assert TERRITORY.merged(old) == ()


def test_a_new_name_is_no_merger():
    assert TERRITORY.merged(TERRITORY.named("Huế", AFTER)) == ()


@pytest.mark.parametrize(
    ("name", "on", "suggested"),
    [("Kon Tum", AFTER, "Quảng Ngãi"), ("Quảng Ngải Mới", AFTER, "Quảng Ngãi"), ("Thủ Đức", AFTER, "Choose from")],
)
def test_a_name_that_means_nothing_on_the_day_is_told(name, on, suggested):
    with pytest.raises(UnknownNameError, match=suggested):
        TERRITORY.named(name, on)


def test_days_before_the_table_are_refused():
    with pytest.raises(WrongUseError, match="2008-08-01"):
        TERRITORY.named("Hà Nội", date(2008, 7, 31))


@pytest.mark.parametrize(
    ("name", "on", "as_of", "heir"),
    [
        ("Kon Tum", BEFORE, AFTER, "quang_ngai"),
        ("Kon Tum", BEFORE, BEFORE, "kon_tum"),
        ("Cao Bằng", BEFORE, AFTER, "cao_bang"),
        ("Cao Bằng", AFTER, BEFORE, "cao_bang"),
        ("Huế", AFTER, date(2020, 1, 1), "hue"),
        ("Bình Phước", BEFORE, date(2026, 5, 1), "dong_nai"),
        # The territory of today was not one province then.
        ("Quảng Ngãi", AFTER, BEFORE, None),
    ],
)
def test_a_territory_is_followed_to_another_day(name, on, as_of, heir):
    found = TERRITORY.heir(TERRITORY.named(name, on), as_of)
    assert (found and found.department) == heir


def test_codes_and_names_in_data_lead_to_a_department():
    told = {code: TERRITORY.department_of(code) for code in ("kon_tum", "Kon Tum", "thua_thien_hue", "vi_du")}
    assert told == {"kon_tum": "kon_tum", "Kon Tum": "kon_tum", "thua_thien_hue": "hue", "vi_du": None}


def test_records_kept_after_the_end_belong_to_the_last_province():
    kept = TERRITORY.of_department("kon_tum", date(2026, 1, 1), date(2027, 1, 1))
    both = TERRITORY.of_department("quang_ngai", date(2025, 1, 1), date(2026, 1, 1))

    assert [each.until for each in kept] == [AFTER]
    assert [each.since for each in both] == [date(2008, 8, 1), AFTER]
