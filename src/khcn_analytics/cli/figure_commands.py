"""The commands that tell figures: indicators, explain, trends, report, reconcile, rules."""

from __future__ import annotations

from typing import Any

import click

from khcn_analytics.cli.grammar import argument, command, option
from khcn_analytics.cli.options import (
    A_PATH,
    FILE,
    as_of_option,
    by_option,
    codes_option,
    json_option,
    later,
    periods_option,
    workspace_argument,
)
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.vocabulary.law_codes import FIRST_YEAR, LAST_YEAR


def indicators_command(language: Language) -> click.Command:
    """Values, or the catalogue."""
    list_only = Label("Liệt kê danh mục chỉ số.", "List the catalogue of indicators.")
    return command(
        language,
        "indicators",
        later("analysing", "indicators", language),
        Label("Tính chỉ số của một hay nhiều kỳ.", "Compute indicators of one or more periods."),
        [
            workspace_argument(language),
            periods_option(language, Label("bỏ trống là năm gần nhất", "else the latest year")),
            by_option(language),
            codes_option(language),
            as_of_option(language),
            option(language, "--list", "list_only", is_flag=True, text=list_only),
            json_option(language),
        ],
    )


def explain_command(language: Language) -> click.Command:
    """What a value is made of."""
    text = Label(
        "Giải thích một giá trị: định nghĩa, phép tính và các bản ghi.",
        "Explain a value: definition, arithmetic and the records behind it.",
    )
    period = option(
        language,
        *("--period", "-p"),
        metavar=Label("KỲ", "PERIOD").text(language),
        text=Label("2025, 6T/2025, 2025Q1 …; bỏ trống là năm cuối.", "2025, 2025H1, 2025Q1 …; else the last year."),
    )
    unit = option(
        language,
        "--unit",
        metavar=Label("ĐƠN VỊ", "UNIT").text(language),
        text=Label("Phòng, đơn vị; bỏ trống là cả sở.", "A unit; else the whole department."),
    )
    where = option(
        language,
        *("--where", "-w"),
        multiple=True,
        metavar=Label("TÊN=NHÓM", "NAME=GROUP").text(language),
        text=Label("Nhóm khác, ví dụ level=provincial.", "Another group, for example level=provincial."),
    )
    return command(
        language,
        "explain",
        later("analysing", "explain", language),
        text,
        [
            argument(language, "indicator", Label("CHỈ-SỐ", "INDICATOR")),
            workspace_argument(language),
            period,
            unit,
            where,
            as_of_option(language),
            json_option(language),
        ],
    )


class _BaseOrYear(click.Choice[str]):
    """One of the choices, or a year as a number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        is_year = str(value).isascii() and str(value).isdigit() and 1900 <= int(value) <= 2200
        return int(value) if is_year else super().convert(value, param, ctx)


def trends_command(language: Language) -> click.Command:
    """Values against their base."""
    text = Label(
        "So sánh các kỳ với cùng kỳ năm trước hoặc kỳ liền trước.",
        "Compare periods with the same period last year or the one before.",
    )
    return command(
        language,
        "trends",
        later("analysing", "trends", language),
        text,
        [
            workspace_argument(language),
            periods_option(language, Label("bỏ trống là mọi năm có dữ liệu", "else every year covered")),
            by_option(language),
            codes_option(language),
            _against(language),
            as_of_option(language),
            json_option(language),
        ],
    )


def _against(language: Language) -> click.Option:
    return option(
        language,
        "--against",
        type=_BaseOrYear(["same_period_last_year", "previous_period"]),
        default="same_period_last_year",
        show_default=True,
        text=Label(
            "So với kỳ nào; hoặc một năm gốc, ví dụ 2018: cùng kỳ của năm đó.",
            "What to compare with; or a base year, for example 2018: the same period of that year.",
        ),
    )


def report_command(language: Language) -> click.Command:
    """A report to print and send."""
    text = Label(
        "Lập báo cáo của một kỳ theo thể thức văn bản hành chính: tình hình chung, kết quả theo lĩnh vực, điểm thi đua, "
        "hạn chế, nguồn số liệu.",
        "Write the report of a period as an administrative document: overview, results by theme, emulation, "
        "shortcomings, sources.",
    )
    period = option(
        language,
        *("--period", "-p"),
        required=True,
        metavar=Label("KỲ", "PERIOD").text(language),
        text=Label("2025, 6T/2025, 2025Q1 …", "2025, 2025H1, 2025Q1 …"),
    )
    out = option(
        language,
        "--out",
        required=True,
        type=A_PATH,
        metavar=FILE.text(language),
        text=Label("Tệp .docx, .html hoặc .xlsx.", "A .docx, .html or .xlsx file."),
    )
    scheme = option(
        language,
        "--scheme",
        metavar=Label("MÃ|TỆP", "CODE|FILE").text(language),
        text=Label(
            "Bảng tiêu chí để chấm điểm, xếp hạng; bỏ trống thì không có phần này.",
            "The scheme that gives points and ranks; else there is no such part.",
        ),
    )
    department = option(
        language,
        "--department",
        metavar=Label("MÃ", "CODE").text(language),
        text=Label("Sở nào; chỉ cần khi kho có nhiều sở.", "Which department, where there are several."),
    )
    day = option(
        language,
        "--day",
        metavar=Label("NGÀY", "DAY").text(language),
        text=Label(
            "Ngày ghi trên báo cáo, ví dụ 05/02/2026; bỏ trống thì để chỗ trống.",
            "The day on the report, for example 2026-02-05; else it is left blank.",
        ),
    )
    written_in = option(
        language,
        "--language",
        "report_language",
        type=click.Choice(LANGUAGES),
        text=Label(
            "Ngôn ngữ của báo cáo; bỏ trống là ngôn ngữ của lệnh.", "Language of the report; else that of the command."
        ),
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return command(
        language,
        "report",
        later("reporting", "report", language),
        text,
        [
            workspace_argument(language),
            *(period, out, scheme, _against(language), department, day, as_of_option(language), written_in),
            option(language, "--overwrite", is_flag=True, text=overwrite),
        ],
    )


def reconcile_command(language: Language) -> click.Command:
    """Printed figures against each other and the records."""
    text = Label(
        "Đối chiếu số liệu đã công bố: số nào mâu thuẫn, dễ tính trùng, khác với bản ghi. "
        "Bỏ trống KHO thì đối chiếu số liệu kèm theo.",
        "Reconcile printed figures: which contradict, invite double counting, differ from the records. "
        "Without WORKSPACE the bundled figures.",
    )
    show_all = Label("Xem cả những điều để biết và những chỗ khớp.", "Show notes and what agrees as well.")
    return command(
        language,
        "reconcile",
        later("reconciling", "reconcile", language),
        text,
        [
            workspace_argument(language),
            option(language, "--all", "show_all", is_flag=True, text=show_all),
            json_option(language),
        ],
    )


def rules_command(language: Language) -> click.Command:
    """Rules of law, and records held against them."""
    text = Label(
        "Xem quy định về thi đua, khen thưởng có hiệu lực vào một ngày; có KHO thì kiểm tra bản ghi theo quy định.",
        "List the rules of law in force on a day; with WORKSPACE, hold its records against them.",
    )
    on = option(
        language,
        "--on",
        metavar=Label("NGÀY", "DAY").text(language),
        text=Label(
            "Ngày cần xem, ví dụ 31/12/2022; bỏ trống là hôm nay, có KHO thì là mọi năm.",
            "The day, for example 2022-12-31; else today or, with WORKSPACE, every year.",
        ),
    )
    parameter = option(
        language,
        *("--parameter", "parameters"),
        multiple=True,
        metavar=Label("MÃ.TÊN=SỐ", "ID.NAME=NUMBER").text(language),
        text=Label(
            "Mức của sở, ví dụ TD-05b.cap=10%, SK-02.limit=2 (dùng nhiều lần được).",
            "A number of the department, for example TD-05b.cap=10%, SK-02.limit=2 (repeat).",
        ),
    )
    return command(
        language,
        "rules",
        later("ruling", "rules", language),
        text,
        [workspace_argument(language), on, parameter, json_option(language)],
    )


def eligibility_command(language: Language) -> click.Command:
    """Who may be proposed for titles and commendations."""
    text = Label(
        "Xét ai, tập thể nào đủ điều kiện đề nghị danh hiệu, khen thưởng của một năm; mỗi điều kiện nêu căn cứ. "
        "Mã kết thúc 1 nếu có đề nghị, khen thưởng chưa đủ điều kiện.",
        "Tell who may be proposed for titles and commendations of a year, each condition with its source. "
        "Exit code 1 if somebody is proposed or rewarded who is not eligible.",
    )
    year = option(
        language,
        "--year",
        type=click.IntRange(FIRST_YEAR, LAST_YEAR),
        required=True,
        metavar=Label("NĂM", "YEAR").text(language),
        text=Label("Năm xét.", "The year."),
    )
    award = option(
        language,
        *("--award", "awards"),
        multiple=True,
        metavar=Label("DANH-HIỆU", "AWARD").text(language),
        text=Label("Chỉ xét danh hiệu này, ví dụ CSTĐCS (dùng nhiều lần được).", "Only this award (repeat)."),
    )
    unit = option(
        language,
        *("--unit", "units"),
        multiple=True,
        metavar=Label("ĐƠN VỊ", "UNIT").text(language),
        text=Label("Chỉ phòng, đơn vị này (dùng nhiều lần được).", "Only this unit (repeat)."),
    )
    on = option(
        language,
        "--on",
        metavar=Label("NGÀY", "DAY").text(language),
        text=Label(
            "Xét theo điều kiện có hiệu lực ngày này; bỏ trống là ngày cuối năm.",
            "Judge by what applies on this day; else the last day of the year.",
        ),
    )
    parameter = option(
        language,
        *("--parameter", "parameters"),
        multiple=True,
        metavar=Label("MÃ.TÊN=SỐ", "ID.NAME=NUMBER").text(language),
        text=Label(
            'Mức của sở, ví dụ TD-05b.cap=10%, TD-14a.votes=90%, "TD-14b.votes>2/3" (dùng nhiều lần được).',
            'A number of the department, for example TD-05b.cap=10%, TD-14a.votes=90%, "TD-14b.votes>2/3" (repeat).',
        ),
    )
    out = option(
        language,
        "--out",
        type=A_PATH,
        metavar=FILE.text(language),
        text=Label(
            "Ghi dự thảo danh sách đề nghị thành .xlsx, có họ tên.", "Write the draft list as .xlsx, with names."
        ),
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return command(
        language,
        "eligibility",
        later("eligibility", "eligibility", language),
        text,
        [
            workspace_argument(language),
            *(year, award, unit, on, parameter, out),
            option(language, "--overwrite", is_flag=True, text=overwrite),
            json_option(language),
        ],
    )
