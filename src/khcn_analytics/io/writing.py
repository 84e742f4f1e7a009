"""Files that people named: written whole or not at all, and never over another by chance.

What is written comes into being in a folder beside its place and is moved there when it is
finished, in one step. Whoever looks meanwhile sees what was there before; so does everybody if
the program is killed or the disk is full. Only on a disk without hard links is a new file there
empty for a moment before it is there whole.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from khcn_analytics.errors import WrongUseError


def refuse_place(path: str | Path, endings: Sequence[str] = (), *, overwrite: bool) -> None:
    """Refuse a place that can't be written to, before any work.

    Args:
        path: The file.
        endings: What its name may end in, such as ``.xlsx``; empty: anything.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        WrongUseError: If the name or the folder is wrong, or what is there is not to be replaced.

    Examples:
        >>> refuse_place("page.pdf", (".html",), overwrite=False)
        Traceback (most recent call last):
        khcn_analytics.errors.WrongUseError: Tên tệp cần đuôi .html: “page.pdf”.
        The file name must end in .html: “page.pdf”.
    """
    path = Path(path)
    if endings and path.suffix.casefold() not in endings:
        listed = " / ".join(endings)
        raise WrongUseError(f"Tên tệp cần đuôi {listed}: “{path}”.", f"The file name must end in {listed}: “{path}”.")
    if not path.parent.is_dir():
        raise WrongUseError(
            f"Không có thư mục “{path.parent}”. Hãy tạo thư mục hoặc chọn nơi khác.",
            f"There is no folder “{path.parent}”. Create it or choose another.",
        )
    if not path.exists():
        return
    if not overwrite:
        raise _already_there(path)
    if not (path.is_file() and os.access(path, os.W_OK)):
        raise WrongUseError(
            f"Không ghi được “{path}”: đó không phải tệp, hoặc là tệp chỉ cho đọc. Hãy chọn tên khác.",
            f"“{path}” can't be written: it is no file, or one that is read-only. Choose another name.",
        )


@contextmanager
def written_whole(path: str | Path, *, overwrite: bool) -> Iterator[Path]:
    """Let a file be written beside its place, then put it there in one step.

    If the block fails nothing is put there. Its folder is for this one file: what else lies in it
    afterwards is removed.

    Args:
        path: Where the file goes; :func:`refuse_place` has seen it.
        overwrite: Whether a file that is there may be replaced. Its permissions stay, and so does a
            symbolic link to it.

    Yields:
        Where to write it.

    Raises:
        WrongUseError: If a file is there meanwhile, or the place can't be written to.
    """
    path = Path(path)
    place = path.resolve() if overwrite and path.is_symlink() else path
    with ExitStack() as stack:
        with _refusals_told(path):
            # In the same folder: a file is moved in one step only within its file system.
            folder = TemporaryDirectory(prefix=".khcn-", dir=place.parent, ignore_cleanup_errors=True)
            unfinished = Path(stack.enter_context(folder)) / "unfinished"
        yield unfinished
        with _refusals_told(path):
            # Else the name may be on the disk before the content is.
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            if overwrite:
                with suppress(OSError):  # there is none, or the disk knows no permissions
                    shutil.copymode(place, unfinished)
                unfinished.replace(place)
            else:
                _put_new(unfinished, place)


def write_bytes(content: bytes, path: str | Path, *, overwrite: bool) -> None:
    """Write a file, whole or not at all.

    Args:
        content: What is in it.
        path: Where it goes; :func:`refuse_place` has seen it.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        WrongUseError: If a file is there, or the place can't be written to.

    Examples:
        >>> with TemporaryDirectory() as folder:
        ...     write_bytes(b"a,b", Path(folder) / "list.csv", overwrite=False)
        ...     [(each.name, each.read_bytes()) for each in Path(folder).iterdir()]
        [('list.csv', b'a,b')]
    """
    with written_whole(path, overwrite=overwrite) as unfinished, _refusals_told(Path(path)):
        unfinished.write_bytes(content)


def _put_new(finished: Path, path: Path) -> None:
    """Give a finished file its name, unless that is taken."""
    if sys.platform == "win32":
        finished.rename(path)  # there it refuses a name that is taken
        return
    try:
        path.hardlink_to(finished)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks and some network disks have no links: the name is taken first, by an empty file.
        path.open("xb").close()
        try:
            finished.replace(path)
        except OSError:
            path.unlink()
            raise


@contextmanager
def _refusals_told(path: Path) -> Iterator[None]:
    """Tell in words what the disk refuses."""
    try:
        yield
    except FileExistsError as error:
        raise _already_there(path) from error
    except OSError as error:
        raise WrongUseError(
            f"Không ghi được “{path}” ({error.strerror or error}). "
            "Hãy kiểm tra quyền ghi, dung lượng trống, và tệp có đang mở trong Excel không.",
            f"“{path}” can't be written ({error.strerror or error}). "
            "Check the permissions, the free space, and whether it is open in Excel.",
        ) from error


def _already_there(path: Path) -> WrongUseError:
    return WrongUseError(
        f"Đã có tệp “{path}”. Chọn tên khác hoặc cho phép ghi đè (overwrite).",
        f"“{path}” is already there. Choose another name or allow it to be replaced (overwrite).",
    )
