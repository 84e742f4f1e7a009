"""A line the size of a word, for a key figure."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.charts.theme import BRAND


def sparkline(heights: Sequence[float | None], *, width: int = 132, height: int = 34) -> str:
    """SVG of a line through shares of the height, 0 at the bottom and 1 at the top.

    Args:
        heights: One number from 0 to 1 for each period; ``None`` leaves a gap.
        width: Width in pixels.
        height: Height in pixels.

    Returns:
        An ``<svg>`` element, hidden from screen readers since the figure stands beside it.
    """
    step, edge = (width - 8) / max(len(heights) - 1, 1), 5
    points = [
        None if share is None else (4 + place * step, height - edge - share * (height - 2 * edge))
        for place, share in enumerate(heights)
    ]
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" fill="none" stroke="{BRAND}" '
        'stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>'
        for run in runs
        if len(run) > 1
    )
    # A point between two gaps has no line to stand on; the last one is the figure itself.
    dots = [(run[0], 1.6) for run in runs if len(run) == 1]
    if points and points[-1] is not None:
        dots.append((points[-1], 3.0))
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{BRAND}"/>' for (x, y), radius in dots)
    return f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">{lines}{circles}</svg>'
