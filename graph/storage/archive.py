"""Data in one file: a folder packed for other machines, and loaded from a path or an address, held to its version."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from ..graph import KnowledgeGraph
from ..loading.errors import DataError, Problem
from ..loading.loader import DATA, data_files, load, version_of
from .cache_dir import cache_folder

LARGEST: Final = 500_000_000
"""The most bytes that a packed file may unfold to."""
_VERSION: Final = "VERSION"


def pack(folder: str | Path | None, target: str | Path) -> Path:
    """Pack a folder of data into one file.

    Parameters
    ----------
    folder
        The data folder; the package's own when left out.
    target
        The folder to put the file into.

    Returns
    -------
    Path
        The file, named for the version of the data: clemency-VERSION.zip.

    Raises
    ------
    DataError
        When the data are wrong: what is packed has passed every check.

    Examples
    --------
    >>> pack(None, "packed").name
    'clemency-....zip'
    """
    root = DATA if folder is None else Path(folder)
    version = load(root).dataset.version
    path = Path(target) / f"clemency-{version}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        # The same data give the same file: no clock, one order.
        for name, text in [
            (_VERSION, version.encode()),
            *((name, (root / name).read_bytes()) for name in data_files(root)),
        ]:
            packed.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return path


def load_from(place: str | None = None, version: str | None = None) -> KnowledgeGraph:
    """Load the data of a folder, a packed file, or an address of one.

    Parameters
    ----------
    place
        A folder, a file that `pack` made, or its address, such as https://example.org/clemency.zip or whatever else
        fsspec reads; the package's own data when left out.
    version
        The version that the data must have.

    Returns
    -------
    KnowledgeGraph
        The whole graph, immutable.

    Raises
    ------
    DataError
        When anything in the data is wrong, or they are of another version.
    OSError
        When there is nothing at that place, or it can't be read.
    ModuleNotFoundError
        When an address is given without the extra that reads it.

    Examples
    --------
    >>> load_from("data").state("nv").name
    'Nevada'
    """
    if place is None or Path(place).is_dir():
        graph = load(place)
    elif "://" in place or Path(place).is_file():
        graph = load(_unpacked(_content(place), place, version))
    else:
        raise FileNotFoundError(f"there are no data at {place}: it is no folder, no packed file, and no address")
    if version is not None and graph.dataset.version != version:
        told = f"the data are of version {graph.dataset.version}, and {version} is asked for"
        raise DataError([Problem(place or "data", 1, "", told)])
    return graph


def _content(place: str) -> bytes:
    if "://" not in place:
        return Path(place).read_bytes()
    try:
        import fsspec
    except ModuleNotFoundError:
        told = 'to load data from an address needs fsspec; install it with: pip install "clemency-graph[remote]"'
        raise ModuleNotFoundError(told) from None
    with fsspec.open(place, "rb") as file:
        content: bytes = file.read(LARGEST + 1)
    return content


def _unpacked(content: bytes, place: str, version: str | None) -> Path:
    """The folder that a packed file unfolds to: in the user's cache, once for each version."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        told = packed.read(_VERSION).decode()
        names = [name for name in packed.namelist() if name != _VERSION]
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise _wrong(place, f"is not a packed file of data ({error}); make one with: clemency-graph pack") from None
    if not told.isalnum() or any(not _inside(name) for name in names):
        raise _wrong(place, "holds names that lead outside of it")
    if version is not None and told != version:
        raise _wrong(place, f"holds version {told}, and {version} is asked for")
    if sum(one.file_size for one in packed.infolist()) > LARGEST:
        raise _wrong(place, f"unfolds to more than {LARGEST:,} bytes")
    kept = cache_folder() or Path(tempfile.mkdtemp(prefix="clemency-graph-"))
    folder = kept / "packed" / told
    if folder.is_dir() and version_of(folder) == told:
        return folder
    kept.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=kept))
    try:
        packed.extractall(fresh / told, names)
    except (zipfile.BadZipFile, OSError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _wrong(place, f"can't be unfolded: {error}") from None
    if version_of(fresh / told) != told:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _wrong(place, f"does not hold the data of version {told} that it says it holds")
    # Another process may have been first: what it put there is the same.
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    shutil.move(fresh / told, folder)
    shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _inside(name: str) -> bool:
    parts = Path(name).parts
    return bool(parts) and not Path(name).is_absolute() and ".." not in parts and "\\" not in name


def _wrong(place: str, told: str) -> DataError:
    return DataError([Problem(place, 1, "", told)])
