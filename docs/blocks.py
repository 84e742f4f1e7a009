"""Blocks of code in pages: found, tried, and their output written below them.

    .venv/bin/python docs/blocks.py PAGE ...     write what the blocks of these pages print today

What a page shows as output is what the code printed: ``tests/project/test_documentation.py`` runs every block
in the order of its page, in a folder of its own, and compares. How blocks are read:

* ``python`` is run, all blocks of a page in one namespace; a block ``text`` right below is what it prints.
* ``console`` holds commands after ``$`` and what each prints; blocks without a language that begin with
  ``khcn`` or ``python3 run.py`` hold commands only. Those that would serve or wait are parsed, not run.
* ``toml``, ``json``, ``ini``, ``nginx`` and ``dockerfile`` are parsed; ``text`` and diagrams are only shown.
* ``<!-- saved as: name -->`` above a block puts it into a file that later blocks work with.
* ``<!-- not run: reason -->`` above a block says that it can't be tried, and why.
"""

from __future__ import annotations

import configparser
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

import altair as alt
import click
import polars as pl

import khcn_analytics as kh
from khcn_analytics.cli import PROBLEMS_FOUND, WRONG_USE, main
from khcn_analytics.cli.commands import application
from khcn_analytics.progress import listen_always

ROOT = Path(__file__).parents[1]
WIDTH = 100
"""Columns of the terminal that outputs are made for."""

_FENCE = re.compile(
    r"(?:^ *<!-- (?:not run: (?P<reason>[^\n]+?)|saved as: (?P<file>[\w.-]+)) -->\n+)?"
    r"^(?P<indent> *)```(?P<language>[\w{}-]*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_COMMANDS = ("khcn ", "python3 run.py")
_ONLY_PARSED = {"serve", "studio", "lab", "user"}
"""Commands that would go on for ever or ask for a password."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code.

    Attributes:
        language: What it says it is; empty where it says nothing.
        text: What is in it, without the indent it stands at.
        reason: Why it is not run; ``None`` where it is.
        file: The file it is put into; ``None`` where it is put into none.
        start: Where its text begins in the page.
        end: Where its text ends in the page.
        indent: What each of its lines begins with in the page.
    """

    language: str
    text: str
    reason: str | None
    file: str | None
    start: int
    end: int
    indent: str


class BrokenBlockError(Exception):
    """A block does not do what its page says."""


def pages() -> list[Path]:
    """Every page whose blocks are tried."""
    return [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page, in their order."""
    for found in _FENCE.finditer(text):
        inner = "".join(line.removeprefix(found["indent"]) for line in found["text"].splitlines(keepends=True))
        yield Block(
            found["language"],
            inner,
            found["reason"],
            found["file"],
            found.start("text"),
            found.end("text"),
            found["indent"],
        )


def tried(text: str) -> str:
    """The page with what its blocks print today, run in the working folder.

    Raises:
        BrokenBlockError: If a block fails or can't be read.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    written, last, printed = [], 0, ""
    for block in blocks(text):
        new = block.text
        if block.reason is None:
            try:
                if printed and re.fullmatch(r" *```\s*```text\n", text[last : block.start]):
                    new = printed
                elif block.language == "console":
                    new = _console(block.text)
                printed = _python(block.text, namespace) if block.language == "python" else ""
                _PARSERS.get(block.language, _ignored)(block.text)
                if block.file is not None:
                    Path(block.file).write_text(block.text, "utf-8")
            except Exception as error:
                line = text.count("\n", 0, block.start) + 1
                raise BrokenBlockError(f"line {line}: {error!r}\n{block.text}") from error
        written += [
            text[last : block.start],
            indent(new, block.indent) if new != block.text else text[block.start : block.end],
        ]
        last = block.end
    return "".join([*written, text[last:]])


def _python(code: str, namespace: dict[str, Any]) -> str:
    """Run a block; what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<block>", "exec"), namespace)  # noqa: S102 - the pages are ours
    return _tidy(out.getvalue())


def _console(text: str) -> str:
    """Run the commands of a block with what each prints below it."""
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"{each}\n{_output(each.removeprefix('$ '))}" for each in commands)


def _commands_only(text: str) -> None:
    for line in text.splitlines():
        if line.startswith(_COMMANDS):
            _output(line)


def _output(line: str) -> str:
    """What a command prints; a remark after three spaces is none of it."""
    name, *arguments = shlex.split(re.split(r"\s{3,}", line)[0], comments=True)
    if name == "python3" and arguments[:1] == ["run.py"]:
        arguments = arguments[1:]
        if arguments[:1] != ["khcn"]:
            _is_a_command_of_the_project(arguments)
            return ""
        arguments = arguments[1:]
    elif name != "khcn":
        raise BrokenBlockError(f"{name} is no command of ours; say “not run” and why")
    if arguments[:1] and arguments[0] in _ONLY_PARSED:
        _parse(arguments)
        return ""
    out, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        code = main(arguments)
    # An error tells itself on the other stream; problems found in data are what the command prints.
    if code == WRONG_USE or (code == PROBLEMS_FOUND and not out.getvalue()):
        raise BrokenBlockError(f"{line}: {code}\n{told.getvalue()}")
    return _tidy(out.getvalue())


def _is_a_command_of_the_project(arguments: list[str]) -> None:
    known = set(re.findall(r'^    "(\w+)": \(', (ROOT / "run.py").read_text("utf-8"), re.MULTILINE))
    if arguments and arguments[0] not in known | {"--help"}:
        raise BrokenBlockError(f"run.py {arguments[0]} does not exist")


def _parse(arguments: list[str]) -> None:
    """Whether a command would take these arguments."""
    command: click.Command = application("vi")
    context = command.make_context("khcn", [], resilient_parsing=True)
    while isinstance(command, click.Group):
        name, *arguments = arguments
        found = command.get_command(context, name)
        if found is None:
            raise BrokenBlockError(f"khcn {name} does not exist")
        command = found
    command.make_context(str(command.name), arguments, parent=context)


def _tidy(text: str) -> str:
    """Without the spaces with which tables fill their lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def _ini(text: str) -> None:
    configparser.ConfigParser(strict=False, interpolation=None, empty_lines_in_values=False).read_string(text)


def _nginx(text: str) -> None:
    """No parser of nginx is at hand: braces must match and each line must end as nginx wants it."""
    depth = 0
    for line in text.splitlines():
        bare = line.partition("#")[0].strip()
        depth += bare.count("{") - bare.count("}")
        if depth < 0 or (bare and bare[-1] not in ";{}"):
            raise BrokenBlockError(line)
    if depth:
        raise BrokenBlockError("a brace is open")


def _dockerfile(text: str) -> None:
    for line in text.replace("\\\n", "").splitlines():
        if line.strip() and not re.match(
            r"(FROM|WORKDIR|COPY|RUN|USER|EXPOSE|STOPSIGNAL|ENTRYPOINT|CMD|ENV|#)\b|#", line
        ):
            raise BrokenBlockError(line)


def _ignored(_text: str) -> None:
    """Nothing to try."""


_PARSERS: dict[str, Callable[[str], object]] = {
    "": _commands_only,
    "toml": tomllib.loads,
    "json": json.loads,
    "ini": _ini,
    "nginx": _nginx,
    "dockerfile": _dockerfile,
}
SHOWN_ONLY = {"text", "python", "console", "{toctree}", "{eval-rst}"}
LANGUAGES = {*_PARSERS, *SHOWN_ONLY}


@contextlib.contextmanager
def beside_data(page: Path, folder: Path) -> Iterator[None]:
    """Work in a folder with the files that pages speak of, as if somebody followed the page there."""
    text = page.read_text("utf-8")
    for name, make in {**_FILES, **_FILES_OF_PAGES.get(page.name, {})}.items():
        if name in text and not re.search(rf"(khcn init|--out) {name}", text):
            make(folder / name)
    environment = {"COLUMNS": str(WIDTH), "KHCN_LANG": "vi", "TERM": "dumb"}
    known = set(kh.INDICATORS)
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        # A page may set itself up as a notebook does and add indicators; that is to end with it.
        for code in kh.INDICATORS.keys() - known:
            del kh.INDICATORS[code]
        listen_always(None)
        alt.renderers.enable("default")
        pl.Config.restore_defaults()


def _workspace(path: Path) -> None:
    """The bundled example, as a department's own folder."""
    shutil.copytree(ROOT / "datasets" / "example", path, ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def _with_printed_figures(path: Path) -> None:
    """A rebuilt workspace with the figures that its department printed."""
    shutil.copytree(ROOT / "datasets" / "reconstructed" / "kon_tum_2022", path)
    printed = pl.read_csv(ROOT / "datasets" / "published" / "published.csv", infer_schema=False)
    printed.filter(department="kon_tum").write_csv(path / "published.csv")


def _list_of_tasks(path: Path) -> None:
    """A clean workbook of tasks, from the bundled example."""
    records = kh.example_workspace().datasets["tasks"].head(20)
    kh.write_records(kh.DATASETS["tasks"], records.with_columns(department=pl.lit("tinh_x")), path)


def _messy(path: Path) -> None:
    """The bundled messy workbook."""
    shutil.copy(ROOT / "datasets" / "messy" / path.name, path)


_FILES: dict[str, Callable[[Path], None]] = {
    "thư/mục/của/sở": _workspace,
    "kho": _workspace,
    "KHO": _workspace,
    "danh-sach.xlsx": _list_of_tasks,
    "danh-muc.xlsx": _list_of_tasks,
    "danh-muc-nhiem-vu.xlsx": _messy,
}

_FILES_OF_PAGES: dict[str, dict[str, Callable[[Path], None]]] = {"reconciliation.md": {"kho": _with_printed_figures}}


def write_outputs(page: Path) -> None:
    """Write into a page what its blocks print."""
    with tempfile.TemporaryDirectory() as folder, beside_data(page, Path(folder)):
        text = tried(page.read_text("utf-8"))
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:]:
        write_outputs(Path(each).resolve())
