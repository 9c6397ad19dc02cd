"""The version of a folder's data, told by the marks that the file system puts on each file when it is written.

To read thousands of small files only to find that none of them changed takes a good part of a start. As git does it:
files whose size, times and number are those of before hold what they held before. A file that was written in the
moment of looking might be written once more without a trace; where there is one as young as that, nothing is noted.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from .cache_dir import cache_folder

YOUNG: Final = 2_000_000_000
"""Nanoseconds for which a file is young: the coarsest clock of a file system ticks every two seconds."""


class Marks(NamedTuple):
    """The marks of all files of a folder.

    Attributes
    ----------
    digest : str
        A hash of the names of the files and of their marks.
    settled : bool
        Whether none of them was young when they were looked at.
    """

    digest: str
    settled: bool


def marks_of(files: Mapping[str, os.DirEntry[str]]) -> Marks | None:
    """The marks of files, by their paths; None where the system puts none on them that can be relied upon."""
    if os.name != "posix":
        return None
    until = time.time_ns() - YOUNG
    found = [entry.stat() for entry in files.values()]
    # The last change of the file's own record can't be set back by those who copy files with their times.
    marks = [(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in found]
    settled = all(written < until and changed < until for _, written, changed, _ in marks)
    # In the second version the same values are always the same bytes.
    return Marks(hashlib.sha256(marshal.dumps((list(files), marks), 2)).hexdigest(), settled)


def version_by(root: Path, marks: Marks | None) -> str | None:
    """The version that was noted of a folder whose files had these marks; None where none was."""
    path = _path(root)
    with suppress(OSError, ValueError):
        if marks is not None and path is not None:
            digest, version = path.read_text("ascii").split()
            return version if digest == marks.digest else None
    return None


def note(root: Path, marks: Marks | None, version: str) -> None:
    """Note the version of a folder whose files had these marks before they were read, where that can be relied upon."""
    path = _path(root)
    with suppress(OSError):
        if marks is not None and marks.settled and path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="ascii") as file:
                file.write(f"{marks.digest} {version}\n")
            Path(file.name).replace(path)


def _path(root: Path) -> Path | None:
    folder = cache_folder()
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / f"marks-{name}" if folder else None
