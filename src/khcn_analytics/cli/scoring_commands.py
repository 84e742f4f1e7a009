"""The commands of scoring: score, and what looks after schemes."""

from __future__ import annotations

import click

from khcn_analytics.cli.grammar import argument, command, option, subgroup
from khcn_analytics.cli.options import A_PATH, FILE, as_of_option, json_option, later, workspace_argument
from khcn_analytics.vocabulary.labels import Label, Language

LAYERS = ("self", "reviewed", "decided")
"""Whose points may count, without loading them."""

_SCHEME = Label("MÃ|TỆP", "CODE|FILE")
_NUMBER, _CODE = Label("SỐ", "NUMBER"), Label("MÃ", "CODE")


def score_command(language: Language) -> click.Command:
    """Scores, ranks and what they hang on."""
    text = Label(
        "Chấm điểm, xếp hạng thi đua theo một bảng tiêu chí. Mã kết thúc 1 nếu có đơn vị chưa có tổng điểm.",
        "Score and rank units by a scheme. Exit code 1 if a unit has no total.",
    )
    differences = Label(
        "So điểm tự chấm, thẩm định, quyết định: chỗ nào khác nhau, vì sao.",
        "Set self-scored, reviewed and decided points side by side: what differs, and why.",
    )
    as_of = as_of_option(language)
    return command(
        language,
        "score",
        later("scoring", "score", language),
        text,
        [
            workspace_argument(language),
            *_what_is_scored(language),
            *_whose(language),
            option(language, "--differences", is_flag=True, text=differences),
            *_how_sure(language),
            _compare(language),
            *_reach(language),
            *_out(language, required=False),
            *(as_of, json_option(language)),
        ],
    )


def scheme_command(language: Language) -> click.Command:
    """Schemes: which there are, whether one is right, in other forms, and to enter points for one."""
    text = Label("Xem, kiểm tra, chép bảng tiêu chí; tạo tệp nhập điểm.", "Look after schemes of scores.")
    return subgroup(
        language, "scheme", text, [_list(language), _check(language), _export(language), _entries(language)]
    )


def _list(language: Language) -> click.Command:
    text = Label(
        "Liệt kê các bảng tiêu chí kèm theo và điều cần biết.", "List the bundled schemes and what to know of them."
    )
    return command(language, "list", later("schemes", "list_schemes", language), text, [json_option(language)])


def _check(language: Language) -> click.Command:
    text = Label(
        "Kiểm tra một bảng tiêu chí: mọi lỗi kèm dòng, báo một lần. Mã kết thúc 1 nếu có lỗi.",
        "Check a scheme: everything wrong with its line, at once. Exit code 1 if anything is.",
    )
    file = argument(language, "file", FILE, type=A_PATH)
    return command(language, "check", later("schemes", "check_scheme", language), text, [file, json_option(language)])


def _export(language: Language) -> click.Command:
    text = Label(
        "Chép một bảng tiêu chí thành .xlsx để xem, sửa bằng Excel, hoặc .toml.",
        "Write a scheme as .xlsx, to read and edit in Excel, or as .toml.",
    )
    return command(
        language,
        "export",
        later("schemes", "export_scheme", language),
        text,
        [argument(language, "scheme", _SCHEME), argument(language, "out", FILE, type=A_PATH), _overwrite(language)],
    )


def _entries(language: Language) -> click.Command:
    text = Label(
        "Tạo tệp Excel để nhập điểm: mỗi dòng một đơn vị và một tiêu chí phải nhập; nhập xong thì khcn import. "
        "Điểm đã nhập có sẵn trong tệp, kèm người chấm.",
        "Write a workbook to enter points in, a row a unit and criterion, to be brought in by khcn import. "
        "What was entered already stands in it, with names.",
    )
    return command(
        language,
        "entries",
        later("schemes", "begin_entries", language),
        text,
        [
            workspace_argument(language),
            *_what_is_scored(language),
            *(_layer(language), *_out(language, required=True), as_of_option(language)),
        ],
    )


def _what_is_scored(language: Language) -> list[click.Option]:
    scheme = option(
        language,
        "--scheme",
        required=True,
        metavar=_SCHEME.text(language),
        text=Label("Mã bảng tiêu chí kèm theo, hoặc tệp .toml, .xlsx.", "A bundled scheme, or a .toml or .xlsx file."),
    )
    period = option(
        language,
        *("--period", "-p"),
        required=True,
        metavar=Label("KỲ", "PERIOD").text(language),
        text=Label("2025, 6T/2025, 2025Q1 …", "2025, 2025H1, 2025Q1 …"),
    )
    return [scheme, period]


def _layer(language: Language) -> click.Option:
    return option(
        language,
        "--layer",
        type=click.Choice(LAYERS),
        default="decided",
        show_default=True,
        text=Label(
            "Điểm tự chấm (self), thẩm định (reviewed) hay quyết định (decided).",
            "Self-scored, reviewed or decided points.",
        ),
    )


def _whose(language: Language) -> list[click.Option]:
    unit = option(
        language,
        "--unit",
        metavar=Label("ĐƠN VỊ", "UNIT").text(language),
        text=Label(
            "Diễn giải điểm của một đơn vị từng dòng; nếu chấm cả sở thì là mã sở.",
            "The account of one unit, line by line; of a department where departments are scored.",
        ),
    )
    department = option(
        language,
        "--department",
        metavar=_CODE.text(language),
        text=Label(
            "Mã sở của đơn vị, khi nhiều sở có đơn vị cùng tên.", "Its department, where several have that unit."
        ),
    )
    return [_layer(language), unit, department]


def _how_sure(language: Language) -> list[click.Option]:
    robust = Label("Thứ hạng thay đổi thế nào khi trọng số khác đi.", "How ranks move when weights vary.")
    spread = Label(
        "Mỗi trọng số xê dịch bao nhiêu, 0–1; bỏ trống là 0.25.", "How far each weight may lie off, 0–1; else 0.25."
    )
    draws = Label("Số lần thử; bỏ trống là 10000.", "How many draws; else 10000.")
    seed = Label("Số gieo: cùng số thì cùng kết quả; bỏ trống là 0.", "The same seed gives the same result; else 0.")
    number = _NUMBER.text(language)
    return [
        option(language, "--robust", is_flag=True, text=robust),
        option(language, "--spread", type=float, metavar=number, text=spread),
        option(language, "--draws", type=click.IntRange(min=1), metavar=number, text=draws),
        option(language, "--seed", type=click.IntRange(min=0), metavar=number, text=seed),
    ]


def _compare(language: Language) -> click.Option:
    return option(
        language,
        *("--compare", "others"),
        multiple=True,
        metavar=_SCHEME.text(language),
        text=Label(
            "Đặt cạnh kết quả theo bảng tiêu chí khác (dùng nhiều lần được).", "Set beside another scheme (repeat)."
        ),
    )


def _reach(language: Language) -> list[click.Option]:
    number = _NUMBER.text(language)
    rank = Label("Đơn vị cần thêm gì để đạt hạng này; dùng với --unit.", "What the --unit needs for this rank.")
    points = Label(
        "Đơn vị cần thêm gì để đạt số điểm này; dùng với --unit.", "What the --unit needs for so many points."
    )
    return [
        option(language, "--reach-rank", type=click.IntRange(min=1), metavar=number, text=rank),
        option(language, "--reach-points", type=float, metavar=number, text=points),
    ]


def _out(language: Language, *, required: bool) -> list[click.Option]:
    text = (
        Label("Ghi thành .xlsx.", "Write .xlsx.")
        if required
        else Label("Ghi kết quả thành .xlsx để in.", "Write .xlsx.")
    )
    out = option(language, "--out", required=required, type=A_PATH, metavar=FILE.text(language), text=text)
    return [out, _overwrite(language)]


def _overwrite(language: Language) -> click.Option:
    text = Label("Ghi đè tệp đã có.", "Replace the file if it is there.")
    return option(language, "--overwrite", is_flag=True, text=text)
