"""The address of the folder itself: it leads to the first page, which lies one folder below."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

_LEADS_ON = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>khcn_analytics</title>
<meta http-equiv="refresh" content="0; url=docs/index.html">
<p><a href="docs/index.html">khcn_analytics</a></p></html>
"""


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("build-finished", add_front_door)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_front_door(app: Sphinx, failure: Exception | None) -> None:
    """Write the page that leads on."""
    if failure is None and app.builder.format == "html":
        (Path(app.outdir) / "index.html").write_text(_LEADS_ON, "utf-8")
