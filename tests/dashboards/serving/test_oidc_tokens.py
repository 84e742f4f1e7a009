import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from dashboards.serving.oidc_provider_here import new_key
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from khcn_analytics.dashboards.serving.oidc_refusals import RefusedError
from khcn_analytics.dashboards.serving.oidc_tokens import (
    ALGORITHMS,
    FETCHED_AGAIN,
    OLDEST,
    Expected,
    Keys,
    checked,
)

EXPECTED = Expected(issuer="https://cap.vn", client_id="khcn", algorithms=ALGORITHMS)


def done(work):
    # In a thread: tests with a browser leave a loop running in this one.
    with ThreadPoolExecutor(1) as other:
        return other.submit(lambda: asyncio.run(work)).result()


class Published:
    """Keys that a provider publishes, and how often it was asked."""

    def __init__(self, *keys) -> None:
        self.keys: object = [each.as_dict(private=False) for each in keys]
        self.asked, self.now = 0, 0.0
        self.known = Keys(self.fetch, lambda: self.now)

    async def fetch(self):
        self.asked += 1
        return {"keys": self.keys}


def claims(**named):
    now = int(time.time())
    return {"iss": "https://cap.vn", "sub": "1", "aud": "khcn", "iat": now, "exp": now + 60, "nonce": "n", **named}


def test_no_way_of_signing_is_allowed_that_others_can_use():
    assert not [each for each in ALGORITHMS if each == "none" or each.startswith("HS")]


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(new_key("a"), "RS256"), (new_key("a"), "PS256"), (ECKey.generate_key("P-256", {"kid": "a"}), "ES256")],
    ids=["RS256", "PS256", "ES256"],
)
def test_a_token_that_is_right_tells_whose_it_is(key, algorithm):
    token = jwt.encode({"alg": algorithm, "kid": "a"}, claims(email="a@b.vn"), key, algorithms=[algorithm])

    assert done(checked({"id_token": token}, Published(key).known, EXPECTED, "n"))["email"] == "a@b.vn"


def test_without_a_name_the_only_key_counts_and_of_several_none():
    key, other = new_key("a"), new_key("b")
    token = jwt.encode({"alg": "RS256"}, claims(), key)

    assert done(checked({"id_token": token}, Published(key).known, EXPECTED, "n"))["sub"] == "1"
    with pytest.raises(RefusedError, match="does not publish"):
        done(checked({"id_token": token}, Published(key, other).known, EXPECTED, "n"))


def test_a_way_that_the_provider_does_not_use_is_refused():
    key = new_key("a")
    token = jwt.encode({"alg": "PS256", "kid": "a"}, claims(), key, algorithms=["PS256"])
    expected = Expected(issuer="https://cap.vn", client_id="khcn", algorithms=("RS256",))

    with pytest.raises(RefusedError, match="not signed in a way"):
        done(checked({"id_token": token}, Published(key).known, expected, "n"))


@pytest.mark.parametrize("answer", [{}, {"id_token": None}, {"id_token": 5}, {"id_token": "không"}])
def test_an_answer_without_a_token_is_refused(answer):
    with pytest.raises(RefusedError):
        done(checked(answer, Published(new_key("a")).known, EXPECTED, "n"))


def test_keys_are_asked_for_once_and_again_when_they_are_old():
    published = Published(new_key("a"))

    async def use():
        await published.known.named("a")
        await published.known.named("a")
        assert published.asked == 1
        published.now = OLDEST
        await published.known.named("a")
        assert published.asked == 2

    done(use())


def test_a_new_key_is_found_and_a_made_up_one_makes_us_ask_once_a_minute():
    old, new = new_key("a"), new_key("b")
    published = Published(old)

    async def use():
        await published.known.named("a")
        published.keys = [new.as_dict(private=False)]
        with pytest.raises(RefusedError):
            await published.known.named("b")
        assert published.asked == 1
        published.now = FETCHED_AGAIN
        assert (await published.known.named("b")).kid == "b"
        # A key that is no longer published counts no more.
        with pytest.raises(RefusedError):
            await published.known.named("a")
        assert published.asked == 2

    done(use())


def test_keys_that_can_not_sign_or_not_be_read_are_passed_over():
    good = new_key("a")
    published = Published(good)
    encrypting = RSAKey.generate_key(2048, {"kid": "e", "use": "enc"}).as_dict(private=False)
    secret = OctKey.generate_key(256, {"kid": "s"}).as_dict(private=True)
    unreadable = [{"kty": "RSA", "kid": "x"}, {"kty": "MỚI"}, "không", None]
    published.keys = [encrypting, secret, *unreadable, good.as_dict(private=False)]

    async def use():
        assert (await published.known.named("a")).kid == "a"
        for name in ("e", "s", "x"):
            with pytest.raises(RefusedError):
                await published.known.named(name)

    done(use())


def test_what_is_no_document_of_keys_holds_none():
    published = Published()
    published.keys = "không"

    with pytest.raises(RefusedError, match="does not publish"):
        done(published.known.named("a"))
