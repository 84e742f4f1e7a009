from urllib.parse import parse_qsl

import polars as pl
import pytest

from khcn_analytics.analysis.explaining import explain
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowed_figures import changes_over_periods
from khcn_analytics.dashboards.narrowing import address_explaining
from khcn_analytics.dashboards.pages import explanation, initiatives, inspections, tasks, trends
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.store.workspace import example_workspace

SCIENCE = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"indicator": "tasks.accepted", **query}, pages=("overview", "explanation"))


def test_a_figure_has_its_definition_and_its_arithmetic(store):
    words = explanation.definition(chosen_of(store))

    assert words.value == ("38", "nhiệm vụ")
    assert words.lines is not None
    assert words.lines["Phép tính"] == "đếm được 38 bản ghi"
    assert words.lines["Phạm vi"] == "Toàn sở"
    assert "phiên bản" in words.lines["Dữ liệu"]


def test_a_group_is_explained_by_itself(store):
    unit = store.units[2]
    chosen = chosen_of(store, unit=unit, by="level", group="provincial")
    expected = explain(store.workspace, "tasks.accepted", "2025", {"unit": unit, "level": "provincial"})

    words = explanation.definition(chosen)

    assert explanation.explained(chosen).value == expected.value
    assert words.lines is not None
    assert unit in words.lines["Phạm vi"]
    assert "cấp tỉnh" in words.lines["Phạm vi"]


@pytest.mark.parametrize(
    ("page", "dataset", "query"),
    [
        (tasks, "tasks", {"unit": SCIENCE, "level": "provincial"}),
        (tasks, "tasks", {"unit": "Văn phòng", "level": "ministry", "field": "4"}),
        (tasks, "tasks", {"level": "national", "programme": "", "field": "1"}),
        (inspections, "inspections", {"unit": "Thanh tra Sở", "inspected_field": "measurement"}),
        (initiatives, "initiatives", {"unit": SCIENCE, "scope": "provincial", "initiative_field": "technical"}),
    ],
)
def test_every_figure_of_a_narrowed_page_is_explained(store, page, dataset, query):
    codes = [
        each.code for each in store.indicators if each.dataset in {dataset, *(["funding"] if page is tasks else [])}
    ]
    chosen = Chosen.of(store, {"page": dataset, "period": "2024", **query}, pages=(dataset, "explanation"))
    shown = reckoning.of_period(changes_over_periods(chosen, dataset, codes), chosen.period)
    assert shown.height > 5

    for code, value in shown.select("indicator", "value").iter_rows():
        address = dict(parse_qsl(address_explaining(code, chosen)[1:]))
        why = explanation.explained(Chosen.of(store, address, pages=chosen.pages))
        assert why.value == pytest.approx(value), code


def test_every_value_of_a_trend_is_explained_whatever_other_pages_were_narrowed_to(store):
    query = {"indicator": "tasks.accepted", "unit": SCIENCE, "level": "national", "by": "field", "period": "2024"}
    chosen = Chosen.of(store, {"page": "trends", **query}, pages=("trends", "explanation"))

    table = trends.values(chosen)

    assert table.figures is not None
    for address, value in zip(table.links, table.figures["Giá trị"], strict=True):
        why = explanation.explained(Chosen.of(store, dict(parse_qsl(address[1:])), pages=chosen.pages))
        assert why.value == value
        assert why.card.code == "tasks.accepted"


def test_what_narrows_the_figure_is_told_and_can_be_taken_away(store):
    chosen = chosen_of(store, unit=SCIENCE, level="provincial", by="field", group="4")

    words, links = explanation.definition(chosen), explanation.narrowed_html(chosen)

    assert words.lines is not None
    assert words.lines["Phạm vi"].startswith(f"Đơn vị: {SCIENCE}; Cấp nhiệm vụ: cấp tỉnh; ")
    assert links.count("<a ") == 3
    assert "level=provincial" not in links.split("Cấp nhiệm vụ")[1].split("<a ")[0]
    assert explanation.narrowed_html(chosen_of(store)) == ""


def test_what_can_not_narrow_the_figure_is_told(store):
    chosen = chosen_of(store, indicator="initiatives.per_100_staff", scope="provincial", unit=SCIENCE)

    lines = explanation.definition(chosen).lines

    assert lines is not None
    assert lines["Không lọc"] == "chỉ số này không chia được theo: Phạm vi ảnh hưởng (cấp tỉnh)"
    assert lines["Phạm vi"] == f"Đơn vị: {SCIENCE}"


def test_records_are_downloaded_whole_but_for_people(store):
    table = explanation.records(chosen_of(store, unit=SCIENCE, level="provincial", period="2024"))

    assert table is not None
    assert table.figures is not None
    assert table.figures.height == table.rows.height == 25
    assert table.figures.width > table.rows.width
    assert table.figures.schema["Ngày nghiệm thu"] == pl.Date
    assert "Chủ nhiệm" not in " ".join(table.figures.columns)


def test_a_unit_does_not_narrow_what_knows_none(store):
    (code, *_) = [each.code for each in store.indicators if "unit" not in splits(each)]

    assert explanation.explained(chosen_of(store, unit=store.units[0], indicator=code)).where == {}


def test_the_records_are_those_counted(store):
    table = explanation.records(chosen_of(store))

    assert table is not None
    assert table.rows.height == 38
    assert table.title == "Bản ghi được tính: 38"


def test_of_a_rate_both_records_are_shown(store):
    chosen = chosen_of(store, indicator="tasks.accepted_on_time_rate")
    above, below = explanation.records(chosen), explanation.denominator(chosen)

    assert above is not None
    assert below is not None
    assert (above.rows.height, below.rows.height) == (34, 38)
    assert explanation.denominator(chosen_of(store)) is None


def test_leaders_see_no_records():
    assert len(explanation.rows("leaders")) == 1
    assert len(explanation.rows("studio")) == 3


def test_what_has_no_value_says_why(store):
    words = explanation.definition(chosen_of(store, indicator="tasks.accepted_on_time_rate", unit=store.units[-1]))

    assert words.value is not None
    assert words.value[0] == "–"
    assert words.value[1]
