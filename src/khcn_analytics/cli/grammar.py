"""click in two languages: help headings, the help option and what is said of wrong use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

if TYPE_CHECKING:
    from click.types import OptionHelpExtra

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


class _VietnameseOption(click.Option):
    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and help, with what click says in English of default, range and need."""
        if self.hidden:
            return None
        extra = super().get_help_extra(ctx)
        default = [f"mặc định: {extra['default']}"] if "default" in extra else []
        extras = [*default, *self._range(), *(["bắt buộc"] if self.required else [])]
        names, text = super().get_help_record(ctx) or ("", "")
        return names, f"{text}  [{'; '.join(extras)}]" if extras else text

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:  # noqa: ARG002 - told above, in Vietnamese
        return {}

    def _range(self) -> Iterator[str]:
        if isinstance(self.type, click.IntRange):
            first, last = self.type.min, self.type.max
            yield " ".join(f"{word} {end}" for word, end in (("từ", first), ("đến", last)) if end is not None)


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


def subgroup(language: Language, name: str, text: Label, commands: Sequence[click.Command]) -> click.Group:
    """A command that is several, such as ``user add`` and ``user remove``."""
    kind = _VietnameseGroup if language == "vi" else click.Group
    return kind(
        name,
        params=_common(language),
        commands=commands,
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

    # click hands over what was typed by the names of the parameters, which differ from command to command.
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
    kind = _VietnameseOption if language == "vi" else click.Option
    return kind(list(names), help=text.text(language), **settings)


def argument(
    language: Language, name: str, shown: Label, *, required: bool = True, nargs: int = 1, **settings: Any
) -> click.Argument:
    """An argument, or with ``nargs=-1`` any number of them; ``shown`` stands for it in the help."""
    word = shown.text(language) + ("..." if nargs != 1 else "")
    return click.Argument([name], required=required, nargs=nargs, metavar=word if required else f"[{word}]", **settings)


def _common(language: Language) -> list[click.Parameter]:
    """Options of every command. ``--lang`` was read before; here it is only allowed and explained."""
    return [
        option(language, "--lang", type=click.Choice(LANGUAGES), text=_LANG, expose_value=False),
        option(
            language,
            *("--help", "-h"),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            text=_HELP,
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
    name = _as_typed(parameter) if parameter is not None else ""
    if isinstance(error, click.NoSuchOption):
        return Label(f"Không có tùy chọn “{error.option_name}”. {help_vi}", f"{error.format_message()} {help_en}")
    if isinstance(error, click.NoSuchCommand):
        return Label(f"Không có lệnh “{error.command_name}”. {help_vi}", f"{error.format_message()} {help_en}")
    if isinstance(error, click.MissingParameter):
        names = ", ".join(_missing(error)) or name
        return Label(f"Thiếu {names}. {help_vi}", f"Missing {names}. {help_en}")
    if isinstance(error, click.BadParameter):
        kind = getattr(parameter, "type", None)
        choices = f"; chọn một trong: {', '.join(kind.choices)}" if isinstance(kind, click.Choice) else ""
        return Label(f"Giá trị của {name} không hợp lệ{choices}. {help_vi}", f"{error.format_message()} {help_en}")
    return Label(f"Lệnh chưa đúng hoặc thừa tham số. {help_vi}", f"{error.format_message()} {help_en}")


def _as_typed(parameter: click.Parameter) -> str:
    """The name of an option as people type it, else what the help shows for an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.strip("[].")


def _missing(error: click.MissingParameter) -> list[str]:
    """Everything a call lacks: click reads what was given first and stops at the first thing that was not."""
    if error.ctx is None:
        return []
    needed = [each for each in error.ctx.command.params if each.required]
    return [_as_typed(each) for each in needed if each is error.param or each.name not in error.ctx.params]
