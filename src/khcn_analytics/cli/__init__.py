"""The command ``khcn``.

Exit codes: 0 done, 1 problems found in data, 2 wrong use. Every message is in Vietnamese, or in
English with ``--lang en`` (or ``KHCN_LANG=en``).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from khcn_analytics.cli.commands import application
from khcn_analytics.cli.grammar import wrong_use
from khcn_analytics.errors import (
    InvalidDataError,
    KhcnError,
    MissingColumnsError,
    SchemeError,
    ScoreInputsError,
    UnreadableDataError,
)
from khcn_analytics.vocabulary.labels import LANGUAGES, Language

DONE, PROBLEMS_FOUND, WRONG_USE = 0, 1, 2
_ABOUT_DATA = (InvalidDataError, MissingColumnsError, SchemeError, ScoreInputsError, UnreadableDataError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``khcn`` and return its exit code; errors are told in words, never as a traceback.

    Args:
        arguments: What follows ``khcn``; ``None`` takes them from the command line.
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows would otherwise refuse Vietnamese letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    try:
        code = application(language).main(given, prog_name="khcn", standalone_mode=False)
    except KhcnError as error:
        click.echo(error.text(language), err=True)
        return PROBLEMS_FOUND if isinstance(error, _ABOUT_DATA) else WRONG_USE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return DONE
    except click.UsageError as error:
        click.echo(wrong_use(error).text(language), err=True)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return DONE
    return code if isinstance(code, int) else DONE


def _language(arguments: Sequence[str]) -> Language:
    """The language of this call, known before anything else so that help and errors are in it."""
    wanted = os.environ.get("KHCN_LANG", LANGUAGES[0])
    for place, each in enumerate(arguments):
        if each == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif each.startswith("--lang="):
            wanted = each.removeprefix("--lang=")
    return "en" if wanted == "en" else "vi"
