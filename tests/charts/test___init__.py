"""What holds for every chart."""

import inspect
import json
import subprocess
import sys
from datetime import date
from typing import Any

import polars as pl
import pytest

from khcn_analytics import charts
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.units import Unit

YEARS = {"period_start": [date(2021, 1, 1), date(2022, 1, 1)] * 2, "period_name": ["năm 2021", "năm 2022"] * 2}
GROUPS = {"group_name": ["Văn phòng", "Văn phòng", "Thanh tra Sở", "Thanh tra Sở"]}

SAMPLES: dict[str, tuple[pl.DataFrame, dict[str, Any]]] = {
    "trend": (pl.DataFrame({**YEARS, **GROUPS, "value": [3.0, 5.0, 2.0, None]}), {"unit": Unit.TASK}),
    "change_bars": (
        pl.DataFrame(
            {
                "group_name": ["Văn phòng", "Thanh tra Sở"],
                "absolute": [2.0, None],
                "change_text": ["+2", "–"],
                "verdict": ["better", "not_comparable"],
            }
        ),
        {"unit": Unit.TASK},
    ),
    "comparison": (
        pl.DataFrame(
            {
                "group_name": ["Văn phòng", "Thanh tra Sở"],
                "value": [5.0, 2.0],
                "base": [3.0, None],
                "value_text": ["5", "2"],
                "base_text": ["3", "–"],
                "change_text": ["+2", "–"],
            }
        ),
        {"unit": Unit.TASK},
    ),
    "slope": (pl.DataFrame({**YEARS, **GROUPS, "value": [3.0, 5.0, 2.0, 1.0]}), {"unit": Unit.TASK}),
    "small_multiples": (pl.DataFrame({**YEARS, **GROUPS, "value": [3.0, 5.0, 2.0, 1.0]}), {"unit": Unit.TASK}),
    "heat_map": (
        pl.DataFrame(
            {
                "group_name": ["Văn phòng", "Thanh tra Sở"],
                "indicator_name": ["Sáng kiến", "Sáng kiến"],
                "value_text": ["3", "–"],
                "shade": [1.0, None],
            }
        ),
        {"shade_title": "Tỷ trọng"},
    ),
    "waterfall": (
        pl.DataFrame(
            {
                "step_name": ["năm 2021", "Văn phòng", "năm 2022"],
                "step": ["base", "part", "value"],
                "amount": [5, -1, 4],
                "starts_at": [0, 5, 0],
                "ends_at": [5, 4, 4],
            }
        ),
        {"unit": Unit.TASK},
    ),
    "funnel": (
        pl.DataFrame({"stage_name": ["Đề xuất", "Nghiệm thu"], "tasks": [8, 6], "of_previous": [None, 0.75]}),
        {},
    ),
    "gantt": (
        pl.DataFrame(
            {
                "name": ["Nhiệm vụ 1"],
                "starts_on": [date(2021, 1, 1)],
                "due_on": [date(2021, 6, 30)],
                "ended_on": pl.Series([None], dtype=pl.Date),
            }
        ),
        {"as_of": date(2021, 9, 30)},
    ),
    "calendar": (pl.DataFrame({"day": [date(2021, 5, 4)], "inspections": [2]}), {}),
    "bullet": (
        pl.DataFrame({"name": ["năm 2021"], "actual": [22], "target": [24], "verdict": ["missed"]}),
        {"unit": Unit.TASK},
    ),
    "bump": (pl.DataFrame({**YEARS, **GROUPS, "rank": [1, 2, 2, 1]}), {}),
    "rank_ranges": (
        pl.DataFrame({"name": ["Văn phòng"], "rank": [1.0], "lowest": [1.0], "highest": [2.0]}),
        {},
    ),
    "score_bars": (
        pl.DataFrame(
            {
                "name": ["Văn phòng"],
                "part_name": ["Nội dung"],
                "points": [9.5],
                "starts_at": [0],
                "ends_at": [9.5],
                "total_text": ["9,5"],
            }
        ),
        {},
    ),
    "tornado": (
        pl.DataFrame({"name": ["Sáng kiến"], "at_less": [80.0], "at_more": [88.5]}),
        {"base": 84.0, "unit": Unit.POINT},
    ),
}

every_chart = pytest.mark.parametrize("name", SAMPLES)


def drawn(name, frame=None, **settings):
    sample, needed = SAMPLES[name]
    return getattr(charts, name)(sample if frame is None else frame, **needed, **settings)


def test_every_chart_has_a_sample():
    assert set(charts.__all__) == {*SAMPLES, "save"}


@every_chart
def test_the_title_and_the_source_stand_above(name):
    chart = drawn(name, title="Nhiệm vụ", source="báo cáo năm").to_dict()

    assert chart["title"]["text"] == "Nhiệm vụ"
    assert chart["title"]["subtitle"] == "Nguồn: báo cáo năm"


@every_chart
def test_alt_text_is_one_sentence_with_the_title(name):
    text = drawn(name, title="Nhiệm vụ").to_dict()["description"]

    assert "“Nhiệm vụ”" in text
    assert text.endswith(".")
    assert "\n" not in text


@every_chart
def test_alt_text_can_be_given(name):
    assert drawn(name, description="Do người viết.").to_dict()["description"] == "Do người viết."


@every_chart
def test_no_vietnamese_of_ours_is_left_in_english(name):
    sample, _ = SAMPLES[name]
    ascii_only = sample.with_columns(
        pl.col(column).map_elements(lambda text: text.encode("ascii", "replace").decode(), return_dtype=pl.String)
        for column in sample.columns
        if sample[column].dtype == pl.String
    )
    settings = {"shade_title": "Share"} if name == "heat_map" else {}
    needed = {**SAMPLES[name][1], **settings}
    chart = getattr(charts, name)(ascii_only, **needed, title="Tasks", source="report", language="en").to_dict()
    chart["config"].pop("locale")

    words = json.dumps(chart, ensure_ascii=False)
    assert [letter for letter in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ" if letter in words] == []


@every_chart
def test_numbers_and_days_are_written_as_in_the_language(name):
    assert drawn(name).to_dict()["config"]["locale"]["number"]["decimal"] == ","
    assert drawn(name).to_dict()["config"]["locale"]["time"]["date"] == "%d/%m/%Y"
    assert drawn(name, language="en").to_dict()["config"]["locale"]["number"]["decimal"] == "."


@every_chart
def test_nothing_is_computed_in_the_drawing(name):
    words = json.dumps(drawn(name).to_dict())

    assert [each for each in ("transform", "aggregate", "bin", "timeUnit", "impute") if f'"{each}":' in words] == []


@every_chart
def test_a_frame_without_rows_gives_a_chart_that_says_so(name):
    sample, _ = SAMPLES[name]
    chart = drawn(name, sample.head(0), title="Nhiệm vụ").to_dict()

    assert "Không có dữ liệu để vẽ" in json.dumps(chart["datasets"], ensure_ascii=False)
    assert chart["description"] == "Nhiệm vụ: Không có dữ liệu để vẽ."


@every_chart
def test_a_frame_without_a_column_is_refused_by_its_name(name):
    sample, _ = SAMPLES[name]
    column = "tasks" if name == "funnel" else sample.columns[-1]

    with pytest.raises(WrongUseError, match=rf"thiếu 1 cột: {column}\."):
        drawn(name, sample.drop(column))


@every_chart
def test_it_can_be_saved_as_a_picture(name, tmp_path):
    path = charts.save(drawn(name, title="Sáng kiến được công nhận"), tmp_path / f"{name}.png", scale=1)

    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(head[16:20]) > 200  # the width
    assert int.from_bytes(head[20:24]) > 100  # the height


@every_chart
def test_it_says_what_its_frame_holds(name):
    text = inspect.getdoc(getattr(charts, name)) or ""
    sample, _ = SAMPLES[name]

    assert [column for column in sample.columns if f"``{column}``" not in text] == []


def test_loading_the_list_of_charts_loads_no_drawing_library():
    script = "import sys, khcn_analytics.charts; print(sorted({'polars', 'altair', 'vl_convert'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_a_chart_is_not_hidden_by_a_module_of_its_name():
    script = (
        "import importlib, pkgutil, khcn_analytics.charts as charts\n"
        "[importlib.import_module(f'{charts.__name__}.{each.name}') for each in pkgutil.iter_modules(charts.__path__)]\n"
        "print([name for name in charts.__all__ if not callable(getattr(charts, name))])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_a_chart_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="pie"):
        charts.pie  # noqa: B018


def test_names_are_completed():
    assert set(charts.__all__) <= set(dir(charts))
