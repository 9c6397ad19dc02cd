"""Load data from a folder, an archive, an export, or a URL."""

from __future__ import annotations

from pathlib import Path

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..storage.data_archive import archive_error, read_archive, unpack_to_cache
from ..storage.download import is_url
from .loader import ExtraFolders, load


def load_from(place: str | None = None, version: str | None = None, extra: ExtraFolders = ()) -> KnowledgeGraph:
    """Load the data of a folder, an archive, a JSON Lines export, or the URL of one of these files.

    Parameters
    ----------
    place
        A folder, an archive that `pack` wrote, an export whose name ends in .jsonl, or the URL of a file, such as
        https://example.org/clemency.zip or any other URL that fsspec can open; the package's own data if omitted.
    version
        The required version of the data, or of the record alone where folders are laid over it; any version if
        omitted.
    extra
        A folder of data files that are laid over these, or several; not over an export, which has no files.

    Returns
    -------
    KnowledgeGraph
        The whole graph, immutable.

    Raises
    ------
    DataError
        If the data are invalid, have another version, or cannot be downloaded.
    OSError
        If the place does not exist or cannot be read.
    QueryError
        If folders are laid over an export.
    ModuleNotFoundError
        If the scheme of the URL needs fsspec, and it is not installed.

    Examples
    --------
    >>> load_from("data").state("nv").name
    'Nevada'
    """
    if place is not None and place.endswith(".jsonl"):
        if extra:
            raise QueryError(f"nothing can be laid over {place}, an export; load a data folder or a packed file.")
        from ..export.jsonl import read  # which few need, and takes a while to import

        return read(place, version)
    if place is None or Path(place).is_dir():
        graph = load(place, extra)
    elif is_url(place) or Path(place).is_file():
        graph = load(unpack_to_cache(read_archive(place), place, version), extra)
    else:
        raise FileNotFoundError(f"there are no data at {place}: it is not a folder, an archive or a URL")
    versions = (graph.dataset.version, graph.dataset.version.partition("-")[0])
    if version is not None and version not in versions:
        raise archive_error(place or "data", f"has version {graph.dataset.version}, but version {version} is required")
    return graph
