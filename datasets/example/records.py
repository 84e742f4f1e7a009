"""Records as rows, and what their values are drawn from."""

from __future__ import annotations

from datetime import date
from random import Random

Row = dict[str, str | int | date | None]


def amount(random: Random, least: int, most: int, unit: int) -> int:
    """An amount between two others in whole units; small ones are more common than large ones."""
    skewed = random.random() * random.random()
    return least + int((most - least) / unit * skewed) * unit


def place(random: Random, year: int) -> str:
    """An invented place; districts were abolished on 1 July 2025."""
    return f"xã Mẫu {random.randint(1, 30)}" if year >= 2025 else f"huyện Mẫu {random.randint(1, 9)}"


def one_of(random: Random, listed: str) -> str:
    """One of several texts listed with commas."""
    return random.choice(listed.split(", "))


def yes_no(*, is_true: bool) -> str:
    """A condition as it is written in a file."""
    return "true" if is_true else "false"
