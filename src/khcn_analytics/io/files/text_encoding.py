"""Bytes of a text file -> its letters, and which encoding they were in."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.vocabulary.legacy import detect_legacy

LINE_END = re.compile(r"\r\n?|\n")

# The longer mark first: that of UTF-16 starts that of UTF-32.
_UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 4096
_LETTERS = 200_000
_MANY_NULS = 0.3


def decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    A byte order mark says the encoding; without one it is UTF-8 if that is possible, UTF-16 if
    every other byte is NUL, and else Windows-1258, the old Vietnamese encoding of Windows, whose
    tone marks are characters of their own: they are put on their letters (NFC). Text of an old font
    (TCVN3, VNI) stays as it looks without that font, in Windows-1252, for ``from_legacy``.

    Args:
        path: The file, for the message.
        content: All its bytes.

    Raises:
        UnreadableDataError: If it is in no encoding that is known, or damaged.
    """
    if content.startswith(_UTF_32):
        raise UnreadableDataError(
            path, vi="tệp ở bảng mã UTF-32; hãy lưu lại dạng CSV UTF-8", en="in UTF-32; save it as CSV UTF-8"
        )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(path, content[len(mark) :], encoding), encoding
    wide = _utf_16(content[:_SAMPLE])
    if wide is not None:
        return _strict(path, content, wide), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(content):
            raise _damaged(path, "UTF-8", _line_of(content, error.start)) from error
    old_font = _of_old_font(content)
    if old_font is not None:
        return old_font, "windows-1252"
    return unicodedata.normalize("NFC", _strict(path, content, "windows-1258")), "windows-1258"


def refuse_nul(path: Path, text: str) -> None:
    """Refuse a text with a NUL: it is no text, or damaged.

    Raises:
        UnreadableDataError: With the line of the first one.
    """
    place = text.find("\0")
    if place >= 0:
        line = len(LINE_END.findall(text, 0, place)) + 1
        raise UnreadableDataError(
            path,
            vi=f"dòng {line} có ký tự NUL: tệp hỏng hoặc không phải văn bản; hãy xuất lại từ nguồn",
            en=f"line {line} holds a NUL: damaged or no text; export it again",
        )


def _utf_16(sample: bytes) -> str | None:
    """Latin letters, digits and delimiters in UTF-16 are half NULs, always on the same side."""
    low, high = sample[::2], sample[1::2]
    enough = _MANY_NULS * len(high)
    if high.count(0) > enough and not low.count(0):
        return "utf-16-le"
    if low.count(0) > enough and not high.count(0):
        return "utf-16-be"
    return None


def _of_old_font(content: bytes) -> str | None:
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    return text if detect_legacy(text[:_LETTERS].splitlines()) else None


def _is_damaged_utf_8(content: bytes) -> bool:
    """Whether more letters are right in UTF-8 than not; in another encoding hardly any would be."""
    text = content.decode("utf-8", "surrogateescape")
    wrong = len(re.findall("[\udc80-\udcff]", text))
    foreign = len(re.findall("[^\x00-\x7f]", text))
    return foreign - wrong > wrong


def _strict(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "windows-1258":
            raise _damaged(path, encoding.upper(), _line_of(content, error.start, encoding)) from error
        raise UnreadableDataError(
            path,
            vi=f"không nhận ra bảng mã (dòng {_line_of(content, error.start)}); hãy lưu lại dạng CSV UTF-8",
            en=f"unknown encoding (line {_line_of(content, error.start)}); save it as CSV UTF-8",
        ) from error


def _line_of(content: bytes, place: int, encoding: str = "latin-1") -> int:
    before = content[:place].decode(encoding if encoding.startswith("utf-16") else "latin-1", "replace")
    return len(LINE_END.findall(before)) + 1


def _damaged(path: Path, encoding: str, line: int) -> UnreadableDataError:
    return UnreadableDataError(
        path,
        vi=f"dòng {line} có byte hỏng trong bảng mã {encoding}; hãy xuất lại từ nguồn dạng CSV UTF-8",
        en=f"line {line} has a byte broken in {encoding}; export it again as CSV UTF-8",
    )
