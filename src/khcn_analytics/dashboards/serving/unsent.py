"""What Panel means to write to a browser and forgets: written as well.

Panel (1.9.4, ``panel/io/document.py``) keeps messages for a socket that is busy and writes them in a task. One that
ends while more have come takes down the sign that there are any, and the task that is to write these finds nothing
to do: they wait for whatever is sent next. A page then stays at "computing" until its reader does something.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from bokeh.document import Document
from panel.io import document as panel_document

_Write = Callable[[Document], Awaitable[None]]


def write_all(write: _Write) -> _Write:
    """A task of Panel's that writes what waits, and goes on while there is more.

    Args:
        write: Panel's own.
    """

    @wraps(write)
    async def write_until_none_wait(document: Document) -> None:
        await write(document)
        # Those that wait for a busy socket are marked, and a task for them is on its way.
        while document in panel_document._WRITE_MSGS and document not in panel_document._WRITE_BLOCK:  # noqa: SLF001
            panel_document._WRITE_BLOCK[document] = True  # noqa: SLF001
            await write(document)

    return write_until_none_wait


def leave_nothing_unsent() -> None:
    """Make Panel write all it keeps, in every server of this process; calling it again changes nothing."""
    if not hasattr(panel_document._dispatch_msgs, "__wrapped__"):  # noqa: SLF001
        panel_document._dispatch_msgs = write_all(panel_document._dispatch_msgs)  # noqa: SLF001
