"""Settings that make charts and pages work in a notebook without internet."""

from __future__ import annotations

import warnings

import altair as alt
import panel as pn
import polars as pl

from khcn_analytics.progress_bars import show_in_notebook

# Charts are drawn on paper: their dark ink could not be read on a dark theme of JupyterLab. The menu beside a chart
# offers what works without internet.
_ON_PAPER = {
    "patch": [
        {"op": "add", "path": "/background", "value": "white"},
        {"op": "add", "path": "/padding", "value": 10},
    ],
    "actions": {"export": True, "source": False, "compiled": False, "editor": False},
    "i18n": {"CLICK_TO_VIEW_ACTIONS": "Lưu hình", "PNG_ACTION": "Lưu thành PNG", "SVG_ACTION": "Lưu thành SVG"},
}


def use_in_notebook() -> None:
    """Draw charts and show frames in JupyterLab with nothing loaded from outside.

    Call it once, in the first cell. Altair's own default loads its viewer from the internet; here
    each chart is a widget that carries it. Frames show whole texts, plain
    numbers and up to 40 rows, and long work shows how far it has come.

    Examples:
        >>> use_in_notebook()
    """
    # NOTE: the renderer "html" with the inline template draws only the first chart of a notebook:
    # every chart declares the same global names again.
    alt.renderers.enable("jupyter", offline=True, embed_options=_ON_PAPER)
    with warnings.catch_warnings():
        # Panel warns that a plain Python session is no notebook.
        warnings.simplefilter("ignore")
        pn.extension("vega", inline=True)
    show_in_notebook()
    pl.Config.set_fmt_str_lengths(80).set_tbl_rows(40).set_fmt_float("full")
    pl.Config.set_tbl_hide_dataframe_shape(active=True).set_tbl_hide_column_data_types(active=True)
