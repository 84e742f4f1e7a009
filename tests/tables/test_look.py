"""Tables take the colours of JupyterLab where there are some."""

from great_tables import GT
from polars import DataFrame

from khcn_analytics.tables.look import THEMED, themed


def test_a_colour_is_itself_where_there_is_no_theme():
    # Mixed with itself, what stands after the comma gives the same colour again.
    assert themed("#b3401f").endswith("var(--jp-content-font-color1, #b3401f))")


def test_ink_and_paper_are_those_of_the_theme():
    html = GT(DataFrame({"a": [1]})).opt_css(THEMED).as_raw_html()
    assert "var(--jp-content-font-color1, #1d2b36) !important" in html
    assert "var(--jp-layout-color0, #fff) !important" in html
