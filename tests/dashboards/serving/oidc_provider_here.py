"""A small provider of accounts on this machine, which answers as wrongly as a test wants."""

import asyncio
import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

CLIENT, SECRET = "khcn", "mat-khau-ung-dung~1"
EMAIL = "giamdoc@sokhcn.tinh.gov.vn"


def new_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@dataclass
class Provider:
    """What the provider knows and does; a test changes it.

    Attributes:
        account: Claims of whoever logs in there.
        claims: Claims of tokens that are other than they should be.
        key: The key that tokens are signed with.
        published: The keys that it publishes.
        is_forged: Whether tokens are signed by the public key as if it were a shared secret.
        error: What it sends back instead of a code.
        document: What it says of itself other than it should.
        down: Routes that answer 503.
        slow: Seconds until a token is answered.
        token: What it answers instead of a token that it made.
        asked: The routes it was asked for.
        codes: What each code was asked for with, until it is used.
    """

    issuer: str = ""
    account: dict[str, Any] = field(default_factory=lambda: {"sub": "1", "email": EMAIL, "email_verified": True})
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: new_key("a"))
    published: list[RSAKey] = field(default_factory=list)
    is_forged: bool = False
    error: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    slow: float = 0.0
    token: str | None = None
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            **self.document,
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [each.as_dict(private=False) for each in self.published or [self.key]]}

    def signed(self, nonce: str) -> str:
        if self.token is not None:
            return self.token
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        claims = {name: each for name, each in {**usual, **self.account, **self.claims}.items() if each is not None}
        if self.is_forged:
            return signed_by_public_key(self.key, claims)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)


class _Handler(RequestHandler):
    def initialize(self, provider: Provider) -> None:
        self.provider = provider

    def prepare(self) -> None:
        self.provider.asked.append(self.request.path)
        if self.request.path in self.provider.down:
            self.set_status(503)
            self.finish("đang bảo trì")


class _Configuration(_Handler):
    def get(self) -> None:
        self.finish(self.provider.configuration())


class _Keys(_Handler):
    def get(self) -> None:
        self.finish(self.provider.keys())


class _Authorize(_Handler):
    def get(self) -> None:
        """Whoever comes is logged in already."""
        asked = {name: self.get_argument(name) for name in self.request.arguments}
        if self.provider.error:
            answer = {"error": self.provider.error, "error_description": "<b>lời của người lạ</b>"}
        else:
            code = f"code-{len(self.provider.codes)}"
            self.provider.codes[code] = asked
            answer = {"code": code}
        self.redirect(f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}", status=303)


class _Token(_Handler):
    async def post(self) -> None:
        given = {name: self.get_body_argument(name) for name in self.request.body_arguments}
        await asyncio.sleep(self.provider.slow)
        asked = self.provider.codes.pop(given.get("code", ""), None)
        challenge = _part(sha256(given.get("code_verifier", "").encode()).digest())
        is_right = (
            asked is not None
            and asked["code_challenge"] == challenge
            and asked["code_challenge_method"] == "S256"
            and asked["redirect_uri"] == given["redirect_uri"]
        )
        if asked is None or not is_right:
            self.set_status(400)
            self.finish({"error": "invalid_grant", "error_description": given.get("code", "")})
        elif not self._is_client(given):
            self.set_status(401)
            self.finish({"error": "invalid_client"})
        else:
            answer = {
                "access_token": "bi-mat",
                "token_type": "Bearer",
                "id_token": self.provider.signed(asked["nonce"]),
            }
            self.finish(json.dumps(answer))

    def _is_client(self, given: dict[str, str]) -> bool:
        return (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)


def signed_by_public_key(key: RSAKey, claims: dict[str, Any]) -> str:
    """A token by a forger, who takes the public key for a shared secret; the library would not do it."""
    parts = [_part(json.dumps(each).encode()) for each in ({"alg": "HS256", "kid": key.kid}, claims)]
    return ".".join([*parts, _part(hmac.digest(key.as_pem(private=False), ".".join(parts).encode(), "sha256"))])


def _part(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


class RunningProvider:
    """A provider that runs in a thread of its own until it is ended."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        socket, port = bind_unused_port()
        provider.issuer = f"http://127.0.0.1:{port}"
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._work, args=(socket,))
        self._thread.start()
        assert self._ready.wait(30)

    def _work(self, socket: Any) -> None:
        asyncio.set_event_loop(self._loop)
        told = {"provider": self.provider}
        routes = [
            ("/.well-known/openid-configuration", _Configuration, told),
            ("/keys", _Keys, told),
            ("/authorize", _Authorize, told),
            ("/token", _Token, told),
        ]

        async def serve() -> None:
            self._end = asyncio.Event()
            server = HTTPServer(Application(routes))
            server.add_socket(socket)
            self._ready.set()
            await self._end.wait()
            server.stop()
            await server.close_all_connections()

        self._loop.run_until_complete(serve())
        self._loop.close()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(30)
        assert not self._thread.is_alive()
