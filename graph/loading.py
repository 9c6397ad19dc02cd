"""Loading: read every file, tell every problem, or give the graph."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .build import Records, build
from .checks import Checked, check
from .consistency import inconsistent
from .documents import Document, read
from .entries import Shape
from .files import SHAPES, AssertionsFile, DatasetFile
from .knowledge import KnowledgeGraph
from .problems import DataError, Problem, suggestion
from .records import Dataset
from .shapes import shaped
from .snapshot import keep, recall

DATA: Final = Path(__file__).resolve().parent.parent / "data"
"""The data that the package carries."""

_BESIDE: Final = frozenset(("README.md", "LICENSE", "dataset.yaml", "assertions.yaml", "schema", "history"))
_BY_THEMSELVES: Final[dict[str, type[Shape]]] = {"dataset": DatasetFile, "assertions": AssertionsFile}
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
    root = DATA if folder is None else Path(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"there is no data folder {root}")
    with _uncollected():
        files = _files(root)
        misplaced = list(_misplaced(files))
        texts = {name: (root / name).read_bytes() for name in files if name.endswith(".yaml")}
        version = _version(texts)
        known = None if misplaced else recall(root, version)
        if known is None:
            known = _built(texts, version, misplaced)
            keep(root, version, *known)
        records, dataset = known
        return KnowledgeGraph(records.entities.values(), records.terms.values(), dataset, root / "history")


def check_folder(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a data folder, sorted by file and line; none when it is right."""
    try:
        load(folder)
    except DataError as error:
        return error.problems
    return ()


def _files(root: Path) -> list[str]:
    """Every file below a folder that does not start with a dot, by its path with slashes, sorted."""
    found: list[str] = []
    for path, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        base = Path(path).relative_to(root).as_posix().removeprefix(".")
        found += (f"{base}/{name}" if base else name for name in names if not name.startswith("."))
    return sorted(found)


def _version(texts: Mapping[str, bytes]) -> str:
    """A hash of the data's content."""
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()[:16]


def _built(texts: Mapping[str, bytes], version: str, problems: list[Problem]) -> tuple[Records, Dataset]:
    documents: dict[str, Document] = {}
    for name, text in texts.items():
        document, told = read(name, text)
        documents[document.id] = document
        problems += told
    checked: dict[str, Checked] = {}
    for id_, document in documents.items():
        kind = SHAPES.get(id_.partition("/")[0]) if "/" in id_ else _BY_THEMSELVES.get(id_)
        if kind is not None and document.value is not None:
            shape, told = shaped(document, kind)
            problems += told
            if shape is not None:
                checked[id_] = Checked(document, shape)
    problems += check(checked, frozenset(documents))
    if "dataset" not in documents:
        problems.append(Problem("dataset.yaml", 1, "", "missing; write title, released, license and citation"))
    if problems:
        raise DataError(problems)
    records = build({id_: one.shape for id_, one in checked.items()})
    problems += inconsistent(records, checked)
    if problems:
        raise DataError(problems)
    shape = checked["dataset"].shape
    assert isinstance(shape, DatasetFile)
    return records, Dataset(shape.title, version, shape.released, shape.license, shape.citation)


def _misplaced(files: list[str]) -> Iterator[Problem]:
    """Files that would be passed over in silence."""
    strange = set()
    for file in files:
        folder, _, name = file.partition("/")
        if folder in _BESIDE:
            continue
        if folder not in SHAPES:
            strange.add(folder)
        elif not file.endswith(".yaml"):
            yield Problem(file, 1, "", "not a data file; its name must end in .yaml")
        elif not (_TERM_PATH if folder == "term" else _PATH).fullmatch(slug := name.removesuffix(".yaml")):
            yield Problem(file, 1, "", f"'{slug}' is not a slug; use lower-case letters, digits and single hyphens")
    for name in strange:
        near = suggestion(name, SHAPES)
        yield Problem(name, 1, "", f"not a part of the data{near or ';'} folders are {', '.join(SHAPES)}")


@contextmanager
def _uncollected() -> Iterator[None]:
    # Loading makes many objects and no garbage: the collector would walk them all again and again.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
