"""The page that lists the decisions."""

from __future__ import annotations

from pathlib import Path

from generated_pages.writing import WRITTEN

FOLDER = Path(__file__).parents[1] / "decisions"
_ABOUT = """\
# Các quyết định / Decisions

Điều gì đã được chọn, đã cân nhắc gì, hệ quả ra sao; viết bằng tiếng Anh, cho người sửa phần mềm.
*What was chosen, what was considered, what follows.*

"""


def page() -> str:
    """Every decision, by number."""
    lines = []
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{title}]({path.name})\n")
    return "".join([WRITTEN, _ABOUT, "## Theo thứ tự / By number\n\n", *lines])
