import polars as pl

from khcn_analytics.tables.ranking import ranking_table

FRAME = pl.DataFrame(
    {
        "rank_group": ["Khối một", "Khối một", "Khối hai"],
        "unit_name": ["X", "Y", "Z"],
        "rank_text": ["1", "2", "–"],
        "total_text": ["97,5", "95", "–"],
        "gap_text": ["2,5", "–", "–"],
        "note": [None, None, "thiếu B3"],
    }
)


def test_each_rank_group_is_a_block():
    page = ranking_table(FRAME, title="Điểm thi đua").as_raw_html()

    assert page.index("Khối một") < page.index("97,5") < page.index("Khối hai") < page.index("thiếu B3")
    assert "Điểm thi đua" in page


def test_remarks_that_say_nothing_take_no_room():
    assert "Ghi chú" not in ranking_table(FRAME.head(2)).as_raw_html()


def test_headers_speak_english():
    assert "To the next" in ranking_table(FRAME, "en").as_raw_html()
