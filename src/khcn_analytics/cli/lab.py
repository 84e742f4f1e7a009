"""``khcn lab``: JupyterLab on the notebooks, in Vietnamese, in the Python that has this library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.bundled import bundled_notebooks, is_checkout
from khcn_analytics.vocabulary.labels import Label, Language

OWN_FOLDER = "so-tay-khcn"
"""Where the notebooks of an installed package are copied to, so that nothing is written into the package."""
_SETTINGS = Path(__file__).resolve().parents[1] / "lab_settings"
_KERNEL = "khcn"
_COPIED = Label(
    "Đã chép {new} sổ tay vào “{folder}”; {kept} tệp đã có được giữ nguyên.",
    "{new} notebook(s) copied to “{folder}”; {kept} that were there are left as they were.",
)


def lab(language: Language, folder: Path | None, port: int, *, no_browser: bool) -> int:
    """Open JupyterLab: in a checkout on its notebooks, else on copies of them in a folder of the user's."""
    where = folder or (bundled_notebooks() if is_checkout() else Path(OWN_FOLDER))
    if where != bundled_notebooks():
        new, kept = copy_notebooks(where)
        click.echo(_COPIED.text(language).format(new=new, kept=kept, folder=where), err=True)
    return subprocess.run(
        [*_command(where, port), *(["--no-browser"] if no_browser else [])], check=False, env=environment()
    ).returncode


def copy_notebooks(into: Path) -> tuple[int, int]:
    """Copy the notebooks that are not there yet; what is there may be somebody's work.

    Returns:
        How many were copied, and how many were there.

    Raises:
        WrongUseError: If it is no folder that can be written.
    """
    every = sorted(bundled_notebooks().glob("*.ipynb"))
    missing = [each for each in every if not (into / each.name).exists()]
    try:
        into.mkdir(parents=True, exist_ok=True)
        for each in missing:
            shutil.copyfile(each, into / each.name)
    except OSError as error:
        raise WrongUseError(
            f"Không chép được sổ tay vào “{into}”: không phải thư mục ghi được. Hãy chọn thư mục khác: khcn lab THƯ-MỤC.",
            f"The notebooks can't be copied to “{into}”: no folder that can be written. Choose another: khcn lab FOLDER.",
        ) from error
    return len(missing), len(every) - len(missing)


def environment() -> dict[str, str]:
    """The environment in which Jupyter finds our settings and our kernel: the Python that runs this."""
    found = {name: os.environ.get(name, "") for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH")}
    ours = {name: os.pathsep.join(filter(None, [str(_SETTINGS), value])) for name, value in found.items()}
    return {**os.environ, **ours}


def _command(folder: Path, port: int) -> list[str]:
    first = next(iter(sorted(folder.glob("0*.ipynb"))), None)
    return [
        *(sys.executable, "-P", "-m", "jupyterlab", f"--port={port}", f"--ServerApp.root_dir={folder.resolve()}"),
        f"--MultiKernelManager.default_kernel_name={_KERNEL}",
        *([] if first is None else [f"--LabApp.default_url=/lab/tree/{first.name}"]),
    ]
