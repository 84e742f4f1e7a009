import altair as alt
import polars as pl

from khcn_analytics.reports.content import chart_block


def test_the_title_of_a_chart_becomes_its_caption():
    frame = pl.DataFrame({"x": [1, 2]})
    drawn = alt.Chart(frame).mark_bar().encode(x="x:Q")
    titled = drawn.properties(
        title=alt.Title(["Nhiệm vụ", "nghiệm thu"], subtitle=["Nguồn: A.", "B"]), description="Cột"
    )

    block = chart_block(titled)

    assert (block.title, block.note, block.description) == ("Nhiệm vụ nghiệm thu", "Nguồn: A. B", "Cột")
    assert "title" not in block.to_dict()
    assert block.to_dict()["mark"] == {"type": "bar"}


def test_a_plain_title_and_none_are_taken_too():
    drawn = alt.Chart(pl.DataFrame({"x": [1]})).mark_bar()

    assert chart_block(drawn.properties(title="Chỉ tiêu")).title == "Chỉ tiêu"
    assert (chart_block(drawn).title, chart_block(drawn).description) == ("", "")
