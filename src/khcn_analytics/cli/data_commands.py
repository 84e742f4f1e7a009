"""The commands that look after data: check, template, init, import, history, undo."""

from __future__ import annotations

import click

from khcn_analytics.cli.grammar import argument, command, option
from khcn_analytics.cli.options import (
    A_PATH,
    DATASET,
    FILE,
    FOLDER,
    WORKSPACE,
    dataset_names,
    dataset_option,
    files_argument,
    json_option,
    later,
    layout_option,
    legacy_option,
    who_option,
    workspace_argument,
)
from khcn_analytics.vocabulary.labels import Label, Language


def check_command(language: Language) -> click.Command:
    """Problems of files."""
    text = Label(
        "Kiểm tra một tệp dữ liệu hay nhiều tệp: lỗi gì, ở dòng nào, sửa ra sao.",
        "Check a data file or several: what is wrong, where, how to mend it.",
    )
    department = Label(
        "Mã sở của mọi dòng, nếu tệp không có cột “Sở”.", "Code of the department of every row, if no column tells it."
    )
    sheet = Label("Chỉ đọc trang này (dùng nhiều lần được).", "Read this sheet only (repeat).")
    saved = Label(
        "Ghi cách hiểu tệp này thành tệp bố cục .toml, dùng cho lần sau.", "Write how the file was understood as .toml."
    )
    html = Label("Ghi kết quả thành một trang .html để đọc, in, gửi.", "Write a page .html to read, print, send.")
    annotated = Label(
        "Chép tệp thành .xlsx có tô màu và chú thích ô lỗi; nhiều tệp thì là thư mục.",
        "Copy the file as .xlsx with bad cells coloured and commented; a folder for several files.",
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace files that are there.")
    file = FILE.text(language)
    return command(
        language,
        "check",
        later("checking", "check", language),
        text,
        [
            files_argument(language),
            dataset_option(language),
            option(language, "--department", metavar=Label("MÃ", "CODE").text(language), text=department),
            option(
                language,
                *("--sheet", "sheets"),
                multiple=True,
                metavar=Label("TRANG", "SHEET").text(language),
                text=sheet,
            ),
            layout_option(language),
            legacy_option(language),
            option(language, *("--save-layout", "saved_layout"), type=A_PATH, metavar=file, text=saved),
            option(language, "--html", type=A_PATH, metavar=file, text=html),
            option(language, *("--annotate", "annotated"), type=A_PATH, metavar=file, text=annotated),
            option(language, "--overwrite", is_flag=True, text=overwrite),
            json_option(language),
        ],
    )


def template_command(language: Language) -> click.Command:
    """A workbook to fill in."""
    text = Label(
        f"Tạo tệp Excel mẫu để nhập liệu. BỘ-DỮ-LIỆU: {dataset_names('hoặc')}.",
        f"Write an Excel workbook to fill in. DATASET: {dataset_names('or')}.",
    )
    output = option(
        language,
        *("--output", "-o"),
        type=A_PATH,
        metavar=FILE.text(language),
        text=Label(
            "Tệp .xlsx sẽ ghi; bỏ trống là mau-BỘ-DỮ-LIỆU.xlsx trong thư mục này.",
            "The .xlsx file to write; else mau-DATASET.xlsx in this folder.",
        ),
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return command(
        language,
        "template",
        later("templating", "template", language),
        text,
        [
            argument(language, "dataset", DATASET),
            output,
            option(language, "--overwrite", is_flag=True, text=overwrite),
        ],
    )


def init_command(language: Language) -> click.Command:
    """A new workspace."""
    name = option(
        language,
        "--name",
        required=True,
        metavar=Label("TÊN", "NAME").text(language),
        text=Label("Tên kho dữ liệu, hiện trên trang.", "What the workspace is called on screen."),
    )
    departments = option(
        language,
        *("--department", "departments"),
        multiple=True,
        required=True,
        metavar=Label("MÃ=TÊN", "CODE=NAME").text(language),
        text=Label(
            'Sở, ví dụ cao_bang="Sở KH&CN tỉnh Cao Bằng" (dùng nhiều lần được).',
            'Department, for example cao_bang="Department of Cao Bằng" (repeat).',
        ),
    )
    day = Label("NGÀY", "DAY").text(language)
    since = Label("Số liệu đầy đủ từ ngày này.", "The first day records are complete for.")
    until = Label("Số liệu đầy đủ đến trước ngày này.", "The day after the last one records are complete for.")
    calendar = option(
        language,
        "--calendar",
        type=click.Choice(["calendar", "administrative"]),
        default="calendar",
        show_default=True,
        text=Label(
            "Năm dương lịch, hay chốt ngày 14/12 theo Nghị định 09/2019/NĐ-CP.",
            "Calendar years, or closing on 14 December as in Decree 09/2019/NĐ-CP.",
        ),
    )
    return command(
        language,
        "init",
        later("creating", "init", language),
        Label("Tạo kho dữ liệu mới của sở.", "Make a new workspace for a department."),
        [
            argument(language, "folder", FOLDER, type=A_PATH),
            name,
            departments,
            option(language, "--since", required=True, metavar=day, text=since),
            option(language, "--until", required=True, metavar=day, text=until),
            calendar,
        ],
    )


def import_command(language: Language) -> click.Command:
    """Files into a workspace."""
    text = Label(
        "Nhập tệp vào kho dữ liệu: thêm bản ghi mới, thay bản ghi cùng khóa; dòng có lỗi bị giữ lại.",
        "Import files into a workspace: new records are added, others replaced by key; bad rows are kept out.",
    )
    folder = option(
        language,
        "--into",
        required=True,
        type=A_PATH,
        metavar=WORKSPACE.text(language),
        text=Label("Thư mục kho dữ liệu, có workspace.toml.", "Folder of the workspace, with workspace.toml."),
    )
    strict = Label("Có dòng bị giữ lại thì không nhập gì.", "If any row is kept out, import nothing.")
    return command(
        language,
        "import",
        later("importing", "import_", language),
        text,
        [
            files_argument(language),
            folder,
            dataset_option(language),
            layout_option(language),
            legacy_option(language),
            who_option(language),
            option(language, "--strict", is_flag=True, text=strict),
            json_option(language),
        ],
    )


def history_command(language: Language) -> click.Command:
    """What was imported and taken back."""
    text = Label(
        "Xem các lần nhập và hoàn tác: ai, lúc nào, tệp nào, bao nhiêu dòng.",
        "Show imports and undos: who, when, which file, how many rows.",
    )
    return command(
        language,
        "history",
        later("importing", "history", language),
        text,
        [workspace_argument(language, required=True), json_option(language)],
    )


def undo_command(language: Language) -> click.Command:
    """Back to an earlier version."""
    text = Label(
        "Hoàn tác lần nhập gần nhất, hoặc trở về một phiên bản; lịch sử vẫn giữ đủ.",
        "Take back the last import, or go back to a version; the history keeps everything.",
    )
    to = option(
        language,
        "--to",
        type=click.IntRange(min=0),
        metavar=Label("SỐ", "NUMBER").text(language),
        text=Label("Phiên bản cần trở về; 0 là kho trống.", "The version to go back to; 0 is empty."),
    )
    return command(
        language,
        "undo",
        later("importing", "undo", language),
        text,
        [workspace_argument(language, required=True), to, who_option(language), json_option(language)],
    )
