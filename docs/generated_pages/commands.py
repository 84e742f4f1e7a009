"""The page of the command line: every command with its options, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generated_pages.writing import WRITTEN, anchor, table
from khcn_analytics.cli.commands import application

_ABOUT = """\
# Dòng lệnh / The command line

`khcn LỆNH --help` nói cùng những điều này. `--lang en`, hoặc biến môi trường `KHCN_LANG=en`, thì nói bằng tiếng Anh.
Chưa vào môi trường ảo thì gọi `python3 run.py khcn …`.
*`khcn COMMAND --help` tells the same; `--lang en` or `KHCN_LANG=en` in English.*

| mã kết thúc / exit code | nghĩa / meaning |
|---|---|
| 0 | xong / done |
| 1 | dữ liệu có lỗi, hoặc có mâu thuẫn / problems in data, or contradictions |
| 2 | dùng sai lệnh / wrong use |

"""
_EVERYWHERE = {"--lang", "--help"}


def page() -> str:
    """Every command."""
    commands = list(both_languages())
    links = " · ".join(f"[`{vi.command_path}`](#{anchor(vi.command_path)})" for vi, _ in commands)
    return "".join([WRITTEN, _ABOUT, links, "\n", *(_section(vi, en) for vi, en in commands)])


def both_languages() -> Iterator[tuple[click.Context, click.Context]]:
    """Each command that does something, in Vietnamese and in English."""
    yield from zip(_leaves(application("vi"), None, "khcn"), _leaves(application("en"), None, "khcn"), strict=True)


def _leaves(command: click.Command, parent: click.Context | None, name: str) -> Iterator[click.Context]:
    kind = command.context_class
    context = kind(command, parent=parent, info_name=name)
    if not isinstance(command, click.Group):
        yield context
        return
    for each in command.list_commands(context):
        found = command.get_command(context, each)
        if found is not None:
            yield from _leaves(found, context, each)


def _section(vi: click.Context, en: click.Context) -> str:
    usage = " ".join([vi.command_path, *vi.command.collect_usage_pieces(vi)])
    rows = [
        (f"`{names}`", text, f"*{english}*")
        for (names, text), (_, english) in zip(_options(vi), _options(en), strict=True)
    ]
    options = "\n" + table(["tùy chọn / option", "nội dung", "in English"], rows) if rows else ""
    return f"\n## `{vi.command_path}`\n\n{_words(vi)}\n\n*{_words(en)}*\n\n```text\n{usage}\n```\n{options}"


def _words(context: click.Context) -> str:
    return (context.command.help or "").replace("\b\n", "").strip()


def _options(context: click.Context) -> list[tuple[str, str]]:
    """Names and help of its own options."""
    records = [
        each.get_help_record(context)
        for each in context.command.params
        if isinstance(each, click.Option) and not _EVERYWHERE & set(each.opts)
    ]
    return [each for each in records if each is not None]
