import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from benchmarks.readers import Reader
from khcn_analytics.dashboards.pages import dashboard_page


def test_sockets_of_browsers_hold_nothing_back(start, live):
    running = start(page=lambda: dashboard_page(live.current, "vi"))

    async def delays():
        with closing(Reader(running.where.url)) as reader:
            await reader.open("?page=overview")
            clients = [each._socket for each in running.server._tornado._clients]
            return [
                each.ws_connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for each in clients
            ]

    with ThreadPoolExecutor(1) as thread:
        (is_prompt,) = thread.submit(asyncio.run, delays()).result()
    assert is_prompt
