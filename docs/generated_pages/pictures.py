"""The page of pictures of the dashboard, from docs/images/pages."""

from __future__ import annotations

from pathlib import Path

from generated_pages.writing import WRITTEN, both
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.vocabulary.labels import Label

PICTURES = Path(__file__).parents[1] / "images" / "pages"
_LOOKS = {
    "wide": Label("màn hình rộng", "on a wide screen"),
    "phone": Label("điện thoại", "on a phone"),
    "dark": Label("nền tối", "dark"),
}
_ABOUT = """\
# Các trang của bảng điều khiển / The pages of the dashboard

Chụp từ `khcn serve` và `khcn studio` trên dữ liệu **minh họa, không có thật**, bằng `docs/screens.py`. Mỗi trang: màn hình rộng,
điện thoại, nền tối.
*Taken of the example data, which are made up: wide, on a phone, dark.*
"""


def page() -> str:
    """Every page that was photographed, in the order of the menu."""
    titles = {each.code: each.title for each in PAGES}
    order = list(titles)
    codes = {each.stem.rpartition("-")[0] for each in PICTURES.glob("*.png")}
    sections = [_section(code, titles) for code in sorted(codes, key=lambda each: _place(each, order))]
    return "".join([WRITTEN, _ABOUT, *sections])


def _place(code: str, order: list[str]) -> tuple[bool, int, str]:
    """Pages of leaders as in the menu, then what only the studio has."""
    page_code = code.removeprefix("studio-")
    return code.startswith("studio-"), order.index(page_code) if page_code in order else len(order), code


def _section(code: str, titles: dict[str, Label]) -> str:
    title = titles.get(code.removeprefix("studio-"), Label(code, code))
    studio = " (bàn làm việc / studio)" if code.startswith("studio-") else ""
    shown = [
        f"![{title.vi}, {look.vi} / {title.en}, {look.en}](images/pages/{code}-{name}.png)\n"
        for name, look in _LOOKS.items()
        if (PICTURES / f"{code}-{name}.png").exists()
    ]
    return f"\n## {both(title)}{studio}\n\n" + "\n".join(shown)
