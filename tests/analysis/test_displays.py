"""Where no table can be drawn an analysis says what was asked and how much there is."""

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.store.workspace import reconstructed_workspace


def test_an_analysis_tells_periods_grouping_and_why_values_are_missing():
    asked = ["tasks.running", "tasks.accepted"]
    told = str(analyse(reconstructed_workspace("kon_tum_2022"), ["2021", "2022"], indicators=asked)).splitlines()
    assert "  Kỳ: năm 2021 … năm 2022" in told
    assert "  Chỉ số: 2" in told
    # 2021 is not covered: a value is missing for each of the two indicators.
    assert "  Giá trị: 2" in told
    assert told[-2].split()[-1] == "2"
