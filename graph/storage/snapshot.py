"""A snapshot of the records of a data folder, in the user's cache until the data or the code change.

Only data that passed every check are saved, and a snapshot that does not match is ignored. It is a pickle of scalars
and of lists, tuples and dicts of them; anything else in it is refused, so that reading a snapshot runs no code,
even one that somebody else wrote.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, Any, Final

from ..model.moved_ids import MovedId
from ..model.records import Dataset, Records
from .atomic_write import atomic_write
from .cache_dir import cache_folder
from .columnar import Table, from_tables, to_tables

_CODE: Final = Path(__file__).resolve().parents[1]
"""The folder of the code that builds records."""


def load_snapshot(root: Path, version: str) -> tuple[Records, Dataset] | None:
    """Return the records of a version of the data in a folder; None if there is no snapshot of it by this code."""
    path = snapshot_path(root, "data")
    # Whatever is wrong with a snapshot, the records can be built again from the data files.
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if load_scalars(file) == (version, code_hash()):
                    return read(file)
    return None


def load_last_snapshot(root: Path) -> tuple[Records, Dataset] | None:
    """Return the records of the last version of a folder that passed every check, whatever it contains now."""
    path = snapshot_path(root, "data")
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if load_scalars(file)[1] == code_hash():
                    return read(file)
    return None


def save_snapshot(root: Path, version: str, records: Records, dataset: Dataset) -> None:
    """Save the records of a version of the data in place of an earlier one; do nothing if they cannot be written."""
    path = snapshot_path(root, "data")
    with suppress(OSError):
        if path is not None:
            with atomic_write(path) as file:
                pickle.dump((version, code_hash()), file, pickle.HIGHEST_PROTOCOL)
                write(file, to_tables(records), dataset)


def write(file: IO[bytes], tables: Iterable[Table], dataset: Dataset) -> None:
    """Write the tables of records and the dataset, for `read` of the same code."""
    about = (dataset.title, dataset.version, dataset.released.isoformat(), dataset.license, dataset.citation)
    header = (*about, [(one.hash, one.entity) for one in dataset.moved], dataset.extra)
    pickle.dump(header, file, pickle.HIGHEST_PROTOCOL)
    # One pickle a table: the memory for reading one is free before the next.
    for table in tables:
        pickle.dump(table, file, pickle.HIGHEST_PROTOCOL)


def read(file: IO[bytes]) -> tuple[Records, Dataset]:
    """Read the records and the dataset that `write` wrote.

    Raises
    ------
    Exception
        Of any type, if the content is something else.
    """
    title, version, released, license, citation, moved, extra = load_scalars(file)
    records = from_tables(_tables(file))
    moved = tuple(MovedId(*one) for one in moved)
    return records, Dataset(title, version, date.fromisoformat(released), license, citation, moved, extra)


def _tables(file: IO[bytes]) -> Iterator[Table]:
    while True:
        table: Table = load_scalars(file)
        yield table
        if not table[0]:
            return


def load_scalars(file: IO[bytes]) -> Any:
    """Return what one pickle of scalars and containers holds.

    Raises
    ------
    Exception
        Of any type, if it is something else.
    """
    return _RestrictedUnpickler(file).load()


class _RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"a snapshot holds scalars and containers only, not {module}.{name}")


def snapshot_path(root: Path, kind: str) -> Path | None:
    """Return the path of the one snapshot of a kind for a folder; one each, so that they do not accumulate."""
    folder = cache_folder()
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / f"{kind}-{name}.pickle" if folder else None


@cache
def code_hash() -> str:
    """Return a hash of the code that builds records."""
    digest = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
