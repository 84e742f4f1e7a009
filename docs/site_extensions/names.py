"""Names of the library that docstrings write in short, such as ``WrongUseError``, lead to where they are told."""

from __future__ import annotations

from typing import Any

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

_KINDS = {"func": {"function"}, "class": {"class"}, "exc": {"class", "exception"}, "data": {"data"}}
"""What a reference may lead to: a function is no method that happens to be called alike."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("missing-reference", by_its_last_part)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def by_its_last_part(app: Sphinx, env: BuildEnvironment, node: pending_xref, contents: Any) -> Any:
    """The one object whose name ends as the reference does; none where several do."""
    if node["refdomain"] != "py":
        return None
    last = node["reftarget"].rpartition(".")[2]
    kinds = _KINDS.get(node["reftype"], set())
    objects = env.domains.python_domain.objects
    places = {
        (each.docname, each.node_id)
        for name, each in objects.items()
        if name.rpartition(".")[2] == last and each.objtype in kinds and not each.aliased
    }
    if len(places) != 1:
        return None
    docname, place = places.pop()
    return make_refnode(app.builder, node["refdoc"], docname, place, contents, last)
