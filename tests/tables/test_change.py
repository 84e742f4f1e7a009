import re

import polars as pl

from khcn_analytics.tables.change import change_table

ROW = {
    "theme": "Nhiệm vụ",
    "indicator_name": "Nghiệm thu",
    "unit_name": "nhiệm vụ",
    "value_text": "9",
    "base_text": "7",
    "change_text": "+2 (+28,6 %)",
    "note": None,
    "verdict": "better",
}


def test_the_texts_stand_in_the_table():
    html = change_table(pl.DataFrame([ROW])).as_raw_html()

    assert "+2 (+28,6 %)" in html
    assert "None" not in html


def test_headers_follow_the_language():
    assert "Tăng, giảm" in change_table(pl.DataFrame([ROW])).as_raw_html()
    assert "Change" in change_table(pl.DataFrame([ROW]), "en").as_raw_html()


def test_a_verdict_has_its_colour():
    better = change_table(pl.DataFrame([ROW])).as_raw_html()
    neither = change_table(pl.DataFrame([{**ROW, "verdict": "neither"}])).as_raw_html()

    assert "#1a7f4b" in better
    assert "#1a7f4b" not in neither


def test_markup_in_data_is_shown_not_run():
    html = change_table(pl.DataFrame([{**ROW, "indicator_name": "<img src=x onerror=alert(1)>"}])).as_raw_html()

    assert "<img" not in html


def test_a_cell_has_its_colour_and_its_one_line():
    html = change_table(pl.DataFrame([ROW])).as_raw_html()

    assert re.search(r"white-space: nowrap;\s*color: color-mix\(in srgb, #1a7f4b", html)


def test_fonts_are_a_list_browsers_can_read():
    assert "'Segoe UI'" in change_table(pl.DataFrame([ROW])).as_raw_html()
    assert "''" not in re.findall(r"font-family:[^;]*", change_table(pl.DataFrame([ROW])).as_raw_html())[0]
