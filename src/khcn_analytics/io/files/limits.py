"""Processes of our own with limits, for work that can abort a program or take all its memory."""

from __future__ import annotations

import os
import sys

from khcn_analytics.vocabulary.labels import Label

if sys.platform != "win32":
    import resource


def limited_process(module: str, *arguments: object) -> tuple[list[str], dict[str, str]]:
    """Command and environment that run a module as a program in a fresh interpreter.

    The module sets its own limit of memory, :func:`limit_memory`; who starts it, one of time.

    Args:
        module: Name of the module.
        arguments: What follows on the command line.

    Examples:
        >>> command, environment = limited_process("khcn_analytics.io.files.own_process", "list.xlsx")
        >>> command[1:]
        ['-P', '-m', 'khcn_analytics.io.files.own_process', 'list.xlsx']
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


def why_it_ended(code: int, errors: str) -> Label:
    r"""Why a process with limits ended without an answer.

    Args:
        code: Its exit code; negative if a signal ended it.
        errors: What it wrote to standard error.

    Examples:
        >>> why_it_ended(3, "…\nModuleNotFoundError: No module named 'polars'\n").en
        "the helper program failed (code 3: ModuleNotFoundError: No module named 'polars')"
    """
    lines = errors.strip().splitlines()
    last = lines[-1][:200] if lines else ""
    # Short of memory, calamine aborts, Python raises and the system kills.
    if code < 0 or code == _ABORTED or "MemoryError" in errors or "memory allocation" in errors:
        return Label(
            "vượt giới hạn bộ nhớ hoặc tệp hỏng: thường do có ô nằm rất xa vùng dữ liệu; hãy chép dữ liệu sang tệp mới",
            "over the memory limit, or damaged: usually a cell far away from the data; copy the data to a new file",
        )
    told = f"{code}: {last}" if last else str(code)
    return Label(f"chương trình phụ bị lỗi (mã {told})", f"the helper program failed (code {told})")


_ABORTED = 134
