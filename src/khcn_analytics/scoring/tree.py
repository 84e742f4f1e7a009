"""A scheme read as a tree: what stands under what, and in which order it is told."""

from __future__ import annotations

from collections.abc import Iterator

from khcn_analytics.scoring.schemes import Scheme


def in_order(scheme: Scheme) -> tuple[str, ...]:
    """All codes as a scheme is added up: criteria, the groups beside them, then the group of both; then the items."""
    return (*_under(scheme, None), *(each.code for each in scheme.events))


def _under(scheme: Scheme, parent: str | None) -> Iterator[str]:
    for group in scheme.children(parent):
        yield from (each.code for each in scheme.criteria if each.group == group.code)
        yield from _under(scheme, group.code)
        yield group.code


def path(scheme: Scheme, group: str) -> tuple[str, ...]:
    """The codes from the group at the top down to this one, itself included."""
    found = next(each for each in scheme.groups if each.code == group)
    return (*(() if found.parent is None else path(scheme, found.parent)), group)


def beneath(scheme: Scheme, group: str | None) -> tuple[str, ...]:
    """The criteria and groups right under a group; ``None``: the groups at the top."""
    criteria = (each.code for each in scheme.criteria if each.group == group)
    return (*criteria, *(each.code for each in scheme.children(group)))


def criteria_of(scheme: Scheme, code: str) -> set[str]:
    """All criteria under a group, or the criterion itself."""
    return {each.code for each in scheme.criteria if code in (each.code, *path(scheme, each.group))}
