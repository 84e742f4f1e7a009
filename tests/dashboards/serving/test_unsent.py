"""Messages that come while Panel ends writing others."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from bokeh.document import Document
from panel.io import document as panel_document

from khcn_analytics.dashboards.serving.unsent import leave_nothing_unsent, write_all


class Socket:
    """A socket that Panel does not know, and that is written to by hand."""


class Connection:
    """A connection: what was written to it, and the futures of that."""

    def __init__(self):
        self._socket, self.sent, self.written = Socket(), [], []

    def write(self, msg):
        self.sent.append(msg)
        self.written.append(asyncio.get_running_loop().create_future())
        return [self.written[-1]]


@pytest.fixture
def connection(monkeypatch):
    monkeypatch.setitem(panel_document.extra_socket_handlers, Socket, Connection.write)
    return Connection()


async def race(connection, write):
    """Let a second message come at the moment the first one is written."""
    document = Document()

    def keep(message):
        panel_document._WRITE_MSGS[document] = {connection: [message]}
        panel_document._WRITE_BLOCK[document] = True
        return asyncio.ensure_future(write(document))

    first = keep("first")
    await asyncio.sleep(0)
    connection.written[0].set_result(None)
    second = keep("second")
    for _ in range(10):
        await asyncio.sleep(0)
        for each in connection.written:
            if not each.done():
                each.set_result(None)
    await asyncio.gather(first, second)
    return connection.sent


def outcome(connection, write):
    """What was sent; in a thread of its own, since the browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(race(connection, write))).result()


def own(write):
    """Panel's own task, whether or not it is wrapped already."""
    return getattr(write, "__wrapped__", write)


def test_a_message_that_comes_while_another_is_written_is_sent(connection):
    assert outcome(connection, write_all(own(panel_document._dispatch_msgs))) == ["first", "second"]


def test_panel_still_forgets_it(connection):
    """Once it does not, ``unsent.py`` can go."""
    assert outcome(connection, own(panel_document._dispatch_msgs)) == ["first"]


def test_panel_is_changed_once(monkeypatch):
    monkeypatch.setattr(panel_document, "_dispatch_msgs", own(panel_document._dispatch_msgs))

    leave_nothing_unsent()
    once = panel_document._dispatch_msgs
    leave_nothing_unsent()

    assert panel_document._dispatch_msgs is once
