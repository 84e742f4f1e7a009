import struct
import zlib

import vl_convert

from khcn_analytics.charts.png import packed

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><circle cx="20" cy="20" r="15"/></svg>'


def chunks(picture: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        kind, data = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        assert struct.unpack(">I", picture[place + 8 + length : place + 12 + length]) == (zlib.crc32(kind + data),)
        found[kind] = found.get(kind, b"") + data
        place += 12 + length
    return found


def test_the_pixels_are_the_same_in_fewer_bytes():
    before = vl_convert.svg_to_png(DRAWING)
    after = packed(before, "")

    assert zlib.decompress(chunks(before)[b"IDAT"]) == zlib.decompress(chunks(after)[b"IDAT"])
    assert chunks(before)[b"IHDR"] == chunks(after)[b"IHDR"]
    assert len(chunks(after)[b"IDAT"]) < len(chunks(before)[b"IDAT"])


def test_the_alt_text_is_inside():
    text = chunks(packed(vl_convert.svg_to_png(DRAWING), "Một hình tròn."))[b"iTXt"]

    assert text == "Description\0\0\0\0\0Một hình tròn.".encode()


def test_other_programs_can_still_open_it():
    picture = packed(vl_convert.svg_to_png(DRAWING), "Một hình tròn.")

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert list(chunks(picture)) == [b"IHDR", b"pHYs", b"iTXt", b"IDAT", b"IEND"]
