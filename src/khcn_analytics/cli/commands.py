"""The commands, their options and their help.

What a command does is in a module of its own, loaded when the command runs: ``khcn --help`` does
not wait for polars, altair and panel.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
    periods = partial(
        option, language, "--period", "-p", "periods", multiple=True, metavar="KY" if language == "vi" else "PERIOD"
    )
    by = option(
        language,
        *("--by", "-b"),
        multiple=True,
        metavar="CHIEU" if language == "vi" else "DIMENSION",
        text=Label(
            "Chia theo: unit, level, field … (dùng nhiều lần được).", "Split by: unit, level, field … (repeat)."
        ),
    )
    indicators = option(
        language,
        *("--indicator", "-i", "indicators"),
        multiple=True,
        metavar="MA" if language == "vi" else "CODE",
        text=Label("Chỉ số cần tính, ví dụ tasks.accepted; bỏ trống là tất cả.", "Indicator, e.g. tasks.accepted."),
    )
    as_json = option(language, "--json", "as_json", is_flag=True, text=Label("In JSON cho máy đọc.", "Print JSON."))
    workspace = click.Argument(["workspace"], required=False, type=click.Path(path_type=Path))
    port = partial(
        option,
        language,
        "--port",
        type=click.IntRange(0, 65535),
        show_default=True,
        text=Label("Cổng; 0 là cổng trống bất kỳ.", "Port; 0 takes a free one."),
    )
    no_browser = option(
        language, "--no-browser", is_flag=True, text=Label("Không mở trình duyệt.", "Do not open a browser.")
    )
    app = group(language, _ABOUT)
    app.add_command(
        command(
            language,
            "check",
            _later("checking", "check", language),
            Label(
                "Kiểm tra một tệp dữ liệu: lỗi gì, ở dòng nào, sửa ra sao.",
                "Check a data file: what is wrong, where, how to mend it.",
            ),
            [
                click.Argument(["file"], type=click.Path(path_type=Path)),
                option(
                    language,
                    "--dataset",
                    text=Label(
                        "tasks, inspections, initiatives hoặc published; bỏ trống thì nhận theo tiêu đề cột.",
                        "tasks, inspections, initiatives or published; else recognised by the headers.",
                    ),
                ),
                as_json,
            ],
        )
    )
    app.add_command(
        command(
            language,
            "indicators",
            _later("analysing", "indicators", language),
            Label("Tính chỉ số của một hay nhiều kỳ.", "Compute indicators of one or more periods."),
            [
                workspace,
                periods(text=Label("Kỳ: 2025, 6T/2025, 2025Q1 …", "Period: 2025, 2025H1, 2025Q1 …")),
                by,
                indicators,
                option(language, "--list", "list_only", is_flag=True, text=Label("Liệt kê chỉ số.", "List them.")),
                as_json,
            ],
        )
    )
    app.add_command(
        command(
            language,
            "explain",
            _later("analysing", "explain", language),
            Label(
                "Giải thích một giá trị: định nghĩa, phép tính và các bản ghi.",
                "Explain a value: definition, arithmetic and the records behind it.",
            ),
            [
                click.Argument(["indicator"]),
                click.Argument(["period"]),
                workspace,
                option(
                    language,
                    *("--where", "-w"),
                    multiple=True,
                    metavar="TEN=NHOM" if language == "vi" else "NAME=GROUP",
                    text=Label("Nhóm, ví dụ unit=Văn phòng.", "Group, for example unit=Văn phòng."),
                ),
                as_json,
            ],
        )
    )
    app.add_command(
        command(
            language,
            "trends",
            _later("analysing", "trends", language),
            Label(
                "So sánh các kỳ với cùng kỳ năm trước hoặc kỳ liền trước.",
                "Compare periods with the same period last year or the one before.",
            ),
            [
                workspace,
                periods(text=Label("Kỳ; bỏ trống là mọi năm có dữ liệu.", "Period; else every year covered.")),
                by,
                indicators,
                option(
                    language,
                    "--against",
                    type=click.Choice(["same_period_last_year", "previous_period"]),
                    default="same_period_last_year",
                    show_default=True,
                    text=Label("So với kỳ nào.", "What to compare with."),
                ),
                as_json,
            ],
        )
    )
    app.add_command(
        command(
            language,
            "serve",
            _later("serving", "serve"),
            Label("Mở bảng điều khiển trên máy này.", "Serve the dashboard on this machine."),
            [
                workspace,
                port(default=5006),
                option(
                    language,
                    "--address",
                    default="127.0.0.1",
                    show_default=True,
                    text=Label("Địa chỉ của máy này.", "An address of this machine."),
                ),
                no_browser,
            ],
        )
    )
    app.add_command(
        command(
            language,
            "lab",
            _later("serving", "lab"),
            Label("Mở JupyterLab tại các sổ tay mẫu.", "Open JupyterLab on the notebooks."),
            [port(default=8888), no_browser],
        )
    )
    return app


def _later(module: str, name: str, *first: Any) -> Callable[..., Any]:
    """Call a function of a sibling module, loading the module only then."""

    def run(**options: Any) -> Any:
        return getattr(import_module(f"khcn_analytics.cli.{module}"), name)(*first, **options)

    return run
