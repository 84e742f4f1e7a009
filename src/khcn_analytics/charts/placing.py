"""Where texts stand in a picture: lines of long names, and labels that keep clear of each other."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import polars as pl


def wrapped(frame: pl.DataFrame, column: str, *, width: int = 30) -> pl.DataFrame:
    r"""The frame with ``<column>_lines``: long names in several lines of about the given width.

    Examples:
        >>> wrapped(pl.DataFrame({"name": ["Phòng Quản lý khoa học"]}), "name", width=14)["name_lines"].to_list()
        ['Phòng Quản lý\nkhoa học']
    """
    lines = {name: "\n".join(wrap(name, width)) for name in frame[column].unique() if name is not None}
    return frame.with_columns(pl.col(column).replace(lines).alias(f"{column}_lines"))


def evenly_wrapped(text: str, *, width: int) -> str:
    r"""A text in as few lines as fit the width, all about as long.

    Examples:
        >>> evenly_wrapped("phạm vi quản lý rộng hơn trước", width=27)
        'phạm vi quản lý\nrộng hơn trước'
    """
    fewest = len(wrap(text, width))
    narrowest = next(each for each in range(1, width + 1) if len(wrap(text, each)) <= fewest)
    return "\n".join(wrap(text, narrowest))


def row_height(frame: pl.DataFrame, column: str, *, least: int) -> int:
    r"""Pixels between rows whose names are in lines, so that those of two rows keep apart.

    Examples:
        >>> row_height(pl.DataFrame({"name_lines": ["một", "hai\nba\nbốn"]}), "name_lines", least=38)
        52
    """
    most: int = max(name.count("\n") + 1 for name in frame[column].drop_nulls())
    return max(least, most * 14 + 10)


def spread(places: Sequence[float], gap: float, *, within: tuple[float, float] | None = None) -> list[float]:
    """The places moved apart as little as needed to stand at least ``gap`` from each other, in the same order.

    Args:
        places: Where each would stand.
        gap: How far apart they stand at least.
        within: The first and the last place there is, with room for all of them; ``None``: without ends.

    Examples:
        >>> spread([10, 11, 30], 6)
        [7.5, 13.5, 30.0]
        >>> spread([10, 11, 30], 6, within=(10, 30))
        [10, 16, 30]
    """
    order = sorted(range(len(places)), key=lambda each: places[each])
    # Labels that touch form a block, which stands around the middle of where they wanted to be.
    blocks: list[tuple[list[int], float]] = []
    for each in order:
        members, middle = [each], float(places[each])
        while blocks and middle - blocks[-1][1] < gap * (len(members) + len(blocks[-1][0])) / 2:
            members = blocks.pop()[0] + members
            middle = sum(places[one] for one in members) / len(members)
        blocks.append((members, middle))
    moved = [0.0] * len(places)
    for members, middle in blocks:
        for step, one in enumerate(members):
            moved[one] = middle + (step - (len(members) - 1) / 2) * gap
    if within is None:
        return moved
    first, last = within
    for place, one in enumerate(order):
        # Room is left at either end for those that stand further out.
        moved[one] = max(first + gap * place, min(last - gap * (len(order) - 1 - place), moved[one]))
    return moved


def headed(frame: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The rows with a row above each group that holds nothing but its name; of one group, the rows as they are.

    Args:
        frame: Rows, those of a group together; nulls are of no group.
        column: What tells the groups.
        name: The column that the name of a group goes into.

    Examples:
        >>> rows = pl.DataFrame({"name": ["X", "Y"], "block": ["một", "hai"], "rank": [1, 1]})
        >>> headed(rows, "block", "name")["name"].to_list()
        ['một', 'X', 'hai', 'Y']
    """
    groups = frame[column].drop_nulls().unique(maintain_order=True).to_list()
    if len(groups) < 2:
        return frame
    blocks = [(pl.DataFrame({name: [each]}), frame.filter(pl.col(column) == each)) for each in groups]
    return pl.concat([part for block in blocks for part in block], how="diagonal")
