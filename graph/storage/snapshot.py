"""The records of a data folder as they were built, kept in the user's cache until the data or the code change.

A snapshot is only ever made of data that passed every check, and is passed over whenever it does not fit. It is a
pickle of plain values, and what is more than that in one is refused: to read it runs no code, whoever wrote it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO

from ..model.records import Dataset, Records
from .atomic_write import atomic_write
from .cache_dir import cache_folder
from .columnar import Table, restored, tables

HERE = Path(__file__).resolve().parents[1]


def recall(root: Path, version: str) -> tuple[Records, Dataset] | None:
    """The records of a version of the data in a folder, if they were kept by the code that asks."""
    path = _path(root)
    # Whatever is wrong with a snapshot, the data files are there to build from again.
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if _Plain(file).load() == (version, _code()):
                    return read(file)
    return None


def last_good(root: Path) -> tuple[Records, Dataset] | None:
    """The records of the data in a folder as they last passed every check, whatever the folder holds by now."""
    path = _path(root)
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if _Plain(file).load()[1] == _code():
                    return read(file)
    return None


def keep(root: Path, version: str, records: Records, dataset: Dataset) -> None:
    """Keep the records of a version of the data in place of those of an earlier one, where they can be kept."""
    path = _path(root)
    with suppress(OSError):
        if path is not None:
            with atomic_write(path) as file:
                pickle.dump((version, _code()), file, pickle.HIGHEST_PROTOCOL)
                write(file, tables(records), dataset)


def write(file: IO[bytes], made: Iterable[Table], dataset: Dataset) -> None:
    """Write the tables of records and what is said of them as a whole, for `read` of the same code."""
    whole = (dataset.title, dataset.version, dataset.released.isoformat(), dataset.license, dataset.citation)
    pickle.dump(whole, file, pickle.HIGHEST_PROTOCOL)
    # Each by itself: what one of them needs to be read is free again before the next.
    for table in made:
        pickle.dump(table, file, pickle.HIGHEST_PROTOCOL)


def read(file: IO[bytes]) -> tuple[Records, Dataset]:
    """Read what `write` wrote.

    Raises
    ------
    Exception
        Of some kind, when it is something else.
    """
    title, version, released, license, citation = _Plain(file).load()
    records = restored(_tables(file))
    return records, Dataset(title, version, date.fromisoformat(released), license, citation)


def _tables(file: IO[bytes]) -> Iterator[Table]:
    while True:
        table: Table = _Plain(file).load()
        yield table
        if not table[0]:
            return


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"a snapshot holds plain values, and no {module}.{name}")


def _path(root: Path) -> Path | None:
    """One snapshot a folder, so that they do not pile up."""
    folder = cache_folder()
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / f"data-{name}.pickle" if folder else None


@cache
def _code() -> str:
    """A hash of the code that makes records."""
    digest = hashlib.sha256()
    for path in sorted(HERE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
