"""Where a server listens, and by which addresses browsers may reach it."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from khcn_analytics.errors import WrongUseError

_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(?P<port>\d{1,5}))?")
_USUAL_PORTS = {"http": "80", "https": "443"}
_PREFIX = re.compile(r"(?:/[\w.~-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Attributes:
        address: Address or name of the network interface.
        port: Port; 0 until one is found.
        prefix: What paths begin with behind a reverse proxy, such as ``/khcn``.
        allowed: Further origins that browsers may come by, such as ``https://bang.tinh.gov.vn``.
    """

    address: str = "127.0.0.1"
    port: int = 5006
    prefix: str = ""
    allowed: tuple[str, ...] = ()

    @property
    def is_for_this_machine_only(self) -> bool:
        """Whether nobody but this machine's own browsers is meant to come in."""
        return is_loopback(self.address) and all(is_loopback(urlsplit(each).hostname or "") for each in self.allowed)

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin a browser may come by."""
        names = [_host(self.address)] if _is_one_machine(self.address) else []
        here = ["127.0.0.1", "localhost"] if is_loopback(self.address) or not names else []
        own = [f"http://{name}:{self.port}" for name in (*names, *here)]
        return tuple(dict.fromkeys([*own, *self.allowed]))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The origins without their scheme, as in the header ``Host``."""
        return tuple(dict.fromkeys(urlsplit(each).netloc for each in self.origins))

    @property
    def is_encrypted(self) -> bool:
        """Whether other machines come by https only."""
        others = [each for each in self.origins if not is_loopback(urlsplit(each).hostname or "")]
        return bool(others) and all(each.startswith("https://") for each in others)

    @property
    def public_origins(self) -> tuple[str, ...]:
        """The origins people come by: those outside if there are any."""
        outside = tuple(each for each in self.allowed if not is_loopback(urlsplit(each).hostname or ""))
        return outside or self.origins

    @property
    def url(self) -> str:
        """The address to open."""
        return f"{self.public_origins[0]}{self.prefix}/"


def listening(address: str, port: int, prefix: str, allowed: Sequence[str]) -> Listening:
    """Where to listen, as asked on the command line, on a port that is free.

    Args:
        address: Address or name.
        port: Port; 0 takes any that is free.
        prefix: Beginning of the paths; with or without slashes around.
        allowed: Further origins.

    Raises:
        WrongUseError: If the port is taken, or one of them can't be what it says.
    """
    path = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    if not _PREFIX.fullmatch(path):
        raise WrongUseError(
            f"--prefix “{prefix}” chỉ được gồm chữ, số, dấu . _ ~ - và /, ví dụ /khcn.",
            f"--prefix “{prefix}” may hold letters, digits, . _ ~ - and / only, such as /khcn.",
        )
    asked = Listening(address, port, path, tuple(_origin(each) for each in allowed))
    return replace(asked, port=_free_port(address, port))


def is_loopback(address: str) -> bool:
    """Whether an address or name means this machine, whatever the network."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_one_machine(address: str) -> bool:
    """Whether browsers can use the address: not where it stands for every interface."""
    try:
        return not ip_address(address).is_unspecified
    except ValueError:
        return bool(address)


def _origin(text: str) -> str:
    """An origin as browsers write it.

    Raises:
        WrongUseError: If it is none: without scheme, with a path, or for everybody.
    """
    found = _ORIGIN.fullmatch(text.rstrip("/").lower())
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        raise WrongUseError(
            f"--allow-origin “{text}” phải là địa chỉ đầy đủ người dùng gõ vào trình duyệt, không có đường dẫn, "
            "ví dụ https://bang.tinh.gov.vn hoặc http://10.0.0.5:5006.",
            f"--allow-origin “{text}” must be the whole address people open in the browser, without a path, "
            "such as https://bang.tinh.gov.vn or http://10.0.0.5:5006.",
        )
    # Browsers leave out the usual port.
    port = "" if found["port"] in (None, _USUAL_PORTS[found["scheme"]]) else f":{found['port']}"
    return f"{found['scheme']}://{found['host']}{port}"


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name.lower()


def _free_port(address: str, port: int) -> int:
    """The port, or any free one for 0."""
    # NOTE: asked before Panel tries, because a server that fails to start leaves half of itself open.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.create_server((address, port), family=family, reuse_port=False) as probe:
            free: int = probe.getsockname()[1]
            return free
    except OSError as error:
        raise WrongUseError(
            f"Không mở được cổng {port} tại {address}: {error.strerror}. "
            "Hãy chọn cổng khác bằng --port (0 là cổng trống bất kỳ) hoặc xem lại --address.",
            f"Port {port} of {address} can't be opened: {error.strerror}. "
            "Choose another with --port (0 takes any that is free), or look at --address again.",
        ) from error
