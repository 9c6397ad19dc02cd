"""Loading: read every file, tell every problem, or give the graph."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .build import build
from .checks import Checked, check
from .documents import Document, read
from .files import SHAPES, DatasetFile
from .knowledge import KnowledgeGraph
from .problems import DataError, Problem, suggestion
from .records import Dataset
from .shapes import shaped

DATA: Final = Path(__file__).resolve().parent.parent / "data"
"""The data that the package carries."""

_BESIDE: Final = frozenset(("README.md", "LICENSE", "dataset.yaml", "schema"))
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
        checked, dataset, problems = _read(root)
        if problems or dataset is None:
            raise DataError(problems)
        records = build({id_: one.shape for id_, one in checked.items()})
        return KnowledgeGraph(records.entities.values(), records.terms.values(), dataset)


def check_folder(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a data folder, sorted by file and line; none when it is right."""
    try:
        load(folder)
    except DataError as error:
        return error.problems
    return ()


def _read(root: Path) -> tuple[dict[str, Checked], Dataset | None, list[Problem]]:
    documents: dict[str, Document] = {}
    problems = list(_misplaced(root))
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        document, told = read(root, path)
        documents[document.id] = document
        problems += told
        digest.update(f"{document.file}\0".encode() + path.read_bytes() + b"\0")
    checked: dict[str, Checked] = {}
    for id_, document in documents.items():
        kind = SHAPES.get(id_.partition("/")[0]) if "/" in id_ else None
        if kind is not None and document.value is not None:
            shape, told = shaped(document, kind)
            problems += told
            if shape is not None:
                checked[id_] = Checked(document, shape)
    problems += check(checked, frozenset(documents))
    dataset, told = _dataset(root, documents.get("dataset"), digest.hexdigest()[:16])
    return checked, dataset, problems + told


def _dataset(root: Path, document: Document | None, version: str) -> tuple[Dataset | None, list[Problem]]:
    if document is None:
        return None, [Problem("dataset.yaml", 1, "", f"missing in {root}; write title, released, license and citation")]
    if document.value is None:
        return None, []
    shape, problems = shaped(document, DatasetFile)
    if shape is None:
        return None, problems
    return Dataset(shape.title, version, shape.released, shape.license, shape.citation), []


def _misplaced(root: Path) -> Iterator[Problem]:
    """Files and folders that would be passed over in silence."""
    for path in sorted(root.iterdir()):
        if path.name not in _BESIDE and path.name not in SHAPES and not path.name.startswith((".", "__")):
            near = suggestion(path.name, SHAPES)
            yield Problem(path.name, 1, "", f"not a part of the data{near or ';'} folders are {', '.join(SHAPES)}")
    for folder in SHAPES:
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            if path.is_dir() or path.name.startswith("."):
                continue
            if path.suffix != ".yaml":
                yield Problem(file, 1, "", "not a data file; its name must end in .yaml")
                continue
            name = file.removesuffix(".yaml").partition("/")[2]
            if not (_TERM_PATH if folder == "term" else _PATH).fullmatch(name):
                yield Problem(file, 1, "", f"'{name}' is not a slug; use lower-case letters, digits and single hyphens")


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
