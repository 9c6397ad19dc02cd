"""The version of a data folder whose files have not changed since it was computed, as git tells a file that has not.

Reading thousands of small files takes longer than all else in loading a snapshot. What the file system says of them,
their sizes, times and inodes, tells whether any can have changed.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from .atomic_write import atomic_write
from .snapshot import code_hash, load_scalars, snapshot_path

_KIND: Final = "stamp"
_SETTLED_SECONDS: Final = 2
"""A file that changed less than so many seconds ago may change again without another time of change."""


def stamp_of(files: Mapping[str, os.stat_result]) -> str | None:
    """Return a hash of the names, sizes, times and inodes of files; None where these do not show every change."""
    if os.name != "posix" or any(one.st_ctime > time.time() - _SETTLED_SECONDS for one in files.values()):
        return None
    digest = hashlib.sha256()
    for name, one in files.items():
        digest.update(f"{name}\0{one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}\n".encode())
    return digest.hexdigest()


def load_version(root: Path, stamp: str) -> str | None:
    """Return the version that a folder had with the same stamp; None if it is not known."""
    path = snapshot_path(root, _KIND)
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                known, code, version = load_scalars(file)
                if (known, code) == (stamp, code_hash()):
                    return str(version)
    return None


def save_version(root: Path, stamp: str, version: str) -> None:
    """Save the version that a folder has with a stamp; do nothing if it cannot be written."""
    path = snapshot_path(root, _KIND)
    with suppress(OSError):
        if path is not None:
            with atomic_write(path) as file:
                pickle.dump((stamp, code_hash(), version), file, pickle.HIGHEST_PROTOCOL)
