"""Draw docs/gallery.md and its pictures; ``--check`` fails if the page is stale or a chart is missing from it.

The pictures themselves are not compared: another version of the drawing library may draw the
same chart with other bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import khcn_analytics as kh
from khcn_analytics import charts

DOCS = Path(__file__).parent
PICTURES = DOCS / "images" / "gallery"

_INITIATIVES = '"initiatives.grassroots_recognised"'
_SEVERAL = """[
    *("tasks.running", "inspections.subjects", "initiatives.grassroots_recognised", "awards.titles"),
    *("activities.news_items", "activities.trainings", "dossiers.resolved"),
]"""

DEPARTMENT = 'analysis = kh.analyse(workspace, range(2018, 2025), indicators=["tasks.accepted"])'
UNITS = f'analysis = kh.analyse(workspace, range(2018, 2026), ["unit"], [{_INITIATIVES}])'
LAST_YEARS = f'analysis = kh.analyse(workspace, range(2021, 2026), ["unit"], [{_INITIATIVES}])'
ONE_YEAR = f'codes = {_SEVERAL}\nanalysis = kh.analyse(workspace, [2025], ["unit"], codes)'
SCORING = 'scoring = kh.score(workspace, "mau_100", 2024)'


@dataclass(frozen=True, slots=True)
class Entry:
    """A chart of the gallery.

    Attributes:
        name: What it is called in ``kh.charts``.
        label: What the chart is called.
        question: The question it answers.
        of: The lines that make the analysis or the scoring it is a chart of.
        call: The line that draws it. What the page shows is what is run.
    """

    name: str
    label: kh.Label
    question: kh.Label
    of: str
    call: str


def draw(entry: Entry, names: dict[str, Any]) -> Any:
    """Run the lines of a chart; those that make what it is of only where the chart before was of something else."""
    if names.get("of") != entry.of:
        exec(entry.of, names)  # noqa: S102 - the lines stand above
        names["of"] = entry.of
    return eval(entry.call, names)  # noqa: S307


GALLERY = (
    Entry(
        "trend",
        kh.Label("Đường xu hướng", "Trend"),
        kh.Label(
            "Chỉ số đi thế nào qua các kỳ, chỗ nào đổi cách tính, đâu là chỉ tiêu và đâu mới là ước?",
            "How did the indicator move, where did its definition break, what was promised, what is only an estimate?",
        ),
        DEPARTMENT,
        'analysis.trend_chart(indicator="tasks.accepted", until="9T/2025")',
    ),
    Entry(
        "change_bars",
        kh.Label("Cột tăng, giảm", "Change bars"),
        kh.Label("Đơn vị nào tăng, đơn vị nào giảm so với kỳ gốc?", "Which units rose and which fell?"),
        UNITS,
        'analysis.change_chart(indicator="initiatives.grassroots_recognised")',
    ),
    Entry(
        "comparison",
        kh.Label("Cột so với kỳ gốc", "Comparison"),
        kh.Label("Mỗi đơn vị được bao nhiêu, kỳ gốc ở đâu?", "How much has each unit, and where did it stand before?"),
        UNITS,
        'analysis.comparison_chart(indicator="initiatives.grassroots_recognised", period=2024)',
    ),
    Entry(
        "slope",
        kh.Label("Biểu đồ dốc", "Slope"),
        kh.Label("Giữa hai năm, mỗi đơn vị đi lên hay đi xuống?", "Between two years, who went up and who down?"),
        LAST_YEARS,
        'analysis.slope_chart(indicator="initiatives.grassroots_recognised")',
    ),
    Entry(
        "small_multiples",
        kh.Label("Biểu đồ nhỏ theo đơn vị", "Small multiples"),
        kh.Label("Mỗi đơn vị có diễn biến riêng ra sao?", "How did each unit move on its own?"),
        UNITS,
        'analysis.small_multiples(indicator="initiatives.grassroots_recognised")',
    ),
    Entry(
        "heat_map",
        kh.Label("Bản đồ nhiệt đơn vị × chỉ số", "Heat map"),
        kh.Label("Đơn vị nào nổi bật ở chỉ số nào?", "Which unit stands out in which indicator?"),
        ONE_YEAR,
        "analysis.heat_map()",
    ),
    Entry(
        "waterfall",
        kh.Label("Thác nước đóng góp", "Waterfall"),
        kh.Label("Thay đổi của toàn Sở đến từ đâu?", "Where does the change of the department come from?"),
        UNITS,
        'analysis.waterfall(indicator="initiatives.grassroots_recognised", of="unit", period=2025)',
    ),
    Entry(
        "funnel",
        kh.Label("Phễu nhiệm vụ", "Funnel"),
        kh.Label("Bao nhiêu đề xuất đi đến nghiệm thu?", "How many proposals get as far as acceptance?"),
        UNITS,
        'analysis.funnel_chart(period="2018-2021")',
    ),
    Entry(
        "gantt",
        kh.Label("Tiến độ nhiệm vụ (Gantt)", "Gantt"),
        kh.Label("Nhiệm vụ nào đang chạy, nhiệm vụ nào đã quá hạn?", "Which tasks are under way, which are overdue?"),
        UNITS,
        'analysis.gantt_chart(on=date(2021, 9, 30), where={"level": "provincial"}, most=12)',
    ),
    Entry(
        "calendar",
        kh.Label("Lịch thanh tra, kiểm tra", "Calendar"),
        kh.Label("Ngày nào có nhiều cuộc cùng lúc?", "On which days do inspections pile up?"),
        UNITS,
        "analysis.calendar_chart(year=2025)",
    ),
    Entry(
        "bullet",
        kh.Label("So với chỉ tiêu", "Bullet"),
        kh.Label("Kết quả đạt hay chưa đạt chỉ tiêu, cách bao xa?", "Was the target met, and by how much?"),
        UNITS,
        "analysis.bullet_chart(period=2025)",
    ),
    Entry(
        "bump",
        kh.Label("Thứ hạng qua các kỳ", "Bump"),
        kh.Label("Thứ hạng của các đơn vị đổi chỗ ra sao?", "How did the units change places?"),
        LAST_YEARS,
        'analysis.bump_chart(indicator="initiatives.grassroots_recognised")',
    ),
    Entry(
        "score_bars",
        kh.Label("Điểm theo phần", "Scores by part"),
        kh.Label("Tổng điểm của mỗi đơn vị gồm những gì?", "What is the score of each unit made of?"),
        SCORING,
        "scoring.points_chart()",
    ),
    Entry(
        "rank_ranges",
        kh.Label("Thứ hạng và khoảng hạng", "Ranks and their ranges"),
        kh.Label("Thứ hạng chắc đến đâu nếu trọng số khác đi?", "How sure are ranks if weights were others?"),
        SCORING,
        "scoring.ranking_chart(how=kh.scoring.Spread(share=0.5))",
    ),
    Entry(
        "tornado",
        kh.Label("Lốc xoáy trọng số", "Tornado"),
        kh.Label("Trọng số nào kéo điểm của đơn vị đi xa nhất?", "Which weight takes the score of a unit furthest?"),
        SCORING,
        'scoring.tornado(unit="Phòng Quản lý khoa học", most=6)',
    ),
)

_ABOUT = """\
<!-- Written by docs/gallery.py; do not edit. -->

# Biểu đồ / Charts

Một dòng là một biểu đồ: bản phân tích hoặc bản chấm điểm tự tính bảng, đặt tên, ghi nguồn. Muốn vẽ bảng của riêng mình thì gọi thẳng \
`kh.charts`: mỗi biểu đồ vẽ một bảng đã tính sẵn và không tính gì thêm; cột cần có, đơn vị tính và cách hiểu ô trống nằm ở \
docstring (`help(kh.charts.trend)`). Mọi hàm nhận `title`, `source` (nguồn), `language` (`vi`, `en`) và `description` \
(văn bản thay hình; không cho thì tự viết từ bảng). Màu phân biệt được với người mù màu và khi in đen trắng. \
/ *One line is one chart: the analysis or the scoring computes the frame, names it and tells its source. For a frame of your own call \
`kh.charts`: a chart draws what is already computed. Its docstring names the columns, their units and what nulls do. \
Every function takes `title`, `source`, `language` and `description` (alt text, written from the frame where none is \
given). Colours are told apart by colour-blind readers and in black and white.*

```python
from datetime import date

import khcn_analytics as kh

workspace = kh.example_workspace()
```

Lưu hình: `kh.charts.save(chart, "sang_kien.png")`, cũng được `.svg`, `.pdf`. / *Saved as PNG, SVG or PDF.*

Hình vẽ từ dữ liệu minh họa, không có thật. / *Drawn from the example data, which are made up.*
"""


def page(drawn: Mapping[str, Any]) -> str:
    """The page: each chart with its question, its picture, and the line that draws it."""
    parts = [_ABOUT]
    for entry in GALLERY:
        description = drawn[entry.name].to_dict()["description"]
        parts.append(
            f"\n## `kh.charts.{entry.name}`: {entry.label.vi} / {entry.label.en}\n\n"
            f"{entry.question.vi} / *{entry.question.en}*\n\n"
            f"![{description}](images/gallery/{entry.name}.png)\n\n"
            f"```python\n{entry.of}\n{entry.call}\n```\n"
        )
    return "".join(parts)


def wrong(text: str) -> list[str]:
    """What is wrong with the gallery in the folder."""
    written = DOCS / "gallery.md"
    shown = {entry.name for entry in GALLERY}
    return [
        *([] if written.exists() and written.read_text("utf-8") == text else ["gallery.md is stale"]),
        *(f"{name} is not in the gallery" for name in charts.__all__ if name not in {*shown, "save"}),
        *(f"{name}.png is missing" for name in sorted(shown) if not (PICTURES / f"{name}.png").exists()),
        *(f"{each.name} belongs to no chart" for each in sorted(PICTURES.glob("*.png")) if each.stem not in shown),
    ]


def main(arguments: list[str]) -> int:
    """Draw the gallery, or say what is wrong with it."""
    names: dict[str, Any] = {"kh": kh, "date": date, "workspace": kh.example_workspace()}
    drawn = {entry.name: draw(entry, names) for entry in GALLERY}
    text = page(drawn)
    if "--check" not in arguments:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, chart in drawn.items():
            charts.save(chart, PICTURES / f"{name}.png", scale=1.5)
        (DOCS / "gallery.md").write_text(text, "utf-8")
    problems = wrong(text)
    if problems:
        sys.stderr.write("; ".join(problems) + "; run: python3 docs/gallery.py\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
