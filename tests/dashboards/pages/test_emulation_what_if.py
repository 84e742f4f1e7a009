import re

import pytest
from param import edit_constant

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.emulation_what_if import WhatIfPart, steps_table, totals_table
from khcn_analytics.dashboards.store import Store
from khcn_analytics.scoring.supposing import Supposition
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.units import Unit

SCIENCE, BLOCKED = "Phòng Quản lý khoa học", "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.fixture(scope="module")
def expected(store):
    """The same supposition by the library itself: every dossier on time."""
    found = score(store.workspace, "mau_100", 2025).what_if([Supposition(SCIENCE, "A2", 1.0)])
    return found.totals().filter(unit=SCIENCE).row(0, named=True)


def part_of(store, **query) -> tuple[WhatIfPart, Filters]:
    filters = Filters(Chosen.of(store, {"scored_unit": SCIENCE, **query}))
    part = WhatIfPart()
    part.begin(filters)
    part.show()
    return part, filters


def text_of(part: WhatIfPart) -> str:
    return re.sub(r"<[^>]+>", " ", part.outcome.object)


def test_at_first_it_tells_what_is(store):
    part, _ = part_of(store)

    assert "85,84 điểm · hạng 2" in text_of(part)
    assert "Chưa giả định gì" in text_of(part)


def test_what_is_moved_is_told_as_supposed(store, expected):
    part, _ = part_of(store)

    part.move("result", "A2", "100 %")

    total = format_value(expected["supposed_total"], Unit.POINT)
    assert f"{total} điểm · hạng {expected['supposed_rank']:.0f}" in text_of(part)
    assert 'class="badge">Giả định' in part.outcome.object
    assert "A2. Hồ sơ thủ tục hành chính" in text_of(part)


def test_the_lines_add_up_to_the_change(store, expected):
    part, filters = part_of(store)
    part.move("result", "A2", "100 %")

    steps = part.supposed().steps().filter(unit=SCIENCE)

    assert steps["change"].sum() == pytest.approx(expected["change"])
    assert steps_table(part.supposed(), filters.chosen).rows.height == steps.height


@pytest.mark.parametrize(
    ("told", "moved"), [(0, {("result", "C2"): "không đạt"}), (1, {}), (-1, {}), (99, {}), (None, {}), ("<b>", {})]
)
def test_a_browser_tells_the_place_and_is_not_trusted(store, told, moved):
    part, _ = part_of(store)
    slider = part.sliders["result", "C2"]

    with edit_constant(slider):
        slider.value_throttled = told

    assert part.moved == moved


def test_resetting_brings_back_what_is(store):
    part, _ = part_of(store)
    before = part.outcome.object
    part.move("weight", "A1", "tối đa 30 điểm")
    assert part.outcome.object != before

    part.reset.clicks += 1

    assert (part.moved, part.outcome.object) == ({}, before)
    assert part.sliders["weight", "A1"].value == "tối đa 15 điểm"


def test_another_language_keeps_what_is_supposed_and_another_unit_does_not(store):
    part, filters = part_of(store)
    part.move("result", "A2", "100 %")
    part.move("result", "C2", "không đạt")

    filters.change(language="en")
    part.show()
    assert part.moved == {("result", "A2"): "100 %", ("result", "C2"): "no"}

    filters.change(scored_unit="Văn phòng")
    part.show()
    assert part.moved == {}


def test_a_unit_without_a_total_can_be_given_what_is_missing(store):
    part, _ = part_of(store, scored_unit=BLOCKED)
    assert "chưa có tổng điểm" in text_of(part)

    part.move("result", "B3", "4 điểm")

    assert re.search(r"Giả định\s+[\d,]+ điểm · hạng \d", text_of(part))


def test_the_rank_group_stands_side_by_side(store):
    part, filters = part_of(store)
    part.move("result", "A2", "100 %")

    table = totals_table(part.supposed(), filters.chosen)

    assert table.rows["Đơn vị"].to_list() == ["Văn phòng", SCIENCE, "Phòng Quản lý công nghệ và Chuyển đổi số"]
    assert table.rows["Hạng giả định"].to_list() == ["2 ▼", "1 ▲", "3"]


def test_the_file_says_that_it_is_supposed(store):
    part, _ = part_of(store)
    part.move("result", "A2", "100 %")

    file = part.file("xlsx")

    assert file is not None
    assert file.name.startswith("gia-dinh-phong-quan-ly-khoa-hoc-")
    about = dict(part._about())
    assert about["Giả định"] == SCIENCE
    assert "100 %" in about.values()


def test_where_nobody_is_scored_it_says_so():
    part = WhatIfPart()
    part.begin(Filters(Chosen.of(Store(reconstructed_workspace("kon_tum_2022")))))
    part.show()

    assert "score_groups" in part.heading.object
    assert not part.reset.visible
