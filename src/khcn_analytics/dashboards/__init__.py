"""The served dashboard: choices, parts that follow them, pages of parts, and the two apps that serve them.

    import khcn_analytics as kh

    kh.dashboards.overview(kh.example_workspace())

shows the same pages in a notebook. ``khcn serve`` and ``khcn studio`` serve them to browsers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_analytics.dashboards.in_notebooks import overview

__all__ = ["overview"]


def __getattr__(name: str) -> object:
    """Load the view on first use, and Panel with it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.in_notebooks"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
