from datetime import date

import polars as pl
import pytest

from khcn_analytics.charts.year_calendar import calendar
from khcn_analytics.errors import WrongUseError


def days(**numbers) -> pl.DataFrame:
    listed = {date.fromisoformat(day.removeprefix("d").replace("_", "-")): count for day, count in numbers.items()}
    return pl.DataFrame({"day": list(listed), "inspections": list(listed.values())})


def cells(chart: dict) -> list[dict]:
    layer = chart["layer"][0]
    return chart["datasets"][layer.get("data", chart.get("data"))["name"]]


def test_every_day_of_the_year_has_a_cell():
    ordinary, leap = (cells(calendar(days(**{f"d{year}_03_02": 1})).to_dict()) for year in (2021, 2024))

    assert (len(ordinary), len(leap)) == (365, 366)


def test_weekends_are_marked():
    marked = {row["day_text"]: row["weekend"] for row in cells(calendar(days(d2021_05_04=2)).to_dict())}

    assert (marked["07/05/2021"], marked["08/05/2021"], marked["09/05/2021"]) == (False, True, True)


def test_only_days_with_inspections_have_a_figure():
    chart = calendar(days(d2021_05_04=2, d2021_05_05=0, d2021_05_06=None)).to_dict()
    busy = chart["datasets"][chart["layer"][1]["data"]["name"]]

    assert [(row["day_text"], row["count_text"]) for row in busy] == [("04/05/2021", "2")]


def test_months_are_named_in_the_language():
    assert cells(calendar(days(d2021_05_04=2)).to_dict())[0]["month"] == "Tháng 1"
    assert cells(calendar(days(d2021_05_04=2), language="en").to_dict())[0]["month"] == "January"


def test_alt_text_tells_the_busiest_days():
    assert (
        calendar(days(d2021_05_04=2, d2021_05_06=5)).to_dict()["description"] == "Lịch: 06/05/2021: 5; 04/05/2021: 2."
    )


def test_several_years_are_refused():
    with pytest.raises(WrongUseError, match="bảng này có năm 2021, 2022"):
        calendar(days(d2021_05_04=2, d2022_05_04=2))


def test_a_day_that_is_there_twice_is_refused():
    with pytest.raises(WrongUseError, match="2 dòng trùng ngày"):
        calendar(pl.concat([days(d2021_05_04=2)] * 2))
