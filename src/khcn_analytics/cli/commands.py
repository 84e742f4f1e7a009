"""The commands, their options and their help.

What a command does is in a module of its own, loaded when the command runs: ``khcn --help`` does
not wait for polars, altair and panel.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import click

from khcn_analytics.cli.grammar import argument, command, group, option
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.legacy import LegacyEncoding

_ABOUT = Label(
    "Kiểm tra số liệu khoa học và công nghệ, tính chỉ số thi đua, so sánh các năm và mở bảng điều khiển.\n\n"
    "KHO là thư mục dữ liệu của sở; bỏ trống thì dùng dữ liệu minh họa kèm theo.\n\n"
    "Mã kết thúc: 0 xong, 1 dữ liệu có lỗi, 2 dùng sai lệnh.",
    "Check science and technology data, compute emulation indicators, compare years, serve the dashboard.\n\n"
    "WORKSPACE is a department's data folder; without it the bundled example is used.\n\n"
    "Exit codes: 0 done, 1 problems in data, 2 wrong use.",
)


DATASET_NAMES = (
    *("tasks", "funding", "inspections", "initiatives", "awards", "activities"),
    *("dossiers", "ratings", "campaigns", "targets", "staff", "published"),
)
"""What the help tells of the datasets, without loading them."""

_FILE, _FOLDER = Label("TỆP", "FILE"), Label("THƯ-MỤC", "FOLDER")
_WORKSPACE = Label("KHO", "WORKSPACE")
_DATASET = Label("BỘ-DỮ-LIỆU", "DATASET")
_A_PATH = click.Path(path_type=Path)


def application(language: Language) -> click.Group:
    """Every command, with help and output in one language."""
    app = group(language, _ABOUT)
    for build in (
        _check,
        _template,
        _init,
        _import,
        _history,
        _undo,
        _indicators,
        _explain,
        _trends,
        _reconcile,
        _rules,
        _serve,
        _lab,
    ):
        app.add_command(build(language))
    return app


def _check(language: Language) -> click.Command:
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
    file = _FILE.text(language)
    return command(
        language,
        "check",
        _later("checking", "check", language),
        text,
        [
            _files(language),
            _dataset(language),
            option(language, "--department", metavar=Label("MÃ", "CODE").text(language), text=department),
            option(
                language,
                *("--sheet", "sheets"),
                multiple=True,
                metavar=Label("TRANG", "SHEET").text(language),
                text=sheet,
            ),
            _layout(language),
            _legacy(language),
            option(language, *("--save-layout", "saved_layout"), type=_A_PATH, metavar=file, text=saved),
            option(language, "--html", type=_A_PATH, metavar=file, text=html),
            option(language, *("--annotate", "annotated"), type=_A_PATH, metavar=file, text=annotated),
            option(language, "--overwrite", is_flag=True, text=overwrite),
            _json(language),
        ],
    )


def _template(language: Language) -> click.Command:
    text = Label(
        f"Tạo tệp Excel mẫu để nhập liệu. BỘ-DỮ-LIỆU: {_listed('hoặc')}.",
        f"Write an Excel workbook to fill in. DATASET: {_listed('or')}.",
    )
    output = option(
        language,
        *("--output", "-o"),
        type=_A_PATH,
        metavar=_FILE.text(language),
        text=Label(
            "Tệp .xlsx sẽ ghi; bỏ trống là mau-BỘ-DỮ-LIỆU.xlsx trong thư mục này.",
            "The .xlsx file to write; else mau-DATASET.xlsx in this folder.",
        ),
    )
    overwrite = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return command(
        language,
        "template",
        _later("templating", "template", language),
        text,
        [
            argument(language, "dataset", _DATASET),
            output,
            option(language, "--overwrite", is_flag=True, text=overwrite),
        ],
    )


def _init(language: Language) -> click.Command:
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
        _later("creating", "init", language),
        Label("Tạo kho dữ liệu mới của sở.", "Make a new workspace for a department."),
        [
            argument(language, "folder", _FOLDER, type=_A_PATH),
            name,
            departments,
            option(language, "--since", required=True, metavar=day, text=since),
            option(language, "--until", required=True, metavar=day, text=until),
            calendar,
        ],
    )


def _import(language: Language) -> click.Command:
    text = Label(
        "Nhập tệp vào kho dữ liệu: thêm bản ghi mới, thay bản ghi cùng khóa; dòng có lỗi bị giữ lại.",
        "Import files into a workspace: new records are added, others replaced by key; bad rows are kept out.",
    )
    folder = option(
        language,
        "--into",
        required=True,
        type=_A_PATH,
        metavar=_WORKSPACE.text(language),
        text=Label("Thư mục kho dữ liệu, có workspace.toml.", "Folder of the workspace, with workspace.toml."),
    )
    strict = Label("Có dòng bị giữ lại thì không nhập gì.", "If any row is kept out, import nothing.")
    return command(
        language,
        "import",
        _later("importing", "import_", language),
        text,
        [
            _files(language),
            folder,
            _dataset(language),
            _layout(language),
            _legacy(language),
            _who(language),
            option(language, "--strict", is_flag=True, text=strict),
            _json(language),
        ],
    )


def _history(language: Language) -> click.Command:
    text = Label(
        "Xem các lần nhập và hoàn tác: ai, lúc nào, tệp nào, bao nhiêu dòng.",
        "Show imports and undos: who, when, which file, how many rows.",
    )
    return command(
        language, "history", _later("importing", "history", language), text, [_store(language), _json(language)]
    )


def _undo(language: Language) -> click.Command:
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
        _later("importing", "undo", language),
        text,
        [_store(language), to, _who(language), _json(language)],
    )


def _indicators(language: Language) -> click.Command:
    list_only = Label("Liệt kê danh mục chỉ số.", "List the catalogue of indicators.")
    return command(
        language,
        "indicators",
        _later("analysing", "indicators", language),
        Label("Tính chỉ số của một hay nhiều kỳ.", "Compute indicators of one or more periods."),
        [
            _workspace(language),
            _periods(language, Label("bỏ trống là năm gần nhất", "else the latest year")),
            _by(language),
            _codes(language),
            _as_of(language),
            option(language, "--list", "list_only", is_flag=True, text=list_only),
            _json(language),
        ],
    )


def _explain(language: Language) -> click.Command:
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
        _later("analysing", "explain", language),
        text,
        [
            argument(language, "indicator", Label("CHỈ-SỐ", "INDICATOR")),
            _workspace(language),
            period,
            unit,
            where,
            _as_of(language),
            _json(language),
        ],
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
            _workspace(language),
            _periods(language, Label("bỏ trống là mọi năm có dữ liệu", "else every year covered")),
            _by(language),
            _codes(language),
            against,
            _as_of(language),
            _json(language),
        ],
    )


def _reconcile(language: Language) -> click.Command:
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
        _later("reconciling", "reconcile", language),
        text,
        [
            _workspace(language),
            option(language, "--all", "show_all", is_flag=True, text=show_all),
            _json(language),
        ],
    )


def _rules(language: Language) -> click.Command:
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
        _later("ruling", "rules", language),
        text,
        [_workspace(language), on, parameter, _json(language)],
    )


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
        _later("serving", "serve", language),
        Label("Mở bảng điều khiển trên máy này.", "Serve the dashboard on this machine."),
        [_workspace(language), _port(language, 5006), address, _as_of(language), _no_browser(language)],
    )


def _lab(language: Language) -> click.Command:
    return command(
        language,
        "lab",
        _later("serving", "lab"),
        Label("Mở JupyterLab tại các sổ tay mẫu.", "Open JupyterLab on the notebooks."),
        [_port(language, 8888), _no_browser(language)],
    )


def _files(language: Language) -> click.Argument:
    return argument(language, "files", _FILE, nargs=-1, type=_A_PATH)


def _workspace(language: Language) -> click.Argument:
    return argument(language, "workspace", _WORKSPACE, required=False, type=_A_PATH)


def _store(language: Language) -> click.Argument:
    return argument(language, "workspace", _WORKSPACE, type=_A_PATH)


def _dataset(language: Language) -> click.Option:
    text = Label(
        f"{_listed('hoặc')}; bỏ trống thì nhận theo tiêu đề cột.", f"{_listed('or')}; else recognised by the headers."
    )
    return option(language, "--dataset", metavar=_DATASET.text(language), text=text)


def _listed(last: str) -> str:
    return f"{', '.join(DATASET_NAMES[:-1])} {last} {DATASET_NAMES[-1]}"


def _layout(language: Language) -> click.Option:
    text = Label("Tệp bố cục .toml: cột nào là gì, tiêu đề ở dòng nào.", "Layout .toml: which column is what.")
    return option(language, "--layout", type=_A_PATH, metavar=_FILE.text(language), text=text)


def _legacy(language: Language) -> click.Option:
    text = Label("Bảng mã cũ của chữ trong tệp.", "Legacy encoding of the texts.")
    return option(language, "--legacy", type=click.Choice(get_args(LegacyEncoding)), text=text)


def _as_of(language: Language) -> click.Option:
    return option(
        language,
        "--as-of",
        metavar=Label("PHIÊN BẢN|NGÀY", "VERSION|DATE").text(language),
        text=Label(
            "Xem kho dữ liệu như ở phiên bản hay ngày đó: 12, 31/12/2025.",
            "See the workspace as of a version or a day: 12, 2025-12-31.",
        ),
    )


def _who(language: Language) -> click.Option:
    return option(
        language,
        "--who",
        metavar=Label("TÊN", "NAME").text(language),
        text=Label("Ai làm; bỏ trống là người dùng máy này.", "Who does it; else the user of this computer."),
    )


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
    """Call a function of a sibling module, loading the module only then.

    click hands over what was typed by the names of the parameters, which differ from command to command.
    """

    def run(**options: Any) -> Any:
        return getattr(import_module(f"khcn_analytics.cli.{module}"), name)(*first, **options)

    return run
