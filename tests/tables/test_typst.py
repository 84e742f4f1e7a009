import re
from typing import Any

import pytest
import typst
from builders import yearly_words

from khcn_analytics.tables.typst import yearly_typst

MANY = [{"theme": "Nhiệm vụ" if place < 60 else "Sáng kiến"} for place in range(90)]


def source(*rows, **settings):
    return yearly_typst(yearly_words(*rows), **settings)


def pages(text):
    """The pages as Typst draws them."""
    drawn: Any = typst.compile(text.encode(), format="svg")
    return drawn if isinstance(drawn, list) else [drawn]


def test_cells_and_notes_have_their_marks():
    text = source({})

    assert '"Nghiệm thu", "nhiệm vụ", "0", "≥\u00a09", "12", "133,3\u00a0% (đạt)", "+12\u00a0" + super("(1)"),' in text
    assert '#text(size: 0.8em, super("(1)") + " Kỳ gốc bằng 0.") \\' in text


def test_texts_of_data_are_never_markup():
    text = source({"indicator_name": 'a "b" \\ #c', "change_note": '") #panic("'}, title='#panic("x")')

    assert '"a \\"b\\" \\\\ #c", "nhiệm vụ"' in text
    assert pages(text)


def test_columns_and_themes_are_headers_which_typst_repeats_on_each_page():
    text = source(*MANY)

    assert re.findall(r"table\.header\((level: 2)?", text) == ["", "level: 2", "level: 2"]
    assert len(pages(text)) > 2


@pytest.mark.parametrize("rows", [[], [{}], MANY])
@pytest.mark.parametrize("header", [None, "Đơn vị"])
def test_every_table_is_drawn(rows, header):
    assert pages(source(*rows, group_header=header, title="Năm 2020"))
