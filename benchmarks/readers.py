"""Readers of the served dashboard without a browser: they open sessions as a browser does and follow links.

    python -m benchmarks.readers < plan.json

A process of its own, so that the readers' work does not count as the server's. What it finds goes to
the output as JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from khcn_analytics.dashboards.texts import PART_FAILED

PATIENCE = 60.0
"""Seconds after which a reader gives up."""

_TOKEN = re.compile(r'"token":\s*"([^"]+)"')
_LARGEST_MESSAGE = 2**28
_CHART = '"$schema"'
_FAILED = json.dumps(PART_FAILED.vi).strip('"')


@dataclass(frozen=True, slots=True)
class Plan:
    """What the readers of one process do.

    Attributes:
        address: Of the server.
        links: For each reader the addresses it follows, over and over, beginning with the one it opens.
        every: Seconds between two actions of a reader.
        seconds: How long they read after all have opened.
    """

    address: str
    links: Sequence[Sequence[str]]
    every: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each action, and what went wrong.

    Attributes:
        first_chart: From a choice until the first new chart is there.
        whole: From a choice until all that changes is there.
        errors: What failed.
    """

    first_chart: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, other: Times) -> None:
        """Take in what others measured."""
        for name, values in asdict(other).items():
            getattr(self, name).extend(values)


class Reader:
    """One session.

    Args:
        address: Of the server.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._socket: WebSocketClientConnection | None = None
        self._follower = self._teller = ""

    async def open(self, link: str) -> float:
        """Open a page and wait until all of it is there; in seconds."""
        began = time.perf_counter()
        page = await AsyncHTTPClient().fetch(f"{self._address}/{link}", request_timeout=PATIENCE)
        found = _TOKEN.search(page.body.decode("utf-8"))
        if found is None:
            raise RuntimeError("the page holds no session")
        place = urlsplit(self._address)
        request = HTTPRequest(f"ws://{place.netloc}{place.path}/ws", headers={"Origin": f"http://{place.netloc}"})
        self._socket = await websocket_connect(
            request, subprotocols=["bokeh", found[1]], max_message_size=_LARGEST_MESSAGE
        )
        await self._message()
        await self._send("PULL-DOC-REQ", {})
        _, document = await self._message()
        self._follower, self._teller = _browser(json.loads(document)["doc"])
        await self._tell("document_ready", [])
        await self._until_whole()
        return time.perf_counter() - began

    async def follow(self, link: str) -> tuple[float | None, float]:
        """Follow a link within the page: seconds until the first new chart, if one changes, and until all is there."""
        began = time.perf_counter()
        await self._tell("data_event", [["model", {"id": self._follower}], ["data", link]])
        chart = await self._until_whole()
        return None if chart is None else chart - began, time.perf_counter() - began

    def close(self) -> None:
        """End the session."""
        if self._socket is not None:
            self._socket.close()

    async def _until_whole(self) -> float | None:
        """Wait until the page says that nothing is being done any more; when the first chart came."""
        chart = None
        async with asyncio.timeout(PATIENCE):
            while True:
                kind, content = await self._message()
                if kind == "ERROR" or _FAILED in content:
                    raise RuntimeError(content[:300])
                if chart is None and _CHART in content:
                    chart = time.perf_counter()
                if kind == "PATCH-DOC" and self._teller in content and _is_idle(json.loads(content), self._teller):
                    return chart

    async def _tell(self, event: str, values: list[Any]) -> None:
        told = {"type": "event", "name": event, "values": {"type": "map", "entries": values}}
        await self._send(
            "PATCH-DOC", {"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": told}]}
        )

    async def _send(self, kind: str, content: object) -> None:
        if self._socket is None:
            raise RuntimeError("the session is not open")
        for each in ({"msgid": f"{time.perf_counter_ns()}", "msgtype": kind}, {}, content):
            await self._socket.write_message(json.dumps(each))

    async def _message(self) -> tuple[str, str]:
        """Kind and content of the next message; buffers are passed over."""
        header = json.loads(await self._fragment())
        await self._fragment()
        content = await self._fragment()
        for _ in range(2 * header.get("num_buffers", 0)):
            await self._fragment()
        return header["msgtype"], content

    async def _fragment(self) -> str:
        if self._socket is None:
            raise RuntimeError("the session is not open")
        read = await self._socket.read_message()
        if read is None:
            raise ConnectionError("the server closed the session")
        return read if isinstance(read, str) else ""


def _browser(document: Mapping[str, Any]) -> tuple[str, str]:
    """Ids of the models that hear of links, and that tell whether something is being done."""
    for each in _objects(document["roots"]):
        data = each.get("attributes", {}).get("data")
        if isinstance(data, dict) and str(data.get("name", "")).startswith("Browser"):
            return each["id"], data["id"]
    raise RuntimeError("the page can't be told of links")


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)


def _is_idle(patch: Mapping[str, Any], teller: str) -> bool:
    return any(
        each.get("attr") == "busy" and each.get("new") == "" and each["model"]["id"] == teller
        for each in patch["events"]
    )


async def read(plan: Plan) -> Times:
    """Let the readers open their pages one after another, then read side by side."""
    times, readers = Times(), []
    for links in plan.links:
        reader = Reader(plan.address)
        await reader.open(links[0])
        readers.append((reader, islice(cycle(links), 1, None)))
    await asyncio.gather(
        *(
            _read(reader, links, plan, plan.every * place / len(readers), times)
            for place, (reader, links) in enumerate(readers)
        )
    )
    for reader, _ in readers:
        reader.close()
    return times


async def _read(reader: Reader, links: Iterator[str], plan: Plan, after: float, times: Times) -> None:
    """Follow a link every few seconds, the first one after some; one that takes longer is followed by the next at once."""
    until = time.perf_counter() + plan.seconds
    due = time.perf_counter() + after
    while due < until:
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        try:
            chart, whole = await reader.follow(next(links))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            times.errors.append(f"{type(error).__name__}: {error}")
            return
        times.whole.append(whole)
        if chart is not None:
            times.first_chart.append(chart)
        due += plan.every


def main() -> None:
    """Read as the plan on the input says."""
    times = asyncio.run(read(Plan(**json.load(sys.stdin))))
    json.dump(asdict(times), sys.stdout)


if __name__ == "__main__":
    main()
