import re

from builders import yearly_words

from khcn_analytics.tables.yearly import yearly_table


def page(*rows, **settings):
    return yearly_table(yearly_words(*rows), **settings).as_raw_html()


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_yearly_table_names_its_years():
    assert "Chỉ số Đơn vị tính Năm 2019 Kế hoạch Năm 2020 So với kế hoạch So với năm 2019" in plain(page({}))
    assert "Against plan" in page({}, language="en")


def test_a_mark_stands_apart_from_its_figure():
    html = re.sub(r"<sup [^>]*>", "<sup>", page({}))

    assert "+12 <sup>(1)</sup>" in html
    assert "<sup>(1)</sup> Kỳ gốc bằng 0." in html


def test_markup_in_data_is_shown_not_run():
    html = page({"indicator_name": "<img src=x>", "change_note": "<script>", "theme": "<b>A</b>", "unit_name": "a & b"})

    assert not re.search("<img|<script|<b>A", html)
    assert "&lt;img src=x&gt;" in html
    assert "a &amp; b<" in html


def test_signs_are_explained_where_there_are_any():
    assert "≤: không quá" in page({})
    assert "≤: không quá" not in page({"target_text": "9"})


def test_groups_have_a_column_where_they_are_named():
    assert "Toàn sở" not in page({})
    assert "Toàn sở" in page({}, group_header="Đơn vị")


def test_a_missed_plan_has_its_colour():
    assert "#b3401f" in page({"verdict": "neither", "is_met": False})
    assert "#b3401f" not in page({"verdict": "neither"})


def test_an_empty_yearly_table_is_a_table():
    assert "Kỳ gốc" in page()
