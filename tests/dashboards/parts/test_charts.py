from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bokeh.core.serialization import Deserializer, Serializer

from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import Label


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.fixture
def filters(store):
    return Filters(Chosen.of(store, {"indicator": "tasks.accepted"}, pages=("overview", "explanation")))


def by_unit(chosen):
    analysis = reckoning.analysis(chosen.store, (chosen.period,), ("unit",), (chosen["indicator"],))
    return analysis.comparison_chart(chosen["indicator"], chosen.period, chosen.language)


def waterfall(chosen):
    analysis = reckoning.analysis(chosen.store, (chosen.period,), (), (chosen["indicator"],))
    return analysis.waterfall(chosen["indicator"], "unit", chosen.period, chosen.language)


def shown(filters, draw=by_unit, **settings) -> ChartPart:
    part = ChartPart(draw, **settings)
    part.begin(filters)
    part.show()
    return part


def chart_of(part: ChartPart) -> Any:
    assert part.chart is not None
    return part.chart


def spec_of(part: ChartPart) -> dict[str, Any]:
    """The chart that the browser gets."""
    spec: dict[str, Any] = Deserializer().decode(Serializer().encode(chart_of(part).object))
    return spec


def test_the_title_stands_above_the_chart_and_the_chart_is_as_wide_as_the_page(filters):
    part = shown(filters)

    assert "<h2>Nhiệm vụ nghiệm thu" in part.heading.object
    assert "title" not in spec_of(part)
    assert spec_of(part)["width"] == "container"


def test_the_note_of_a_chart_is_told_without_its_source(filters):
    part = shown(filters, waterfall)

    assert "So sánh thận trọng" in part.heading.object
    assert "Nguồn" not in part.heading.object


def test_rows_of_a_fixed_height_make_the_height(filters):
    spec = spec_of(shown(filters, waterfall))

    # 7 units and the two wholes, 38 pixels each.
    assert spec["height"] == 9 * 38


def test_names_beside_bars_stand_in_shorter_lines_in_a_narrow_window(filters):
    spec = spec_of(shown(filters, waterfall))

    (axis,) = {
        str(each["encoding"]["y"]["axis"]["labelExpr"]) for each in spec["layer"] if "axis" in each["encoding"]["y"]
    }
    # A row of 38 pixels has room for two lines; the longest name is cut, since it needs more than 22 letters in each.
    assert axis.startswith("split(windowSize()[0] < 600 ? trim(replace(truncate(")
    assert ", 44)" in axis
    assert "{1,22}" in axis
    assert axis.endswith(": datum.label, '\\n')")


def test_long_remarks_beside_bars_stand_in_short_lines_in_a_narrow_window(filters):
    class Remarked:
        def __init__(self, chart):
            self.chart = chart

        def to_dict(self, **_):
            spec = self.chart.to_dict()
            for rows in spec["datasets"].values():
                for row in rows:
                    row["amount_text"] = "thiếu tiêu chí bắt buộc phải có điểm"
            return spec

    def remarks(draw):
        layers = spec_of(shown(filters, draw))["layer"]
        return [each["transform"][-1]["calculate"] for each in layers if "transform" in each]

    assert remarks(waterfall) == []
    (told,) = remarks(lambda chosen: Remarked(waterfall(chosen)))
    assert told.startswith("windowSize()[0] < 600 && isValid(datum['amount_text']) ? trim(")
    assert "{1,16}" in told
    assert told.endswith(": datum['amount_text']")


def test_a_legend_has_short_lines_in_a_narrow_window_unless_it_has_words_of_its_own(filters):
    def entries(draw):
        colour = spec_of(shown(filters, draw))["layer"][0]["encoding"]["color"]
        return colour["legend"]["labelExpr"]

    assert entries(by_unit).startswith("windowSize()[0] < 600 ? split(trim(")
    assert entries(waterfall).startswith("{'total': 'giá trị'")


def test_names_above_their_bars_stay_there(filters):
    def funnel(chosen):
        return reckoning.analysis(chosen.store, (chosen.period,), (), (chosen["indicator"],)).funnel_chart(
            chosen.period
        )

    texts = [each["mark"] for each in spec_of(shown(filters, funnel))["layer"] if each["mark"]["type"] == "text"]

    assert [each["dy"] for each in texts] == [-7, 9]


def test_a_chart_is_told_by_its_description_alone(filters):
    spec = spec_of(shown(filters, waterfall))

    assert spec["description"].startswith("Biểu đồ thác nước “Nhiệm vụ nghiệm thu")
    assert [spec["config"][kind]["aria"] for kind in ("mark", "axis", "legend")] == [False] * 3
    assert spec["config"]["axis"]["labelFontSize"] == 12


def test_dark_pages_have_other_colours(filters):
    light = spec_of(shown(filters))
    filters.change(look="dark")
    dark = spec_of(shown(filters))

    assert light["config"] != dark["config"]
    assert light["datasets"] == dark["datasets"]


def test_without_a_chart_the_part_says_so(filters):
    part = shown(filters, lambda _: None, title=Label("Tên", "Name"))

    assert part.chart is None
    assert "Không có dữ liệu" in part.heading.object
    assert "Tên" in part.heading.object
    assert "<button" not in part.heading.object
    assert part.file("png") is None


def test_a_click_chooses_what_the_mark_reads_as(filters, store):
    part = shown(filters, picks={"group_name": "unit"})

    part.pick({"group_name": store.units[3]})
    assert filters.chosen.unit == store.units[3]

    part.pick({"group_name": "nobody"})
    part.pick({"group_name": 7})
    part.pick({})
    assert filters.chosen.unit == store.units[3]


def test_a_click_can_change_several_choices(filters):
    part = shown(filters, picks={"group_name": lambda text, _: {"page": "explanation", "unit": text}})

    part.pick({"group_name": filters.chosen.store.units[0]})

    assert filters.chosen["page"] == "explanation"


def test_bars_can_be_clicked(filters):
    spec = spec_of(shown(filters, picks={"group_name": "unit"}))

    (clickable,) = [each for each in spec["layer"] if "params" in each]
    assert clickable["mark"]["type"] == "bar"
    assert clickable["params"][0]["select"]["fields"] == ["group_name"]


def test_the_files_hold_the_same_figures(filters):
    part = shown(filters)
    svg, png = part.file("svg"), part.file("png")

    assert svg is not None
    assert png is not None
    texts = "".join(ET.fromstring(svg.content).itertext())
    rows = max(spec_of(part)["datasets"].values(), key=len)
    assert all(row["value_text"] in texts for row in rows)
    assert "Nguồn: Dữ liệu minh họa" in texts
    assert png.content.startswith(b"\x89PNG")
    assert svg.name.startswith("nhiem-vu-nghiem-thu-")
    assert svg.name.endswith("-nam-2025.svg")
    assert part.file("exe") is None


def test_the_buttons_are_named_by_what_they_hand_over(filters):
    part = shown(filters, title=Label("Tên", "Name"))

    assert f'data-part="{part.code}" data-file="png" aria-label="Tải PNG: Tên">PNG</button>' in part.heading.object
