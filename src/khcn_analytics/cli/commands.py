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
    eligibility_command,
    explain_command,
    indicators_command,
    reconcile_command,
    report_command,
    rules_command,
    trends_command,
)
from khcn_analytics.cli.grammar import group
from khcn_analytics.cli.scoring_commands import scheme_command, score_command
from khcn_analytics.cli.serving_commands import lab_command, serve_command, studio_command, user_command
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
        report_command,
        reconcile_command,
        rules_command,
        score_command,
        scheme_command,
        eligibility_command,
        serve_command,
        studio_command,
        user_command,
        lab_command,
    ):
        app.add_command(build(language))
    return app
