"""From the texts of the data files to records, or to every problem in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..model.records import Dataset, Records
from .build import build
from .cross_checks import Checked, check
from .errors import DataError, Problem
from .invariants import inconsistent
from .models.entries import Shape
from .models.files import SHAPES, AssertionsFile, DatasetFile
from .validation import shaped
from .yaml_reader import Document, read

_BY_THEMSELVES: Final[dict[str, type[Shape]]] = {"dataset": DatasetFile, "assertions": AssertionsFile}


def make(texts: Mapping[str, bytes], version: str, problems: Iterable[Problem] = ()) -> tuple[Records, Dataset]:
    """Records for the texts of all data files, by their paths.

    Raises
    ------
    DataError
        When anything in them is wrong, or was already; it holds every problem.
    """
    found = list(problems)
    documents: dict[str, Document] = {}
    for name, text in texts.items():
        document, told = read(name, text)
        documents[document.id] = document
        found += told
    checked: dict[str, Checked] = {}
    for id_, document in documents.items():
        kind = SHAPES.get(id_.partition("/")[0]) if "/" in id_ else _BY_THEMSELVES.get(id_)
        if kind is not None and document.value is not None:
            shape, told = shaped(document, kind)
            found += told
            if shape is not None:
                checked[id_] = Checked(document, shape)
    found += check(checked, frozenset(documents))
    if "dataset" not in documents:
        found.append(Problem("dataset.yaml", 1, "", "missing; write title, released, license and citation"))
    if found:
        raise DataError(found)
    records = build({id_: one.shape for id_, one in checked.items()})
    found += inconsistent(records, checked)
    if found:
        raise DataError(found)
    shape = checked["dataset"].shape
    assert isinstance(shape, DatasetFile)
    return records, Dataset(shape.title, version, shape.released, shape.license, shape.citation)
