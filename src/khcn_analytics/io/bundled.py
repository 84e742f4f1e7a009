"""Where bundled data and notebooks lie: at the top of a checkout, or beside the code when installed."""

from __future__ import annotations

from pathlib import Path

from khcn_analytics.errors import DataNotFoundError

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def bundled_folder(name: str) -> Path:
    """Folder of a bundled dataset.

    Raises:
        DataNotFoundError: If there is none of that name.
    """
    for root in (_PACKAGE / "datasets", _CHECKOUT / "datasets"):
        if (root / name).is_dir():
            return root / name
    raise DataNotFoundError(f"datasets/{name}")


def bundled_notebooks() -> Path:
    """Folder of the notebooks."""
    return (_CHECKOUT if is_checkout() else _PACKAGE) / "notebooks"


def is_checkout() -> bool:
    """Whether the package is used from its checkout, not installed beside others."""
    return not (_PACKAGE / "notebooks").is_dir()


def example_workbook() -> Path:
    """A messy workbook as departments keep them, with planted errors; made up.

    Returns:
        The .xlsx file: a sheet of tasks and one of inspections, under a cover, with headers of two rows, groups,
        totals and signatures.

    Raises:
        DataNotFoundError: If the bundled data are not there.

    Examples:
        >>> example_workbook().name
        'danh-muc-nhiem-vu.xlsx'
    """
    return bundled_folder("messy") / "danh-muc-nhiem-vu.xlsx"
