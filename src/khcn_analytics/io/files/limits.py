"""Processes of our own with limits, for work that can abort a program or take all its memory."""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":
    import resource


def limited_process(module: str, *arguments: object) -> tuple[list[str], dict[str, str]]:
    """Command and environment that run a module as a program in a fresh interpreter.

    The module sets its own limit of memory, :func:`limit_memory`; who starts it, one of time.

    Args:
        module: Name of the module.
        arguments: What follows on the command line.

    Examples:
        >>> command, environment = limited_process("khcn_analytics.io.files.workbooks", "list.xlsx")
        >>> command[1:]
        ['-P', '-m', 'khcn_analytics.io.files.workbooks', 'list.xlsx']
    """
    # -P: modules that happen to lie in the current folder are none of ours.
    command = [sys.executable, "-P", "-m", module, *map(str, arguments)]
    return command, {**os.environ, "POLARS_MAX_THREADS": "1"}


def limit_memory(most: int) -> None:
    """Let this process take no more memory than so many bytes; more is a ``MemoryError`` or its end.

    Windows has no such limit; the limit of time holds there all the same.
    """
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
