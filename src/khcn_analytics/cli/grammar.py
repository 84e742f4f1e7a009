"""click in two languages: help headings, the help option and what is said of wrong use."""

from __future__ import annotations

from typing import Any

import click

from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Usage": "Cách dùng"}
_HELP = Label("Hiện hướng dẫn này.", "Show this help.")
_OPTIONS = Label("[TÙY CHỌN]", "[OPTIONS]")
_COMMAND = Label("LỆNH …", "COMMAND …")
_LANG = Label("Ngôn ngữ: vi hoặc en.", "Language: vi or en.")


class _VietnameseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{_HEADINGS['Usage']}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _VietnameseContext(click.Context):
    formatter_class = _VietnameseFormatter


class _VietnameseCommand(click.Command):
    context_class = _VietnameseContext


class _VietnameseGroup(click.Group):
    context_class = _VietnameseContext


def group(language: Language, text: Label) -> click.Group:
    """The top of the commands, with the help text of one language."""
    kind = _VietnameseGroup if language == "vi" else click.Group
    return kind(
        "khcn",
        params=_common(language),
        help=text.text(language),
        add_help_option=False,
        options_metavar=_OPTIONS.text(language),
        subcommand_metavar=_COMMAND.text(language),
    )


def command(
    language: Language, name: str, callback: Any, text: Label, parameters: list[click.Parameter]
) -> click.Command:
    """One command, with the help text of one language."""
    kind = _VietnameseCommand if language == "vi" else click.Command

    def run(**options: Any) -> Any:
        # Only a command that runs needs the bar; help must not wait for it.
        from khcn_analytics.progress_bars import shown_in_terminal  # noqa: PLC0415

        with shown_in_terminal(language):
            return callback(**options)

    return kind(
        name,
        params=[*parameters, *_common(language)],
        callback=run,
        help=text.text(language),
        add_help_option=False,
        options_metavar=_OPTIONS.text(language),
    )


def option(language: Language, *names: str, text: Label, **settings: Any) -> click.Option:
    """An option with its help text."""
    return click.Option(list(names), help=text.text(language), **settings)


def _common(language: Language) -> list[click.Parameter]:
    """Options of every command. ``--lang`` was read before; here it is only allowed and explained."""
    return [
        click.Option(["--lang"], type=click.Choice(LANGUAGES), help=_LANG.text(language), expose_value=False),
        click.Option(
            ["--help", "-h"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=_HELP.text(language),
        ),
    ]


def _show_help(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(context.get_help())
        context.exit()


def wrong_use(error: click.UsageError) -> Label:
    """What is wrong with a call, and where to look."""
    where = error.ctx.command_path if error.ctx else "khcn"
    help_vi, help_en = f"Xem: {where} --help", f"See: {where} --help"
    parameter = getattr(error, "param", None)
    name = parameter.human_readable_name if parameter is not None else ""
    if isinstance(error, click.NoSuchOption):
        return Label(f"Không có tùy chọn “{error.option_name}”. {help_vi}", f"{error.format_message()} {help_en}")
    if isinstance(error, click.NoSuchCommand):
        return Label(f"Không có lệnh “{error.command_name}”. {help_vi}", f"{error.format_message()} {help_en}")
    if isinstance(error, click.MissingParameter):
        return Label(f"Thiếu {name}. {help_vi}", f"Missing {name}. {help_en}")
    if isinstance(error, click.BadParameter):
        kind = getattr(parameter, "type", None)
        choices = f"; chọn một trong: {', '.join(kind.choices)}" if isinstance(kind, click.Choice) else ""
        return Label(f"Giá trị của {name} không hợp lệ{choices}. {help_vi}", f"{error.format_message()} {help_en}")
    return Label(f"Lệnh chưa đúng hoặc thừa tham số. {help_vi}", f"{error.format_message()} {help_en}")
