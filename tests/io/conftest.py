"""Workbooks read without starting a process for each."""

import subprocess
from contextlib import redirect_stdout
from io import StringIO
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import pytest

from khcn_analytics.io.files import own_process


class Here:
    """Stands for the process that reads a workbook: does here what it does, and answers in the same lines."""

    def __init__(self, command: list[str], **_: Any) -> None:
        told = StringIO()
        with redirect_stdout(told):
            self.returncode = own_process.main(*command[-2:])
        self.stdout = told.getvalue().splitlines(keepends=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing is left to end."""

    def wait(self) -> None:
        """It has ended."""

    def kill(self) -> None:
        """It has ended."""


@pytest.fixture(scope="module")
def workbooks_are_read_here():
    """For tests of what is read: that it is read in a process with limits is told by ``test_own_process.py``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_process, "subprocess", SimpleNamespace(Popen=Here, PIPE=subprocess.PIPE))
        patch.setattr(own_process, "limit_memory", lambda _: None)
        yield
