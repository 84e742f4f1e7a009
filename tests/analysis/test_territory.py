"""Provinces and territory with the bundled list."""

from datetime import date

import pytest
from builders import inspections

from khcn_analytics.analysis.territory import on_territory, province_named
from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import years


def test_merged_provinces_are_added_up_and_ratios_recomputed():
    frame = inspections(department=["kon_tum", "quang_ngai"], subjects=[10, 30], violating_subjects=[5, 3])
    codes = ["inspections.checked_subjects", "inspections.violation_rate"]
    values = compute({"inspections": frame}, years(2020, 2020), indicators=codes)

    merged = on_territory(values, date(2025, 12, 31))
    assert merged.select("department", "indicator", "value").rows() == [
        ("quang_ngai", "inspections.checked_subjects", 40.0),
        ("quang_ngai", "inspections.violation_rate", 0.2),
    ]
    assert on_territory(values, date(2025, 6, 30)).equals(values)


def test_a_name_means_what_it_meant_on_the_day():
    assert province_named("Kon Tum", date(2025, 6, 30)).into == "quang_ngai"
    with pytest.raises(UnknownNameError):
        province_named("Kon Tum", date(2025, 7, 1))
