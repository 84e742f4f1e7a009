"""Templates to fill in, handed over as bytes: for whoever has no folder to write them to."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from khcn_analytics.io.templates.writing import write_template
from khcn_analytics.schemas.registry import dataset_named


def template(dataset: str) -> bytes:
    """The workbook to fill in for a dataset; see :func:`write_template`.

    Raises:
        UnknownNameError: If there is no such dataset.

    Examples:
        >>> template("staff")[:2]
        b'PK'
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, "mau.xlsx")
        write_template(dataset_named(dataset), path)
        return path.read_bytes()
