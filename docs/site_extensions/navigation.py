"""The menu of the site is the lists of links in the pages named ``index``.

So the same pages read well where no site is built: a list of links there, a menu here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx.application import Sphinx

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_ENTRY = re.compile(r"^- \[([^\]]+)\]\(([^)#:]+)\.md\)", re.MULTILINE)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", add_menu)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_menu(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Add to a page of links the menu that Sphinx understands."""
    if docname.rpartition("/")[2] == "index":
        source[0] += "".join(f"\n{menu}" for menu in menus(source[0]))


def menus(text: str) -> Iterator[str]:
    """A menu for each section that lists links; its caption is the heading in Vietnamese."""
    _, *parts = _SECTION.split(text)
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        entries = "".join(f"{title} <{target}>\n" for title, target in _ENTRY.findall(body))
        if entries:
            yield f"```{{toctree}}\n:hidden:\n:caption: {heading.partition(' / ')[0]}\n\n{entries}```\n"
