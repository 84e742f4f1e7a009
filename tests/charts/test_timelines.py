from datetime import date

import polars as pl

from khcn_analytics.charts.timelines import gantt

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


def test_alt_text_tells_what_has_not_begun():
    tasks = TASKS.filter(pl.col("name").is_in(["đang chạy", "chưa bắt đầu"]))

    assert gantt(tasks, as_of=date(2020, 12, 31)).to_dict()["description"] == (
        "Biểu đồ Gantt: đang chạy bắt đầu 01/01/2021, chưa đến ngày; chưa bắt đầu chưa rõ ngày bắt đầu."
    )
    assert spans(gantt(tasks, as_of=date(2020, 12, 31)).to_dict()) == []
    assert gantt(tasks, as_of=AS_OF, language="en").to_dict()["description"] == (
        "Gantt chart: đang chạy from 1 Jan 2021 to 30 Sep 2021; chưa bắt đầu without a known start."
    )


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


def test_names_above_the_bars_leave_them_the_whole_width():
    noted = TASKS.with_columns(note=pl.when(name="quá hạn").then(pl.lit("92 ngày")))
    chart = gantt(noted, as_of=AS_OF, names_above=True).to_dict()

    assert all(each["encoding"]["y"].get("axis", 0) is None for each in chart["layer"][:2])
    texts = [each["encoding"]["text"]["field"] for each in chart["layer"] if "text" in each["encoding"]]
    assert texts == ["text", "name", "note"]
