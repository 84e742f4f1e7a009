"""Docstrings of properties are prose: what stands before their first colon is no type, as napoleon would have it."""

from __future__ import annotations

from sphinx.application import Sphinx

_BEFORE_NAPOLEON = 400
_PROSE = {"attribute", "data", "property"}


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", keep_prose, priority=_BEFORE_NAPOLEON)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def keep_prose(_app: Sphinx, what: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Begin with an empty remark, in which napoleon finds no type and of which nothing is shown."""
    if what in _PROSE and lines:
        lines[:0] = ["..", ""]
