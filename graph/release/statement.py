"""The statement of a release: a JSON file that leads from the hashes of the data files to those of the exports."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ..export import FORMATS, write
from ..graph import KnowledgeGraph
from ..installed_version import installed_version
from ..loading.loader import DATA, data_files, load
from ..storage.atomic_write import atomic_write
from ..storage.data_archive import pack
from .checksums import is_inside, sha256_of

STATEMENT: Final = "statement.json"
"""The name of the statement in a release folder."""
EXPORTS: Final = "exports"
"""The folder of the exports in a release folder."""
LIBRARIES: Final = ("pyarrow", "networkx", "orjson", "pydantic", "pyyaml", "scipy")
"""The libraries that exports are made with; another release of one may write other bytes."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _inside(name: str) -> str:
    if not is_inside(name):
        raise ValueError(f"{name!r} leads out of the folder")
    return name


Name = Annotated[str, AfterValidator(_inside)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatedCode(_Part):
    """The code that made the exports: the version of the package, the commit, and what it ran with."""

    version: str
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")] | None
    python: str
    libraries: dict[str, str]


class StatedData(_Part):
    """The data: their version, the archive, and the hash of each file in it."""

    version: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    released: str
    archive: Annotated[str, Field(pattern=r"^[^/\\]+\.zip$")]
    archive_sha256: Sha256
    files: dict[Name, Sha256]


class Statement(_Part):
    """What a release says of itself.

    Attributes
    ----------
    form : str
        The form of the statement and its number.
    code : StatedCode
        The code that made the exports.
    data : StatedData
        The data, from which the exports follow.
    exports : dict
        The SHA-256 of each export, by its path in the folder `exports/`.
    """

    form: Literal["clemency-graph release statement 1"] = "clemency-graph release statement 1"
    code: StatedCode
    data: StatedData
    exports: dict[Name, Sha256]


def write_release_data(folder: Path, data: Path | None = None, *, commit: str | None = None) -> Statement:
    """Write the data of a release: the archive, all exports and the statement.

    Parameters
    ----------
    folder
        The release folder.
    data
        The data folder; the package's own if omitted.
    commit
        The commit of the code, if it is known.

    Returns
    -------
    Statement
        The statement that was written.

    Raises
    ------
    DataError
        If the data do not pass every check.
    ModuleNotFoundError
        If a library that an export requires is not installed.

    Examples
    --------
    >>> write_release_data(Path("release")).data.archive
    'clemency-....zip'
    """
    root = data or DATA
    archive = pack(root, folder)
    graph = load(root)
    statement = Statement(
        code=current_code(commit),
        data=StatedData(
            version=graph.dataset.version,
            released=graph.dataset.released.isoformat(),
            archive=archive.name,
            archive_sha256=sha256_of(archive),
            files=hashes_of_data(root),
        ),
        exports=write_exports(graph, folder / EXPORTS),
    )
    with atomic_write(folder / STATEMENT) as file:
        file.write(f"{statement.model_dump_json(indent=1)}\n".encode())
    return statement


def current_code(commit: str | None = None) -> StatedCode:
    """Return the code that is running."""
    libraries = {name: found for name in LIBRARIES if (found := installed_version(name))}
    code = installed_version() or "unknown"
    return StatedCode(version=code, commit=commit, python=platform.python_version(), libraries=libraries)


def hashes_of_data(root: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that an archive of a data folder contains, by its path."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in data_files(root)}


def write_exports(graph: KnowledgeGraph, folder: Path) -> dict[str, str]:
    """Write the graph in every format, and return the SHA-256 of each file by its path in the folder."""
    paths = [path for name in FORMATS for path in write(graph, name, folder)]
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in sorted(paths)}
