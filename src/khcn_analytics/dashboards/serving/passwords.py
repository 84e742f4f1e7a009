"""Passwords: which are too weak, and the only form in which one is kept."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import scrypt
from unicodedata import normalize

from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.text import accent_free_key

SHORTEST, LONGEST = 10, 256
_FEWEST_DIFFERENT, _BESIDE_COMMON = 5, 8
# What is tried first anywhere, and here.
_COMMON = ("password", "matkhau", "123456", "abcdef", "qwerty", "admin", "iloveyou", "khcn", "sokhcn", "vietnam")
# OWASP's choice for scrypt with 32 MB: about a quarter of a second for each try.
_COST, _BLOCK, _PARALLEL = 2**15, 8, 3
_MEMORY = 2**26
_SALT, _LENGTH = 16, 32


def refuse_weak(name: str, password: str) -> None:
    """A password that is guessed soon is not taken.

    Args:
        name: Name of the user, which the password must not hold.
        password: The password.

    Raises:
        WrongUseError: If it is too short, too long, too simple, common, or holds the name.
    """
    plain = accent_free_key(password)
    if len(password) < SHORTEST:
        raise _weak(f"ngắn hơn {SHORTEST} ký tự", f"shorter than {SHORTEST} characters")
    if len(password) > LONGEST:
        raise _weak(f"dài hơn {LONGEST} ký tự", f"longer than {LONGEST} characters")
    if len(set(password)) < _FEWEST_DIFFERENT or password.isdigit():
        raise _weak("chỉ gồm chữ số hoặc vài ký tự lặp lại", "only digits, or a few characters over and over")
    if len(name) > 2 and accent_free_key(name) in plain:
        raise _weak("chứa tên đăng nhập", "it holds the name of the user")
    common = next((each for each in _COMMON if each in plain and len(plain) < len(each) + _BESIDE_COMMON), None)
    if common:
        raise _weak(f"quá quen thuộc (“{common}”)", f"too common (“{common}”)")


def hashed(password: str) -> str:
    """A password as it is kept: ``scrypt$N$r$p$salt$hash``; the password can't be told from it."""
    salt = secrets.token_bytes(_SALT)
    digest = _digest(password, salt, _COST, _BLOCK, _PARALLEL)
    return _kept(salt, digest)


def hash_of_nobody() -> str:
    """A hash that no password has; checking one against it takes as long as against any other."""
    return _kept(secrets.token_bytes(_SALT), secrets.token_bytes(_LENGTH))


def is_hash(kept: str) -> bool:
    """Whether a text is a hash made by :func:`hashed`, with costs that are neither too low nor out of reach."""
    try:
        kind, cost, block, parallel, salt, digest = kept.split("$")
        sizes = len(b64decode(salt, validate=True)), len(b64decode(digest, validate=True))
    except ValueError:
        return False
    return (kind, cost, block, parallel) == ("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL)) and sizes == (
        _SALT,
        _LENGTH,
    )


def is_password(password: str, kept: str) -> bool:
    """Whether a password is the one kept; it takes the same time whatever the answer."""
    _, cost, block, parallel, salt, digest = kept.split("$")
    tried = _digest(password[:LONGEST], b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(tried, b64decode(digest)) and len(password) <= LONGEST


def _digest(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    # The same letters are typed as one character on one keyboard and as two on another.
    typed = normalize("NFC", password).encode()
    return scrypt(typed, salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=_LENGTH)


def _kept(salt: bytes, digest: bytes) -> str:
    return "$".join(["scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), _text(salt), _text(digest)])


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _weak(vi: str, en: str) -> WrongUseError:
    return WrongUseError(
        f"Mật khẩu yếu: {vi}. Hãy dùng một câu dài, dễ nhớ với mình và khó đoán với người khác.",
        f"Weak password: {en}. Take a long phrase that you remember and others can't guess.",
    )
