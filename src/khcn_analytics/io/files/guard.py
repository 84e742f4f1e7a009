"""Looks at a file before any reader touches it: what it really is, and whether it is safe to unpack.

The name of a file says nothing: exports of other systems are web pages named .xls, and a workbook
of two kilobytes can unpack to gigabytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

from khcn_analytics.errors import UnreadableDataError

FileKind = Literal["workbook", "parquet", "text"]

# Real workbooks unpack to 4 to 19 times their size; a limit of 200 leaves room for very regular ones.
LARGEST_FILE = 512 * 2**20
LARGEST_RATIO = 200
LARGEST_UNPACKED = 500 * 2**20
MOST_PARTS = 10_000
_SMALL = 10 * 2**20

_ZIP, _OLE, _PARQUET, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<!doctype html", b"<html", b"<table")


def sniff(path: Path) -> FileKind:
    """What a file is, by its content.

    Raises:
        UnreadableDataError: If it is empty or nothing this library reads.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise UnreadableDataError(path, vi="tệp không có dữ liệu", en="the file holds no data")
    if head.startswith((_ZIP, _OLE)):
        return "workbook"
    if head.startswith(_PARQUET):
        return "parquet"
    if head.startswith(_PDF):
        raise UnreadableDataError(path, vi="đây là tệp PDF, cần tệp bảng tính", en="this is a PDF, a table is needed")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        raise UnreadableDataError(
            path,
            vi="đây là trang web (HTML); hãy mở bằng Excel rồi lưu lại dạng .xlsx",
            en="this is a web page (HTML); open it in Excel and save it as .xlsx",
        )
    return "text"


def refuse_protected(path: Path) -> None:
    """Refuse a workbook that a password protects: its zip is encrypted inside an old kind of file.

    Raises:
        UnreadableDataError: If it is one.
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE or _ENCRYPTED not in file.read():
            return
    raise UnreadableDataError(
        path, vi="tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", en="protected by a password; remove it and save"
    )


def refuse_large(path: Path) -> None:
    """Refuse a file that is too large to be a list of records, before anything of it is read.

    Raises:
        UnreadableDataError: If it is one.
    """
    if path.stat().st_size > LARGEST_FILE:
        size = LARGEST_FILE // 2**20
        raise UnreadableDataError(
            path,
            vi=f"tệp lớn hơn {size} MB; hãy chia thành nhiều tệp",
            en=f"over {size} MB; split it into several files",
        )


def refuse_bomb(path: Path) -> None:
    """Refuse a zipped workbook that would unpack to too much, without unpacking it.

    Raises:
        UnreadableDataError: If it is damaged, protected by a password, or too large unpacked.
    """
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableDataError(path, vi="tệp bị hỏng hoặc bị cắt cụt", en="damaged or cut short") from error
    names = [each.filename for each in parts]
    unpacked = sum(each.file_size for each in parts)
    packed = max(sum(each.compress_size for each in parts), 1)
    if len(parts) > MOST_PARTS or len(set(names)) < len(names):
        raise UnreadableDataError(
            path, vi="cấu trúc bên trong tệp không hợp lệ", en="the parts inside the file are not valid"
        )
    if any(each.flag_bits & 1 for each in parts):
        raise UnreadableDataError(
            path, vi="tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", en="protected by a password; remove it and save"
        )
    if unpacked > LARGEST_UNPACKED or (unpacked > _SMALL and unpacked / packed > LARGEST_RATIO):
        size = round(unpacked / 2**20)
        raise UnreadableDataError(
            path,
            vi=f"giải nén ra {size} MB, lớn bất thường so với tệp; hãy chép dữ liệu sang tệp mới",
            en=f"it unpacks to {size} MB, far too much for its size; copy the data to a new file",
        )
