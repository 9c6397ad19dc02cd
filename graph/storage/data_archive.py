"""Archives of data folders: pack one, read one at a path or URL, and unpack it into the cache."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Final

from ..loading.errors import DataError, Problem
from ..loading.loader import DATA, data_files, load, version_of
from .atomic_write import atomic_write
from .cache_dir import cache_folder
from .download import download, is_url, read_bounded

MAX_ARCHIVE_BYTES: Final = 100_000_000
"""The maximum size of an archive."""
MAX_UNPACKED_BYTES: Final = 500_000_000
"""The maximum size of all files of an archive, unpacked."""
MAX_FILES: Final = 200_000
"""The maximum number of files in an archive."""
MAX_VERSION_BYTES: Final = 64
"""The maximum length of a version."""
MAX_CACHED_VERSIONS: Final = 3
"""The maximum number of unpacked versions in the user's cache."""
_VERSION_FILE: Final = "VERSION"
_ZIP_ERRORS: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""The errors that zipfile raises for an archive that is damaged, encrypted or compressed by an unknown method."""


def pack(folder: str | Path | None, target: str | Path) -> Path:
    """Pack a data folder into an archive.

    The same data give the same bytes.

    Parameters
    ----------
    folder
        The data folder; the package's own if omitted.
    target
        The folder to write the archive to.

    Returns
    -------
    Path
        The archive, named by the version of the data: clemency-VERSION.zip.

    Raises
    ------
    DataError
        If the data do not pass every check.

    Examples
    --------
    >>> pack(None, "packed").name
    'clemency-....zip'
    """
    root = DATA if folder is None else Path(folder)
    version = load(root).dataset.version
    path = Path(target) / f"clemency-{version}.zip"
    with atomic_write(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # No times and a fixed order, so that the same data give the same bytes.
        archive.writestr(zipfile.ZipInfo(_VERSION_FILE), version, zipfile.ZIP_DEFLATED)
        for name in data_files(root):
            archive.writestr(zipfile.ZipInfo(name), (root / name).read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def read_archive(place: str) -> bytes:
    """Return the bytes of an archive at a path or URL."""
    if is_url(place):
        return download(place, max_bytes=MAX_ARCHIVE_BYTES)
    with Path(place).open("rb") as file:
        return read_bounded(file, place, MAX_ARCHIVE_BYTES)


def unpack_to_cache(content: bytes, place: str, version: str | None) -> Path:
    """Return the folder in the user's cache with the unpacked archive; there is one for each version."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
        # Check the sizes first: a small archive can unpack to a very large one.
        if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise archive_error(place, f"unpacks to more than {MAX_FILES:,} files or {MAX_UNPACKED_BYTES:,} bytes")
        if archive.getinfo(_VERSION_FILE).file_size > MAX_VERSION_BYTES:
            raise archive_error(place, f"has a {_VERSION_FILE} file of more than {MAX_VERSION_BYTES} bytes")
        declared = archive.read(_VERSION_FILE).decode("ascii")
    except (*_ZIP_ERRORS, KeyError, UnicodeDecodeError) as error:
        raise archive_error(place, f"is not a data archive ({error}); create one with: clemency-graph pack") from None
    names = [member.filename for member in members if member.filename != _VERSION_FILE]
    if not declared.isalnum() or not all(map(_is_inside, names)):
        raise archive_error(place, "contains paths outside of the archive")
    if version is not None and declared != version:
        raise archive_error(place, f"has version {declared}, but version {version} is required")
    cache = cache_folder()
    if cache is None:
        # The user has no cache; the system cleans up its temporary folder.
        return _unpack(archive, names, place, Path(tempfile.mkdtemp(prefix="clemency-graph-")) / declared, declared)
    folder = cache / "packed" / declared
    if not folder.is_dir() or version_of(folder) != declared:
        _unpack(archive, names, place, folder, declared)
        _remove_old_versions(folder)
    return folder


def _unpack(archive: zipfile.ZipFile, names: list[str], place: str, folder: Path, version: str) -> Path:
    """Unpack an archive next to a folder, check its version, and replace the folder with it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-", ignore_cleanup_errors=True) as temporary:
        fresh = Path(temporary) / version
        try:
            archive.extractall(fresh, names)
        except (*_ZIP_ERRORS, OSError) as error:
            raise archive_error(place, f"cannot be unpacked: {error}") from None
        if version_of(fresh) != version:
            raise archive_error(place, f"declares version {version}, but its data have another")
        # Another process may have done the same meanwhile; the result is equal.
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(fresh, folder)
    return folder


def _remove_old_versions(folder: Path) -> None:
    """Remove the unpacked versions next to a folder, except the newest."""
    others = [other for other in folder.parent.iterdir() if other != folder and not other.name.startswith(".")]
    others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
    for other in others[MAX_CACHED_VERSIONS - 1 :]:
        shutil.rmtree(other, ignore_errors=True)


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return bool(parts) and not Path(name).is_absolute() and ".." not in parts and "\\" not in name


def archive_error(place: str, message: str) -> DataError:
    """Return the error of an archive, or of other data at a place."""
    return DataError([Problem(place, 1, "", message)])
