from khcn_analytics.analysis.scoring import score
from khcn_analytics.reports.content import Chart, Paragraph, Table
from khcn_analytics.reports.emulation import emulation_blocks
from khcn_analytics.store.workspace import example_workspace


def test_ranks_are_those_of_the_scoring():
    scoring = score(example_workspace(), "mau_100", 2025)

    told, offices, services, chart = emulation_blocks(scoring, "vi")

    assert isinstance(told, Paragraph)
    assert "mau_100" in told.text
    assert "minh họa" in told.text
    assert isinstance(offices, Table)
    assert offices.rows.row(0) == ("1", "Văn phòng", "89,1", "3,26", "")
    assert offices.figures is not None
    assert offices.figures.row(0)[:4] == (1.0, "Văn phòng", 89.1, 3.26)
    assert isinstance(services, Table)
    assert services.rows.row(-1)[0] == "–"
    assert "thiếu tiêu chí bắt buộc" in services.rows.row(-1)[-1]
    assert isinstance(chart, Chart)
