"""Charts as files: PNG, SVG and PDF, drawn without a browser and without the internet."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import quoteattr

import altair as alt
import vl_convert

from khcn_analytics.charts.fonts import vietnamese_font
from khcn_analytics.charts.png import packed
from khcn_analytics.errors import DataNotFoundError, WrongUseError

FORMATS = (".png", ".svg", ".pdf")

_PAGE_WIDTH = 680
_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


class Chart(Protocol):
    """Any Altair chart."""

    def to_dict(self) -> dict[str, Any]: ...


def save(chart: Chart, path: Path | str, *, scale: float = 2.0) -> Path:
    """Write a chart as a picture; the end of the name says which kind.

    Args:
        chart: An Altair chart.
        path: A file that ends in ``.png``, ``.svg`` or ``.pdf``; an existing one is replaced.
        scale: Pixels of a PNG for each pixel of the chart; other formats have no pixels.

    Returns:
        The path.

    Raises:
        WrongUseError: If the name ends in something else.
        DataNotFoundError: If the folder doesn't exist.

    Examples:
        >>> import tempfile
        >>> import altair as alt
        >>> import polars as pl
        >>> chart = alt.Chart(pl.DataFrame({"a": [1, 2]})).mark_bar().encode(x="a:Q")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save(chart, f"{folder}/hinh.svg").name
        'hinh.svg'
    """
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in FORMATS:
        raise WrongUseError(
            f"Không lưu được biểu đồ vào “{target.name}”: tên tệp phải kết thúc bằng {', '.join(FORMATS)}.",
            f"The chart can't be saved as “{target.name}”: the name must end in {', '.join(FORMATS)}.",
        )
    if not target.parent.is_dir():
        raise DataNotFoundError(target.parent)
    target.write_bytes(picture(chart, kind, scale=scale))
    return target


def picture(chart: Chart, kind: str, *, scale: float = 2.0) -> bytes:
    """The bytes of a chart as ``.png``, ``.svg`` or ``.pdf``, on white."""
    spec = _printable(chart.to_dict())
    # Nothing may be loaded from outside while a chart is drawn.
    settings: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
    if kind == ".svg":
        text: str = vl_convert.vegalite_to_svg(spec, **settings)
        # The drawing library leaves the alt text out.
        told = f'<svg role="img" aria-label={quoteattr(spec.get("description", ""))} '
        return text.replace("<svg ", told, 1).encode("utf-8")
    if kind == ".pdf":
        document: bytes = vl_convert.vegalite_to_pdf(spec, **settings)
        return document
    # Told as dots an inch, the scale sharpens a picture without enlarging it in a document.
    return packed(vl_convert.vegalite_to_png(spec, ppi=72 * scale, **settings), spec.get("description", ""))


def _printable(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with the font and the background of paper, and a width of its own."""
    config = {
        **spec.get("config", {}),
        "font": f"'{vietnamese_font()}', Arial, Helvetica, sans-serif",
        "background": "white",
    }
    width = {"width": _PAGE_WIDTH} if spec.get("width") == "container" else {}
    return {**spec, **width, "config": config, "padding": spec.get("padding", 14)}
