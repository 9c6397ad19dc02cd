"""Show that wheels of all required dependencies exist for each system and version of Python.

Where one lacks, `pip install clemency-graph` needs a compiler, and fails without. pip is asked what it would install
from wheels alone, newest releases within the bounds. Nothing is installed: .venv/bin/python scripts/wheel_matrix.py

pip reads the conditions of dependencies, such as `sys_platform == "win32"`, for the machine that it runs on. So they
are read here again for the system asked about, and what they add is asked for too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIP: Final = (
    *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--report", "-"),
    *("--disable-pip-version-check", "--only-binary=:all:", "--implementation", "cp"),
)
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
LINUX: Final = range(5, 29)
"""Minor versions of glibc 2 whose wheels work with 2.28, that of Debian 10, Ubuntu 20.04 and Enterprise Linux 8."""
SYSTEMS: Final[dict[str, tuple[list[str], dict[str, str]]]] = {
    "Linux x86_64": (
        ["manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in LINUX)],
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    "Linux aarch64": (
        ["manylinux2014_aarch64", *(f"manylinux_2_{minor}_aarch64" for minor in LINUX)],
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    ),
    "macOS arm64": (
        ["macosx_14_0_arm64"],
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
    "macOS x86_64": (
        ["macosx_14_0_x86_64"],
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    "Windows x86_64": (
        ["win_amd64"],
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
}
"""The tags of wheels that work on each system, and the values of the conditions there."""
_LONGEST: Final = 600
"""The most seconds for one answer of pip; one that tries ever older releases has found no wheel of a new one."""


def main() -> int:
    """Print a line for each system and version; return 1 if a wheel lacks anywhere."""
    project = tomllib.loads(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    lacks = False
    for system, (tags, conditions) in SYSTEMS.items():
        for python in PYTHONS:
            environment = {**conditions, "python_version": python, "python_full_version": f"{python}.0"}
            found, problem = _resolve(project["dependencies"], tags, python, environment)
            lacks |= problem is not None
            print(f"{system:15} {python:5} {problem or f'{len(found)} wheels'}", flush=True)
    return int(lacks)


def _resolve(
    required: Sequence[str], tags: Sequence[str], python: str, environment: dict[str, str]
) -> tuple[set[str], str | None]:
    """Return the names of what pip would install, and what it lacks, or None."""
    wanted = list(required)
    while True:
        report = _ask_pip(wanted, tags, python)
        if isinstance(report, str):
            return set(), report
        metadata = [one["metadata"] for one in report["install"]]
        found = {canonicalize_name(one["name"]) for one in metadata}
        needed = (Requirement(text) for one in metadata for text in one.get("requires_dist", ()))
        more = {
            f"{one.name}{one.specifier}"
            for one in needed
            if one.marker is not None
            and one.marker.evaluate({**environment, "extra": ""})
            and canonicalize_name(one.name) not in found
        }
        if not more:
            return set(map(str, found)), None
        wanted += sorted(more)


def _ask_pip(required: Sequence[str], tags: Sequence[str], python: str) -> dict[str, Any] | str:
    """Return pip's report of what it would install from wheels alone, or what it cannot find."""
    with tempfile.TemporaryDirectory() as folder:
        options = [word for tag in tags for word in ("--platform", tag)]
        done = subprocess.run(
            [*PIP, "--python-version", python, "--target", folder, *options, *required],
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST,
        )
    if done.returncode == 0:
        report: dict[str, Any] = json.loads(done.stdout)
        return report
    lacking = re.findall(r"No matching distribution found for (\S+)", done.stderr)
    return f"NO WHEEL of {', '.join(lacking)}" if lacking else f"pip failed: {done.stderr.strip()[-300:]}"


if __name__ == "__main__":
    sys.exit(main())
