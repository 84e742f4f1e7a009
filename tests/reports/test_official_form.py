from datetime import date

import pytest

from khcn_analytics.reports.official_form import BLANK, official_form


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 5), "……, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 2), "……, ngày 02 tháng 3 năm 2026"),
        (date(2026, 12, 31), "……, ngày 31 tháng 12 năm 2026"),
        (None, "……, ngày …… tháng …… năm ……"),
    ],
)
def test_days_are_written_as_the_decree_says(day, told):
    assert official_form("Sở A", day=day).place_and_day == told


def test_what_only_the_office_knows_is_a_blank():
    form = official_form("Sở Khoa học và Công nghệ tỉnh Ví Dụ")

    assert form.issuer == "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH VÍ DỤ"
    assert (form.state, form.motto) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert form.number == "Số: ……/BC-……"
    assert all(BLANK in each for each in (form.superior, form.place_and_day, form.recipients[1], form.signer[1]))
