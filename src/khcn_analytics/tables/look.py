"""How every table looks on a page, and what its columns are called."""

from __future__ import annotations

from typing import Any

from khcn_analytics.charts.theme import FONT, GRID, INK
from khcn_analytics.vocabulary.labels import Label

HEADERS = {
    "indicator_name": Label("Chỉ số", "Indicator"),
    "group_name": Label("Đơn vị", "Unit"),
    "period_name": Label("Kỳ", "Period"),
    "unit_name": Label("Đơn vị tính", "Measured in"),
    "value_text": Label("Kỳ này", "This period"),
    "base_text": Label("Kỳ gốc", "Base"),
    "change_text": Label("Tăng, giảm", "Change"),
    "note": Label("Ghi chú", "Note"),
}
LOOK: dict[str, Any] = {
    "table_width": "100%",
    "table_font_names": [name.strip("'") for name in FONT.split(", ")],
    "table_font_size": "14px",
    "table_font_color": INK,
    "heading_align": "left",
    "heading_title_font_size": "17px",
    "column_labels_font_weight": "600",
    "column_labels_border_top_style": "hidden",
    "row_group_font_weight": "600",
    "row_group_background_color": "#f3f6f8",
    "table_body_hlines_color": GRID,
    "table_border_top_style": "hidden",
    "data_row_padding": "7px",
}
# JupyterLab's own colours, light or dark; elsewhere those after the comma. The library wants plain colours in its
# options, and its styles name the table: hence "important".
THEMED = f"""
.gt_table, .gt_heading, .gt_title, .gt_col_heading, .gt_sourcenotes, .gt_footnotes {{
  color: var(--jp-content-font-color1, {INK}) !important; background-color: var(--jp-layout-color0, #fff) !important;
}}
.gt_group_heading {{
  color: var(--jp-content-font-color1, {INK}) !important; background-color: var(--jp-layout-color2, #f3f6f8) !important;
}}
.gt_row {{ border-color: var(--jp-border-color2, {GRID}) !important; }}
"""


def themed(colour: str) -> str:
    """A colour of letters that is nearer to the ink of JupyterLab where there is one, so that it is read on dark too.

    Examples:
        >>> themed("#b3401f")
        'color-mix(in srgb, #b3401f 60%, var(--jp-content-font-color1, #b3401f))'
    """
    return f"color-mix(in srgb, {colour} 60%, var(--jp-content-font-color1, {colour}))"
