"""A file that came through a browser: kept under a safe name, checked as an import would, copied with its problems."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from weakref import finalize

from khcn_analytics.errors import KhcnError, UnreadableDataError
from khcn_analytics.io.checking import CheckedFile, check_all
from khcn_analytics.store.importing import ImportReport, import_files
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Language

if TYPE_CHECKING:
    from khcn_analytics.io.problems.annotating import AnnotatedCopy

LARGEST_UPLOAD = 14 * 2**20
"""Bytes of the largest file: it travels a third longer, in one message of at most 20 MB."""
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".parquet")
_LONGEST_NAME = 60
_NO_NAME = "tep-tai-len"


class Upload:
    """A file in a folder of its own that only this user can read; the folder goes with the object.

    Args:
        name: Its name as the browser tells it; only the last part is used, and what no system takes is replaced.
        content: What is in it.

    Attributes:
        path: Where it is kept.

    Raises:
        UnreadableDataError: If it is over the limit.
    """

    def __init__(self, name: str, content: bytes) -> None:
        kept_name = safe_name(name)
        if len(content) > LARGEST_UPLOAD:
            raise too_large(kept_name)
        folder = mkdtemp(prefix="khcn-")
        finalize(self, rmtree, folder, ignore_errors=True)
        self.path = Path(folder) / kept_name
        self.path.write_bytes(content)

    def check(self, workspace: Workspace) -> tuple[CheckedFile[Any], ...]:
        """Check it as an import into a workspace would, beside the records that are there.

        Raises:
            KhcnError: As :func:`~khcn_analytics.io.checking.check_all`.
        """
        codes = list(workspace.departments)
        defaults = {"department": codes[0]} if len(codes) == 1 else {}
        with self._called_by_its_name():
            return check_all(self.path, defaults=defaults, beside=workspace.datasets)

    def annotated(self, checked: Sequence[CheckedFile[Any]], language: Language) -> AnnotatedCopy:
        """A copy as a workbook in which every problem is seen where it is.

        Raises:
            KhcnError: As :func:`~khcn_analytics.io.problems.annotating.annotate`.
        """
        # The library that writes it is loaded for whoever wants a copy.
        from khcn_analytics.io.problems.annotating import annotate  # noqa: PLC0415

        folder = self.path.parent / "copy"
        folder.mkdir(exist_ok=True)
        with self._called_by_its_name():
            return annotate(self.path, checked, folder / "copy.xlsx", language=language, overwrite=True)

    def bring_in(self, workspace: Path) -> ImportReport:
        """Import it into the folder of a workspace if every record is right, all of it or nothing.

        Raises:
            KhcnError: As :func:`~khcn_analytics.store.importing.import_files`.
        """
        with self._called_by_its_name():
            return import_files(workspace, self.path, strict=True)

    @contextmanager
    def _called_by_its_name(self) -> Iterator[None]:
        """Errors name the file as its user knows it, not where it is kept meanwhile."""
        place = f"{self.path.parent}{os.sep}"
        try:
            yield
        except KhcnError as error:
            if place not in f"{error.vi}{error.en}":
                raise
            raise KhcnError(error.vi.replace(place, ""), error.en.replace(place, "")) from error


def too_large(name: str) -> UnreadableDataError:
    """What is told of a file over the limit."""
    size = LARGEST_UPLOAD // 2**20
    return UnreadableDataError(
        name,
        vi=f"tệp lớn hơn {size} MB nên không tải lên được; hãy chia thành nhiều tệp, hoặc nhập bằng lệnh khcn import",
        en=f"over {size} MB, too large to be uploaded; split it into several files, or use khcn import",
    )


def safe_name(name: str) -> str:
    r"""The name of a file as every system takes it, without any folder.

    Examples:
        >>> safe_name("../../etc/Danh mục: 2024?.xlsx"), safe_name("C:\\x\\a.csv"), safe_name("..")
        ('Danh mục_ 2024_.xlsx', 'a.csv', 'tep-tai-len')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join("_" if each in '<>:"|?*' or not each.isprintable() else each for each in last)
    # The end of a long name is kept: it says what kind of file it is.
    return plain.strip(" .")[-_LONGEST_NAME:].strip(" .") or _NO_NAME
