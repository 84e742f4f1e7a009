"""Streams of an OLE compound file, the container of .xls workbooks ([MS-CFB])."""

from __future__ import annotations

from dataclasses import dataclass
from struct import unpack_from

from khcn_analytics.io.files.special_cells import UnscannableError

_HEADER, _ENTRY, _IN_HEADER = 512, 128, 109
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def ole_stream(content: bytes, *names: str) -> bytes:
    """The first of the named streams that is there.

    Raises:
        UnscannableError: If there is none, or the file is damaged.
    """
    sector_size = 1 << unpack_from("<H", content, 30)[0]
    mini_size = 1 << unpack_from("<H", content, 32)[0]
    directory, cutoff, mini_start = unpack_from("<I4xII", content, 48)
    if sector_size not in (512, 4096) or mini_size > sector_size:
        raise UnscannableError("not a compound file")
    sectors = _Sectors(content[max(sector_size, _HEADER) :], sector_size)
    fat = _numbers(b"".join(sectors.one(each) for each in _fat_sectors(content, sectors)))
    entries = _entries(sectors.chain(directory, fat))
    root = next((each for each in entries if each.kind == _ROOT), None)
    for name in names:
        for entry in entries:
            if entry.kind != _STREAM or entry.name.casefold() != name.casefold():
                continue
            if entry.size >= cutoff or root is None:
                return sectors.chain(entry.start, fat)[: entry.size]
            # Short streams lie in the stream of the root, in sectors of their own.
            short = _Sectors(sectors.chain(root.start, fat), mini_size)
            return short.chain(entry.start, _numbers(sectors.chain(mini_start, fat)))[: entry.size]
    raise UnscannableError("no stream of a workbook")


@dataclass(frozen=True, slots=True)
class _Sectors:
    content: bytes
    size: int

    def one(self, place: int) -> bytes:
        found = self.content[place * self.size : (place + 1) * self.size]
        if not found:
            raise UnscannableError("a sector lies after the end of the file")
        return found

    def chain(self, start: int, following: tuple[int, ...]) -> bytes:
        """The sectors from ``start`` on, each followed by the one the table says."""
        parts: list[bytes] = []
        place = start
        while place < _LAST_SECTOR:
            if place >= len(following) or len(parts) > len(following):
                raise UnscannableError("the chain of sectors is broken")
            parts.append(self.one(place))
            place = following[place]
        return b"".join(parts)


def _fat_sectors(content: bytes, sectors: _Sectors) -> list[int]:
    """Where the table of sectors lies: the first 109 in the header, the others in a chain."""
    places = list(unpack_from(f"<{_IN_HEADER}I", content, 76))
    following, count = unpack_from("<II", content, 68)
    for _ in range(count):
        if following >= _LAST_SECTOR:
            break
        *more, following = _numbers(sectors.one(following))
        places.extend(more)
    return [each for each in places if each < _LAST_SECTOR]


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = unpack_from("<HB", directory, place + 64)
        start, size = unpack_from("<II", directory, place + 116)
        name = directory[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        entries.append(_Entry(name, kind, start, size))
    return entries


def _numbers(content: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(content) // 4}I", content)
