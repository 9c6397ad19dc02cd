"""The export formats, and functions that write an export to files or return it as a download."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..loading.errors import suggestion
from ..queries.subgraph import subgraph
from . import datapackage, gexf, graphml, jsonl, jsonld, parquet, sqlite


@dataclass(frozen=True, slots=True)
class Format:
    """An export format of the whole graph.

    Attributes
    ----------
    name : str
        The name of the format.
    description : str
        The format, and the tools that read it.
    suffix : str
        The suffix of its file; empty for a format of several files, which are written to a folder.
    media_type : str
        The media type of an HTTP response with the export.
    files : callable
        Return the name and the content of each file.
    part : callable or None
        Return the same for the entities with the given ids only; None if the format also requires the records that
        these refer to.
    """

    name: str
    description: str
    suffix: str
    media_type: str
    files: Callable[[KnowledgeGraph], Iterable[tuple[str, str | bytes]]]
    part: Callable[[KnowledgeGraph, frozenset[str]], Iterable[tuple[str, str | bytes]]] | None = None

    @property
    def is_folder(self) -> bool:
        """True if the format has several files."""
        return not self.suffix


@dataclass(frozen=True, slots=True)
class Download:
    """An export as one file, for an HTTP response."""

    name: str
    media_type: str
    body: bytes
    version: str


def _jsonl(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    yield "", "".join(f"{line}\n" for line in jsonl.lines(graph))


FORMATS: Final = {
    one.name: one
    for one in (
        Format(
            "csv", "CSV with a Frictionless data package, one file for each table", "", "text/csv", datapackage.files
        ),
        Format(
            "parquet",
            "Parquet, one file for each table; requires pyarrow",
            "",
            "application/vnd.apache.parquet",
            parquet.files,
        ),
        Format(
            "sqlite",
            "SQLite with foreign keys and full-text search, with metadata for Datasette",
            "",
            "application/vnd.sqlite3",
            sqlite.files,
        ),
        Format("jsonl", "JSON Lines, one record per line; `load` reads it", ".jsonl", "application/jsonl", _jsonl),
        Format(
            "jsonld",
            "JSON-LD with PROV-O, for RDF",
            ".jsonld",
            "application/ld+json",
            lambda graph: [("", jsonld.document(graph))],
        ),
        Format(
            "graphml",
            "GraphML, for igraph, Cytoscape and yEd",
            ".graphml",
            "application/graphml+xml",
            lambda graph: [("", graphml.document(graph))],
            lambda graph, of: [("", graphml.document(graph, of))],
        ),
        Format(
            "gexf",
            "GEXF, for Gephi",
            ".gexf",
            "application/gexf+xml",
            lambda graph: [("", gexf.document(graph))],
            lambda graph, of: [("", gexf.document(graph, of))],
        ),
    )
}
"""Every format, by its name."""


def write(graph: KnowledgeGraph, format: str, folder: str | Path = ".") -> list[Path]:
    """Export the whole graph to files.

    Parameters
    ----------
    graph
        The graph.
    format
        The name of one of `FORMATS`.
    folder
        The target folder; it is created if necessary. The names of the files contain the release date and the version
        of the dataset.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    QueryError
        If there is no such format.
    ModuleNotFoundError
        If a library that the format requires is not installed.

    Examples
    --------
    >>> write(load(), "graphml", "exports")
    [PosixPath('exports/clemency-graph-2026-11-22-994c7412a7a061a6.graphml')]
    """
    chosen = _format(format)
    return _write(chosen, chosen.files(graph), Path(folder), stem(graph))


def write_part(graph: KnowledgeGraph, ids: Iterable[str], format: str, folder: str | Path = ".") -> list[Path]:
    """Export some entities to files, as `write` exports the whole graph.

    The formats of network tools contain these entities and the edges between them. All other formats also contain the
    records that these and their claims refer to, so that each file can be read by itself.

    Parameters
    ----------
    graph
        The whole graph.
    ids
        The ids of the entities.
    format, folder
        The same as for `write`.

    Returns
    -------
    list of Path
        The files that were written; their names contain `part`.

    Raises
    ------
    QueryError
        If there is no such format.
    """
    chosen, wanted = _format(format), frozenset(ids)
    files = chosen.part(graph, wanted) if chosen.part else chosen.files(subgraph(graph, wanted))
    return _write(chosen, files, Path(folder), f"{stem(graph)}-part")


def _write(format: Format, files: Iterable[tuple[str, str | bytes]], root: Path, name: str) -> list[Path]:
    written = []
    for file, content in files:
        path = root / f"{name}-{format.name}" / file if format.is_folder else root / f"{name}{format.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        written.append(path)
    return written


def download(graph: KnowledgeGraph, format: str) -> Download:
    """Export the whole graph as one file; a format of several files becomes a ZIP archive.

    The result is cached with the graph. Two downloads of one version have the same bytes.

    Parameters
    ----------
    graph
        The graph.
    format
        The name of one of `FORMATS`.

    Raises
    ------
    QueryError
        If there is no such format.
    ModuleNotFoundError
        If a library that the format requires is not installed.
    """
    return graph.cached(_download, _format(format).name)


def stem(graph: KnowledgeGraph) -> str:
    """Return the prefix of the names of exports: the release date and the version of the data."""
    return f"clemency-graph-{graph.dataset.released}-{graph.dataset.version}"


def _download(graph: KnowledgeGraph, format: str) -> Download:
    chosen = FORMATS[format]
    files = [(name, content.encode() if isinstance(content, str) else content) for name, content in chosen.files(graph)]
    version = graph.dataset.version
    if not chosen.is_folder:
        ((_, body),) = files
        return Download(f"{stem(graph)}{chosen.suffix}", chosen.media_type, body, version)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, body in files:
            # The release date instead of the current time: the same data give the same bytes.
            released = graph.dataset.released
            info = zipfile.ZipInfo(name, (released.year, released.month, released.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(info, body)
    return Download(f"{stem(graph)}-{chosen.name}.zip", "application/zip", archive.getvalue(), version)


def _format(name: str) -> Format:
    if name not in FORMATS:
        hint = suggestion(name, FORMATS)
        raise QueryError(f"there is no format {name!r}{hint or ';'} formats are {', '.join(FORMATS)}.")
    return FORMATS[name]
