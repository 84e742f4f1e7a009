import altair as alt
import pytest

from khcn_analytics.charts.theme import (
    GROUPS,
    MANY,
    SHADES,
    VERDICT_FILLS,
    change_axis,
    finished,
    name_axis,
    value_axis,
)
from khcn_analytics.vocabulary.units import Unit


def luminance(colour: str) -> float:
    """How light a colour prints in grey, from 0 to 1 (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_verdicts_are_told_apart_in_black_and_white():
    better, worse, unchanged = (VERDICT_FILLS[each] for each in ("better", "worse", "unchanged"))

    assert contrast(better, worse) > 2
    assert contrast(worse, unchanged) > 1.4


def test_shades_grow_darker_step_by_step():
    lights = [luminance(each) for each in SHADES]

    assert lights == sorted(lights, reverse=True)


def test_differences_of_shares_are_labelled_in_points():
    assert "điểm %" in change_axis(Unit.SHARE).to_dict()["labelExpr"]
    assert "pp" in change_axis(Unit.SHARE, "en").to_dict()["labelExpr"]
    assert change_axis(Unit.TASK).to_dict()["tickMinStep"] == 1


def test_falls_of_money_are_labelled_in_millions_too():
    assert "abs(datum.value) >= 1e6" in value_axis(Unit.VND).to_dict()["labelExpr"]


def test_names_of_two_lines_stand_around_the_middle_of_their_row():
    two, *_ = name_axis().to_dict()["labelOffset"]["condition"]

    assert two == {"test": "length(split(datum.label, '\\n')) == 2", "value": -7}


def test_shares_are_labelled_in_percent():
    # With a space, as "92,7 %" is written beside the line.
    assert value_axis(Unit.SHARE).to_dict()["labelExpr"].endswith("+ ' %'")


@pytest.mark.parametrize(("language", "word"), [("vi", "tỷ"), ("en", "bn")])
def test_money_is_labelled_in_millions_and_billions(language, word):
    assert word in value_axis(Unit.VND, language).to_dict()["labelExpr"]


def test_counts_have_no_fractions():
    assert value_axis(Unit.TASK).to_dict()["tickMinStep"] == 1


def test_colours_of_many_parts_begin_with_those_of_groups_and_do_not_repeat():
    assert MANY[: len(GROUPS)] == GROUPS
    assert len(set(MANY)) == 24


def test_a_title_longer_than_the_picture_is_told_in_lines():
    long = "nhiệm vụ cấp tỉnh " * 8  # 143 letters without the last space

    def lines(chart):
        return finished(chart, title=long, description="").to_dict()["title"]["text"]

    narrow, wide = alt.Chart().mark_point().properties(width=300), alt.Chart().mark_point().properties(width=1200)
    # 110 letters of 5.6 pixels below the title are 616 pixels: 75 letters of 8.2; 1200 pixels hold 146.
    assert [len(each) <= 75 for each in lines(narrow)] == [True, True]
    assert " ".join(lines(narrow)) == long.strip()
    assert lines(wide) == long.strip()


def test_a_long_source_is_told_in_lines():
    chart = finished(alt.Chart().mark_point(), source="báo cáo năm " * 20, description="")
    lines = chart.to_dict()["title"]["subtitle"]

    assert len(lines) == 3
    assert " ".join(lines) == ("Nguồn: " + "báo cáo năm " * 20).strip()
