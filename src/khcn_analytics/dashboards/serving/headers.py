"""Headers of every response: the browser is told what these pages never do."""

from __future__ import annotations

import re
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

# Panel's pages hold scripts of their own, Vega makes functions of its expressions, and components
# are modules made of text (blob:). What data could bring in, a handler in an attribute, is not run;
# and nothing at all is asked of another host.
_PAGE_RULES = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
# The page to log in, and what is told of refusals hold no script at all.
_PLAIN_RULES = (
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
PAGE_POLICY, PLAIN_POLICY = "; ".join(_PAGE_RULES), "; ".join(_PLAIN_RULES)
_POLICY = "Content-Security-Policy"
_VEGA = re.compile(r"/bundled/vegaplot/vega[a-z-]*@[\d.]+$")
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A form would send "Origin: null" under no-referrer, and it is by its origin that it is let in.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}


class SecurityHeaders(OutputTransform):
    """Adds the headers to whatever is answered, whoever answers it; a stricter policy stays."""

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self._path = request.path

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - as Tornado calls it
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Called by Tornado before the first bytes of a response."""
        headers.setdefault(_POLICY, PAGE_POLICY)
        for name, value in _ALWAYS.items():
            headers[name] = value
        # Browsers run nothing that is not called a script, and Vega's files have names that tell nothing.
        if _VEGA.search(self._path):
            headers["Content-Type"] = "text/javascript"
        # Kept files are asked for again; pages say "no-store" themselves.
        headers.setdefault("Cache-Control", "no-cache")
        headers.pop("Server", None)
        # Any site could read what the page loads.
        headers.pop("Access-Control-Allow-Origin", None)
        return status_code, headers, chunk


class EncryptedOnlyHeaders(SecurityHeaders):
    """Tells browsers too to come by https only, for a year."""

    def transform_first_chunk(self, *arguments: Any, **named: Any) -> tuple[int, HTTPHeaders, bytes]:
        """Called by Tornado before the first bytes of a response."""
        status, headers, chunk = super().transform_first_chunk(*arguments, **named)
        headers["Strict-Transport-Security"] = "max-age=31536000"
        return status, headers, chunk


def plain_page_headers() -> dict[str, str]:
    """The policy of pages without scripts, to be set by whoever writes one."""
    return {_POLICY: PLAIN_POLICY}
