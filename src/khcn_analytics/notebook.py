"""Settings that make charts and pages work in a notebook without internet."""

from __future__ import annotations

import warnings
from pathlib import Path

import altair as alt
import panel as pn
import polars as pl

from khcn_analytics.progress_bars import show_in_notebook


def notebooks_folder() -> Path:
    """Where ``khcn lab`` opens: the notebooks of the checkout, else the current folder."""
    bundled = Path(__file__).resolve().parents[2] / "notebooks"
    return bundled if bundled.is_dir() else Path.cwd()


def use_in_notebook() -> None:
    """Draw charts and show frames in JupyterLab with nothing loaded from outside.

    Call it once, in the first cell. Altair's own default loads its viewer from the internet; here
    each chart is a widget that carries it. Frames show whole texts and up to 40 rows, and long
    work shows how far it has come.

    Examples:
        >>> use_in_notebook()
    """
    # NOTE: the renderer "html" with the inline template draws only the first chart of a notebook:
    # every chart declares the same global names again.
    alt.renderers.enable("jupyter", offline=True)
    with warnings.catch_warnings():
        # Panel warns that a plain Python session is no notebook.
        warnings.simplefilter("ignore")
        pn.extension("vega", inline=True)
    show_in_notebook()
    pl.Config.set_fmt_str_lengths(80).set_tbl_rows(40).set_tbl_hide_dataframe_shape(active=True)
