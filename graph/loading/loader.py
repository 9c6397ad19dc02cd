"""Loading: read every file, tell every problem, or give the graph."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Dataset, EntityType, Records
from ..storage.snapshot import keep, last_good, recall
from .errors import DataError, Problem, suggestion
from .history_reader import read_history

DATA: Final = Path(__file__).resolve().parents[2] / "data"
"""The data that the package carries."""

FOLDERS: Final = (*(type.value for type in EntityType), "term")
"""The folders of data files: one for each type of entity, and the terms of office."""

_BESIDE: Final = frozenset(("README.md", "LICENSE", "dataset.yaml", "assertions.yaml", "schema", "history"))
_PART: Final = 1 << 17
_PATH: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_TERM_PATH: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?/[a-z_]+")


def load(folder: str | Path | None = None) -> KnowledgeGraph:
    """Load a folder of data files into a graph.

    Parameters
    ----------
    folder
        A folder shaped like the package's own `data/`; that one when left out.

    Returns
    -------
    KnowledgeGraph
        The whole graph, immutable.

    Raises
    ------
    DataError
        When anything in the folder is wrong; it holds every problem, with file, line and field.
    FileNotFoundError
        When there is no such folder.

    Examples
    --------
    >>> load().state("nv").name
    'Nevada'
    """
    root = _root(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"there is no data folder {root}")
    with uncollected():
        return _graph(root, *_records(root))


def load_last_good(folder: str | Path | None = None) -> KnowledgeGraph | None:
    """The graph of a folder's data as they last passed every check here; None where nothing is kept of them."""
    root = _root(folder)
    with uncollected():
        known = last_good(root)
        if known is None:
            return None
        return _graph(root, *known)


def check_folder(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a data folder, sorted by file and line; none when it is right."""
    try:
        load(folder)
    except DataError as error:
        return error.problems
    return ()


def data_files(folder: Path) -> list[str]:
    """The files of a data folder by their paths in it: the data themselves, and the history of their releases."""
    return [name for name in _files(folder) if name.endswith(".yaml") or name.startswith("history/")]


def version_of(folder: Path) -> str:
    """The version of the data in a folder: a hash of their content."""
    return _version({name: (folder / name).read_bytes() for name in _files(folder) if name.endswith(".yaml")})


def _graph(root: Path, records: Records, dataset: Dataset) -> KnowledgeGraph:
    history = read_history(root / "history")
    return KnowledgeGraph(records.entities.values(), records.terms.values(), dataset, history)


def _root(folder: str | Path | None) -> Path:
    return DATA if folder is None else Path(folder)


def _records(root: Path) -> tuple[Records, Dataset]:
    """The records of a folder, from their snapshot where there is one of this very content."""
    files = _files(root)
    misplaced = list(_misplaced(files))
    texts = {name: _read(f"{root}{os.sep}{name}") for name in files if name.endswith(".yaml")}
    version = _version(texts)
    known = None if misplaced else recall(root, version)
    if known is None:
        # Only now is it needed to read YAML and to hold it to its shape, which takes a while to import.
        from .pipeline import make

        known = make(texts, version, misplaced)
        keep(root, version, *known)
    return known


def _files(root: Path) -> list[str]:
    """Return the paths, with slashes and sorted, of all files below a folder that do not start with a dot."""
    found: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{root}{os.sep}{folder}") as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir():
                    found.append(folder + entry.name)
                elif not entry.name.startswith("__") and not entry.is_symlink():
                    folders.append(f"{folder}{entry.name}/")
    return sorted(found)


def _read(path: str) -> bytes:
    # A third of the time that Path.read_bytes takes, which counts where there are thousands of small files.
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = [os.read(file, _PART)]
        while len(parts[-1]) == _PART:
            parts.append(os.read(file, _PART))
        return b"".join(parts)
    finally:
        os.close(file)


def _version(texts: Mapping[str, bytes]) -> str:
    """Return a hash of the data's content, the same whatever ends its lines."""
    digest = hashlib.sha256()
    for name, content in texts.items():
        text = content.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()[:16]


def _misplaced(files: Iterable[str]) -> Iterator[Problem]:
    """Files that would be passed over in silence."""
    strange = set()
    for file in files:
        folder, _, name = file.partition("/")
        if folder in _BESIDE:
            continue
        if folder not in FOLDERS:
            strange.add(folder)
        elif not file.endswith(".yaml"):
            yield Problem(file, 1, "", "not a data file; its name must end in .yaml")
        elif not (_TERM_PATH if folder == "term" else _PATH).fullmatch(slug := name.removesuffix(".yaml")):
            yield Problem(file, 1, "", f"'{slug}' is not a slug; use lower-case letters, digits and single hyphens")
    for name in strange:
        near = suggestion(name, FOLDERS)
        yield Problem(name, 1, "", f"not a part of the data{near or ';'} folders are {', '.join(FOLDERS)}")


@contextmanager
def uncollected() -> Iterator[None]:
    """What makes many objects and no garbage, without the collector, which would walk them all again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def collect_from_here() -> None:
    """Let the collector run in a process that serves: what there is by now stays to the end, and is not walked."""
    gc.freeze()
    gc.enable()
