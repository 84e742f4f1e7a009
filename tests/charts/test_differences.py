import polars as pl

from khcn_analytics.charts.differences import change_bars
from khcn_analytics.vocabulary.units import Unit

CHANGES = pl.DataFrame(
    {
        "group_name": ["Văn phòng", "Thanh tra Sở", "Chi cục", "Trung tâm"],
        "absolute": [-2.0, None, 5.0, 0.0],
        "change_text": ["−2 (−50 %)", "–", "+5 (+25 %)", "không đổi"],
        "verdict": ["worse", "not_comparable", "better", "unchanged"],
        "note": [None, "không có kỳ gốc để so sánh", None, None],
    }
)


def rows_of(chart: dict, mark: str) -> list[list[dict]]:
    return [
        chart["datasets"][layer.get("data", chart.get("data", {}))["name"]]
        for layer in chart["layer"]
        if layer["mark"]["type"] == mark
    ]


def test_the_largest_rise_stands_first_and_what_has_no_change_last():
    chart = change_bars(CHANGES, unit=Unit.TASK).to_dict()

    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["Chi cục", "Trung tâm", "Văn phòng", "Thanh tra Sở"]


def test_a_missing_change_is_told_by_its_reason():
    *_, none = rows_of(change_bars(CHANGES, unit=Unit.TASK).to_dict(), "text")

    assert [(row["group_name"], row["told"]) for row in none] == [("Thanh tra Sở", "không có kỳ gốc để so sánh")]


def test_a_missing_change_without_reason_is_still_told():
    *_, none = rows_of(change_bars(CHANGES.drop("note"), unit=Unit.TASK, language="en").to_dict(), "text")

    assert [row["told"] for row in none] == ["not comparable"]


def test_bars_are_coloured_by_verdict_and_the_legend_holds_only_those_there():
    colour = change_bars(CHANGES, unit=Unit.TASK).to_dict()["layer"][0]["encoding"]["color"]

    assert colour["field"] == "verdict"
    assert colour["legend"]["values"] == ["better", "worse"]
    assert "tốt lên" in colour["legend"]["labelExpr"]


def test_alt_text_tells_the_changes_as_drawn():
    assert change_bars(CHANGES, unit=Unit.TASK, title="Sáng kiến").to_dict()["description"] == (
        "Biểu đồ cột thay đổi “Sáng kiến”: Chi cục +5 (+25 %); Trung tâm không đổi; Văn phòng −2 (−50 %); "
        "Thanh tra Sở không có kỳ gốc để so sánh."
    )
