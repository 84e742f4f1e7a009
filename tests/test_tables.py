import re

import polars as pl

from khcn_analytics.tables import change_table, yearly_latex, yearly_table, yearly_typst

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

    assert re.search(r"white-space: nowrap;\s*color: #1a7f4b", html)


YEARLY = {
    "theme": "Nhiệm vụ",
    "indicator_name": "Nghiệm thu",
    "unit_name": "nhiệm vụ",
    "group_name": "Toàn sở",
    "period_name": "năm 2020",
    "base_name": "năm 2019",
    "base_text": "0",
    "target_text": "≥ 9",
    "value_text": "12",
    "target_change_text": "133,3 % (đạt)",
    "change_text": "+12",
    "verdict": "better",
    "is_met": True,
    "base_note": None,
    "value_note": None,
    "target_note": None,
    "change_note": "Kỳ gốc bằng 0.",
}
MISSING = {**YEARLY, "value_text": "–", "value_note": "Chưa có báo cáo.", "verdict": "not_comparable", "is_met": None}
TYPES = {"is_met": pl.Boolean, "base_note": pl.String, "value_note": pl.String, "target_note": pl.String}


def yearly(*rows):
    return pl.DataFrame(rows, schema_overrides=TYPES)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_yearly_table_names_its_years():
    text = plain(yearly_table(yearly(YEARLY)).as_raw_html())

    assert "Chỉ số Đơn vị tính Năm 2019 Kế hoạch Năm 2020 So với kế hoạch So với năm 2019" in text
    assert "Against plan" in yearly_table(yearly(YEARLY), "en").as_raw_html()


def test_notes_are_numbered_as_they_appear_and_told_once():
    text = plain(yearly_table(yearly(YEARLY, MISSING, MISSING)).as_raw_html())

    assert text.count("+12¹") == 3
    assert text.count("–²") == 2
    assert text.index("¹ Kỳ gốc bằng 0.") < text.index("² Chưa có báo cáo.")
    assert text.count("² Chưa có báo cáo.") == 1


def test_signs_are_explained_where_there_are_any():
    assert "≤: không quá" in yearly_table(yearly(YEARLY)).as_raw_html()
    assert "≤: không quá" not in yearly_table(yearly({**YEARLY, "target_text": "9"})).as_raw_html()


def test_groups_have_a_column_where_they_are_named():
    assert "Toàn sở" not in yearly_table(yearly(YEARLY)).as_raw_html()
    assert "Toàn sở" in yearly_table(yearly(YEARLY), group_header="Đơn vị").as_raw_html()


def test_a_missed_plan_has_its_colour():
    neutral = {**YEARLY, "verdict": "neither"}
    assert "#b3401f" in yearly_table(yearly({**neutral, "is_met": False})).as_raw_html()
    assert "#b3401f" not in yearly_table(yearly(neutral)).as_raw_html()


def test_latex_is_escaped_and_keeps_the_notes():
    latex = yearly_latex(yearly({**YEARLY, "indicator_name": "KH&CN"}), title="Năm 2020")

    assert r"KH\&CN & nhiệm vụ & 0 & ≥ 9 & 12 & 133,3 \% (đạt) & +12¹ \\" in latex
    assert r"\begin{longtable}{llrrrrr}" in latex
    assert "¹ Kỳ gốc bằng 0." in latex


def test_typst_holds_texts_that_are_never_markup():
    typst = yearly_typst(yearly({**YEARLY, "indicator_name": 'a "b" \\ #c'}), title="Năm 2020")

    assert '"a \\"b\\" \\\\ #c", "nhiệm vụ", "0", "≥ 9", "12", "133,3 % (đạt)", "+12¹",' in typst
    assert 'table.cell(colspan: 7, strong("Nhiệm vụ")),' in typst
    assert '#text(size: 9pt, "¹ Kỳ gốc bằng 0.") \\' in typst


def test_an_empty_yearly_table_is_a_table():
    assert "Kỳ gốc" in yearly_table(yearly(YEARLY).clear()).as_raw_html()


def test_fonts_are_a_list_browsers_can_read():
    assert "'Segoe UI'" in change_table(pl.DataFrame([ROW])).as_raw_html()
    assert "''" not in re.findall(r"font-family:[^;]*", change_table(pl.DataFrame([ROW])).as_raw_html())[0]
