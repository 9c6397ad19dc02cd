"""The version of a data folder, found beside the imports: by a process of its own, where there is a processor for it.

To read thousands of small files and hash them takes a while, as does to import what a server needs; together they take
no longer than the longer of the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_begun: Final[dict[Path, Callable[[], str | None]]] = {}


def begin(folder: Path, find: Callable[[Path], str | None]) -> None:
    """Begin to find the version of a folder. Only for a process that has no other threads: it is split in two.

    Parameters
    ----------
    folder
        The folder, by the path by which `found` asks for it.
    find
        Gives the version; None where it is not to be relied upon.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        with suppress(BaseException):
            os.write(writing, (find(folder) or "").encode())
        # Nothing of what the other process has begun is for this one to end.
        os._exit(0)
    os.close(writing)

    def told() -> str | None:
        with open(reading, encoding="ascii") as pipe:
            version = pipe.read()
        # Where the end of other processes is ignored, there is none to wait for.
        with suppress(ChildProcessError):
            os.waitpid(process, 0)
        return version or None

    _begun[folder] = told


def found(folder: Path) -> str | None:
    """The version of a folder as it was begun to be found, once; None where it was not."""
    told = _begun.pop(folder, None)
    return told() if told else None
