"""Every command of ``khcn``, its options and its help.

What a command does is in a module of its own, loaded when the command runs: ``khcn --help`` does
not wait for polars, altair and panel.
"""

from __future__ import annotations

import click

from khcn_analytics.cli.data_commands import (
    check_command,
    history_command,
    import_command,
    init_command,
    template_command,
    undo_command,
)
from khcn_analytics.cli.figure_commands import (
    explain_command,
    indicators_command,
    reconcile_command,
    rules_command,
    trends_command,
)
from khcn_analytics.cli.grammar import command, group, option
from khcn_analytics.cli.options import as_of_option, later, workspace_argument
from khcn_analytics.vocabulary.labels import Label, Language

_ABOUT = Label(
    "Kiểm tra số liệu khoa học và công nghệ, tính chỉ số thi đua, so sánh các năm và mở bảng điều khiển.\n\n"
    "KHO là thư mục dữ liệu của sở; bỏ trống thì dùng dữ liệu minh họa kèm theo.\n\n"
    "Mã kết thúc: 0 xong, 1 dữ liệu có lỗi, 2 dùng sai lệnh.",
    "Check science and technology data, compute emulation indicators, compare years, serve the dashboard.\n\n"
    "WORKSPACE is a department's data folder; without it the bundled example is used.\n\n"
    "Exit codes: 0 done, 1 problems in data, 2 wrong use.",
)


def application(language: Language) -> click.Group:
    """Every command, with help and output in one language."""
    app = group(language, _ABOUT)
    for build in (
        check_command,
        template_command,
        init_command,
        import_command,
        history_command,
        undo_command,
        indicators_command,
        explain_command,
        trends_command,
        reconcile_command,
        rules_command,
        _serve,
        _lab,
    ):
        app.add_command(build(language))
    return app


def _serve(language: Language) -> click.Command:
    address = option(
        language,
        "--address",
        default="127.0.0.1",
        show_default=True,
        metavar=Label("ĐỊA-CHỈ", "ADDRESS").text(language),
        text=Label("Địa chỉ của máy này.", "An address of this machine."),
    )
    return command(
        language,
        "serve",
        later("serving", "serve", language),
        Label("Mở bảng điều khiển trên máy này.", "Serve the dashboard on this machine."),
        [workspace_argument(language), _port(language, 5006), address, as_of_option(language), _no_browser(language)],
    )


def _lab(language: Language) -> click.Command:
    return command(
        language,
        "lab",
        later("serving", "lab"),
        Label("Mở JupyterLab tại các sổ tay mẫu.", "Open JupyterLab on the notebooks."),
        [_port(language, 8888), _no_browser(language)],
    )


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
