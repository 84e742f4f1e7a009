"""The commands that open something in the browser, and who may come in: serve, studio, user, lab."""

from __future__ import annotations

import click

from khcn_analytics.cli.grammar import argument, command, option, subgroup
from khcn_analytics.cli.options import A_PATH, FILE, FOLDER, as_of_option, later, workspace_argument
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

_NAME = Label("TÊN", "NAME")


def serve_command(language: Language) -> click.Command:
    """The leaders' dashboard."""
    text = Label(
        "Mở bảng điều khiển cho lãnh đạo: chỉ số liệu, không có dữ liệu cá nhân; số liệu mới hiện ra mà không cần "
        "khởi động lại.\n\nMáy khác muốn xem thì cần --allow-origin và đăng nhập: --users, --oidc hoặc cả hai.",
        "Serve the leaders' dashboard: figures only, no personal data; new data appear without a restart.\n\n"
        "Other machines need --allow-origin and a login: --users, --oidc or both.",
    )
    users = Label("Tệp người dùng, tạo bằng khcn user add.", "Users file, made by khcn user add.")
    oidc = Label(
        "Tệp đăng nhập bằng tài khoản cơ quan (OpenID Connect), xem docs/serving.md.",
        "File of logins by an office's own accounts (OpenID Connect), see docs/serving.md.",
    )
    allowed = Label(
        "Địa chỉ người dùng gõ vào trình duyệt, ví dụ https://bang.tinh.gov.vn (dùng nhiều lần được).",
        "Address people open, such as https://bang.tinh.gov.vn (repeat).",
    )
    return command(
        language,
        "serve",
        later("serving", "serve", language),
        text,
        [
            workspace_argument(language),
            *_where(language),
            option(language, "--users", type=A_PATH, metavar=FILE.text(language), text=users),
            option(language, "--oidc", type=A_PATH, metavar=FILE.text(language), text=oidc),
            option(
                language,
                *("--allow-origin", "allowed"),
                multiple=True,
                metavar=Label("ĐỊA-CHỈ", "ADDRESS").text(language),
                text=allowed,
            ),
            as_of_option(language),
            _page_language(language),
            _open_browser(language),
        ],
    )


def studio_command(language: Language) -> click.Command:
    """The planner's studio."""
    text = Label(
        "Mở bàn làm việc của người tổng hợp số liệu: đủ bản ghi, chỉ trên máy này, bằng địa chỉ có mã riêng.",
        "Open the planner's studio: whole records, on this machine only, by an address with a token.",
    )
    return command(
        language,
        "studio",
        later("serving", "studio", language),
        text,
        [
            workspace_argument(language, required=True),
            *_where(language),
            _page_language(language),
            _open_browser(language),
        ],
    )


def user_command(language: Language) -> click.Command:
    """Who may log in."""
    users = option(
        language,
        "--users",
        required=True,
        type=A_PATH,
        metavar=FILE.text(language),
        text=Label("Tệp người dùng.", "Users file."),
    )
    commands = [
        command(
            language,
            name,
            later("serving", f"{name}_user", language),
            text,
            [argument(language, "name", _NAME), users],
        )
        for name, text in {
            "add": Label(
                "Thêm người dùng hoặc đặt lại mật khẩu; mật khẩu được hỏi, không hiện lên màn hình.",
                "Add a user or set a new password; it is asked for and not shown.",
            ),
            "remove": Label("Bỏ người dùng; ai đang xem thì bị ngắt ngay.", "Remove a user, who is out at once."),
        }.items()
    ]
    text = Label("Quản lý người được đăng nhập bảng điều khiển.", "Look after who may log in to the dashboard.")
    return subgroup(language, "user", text, commands)


def lab_command(language: Language) -> click.Command:
    """JupyterLab."""
    text = Label("Không mở trình duyệt.", "Do not open a browser.")
    return command(
        language,
        "lab",
        later("lab", "lab", language),
        Label(
            "Mở JupyterLab tại các sổ tay mẫu. Có THƯ-MỤC thì chép sổ tay vào đó, tệp đã có giữ nguyên.",
            "Open JupyterLab on the notebooks; they are copied to FOLDER where one is given, never over what is there.",
        ),
        [
            argument(language, "folder", FOLDER, type=A_PATH, required=False),
            _port(language, click.IntRange(1, 65535), 8888, Label("Cổng, mặc định 8888.", "Port, 8888 by default.")),
            option(language, "--no-browser", is_flag=True, text=text),
        ],
    )


def _where(language: Language) -> list[click.Option]:
    """Where to listen."""
    port = Label("Cổng, mặc định 5006; 0 là cổng trống bất kỳ.", "Port, 5006 by default; 0 takes any that is free.")
    address = option(
        language,
        "--address",
        default="127.0.0.1",
        show_default=True,
        metavar=Label("ĐỊA-CHỈ", "ADDRESS").text(language),
        text=Label("Địa chỉ mạng để lắng nghe; mặc định chỉ máy này.", "Network address; else this machine only."),
    )
    prefix = option(
        language,
        "--prefix",
        default="",
        metavar=Label("ĐƯỜNG-DẪN", "PATH").text(language),
        text=Label("Đầu đường dẫn khi đứng sau nginx, ví dụ /khcn.", "What paths begin with behind nginx: /khcn."),
    )
    return [_port(language, click.IntRange(0, 65535), 5006, port), address, prefix]


def _port(language: Language, numbers: click.IntRange, usual: int, text: Label) -> click.Option:
    return option(
        language,
        "--port",
        type=numbers,
        default=usual,
        metavar=Label("SỐ", "NUMBER").text(language),
        text=text,
    )


def _page_language(language: Language) -> click.Option:
    return option(
        language,
        *("--language", "page_language"),
        type=click.Choice(LANGUAGES),
        default="vi",
        show_default=True,
        text=Label("Ngôn ngữ của trang khi mới mở.", "Language in which pages open."),
    )


def _open_browser(language: Language) -> click.Option:
    text = Label("Mở trình duyệt hay không; mặc định là mở.", "Open a browser or not; it opens by default.")
    return option(language, "open_browser", "--open/--no-open", " /--no-browser", default=True, text=text)
