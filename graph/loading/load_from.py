"""Load data from a folder, an archive, an export, or a URL."""

from __future__ import annotations

from pathlib import Path

from ..graph import KnowledgeGraph
from ..storage.data_archive import archive_error, read_archive, unpack_to_cache
from ..storage.download import is_url
from .loader import load


def load_from(place: str | None = None, version: str | None = None) -> KnowledgeGraph:
    """Load the data of a folder, an archive, a JSON Lines export, or the URL of one of these files.

    Parameters
    ----------
    place
        A folder, an archive that `pack` wrote, an export whose name ends in .jsonl, or the URL of a file, such as
        https://example.org/clemency.zip or any other URL that fsspec can open; the package's own data if omitted.
    version
        The required version of the data; any version if omitted.

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
    ModuleNotFoundError
        If the scheme of the URL needs fsspec, and it is not installed.

    Examples
    --------
    >>> load_from("data").state("nv").name
    'Nevada'
    """
    if place is not None and place.endswith(".jsonl"):
        from ..export.jsonl import read  # which few need, and takes a while to import

        return read(place, version)
    if place is None or Path(place).is_dir():
        graph = load(place)
    elif is_url(place) or Path(place).is_file():
        graph = load(unpack_to_cache(read_archive(place), place, version))
    else:
        raise FileNotFoundError(f"there are no data at {place}: it is not a folder, an archive or a URL")
    if version is not None and graph.dataset.version != version:
        raise archive_error(place or "data", f"has version {graph.dataset.version}, but version {version} is required")
    return graph
