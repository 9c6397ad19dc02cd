"""The file SHA256SUMS of a release, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ..storage.atomic_write import atomic_write

CHECKSUMS: Final = "SHA256SUMS"
"""The name of the file in a release folder."""
MAX_BYTES: Final = 1_000_000
"""The maximum size of the file."""
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def release_files(folder: Path) -> dict[str, Path]:
    """Return all files below a folder except the checksums, by their paths with slashes, sorted."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _is_file(path)}
    return {name: found[name] for name in sorted(found) if name != CHECKSUMS}


def write_checksums(folder: Path) -> Path:
    """Write the checksums of all files in a release folder.

    Parameters
    ----------
    folder
        The release folder.

    Returns
    -------
    Path
        The file that was written, with one line for each file, sorted by name.
    """
    lines = [f"{sha256_of(path)}  {name}\n" for name, path in release_files(folder).items()]
    with atomic_write(folder / CHECKSUMS) as file:
        file.write("".join(lines).encode())
    return folder / CHECKSUMS


def checksum_failures(folder: Path) -> Iterator[str]:
    """Yield one line for each file of a release folder that has no checksum, another one, or is missing."""
    path = folder / CHECKSUMS
    if not path.is_file():
        yield f"{CHECKSUMS}: missing; a release folder has the checksum of each of its files there"
        return
    if path.stat().st_size > MAX_BYTES:
        yield f"{CHECKSUMS}: larger than {MAX_BYTES:,} bytes"
        return
    stated: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or not is_inside(match[2]):
            yield f"{CHECKSUMS}: line {number} is not a checksum, two spaces and the path of a file in the folder"
        elif stated.setdefault(match[2], match[1]) != match[1]:
            yield f"{match[2]}: has two different checksums in {CHECKSUMS}"
    files = release_files(folder)
    for name in sorted(stated.keys() | files.keys()):
        if name not in files:
            yield f"{name}: missing, but it has a checksum in {CHECKSUMS}"
        elif name not in stated:
            yield f"{name}: has no checksum in {CHECKSUMS}"
        elif files[name].is_symlink() or not files[name].is_file():
            yield f"{name}: not a regular file"
        elif (found := sha256_of(files[name])) != stated[name]:
            yield f"{name}: has SHA-256 {found}, but {CHECKSUMS} states {stated[name]}"


def _is_file(path: Path) -> bool:
    """Return whether a path is no folder; a link to one counts, too, since what it leads to is not in the release."""
    return path.is_symlink() or not path.is_dir()


def is_inside(name: str) -> bool:
    """Return whether a path with slashes stays in its folder."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
