"""How fast and how heavy it is, as it was measured last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generated_pages.writing import WRITTEN, table

_RESULTS = Path(__file__).parents[2] / "benchmarks" / "results.json"

_ABOUT = """\
# Nhanh đến đâu / How fast

Các con số dưới đây do `python3 run.py bench` đo và ghi vào `benchmarks/results.json`; trang này chỉ chép lại. Tỉ số đo hai bên xen kẽ
trong cùng một lần chạy, nên máy bận thì cả hai cùng chậm. Giây và MiB tùy máy: cột “máy bận” cho biết trung bình bao nhiêu việc
chờ bộ xử lý lúc đo. Không phép thử nào của phần mềm đòi một thời gian: phép thử cho biết đúng hay sai, còn nhanh hay chậm xem ở đây.
*`python3 run.py bench` measures these figures; this page only copies them. Ratios are measured in turns within one run, so that a busy
machine slows both sides alike. Seconds and MiB depend on the machine; “load” tells how many processes waited for it meanwhile. No
test wants a time.*
"""

_GROUPS = {
    "serving": """
## Bảng điều khiển khi nhiều người xem / The served dashboard

`khcn serve` chạy trong tiến trình riêng; người đọc là chương trình mở phiên như trình duyệt (trang, rồi websocket), chọn bộ lọc và đợi
đến khi trang báo xong. Chưa kể thời gian trình duyệt vẽ. *The server runs in a process of its own; readers are programs that open
sessions as a browser does, choose, and wait until the page says that all is there. A browser's own drawing is not counted.*

Đo lại / measure again: `python3 run.py bench --only serving` (khoảng 20 phút / some 20 minutes; `--quick`: thử nhanh, không ghi lại).

""",
    "figures": """
## Tính, đọc, kiểm tra / Computing, reading, checking

""",
}

_HEADER = ("đo gì / what", "đo được / measured", "nhiều nhất / at most", "", "máy bận / load")
_NOT_YET = "Chưa đo. *Not measured yet.*\n"


def page() -> str:
    """The page of what was measured, by group."""
    results = json.loads(_RESULTS.read_text("utf-8"))
    return WRITTEN + _ABOUT + "".join(about + _measured(results, group) for group, about in _GROUPS.items())


def _measured(results: list[dict[str, Any]], group: str) -> str:
    rows = [
        (each["what"], f"{each['measured']:g}", f"{each['bound']:g}", _verdict(each), f"{each.get('load', '')}")
        for each in results
        if each["group"] == group
    ]
    return table(_HEADER, rows) if rows else _NOT_YET


def _verdict(result: dict[str, Any]) -> str:
    return "✓" if result["measured"] <= result["bound"] else "**vượt / over**"
