"""Requests as a browser or a stranger would send them."""

from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from khcn_analytics.dashboards.serving.listening import Listening

PASSWORD = "trời xanh mây trắng"
WORD = "xin chào"


@dataclass(frozen=True)
class Response:
    """What was answered."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Running:
    """A server that runs, and its port."""

    where: Listening
    server: Any

    def ask(
        self, path: str = "/", *, method: str = "GET", form: dict[str, str] | None = None, **headers: Any
    ) -> Response:
        """Send one request; a header that is ``None`` is not sent, ``Host`` and ``Origin`` are as a browser's."""
        connection = HTTPConnection(self.where.address, self.where.port, timeout=30)
        body = None if form is None else urlencode(form).encode()
        usual = {"Host": f"127.0.0.1:{self.where.port}", "Content-Length": str(len(body or b""))}
        if form is not None:
            usual |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.where.port}",
            }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in (usual | named).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        text = "" if answer.status == 101 else answer.read().decode("utf-8", "replace")
        connection.close()
        return Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def open_socket(self, path: str = "/ws", **headers: str | None) -> int:
        """Ask for the socket of the page; 101 is given to those who pass the gate."""
        wanted: dict[str, Any] = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": "bokeh, x",
            "Origin": f"http://127.0.0.1:{self.where.port}",
        }
        return self.ask(path, **(wanted | headers)).status


def request(uri: str = "/", *, method: str = "GET", host: str = "127.0.0.1:5006", **headers: str) -> HTTPServerRequest:
    """A request as Tornado has it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    made = HTTPServerRequest(
        start_line=RequestStartLine(method, uri, "HTTP/1.1"), headers=HTTPHeaders({"Host": host, **named})
    )
    made.remote_ip = "127.0.0.1"
    return made
