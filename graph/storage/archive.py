"""Pack a data folder into one archive, and load data from a folder, an archive or the address of one."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from ..graph import KnowledgeGraph
from ..loading.errors import DataError, Problem
from ..loading.loader import DATA, data_files, load, version_of
from .atomic_write import atomic_write
from .cache_dir import cache_folder

MAX_ARCHIVE: Final = 100_000_000
"""The most bytes of an archive."""
MAX_UNPACKED: Final = 500_000_000
"""The most bytes of all files of an archive, unpacked."""
MAX_FILES: Final = 200_000
"""The most files of an archive."""
MAX_VERSION: Final = 64
"""The most bytes of the name of a version."""
MAX_UNPACKED_VERSIONS: Final = 3
"""The most versions that are kept unpacked in the user's cache."""
_PART: Final = 1_000_000
_VERSION: Final = "VERSION"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""What zipfile raises where an archive is damaged, encrypted or compressed in a way that it does not know."""


def pack(folder: str | Path | None, target: str | Path) -> Path:
    """Pack a data folder into one archive.

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
    with atomic_write(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # The same data give the same file: no clock, one order.
        archive.writestr(zipfile.ZipInfo(_VERSION), version, zipfile.ZIP_DEFLATED)
        for name in data_files(root):
            archive.writestr(zipfile.ZipInfo(name), (root / name).read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def load_from(place: str | None = None, version: str | None = None) -> KnowledgeGraph:
    """Load the data of a folder, an archive, or an address of one.

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
        raise FileNotFoundError(f"there are no data at {place}: it is no folder, no archive, and no address")
    if version is not None and graph.dataset.version != version:
        raise _error(place or "data", f"the data are of version {graph.dataset.version}, and {version} is asked for")
    return graph


def _content(place: str) -> bytes:
    """Return the bytes of an archive, from a path or an address."""
    if "://" not in place:
        with Path(place).open("rb") as file:
            return _read(file, place)
    try:
        import fsspec
    except ModuleNotFoundError:
        needed = 'loading data from an address needs fsspec; install it with: pip install "clemency-graph[remote]"'
        raise ModuleNotFoundError(needed) from None
    with fsspec.open(place, "rb") as file:
        return _read(file, place)


def _read(file: IO[bytes], place: str) -> bytes:
    """Read a file in parts, no further than to the limit."""
    parts: list[bytes] = []
    while part := file.read(_PART):
        parts.append(part)
        if len(parts) * _PART > MAX_ARCHIVE:
            raise _error(place, f"is larger than {MAX_ARCHIVE:,} bytes")
    return b"".join(parts)


def _unpacked(content: bytes, place: str, version: str | None) -> Path:
    """Return the folder that an archive unpacks to: in the user's cache, one for each version."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
        # The sizes come first: a small archive can unpack to very much.
        if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise _error(place, f"unpacks to more than {MAX_FILES:,} files or {MAX_UNPACKED:,} bytes")
        if archive.getinfo(_VERSION).file_size > MAX_VERSION:
            raise _error(place, f"has a {_VERSION} of more than {MAX_VERSION} bytes")
        named = archive.read(_VERSION).decode("ascii")
    except (*_BROKEN, KeyError, UnicodeDecodeError) as error:
        raise _error(place, f"is not an archive of data ({error}); make one with: clemency-graph pack") from None
    names = [member.filename for member in members if member.filename != _VERSION]
    if not named.isalnum() or not all(map(_is_inside, names)):
        raise _error(place, "holds names that lead outside of it")
    if version is not None and named != version:
        raise _error(place, f"holds version {named}, and {version} is asked for")
    cache = cache_folder()
    if cache is None:
        # Of a user without a cache; the system's temporary folder is emptied by the system.
        return _unpack(archive, names, place, Path(tempfile.mkdtemp(prefix="clemency-graph-")) / named, named)
    folder = cache / "packed" / named
    if not folder.is_dir() or version_of(folder) != named:
        _unpack(archive, names, place, folder, named)
        _forget_old(folder)
    return folder


def _unpack(archive: zipfile.ZipFile, names: list[str], place: str, folder: Path, version: str) -> Path:
    """Unpack an archive beside a folder, check its version, and put it in the folder's place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-", ignore_cleanup_errors=True) as temporary:
        fresh = Path(temporary) / version
        try:
            archive.extractall(fresh, names)
        except (*_BROKEN, OSError) as error:
            raise _error(place, f"cannot be unpacked: {error}") from None
        if version_of(fresh) != version:
            raise _error(place, f"does not hold the data of version {version} that it names")
        # Another process may have been first: what it put there is the same.
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(fresh, folder)
    return folder


def _forget_old(folder: Path) -> None:
    """Remove unpacked versions beside a folder, all but the newest."""
    others = [other for other in folder.parent.iterdir() if other != folder and not other.name.startswith(".")]
    others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
    for other in others[MAX_UNPACKED_VERSIONS - 1 :]:
        shutil.rmtree(other, ignore_errors=True)


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return bool(parts) and not Path(name).is_absolute() and ".." not in parts and "\\" not in name


def _error(place: str, message: str) -> DataError:
    return DataError([Problem(place, 1, "", message)])
