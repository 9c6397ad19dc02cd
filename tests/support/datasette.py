"""Datasette, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from clemency_graph.graph.storage.cache_dir import cache_folder

PINS = Path(__file__).resolve().parents[1] / "bench" / "datasette.txt"


def datasette() -> Path:
    """Return the command, after installing it where it is not."""
    folder = (cache_folder() or Path(tempfile.gettempdir())) / "datasette"
    command = folder / ("Scripts" if sys.platform == "win32" else "bin") / "datasette"
    if not command.exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([command.with_name("pip"), "install", "-q", "-r", PINS], check=True)
    return command
