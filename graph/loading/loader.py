"""Load a folder of data files into a graph."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..graph import KnowledgeGraph
from ..model.records import Dataset, EntityType, Records
from ..storage.file_stamps import load_version, save_version, stamp_of
from ..storage.snapshot import load_last_snapshot, load_snapshot, save_snapshot
from .errors import DataError, Problem, suggestion
from .release_history_reader import check_days, read_history

if TYPE_CHECKING:
    from .overlay import Extra

ExtraFolders = str | Path | Sequence[str | Path]
"""One extra folder, or several."""

DATA: Final = Path(__file__).resolve().parents[2] / "data"
"""The data folder of the package."""

FOLDERS: Final = (*(type.value for type in EntityType), "term", "series")
"""The folders of data files: one for each type of entity, and those for terms of office and series."""

_OTHER_FILES: Final = frozenset(
    ("README.md", "LICENSE", "dataset.yaml", "assertions.yaml", "moved.yaml", "schema", "history", "answers")
)
_OF_THE_RECORD: Final = frozenset(("dataset.yaml", "assertions.yaml", "moved.yaml", "schema", "history", "answers"))
_CHUNK_BYTES: Final = 1 << 17
PATH: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
"""The form of the path of an entity's file in the folder of its type."""
_OF_PLACE: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?/[a-z_]+")


def load(folder: str | Path | None = None, extra: ExtraFolders = ()) -> KnowledgeGraph:
    """Load a folder of data files into a graph.

    Parameters
    ----------
    folder
        A folder with the same structure as the package's `data/`, which is the default.
    extra
        A folder of data files that are laid over these, or several: new entities, and claims about existing ones.

    Returns
    -------
    KnowledgeGraph
        The whole graph, immutable.

    Raises
    ------
    DataError
        If there is any error in the folder; it holds all of them, with file, line and field.
    FileNotFoundError
        If a folder does not exist.

    Examples
    --------
    >>> load().state("nv").name
    'Nevada'
    """
    root = _root(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"there is no data folder {root}")
    with gc_disabled():
        return _graph(root, *_records(root, _folders(extra)))


def load_last_good(folder: str | Path | None = None, extra: ExtraFolders = ()) -> KnowledgeGraph | None:
    """Return the graph of the last version of a folder that passed every check; None if there is no snapshot of it.

    Parameters
    ----------
    folder
        The data folder; the package's own if omitted.
    extra
        The folders that are laid over it.
    """
    root, folders = _root(folder), _folders(extra)
    with gc_disabled():
        snapshot = load_last_snapshot(_snapshot_key(root, folders) if folders else root)
        return _graph(root, *snapshot) if snapshot else None


def check_folder(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Return every error in a data folder, sorted by file and line; none if it is valid.

    Parameters
    ----------
    folder
        The data folder; the package's own if omitted.
    """
    try:
        load(folder)
    except DataError as error:
        return error.problems
    return ()


def data_files(folder: Path) -> list[str]:
    """Return the paths of the data files in a folder, of the history of its releases, and of the answers they keep."""
    return [name for name in _files(folder) if name.endswith(".yaml") or name.startswith(("history/", "answers/"))]


def version_of(folder: Path) -> str:
    """Return the version of the data in a folder: a hash of their content."""
    return _version({name: (folder / name).read_bytes() for name in _files(folder) if name.endswith(".yaml")})


def _graph(root: Path, records: Records, dataset: Dataset) -> KnowledgeGraph:
    history = read_history(root / "history")
    if problems := check_days(history, dataset.released):
        raise DataError(problems)
    return KnowledgeGraph(records.entities.values(), records.terms.values(), dataset, history)


def _root(folder: str | Path | None) -> Path:
    return DATA if folder is None else Path(folder)


def named_folders(names: str | None) -> tuple[str, ...]:
    """Return the extra folders of a setting or an option, which are separated by commas."""
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def _folders(extra: ExtraFolders) -> list[Path]:
    return [Path(extra)] if isinstance(extra, (str, Path)) else list(map(Path, extra))


def _snapshot_key(root: Path, folders: Iterable[Path]) -> Path:
    """Return the path under which the snapshot of a folder with extra folders is kept; there is no such folder."""
    digest = hashlib.sha256("\0".join(str(one.resolve()) for one in folders).encode()).hexdigest()[:16]
    return root / f".extra-{digest}"


def _records(root: Path, folders: Sequence[Path] = ()) -> tuple[Records, Dataset]:
    """Return the records of a folder with extra folders laid over it."""
    records, dataset = _own_records(root)
    extras = [one for one in map(_extra, folders) if one.texts or one.problems]
    if not extras:
        return records, dataset
    names = [one.name for one in extras]
    if double := [one for one in extras if names.count(one.name) > 1]:
        message = "another extra folder has the same name, which marks its claims; rename one of them"
        raise DataError(Problem(one.place, 1, "", message) for one in double[1:])
    added = {f"{one.name}/{name}": text for one in extras for name, text in one.texts.items()}
    version = f"{dataset.version}-{_version(added)[:8]}"
    key = _snapshot_key(root, folders)
    known = None if any(one.problems for one in extras) else load_snapshot(key, version)
    if known is None:
        from .pipeline import build_from_texts

        # The record fulfills its assertions by itself: these are not about what is added.
        texts = {name: text for name, text in _texts(root, _files(root)).items() if name != "assertions.yaml"}
        known = build_from_texts(texts, version, extras=extras)
        save_snapshot(key, version, *known)
    return known


def _extra(folder: Path) -> Extra:
    """Read an extra folder."""
    from .overlay import Extra

    if not folder.is_dir():
        raise FileNotFoundError(f"there is no extra folder {folder}")
    files = _files(folder)
    problems = tuple(_check_extra_paths(files))
    return Extra(folder.resolve().name, str(folder), _texts(folder, files), problems)


def _texts(root: Path, files: Iterable[str]) -> dict[str, bytes]:
    return {name: _read(f"{root}{os.sep}{name}") for name in files if name.endswith(".yaml")}


def _own_records(root: Path) -> tuple[Records, Dataset]:
    """Return the records of a folder, from their snapshot if there is one of the same content."""
    files = _files(root)
    stamp = stamp_of(files)
    known = load_version(root, stamp) if stamp else None
    records = load_snapshot(root, known) if known else None
    if records is not None:
        return records
    misplaced = list(_check_paths(files))
    texts = _texts(root, files)
    version = _version(texts)
    records = None if misplaced else load_snapshot(root, version)
    if records is None:
        # Imported only when needed: YAML and pydantic take long to import.
        from .pipeline import build_from_texts

        records = build_from_texts(texts, version, misplaced)
        save_snapshot(root, version, *records)
    if stamp:
        save_version(root, stamp, version)
    return records


def _files(root: Path) -> dict[str, os.stat_result]:
    """Return all files below a folder that do not start with a dot: their paths with slashes, sorted, and states."""
    found: dict[str, os.stat_result] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{root}{os.sep}{folder}") as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir():
                    found[folder + entry.name] = entry.stat()
                elif not entry.name.startswith("__") and not entry.is_symlink():
                    folders.append(f"{folder}{entry.name}/")
    return dict(sorted(found.items()))


def _read(path: str) -> bytes:
    # Takes a third of the time of Path.read_bytes, which matters for thousands of small files.
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        chunks = [os.read(file, _CHUNK_BYTES)]
        while len(chunks[-1]) == _CHUNK_BYTES:
            chunks.append(os.read(file, _CHUNK_BYTES))
        return b"".join(chunks)
    finally:
        os.close(file)


def _version(texts: Mapping[str, bytes]) -> str:
    """Return a hash of the content of the files, which does not depend on their line endings."""
    digest = hashlib.sha256()
    for name, content in texts.items():
        text = content.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()[:16]


def _check_paths(files: Iterable[str]) -> Iterator[Problem]:
    """Yield the files that would be ignored."""
    unknown = set()
    for file in files:
        folder, _, name = file.partition("/")
        if folder in _OTHER_FILES:
            continue
        if folder not in FOLDERS:
            unknown.add(folder)
        elif not file.endswith(".yaml"):
            yield Problem(file, 1, "", "not a data file; its name must end in .yaml")
        elif not (_OF_PLACE if folder in ("term", "series") else PATH).fullmatch(slug := name.removesuffix(".yaml")):
            yield Problem(file, 1, "", f"'{slug}' is not a slug; use lower-case letters, digits and single hyphens")
    for name in unknown:
        hint = suggestion(name, FOLDERS)
        yield Problem(name, 1, "", f"not a folder of data files{hint or ';'} the folders are {', '.join(FOLDERS)}")


def _check_extra_paths(files: Iterable[str]) -> Iterator[Problem]:
    """Yield the files of an extra folder that would be ignored, or that only the record may have."""
    entities = [type.value for type in EntityType]
    kept = []
    for file in files:
        folder = file.partition("/")[0]
        if folder in _OF_THE_RECORD or folder in ("term", "series"):
            told = f"{folder} belongs to the record; an extra folder holds entities, in {', '.join(entities)}"
            yield Problem(file, 1, "", told)
        else:
            kept.append(file)
    yield from _check_paths(kept)


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Disable the garbage collector during bulk allocation, when it would traverse many objects and find no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def freeze_gc() -> None:
    """Enable the garbage collector, and exclude the objects that exist now: a server keeps them until it ends."""
    gc.freeze()
    gc.enable()
