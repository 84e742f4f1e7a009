"""Draw docs/gallery.md and its pictures; ``--check`` fails if the page is stale or a chart is missing from it.

The pictures themselves are not compared: another version of the drawing library may draw the
same chart with other bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

import khcn_analytics as kh
from khcn_analytics import charts

DOCS = Path(__file__).parent
PICTURES = DOCS / "images" / "gallery"
SOURCE = "dữ liệu minh họa của thư viện, không có thật"
DUE = pl.coalesce("extended_until", "due_on")


@dataclass(frozen=True, slots=True)
class Entry:
    """A chart of the gallery.

    Attributes:
        name: What it is called in ``kh.charts``.
        label: What the chart is called.
        question: The question it answers.
        draw: Makes the frame and the chart.
    """

    name: str
    label: kh.Label
    question: kh.Label
    draw: Callable[[], tuple[pl.DataFrame, Any]]


@cache
def workspace() -> kh.Workspace:
    """The made-up department that every picture is of."""
    return kh.example_workspace()


def words(indicator: str, years: range, by: tuple[str, ...] = ("department",)) -> pl.DataFrame:
    """One indicator over years, in words."""
    return kh.analyse(workspace(), [str(each) for each in years], by, [indicator]).in_words()


def trend() -> tuple[pl.DataFrame, Any]:
    """Years, a break, targets, and an estimate made up for this picture."""
    card = kh.INDICATORS["tasks.accepted"]
    targets = workspace().datasets["targets"].filter(pl.col("unit").is_null(), indicator=card.code)
    promised = {f"năm {period}": float(target) for period, target in targets.select("period", "target").iter_rows()}
    known = words(card.code, range(2018, 2025)).select("period_start", "period_name", "value", "group_name")
    estimate = pl.DataFrame(
        {
            "period_start": [date(2025, 1, 1)],
            "period_name": ["năm 2025"],
            "value": [31.0],
            "group_name": ["Toàn sở"],
            "estimated": [True],
            "low": [27.0],
            "high": [34.0],
        }
    )
    frame = pl.concat([known, estimate], how="diagonal").with_columns(
        target=pl.col("period_name").replace_strict(promised, default=None, return_dtype=pl.Float64),
        break_text=pl.when(period_name="năm 2021").then(pl.lit("từ 2021: tính cả cấp cơ sở")),
    )
    return frame, charts.trend(frame, unit=card.unit, title=card.label.vi, source=SOURCE)


def change_bars() -> tuple[pl.DataFrame, Any]:
    """The last year against the one before, unit by unit."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    frame = words(card.code, range(2025, 2026), ("unit",))
    chart = charts.change_bars(frame, unit=card.unit, title=f"{card.label.vi}: năm 2025 so với năm 2024", source=SOURCE)
    return frame.select("group_name", "absolute", "change_text", "verdict", "note"), chart


def slope() -> tuple[pl.DataFrame, Any]:
    """Two years, unit by unit."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    frame = words(card.code, range(2021, 2026), ("unit",)).filter(pl.col("period_name").is_in(["năm 2021", "năm 2025"]))
    frame = frame.select("period_start", "period_name", "group_name", "value")
    return frame, charts.slope(frame, unit=card.unit, title=f"{card.label.vi}: năm 2021 và 2025", source=SOURCE)


def small_multiples() -> tuple[pl.DataFrame, Any]:
    """Every unit over the same years."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    frame = words(card.code, range(2018, 2026), ("unit",)).select("period_start", "period_name", "group_name", "value")
    return frame, charts.small_multiples(frame, unit=card.unit, title=card.label.vi, source=SOURCE)


def heat_map() -> tuple[pl.DataFrame, Any]:
    """Units against indicators; the shade is the share of the unit in the department."""
    codes = [
        *("tasks.running", "inspections.subjects", "initiatives.grassroots_recognised", "awards.titles"),
        *("activities.news_items", "activities.trainings", "dossiers.resolved"),
    ]
    frame = kh.analyse(workspace(), ["2025"], ("unit",), codes).in_words()
    shade = pl.col("value") / pl.col("value").sum().over("indicator")
    frame = frame.with_columns(shade=shade).select("group_name", "indicator_name", "value_text", "shade")
    title = "Kết quả năm 2025 theo phòng, đơn vị"
    return frame, charts.heat_map(frame, shade_title="Tỷ trọng của đơn vị trong toàn Sở", title=title, source=SOURCE)


def waterfall() -> tuple[pl.DataFrame, Any]:
    """The change of the department as the sum of the changes of its units."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    parts = words(card.code, range(2025, 2026), ("unit",)).sort("absolute", descending=True)
    whole = words(card.code, range(2025, 2026)).row(0, named=True)
    ends = (whole["base"] + parts["absolute"].cum_sum()).to_list()
    frame = pl.DataFrame(
        {
            "step_name": ["Năm 2024", *parts["group_name"], "Năm 2025"],
            "step": ["base", *["part"] * parts.height, "value"],
            "amount": [whole["base"], *parts["absolute"], whole["value"]],
            "starts_at": [0.0, whole["base"], *ends[:-1], 0.0],
            "ends_at": [whole["base"], *ends, whole["value"]],
        }
    )
    title = f"{card.label.vi}: đóng góp vào thay đổi"
    return frame, charts.waterfall(frame, unit=card.unit, title=title, source=SOURCE)


def funnel() -> tuple[pl.DataFrame, Any]:
    """The tasks proposed in 2018 to 2021, by how far each has come."""
    proposed = workspace().datasets["tasks"].filter(pl.col("proposed_on").dt.year().is_between(2018, 2021))
    stages = {
        "Đề xuất": "proposed_on",
        "Phê duyệt": "approved_on",
        "Ký hợp đồng": "contracted_on",
        "Nghiệm thu": "accepted_on",
    }
    reached = pl.Series([proposed[column].is_not_null().sum() for column in stages.values()])
    frame = pl.DataFrame({"stage_name": list(stages), "tasks": reached, "of_previous": reached / reached.shift(1)})
    title = "Nhiệm vụ đề xuất các năm 2018–2021 đã đi đến đâu"
    return frame, charts.funnel(frame, title=title, source=SOURCE)


def gantt() -> tuple[pl.DataFrame, Any]:
    """Some tasks of one field around a day: ended in time and late, under way, overdue."""
    as_of = date(2021, 9, 30)
    ended = pl.coalesce("accepted_on", "terminated_on")
    tasks = (
        workspace()
        .datasets["tasks"]
        .filter(pl.col("started_on").is_between(date(2018, 9, 1), as_of), pl.col("level") == "provincial")
        .select("task_id", "title", "started_on", due_on=DUE, ended_on=pl.when(ended <= as_of).then(ended))
    )
    late = pl.coalesce("ended_on", pl.lit(as_of)) > pl.col("due_on")
    days = (pl.coalesce("ended_on", pl.lit(as_of)) - pl.col("due_on")).dt.total_days()
    frame = (
        tasks.with_columns(
            late=late, running=pl.col("ended_on").is_null(), note=pl.when(late).then(pl.format("muộn {} ngày", days))
        )
        .sort("due_on")
        .group_by("late", "running", maintain_order=True)
        .head(3)
        .sort("started_on", "task_id")
        .select(
            name=pl.format("{}: {}", "task_id", "title"),
            starts_on="started_on",
            due_on="due_on",
            ended_on="ended_on",
            note="note",
        )
    )
    return frame, charts.gantt(frame, as_of=as_of, title="Tiến độ một số nhiệm vụ cấp tỉnh", source=SOURCE)


def calendar() -> tuple[pl.DataFrame, Any]:
    """Each working day of a year with the inspections under way on it."""
    visits = workspace().datasets["inspections"].filter(pl.col("started_on").dt.year() == 2025)
    spans = visits.select(day=pl.date_ranges("started_on", pl.coalesce("ended_on", "started_on")))
    days = spans.explode("day").filter(pl.col("day").dt.year() == 2025, pl.col("day").dt.weekday() <= 5)
    frame = days.group_by("day").agg(inspections=pl.len()).sort("day")
    return frame, charts.calendar(frame, title="Lịch thanh tra, kiểm tra năm 2025", source=SOURCE)


def bullet() -> tuple[pl.DataFrame, Any]:
    """One target over the years."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    targets = workspace().datasets["targets"].filter(pl.col("unit").is_null(), indicator=card.code)
    frame = (
        words(card.code, range(2018, 2026))
        .select(name="period_name", actual="value")
        .join(targets.select(name=pl.format("năm {}", "period"), target="target"), on="name", maintain_order="left")
        .with_columns(
            verdict=pl.when(pl.col("actual") >= pl.col("target")).then(pl.lit("met")).otherwise(pl.lit("missed"))
        )
    )
    return frame, charts.bullet(frame, unit=card.unit, title=f"{card.label.vi} so với chỉ tiêu", source=SOURCE)


def bump() -> tuple[pl.DataFrame, Any]:
    """The place of each unit, year by year."""
    card = kh.INDICATORS["initiatives.grassroots_recognised"]
    rank = pl.col("value").rank("average", descending=True).over("period_start")
    frame = words(card.code, range(2021, 2026), ("unit",)).with_columns(rank=rank)
    frame = frame.select("period_start", "period_name", "group_name", "rank")
    title = "Thứ hạng theo số sáng kiến cấp cơ sở được công nhận"
    return frame, charts.bump(frame, title=title, source=SOURCE)


GALLERY = (
    Entry(
        "trend",
        kh.Label("Đường xu hướng", "Trend"),
        kh.Label(
            "Chỉ số đi thế nào qua các kỳ, chỗ nào đổi cách tính, đâu là chỉ tiêu và đâu mới là ước?",
            "How did the indicator move, where did its definition break, what was promised, what is only an estimate?",
        ),
        trend,
    ),
    Entry(
        "change_bars",
        kh.Label("Cột tăng, giảm", "Change bars"),
        kh.Label("Đơn vị nào tăng, đơn vị nào giảm so với kỳ gốc?", "Which units rose and which fell?"),
        change_bars,
    ),
    Entry(
        "slope",
        kh.Label("Biểu đồ dốc", "Slope"),
        kh.Label("Giữa hai năm, mỗi đơn vị đi lên hay đi xuống?", "Between two years, who went up and who down?"),
        slope,
    ),
    Entry(
        "small_multiples",
        kh.Label("Biểu đồ nhỏ theo đơn vị", "Small multiples"),
        kh.Label("Mỗi đơn vị có diễn biến riêng ra sao?", "How did each unit move on its own?"),
        small_multiples,
    ),
    Entry(
        "heat_map",
        kh.Label("Bản đồ nhiệt đơn vị × chỉ số", "Heat map"),
        kh.Label("Đơn vị nào gánh phần lớn của chỉ số nào?", "Which unit carries most of which indicator?"),
        heat_map,
    ),
    Entry(
        "waterfall",
        kh.Label("Thác nước đóng góp", "Waterfall"),
        kh.Label("Thay đổi của toàn Sở đến từ đâu?", "Where does the change of the department come from?"),
        waterfall,
    ),
    Entry(
        "funnel",
        kh.Label("Phễu nhiệm vụ", "Funnel"),
        kh.Label("Bao nhiêu đề xuất đi đến nghiệm thu?", "How many proposals get as far as acceptance?"),
        funnel,
    ),
    Entry(
        "gantt",
        kh.Label("Tiến độ nhiệm vụ (Gantt)", "Gantt"),
        kh.Label("Nhiệm vụ nào đang chạy, nhiệm vụ nào đã quá hạn?", "Which tasks are under way, which are overdue?"),
        gantt,
    ),
    Entry(
        "calendar",
        kh.Label("Lịch thanh tra, kiểm tra", "Calendar"),
        kh.Label("Ngày nào có nhiều cuộc cùng lúc?", "On which days do inspections pile up?"),
        calendar,
    ),
    Entry(
        "bullet",
        kh.Label("So với chỉ tiêu", "Bullet"),
        kh.Label("Kết quả đạt hay chưa đạt chỉ tiêu, cách bao xa?", "Was the target met, and by how much?"),
        bullet,
    ),
    Entry(
        "bump",
        kh.Label("Thứ hạng qua các kỳ", "Bump"),
        kh.Label("Thứ hạng của các đơn vị đổi chỗ ra sao?", "How did the units change places?"),
        bump,
    ),
)

_ABOUT = """\
<!-- Written by docs/gallery.py; do not edit. -->

# Biểu đồ / Charts

Mỗi biểu đồ vẽ một bảng đã tính sẵn và không tính gì thêm. Cột cần có, đơn vị tính và cách hiểu ô trống nằm ở \
docstring (`help(kh.charts.trend)`). Mọi hàm nhận `title`, `source` (nguồn), `language` (`vi`, `en`) và `description` \
(văn bản thay hình; không cho thì tự viết từ bảng). Màu phân biệt được với người mù màu và khi in đen trắng. \
/ *Each chart draws a frame that is already computed. Its docstring names the columns, their units and what nulls do. \
Every function takes `title`, `source`, `language` and `description` (alt text, written from the frame where none is \
given). Colours are told apart by colour-blind readers and in black and white.*

```python
import khcn_analytics as kh

analysis = kh.analyse(kh.example_workspace(), ["2022", "2023", "2024"], indicators=["tasks.accepted"])
card = kh.INDICATORS["tasks.accepted"]
chart = kh.charts.trend(analysis.in_words(), unit=card.unit, title=card.label.vi)
kh.charts.save(chart, "nghiem_thu.png")  # .svg, .pdf
```

Hình vẽ từ dữ liệu minh họa; riêng giá trị ước và chỗ đổi cách tính của hình đầu tiên là bịa ra. \
/ *Drawn from the example data; the estimate and the break of the first picture are made up.*
"""


def page(drawn: Mapping[str, tuple[pl.DataFrame, Any]]) -> str:
    """The page: each chart with its question, its picture, and the columns it was drawn from."""
    parts = [_ABOUT]
    for entry in GALLERY:
        frame, chart = drawn[entry.name]
        columns = ", ".join(f"`{name}`" for name in frame.columns)
        parts.append(
            f"\n## `kh.charts.{entry.name}`: {entry.label.vi} / {entry.label.en}\n\n"
            f"{entry.question.vi} / *{entry.question.en}*\n\n"
            f"![{chart.to_dict()['description']}](images/gallery/{entry.name}.png)\n\n"
            f"Cột / columns: {columns}\n"
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
    drawn = {entry.name: entry.draw() for entry in GALLERY}
    text = page(drawn)
    if "--check" not in arguments:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, (_, chart) in drawn.items():
            charts.save(chart, PICTURES / f"{name}.png", scale=1.5)
        (DOCS / "gallery.md").write_text(text, "utf-8")
    problems = wrong(text)
    if problems:
        sys.stderr.write("; ".join(problems) + "; run: python3 docs/gallery.py\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
