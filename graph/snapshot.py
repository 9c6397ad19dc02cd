"""The records of a data folder as they were built, kept in the user's cache until the data or the code change.

A snapshot is only ever made of data that passed every check, and is passed over whenever it does not fit.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from .cache import cache_folder
from .records import Dataset, Records

HERE = Path(__file__).resolve().parent


def recall(root: Path, version: str) -> tuple[Records, Dataset] | None:
    """The records of a version of the data in a folder, if they were kept by the code that asks."""
    path = _path(root)
    # Whatever is wrong with a snapshot, the data files are there to build from again.
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if pickle.load(file) == (version, _code()):
                    records, dataset = pickle.load(file)
                    return Records(*records), dataset
    return None


def keep(root: Path, version: str, records: Records, dataset: Dataset) -> None:
    """Keep the records of a version of the data in place of those of an earlier one, where they can be kept."""
    path = _path(root)
    with suppress(OSError):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                pickle.dump((version, _code()), file, pickle.HIGHEST_PROTOCOL)
                pickle.dump((tuple(records), dataset), file, pickle.HIGHEST_PROTOCOL)
            # At once: another process reads the old one or the whole new one.
            Path(file.name).replace(path)


def _path(root: Path) -> Path | None:
    """One snapshot a folder, so that they do not pile up."""
    folder = cache_folder()
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / f"data-{name}.pickle" if folder else None


@cache
def _code() -> str:
    """A hash of the code that makes records."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
