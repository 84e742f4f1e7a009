"""The commands, their options and their help.

What a command does is in a module of its own, loaded when the command runs: ``khcn --help`` does
not wait for polars, altair and panel.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from khcn_analytics.cli.grammar import command, group, option
from khcn_analytics.vocabulary.labels import Label, Language

_ABOUT = Label(
    "Kiểm tra số liệu khoa học và công nghệ, tính chỉ số thi đua, so sánh các năm và mở bảng điều khiển.\n\n"
    "WORKSPACE là thư mục dữ liệu của sở; bỏ trống thì dùng dữ liệu minh họa kèm theo.\n\n"
    "Mã kết thúc: 0 xong, 1 dữ liệu có lỗi, 2 dùng sai lệnh.",
    "Check science and technology data, compute emulation indicators, compare years, serve the dashboard.\n\n"
    "WORKSPACE is a department's data folder; without it the bundled example is used.\n\n"
    "Exit codes: 0 done, 1 problems in data, 2 wrong use.",
)


def application(language: Language) -> click.Group:
    """Every command, with help and output in one language."""
    app = group(language, _ABOUT)
    for build in (_check, _template, _indicators, _explain, _trends, _serve, _lab):
        app.add_command(build(language))
    return app


def _check(language: Language) -> click.Command:
    text = Label(
        "Kiểm tra một tệp dữ liệu: lỗi gì, ở dòng nào, sửa ra sao.",
        "Check a data file: what is wrong, where, how to mend it.",
    )
    dataset = Label(
        "tasks, inspections, initiatives hoặc published; bỏ trống thì nhận theo tiêu đề cột.",
        "tasks, inspections, initiatives or published; else recognised by the headers.",
    )
    return command(
        language,
        "check",
        _later("checking", "check", language),
        text,
        [
            click.Argument(["file"], type=click.Path(path_type=Path)),
            option(language, "--dataset", text=dataset),
            _json(language),
        ],
    )


def _template(language: Language) -> click.Command:
    text = Label(
        "Tạo tệp Excel mẫu để nhập liệu. DATASET: tasks, inspections, initiatives hoặc published.",
        "Write an Excel workbook to fill in. DATASET: tasks, inspections, initiatives or published.",
    )
    output = option(
        language,
        *("--output", "-o"),
        type=click.Path(path_type=Path),
        metavar=Label("TỆP", "FILE").text(language),
        text=Label(
            "Tệp .xlsx sẽ ghi; bỏ trống là mau-DATASET.xlsx trong thư mục này.",
            "The .xlsx file to write; else mau-DATASET.xlsx in this folder.",
        ),
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return command(
        language,
        "template",
        _later("templating", "template", language),
        text,
        [click.Argument(["dataset"]), output, option(language, "--overwrite", is_flag=True, text=overwrite)],
    )


def _indicators(language: Language) -> click.Command:
    list_only = Label("Liệt kê danh mục chỉ số.", "List the catalogue of indicators.")
    return command(
        language,
        "indicators",
        _later("analysing", "indicators", language),
        Label("Tính chỉ số của một hay nhiều kỳ.", "Compute indicators of one or more periods."),
        [
            _workspace(),
            _periods(language, Label("bỏ trống là năm gần nhất", "else the latest year")),
            _by(language),
            _codes(language),
            option(language, "--list", "list_only", is_flag=True, text=list_only),
            _json(language),
        ],
    )


def _explain(language: Language) -> click.Command:
    text = Label(
        "Giải thích một giá trị: định nghĩa, phép tính và các bản ghi.",
        "Explain a value: definition, arithmetic and the records behind it.",
    )
    where = option(
        language,
        *("--where", "-w"),
        multiple=True,
        metavar=Label("TÊN=NHÓM", "NAME=GROUP").text(language),
        text=Label("Nhóm, ví dụ unit=Văn phòng.", "Group, for example unit=Văn phòng."),
    )
    return command(
        language,
        "explain",
        _later("analysing", "explain", language),
        text,
        [click.Argument(["indicator"]), click.Argument(["period"]), _workspace(), where, _json(language)],
    )


def _trends(language: Language) -> click.Command:
    text = Label(
        "So sánh các kỳ với cùng kỳ năm trước hoặc kỳ liền trước.",
        "Compare periods with the same period last year or the one before.",
    )
    against = option(
        language,
        "--against",
        type=click.Choice(["same_period_last_year", "previous_period"]),
        default="same_period_last_year",
        show_default=True,
        text=Label("So với kỳ nào.", "What to compare with."),
    )
    return command(
        language,
        "trends",
        _later("analysing", "trends", language),
        text,
        [
            _workspace(),
            _periods(language, Label("bỏ trống là mọi năm có dữ liệu", "else every year covered")),
            _by(language),
            _codes(language),
            against,
            _json(language),
        ],
    )


def _serve(language: Language) -> click.Command:
    address = option(
        language,
        "--address",
        default="127.0.0.1",
        show_default=True,
        text=Label("Địa chỉ của máy này.", "An address of this machine."),
    )
    return command(
        language,
        "serve",
        _later("serving", "serve", language),
        Label("Mở bảng điều khiển trên máy này.", "Serve the dashboard on this machine."),
        [_workspace(), _port(language, 5006), address, _no_browser(language)],
    )


def _lab(language: Language) -> click.Command:
    return command(
        language,
        "lab",
        _later("serving", "lab"),
        Label("Mở JupyterLab tại các sổ tay mẫu.", "Open JupyterLab on the notebooks."),
        [_port(language, 8888), _no_browser(language)],
    )


def _workspace() -> click.Argument:
    return click.Argument(["workspace"], required=False, type=click.Path(path_type=Path))


def _periods(language: Language, otherwise: Label) -> click.Option:
    return option(
        language,
        *("--period", "-p", "periods"),
        multiple=True,
        metavar=Label("KỲ", "PERIOD").text(language),
        text=Label(f"2025, 6T/2025, 2025Q1 …; {otherwise.vi}.", f"2025, 2025H1, 2025Q1 …; {otherwise.en}."),
    )


def _by(language: Language) -> click.Option:
    return option(
        language,
        *("--by", "-b"),
        multiple=True,
        metavar=Label("CHIỀU", "DIMENSION").text(language),
        text=Label(
            "Chia theo: unit, level, field … (dùng nhiều lần được).", "Split by: unit, level, field … (repeat)."
        ),
    )


def _codes(language: Language) -> click.Option:
    return option(
        language,
        *("--indicator", "-i", "indicators"),
        multiple=True,
        metavar=Label("MÃ", "CODE").text(language),
        text=Label("Chỉ số, ví dụ tasks.accepted; bỏ trống là tất cả.", "Indicator, e.g. tasks.accepted; else all."),
    )


def _json(language: Language) -> click.Option:
    return option(language, "--json", "as_json", is_flag=True, text=Label("In JSON cho máy đọc.", "Print JSON."))


def _port(language: Language, usual: int) -> click.Option:
    return option(
        language,
        "--port",
        type=click.IntRange(1, 65535),
        default=usual,
        metavar=Label("SỐ", "NUMBER").text(language),
        text=Label(f"Cổng, mặc định {usual}.", f"Port, {usual} by default."),
    )


def _no_browser(language: Language) -> click.Option:
    return option(language, "--no-browser", is_flag=True, text=Label("Không mở trình duyệt.", "Do not open a browser."))


def _later(module: str, name: str, *first: Any) -> Callable[..., Any]:
    """Call a function of a sibling module, loading the module only then."""

    def run(**options: Any) -> Any:
        return getattr(import_module(f"khcn_analytics.cli.{module}"), name)(*first, **options)

    return run
