from datetime import date

import polars as pl
import pytest

from khcn_analytics.charts.timelines import calendar, gantt
from khcn_analytics.errors import WrongUseError

AS_OF = date(2021, 9, 30)
TASKS = pl.DataFrame(
    {
        "name": ["đúng hạn", "muộn", "quá hạn", "đang chạy", "không hạn", "chưa bắt đầu"],
        "starts_on": [*[date(2021, 1, 1)] * 5, None],
        "due_on": [date(2021, 6, 30), date(2021, 3, 31), date(2021, 6, 30), date(2021, 12, 31), None, None],
        "ended_on": [date(2021, 5, 31), date(2021, 4, 30), None, None, None, None],
    }
)


def spans(chart: dict) -> list[tuple[str, str, str, str]]:
    rows = chart["datasets"][chart["layer"][0]["data"]["name"]]
    return [(row["name"], row["span"], row["from"][:10], row["to"][:10]) for row in rows]


def test_what_lies_past_the_due_date_is_a_part_of_its_own():
    assert spans(gantt(TASKS, as_of=AS_OF).to_dict()) == [
        ("đúng hạn", "done", "2021-01-01", "2021-05-31"),
        ("muộn", "done", "2021-01-01", "2021-03-31"),
        ("quá hạn", "running", "2021-01-01", "2021-06-30"),
        ("đang chạy", "running", "2021-01-01", "2021-09-30"),
        ("không hạn", "running", "2021-01-01", "2021-09-30"),
        ("muộn", "late", "2021-03-31", "2021-04-30"),
        ("quá hạn", "late", "2021-06-30", "2021-09-30"),
    ]


def test_a_task_begun_after_its_due_date_is_late_from_the_start():
    late = TASKS.filter(name="quá hạn").with_columns(starts_on=date(2021, 8, 1))

    assert spans(gantt(late, as_of=AS_OF).to_dict()) == [("quá hạn", "late", "2021-08-01", "2021-09-30")]


def test_the_day_of_the_states_is_told():
    assert "tính đến 30/09/2021" in str(gantt(TASKS, as_of=AS_OF).to_dict()["datasets"])
    assert "as of 30 Sep 2021" in str(gantt(TASKS, as_of=AS_OF, language="en").to_dict()["datasets"])


def test_tasks_stand_in_the_order_of_the_rows_even_without_a_bar():
    chart = gantt(TASKS, as_of=AS_OF).to_dict()

    assert chart["layer"][0]["encoding"]["y"]["sort"] == TASKS["name"].to_list()


def test_a_note_stands_after_the_bar():
    chart = gantt(TASKS.with_columns(note=pl.when(name="quá hạn").then(pl.lit("92 ngày"))), as_of=AS_OF).to_dict()

    assert "92 ngày" in str(chart["datasets"])
    assert chart["layer"][-1]["encoding"]["text"]["field"] == "note"


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
