from unicodedata import normalize

import pytest

from khcn_analytics.dashboards.serving.passwords import (
    LONGEST,
    hash_of_nobody,
    hashed,
    is_hash,
    is_password,
    refuse_weak,
)
from khcn_analytics.errors import WrongUseError

GOOD = "trời xanh mây trắng"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngắn quá", "ngắn hơn 10 ký tự"),
        ("ă" * 300, "dài hơn 256 ký tự"),
        ("19451975198620", "chữ số"),
        ("ababababababab", "vài ký tự lặp lại"),
        ("Giám Đốc 2026!", "tên đăng nhập"),
        ("Mật khẩu 2026", "quá quen thuộc"),
        ("P@ssword123456", "quá quen thuộc"),
        ("sokhcn2026", "quá quen thuộc"),
    ],
)
def test_what_is_guessed_soon_is_refused_and_told_why(password, why):
    with pytest.raises(WrongUseError, match=why):
        refuse_weak("giamdoc", password)


@pytest.mark.parametrize("password", [GOOD, "9 con voi đi qua khcn lúc chiều", "x7!Kp02-wQzm"])
def test_a_long_phrase_is_taken(password):
    refuse_weak("giamdoc", password)


def test_only_the_password_itself_is_right():
    kept = hashed(GOOD)

    assert is_hash(kept)
    assert is_password(GOOD, kept)
    assert not is_password(GOOD.upper(), kept)
    assert not is_password("", kept)


def test_the_password_is_not_in_the_hash_and_no_two_hashes_are_alike():
    first, second = hashed(GOOD), hashed(GOOD)

    assert first != second
    assert GOOD not in first


def test_letters_of_two_characters_are_the_same_letters():
    assert is_password(normalize("NFD", GOOD), hashed(GOOD))


def test_what_goes_on_after_the_longest_is_not_the_same_password():
    longest = ("a1b2c3d4" * LONGEST)[:LONGEST]

    assert not is_password(longest + "x", hashed(longest))


@pytest.mark.parametrize(
    "text",
    ["", "matkhau", "scrypt$2$8$3$AAAA$AAAA", "md5$32768$8$3$x$y", "scrypt$32768$8$3$c2FsdA==$", "a$b$c$d$e$f$g"],
)
def test_anything_else_is_no_hash(text):
    assert not is_hash(text)


def test_nobody_has_the_hash_of_nobody():
    assert is_hash(hash_of_nobody())
    assert not is_password("", hash_of_nobody())
