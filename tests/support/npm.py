"""The npm packages of tests/clients, installed once, and its scripts, run with Node."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import clemency_graph
from clemency_graph.web.explorer.build import Node

CLIENTS = Path(__file__).resolve().parents[1] / "clients"
SCHEMA = Path(clemency_graph.__file__).parent / "schema" / "schema.graphql"
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
OLD = 86_400
"""Seconds after which installed packages that are not used may go."""
PACKAGES = ("package.json", "package-lock.json", ".npmrc")


class Scripts:
    """The scripts of tests/clients, in a copy of the folder beside their packages.

    Parameters
    ----------
    node
        The Node.js to run them with.
    cache
        Where the packages are kept from one run of the tests to the next.
    """

    def __init__(self, node: Node, cache: Path) -> None:
        self._node = node
        wanted = hashlib.sha256(b"".join((CLIENTS / name).read_bytes() for name in PACKAGES)).hexdigest()[:16]
        self.folder = cache / wanted
        if not self.folder.is_dir():
            self._install(cache)
        # Programs find the packages from where they are; several processes may run the tests at a time.
        self.copies = self.folder / "copies" / str(os.getpid())
        shutil.copytree(CLIENTS, self.copies, ignore=shutil.ignore_patterns("*.py", "__pycache__", "node_modules"))
        shutil.copyfile(SCHEMA.with_name("possible_types.json"), self.copies / "possible_types.json")
        for name in ("relay", "codegen"):
            shutil.copyfile(SCHEMA, self.copies / name / "schema.graphql")

    def _install(self, cache: Path) -> None:
        """Install the packages beside their place and move them there whole; remove those of older versions."""
        for old in cache.iterdir():
            if time.time() - old.stat().st_mtime > OLD:
                shutil.rmtree(old, ignore_errors=True)
        new = Path(tempfile.mkdtemp(dir=cache))
        for name in PACKAGES:
            shutil.copyfile(CLIENTS / name, new / name)
        self._ran([*self._node.npm, *INSTALL], new)
        try:
            new.rename(self.folder)
        except OSError:
            shutil.rmtree(new)  # another process was first
            assert self.folder.is_dir()

    def remove_copies(self) -> None:
        """Remove the copies of the scripts."""
        shutil.rmtree(self.copies)

    def run(self, script: str, *arguments: str) -> Any:
        """What a script prints, as JSON."""
        return json.loads(self.tool(str(self.copies / script), *arguments))

    def tool(self, path: str, *arguments: str, folder: str = "") -> str:
        """What a program prints: a script, or that of a package."""
        return self._ran([self._node.node, str(self.folder / path), *arguments], self.copies / folder)

    def _ran(self, command: list[str], folder: Path) -> str:
        path = os.pathsep.join([str(Path(self._node.node).parent), os.environ.get("PATH", os.defpath)])
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "npm_config_update_notifier": "false"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout
