from datetime import date

from reports.made import workspace

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.reports.content import Paragraph, Table
from khcn_analytics.reports.findings import find, of_department
from khcn_analytics.reports.sources import source_blocks


def test_data_days_and_rules_are_told():
    found = find(of_department(workspace(), "cao_bang"), 2020, "same_period_last_year")

    data, how, days, rules = source_blocks(found)

    assert isinstance(data, Paragraph)
    assert data.text == "Dữ liệu: Kho thử (phiên bản 0123456789ab); dữ liệu minh họa, không có thật."
    assert isinstance(how, Paragraph)
    assert "khcn explain MÃ-CHỈ-SỐ --period 2020" in how.text
    assert isinstance(days, Table)
    assert days.rows.row(0) == ("Nhiệm vụ KH&CN", "01/01/2018", "31/12/2020", "5")
    assert days.figures is not None
    assert days.figures.row(0) == ("Nhiệm vụ KH&CN", date(2018, 1, 1), date(2020, 12, 31), 5)
    assert isinstance(rules, Table)
    assert rules.rows.height == found.words.height
    assert ("tasks.accepted", "Nhiệm vụ nghiệm thu", INDICATORS["tasks.accepted"].source) in rules.rows.rows()
