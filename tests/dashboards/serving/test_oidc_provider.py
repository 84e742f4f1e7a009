import asyncio
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from dashboards.serving.oidc_provider_here import CLIENT, SECRET

from khcn_analytics.dashboards.serving import oidc_provider
from khcn_analytics.dashboards.serving.oidc_allowed import Allowed
from khcn_analytics.dashboards.serving.oidc_pending import PendingLogins
from khcn_analytics.dashboards.serving.oidc_provider import Provider
from khcn_analytics.dashboards.serving.oidc_refusals import RefusedError
from khcn_analytics.dashboards.serving.oidc_settings import OidcSettings
from khcn_analytics.errors import UnreadableDataError, WrongUseError


@pytest.fixture
def settings(provider):
    return OidcSettings(
        issuer=provider.issuer,
        client_id=CLIENT,
        secret_file=None,
        secret_env=None,
        redirect="http://127.0.0.1:5006/login/callback",
        allowed=Allowed(),
    )


def test_what_the_provider_says_of_itself_is_used(settings, provider):
    provider.document = {"authorization_response_iss_parameter_supported": True}
    found = Provider(settings, SECRET).found

    assert found.token == f"{provider.issuer}/token"
    # Of what it offers (RS256, HS256, none) only what nobody else can make.
    assert found.algorithms == ("RS256",)
    assert found.known_by == "client_secret_post"
    assert found.names_itself


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"issuer": "https://khac.vn"}, "tự xưng là “https://khac.vn”"),
        ({"token_endpoint": "http://khac.vn/token"}, "“token_endpoint” không có hoặc không phải https"),
        ({"jwks_uri": None}, "“jwks_uri” không có"),
        ({"id_token_signing_alg_values_supported": ["none", "HS256"]}, "không ký bằng cách nào trong số: RS256"),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}, "client_secret_post, client_secret_basic"),
    ],
)
def test_a_provider_that_can_not_be_used_safely_is_refused_with_the_reason(settings, provider, document, told):
    provider.document = document

    with pytest.raises(WrongUseError, match=told):
        Provider(settings, SECRET)


def test_a_provider_that_is_away_or_none_is_told_with_what_helps(settings, provider):
    with pytest.raises(WrongUseError, match=r"Không liên lạc được với nơi cấp tài khoản tại http://127\.0\.0\.1:1/"):
        Provider(replace(settings, issuer="http://127.0.0.1:1"), SECRET)
    with pytest.raises(WrongUseError, match=r"trả lời 404\).*hãy kiểm tra issuer"):
        Provider(replace(settings, issuer=f"{provider.issuer}/khac"), SECRET)


def test_a_file_of_certificates_that_is_none_is_told(settings, tmp_path):
    path = tmp_path / "noi-bo.pem"
    path.write_text("không phải chứng chỉ", "utf-8")

    for each in (path, tmp_path / "không có.pem"):
        with pytest.raises(UnreadableDataError, match="chứng chỉ PEM"):
            Provider(replace(settings, ca_file=each), SECRET)


def test_a_provider_whose_certificate_nobody_vouches_for_is_not_asked(settings, provider):
    with pytest.raises(WrongUseError, match="ca_file"):
        Provider(replace(settings, issuer=provider.issuer.replace("http:", "https:")), SECRET)


def test_readers_of_another_provider_are_refused(settings, provider):
    made = Provider(settings, SECRET)
    made.refuse_other(None)
    made.refuse_other(provider.issuer)
    with pytest.raises(RefusedError):
        made.refuse_other("https://khac.vn")

    provider.document = {"authorization_response_iss_parameter_supported": True}
    with pytest.raises(RefusedError):
        Provider(settings, SECRET).refuse_other(None)


def test_the_secret_is_told_as_the_provider_wants_it(settings, provider, monkeypatch):
    provider.document = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    made, sent = Provider(settings, SECRET), []
    _, pending = PendingLogins().begin("a", "", "vi")

    async def ask(_, method, uri, *, headers, content):
        sent.append((method, uri, headers, parse_qs(content)))
        return 400, {"error": "invalid_grant"}

    monkeypatch.setattr(oidc_provider.Provider, "_ask", ask)
    with ThreadPoolExecutor(1) as other, pytest.raises(RefusedError):
        other.submit(lambda: asyncio.run(made.account("c", pending))).result()

    ((method, uri, headers, body),) = sent
    assert (method, uri) == ("POST", f"{provider.issuer}/token")
    assert b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == f"{CLIENT}:{SECRET}"
    assert body["code_verifier"] == [pending.verifier]
    assert "client_secret" not in body


def test_the_language_of_the_page_is_asked_for(settings):
    state, pending = PendingLogins().begin("a", "", "en")

    asked = parse_qs(urlsplit(Provider(settings, SECRET).address(state, pending)).query)

    assert asked["ui_locales"] == ["en"]
    assert asked["nonce"] == [pending.nonce]
    assert pending.verifier not in str(asked)
