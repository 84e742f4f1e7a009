"""``khcn serve`` and ``khcn lab``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.dashboards.serving import serve as serve_workspace
from khcn_analytics.notebook import notebooks_folder
from khcn_analytics.vocabulary.labels import Label, Language

_SERVING = Label("{name}: http://{address}:{port}/ (Ctrl+C để dừng)", "{name}: http://{address}:{port}/ (Ctrl+C stops)")


def serve(
    language: Language, workspace: Path | None, port: int, address: str, as_of: str | None, *, no_browser: bool
) -> None:
    """Serve the dashboard until interrupted."""
    data = opened_workspace(workspace, language, as_of=as_of).without_personal_data()
    told = _SERVING.text(language).format(name=data.name.text(language), address=address, port=port)
    serve_workspace(data, port=port, address=address, open_browser=not no_browser, on_ready=lambda: click.echo(told))


def lab(port: int, *, no_browser: bool) -> int:
    """Open JupyterLab, in Vietnamese and without looking for news on the internet."""
    folder = notebooks_folder()
    settings = [str(folder / ".jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    command = [sys.executable, "-P", "-m", "jupyterlab", f"--port={port}", f"--ServerApp.root_dir={folder}"]
    return subprocess.run(
        [*command, *(["--no-browser"] if no_browser else [])],
        check=False,
        env={**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, settings))},
    ).returncode
