"""What sessions leave behind once they have ended: nothing."""

import asyncio
import gc
import logging
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from types import SimpleNamespace

import pytest
from bokeh.document import Document

from benchmarks.readers import Reader
from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.pages.shell import Shell
from khcn_analytics.dashboards.parts.part import Part
from khcn_analytics.dashboards.serving import apps, launching
from khcn_analytics.dashboards.serving.apps import dashboard
from khcn_analytics.dashboards.serving.listening import listening

OF_A_SESSION = (Shell, Filters, Document, Part)


@pytest.fixture
def running(start, monkeypatch, workspace):
    """The leaders' dashboard in this process; sessions end soon after their reader has left."""
    read = SimpleNamespace(workspace=workspace.without_personal_data(), eligible=None, stamp=None)
    monkeypatch.setattr(apps, "Loading", lambda *_, personal: read)  # noqa: ARG005
    monkeypatch.setattr(launching, "_UNUSED_MS", 1000)
    # pytest keeps what is logged, and Panel logs events that hold their session.
    logging.disable(logging.INFO)
    serving = dashboard(None, listening("127.0.0.1", 0, "", ()))
    yield start(page=serving.page, figures=serving.live)
    logging.disable(logging.NOTSET)


def test_ended_sessions_leave_no_pages_filters_or_documents(running):
    # What all sessions share is made by the first ones.
    finished(visit(running, 2))
    before = living(running)

    finished(visit(running, 8))

    assert living(running) == before


def test_a_page_that_was_left_leaves_no_parts(running):
    async def parts_after(pages):
        with closing(Reader(running.where.url)) as reader:
            await reader.open(f"?page={pages[0]}")
            for page in pages[1:]:
                await reader.follow(f"?page={page}")
            return in_memory()["Part"]

    once = finished(parts_after(["tasks", "trends"]))
    living(running)

    assert finished(parts_after(["tasks", "trends"] * 4)) == once


def finished(work):
    """What comes of a coroutine, in a thread of its own: in this one a browser of other tests may have its loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def visit(running, sessions):
    """Open a page, go to another and leave, one session after the other."""
    for _ in range(sessions):
        with closing(Reader(running.where.url)) as reader:
            await reader.open("?page=overview")
            await reader.follow("?page=trends")


def living(running):
    """How many objects of sessions there are once all have ended."""
    until = time.monotonic() + 60
    while '"sessions": 0' not in running.ask("/health").text:
        assert time.monotonic() < until, "sessions are kept"
        time.sleep(0.2)
    return in_memory()


def in_memory():
    """How many objects of sessions there are, by kind."""
    gc.collect()
    # A proxy is asked for its own type: what it stands for may be gone.
    kinds = [type(each) for each in gc.get_objects()]
    return Counter(of.__name__ for kind in kinds for of in OF_A_SESSION if issubclass(kind, of))
